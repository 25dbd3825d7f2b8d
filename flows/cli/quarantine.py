"""onrecord quarantine"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import click

from flows.cli import DONE, options

#: Column -> what it is called on the terminal.
LIST_COLUMNS = {"quarantine_id": "id", "reason_code": "reason", "source_uri": "source", "message": "message"}
#: Characters of an id that a list shows; `show` and `replay` take the start of an id.
SHORT_ID = 8
#: Between an archive and its member in a source's URI.
MEMBER = "!/"


@click.group(short_help="List, show and replay what could not go on.")
def quarantine() -> None:
    """What could not go on: files, records, articles and rows, each with its reason.

    \b
    onrecord quarantine list --reason language
    onrecord quarantine show 3fa9c1d2
    onrecord quarantine replay --reason extract_timeout
    """


@quarantine.command("list")
@click.option("--reason", help="Only rows with this reason code.")
@click.option("--stage", type=click.Choice(["ingest", "extract", "validate"]), help="Only rows from this stage.")
@click.option("--table", help="Only rows of this table.")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="How many rows to show.")
@options.as_json
@options.store
def list_rows(
    reason: str | None,
    stage: str | None,
    table: str | None,
    limit: int,
    as_json: bool,
    out: Path | None,
    config: Path | None,
) -> None:
    """List quarantine, the newest rows first.

    \b
    onrecord quarantine list
    onrecord quarantine list --reason broken_record --json
    """
    from rich.console import Console

    from flows import settings as settings_of
    from flows.cli.tables import print_rows
    from tasks.publish.status import quarantine_rows

    rows = quarantine_rows(settings_of.load(config, options.given(out=out)).out, reason, stage, table, limit)
    if as_json:
        click.echo(_json(rows))
    elif rows:
        shown = [[str(row[c])[:SHORT_ID] if c == "quarantine_id" else row[c] for c in LIST_COLUMNS] for row in rows]
        print_rows([*LIST_COLUMNS.values()], shown, Console())
    else:
        click.echo("Nothing of the kind is in quarantine.")


@quarantine.command()
@click.argument("quarantine_id")
@options.as_json
@options.store
def show(quarantine_id: str, as_json: bool, out: Path | None, config: Path | None) -> None:
    """Show one row with its payload: the thing itself, as far as it is kept. The start of an id will do.

    \b
    onrecord quarantine show 3fa9c1d2
    """
    from rich.console import Console

    from flows import settings as settings_of
    from flows.cli.tables import print_record
    from schemas.quarantine import PAYLOAD_LIMIT, ReasonCode
    from tasks.publish.status import quarantine_row

    row = quarantine_row(settings_of.load(config, options.given(out=out)).out, quarantine_id)
    if as_json:
        click.echo(_json(row))
    else:
        sentence = next(code.sentence for code in ReasonCode if code == row["reason_code"])
        print_record(row | {"message": f"{row['message']} ({sentence})"}, Console(), PAYLOAD_LIMIT)


@quarantine.command()
@click.argument("quarantine_ids", nargs=-1, metavar="[ID]…")
@click.option("--reason", help="Everything with this reason code.")
@click.option("--all", "everything", is_flag=True, help="Everything.")
@click.option("--direct", is_flag=True, help="Run without Prefect.")
@options.store
@click.pass_context
def replay(
    ctx: click.Context,
    quarantine_ids: tuple[str, ...],
    reason: str | None,
    everything: bool,
    direct: bool,
    out: Path | None,
    config: Path | None,
) -> int:
    """Read the sources of quarantined things again, in a normal run: after they, or OnRecord, have been mended.

    \b
    onrecord quarantine replay 3fa9c1d2 77b0e4aa
    onrecord quarantine replay --reason extract_timeout
    """
    if sum([bool(quarantine_ids), reason is not None, everything]) != 1:
        raise click.UsageError("Say what to replay: ids, --reason CODE or --all.")
    from flows import settings as settings_of
    from flows.cli.run import perform
    from tasks.publish.status import quarantined_sources

    settings = settings_of.load(config, options.given(out=out))
    found = [quarantined_sources(settings.out, quarantine_id=one) for one in quarantine_ids] or [
        quarantined_sources(settings.out, reason=reason)
    ]
    sources = sorted({source for each in found for source in each if source.startswith("file:")})
    if not sources:
        click.echo("Nothing of the kind is in quarantine, or it came from standard input and has to be given again.")
        return DONE
    files = tuple(sorted({source.split(MEMBER)[0] for source in sources}))
    click.echo(f"Reading {len(files)} {'file' if len(files) == 1 else 'files'} again.", err=True)
    return perform(replace(settings, paths=files), force=sources, direct=direct, config=config)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=lambda moment: moment.isoformat())
