"""Imports go one way, flows → tasks → schemas; rooms do not know each other; heavy packages come in when needed."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ("schemas", "tasks", "flows")  # each may import those before it
ROOMS = ("ingest", "extract", "validate", "publish", "evaluate")
#: Seconds of import each; `--help`, `query` and `status` do without.
HEAVY = ("great_expectations", "onnxruntime", "pandas", "prefect", "spacy", "thinc", "trafilatura")


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, at its top or inside functions, by its full name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("layer", LAYERS)
def test_layers_import_only_downwards(layer: str) -> None:
    above = LAYERS[LAYERS.index(layer) + 1 :]
    found = [(path, name) for path in modules(layer) for name in imported(path) if name.split(".")[0] in above]
    assert not found


@pytest.mark.parametrize("room", ROOMS)
def test_rooms_do_not_import_one_another(room: str) -> None:
    others = tuple(f"tasks.{other}." for other in ROOMS if other != room)
    found = [(path, name) for path in modules(f"tasks/{room}") for name in imported(path) if name.startswith(others)]
    assert not found


def test_prefect_is_in_flows_and_in_the_rooms_task_modules_alone() -> None:
    users = {
        path.relative_to(ROOT).as_posix()
        for layer in LAYERS
        for path in modules(layer)
        if any(name.split(".")[0] == "prefect" for name in imported(path))
    }
    outside = {user for user in users if not user.startswith("flows/")}
    assert outside == {f"tasks/{room}/task.py" for room in ("ingest", "extract", "validate", "publish")}


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["run", "--help"], ["query", "--help"], ["query", "select 1", "--out", "nowhere"], ["status"]],
    ids=" ".join,
)
def test_commands_import_nothing_heavy_that_they_do_not_need(arguments: list[str], tmp_path: Path) -> None:
    program = f"""
import json, sys
from flows.cli import main
try:
    main({arguments!r})
except SystemExit:
    print(json.dumps(sorted({{name.split(".")[0] for name in sys.modules}} & {{*{HEAVY!r}}})))
"""
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=True
    )
    assert json.loads(ended.stdout.splitlines()[-1]) == []
