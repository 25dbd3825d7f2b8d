"""`onrecord run` on the sample and on poisoned articles, as people run it: in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds
import pytest

from schemas import EXTRACTED

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
RAW = ROOT / "data" / "raw"
ONRECORD = Path(sys.executable).with_name("onrecord")
#: Columns that say when and by which run, not what.
OF_THE_RUN = {"run_id", "ingested_at"}


def environment(home: Path, **more: str) -> dict[str, str]:
    """Without what the machine has set for Prefect and OnRecord: runs get a Prefect server of their own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "ONRECORD_"))}
    return kept | {"PREFECT_HOME": str(home / "prefect")} | more


def onrecord(*arguments: str | Path, home: Path, code: int = 0, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    ended = subprocess.run(
        [ONRECORD, *map(str, arguments)],
        cwd=home,
        env=environment(home, **more),
        capture_output=True,
        text=True,
        timeout=280,
    )
    assert ended.returncode == code, ended.stderr
    assert "Traceback" not in ended.stderr
    return ended


def published(store: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows that articles give, in one order."""
    tables = {}
    for name in ("articles", *(table.name for table in EXTRACTED)):
        rows = ds.dataset(store / "current" / name, format="parquet").to_table().to_pylist()
        kept = [{column: value for column, value in row.items() if column not in OF_THE_RUN} for row in rows]
        tables[name] = sorted(kept, key=lambda row: json.dumps(row, default=str))
    return tables


def run_rows(store: Path) -> list[dict[str, Any]]:
    rows = ds.dataset(store / "current" / "runs", format="parquet").to_table().to_pylist()
    return sorted(rows, key=lambda row: row["started_at"])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def direct(home: Path) -> Path:
    """A store after one direct run over the sample."""
    store = home / "direct"
    onrecord("run", RAW, "--out", store, "--direct", "--quiet", home=home)
    return store


def test_a_direct_run_fills_every_table(direct: Path) -> None:
    assert all(rows for rows in published(direct).values())


def test_a_second_run_reads_nothing_new_and_changes_no_row(direct: Path, home: Path) -> None:
    before = published(direct)
    told = json.loads(onrecord("run", RAW, "--out", direct, "--direct", "--json", home=home).stdout)
    assert (told["articles_new"], told["claims"]) == (0, 0)
    assert told["articles_seen"] == len(before["articles"])
    assert published(direct) == before


def test_rows_depend_neither_on_processes_nor_on_batches(direct: Path, home: Path) -> None:
    store = home / "small-batches"
    onrecord(
        *("run", RAW, "--out", store, "--direct", "--quiet", "--processes", "2"),
        home=home,
        ONRECORD_EXTRACT__BATCH_WORDS="300",
    )
    assert published(store) == published(direct)


def test_a_prefect_run_gives_the_same_rows_and_keeps_every_task_run(direct: Path, home: Path) -> None:
    store = home / "recorded"
    told = json.loads(
        onrecord("run", RAW, "--out", store, "--json", home=home, ONRECORD_EXTRACT__BATCH_WORDS="300").stdout
    )
    assert published(store) == published(direct)
    (row,) = run_rows(store)
    assert row["run_id"] == told["run_id"]
    with sqlite3.connect(home / "prefect" / "prefect.db") as db:
        recorded = db.execute(
            "select task_run.name, task_run.state_type from task_run join flow_run on flow_run.id = flow_run_id "
            "where flow_run.id = ?",
            [row["flow_run_id"]],
        ).fetchall()
        artifacts = db.execute("select data from artifact where flow_run_id = ?", [row["flow_run_id"]]).fetchall()
    assert {state for _, state in recorded} == {"COMPLETED"}
    names = [name for name, _ in recorded]
    assert {"ingest", "validate", "publish"} < set(names)
    assert sum(name.startswith("extract-") for name in names) > 1
    assert told["run_id"] in str(artifacts)


@pytest.mark.parametrize("mode", [["--direct"], []], ids=["direct", "prefect"])
@pytest.mark.parametrize("after", [2, 8])
def test_ctrl_c_leaves_what_is_published_whole(direct: Path, home: Path, mode: list[str], after: float) -> None:
    """The old state, or the new one where it was published before the interrupt: with --reprocess, the same rows."""
    before = published(direct)
    process = subprocess.Popen(
        [ONRECORD, "run", RAW, "--out", direct, "--reprocess", *mode],
        cwd=home,
        env=environment(home),
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    time.sleep(after)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert "Traceback" not in told
    if process.returncode == 0:
        pytest.skip(f"the run was over within {after} seconds")
    assert process.returncode == 130
    assert published(direct) == before


def test_without_a_server_to_record_it_the_run_fails_and_names_the_way_out(home: Path) -> None:
    store = home / "nowhere"
    ended = onrecord("run", RAW, "--out", store, home=home, code=1, PREFECT_API_URL="http://127.0.0.1:9/api")
    assert "OR604" in ended.stderr
    assert "--direct" in ended.stderr
    assert not (store / "current").exists()


def test_strict_tells_of_quarantine_by_its_exit_code(home: Path) -> None:
    (home / "empty.txt").write_bytes(b"")
    onrecord("run", "empty.txt", "--out", home / "strict", "--direct", "--quiet", "--strict", home=home, code=3)
    onrecord("run", "empty.txt", "--out", home / "lenient", "--direct", "--quiet", home=home)


def test_guilty_articles_alone_go_to_quarantine(home: Path, tmp_path: Path) -> None:
    titles = ["Harbour", "Crash", "Hang", "Fault", "Library"]
    body = 'The council of {0} met on Monday.\n\n"We will repair the {0} road," Mayor Ilse Brandt told the assembly.'
    articles = [{"title": f"{title} news", "text": body.format(f"{title}dale")} for title in titles]
    path, store = tmp_path / "articles.jsonl", tmp_path / "store"
    path.write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
    program = [sys.executable, "-m", "tests.flows.poisoned", path, store]
    ended = subprocess.run(program, cwd=ROOT, env=environment(home), capture_output=True, text=True, timeout=280)
    assert "Traceback" not in ended.stderr
    told = json.loads(ended.stdout)
    assert told["quarantined"] == {"extract_crashed": 1, "extract_failed": 1, "extract_timeout": 1}
    assert {row["title"] for row in published(store)["articles"]} == {"Harbour news", "Library news"}
    assert told["claims"] >= 2
    with sqlite3.connect(home / "prefect" / "prefect.db") as db:
        (row,) = run_rows(store)
        states = db.execute("select state_type from flow_run where id = ?", [row["flow_run_id"]]).fetchall()
    assert states == [("COMPLETED",)]  # a poisoned article is no failed run
