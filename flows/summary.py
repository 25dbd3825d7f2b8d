"""What a run did, in a form that people, scripts and Prefect's artifact are told from."""

from __future__ import annotations

import shlex
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from flows.settings import Settings

SPEAKERS = 5
TRY_NEXT = "select speaker_name, content_text from claims limit 10"


@dataclass(frozen=True)
class Summary:
    """One run, and what is published after it."""

    run_id: str
    seconds: float
    inputs: int
    articles_new: int
    articles_seen: int
    articles_duplicate: int
    words: int
    claims: int  #: published by this run
    quarantined: dict[str, int]  #: rows that this run put into quarantine, by reason
    claims_published: int  #: over all runs
    speakers: list[tuple[str, int]]  #: the most quoted of all that is published, with their claims
    tables: str  #: folder that always holds the latest tables
    catalog: str  #: DuckDB file over them

    @property
    def query(self) -> str:
        """A command to try next."""
        root = Path(self.catalog).parent
        return f'onrecord query "{TRY_NEXT}"' + ("" if root == Settings().out else f" --out {shlex.quote(str(root))}")

    def as_dict(self) -> dict[str, Any]:
        speakers = [{"speaker_name": name, "claims": claims} for name, claims in self.speakers]
        return asdict(self) | {"speakers": speakers, "query": self.query}


def summarise(row: dict[str, Any], out: Path) -> Summary:
    """`row` is the run's row in `runs`; `out` the store that it has published to."""
    from tasks.publish.query import query

    reasons = query(
        out,
        f"select reason_code, count(*) as n from quarantine where run_id = '{row['run_id']}' group by all order by all",
    ).to_pylist()
    speakers = query(
        out,
        "select speaker_name, claims as n from most_quoted where speaker_entity_id is not null "
        f"order by claims desc, speaker_name limit {SPEAKERS}",
    ).to_pylist()
    (published,) = query(out, "select count(*) as n from claims").to_pylist()
    return Summary(
        run_id=row["run_id"],
        seconds=row["seconds"],
        inputs=row["inputs"],
        articles_new=row["articles_new"],
        articles_seen=row["articles_seen"],
        articles_duplicate=row["articles_duplicate"],
        words=row["words"],
        claims=row["claims"],
        quarantined={found["reason_code"]: found["n"] for found in reasons},
        claims_published=published["n"],
        speakers=[(found["speaker_name"], found["n"]) for found in speakers],
        tables=str(out / "current"),
        catalog=str(out / "onrecord.duckdb"),
    )
