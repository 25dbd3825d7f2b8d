"""`onrecord run --direct`: the stages without Prefect."""

from __future__ import annotations

from flows.stages import Plainly, Run, execute
from flows.summary import Summary, summarise


def execute_directly(run: Run) -> Summary:
    """Execute `run` and say what it did.

    Raises:
        OnRecordError: the run failed as a whole.
    """
    with run:
        execute(run, Plainly(run.settings.retries))
    assert run.row is not None
    return summarise(run.row, run.settings.out)
