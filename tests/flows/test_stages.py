"""The order of the stages, and how a batch that fails is cut down to the guilty article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest

from flows.stages import Counts, Plainly, Run, execute, reason_code
from flows.workers import WorkerDiedError, WorkError, WorkTimeoutError
from schemas.errors import Errors, OnRecordError
from schemas.quarantine import ReasonCode
from tasks.extract.batches import Batch

CRASH = WorkerDiedError(-9)
FAULT = WorkError("ValueError", "bad sentence", transient=False)
TIMEOUT = WorkTimeoutError(60)


@dataclass
class FakeRun:
    """Articles are numbers; `poison` says which of them fail, with what and how often."""

    articles: int
    poison: dict[int, list[Exception]] = field(default_factory=dict)
    batch_articles: int = 4
    calls: list[str] = field(default_factory=list)
    extracted: list[int] = field(default_factory=list)
    rejected: dict[int, Exception] = field(default_factory=dict)

    def ingest(self) -> None:
        self.calls.append("ingest")

    def batches(self) -> list[Batch]:
        size = self.batch_articles
        return [Batch(Path("part"), at, min(at + size, self.articles)) for at in range(0, self.articles, size)]

    def extraction(self, batch: Batch) -> Callable[[], Counts]:
        def work() -> Counts:
            self.calls.append("extract")
            for article in range(batch.start, batch.stop):
                if self.poison.get(article):
                    faults = self.poison[article]
                    raise faults[0] if len(faults) == 1 and faults[0] is not CRASH else faults.pop(0)
            self.extracted += range(batch.start, batch.stop)
            return {"articles": batch.articles, "words": 0, "claims": 0}

        return work

    def split(self, batch: Batch) -> tuple[Batch, Batch]:
        return batch.split()

    def reject(self, batch: Batch, fault: Exception) -> None:
        self.rejected[batch.start] = fault

    def validate(self) -> None:
        self.calls.append("validate")

    def publish(self) -> str:
        self.calls.append("publish")
        return "snapshot"


def executed(run: FakeRun, retries: int = 0) -> Any:
    return execute(cast(Run, run), Plainly(retries))


def test_the_stages_come_in_order() -> None:
    run = FakeRun(articles=6)
    assert executed(run) == "snapshot"
    assert run.calls == ["ingest", "extract", "extract", "validate", "publish"]


def test_a_run_without_new_articles_publishes_what_it_saw() -> None:
    run = FakeRun(articles=0)
    executed(run)
    assert run.calls == ["ingest", "validate", "publish"]


@pytest.mark.parametrize("guilty", [{0}, {7}, {2, 5}, {0, 1, 2, 3}])
def test_the_guilty_articles_alone_are_rejected_and_the_rest_goes_on(guilty: set[int]) -> None:
    run = FakeRun(articles=10, poison={article: [FAULT] for article in guilty})
    executed(run)
    assert run.rejected.keys() == guilty
    assert sorted(run.extracted) == sorted(set(range(10)) - guilty)


def test_a_process_that_dies_once_costs_no_article() -> None:
    run = FakeRun(articles=4, poison={1: [CRASH]})
    executed(run, retries=1)
    assert not run.rejected
    assert run.calls.count("extract") == 2  # not split


def test_what_is_no_fault_of_the_machine_is_not_tried_again() -> None:
    run = FakeRun(articles=1, poison={0: [FAULT]})
    executed(run, retries=3)
    assert run.calls.count("extract") == 1


def test_an_error_that_no_article_causes_fails_the_run() -> None:
    run = FakeRun(articles=4, poison={1: [OnRecordError(Errors.OR602, reason="no model")]})
    with pytest.raises(OnRecordError):
        executed(run)
    assert not run.rejected


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (FAULT, ReasonCode.EXTRACT_FAILED),
        (TIMEOUT, ReasonCode.EXTRACT_TIMEOUT),
        (CRASH, ReasonCode.EXTRACT_CRASHED),
    ],
)
def test_each_fault_has_its_reason_code(fault: Any, code: ReasonCode) -> None:
    assert reason_code(fault) is code
