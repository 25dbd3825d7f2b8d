"""`onrecord run` on Prefect: the run begins at once, and its flow joins it as soon as a server can record it."""

from __future__ import annotations

import logging
import os
import time
from contextlib import ExitStack
from pathlib import Path
from uuid import UUID

from flows import server
from flows.stages import Run
from flows.summary import Summary

log = logging.getLogger(__name__)

DRAIN_SECONDS = 60.0
PAGE = 200  #: task runs that the server gives at once


def execute_recorded(run: Run, config: Path | None = None, verbose: bool = False) -> Summary:
    """Execute `run` as a flow run, on the Prefect server that the user has set or on one of our own.

    Raises:
        OnRecordError: OR603 or OR604 when there is no server to be had; whatever stops the run.
    """
    server.apply_defaults()
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "INFO")
    url = server.configured_url()
    with ExitStack() as servers:
        own = servers.enter_context(server.Server()) if url is None else None
        with run:  # reading begins, and with the first article the models load, while Prefect is imported and boots
            from flows.run import onrecord, under_way

            _keep_console_to_ourselves(verbose)
            if own:
                own.wait()
            elif url:
                server.check(url)
            with under_way(run) as joined:
                try:
                    return onrecord(
                        paths=list(run.paths),
                        out=str(run.settings.out),
                        config=str(config) if config else None,
                        processes=run.settings.processes,
                        reprocess=run.reprocess,
                        force=list(run.force),
                    )
                finally:
                    run.progress.recording()
                    _send_what_is_left()
                    if own and run.flow_run_id:
                        _wait_for_task_runs(UUID(run.flow_run_id), joined.task_runs)


def _keep_console_to_ourselves(verbose: bool) -> None:
    """What befalls a batch is in quarantine and in the server's log; its trace on the console would say no more."""
    for name in ("prefect.flow_runs", "prefect.task_runs"):
        logging.getLogger(name).propagate = verbose


def _send_what_is_left() -> None:
    """Task runs and the log travel to the server in the background: wait until all are sent."""
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker

    EventsWorker.drain_all(timeout=DRAIN_SECONDS)
    APILogWorker.drain_all(timeout=DRAIN_SECONDS)


def _wait_for_task_runs(flow_run_id: UUID, task_runs: int) -> None:
    """Wait until a server that is about to stop has written every task run in its final state.

    It takes them from its queue one by one; stopped with the flow, it loses more than half of them.
    """
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId
    from prefect.client.schemas.sorting import TaskRunSort

    until = time.monotonic() + DRAIN_SECONDS
    ours = FlowRunFilter(id=FlowRunFilterId(any_=[flow_run_id]))
    with get_client(sync_client=True) as client:

        def written(page: int) -> int:
            found = client.read_task_runs(
                flow_run_filter=ours, sort=TaskRunSort.ID_DESC, limit=PAGE, offset=page * PAGE
            )
            return sum(1 for task_run in found if task_run.state and task_run.state.is_final())

        while (recorded := sum(map(written, range(-(-task_runs // PAGE))))) < task_runs:
            if time.monotonic() > until:
                log.warning("Prefect's server has written down %d of %d task runs", recorded, task_runs)
                return
            time.sleep(0.1)
