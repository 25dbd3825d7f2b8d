"""A run: ingest → extract → validate → publish, in plain Python.

`Run` does the stages' work, `execute` says in which order, and a `Caller` how each stage is called: plainly
(`Plainly`), or as a Prefect task (flows/run.py). A run's work starts when the run is entered and goes on by itself:
articles are read, and the first batch is extracted, while Prefect's server still starts; each stage then joins the work
that is under way.
"""

from __future__ import annotations

import secrets
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self

from flows.progress import Progress
from flows.settings import Settings
from flows.version import model_versions, pipeline_version
from flows.workers import Worker, WorkerDiedError, WorkError, Workers, WorkTimeoutError
from schemas.errors import OnRecordError
from schemas.quarantine import ReasonCode
from schemas.runs import RunStamp
from tasks.extract.settings import ExtractSettings
from tasks.validate.settings import ValidateSettings

if TYPE_CHECKING:
    from tasks.extract.batches import Batch
    from tasks.ingest.ingest import IngestCounts
    from tasks.publish.store import Snapshot, Store
    from tasks.validate.validate import ValidationCounts

Counts = dict[str, int]

#: What may fail about a batch without the run failing.
BatchFault = WorkError | WorkTimeoutError | WorkerDiedError
BATCH_FAULTS = (WorkError, WorkTimeoutError, WorkerDiedError)


class Awaitable(Protocol):
    """A future of any kind, as far as it is needed here."""

    def result(self) -> Counts: ...


class Caller(Protocol):
    """How the work of a stage is called."""

    def ingest(self, work: Callable[[], IngestCounts]) -> IngestCounts: ...

    def extract(self, batch: Batch, work: Callable[[], Counts]) -> Awaitable: ...

    def validate(self, work: Callable[[], ValidationCounts]) -> ValidationCounts: ...

    def publish(self, work: Callable[[], Snapshot]) -> Snapshot: ...


@dataclass(frozen=True)
class Deferred:
    """Work that is done when its result is asked for."""

    work: Callable[[], Counts]
    retries: int

    def result(self) -> Counts:
        for _ in range(self.retries):
            try:
                return self.work()
            except BATCH_FAULTS as fault:
                if not is_transient(fault):
                    raise
        return self.work()


@dataclass(frozen=True)
class Plainly:
    """Calls each stage's work as it is: `--direct`."""

    retries: int = 0

    def ingest(self, work: Callable[[], IngestCounts]) -> IngestCounts:
        return work()

    def extract(self, batch: Batch, work: Callable[[], Counts]) -> Awaitable:
        return Deferred(work, self.retries)  # the work is under way already; only waiting for it is deferred

    def validate(self, work: Callable[[], ValidationCounts]) -> ValidationCounts:
        return work()

    def publish(self, work: Callable[[], Snapshot]) -> Snapshot:
        return work()


def is_transient(fault: BaseException) -> bool:
    """Whether the same work may go well another time: a process that died (memory may have been short), a disk's error.

    Work that ran out of time does not: its halves are tried, with half the time.
    """
    return isinstance(fault, WorkerDiedError) or (isinstance(fault, WorkError) and fault.transient)


def reason_code(fault: BatchFault) -> ReasonCode:
    match fault:
        case WorkTimeoutError():
            return ReasonCode.EXTRACT_TIMEOUT
        case WorkerDiedError():
            return ReasonCode.EXTRACT_CRASHED
        case WorkError():
            return ReasonCode.EXTRACT_FAILED


def execute(run: Run, caller: Caller) -> Snapshot:
    """The stages in their order.

    Raises:
        OnRecordError: the run failed as a whole.
    """
    caller.ingest(run.ingest)
    extract_all(run, caller)
    caller.validate(run.validate)
    return caller.publish(run.publish)


def extract_all(run: Run, caller: Caller) -> None:
    """Extract every batch; one that fails is halved until the guilty article is alone, and goes to quarantine alone."""
    waiting = deque((batch, caller.extract(batch, run.extraction(batch))) for batch in run.batches())
    while waiting:
        batch, extraction = waiting.popleft()
        try:
            extraction.result()
        except BATCH_FAULTS as fault:
            if batch.articles == 1:
                run.reject(batch, fault)
            else:
                for half in run.split(batch):
                    waiting.append((half, caller.extract(half, run.extraction(half))))


class Run:
    """One run of the pipeline: what it was asked to do, its worker processes, and how far it has got.

    A context manager: it holds the store's lock inside, and leaves what is published as it was when anything is raised.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        paths: Sequence[str] = (),
        force: Sequence[str] = (),
        reprocess: bool = False,
        progress: Progress | None = None,
    ) -> None:
        self.settings = settings
        self.paths = tuple(paths) or settings.paths
        self.force = tuple(force)
        self.reprocess = reprocess
        self.progress = progress or Progress()
        self.flow_run_id: str | None = None
        self.row: dict[str, Any] | None = None  #: the run's row in `runs`, once it is over
        self._workers = Workers(settings.process_count, warm_extraction, settings.extract)
        self._validator = Worker(warm_validation)
        self._reading: Future[IngestCounts] = Future()
        self._batches: list[Batch] = []
        self._extractions: dict[str, Future[Counts]] = {}
        self._words = 0
        self._warm = False
        self._stopping = threading.Event()
        self._open = ExitStack()

    def __enter__(self) -> Self:
        """Take the store's lock and begin to read, in the background.

        Raises:
            OnRecordError: OR401, another run kept the store for longer than `lock_seconds`.
        """
        from tasks.publish.store import Store

        self.store: Store = Store(self.settings.out, keep=self.settings.keep)
        self._lock()
        try:
            self.store.recover()
            self._started = perf_counter()
            started_at = datetime.now(UTC)
            run_id = f"{started_at:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"
            self.stamp = RunStamp(run_id, started_at, pipeline_version(self.settings))
            self.published: Path | None = self.store.published()
            self.staging: Path = self.store.begin(self.stamp)
            # A daemon: reading is told to stop, but a read that hangs (a network disk) must not keep the process alive.
            self._reader = threading.Thread(target=self._read, name="ingest", daemon=True)
            self._reader.start()
            if self.published is None:
                self._warm_up()
        except BaseException:
            self._open.close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        with self._open:
            self.stop()
            if error is not None and self.row is None:
                stopped = not isinstance(error, Exception) or isinstance(error, CancelledError)
                self.row = self._row("interrupted" if stopped else "failed")
                self.store.fail(self.staging, self.row)

    def ingest(self) -> IngestCounts:
        """Wait until everything new has been read."""
        self.progress.reading()
        return self._reading.result()

    def batches(self) -> list[Batch]:
        """The batches of new articles, in order; waits for ingest."""
        self._reading.result()
        return self._batches

    def extraction(self, batch: Batch) -> Callable[[], Counts]:
        """A call that waits for the batch's extraction, under way from now on. Called again, it extracts again."""
        if batch.name not in self._extractions:
            self._extractions[batch.name] = self._extract(batch)

        def join() -> Counts:
            under_way = self._extractions.pop(batch.name, None) or self._extract(batch)
            counts = under_way.result()
            self._words += counts["words"]
            return counts

        return join

    def split(self, batch: Batch) -> tuple[Batch, Batch]:
        from tasks.extract.batches import forget

        forget(batch, self.staging)
        return batch.split()

    def reject(self, batch: Batch, fault: BatchFault) -> None:
        """Put the one article of `batch` into quarantine."""
        from tasks.extract.batches import forget, reject

        forget(batch, self.staging)
        reject(batch, self.staging, reason_code(fault), str(fault), self.stamp)
        self.progress.extracted(1, batch.words())

    def validate(self) -> ValidationCounts:
        """Check the rows, in a process that has imported Great Expectations while articles were extracted.

        Where nothing was read there is nothing to check, and no process to be started for it.
        """
        self.progress.validating()
        staged = (self.staging, self.published, self.stamp, self.settings.validate)
        return self._validator.call(None, validate, *staged) if self._warm else validate(*staged)

    def publish(self) -> Snapshot:
        self.progress.publishing()
        row = self._row("done")
        snapshot = self.store.publish(self.staging, row)
        self.row = row
        return snapshot

    def _lock(self) -> None:
        try:
            self._open.enter_context(self.store.lock(0))
        except OnRecordError:
            self.progress.waiting(f"another run is publishing to {self.settings.out}")
            self._open.enter_context(self.store.lock(self.settings.lock_seconds))

    def _read(self) -> None:
        from tasks.extract.batches import batches
        from tasks.ingest.ingest import ingest

        try:
            counts = ingest(
                self.paths,
                self.staging,
                self.published,
                self.settings.ingest,
                self.stamp,
                force=self.force,
                reprocess=self.reprocess,
                progress=self._article_read,
            )
            self._batches = batches(self.staging, self.settings.extract.batch_words)
            self.progress.extracting(
                sum(batch.articles for batch in self._batches), sum(batch.words() for batch in self._batches)
            )
            self._extractions |= {batch.name: self._extract(batch) for batch in self._batches}
            self._reading.set_result(counts)
        except _Stopped:
            self._reading.set_exception(CancelledError())
        except BaseException as error:
            self._reading.set_exception(error)

    def _article_read(self, articles: int) -> None:
        if self._stopping.is_set():
            raise _Stopped
        if articles:
            self._warm_up()
        self.progress.read(articles)

    def _warm_up(self) -> None:
        """There is something to do: load what extraction and validation need while the articles are read."""
        if not self._warm:
            self._warm = True
            self._workers.warm_one()
            self._validator.start()

    def _extract(self, batch: Batch) -> Future[Counts]:
        words = batch.words()
        limit = self.settings.batch_limit(words)
        extraction = self._workers.submit(limit, extract, batch, self.staging, self.settings.extract)
        extraction.add_done_callback(lambda done: self._extracted(done, batch, words))
        return extraction

    def _extracted(self, extraction: Future[Counts], batch: Batch, words: int) -> None:
        if not extraction.cancelled() and extraction.exception() is None:
            self.progress.extracted(batch.articles, words)

    def _row(self, status: str) -> dict[str, Any]:
        read = self._reading.result() if self._reading.done() and not self._reading.exception() else None
        return {
            "run_id": self.stamp.run_id,
            "started_at": self.stamp.started_at,
            "finished_at": datetime.now(UTC),
            "status": status,
            "inputs": read.inputs if read else 0,
            "articles_new": read.articles_new if read else 0,
            "articles_duplicate": read.articles_duplicate if read else 0,
            "articles_seen": read.articles_seen if read else 0,
            "quarantined": _rows(self.staging / "quarantine"),
            "claims": _rows(self.staging / "valid" / "claims"),
            "words": self._words,
            "seconds": perf_counter() - self._started,
            "pipeline_version": self.stamp.pipeline_version,
            "model_versions": model_versions(self.settings),
            "flow_run_id": self.flow_run_id,
        }

    def stop(self) -> None:
        """Kill the worker processes and tell the reader to stop; whoever waits for them gets CancelledError."""
        self._stopping.set()
        self._workers.stop()
        self._validator.stop()
        self._reader.join(timeout=2)


class _Stopped(BaseException):
    """Reading was told to stop; no `except Exception` on the way may take it for a broken input."""


# What worker processes do. Functions of this module, so that they are found there and nothing heavy is imported here.


def warm_extraction(settings: ExtractSettings) -> None:
    from tasks.extract.pipeline import load_pipeline

    load_pipeline(settings)


def extract(batch: Batch, staging: Path, settings: ExtractSettings) -> Counts:
    from tasks.extract.annotate import annotate

    return annotate(batch, staging, settings)


def warm_validation() -> None:
    import great_expectations  # noqa: F401  nine CPU-seconds
    from tqdm import tqdm

    import tasks.validate.suite
    import tasks.validate.validate  # noqa: F401

    # The bars that Great Expectations would show share a lock between processes, which has a name in the system: a
    # process that is stopped leaves it behind, with a warning. One for threads will do.
    tqdm.set_lock(threading.RLock())


def validate(staging: Path, published: Path | None, stamp: RunStamp, settings: ValidateSettings) -> ValidationCounts:
    from tasks.validate.validate import validate as check

    return check(staging, published, stamp, settings)


def _rows(folder: Path) -> int:
    """Rows of a folder of Parquet files, from their footers."""
    import pyarrow.parquet as pq

    return sum(pq.read_metadata(path).num_rows for path in folder.glob("*.parquet"))
