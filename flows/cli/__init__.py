"""The command line: it parses, calls, prints and sets the exit code. One module a command, imported when called."""

from __future__ import annotations

import importlib
import os
import signal
import sys
import threading
from types import FrameType
from typing import Any

import click

from schemas.errors import OnRecordError

DONE, FAILED, BAD_USAGE, QUARANTINED = 0, 1, 2, 3  # click itself exits with 2 on bad usage
INTERRUPTED, TERMINATED = 130, 143  # as shells expect: 128 + the signal's number

COMMANDS = {
    "run": "Ingest, extract, validate and publish what is new.",
    "query": "Ask SQL of the latest tables.",
    "status": "Show runs, row counts, and what is in quarantine and why.",
    "quarantine": "List, show and replay what could not go on.",
    "schedule": "Run again and again, through Prefect.",
    "evaluate": "Score extraction against a gold corpus.",
    "knowledge": "Check your own entities, or make them of a Wikidata dump.",
}


class LazyGroup(click.Group):
    """Imports a command's module only when the command is called, or its own help is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(f"flows.cli.{name}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="onrecord")
def cli() -> None:
    """From raw news articles to tables of who said what, about whom, and where they stand.

    \b
    onrecord run data/raw
    onrecord query "select speaker_name, content_text from claims limit 10"
    onrecord status

    Exit codes: 0 done, 1 failed, 2 bad usage, 3 done with something in quarantine (with --strict), 130 interrupted.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run a command and exit with its code; an error that is ours prints as its code and sentence, without a trace."""
    signal.signal(signal.SIGTERM, _terminate)
    try:
        code = cli.main(arguments, prog_name="onrecord", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except OnRecordError as error:
        click.echo(f"Error: {error}", err=True)
        code = FAILED
    except (KeyboardInterrupt, click.Abort):
        _ignore_interrupts()  # one is enough, and one that was swallowed may be raised again
        click.echo("Interrupted; what is published is whole.", err=True)
        code = INTERRUPTED
    except SystemExit as terminated:
        code = terminated.code if isinstance(terminated.code, int) else FAILED
    except BrokenPipeError:  # `onrecord query … | head`
        sys.stderr.close()
        code = DONE
    _ignore_interrupts()  # it is over: nothing is left to interrupt
    _leave(code or DONE)


def _ignore_interrupts() -> None:
    """Also one that is waiting already, which Python raises as soon as it gets to it."""
    ignored = False
    while not ignored:
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            ignored = True
        except KeyboardInterrupt:
            continue


def _leave(code: int) -> None:
    if any(thread.daemon and thread.name == "ingest" for thread in threading.enumerate()):
        # Still in a read that hangs, of a terminal or a network disk: Python would abort over its buffer's lock.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def _terminate(number: int, frame: FrameType | None) -> Any:
    raise SystemExit(TERMINATED)
