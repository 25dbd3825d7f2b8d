"""The command line: help, exit codes, and how rows are given."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from rich.console import Console

from flows import cli
from flows.cli import tables
from flows.cli.run import Output, perform
from flows.settings import Settings
from flows.summary import Summary

ROWS = pa.table(
    {
        "speaker_name": ["Ilse Brandt", None],
        "content_text": ['"We will, [bold]surely[/bold]"', "esc\x1b[31m, rtl\u202e\nand a second line"],
        "said_on": [date(2026, 3, 1), None],
        "published_at": pa.array([datetime(2026, 3, 1, 12, tzinfo=UTC), None], pa.timestamp("us", tz="UTC")),
        "confidence": pa.array([0.87, float("nan")], pa.float32()),
        "spans": [[{"start": 1, "end": 2}], []],
    }
)


def printed(rows: pa.Table, width: int, limit: int = 0) -> str:
    console = Console(width=width, file=io.StringIO(), force_terminal=False)
    tables.print_table(rows, limit, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def written(form: str) -> bytes:
    file = io.BytesIO()
    tables.WRITERS[form](ROWS, file)
    return file.getvalue()


@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert all(len(line) <= width for line in printed(ROWS, width).splitlines())


def test_columns_that_do_not_fit_become_a_list_for_each_row() -> None:
    narrow, wide = printed(ROWS, 40), printed(ROWS, 200)
    assert "row 2" in narrow
    assert "row 2" not in wide


def test_an_articles_text_brings_neither_markup_nor_control_characters_to_the_terminal() -> None:
    text = printed(ROWS, 200)
    assert "[bold]surely[/bold]" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_a_long_result_says_how_much_of_it_is_shown() -> None:
    assert "The first 1 of 2 rows" in printed(ROWS, 200, limit=1)
    assert "2 rows" in printed(ROWS, 200)


def test_csv_can_be_read_back() -> None:
    header, first, second = csv.reader(io.StringIO(written("csv").decode()))
    assert header == ROWS.column_names
    assert first == [
        *("Ilse Brandt", '"We will, [bold]surely[/bold]"', "2026-03-01", "2026-03-01T12:00:00+00:00", "0.87"),
        '[{"start": 1, "end": 2}]',
    ]
    assert second[0] == ""


def test_json_can_be_read_back() -> None:
    first, second = json.loads(written("json"))
    assert first["confidence"] == 0.87
    assert first["spans"] == [{"start": 1, "end": 2}]
    assert second["confidence"] is None
    assert json.loads(written("json").replace(b"\n", b"")) == [first, second]


def test_parquet_can_be_read_back() -> None:
    assert (
        pq.read_table(io.BytesIO(written("parquet"))).drop_columns("confidence").equals(ROWS.drop_columns("confidence"))
    )


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The SQL that `onrecord query` is asked; it answers with ROWS."""
    sql: list[str] = []

    def query(root: Path, statement: str, timeout: float | None = None) -> pa.Table:
        sql.append(statement)
        return ROWS

    monkeypatch.setattr("tasks.publish.query.query", query)
    return sql


def test_a_dash_reads_sql_from_standard_input(asked: list[str]) -> None:
    ended = CliRunner().invoke(cli.cli, ["query", "-", "--format", "json"], input="select 1")
    assert asked == ["select 1"]
    assert len(json.loads(ended.stdout)) == 2


def test_rows_can_be_written_to_a_file(asked: list[str], tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    CliRunner().invoke(cli.cli, ["query", "x", "--format", "parquet", "-o", str(path)], catch_exceptions=False)
    assert pq.read_table(path).num_rows == 2


def test_a_table_is_for_the_terminal_alone(asked: list[str], tmp_path: Path) -> None:
    assert CliRunner().invoke(cli.cli, ["query", "x", "-o", str(tmp_path / "rows.txt")]).exit_code == cli.BAD_USAGE


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_every_command_shows_examples(command: str) -> None:
    ended = CliRunner().invoke(cli.cli, [command, "--help"])
    assert ended.exit_code == 0
    assert f"\n  onrecord {command} " in ended.stdout


def exit_code(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        cli.main([*arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["run", "--procceses", "2"],
        ["schedule"],
        ["schedule", "--every", "15"],
        ["schedule", "--every", "1m", "--cron", "* * * * *"],
        ["quarantine", "replay"],
    ],
    ids=" ".join,
)
def test_bad_usage_exits_with_2(arguments: list[str]) -> None:
    assert exit_code(*arguments) == 2


def test_an_error_of_ours_prints_its_sentence_and_exits_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code("query", "select 1", "--out", str(tmp_path)) == 1
    assert "OR404" in capsys.readouterr().err


SUMMARY = Summary(
    run_id="20260301T120000Z-abc123",
    seconds=12.3,
    inputs=4,
    articles_new=3,
    articles_seen=2,
    articles_duplicate=1,
    words=1000,
    claims=17,
    quarantined={"empty": 1},
    claims_published=40,
    speakers=[("Ilse Brandt", 9), ("Jonas Okoro", 2)],
    tables="elsewhere/current",
    catalog="elsewhere/onrecord.duckdb",
)


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.direct.execute_directly", lambda run: SUMMARY)


@pytest.mark.usefixtures("ran")
def test_the_summary_names_what_a_person_wants_to_know(capsys: pytest.CaptureFixture[str]) -> None:
    assert perform(Settings(), direct=True) == cli.DONE
    told = capsys.readouterr().out
    for words in ("3 new", "2 seen", "1 exact copy", "1 empty", "17 in this run", "Ilse Brandt (9)", SUMMARY.catalog):
        assert words in told
    assert 'onrecord query "select' in told
    assert "--out elsewhere" in told  # the query to try next asks the tables that were just written


@pytest.mark.usefixtures("ran")
@pytest.mark.parametrize(("output", "told"), [(Output.QUIET, None), (Output.JSON, 17)])
def test_scripts_get_one_json_object_or_nothing(
    output: Output, told: int | None, capsys: pytest.CaptureFixture[str]
) -> None:
    perform(Settings(), direct=True, output=output)
    out = capsys.readouterr().out
    result: dict[str, Any] = json.loads(out) if out else {}
    assert result.get("claims") == told


@pytest.mark.usefixtures("ran")
def test_strict_exits_with_3_when_something_is_in_quarantine() -> None:
    assert perform(Settings(), direct=True, strict=True, output=Output.QUIET) == cli.QUARANTINED
