"""onrecord run"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.cli import DONE, QUARANTINED, options

if TYPE_CHECKING:
    from flows.settings import Settings
    from flows.summary import Summary


@click.command(short_help="Ingest, extract, validate and publish what is new.")
@click.argument("paths", nargs=-1, metavar="[PATH]…")
@options.out
@options.config
@click.option("--processes", type=click.IntRange(min=1), help="Extraction processes  [default: one a core]")
@click.option("--direct", is_flag=True, help="Run the same stages without Prefect.")
@click.option("--reprocess", is_flag=True, help="Read everything again, as after an upgrade.")
@click.option("--strict", is_flag=True, help="Exit with 3 when something is put into quarantine.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@options.as_json
@click.option("-v", "--verbose", is_flag=True, help="Show Prefect's and our own log.")
def run(
    paths: tuple[str, ...],
    out: Path | None,
    config: Path | None,
    processes: int | None,
    direct: bool,
    reprocess: bool,
    strict: bool,
    quiet: bool,
    as_json: bool,
    verbose: bool,
) -> int:
    """Ingest → extract → validate → publish; of the inputs only what is new or has changed.

    PATH is a file, a folder (read recursively) or - for standard input; data/raw when none is given.

    \b
    onrecord run                              everything new in data/raw
    onrecord run articles.jsonl.gz --out tables
    cat article.txt | onrecord run - --direct
    onrecord run --reprocess                  everything again, after an upgrade
    onrecord run --quiet --strict || mail …   for scripts

    The run is a Prefect flow: it is recorded on the server that PREFECT_API_URL names, else on one of its own, which
    lives as long as the run does. --direct does without.
    """
    from flows import settings as settings_of

    if direct:  # else Prefect sets the log up, unless somebody has before
        level = logging.INFO if verbose else logging.WARNING
        logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s")
    settings = settings_of.load(config, options.given(paths=paths, out=out, processes=processes))
    how = Output.QUIET if quiet else Output.JSON if as_json else Output.TEXT
    return perform(
        settings, config=config, direct=direct, reprocess=reprocess, strict=strict, verbose=verbose, output=how
    )


class Output(Enum):
    """How a run tells what it did."""

    TEXT = auto()
    JSON = auto()
    QUIET = auto()


def perform(
    settings: Settings,
    *,
    config: Path | None = None,
    force: Sequence[str] = (),
    direct: bool = False,
    reprocess: bool = False,
    strict: bool = False,
    verbose: bool = False,
    output: Output = Output.TEXT,
) -> int:
    """Run with a progress bar, print what it did; the exit code."""
    from flows.cli.bar import progress
    from flows.cli.interrupt import interruptible
    from flows.direct import execute_directly
    from flows.stages import Run

    with interruptible(), progress(shown=sys.stderr.isatty() and output is Output.TEXT and not verbose) as bar:
        work = Run(settings, force=force, reprocess=reprocess, progress=bar)
        if direct:
            summary = execute_directly(work)
        else:
            from flows.recorded import execute_recorded

            summary = execute_recorded(work, config, verbose)
    if output is Output.JSON:
        click.echo(json.dumps(summary.as_dict(), ensure_ascii=False))
    elif output is Output.TEXT:
        _print(summary)
    return QUARANTINED if strict and summary.quarantined else DONE


def _print(summary: Summary) -> None:
    articles = [
        f"{summary.articles_new:,} new",
        f"{summary.articles_seen:,} seen before",
        f"{summary.articles_duplicate:,} exact {'copy' if summary.articles_duplicate == 1 else 'copies'}",
    ]
    lines = [
        ("Articles", ", ".join(articles)),
        ("Quarantine", _quarantine(summary.quarantined)),
        ("Claims", f"{summary.claims:,} in this run, {summary.claims_published:,} in all"),
        *_listed("Most quoted", [f"{name} ({claims})" for name, claims in summary.speakers]),
        *_listed("Tables", [f"{summary.tables}/<table>/*.parquet", f"{summary.catalog}, a DuckDB file over them"]),
        ("Try next", summary.query),
    ]
    click.echo(f"Done in {summary.seconds:.1f} seconds.")
    for label, text in lines:
        click.echo(f"  {label:<12} {text}")


def _quarantine(reasons: dict[str, int]) -> str:
    if not reasons:
        return "nothing"
    return ", ".join(f"{rows} {reason}" for reason, rows in reasons.items()) + "   (why: onrecord quarantine list)"


def _listed(label: str, texts: list[str]) -> list[tuple[str, str]]:
    return [(label if number == 0 else "", text) for number, text in enumerate(texts)]
