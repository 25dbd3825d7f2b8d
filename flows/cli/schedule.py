"""onrecord schedule"""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import click

from flows.cli import options

UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


class Interval(click.ParamType):
    """A number and its unit: 90s, 15m, 2h, 1d."""

    name = "interval"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        if isinstance(value, timedelta):
            return value
        match = re.fullmatch(r"([1-9]\d*)([smhd])", str(value))
        if match is None:
            self.fail(f"{value!r} is no interval; write 90s, 15m, 2h or 1d", param, ctx)
        return timedelta(**{UNITS[match[2]]: int(match[1])})


@click.command(short_help="Run again and again, through Prefect.")
@click.argument("paths", nargs=-1, metavar="[PATH]…", type=click.Path(exists=True))
@click.option("--cron", help="When to run, as a cron expression.")
@click.option("--every", type=Interval(), help="How often to run: 90s, 15m, 2h, 1d.")
@options.out
@options.config
@click.option("--processes", type=click.IntRange(min=1), help="Extraction processes  [default: one a core]")
@click.option("--name", default="onrecord", show_default=True, help="Name of the Prefect deployment.")
def schedule(
    paths: tuple[str, ...],
    cron: str | None,
    every: timedelta | None,
    out: Path | None,
    config: Path | None,
    processes: int | None,
    name: str,
) -> None:
    """Serve runs on a schedule until Ctrl-C; each reads what is new in PATH (data/raw when none is given).

    \b
    onrecord schedule --every 15m
    onrecord schedule --cron "*/15 * * * *" /srv/news --out /srv/tables

    Runs never overlap. They show on the server that PREFECT_API_URL names, else on one that is started on this
    machine's loopback address and printed. docs/scheduling.md has more, and how to deploy to a work pool.
    """
    if (cron is None) == (every is None):
        raise click.UsageError("Say when: either --cron or --every.")
    from flows import settings as settings_of
    from flows.schedule import serve

    settings = settings_of.load(config, options.given(paths=paths, out=out, processes=processes))
    when = f"cron {cron}" if cron else f"every {every}"
    click.echo(f"Reading {', '.join(settings.paths)} into {settings.out}, {when}. Stop with Ctrl-C.", err=True)
    serve(settings, name=name, cron=cron, every=every, config=config, told=lambda line: click.echo(line, err=True))
