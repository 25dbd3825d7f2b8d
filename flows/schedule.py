"""`onrecord schedule`: serve the flow, so that Prefect's scheduler starts a run again and again."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

from flows import server
from flows.settings import Settings

#: Where people expect Prefect's pages; another port is taken when it is not free.
PREFECT_PORT = 4200


def serve(
    settings: Settings,
    *,
    name: str,
    cron: str | None = None,
    every: timedelta | None = None,
    config: Path | None = None,
    told: Callable[[str], None] = print,
) -> None:
    """Serve the flow until it is interrupted; one run at a time, whatever the schedule says.

    Args:
        name: of the Prefect deployment.
        cron, every: when it runs, one of the two.
        told: is given the address where runs can be watched.

    Raises:
        OnRecordError: OR603 or OR604 when there is no server to be had.
    """
    server.apply_defaults()
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "WARNING")  # a line for each run's state is Prefect's page to show
    url = server.configured_url()
    with ExitStack() as servers:
        own = servers.enter_context(server.Server(lasting=True, port=PREFECT_PORT)) if url is None else None
        from prefect.types.entrypoint import EntrypointType

        from flows.run import onrecord

        if own:
            own.wait()
            told(f"Prefect: {own.address}")
        elif url:
            server.check(url)
        onrecord.serve(
            name=name,
            cron=cron,
            interval=every,
            parameters={
                # A served run starts in another working directory.
                "paths": [str(Path(path).resolve()) for path in settings.paths],
                "out": str(settings.out.resolve()),
                "config": str(config.resolve()) if config else None,
                "processes": settings.processes,
            },
            description="Ingest, extract, validate and publish what is new.",
            limit=1,
            print_starting_message=False,
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
