"""runs: one row a run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from schemas.table import STRINGS, TIMESTAMP, Column, Ordered, Table

RUN_STATUSES = ("done", "failed", "interrupted")


@dataclass(frozen=True)
class RunStamp:
    """What every row of a run says of the run."""

    run_id: str
    started_at: datetime  #: with time zone UTC
    pipeline_version: str


def _count(name: str, description: str) -> Column:
    return Column(name, pa.int64(), description, minimum=0)


RUNS = Table(
    name="runs",
    description="One row a run of the pipeline.",
    primary_key="run_id",
    columns=(
        Column("run_id", pa.string(), "Names the run."),
        Column("started_at", TIMESTAMP, "When it started."),
        Column("finished_at", TIMESTAMP, "When it ended."),
        Column("status", pa.string(), "How it ended; a run that is not done published nothing else.", enum=RUN_STATUSES),
        _count("inputs", "Files and archive members looked at."),
        _count("articles_new", "Articles read for the first time, near copies included."),
        _count("articles_duplicate", "Exact copies of articles."),
        _count("articles_seen", "Articles that earlier runs had read already."),
        _count("quarantined", "Rows that it put into quarantine."),
        _count("claims", "Claims published."),
        _count("words", "Words of the articles extracted."),
        Column("seconds", pa.float64(), "Wall-clock seconds.", minimum=0),
        Column("pipeline_version", pa.string(), "Version of OnRecord."),
        Column("model_versions", STRINGS, "Each model as name=version."),
        Column("flow_run_id", pa.string(), "Prefect's id of the flow run, when it ran there.", nullable=True),
    ),
    ordered=(Ordered("started_at", "finished_at"),),
)
