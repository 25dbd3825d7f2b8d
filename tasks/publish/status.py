"""What `onrecord status` and `onrecord quarantine` show, as data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas import PUBLIC
from schemas.errors import Errors, OnRecordError
from schemas.parquet import quoted
from tasks.publish.query import query
from tasks.publish.store import Store

Row = dict[str, Any]


@dataclass(frozen=True)
class Status:
    """The state of a store."""

    root: str
    snapshot: str | None  #: name of the published snapshot; null before the first
    rows: dict[str, int]  #: rows of each public table, all versions of articles included
    runs: list[Row]  #: the newest first, those included that published nothing
    quarantine: list[Row]  #: rows of the view quarantine_reasons
    failed_quarantine: int  #: quarantine rows of runs that published nothing, not in the table


def status(root: Path, runs: int = 10) -> Status:
    """The state of the store, with its newest runs. A store that holds nothing yet has a state, too."""
    store = Store(root)
    snapshot = store.snapshot()
    failed = store.failed_runs()
    if snapshot is None:
        return Status(str(store.root), None, {}, failed[::-1][:runs], [], _failed_quarantine(store))
    published = query(root, "SELECT * FROM runs").to_pylist()
    known = {row["run_id"] for row in published}
    every = [*published, *(row for row in failed if row["run_id"] not in known)]
    newest = sorted(every, key=lambda row: (row["started_at"], row["run_id"]), reverse=True)
    counts = snapshot.manifest.rows()
    return Status(
        root=str(store.root),
        snapshot=snapshot.name,
        rows={table.name: counts[table.name] for table in PUBLIC},
        runs=newest[:runs],
        quarantine=query(root, "SELECT * FROM quarantine_reasons").to_pylist(),
        failed_quarantine=_failed_quarantine(store),
    )


def quarantine_rows(
    root: Path,
    reason: str | None = None,
    stage: str | None = None,
    table: str | None = None,
    limit: int | None = None,
) -> list[Row]:
    """Rows of quarantine without their payloads, the newest first.

    Raises:
        OnRecordError: OR404, nothing is published.
    """
    wanted = {"reason_code": reason, "stage": stage, "table_name": table}
    conditions = [f"{column} = {quoted(value)}" for column, value in wanted.items() if value is not None]
    return query(
        root,
        f"""SELECT * EXCLUDE (payload) FROM quarantine WHERE {" AND ".join(conditions or ["true"])}
        ORDER BY quarantined_at DESC, source_uri, source_record, table_name, quarantine_id
        LIMIT {limit if limit is not None else "NULL"}""",
    ).to_pylist()


def quarantine_row(root: Path, quarantine_id: str) -> Row:
    """One row of quarantine with its payload. The start of an id will do where it fits one row alone.

    Raises:
        OnRecordError: OR404 nothing is published; OR411 no row, or several, with such an id.
    """
    sql = f"SELECT * FROM quarantine WHERE starts_with(quarantine_id, {quoted(quarantine_id)}) LIMIT 2"
    found: list[Row] = query(root, sql).to_pylist()
    if len(found) != 1:
        raise OnRecordError(Errors.OR411, quarantine_id=quarantine_id)
    return found[0]


def quarantined_sources(root: Path, quarantine_id: str | None = None, reason: str | None = None) -> list[str]:
    """The sources behind quarantine rows, sorted: what a replay has to read again.

    Raises:
        OnRecordError: OR404 nothing is published; OR411 no row with the id.
    """
    rows = [quarantine_row(root, quarantine_id)] if quarantine_id else quarantine_rows(root, reason)
    return sorted({row["source_uri"] for row in rows if row["source_uri"] is not None})


def _failed_quarantine(store: Store) -> int:
    import pyarrow.parquet as pq

    return sum(pq.read_metadata(path).num_rows for path in store.failed.glob("*/quarantine/*.parquet"))
