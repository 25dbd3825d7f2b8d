"""The next snapshot's folder: the last one's files by hard link, rewritten where rows make way, and the staged rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from schemas import ARTICLES, ENTITIES, INPUTS, QUARANTINE, RUNS, TABLES, Table
from schemas.parquet import ROW_GROUP, PartWriter, parquet_files, quoted, read_sql, write_file
from tasks.publish import durable
from tasks.publish.manifest import DataFile, Manifest, require_intact

#: A table's small files are joined when there are more of them than this: a run every 15 minutes adds 96 a day.
MOST_SMALL_FILES = 32
#: A file with fewer rows and bytes than these is small.
SMALL_BYTES = 64 * 2**20
MEMORY = "512MB"


def build_snapshot(
    folder: Path, number: int, parent: tuple[Path, Manifest] | None, staging: Path, runs: Sequence[dict[str, Any]]
) -> None:
    """Write every table's files into `folder`, synced and read-only; each table has one file at least.

    Args:
        folder: a new, empty folder, for snapshot `number`.
        parent: folder and manifest of the snapshot before, if there is one.
        staging: what validation has left: `valid/`, `replaced/`, `reread.json`.
        runs: rows for the table `runs`.

    Raises:
        OnRecordError: OR403, a file that has to be rewritten is not what the parent's manifest says.
    """
    with duckdb.connect() as db:
        db.execute(f"SET memory_limit = '{MEMORY}'")
        db.execute(f"SET temp_directory = {quoted(str(staging / 'spill'))}")
        db.execute("SET TimeZone = 'UTC'")
        _find_outdated(db, parent[0] if parent else None, staging)
        for table in TABLES.values():
            target = folder / table.name
            target.mkdir(parents=True)
            _Files(db, table, number, target, parent).build(staging, runs)
            durable.sync_folder(target)
    durable.sync_folder(folder)


def _find_outdated(db: duckdb.DuckDBPyConnection, parent: Path | None, staging: Path) -> None:
    """Which published rows make way, as tables: `outdated_articles`, `outdated_inputs`, `outdated_quarantine`; and
    `gone`, the articles that are replaced and do not come back.

    An exact copy has no rows of its own: when its original does not come back it makes way, too, and its input is
    forgotten, so that the next run reads it as an article in its own right. A rejected row of an article that stays
    (a claim with a bad offset, say) stays rejected, whatever else its source is read again for.
    """
    reread = json.loads((staging / "reread.json").read_text(encoding="utf-8"))
    sources = [reread["quarantine"]]
    db.execute("CREATE TEMP TABLE outdated_quarantine AS SELECT unnest(?::VARCHAR[]) AS source_uri", sources)
    _ids(db, "outdated_inputs", "source_uri", parquet_files(staging / "valid" / INPUTS.name))
    _ids(db, "outdated_articles", "article_id", parquet_files(staging / "replaced"))
    _ids(db, "staged_articles", "article_id", parquet_files(staging / "valid" / ARTICLES.name))
    db.execute("CREATE TEMP TABLE gone AS FROM outdated_articles ANTI JOIN staged_articles USING (article_id)")
    known = parquet_files(parent and parent / ARTICLES.name)
    if known:
        copies = read_sql(known, "article_id, source_uri, duplicate_of, sentence_count")
        db.execute(
            f"""CREATE TEMP TABLE bereft AS SELECT article_id, source_uri FROM ({copies})
            WHERE sentence_count IS NULL AND duplicate_of IN (FROM gone)
            AND article_id NOT IN (FROM outdated_articles)"""
        )
        db.execute("INSERT INTO outdated_articles SELECT article_id FROM bereft")
        db.execute("INSERT INTO outdated_inputs SELECT source_uri FROM bereft")
        db.execute("INSERT INTO outdated_quarantine SELECT source_uri FROM bereft")
    _ids(db, "kept_articles", "article_id", known)
    db.execute("DELETE FROM kept_articles WHERE article_id IN (FROM outdated_articles)")


def _ids(db: duckdb.DuckDBPyConnection, name: str, column: str, files: Sequence[Path]) -> None:
    rows = read_sql(files, column) if files else f"SELECT NULL::VARCHAR AS {column} WHERE false"
    db.execute(f"CREATE TEMP TABLE {name} AS {rows}")


class _Files:
    """One table's files in the new snapshot."""

    def __init__(
        self,
        db: duckdb.DuckDBPyConnection,
        table: Table,
        number: int,
        target: Path,
        parent: tuple[Path, Manifest] | None,
    ) -> None:
        self.db, self.table, self.target = db, table, target
        self.stem = f"{number:06d}"
        self.parent = parent[0] / table.name if parent else None
        self.known: dict[str, DataFile] = {file.name: file for file in parent[1].tables[table.name]} if parent else {}
        self.written: list[Path] = []
        self._numbers = count()

    def build(self, staging: Path, runs: Sequence[dict[str, Any]]) -> None:
        kept = [] if self.table is ENTITIES else self._kept_files()  # entities are staged whole
        self._add_staged(staging, runs)
        small = [path for path in [*kept, *self.written] if self._is_small(path)]
        if len(small) > MOST_SMALL_FILES:
            kept = [path for path in kept if path not in small]
            self._join(small)
        for path in kept:
            durable.share(path, self.target / path.name)
        if not kept and not self.written:
            self._keep(self._new_path(), self.table.arrow_schema.empty_table())

    def _kept_files(self) -> list[Path]:
        """The parent's files that stay as they are; those with outdated rows are written anew without them."""
        assert self.parent is not None or not self.known
        files = [self.parent / name for name in sorted(self.known)] if self.parent else []
        stale = self._stale(files)
        for path in stale:
            self._require_intact(path)
            rows = self.db.sql(f"{read_sql([path], self._columns())} WHERE NOT ({self._outdated()})")
            self._write(rows.to_arrow_reader(ROW_GROUP))
        return [path for path in files if path not in stale and self.known[path.name].rows]

    def _stale(self, files: list[Path]) -> list[Path]:
        condition = " OR ".join(filter(None, [self._outdated(), self._dangling()]))
        if not files or condition == "false":
            return []
        found = self.db.execute(
            f"SELECT DISTINCT filename FROM ({read_sql(files, options=', filename = true')}) WHERE {condition}"
        ).fetchall()
        names = {Path(name).name for (name,) in found}
        return [path for path in files if path.name in names]

    def _outdated(self) -> str:
        if self.table is QUARANTINE:
            return (
                "source_uri IS NOT NULL AND source_uri IN (FROM outdated_quarantine) "
                "AND (article_id IS NULL OR article_id NOT IN (FROM kept_articles))"
            )
        if self.table is INPUTS:
            return "source_uri IN (FROM outdated_inputs)"
        if "article_id" in self.table.column_names:
            return "article_id IN (FROM outdated_articles)"
        return "false"

    def _dangling(self) -> str | None:
        if self.table is not ARTICLES:
            return None
        return "duplicate_of IN (FROM gone) OR version_of IN (FROM gone)"

    def _columns(self) -> str:
        """The table's columns; of articles, what refers to an article that is gone becomes null."""
        if self.table is not ARTICLES:
            return "*"
        return """* REPLACE (
            CASE WHEN version_of NOT IN (FROM gone) THEN version_of END AS version_of,
            CASE WHEN duplicate_of NOT IN (FROM gone) THEN duplicate_of END AS duplicate_of,
            CASE WHEN duplicate_of NOT IN (FROM gone) THEN duplicate_similarity END AS duplicate_similarity)"""

    def _add_staged(self, staging: Path, runs: Sequence[dict[str, Any]]) -> None:
        if self.table is RUNS:
            self._keep(self._new_path(), RUNS.from_rows(list(runs)))
            return
        for path in parquet_files(staging / "valid" / self.table.name):
            target = self._new_path()
            durable.share(path, target)
            durable.seal(target)
            self.written.append(target)

    def _join(self, small: list[Path]) -> None:
        """Write the rows of small files, old and new, as one, sorted so that an article's rows lie together."""
        for path in small:
            self._require_intact(path)
        rows = self.db.sql(f"{read_sql(small)} ORDER BY {self._order()}")
        fresh = [path for path in small if path in self.written]
        self._write(rows.to_arrow_reader(ROW_GROUP))
        for path in fresh:
            path.unlink()
            self.written.remove(path)

    def _order(self) -> str:
        first = "article_id, " if "article_id" in self.table.column_names and self.table is not QUARANTINE else ""
        return f"{first}{self.table.primary_key}"

    def _write(self, batches: pa.RecordBatchReader) -> None:
        with PartWriter(self.target, self.table, stem=self._new_path().stem) as writer:
            for batch in batches:
                writer.write(batch)
        for path in writer.paths:
            durable.seal(path)
        self.written += writer.paths

    def _keep(self, path: Path, rows: pa.Table) -> None:
        write_file(path, self.table, rows)
        durable.seal(path)
        self.written.append(path)

    def _new_path(self) -> Path:
        return self.target / f"{self.stem}-{next(self._numbers):03d}.parquet"

    def _is_small(self, path: Path) -> bool:
        return path.stat().st_size < SMALL_BYTES and pq.read_metadata(path).num_rows < ROW_GROUP

    def _require_intact(self, path: Path) -> None:
        if path.name in self.known:
            require_intact(path, self.known[path.name])
