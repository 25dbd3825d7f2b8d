"""A snapshot's manifest: which files make it up, what they hold, and what it covers. A snapshot without one is none."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from schemas import SCHEMA_VERSION, TABLES
from schemas.errors import Errors, OnRecordError
from schemas.parquet import parquet_files

NAME = re.compile(r"(\d{6,})\.json")
CHUNK = 2**20


@dataclass(frozen=True)
class DataFile:
    """A Parquet file of a snapshot."""

    name: str
    sha256: str
    bytes: int
    rows: int


@dataclass(frozen=True)
class Manifest:
    """What `snapshots/000041.json` says."""

    snapshot: int
    parent: int | None
    schema_version: int
    run_id: str
    created: str  #: when the run started, ISO 8601
    pipeline_version: str
    inputs: int  #: how many inputs it covers; the files of its table `inputs` name them
    tables: dict[str, list[DataFile]]

    def rows(self) -> dict[str, int]:
        return {table: sum(file.rows for file in files) for table, files in self.tables.items()}

    def to_json(self) -> bytes:
        return (json.dumps(asdict(self), indent=1, sort_keys=True) + "\n").encode()


def read_manifest(path: Path) -> Manifest:
    raw: dict[str, Any] = json.loads(path.read_bytes())
    raw["tables"] = {table: [DataFile(**file) for file in files] for table, files in raw["tables"].items()}
    return Manifest(**raw)


def manifests(snapshots: Path) -> list[Path]:
    """Manifests in the folder, the oldest first."""
    found = [path for path in snapshots.glob("*.json") if NAME.fullmatch(path.name)]
    return sorted(found, key=lambda path: int(path.stem))


def describe(folder: Path, number: int, parent: Manifest | None, run: dict[str, Any]) -> Manifest:
    """The manifest of a finished snapshot folder. Files that the parent has under the same name are not read again."""
    known = {(table, file.name): file for table, files in parent.tables.items() for file in files} if parent else {}
    tables = {
        table: [known.get((table, path.name)) or describe_file(path) for path in parquet_files(folder / table)]
        for table in TABLES
    }
    started: datetime = run["started_at"]
    return Manifest(
        snapshot=number,
        parent=parent.snapshot if parent else None,
        schema_version=SCHEMA_VERSION,
        run_id=run["run_id"],
        created=started.isoformat(),
        pipeline_version=run["pipeline_version"],
        inputs=sum(file.rows for file in tables["inputs"]),
        tables=tables,
    )


def describe_file(path: Path) -> DataFile:
    return DataFile(path.name, sha256(path), path.stat().st_size, pq.read_metadata(path).num_rows)


def sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(CHUNK):
            digest.update(block)
    return digest.hexdigest()


def require_intact(path: Path, expected: DataFile) -> None:
    """Raises OnRecordError (OR403) unless the file is byte for byte the one in the manifest."""
    if not path.exists():
        raise OnRecordError(Errors.OR403, path=path, problem="it is missing")
    if path.stat().st_size != expected.bytes:
        raise OnRecordError(Errors.OR403, path=path, problem=f"{path.stat().st_size} bytes, not {expected.bytes}")
    if sha256(path) != expected.sha256:
        raise OnRecordError(Errors.OR403, path=path, problem="its SHA-256 differs")
