"""The Prefect flow: the stages of flows/stages.py as tasks, and an artifact that sums the run up.

However a run comes about (`onrecord run`, `onrecord schedule`, a deployment's worker), it enters here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prefect import State, Task, flow, runtime
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.objects import TaskRun
from prefect.futures import PrefectFuture
from prefect.task_runners import ThreadPoolTaskRunner

from flows import settings as settings_of
from flows.stages import Counts, Run, execute, is_transient
from flows.summary import Summary, summarise
from tasks.extract.task import extract_batch
from tasks.ingest.task import ingest_articles
from tasks.publish.task import publish_snapshot
from tasks.validate.task import validate_tables

if TYPE_CHECKING:
    from tasks.extract.batches import Batch
    from tasks.ingest.ingest import IngestCounts
    from tasks.publish.store import Snapshot
    from tasks.validate.validate import ValidationCounts

RETRY_DELAY_SECONDS = 2
#: Its threads only wait for batches; the work itself is in the worker processes, as many as the settings say.
TASK_RUNNER: ThreadPoolTaskRunner[Any] = ThreadPoolTaskRunner(max_workers=16)


@dataclass
class Joined:
    """A run that a flow run does the stages of."""

    run: Run
    task_runs: int = 0  #: how many there are to record


_under_way: ContextVar[Joined | None] = ContextVar("under_way", default=None)


@contextmanager
def under_way(run: Run) -> Iterator[Joined]:
    """Within, the flow joins `run`, which has begun, in place of starting one."""
    joined = Joined(run)
    token = _under_way.set(joined)
    try:
        yield joined
    finally:
        _under_way.reset(token)


@flow(name="onrecord", task_runner=TASK_RUNNER, persist_result=False)  # type: ignore[arg-type]  # invariant there
def onrecord(
    paths: list[str] | None = None,
    out: str | None = None,
    config: str | None = None,
    processes: int | None = None,
    reprocess: bool = False,
    force: list[str] | None = None,
) -> Summary:
    """Ingest, extract, validate and publish what is new.

    Args:
        paths: files and folders to read; those of the settings when null.
        out: folder of the published tables.
        config: settings file.
        processes: extraction processes.
        reprocess: read everything again.
        force: sources to read again though they have not changed.
    """
    # A served flow travels to its process by cloudpickle, this function by value: it must touch nothing but functions.
    flags = {"paths": paths, "out": out, "processes": processes}
    return _join_or_begin(config, {k: v for k, v in flags.items() if v is not None}, reprocess, force or [])


def _join_or_begin(config: str | None, flags: dict[str, Any], reprocess: bool, force: list[str]) -> Summary:
    joined = _under_way.get()
    if joined is not None:
        return _execute(joined)
    settings = settings_of.load(Path(config) if config else None, flags)
    with Run(settings, reprocess=reprocess, force=force) as run:
        return _execute(Joined(run))


def _execute(joined: Joined) -> Summary:
    run = joined.run
    run.flow_run_id = str(runtime.flow_run.id)
    try:
        execute(run, AsTasks(joined))
    except BaseException:
        run.stop()  # or the task runner would wait for what nobody wants any more
        raise
    assert run.row is not None
    summary = summarise(run.row, run.settings.out)
    create_markdown_artifact(markdown(summary), key="onrecord-run", description="What the run did")
    return summary


class AsTasks:
    """Calls each stage's work as a Prefect task."""

    def __init__(self, joined: Joined) -> None:
        self._joined = joined
        self._extract_batch = extract_batch.with_options(
            retries=joined.run.settings.retries,
            retry_delay_seconds=RETRY_DELAY_SECONDS,
            retry_condition_fn=_went_wrong_in_passing,
        )

    def ingest(self, work: Callable[[], IngestCounts]) -> IngestCounts:
        self._joined.task_runs += 1
        return ingest_articles(work)

    def extract(self, batch: Batch, work: Callable[[], Counts]) -> PrefectFuture[Counts]:
        self._joined.task_runs += 1
        return self._extract_batch.submit(batch.name, batch.articles, work)

    def validate(self, work: Callable[[], ValidationCounts]) -> ValidationCounts:
        self._joined.task_runs += 1
        return validate_tables(work)

    def publish(self, work: Callable[[], Snapshot]) -> Snapshot:
        self._joined.task_runs += 1
        return publish_snapshot(work)


def _went_wrong_in_passing(task: Task[..., Counts], task_run: TaskRun, state: State[Counts]) -> bool:
    error = state.result(raise_on_failure=False)
    return isinstance(error, BaseException) and is_transient(error)


def markdown(summary: Summary) -> str:
    """The summary as Prefect shows it. Names come from articles: they are written as code, where nothing is markup."""
    counts = [
        ("articles new", summary.articles_new),
        ("articles seen before", summary.articles_seen),
        ("exact copies", summary.articles_duplicate),
        *((f"quarantined: {reason}", rows) for reason, rows in summary.quarantined.items()),
        ("claims", summary.claims),
    ]
    speakers = [(_code(name), claims) for name, claims in summary.speakers]
    return "\n".join(
        [
            f"Run {_code(summary.run_id)}, {summary.seconds:.1f} s, tables in {_code(summary.tables)}",
            "",
            *_table(("what", "how many"), counts),
            "",
            "Most quoted, over everything published:",
            "",
            *_table(("speaker", "claims"), speakers),
        ]
    )


def _table(header: tuple[str, str], rows: list[tuple[str, int]]) -> list[str]:
    return [f"| {header[0]} | {header[1]} |", "| --- | ---: |", *(f"| {name} | {count} |" for name, count in rows)]


def _code(text: str) -> str:
    return "`" + " ".join(text.replace("`", "'").replace("|", "¦").split()) + "`"
