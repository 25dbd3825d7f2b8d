"""Runs in small: staged rows that are good as they stand, published without validation between."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Iterable
from pathlib import Path

from schemas import TABLES
from schemas.parquet import write_file
from tasks.publish.store import Snapshot, Store
from tests.rows import STAGED, Row, entity, rows, run_row, run_stamp


def stage_valid(
    store: Store,
    number: int,
    numbers: Iterable[int] = (),
    reread: Collection[str] = (),
    replaced: Collection[str] = (),
    **tables: list[Row],
) -> Path:
    """Staging of run `number` as validation leaves it, with the valid rows of these articles or those given."""
    run = run_stamp(number)
    staging = store.begin(run)
    shutil.rmtree(staging / "valid", ignore_errors=True)
    for name in STAGED:
        if name == "entities":
            some = tables.get(name, [entity(), entity("Port Union of Linden")])
        else:
            some = tables.get(name, [row for article in numbers for row in rows(name, article, run)])
        if some:
            folder = staging / "valid" / name
            folder.mkdir(parents=True)
            write_file(folder / "part-00000.parquet", TABLES[name], TABLES[name].from_rows(some))
    write_ids(staging / "replaced", replaced)
    (staging / "reread.json").write_text(json.dumps({"quarantine": list(reread), "articles": []}))
    return staging


def write_ids(folder: Path, ids: Collection[str]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder.mkdir(exist_ok=True)
    pq.write_table(pa.table({"article_id": pa.array(ids, pa.string())}), folder / "articles.parquet")


def publish(store: Store, number: int, numbers: Iterable[int] = (), **given: object) -> Snapshot:
    """One whole run: what was left behind is cleared up, then the rows are staged and published."""
    with store.lock():
        store.recover()
        staging = stage_valid(store, number, numbers, **given)  # type: ignore[arg-type]
        return store.publish(staging, run_row(run_stamp(number)))
