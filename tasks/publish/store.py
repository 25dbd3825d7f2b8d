"""The store: immutable snapshots of Parquet files, the newest of which is what is published.

    snapshots/000041/<table>/*.parquet   one published state
    snapshots/000041.json                its manifest; a snapshot is published when this exists, and not before
    current -> snapshots/000041          for tools that read by glob
    onrecord.duckdb                      views over one snapshot: the consistent way in
    staging/<run_id>/                    a run's work; left behind only by a run that was killed
    failed/<run_id>/                     what is remembered of a run that published nothing
    data_docs/<run_id>/                  what validation checked

A publication builds a folder under a hidden name, renames it, puts the manifest if absent (the commit), then swaps
`current` and `onrecord.duckdb`. Whatever is killed before the commit is forgotten by the next run, and whatever is
killed after it is finished. The order of writes is that of Delta Lake's commit protocol (Armbrust et al., VLDB 2020):
data files first, then one put-if-absent that makes them count.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from filelock import FileLock, Timeout

from schemas import RUNS, SCHEMA_VERSION
from schemas.errors import Errors, OnRecordError
from schemas.parquet import parquet_files
from schemas.runs import RunStamp
from tasks.publish import catalog, durable
from tasks.publish.manifest import Manifest, describe, manifests, read_manifest, require_intact
from tasks.publish.snapshot import build_snapshot

#: Seconds that an operation waits for the lock when its caller does not hold it.
PATIENCE = 60.0
#: Data Docs, and failed runs that a snapshot knows of, that are kept.
RECORDS = 20
RUN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")
STAMP = "run.json"


@dataclass(frozen=True)
class Snapshot:
    """A published state."""

    number: int
    path: Path  #: absolute, no links in it
    manifest: Manifest

    @property
    def name(self) -> str:
        return self.path.name


class Store:
    """Everything under `root`; `keep` is how many snapshots stay.

    A process may hold the lock through one store and publish through another for the same folder.
    """

    def __init__(self, root: Path, keep: int = 5) -> None:
        if keep < 1:
            raise ValueError(f"keep must be 1 or more, not {keep}")
        self.root = root.resolve()
        self.keep = keep
        self.snapshots = self.root / "snapshots"
        self.catalog = self.root / "onrecord.duckdb"
        self.current = self.root / "current"
        self.failed = self.root / "failed"

    @contextmanager
    def lock(self, timeout: float = -1) -> Iterator[None]:
        """Hold the store for one run; others wait. The operating system lets go of it when the process dies.

        Args:
            timeout: seconds to wait; negative waits for ever.

        Raises:
            OnRecordError: OR401, it is still held by another run.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        # A flow may publish from a thread other than the one that took the lock, and through another Store.
        lock = FileLock(self.root / ".lock", thread_local=False, is_singleton=True)
        try:
            lock.acquire(timeout=timeout)
        except Timeout:
            raise OnRecordError(Errors.OR401, path=self.root, seconds=timeout) from None
        try:
            yield
        finally:
            lock.release()

    def snapshot(self) -> Snapshot | None:
        """The newest published state, whatever version of the schema wrote it."""
        found = manifests(self.snapshots)
        if not found:
            return None
        return Snapshot(int(found[-1].stem), found[-1].with_suffix(""), read_manifest(found[-1]))

    def published(self) -> Path | None:
        """Folder of the newest published state; null before the first publication.

        Raises:
            OnRecordError: OR402, another version of the schema wrote it.
        """
        snapshot = self._own_snapshot()
        return snapshot.path if snapshot else None

    def _own_snapshot(self) -> Snapshot | None:
        snapshot = self.snapshot()
        if snapshot and snapshot.manifest.schema_version != SCHEMA_VERSION:
            found = snapshot.manifest.schema_version
            raise OnRecordError(Errors.OR402, path=self.root, found=found, expected=SCHEMA_VERSION)
        return snapshot

    def staging(self, run_id: str) -> Path:
        """A new run's folder to work in."""
        return _made(self.root / "staging" / _run_name(run_id))

    def begin(self, run: RunStamp) -> Path:
        """A new run's folder to work in, with a note of the run, from which `recover` knows it when it is killed."""
        staging = self.staging(run.run_id)
        durable.put(staging / STAMP, _json(asdict(run)))
        return staging

    def publish(self, staging: Path, run_row: dict[str, Any]) -> Snapshot:
        """Make the validated tables in `staging` the published state, with the row of this run (and of failed ones).

        Raises:
            OnRecordError: OR401 another run holds the store; OR402 its schema has another version; OR403 a published
                file is damaged; OR412 somebody published past the lock (a network disk without locks).
        """
        with self.lock(PATIENCE):
            before = self._own_snapshot()
            number = before.number + 1 if before else 1
            name = f"{number:06d}"
            _made(self.snapshots)
            draft = self.snapshots / f".{name}"
            durable.discard(draft)
            draft.mkdir()
            parent = (before.path, before.manifest) if before else None
            build_snapshot(draft, number, parent, staging, [*self._unpublished_runs(before), run_row])
            manifest = describe(draft, number, before.manifest if before else None, run_row)
            snapshot = Snapshot(number, self.snapshots / name, manifest)
            try:
                durable.swap(draft, snapshot.path)
                durable.put_if_absent(self.snapshots / f"{name}.json", manifest.to_json())
            except OSError as error:
                raise OnRecordError(
                    Errors.OR412, run_id=run_row["run_id"], reason=f"snapshot {name}: {error}"
                ) from error
            self._finish(snapshot)
            self._keep_data_docs(staging)
            durable.discard(staging)
            return snapshot

    def fail(self, staging: Path, run_row: dict[str, Any]) -> None:
        """Remember a run that publishes nothing: its row, what it put into quarantine, what validation checked.

        The next publication has its row. Its inputs will be read again, and what is wrong with them found again.
        """
        with self.lock(PATIENCE):
            record = _made(self.failed / _run_name(run_row["run_id"]))
            durable.put(record / STAMP, _json(run_row))
            for part in ("quarantine", "data_docs"):
                if (staging / part).is_dir() and not (record / part).exists():
                    durable.swap(staging / part, record / part)
            durable.discard(staging)

    def recover(self) -> None:
        """Finish what a killed run has published, forget what it has not, and remember that it was interrupted.

        Also puts the views right when the store has been moved.

        Raises:
            OnRecordError: OR401 another run holds the store; OR402 its schema has another version.
        """
        with self.lock(PATIENCE):
            snapshot = self._own_snapshot()
            known = {path.stem for path in manifests(self.snapshots)}
            for entry in self.snapshots.iterdir() if self.snapshots.is_dir() else ():
                if entry.is_dir() and entry.name not in known:
                    durable.discard(entry)
                elif entry.name.endswith(".draft"):
                    entry.unlink()
            if snapshot:
                self._finish(snapshot)
            staging = self.root / "staging"
            for left in sorted(staging.iterdir()) if staging.is_dir() else ():
                self._forget(left, snapshot)

    def verify(self) -> Snapshot | None:
        """Read every file of the published state; the state, when it is what its manifest says.

        Raises:
            OnRecordError: OR403, a file is missing, differs, or is one that the manifest does not name.
        """
        snapshot = self.snapshot()
        if snapshot is None:
            return None
        for table, files in snapshot.manifest.tables.items():
            folder = snapshot.path / table
            strays = {path.name for path in parquet_files(folder)} - {file.name for file in files}
            if strays:
                raise OnRecordError(Errors.OR403, path=folder / min(strays), problem="the manifest does not name it")
            for file in files:
                require_intact(folder / file.name, file)
        return snapshot

    def failed_runs(self) -> list[dict[str, Any]]:
        """Rows of the runs that published nothing, the oldest first, as far as they are remembered."""
        rows = [_run_row(path) for path in self.failed.glob(f"*/{STAMP}")]
        return sorted(rows, key=lambda row: (row["started_at"], row["run_id"]))

    def _finish(self, snapshot: Snapshot) -> None:
        """Everything that follows from a manifest; doing it again changes nothing."""
        target = f"{self.snapshots.name}/{snapshot.name}"
        if not self.current.is_symlink() or str(self.current.readlink()) != target:
            durable.point(self.current, target)
        if not catalog.shows(self.catalog, snapshot.path):
            draft = self.catalog.with_name(f".{self.catalog.name}.draft")
            catalog.write(draft, snapshot.path)
            durable.sync_file(draft)
            durable.swap(draft, self.catalog)
        for manifest in manifests(self.snapshots)[: -self.keep]:
            manifest.unlink()  # first the manifest: a folder without one is no snapshot
            durable.sync_folder(self.snapshots)
            durable.discard(manifest.with_suffix(""))

    def _unpublished_runs(self, before: Snapshot | None) -> list[dict[str, Any]]:
        known = self._known_runs(before)
        rows = [row for row in self.failed_runs() if row["run_id"] not in known]
        for row in [row for row in self.failed_runs() if row["run_id"] in known][:-RECORDS]:
            durable.discard(self.failed / _run_name(row["run_id"]))
        return rows

    @staticmethod
    def _known_runs(snapshot: Snapshot | None) -> set[str]:
        if snapshot is None:
            return set()
        return set(pq.read_table(snapshot.path / RUNS.name, columns=["run_id"])["run_id"].to_pylist())

    def _forget(self, left: Path, snapshot: Snapshot | None) -> None:
        """A killed run's folder: nothing to remember when it got as far as publishing, else that it was interrupted."""
        stamp = left / STAMP
        if stamp.exists() and left.name not in self._known_runs(snapshot) and not (self.failed / left.name).exists():
            begun = json.loads(stamp.read_bytes())
            self.fail(left, _interrupted(begun, left))
        durable.discard(left)

    def _keep_data_docs(self, staging: Path) -> None:
        folder = _made(self.root / "data_docs")
        if (staging / "data_docs").is_dir():
            durable.discard(folder / staging.name)
            durable.swap(staging / "data_docs", folder / staging.name)
        kept = sorted((path for path in folder.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime_ns)
        for old in kept[:-RECORDS]:
            shutil.rmtree(old)


def _interrupted(begun: dict[str, str], left: Path) -> dict[str, Any]:
    """The row of a run that was killed: what is known is when it began and when it last touched its folder."""
    started = datetime.fromisoformat(begun["started_at"])
    touched = max((path.stat().st_mtime for path in left.rglob("*")), default=started.timestamp())
    finished = max(started, datetime.fromtimestamp(touched, UTC))
    counts = {column.name: 0 for column in RUNS.columns if column.type == RUNS["inputs"].type}
    return counts | {
        "run_id": begun["run_id"],
        "started_at": started,
        "finished_at": finished,
        "status": "interrupted",
        "seconds": (finished - started).total_seconds(),
        "pipeline_version": begun["pipeline_version"],
        "model_versions": [],
        "flow_run_id": None,
    }


def _run_name(run_id: str) -> str:
    """A run's id as a folder's name: ours always can be; one that cannot is an error of the caller."""
    if not RUN_ID.fullmatch(run_id):
        raise ValueError(f"{run_id!r} cannot name a run")
    return run_id


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _json(row: dict[str, Any]) -> bytes:
    return (json.dumps(row, default=lambda value: value.isoformat(), indent=1) + "\n").encode()


def _run_row(path: Path) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(path.read_bytes())
    return row | {name: datetime.fromisoformat(row[name]) for name in ("started_at", "finished_at")}
