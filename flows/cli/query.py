"""onrecord query"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from flows.cli import options

#: Rows that a table shows unless told otherwise.
LIMIT = 50


@click.command(short_help="Ask SQL of the latest tables.")
@click.argument("sql")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "parquet"]),
    default="table",
    show_default=True,
    help="How the rows are given.",
)
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option(
    "--limit", type=click.IntRange(min=0), default=LIMIT, show_default=True, help="Rows a table shows; 0: all."
)
@click.option(
    "--timeout", type=click.FloatRange(min=0, min_open=True), help="Seconds after which the query is stopped."
)
@options.store
def query(
    sql: str, form: str, output: Path | None, limit: int, timeout: float | None, out: Path | None, config: Path | None
) -> None:
    """Answer one SELECT over the latest published tables. SQL is a statement, or - to read it from standard input.

    \b
    onrecord query "select * from most_quoted limit 5"
    onrecord query "select speaker_name, content_text from claims where act = 'deny'"
    onrecord query "from claims_about where about_name = 'NATO'" --format csv > nato.csv
    onrecord query "select * from claims" --format parquet -o claims.parquet
    onrecord query - --format json < question.sql
    onrecord query "show tables"

    Nothing can be written, and nothing outside the published tables be read.
    """
    from flows import settings as settings_of
    from flows.cli import tables
    from tasks.publish.query import query as ask

    settings = settings_of.load(config, options.given(out=out))
    if form == "parquet" and output is None and sys.stdout.isatty():
        raise click.UsageError("Parquet is not for a terminal: say --output FILE, or send it on with > or |.")
    rows = ask(settings.out, sys.stdin.read() if sql == "-" else sql, timeout)
    if form == "table" and output is None:
        tables.print_table(rows, limit)
    elif form == "table":
        raise click.UsageError("--output takes --format csv, json or parquet.")
    elif output is None:
        tables.WRITERS[form](rows, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    else:
        with output.open("wb") as file:
            tables.WRITERS[form](rows, file)
