"""Warm worker processes: work that runs over its time is killed, and a crash hits nothing but the work that it was.

Each process has a pipe of its own (a pebble pool of one). In a shared pool a worker that dies while it holds the
pipe's lock takes the others with it, and a worker whose start-up fails is started again for ever.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessPool

from schemas.errors import Errors, OnRecordError

P = ParamSpec("P")
T = TypeVar("T")

#: Seconds that a worker may take to import and load what it needs; a cold disk and a busy machine included.
WARM_SECONDS = 300.0


class WorkTimeoutError(Exception):
    """The work took longer than its limit; its process was killed."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds

    def __str__(self) -> str:
        return f"took longer than its limit of {self.seconds:.0f} seconds"


class WorkerDiedError(Exception):
    """The process died at work (crashed, or was killed, as a machine short of memory does)."""

    def __init__(self, exit_code: int | None) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code

    def __str__(self) -> str:
        if self.exit_code is not None and self.exit_code < 0:
            return f"the worker process was killed by signal {-self.exit_code}"
        return f"the worker process died with exit code {self.exit_code}"


class WorkError(Exception):
    """The work raised an error, which comes as its words: not every exception survives the way between processes."""

    def __init__(self, kind: str, message: str, transient: bool) -> None:
        super().__init__(kind, message, transient)
        self.kind = kind
        self.message = message
        self.transient = transient  #: the same work may succeed another time (no memory, a disk's error)

    def __str__(self) -> str:
        return f"{self.kind}: {self.message}"


class Worker:
    """One process that has run `warm(*args)`, started when first needed and again after it was lost."""

    def __init__(self, warm: Callable[..., object], *args: Any) -> None:
        self._warm = warm
        self._args = args
        self._pool: ProcessPool | None = None
        self._warmth: Future[None] | None = None
        self._work: Future[Any] | None = None
        self._stopped = False
        self._changing = threading.RLock()

    def start(self) -> None:
        """Start the process and let it warm up; does not wait for it."""
        with self._changing:
            if self._stopped:
                raise CancelledError
            if self._pool is not None and not self._pool.active:
                self._discard()  # it died while it had nothing to do
            if self._pool is None:
                # Spawned, since threads are about. Ctrl-C is for the parent to handle, also while the child starts up.
                previous = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
                try:
                    self._pool = ProcessPool(max_workers=1, context=multiprocessing.get_context("spawn"))
                    self._warmth = self._pool.schedule(_run, args=(self._warm, self._args, {}), timeout=WARM_SECONDS)
                finally:
                    signal.pthread_sigmask(signal.SIG_SETMASK, previous)

    def call(self, seconds: float | None, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """What `function` returns in the process; one call at a time.

        Raises:
            WorkError: it raised an error; an OnRecordError comes as it is.
            WorkTimeoutError: it took longer than `seconds`, not counting the start of the process.
            WorkerDiedError: the process died of it.
            CancelledError: the worker was stopped.
            OnRecordError: the process cannot start, OR602.
        """
        try:
            self._result_of(lambda pool: self._warmth, WARM_SECONDS)
        except (WorkError, WorkTimeoutError, WorkerDiedError) as error:
            raise OnRecordError(Errors.OR602, reason=str(error)) from error
        work = (function, args, kwargs)
        result: T = self._result_of(lambda pool: pool.schedule(_run, args=work, timeout=seconds), seconds)
        return result

    def stop(self) -> None:
        """Kill the process and whatever it does; whoever waits for it gets CancelledError."""
        with self._changing:
            self._stopped = True
            self._discard()

    def _result_of(self, work_in: Callable[[ProcessPool], Future[Any] | None], seconds: float | None) -> Any:
        with self._changing:
            self.start()
            assert self._pool is not None
            work = self._work = work_in(self._pool)
            assert work is not None
        try:
            return work.result()
        except TimeoutError:
            self._lost()
            raise WorkTimeoutError(seconds or 0) from None
        except (ProcessExpired, BrokenProcessPool) as error:
            self._lost()
            raise WorkerDiedError(getattr(error, "exitcode", None)) from None

    def _lost(self) -> None:
        with self._changing:
            self._discard()
            if self._stopped:
                raise CancelledError

    def _discard(self) -> None:
        for future in (self._warmth, self._work):
            if future is not None:
                future.cancel()
        pool, self._pool, self._warmth, self._work = self._pool, None, None, None
        if pool is not None:
            pool.stop()
            pool.join()


class Workers:
    """Up to `processes` workers; one more starts only when work waits and every other one is busy."""

    def __init__(self, processes: int, warm: Callable[..., object], *args: Any) -> None:
        if processes < 1:
            raise ValueError(f"at least one process is needed, not {processes}")
        self._new_worker = lambda: Worker(warm, *args)
        self._threads = ThreadPoolExecutor(max_workers=processes, thread_name_prefix="worker")
        self._of_thread = threading.local()
        self._workers: list[Worker] = []
        self._stopped = False
        self._changing = threading.Lock()

    def warm_one(self) -> None:
        """Start a first worker ahead of the work."""
        self._threads.submit(lambda: self._worker().start())

    def submit(self, seconds: float, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Queue work; the future holds what `Worker.call` returns or raises."""
        return self._threads.submit(lambda: self._worker().call(seconds, function, *args, **kwargs))

    def stop(self) -> None:
        """Kill the processes; work under way and work that waits is cancelled."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._changing:
            self._stopped = True
            workers, self._workers = self._workers, []
        for worker in workers:
            worker.stop()

    def _worker(self) -> Worker:
        worker: Worker | None = getattr(self._of_thread, "worker", None)
        if worker is None:
            worker = self._new_worker()
            with self._changing:
                if self._stopped:
                    raise CancelledError
                self._workers.append(worker)
            self._of_thread.worker = worker
        return worker


def _run(function: Callable[..., T], args: tuple[Any, ...], kwargs: dict[str, Any]) -> T:
    """In the process: do the work, and turn an error that is not ours into its words."""
    try:
        return function(*args, **kwargs)
    except OnRecordError:
        raise
    except Exception as error:
        raise WorkError(type(error).__name__, str(error), isinstance(error, OSError | MemoryError)) from error
