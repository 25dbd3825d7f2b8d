"""Worker processes: what fails is the work, never its neighbours or the run."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError

import pytest

from flows.workers import WorkerDiedError, WorkError, Workers, WorkTimeoutError
from schemas.errors import Errors, OnRecordError


class TwoPartError(Exception):
    """Does not survive pickling, as many libraries' exceptions."""

    def __init__(self, what: str, where: str) -> None:
        super().__init__(f"{what} at {where}")


def warm() -> None: ...


def cannot_warm() -> None:
    raise FileNotFoundError("the model is not there")


def process_id() -> int:
    return os.getpid()


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fail(transiently: bool) -> None:
    raise MemoryError("no more") if transiently else TwoPartError("bad", "line 3")


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    workers = Workers(1, warm)
    yield workers
    workers.stop()


def test_work_is_done_in_another_process(workers: Workers) -> None:
    assert workers.submit(30, process_id).result() != os.getpid()


def test_an_error_comes_back_in_words_and_the_process_goes_on(workers: Workers) -> None:
    before = workers.submit(30, process_id).result()
    with pytest.raises(WorkError, match="TwoPartError: bad at line 3") as error:
        workers.submit(30, fail, False).result()
    assert not error.value.transient
    assert workers.submit(30, process_id).result() == before


def test_a_fault_of_the_machine_is_transient(workers: Workers) -> None:
    with pytest.raises(WorkError) as error:
        workers.submit(30, fail, True).result()
    assert error.value.transient


def test_work_over_its_time_is_killed_and_the_next_goes_well(workers: Workers) -> None:
    began = time.monotonic()
    with pytest.raises(WorkTimeoutError, match="1 second"):
        workers.submit(1, sleep, 60).result()
    assert time.monotonic() - began < 20
    assert workers.submit(30, process_id).result()


def test_a_crash_hits_its_own_work_only(workers: Workers) -> None:
    crash, next_in_line = workers.submit(30, die), workers.submit(30, process_id)
    with pytest.raises(WorkerDiedError, match="signal 9"):
        crash.result()
    assert next_in_line.result()


def test_a_worker_that_cannot_start_fails_the_run_not_the_work() -> None:
    workers = Workers(1, cannot_warm)
    try:
        with pytest.raises(OnRecordError, match="the model is not there") as error:
            workers.submit(30, process_id).result()
        assert error.value.error is Errors.OR602
    finally:
        workers.stop()


def test_stopping_cancels_work_under_way_and_work_that_waits() -> None:
    workers = Workers(1, warm)
    under_way, waiting = workers.submit(600, sleep, 600), workers.submit(600, sleep, 600)
    time.sleep(1)
    workers.stop()
    for work in (under_way, waiting):
        with pytest.raises(CancelledError):
            work.result(timeout=20)
