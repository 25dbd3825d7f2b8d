"""Publication as a Prefect task."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from prefect import task
from prefect.cache_policies import NO_CACHE

if TYPE_CHECKING:
    from tasks.publish.store import Snapshot


@task(name="publish", task_run_name="publish", cache_policy=NO_CACHE, persist_result=False)
def publish_snapshot(work: Callable[[], Snapshot]) -> Snapshot:
    """Publish the good rows as the next snapshot."""
    return work()
