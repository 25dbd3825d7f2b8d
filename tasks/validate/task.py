"""Validation as a Prefect task."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from prefect import task
from prefect.cache_policies import NO_CACHE

if TYPE_CHECKING:
    from tasks.validate.validate import ValidationCounts


@task(name="validate", task_run_name="validate", cache_policy=NO_CACHE, persist_result=False)
def validate_tables(work: Callable[[], ValidationCounts]) -> ValidationCounts:
    """Part the good rows from the others; fails when a table fails as a whole."""
    return work()
