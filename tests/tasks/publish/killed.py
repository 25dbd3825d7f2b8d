"""Publishes and is killed at one kind of file operation after another; test_killed.py runs it as a program.

`python -m tests.tasks.publish.killed FOLDER` prints a JSON line for each step: what is published after a process died
just before that operation, and after the next run. Each attempt is a fork of a process that has imported everything and
used nothing, so that no thread is lost in it.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from schemas import TABLES
from tasks.publish.query import query
from tasks.publish.store import Store
from tests.rows import article_id, run_row, run_stamp
from tests.tasks.publish.published import publish, stage_valid

#: Everything that changes a folder, and the syncs between.
OPERATIONS = ("link", "replace", "rename", "symlink", "unlink", "rmdir", "mkdir", "chmod", "fsync")
KILLED = 9


def in_child(work: Callable[..., Any], *args: Any) -> int:
    """The exit status of a forked process that does the work."""
    child = os.fork()
    if child == 0:
        try:
            work(*args)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def watch(before: Callable[[str, str], None]) -> None:
    """Call `before` with the name and first path of each file operation of this process."""

    def watched(name: str, operation: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            before(name, str(args[-1] if name in ("link", "replace", "rename", "symlink") else args[0]))
            return operation(*args, **kwargs)

        return call

    for name in OPERATIONS:
        setattr(os, name, watched(name, getattr(os, name)))


def publish_second_run(root: Path, before: Callable[[str, str], None]) -> None:
    """Run 2 reads article 1 again, and article 2 for the first time; watched while it publishes."""
    store = Store(root, keep=1)
    with store.lock():
        store.recover()
        staging = stage_valid(store, 2, [1, 2], replaced=[article_id(1)], reread=["file:///news/empty-1.txt"])
        (staging / "data_docs").mkdir()
        watch(before)
        store.publish(staging, run_row(run_stamp(2)))


def trace(root: Path, into: Path) -> None:
    operations: list[list[str]] = []
    publish_second_run(root, lambda name, path: operations.append([name, path]))
    into.write_text(json.dumps(operations))


def die_at(root: Path, step: int) -> None:
    done = 0

    def count(name: str, path: str) -> None:
        nonlocal done
        if done == step:
            os._exit(KILLED)
        done += 1

    publish_second_run(root, count)


def kinds(operations: list[list[str]]) -> list[int]:
    """The first operation of each kind: what is done, and where, all tables and data files being one."""
    seen: dict[tuple[str, str], int] = {}
    for step, (name, path) in enumerate(operations):
        parts = ["TABLE" if part in TABLES else part for part in Path(path).parts[-3:]]
        place = "FILE" if path.endswith(".parquet") else "/".join(parts)
        seen.setdefault((name, place if not path.isdigit() else "DESCRIPTOR"), step)
    syncs = [step for step, (name, _) in enumerate(operations) if name == "fsync"]
    return sorted({*seen.values(), *syncs[-8:]})


def state(root: Path, into: Path) -> None:
    """What a reader finds: by the catalog and by the link, and how often each input is there."""
    linked = f"read_parquet('{root}/current/articles/*.parquet')"
    inputs = "select source_uri from articles union all select source_uri from quarantine where table_name is null"
    found = {
        "by catalog": query(root, "select run_id from articles order by 1")["run_id"].to_pylist(),
        "by link": query(root, f"select run_id from {linked} order by 1")["run_id"].to_pylist(),
        "inputs": query(root, f"from ({inputs}) order by 1")["source_uri"].to_pylist(),
        "staged": sorted(path.name for path in (root / "staging").iterdir()),
        "snapshots": sorted(path.name for path in (root / "snapshots").iterdir()),
    }
    Store(root).verify()
    into.write_text(json.dumps(found))


def main(folder: Path) -> None:
    original, traced = folder / "original", folder / "traced"
    assert in_child(publish, Store(original, keep=1), 1, [1]) == 0
    shutil.copytree(original, traced, symlinks=True)
    assert in_child(trace, traced, folder / "trace.json") == 0
    operations = json.loads((folder / "trace.json").read_text())
    for step in kinds(operations):
        root = folder / f"step-{step}"
        shutil.copytree(original, root, symlinks=True)
        line: dict[str, Any] = {"step": step, "operation": operations[step][0]}
        line["status"] = in_child(die_at, root, step)
        for name, work in (("seen", None), ("after", lambda: publish(Store(root, keep=1), 3, [3]))):  # noqa: B023
            line[f"{name} status"] = in_child(work) if work else 0
            line[f"{name} status"] |= in_child(state, root, folder / name)
            line[name] = json.loads((folder / name).read_text())
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()
        shutil.rmtree(root)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
