"""Ingest as a Prefect task."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from prefect import task
from prefect.cache_policies import NO_CACHE

if TYPE_CHECKING:
    from tasks.ingest.ingest import IngestCounts


@task(name="ingest", task_run_name="ingest", cache_policy=NO_CACHE, persist_result=False)
def ingest_articles(work: Callable[[], IngestCounts]) -> IngestCounts:
    """Read what is new. `work` joins the reading, which began with the run."""
    return work()
