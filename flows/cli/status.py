"""onrecord status"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.cli import options

if TYPE_CHECKING:
    from tasks.publish.status import Status

#: Column -> what it is called on the terminal.
RUN_COLUMNS = {
    "started_at": "run (UTC)",
    "status": "status",
    "articles_new": "new",
    "articles_seen": "seen",
    "quarantined": "refused",
    "claims": "claims",
    "seconds": "seconds",
}
QUARANTINE_COLUMNS = {
    "reason_code": "reason",
    "stage": "stage",
    "table_name": "table",
    "rows": "rows",
    "latest_message": "the latest",
}


@click.command(short_help="Show runs, row counts, and what is in quarantine and why.")
@click.option("--runs", type=click.IntRange(min=1), default=10, show_default=True, help="How many runs to show.")
@options.as_json
@options.store
def status(runs: int, as_json: bool, out: Path | None, config: Path | None) -> None:
    """Show the latest runs, failed ones too, the tables' row counts, and what is in quarantine and why.

    \b
    onrecord status
    onrecord status --runs 50 --out tables
    onrecord status --json | jq .rows.claims
    """
    from flows import settings as settings_of
    from tasks.publish.status import status as state_of

    state = state_of(settings_of.load(config, options.given(out=out)).out, runs)
    if as_json:
        click.echo(json.dumps(asdict(state), ensure_ascii=False, default=lambda value: value.isoformat()))
    else:
        _print(state)


def _print(state: Status) -> None:
    from rich.console import Console

    from flows.cli.tables import print_rows

    console = Console()
    if state.snapshot is None:
        console.print(f"Nothing has been published in {state.root} yet. Run: onrecord run", markup=False)
    else:
        console.print(f"Snapshot {state.snapshot} in {state.root}", markup=False, highlight=False)
        print_rows(("table", "rows"), list(state.rows.items()), console)
    if state.runs:
        runs = [run | {"seconds": round(run["seconds"], 1)} for run in state.runs]
        print_rows([*RUN_COLUMNS.values()], [[run[column] for column in RUN_COLUMNS] for run in runs], console)
    if state.quarantine:
        console.print("In quarantine (onrecord quarantine list):")
        rows = [[found[column] for column in QUARANTINE_COLUMNS] for found in state.quarantine]
        print_rows([*QUARANTINE_COLUMNS.values()], rows, console)
    elif state.snapshot:
        console.print("Nothing is in quarantine.")
    if state.failed_quarantine:
        console.print(f"{state.failed_quarantine:,} more rows in quarantine belong to runs that published nothing.")
