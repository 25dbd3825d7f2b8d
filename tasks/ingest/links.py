"""How the articles just read relate to each other and to what is published: seen already, copies, versions.

The work is DuckDB's (links.sql), which spills to disk beyond `duckdb_memory`; only the choice among near copies is made
here, one pair at a time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from importlib.resources import files
from pathlib import Path

import duckdb
import pyarrow as pa

from tasks.ingest.minhash import BAND_ROWS, BANDS, PERMUTATIONS
from tasks.ingest.settings import IngestSettings

#: A near copy's estimate stays below 1, which says that the texts are the same.
HIGHEST_NEAR = 1 - 1 / (2 * PERMUTATIONS)
CHUNK_ROWS = 10_000
COMMON_COLUMNS = "article_id, source_uri, source_record, outlet, title, url, text_sha256, published_at"
#: DuckDB's names for the columns that are not text.
TYPES = {
    "row": "BIGINT",
    "word_count": "INTEGER",
    "source_record": "BIGINT",
    "published_at": "TIMESTAMPTZ",
    "minhash": "UINTEGER[]",
    "duplicate_similarity": "FLOAT",
}
NEAR_COPIES = pa.schema([("article_id", pa.string()), ("duplicate_of", pa.string()), ("similarity", pa.float32())])


def link_articles(
    parts: Sequence[Path],
    published: Path | None,
    settings: IngestSettings,
    work: Path,
    withdrawn: Collection[str],
    replaced: Collection[str],
) -> duckdb.DuckDBPyConnection:
    """A database with the table links(row, article_id, version_of, duplicate_of, similarity), one row a new article.

    Its tables `fresh` and `seen` say which rows were read and which of them are published already.

    Args:
        parts: Parquet files of articles as read, with `row` and `minhash`.
        published: the snapshot so far.
        work: folder to spill into.
        withdrawn: sources whose rows don't count, because the source changed while it was read.
        replaced: sources whose published articles make way for the rows just read.
    """
    database = duckdb.connect()
    database.execute("SET memory_limit = $memory", {"memory": settings.duckdb_memory})
    database.execute("SET temp_directory = $folder", {"folder": str(work / "spill")})
    database.execute("SET TimeZone = 'UTC'")
    database.execute("SET enable_progress_bar = false")  # a slow query would print into the command's output
    _load_fresh(database, parts, withdrawn)
    _load_published(database, published, replaced)
    for statement in duckdb.extract_statements(files("tasks.ingest").joinpath("links.sql").read_text("utf-8")):
        values = {"rows": BAND_ROWS, "bands": BANDS, "threshold": settings.duplicate_threshold}
        database.execute(statement, {name: values[name] for name in statement.named_parameters})
    _choose_originals(database)
    database.execute("""
        CREATE TABLE links AS
        SELECT new.row, new.article_id, versions.version_of,
            coalesce(exact_copies.duplicate_of, near_copies.duplicate_of) AS duplicate_of,
            CASE WHEN exact_copies.duplicate_of IS NOT NULL THEN 1 ELSE near_copies.similarity END AS similarity
        FROM new LEFT JOIN versions USING (article_id) LEFT JOIN exact_copies USING (article_id)
            LEFT JOIN near_copies USING (article_id)
    """)
    return database


def _names(database: duckdb.DuckDBPyConnection, table: str, uris: Collection[str]) -> None:
    database.register("uris", pa.table({"source_uri": pa.array(sorted(uris), pa.string())}))
    database.execute(f"CREATE TABLE {table} AS FROM uris")
    database.unregister("uris")


def _load_fresh(database: duckdb.DuckDBPyConnection, parts: Sequence[Path], withdrawn: Collection[str]) -> None:
    _names(database, "withdrawn", withdrawn)
    columns = f"row, word_count, {COMMON_COLUMNS}, minhash"
    source = "read_parquet($parts)" if parts else f"({_no_rows(columns)})"
    database.execute(
        f"CREATE TABLE fresh AS SELECT {columns} FROM {source} WHERE source_uri NOT IN (FROM withdrawn)",
        {"parts": [str(part) for part in parts]} if parts else {},
    )


def _load_published(database: duckdb.DuckDBPyConnection, published: Path | None, replaced: Collection[str]) -> None:
    """A replaced source's superseded versions stay: what they said is nowhere else any more."""
    _names(database, "replaced_sources", replaced)
    columns = f"{COMMON_COLUMNS}, version_of, duplicate_of, duplicate_similarity"
    if published is None:
        no_rows = _no_rows(f"{columns}, minhash")
        database.execute(f"CREATE TABLE published AS SELECT *, false AS replaced FROM ({no_rows})")
        return
    database.execute(
        f"""
        CREATE TABLE published AS
        WITH articles AS (
            SELECT {columns}, ingested_at, coalesce(version_of, article_id) AS story FROM read_parquet($articles)
        ), ranked AS (
            SELECT *, row_number() OVER (
                PARTITION BY source_uri, story ORDER BY ingested_at DESC, published_at DESC NULLS LAST, article_id DESC
            ) AS age FROM articles
        )
        SELECT {columns}, minhash, source_uri IN (FROM replaced_sources) AND age = 1 AS replaced
        FROM ranked LEFT JOIN (SELECT article_id, minhash FROM read_parquet($fingerprints)) USING (article_id)
        """,
        {"articles": f"{published}/articles/*.parquet", "fingerprints": f"{published}/fingerprints/*.parquet"},
    )


def _no_rows(columns: str) -> str:
    nulls = (f"NULL::{TYPES.get(name, 'VARCHAR')} AS {name}" for name in columns.split(", "))
    return f"SELECT {', '.join(nulls)} LIMIT 0"


def _choose_originals(database: duckdb.DuckDBPyConnection) -> None:
    """The table near_copies: each names the earliest similar article that is no near copy itself."""
    database.execute("CREATE TABLE near_copies (article_id VARCHAR, duplicate_of VARCHAR, similarity FLOAT)")
    writer = database.cursor()
    for chunk in _near_copies(database):
        writer.register("chunk", chunk)
        writer.execute("INSERT INTO near_copies FROM chunk")
        writer.unregister("chunk")


def _near_copies(database: duckdb.DuckDBPyConnection) -> Iterator[pa.Table]:
    pairs = database.cursor().execute(
        "SELECT later, earlier, article_id, original, similarity FROM near ORDER BY later, earlier"
    )
    copies: set[int] = set()  # places of near copies; the one thing here that grows, by a number each
    rows: list[dict[str, object]] = []
    while pair := pairs.fetchone():
        later, earlier, article_id, original, similarity = pair
        if later in copies or earlier in copies:
            continue
        copies.add(later)
        rows.append({"article_id": article_id, "duplicate_of": original, "similarity": min(similarity, HIGHEST_NEAR)})
        if len(rows) == CHUNK_ROWS:
            yield pa.Table.from_pylist(rows, schema=NEAR_COPIES)
            rows = []
    yield pa.Table.from_pylist(rows, schema=NEAR_COPIES)
