"""What the README shows is what happens: its commands run, its queries answer, its links lead somewhere."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BIN = Path(sys.executable).parent


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def shell_lines() -> list[list[str]]:
    return [shlex.split(line, comments=True) for block in blocks("sh") for line in block.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample articles, in which `onrecord run` of the README has been run."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "data" / "raw", folder / "data" / "raw")
    onrecord(folder, "run", "data/raw", "--direct")
    return folder


def onrecord(folder: Path, *arguments: str) -> str:
    done = subprocess.run([BIN / "onrecord", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_links_lead_to_files():
    targets = re.findall(r"\]\(([^)#:]+)\)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_make_knows_its_targets():
    targets = [line[1] for line in shell_lines() if line[0] == "make"]
    assert {"run", "test"} <= set(targets)
    subprocess.run(["make", "--dry-run", *targets], cwd=ROOT, check=True, capture_output=True)


@pytest.mark.slow
def test_commands_run(workplace: Path):
    commands = [line[1:] for line in shell_lines() if line[0] == ".venv/bin/onrecord"]
    assert {"run", "status", "query"} <= {command[0] for command in commands}
    for command in commands:
        flags = ["--direct"] if command[0] == "run" else []
        assert onrecord(workplace, *command, *flags)


@pytest.mark.slow
def test_queries_answer(workplace: Path):
    assert blocks("sql")
    for sql in blocks("sql"):
        assert onrecord(workplace, "query", sql, "--format", "csv").count("\n") > 1


@pytest.mark.slow
def test_python_runs(workplace: Path):
    (program,) = blocks("python")
    done = subprocess.run([sys.executable, "-c", program], cwd=workplace, capture_output=True, text=True, check=True)
    assert "speaker_name" in done.stdout


@pytest.mark.slow
def test_the_picture_is_what_a_query_shows(workplace: Path):
    (picture,) = blocks("text")
    command, *shown = picture.splitlines()
    assert onrecord(workplace, *shlex.split(command)[2:]).split() == " ".join(shown).split()
