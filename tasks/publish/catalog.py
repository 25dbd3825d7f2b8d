"""onrecord.duckdb: views over one snapshot, by absolute paths, so that it opens from any folder and shows one state."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import duckdb

from schemas import PUBLIC
from schemas.parquet import parquet_files, quoted, read_sql


def write(path: Path, snapshot: Path) -> None:
    """Write a new catalog of the snapshot to `path`."""
    path.unlink(missing_ok=True)
    with duckdb.connect(path) as db:
        define_views(db, snapshot)
        db.execute("CHECKPOINT")


def shows(path: Path, snapshot: Path) -> bool:
    """Whether the catalog at `path` is one of this snapshot at this place."""
    if not path.exists():
        return False
    try:
        with duckdb.connect(path, read_only=True) as db:
            return db.execute("SELECT path FROM all_versions.snapshot").fetchall() == [(str(snapshot),)]
    except duckdb.Error:
        return False


def define_views(db: duckdb.DuckDBPyConnection, snapshot: Path) -> None:
    """The views of a snapshot: `all_versions.<table>` as published, and what `schemas/views.sql` makes of them."""
    db.execute("CREATE SCHEMA all_versions")
    db.execute(f"CREATE VIEW all_versions.snapshot AS SELECT {quoted(str(snapshot))} AS path")
    for table in PUBLIC:
        rows = read_sql(parquet_files(snapshot / table.name))
        db.execute(f"CREATE VIEW all_versions.{table.name} AS {rows}")
        db.execute(f"COMMENT ON VIEW all_versions.{table.name} IS {quoted(table.description)}")
    db.execute(resources.files("schemas").joinpath("views.sql").read_text(encoding="utf-8"))
    for table in PUBLIC:
        for column in table.columns:
            db.execute(f"COMMENT ON COLUMN {table.name}.{column.name} IS {quoted(column.description)}")
