"""One settings object: the defaults, then `onrecord.toml`, then the environment, then the command line; later ones win.

Every key that is not known is an error: a misspelt setting must not be a setting that silently does nothing.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import field
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ConfigDict, PositiveFloat, PositiveInt, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from schemas.errors import Errors, OnRecordError
from tasks.extract.settings import ExtractSettings
from tasks.ingest.settings import IngestSettings
from tasks.validate.settings import ValidateSettings

#: Read from the working directory when it is there and --config names no other.
DEFAULT_FILE = Path("onrecord.toml")
ENVIRONMENT_PREFIX = "ONRECORD_"


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class Settings:
    """What can be set. docs/configuration.md says it to people; a test holds the two together."""

    paths: tuple[str, ...] = ("data/raw",)  #: files and folders to read
    out: Path = Path("data/processed")  #: where the tables are published
    processes: PositiveInt | None = None  #: extraction processes; null for one a core
    retries: int = 1  #: times that a batch is tried again after a crash or a fault of the machine
    batch_seconds: PositiveFloat = 120  #: time limit of a batch …
    words_per_second: PositiveFloat = 100  #: … and what it gets on top, a 30th of what a laptop does
    lock_seconds: float = 3600  #: how long a run waits for another one that writes to the same place
    keep: PositiveInt = 5  #: snapshots that stay, the newest ones
    ingest: IngestSettings = field(default_factory=IngestSettings)
    extract: ExtractSettings = field(default_factory=ExtractSettings)
    validate: ValidateSettings = field(default_factory=ValidateSettings)

    @property
    def process_count(self) -> int:
        return self.processes or os.cpu_count() or 1

    def batch_limit(self, words: int) -> float:
        """Seconds that a batch of so many words may take."""
        return self.batch_seconds + words / self.words_per_second


def load(
    file: Path | None = None, flags: Mapping[str, Any] | None = None, environment: Mapping[str, str] = os.environ
) -> Settings:
    """The settings that hold for a command.

    `flags` are what the command line sets, without what it leaves alone. The environment sets `ONRECORD_OUT`,
    `ONRECORD_EXTRACT__BATCH_WORDS` and the like.

    Raises:
        OnRecordError: OR601, when a key is unknown, a value is of the wrong kind or the file cannot be read.
    """
    source = str(file or DEFAULT_FILE)
    values = _from_file(file)
    for key, value in _from_environment(environment):
        source = f"{source} and the environment"
        _put(values, key, value)
    values |= flags or {}
    try:
        return _adapter().validate_python(values)
    except ValidationError as error:
        raise OnRecordError(Errors.OR601, source=source, reason=_sentence(error)) from None


@cache
def _adapter() -> TypeAdapter[Settings]:
    return TypeAdapter(Settings)


def _from_file(file: Path | None) -> dict[str, Any]:
    if file is None and not DEFAULT_FILE.exists():
        return {}
    file = file or DEFAULT_FILE
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OnRecordError(Errors.OR601, source=str(file), reason=str(error)) from None


def _from_environment(environment: Mapping[str, str]) -> list[tuple[list[str], Any]]:
    return [
        (name.removeprefix(ENVIRONMENT_PREFIX).lower().split("__"), _value(value))
        for name, value in sorted(environment.items())
        if name.startswith(ENVIRONMENT_PREFIX)
    ]


def _value(text: str) -> Any:
    """A TOML value where it is one (`["a", "b"]`, 3), else the text."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _put(values: dict[str, Any], key: list[str], value: Any) -> None:
    *sections, last = key
    for section in sections:
        values = values.setdefault(section, {})
    values[last] = value


def _sentence(error: ValidationError) -> str:
    return "; ".join(f"{'.'.join(map(str, found['loc']))}: {found['msg']}" for found in error.errors())
