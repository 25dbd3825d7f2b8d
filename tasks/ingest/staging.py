"""The second pass: articles as read, linked to each other and to what is published, to the staged tables."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas import ARTICLES, FINGERPRINTS, QUARANTINE
from tasks.ingest.parts import Parts
from tasks.ingest.reading import ROWS_A_PART, Reading


def stage_articles(reading: Reading, links: duckdb.DuckDBPyConnection, staging: Path, part_articles: int) -> None:
    """`ingested/` and `fingerprints/`: the new articles with their final ids and links, in the order of reading."""
    articles = Parts(staging / "ingested", ARTICLES.arrow_schema, part_articles)
    fingerprints = Parts(staging / "fingerprints", FINGERPRINTS.arrow_schema, part_articles)
    for path in reading.articles.paths:
        read = pq.read_table(path)
        bounds = pc.min_max(read["row"]).as_py()
        query = "SELECT * FROM links WHERE row BETWEEN $min AND $max ORDER BY row"
        linked = links.sql(query, params=bounds).to_arrow_table()
        kept = read.filter(pc.is_in(read["row"], linked["row"].combine_chunks()))  # rows ascend in both
        if kept.num_rows:
            articles.write(_articles(kept, linked))
            fingerprints.write(_fingerprints(kept, linked))


def _articles(read: pa.Table, linked: pa.Table) -> pa.Table:
    decided = {
        "article_id": linked["article_id"],
        "version_of": linked["version_of"],
        "duplicate_of": linked["duplicate_of"],
        "duplicate_similarity": linked["similarity"],
    }
    columns = [decided[name] if name in decided else read[name] for name in ARTICLES.column_names]
    return pa.table(columns, names=list(ARTICLES.column_names)).cast(ARTICLES.arrow_schema)


def _fingerprints(read: pa.Table, linked: pa.Table) -> pa.Table:
    """Exact copies get no signature: later articles are compared with the originals alone."""
    signatures = zip(linked["similarity"].to_pylist(), read["minhash"].to_pylist(), strict=True)
    columns = [
        linked["article_id"],
        read["text_sha256"],
        pa.array([[] if similarity == 1 else numbers for similarity, numbers in signatures], pa.list_(pa.uint32())),
    ]
    return pa.table(columns, names=list(FINGERPRINTS.column_names)).cast(FINGERPRINTS.arrow_schema)


def stage_rejections(reading: Reading, staging: Path) -> int:
    """`quarantine/ingest-*.parquet`: one row a rejection, one in all for a withdrawn source; returns how many."""
    parts = Parts(staging / "quarantine", QUARANTINE.arrow_schema, ROWS_A_PART, prefix="ingest")
    withdrawn = pa.array([rejected.source_uri for rejected in reading.withdrawn], pa.string())
    count = 0
    for table in _rejections(reading):
        kept = table.filter(pc.invert(pc.is_in(table["source_uri"], withdrawn)))
        if kept.num_rows:
            parts.write(kept)
        count += kept.num_rows
    if reading.withdrawn:
        run = reading.run
        parts.write(QUARANTINE.from_rows([rejected.row(run.run_id, run.started_at) for rejected in reading.withdrawn]))
    return count + len(reading.withdrawn)


def _rejections(reading: Reading) -> Iterator[pa.Table]:
    return (pq.read_table(path) for path in reading.rejections.paths)


def stage_inputs(reading: Reading, staging: Path) -> None:
    """`inputs/`: what was looked into. These rows replace the published ones of the same source."""
    target = staging / "inputs"
    shutil.rmtree(target, ignore_errors=True)
    shutil.move(reading.inputs.folder, target)


def stage_reread(reading: Reading, links: duckdb.DuckDBPyConnection, staging: Path) -> None:
    """`reread.json`: which published rows the staged ones make void."""
    kept = "SELECT article_id FROM published WHERE source_uri IN (FROM replaced_sources) AND NOT replaced ORDER BY 1"
    contents: dict[str, Collection[str]] = {
        "quarantine": sorted(reading.reread),
        "articles": sorted(reading.replaced),
        "kept": [row[0] for row in links.execute(kept).fetchall()],
    }
    (staging / "reread.json").write_text(json.dumps(contents, indent=1, ensure_ascii=True), "utf-8")
