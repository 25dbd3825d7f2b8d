"""Options that several commands take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

config = click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Settings file  [default: onrecord.toml, where there is one]",
)
out = click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the published tables  [default: data/processed]",
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for scripts.")


def store(command: F) -> F:
    """For commands that read what is published."""
    return config(out(command))


def given(**flags: Any) -> dict[str, Any]:
    """The flags that the command line sets; what it leaves alone is for the settings file to say."""
    return {name: value for name, value in flags.items() if value is not None and value != ()}
