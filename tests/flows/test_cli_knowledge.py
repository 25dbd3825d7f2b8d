"""onrecord knowledge: what it says, and how it ends."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from flows.cli import cli
from schemas.errors import OnRecordError
from tests.tasks.extract.knowledge.test_wikidata import dump


def test_check_says_what_a_file_holds(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"name": "Fen", "kind": "place"}) + "\n")
    result = CliRunner().invoke(cli, ["knowledge", "check", str(tmp_path / "a.jsonl")])
    assert result.output.endswith("a.jsonl: 1 entities (1 place)\n")


def test_check_fails_with_the_line(tmp_path):
    (tmp_path / "a.csv").write_text("name,kind\nFen,swamp\n")
    result = CliRunner().invoke(cli, ["knowledge", "check", str(tmp_path / "a.csv")])
    assert isinstance(result.exception, OnRecordError)
    assert "line 2" in str(result.exception)


def test_from_wikidata_writes_what_check_reads(tmp_path):
    path, out = dump(tmp_path / "d.json.gz"), tmp_path / "out.parquet"
    asked = ["knowledge", "from-wikidata", str(path), "--out", str(out), "--kind", "person", "--all-persons"]
    assert CliRunner().invoke(cli, asked).output.endswith("2 of 7 entities (2 person)\n")
    assert CliRunner().invoke(cli, ["knowledge", "check", str(out)]).output.endswith("2 entities (2 person)\n")


@pytest.mark.parametrize(
    "arguments",
    [["--out", "a.csv"], ["--out", "a.parquet", "--kind", "swamp"], ["--out", "a.parquet", "--class", "Q1=swamp"]],
)
def test_bad_usage(arguments):
    result = CliRunner().invoke(cli, ["knowledge", "from-wikidata", "d.json", *arguments])
    assert result.exit_code == 2
