"""The wheel brings along everything that a run needs: models, SQL and reference data."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


@pytest.mark.slow
def test_the_wheel_holds_every_committed_file_of_its_packages(wheel: Path):
    packages = ("flows", "tasks", "schemas", "models")
    committed = subprocess.run(["git", "ls-files", *packages], cwd=ROOT, check=True, capture_output=True, text=True)
    missing = set(committed.stdout.split()) - set(zipfile.ZipFile(wheel).namelist())
    assert {path for path in missing if (ROOT / path).exists()} == set()


@pytest.mark.slow
def test_a_run_from_the_installed_wheel_reads_an_article(wheel: Path, tmp_path: Path):
    """In an environment of its own, whose dependencies are this one's; the checkout is not on its path."""
    environment = tmp_path / "venv"
    venv.create(environment, with_pip=False)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(environment)}))
    zipfile.ZipFile(wheel).extractall(site)
    # A plain folder in a .pth line is added without its own .pth files: the editable install stays out.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    article = tmp_path / "in" / "harbour.txt"
    article.parent.mkdir()
    article.write_text(
        "Port of Norvik to close for repairs\n\nThe harbour will close in May, mayor Mara Lindqvist said on Tuesday. "
        '"We have waited too long," she told reporters. Fishermen said that they had not been asked.\n',
        encoding="utf-8",
    )
    command = [environment / "bin" / "python", "-c", "from flows.cli import main; main()"]
    run = [*command, "run", str(article.parent), "--out", "out", "--direct", "--json"]
    done = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["articles_new"] == 1
    query = [*command, "query", "select count(*) as n from claims", "--out", "out", "--format", "json"]
    answer = subprocess.run(query, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert json.loads(answer.stdout)[0]["n"] >= 2
