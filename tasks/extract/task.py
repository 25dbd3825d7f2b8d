"""The extraction of a batch as a Prefect task."""

from __future__ import annotations

from collections.abc import Callable

from prefect import task
from prefect.cache_policies import NO_CACHE


@task(name="extract-batch", task_run_name="extract-{batch}", cache_policy=NO_CACHE, persist_result=False)
def extract_batch(batch: str, articles: int, work: Callable[[], dict[str, int]]) -> dict[str, int]:
    """Extract the batch of that name. `work` joins its extraction in a worker process, or starts it again on a retry.

    The time limit is the worker's: it kills the process, which a limit on this thread could not. Batches, not articles,
    are tasks: a task costs the server 50 ms and 20 kB.
    """
    return work()
