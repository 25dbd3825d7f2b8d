"""A store in miniature: ingest into a temporary folder and look at what it staged; publish it and ingest again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas import ARTICLES, FINGERPRINTS, INPUTS, QUARANTINE, Table
from schemas.runs import RunStamp
from tasks.ingest.ingest import IngestCounts, ingest
from tasks.ingest.settings import IngestSettings

#: Enough English for the language to be told, and for a text to be an article.
BODY = (
    "The harbour authority said on Tuesday that it would close the northern gate for a month. "
    "Officials expect the repair to cost about two million euros, and they have not said who will pay for it."
)


@dataclass
class Room:
    """`raw` is where inputs lie; each `ingest` is a run of its own, an hour after the one before."""

    root: Path
    settings: IngestSettings = field(default_factory=IngestSettings)
    published: Path | None = None
    runs: int = 0

    def __post_init__(self) -> None:
        self.raw.mkdir(parents=True)

    @property
    def raw(self) -> Path:
        return self.root / "raw"

    @property
    def staging(self) -> Path:
        return self.root / f"staging-{self.runs}"

    def write(self, name: str, content: str | bytes | Sequence[dict[str, Any]]) -> Path:
        """A file in `raw`; records are written as JSON Lines."""
        path = self.raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            content = content.encode()
        elif not isinstance(content, bytes):
            content = "".join(json.dumps(record) + "\n" for record in content).encode()
        path.write_bytes(content)
        return path

    def uri(self, name: str) -> str:
        return (self.raw / name).as_uri()

    def ingest(self, *paths: str | Path, **options: Any) -> IngestCounts:
        self.runs += 1
        self.staging.mkdir()
        stamp = RunStamp(f"run-{self.runs}", datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=self.runs), "0.0.0")
        where = [str(path) for path in paths] or [str(self.raw)]
        return ingest(where, self.staging, self.published, self.settings, stamp, **options)

    def articles(self) -> list[dict[str, Any]]:
        return self._staged("ingested", ARTICLES).to_pylist()

    def article(self) -> dict[str, Any]:
        (row,) = self.articles()
        return row

    def quarantine(self) -> list[dict[str, Any]]:
        return self._staged("quarantine", QUARANTINE).to_pylist()

    def reasons(self) -> list[tuple[str, int | None, str]]:
        """File, record and reason of each row in quarantine, sorted."""
        rows = [
            (row["source_uri"].removeprefix(self.raw.as_uri() + "/"), row["source_record"], row["reason_code"])
            for row in self.quarantine()
        ]
        return sorted(rows, key=lambda row: (row[0], row[1] is not None, row[1] or 0))

    def reread(self) -> dict[str, list[str]]:
        contents: dict[str, list[str]] = json.loads((self.staging / "reread.json").read_text())
        return contents

    def publish(self) -> None:
        """What publishing does as far as the next ingest can see: staged rows replace or join the published ones."""
        target = self.root / f"snapshot-{self.runs}"
        reread = self.reread()
        articles = self._after(ARTICLES, "ingested", "source_uri", reread["articles"], spare=reread["kept"])
        kept = set(articles["article_id"].to_pylist())
        fingerprints = self._after(FINGERPRINTS, "fingerprints", "article_id", [])
        fingerprints = fingerprints.filter(pc.is_in(fingerprints["article_id"], pa.array(sorted(kept), pa.string())))
        inputs_now = self._staged("inputs", INPUTS)["source_uri"].to_pylist()
        tables = {
            "articles": articles,
            "fingerprints": fingerprints,
            "inputs": self._after(INPUTS, "inputs", "source_uri", inputs_now),
            "quarantine": self._after(QUARANTINE, "quarantine", "source_uri", reread["quarantine"]),
        }
        for name, rows in tables.items():
            (target / name).mkdir(parents=True)
            pq.write_table(rows, target / name / "part-0.parquet")
        self.published = target

    def _after(
        self, table: Table, staged: str, key: str, replaced: Sequence[str], spare: Sequence[str] = ()
    ) -> pa.Table:
        new = self._staged(staged, table)
        if self.published is None:
            return new
        old = pq.read_table(self.published / table.name, schema=table.arrow_schema)
        gone = pc.is_in(old[key], pa.array(sorted(replaced), pa.string()))
        if spare:
            gone = pc.and_(gone, pc.invert(pc.is_in(old["article_id"], pa.array(sorted(spare), pa.string()))))
        if table is FINGERPRINTS:  # a replaced article may have come back under its id
            gone = pc.is_in(old["article_id"], new["article_id"].combine_chunks())
        return pa.concat_tables([old.filter(pc.invert(gone)), new])

    def _staged(self, folder: str, table: Table) -> pa.Table:
        paths = sorted((self.staging / folder).glob("*.parquet"))
        tables = [pq.read_table(path) for path in paths]
        assert all(part.schema.equals(table.arrow_schema) for part in tables)
        return pa.concat_tables([table.arrow_schema.empty_table(), *tables])

    def forget(self) -> None:
        """As if nothing had ever been published."""
        self.published = None
        for folder in self.root.glob("staging-*"):
            shutil.rmtree(folder)
        self.runs = 0


def body(about: str) -> str:
    """An article's text of 60 words about something, unlike that about another thing."""
    return " ".join(
        f"Officials said that {about} number {n} would be closed for repairs; nobody knew why {about} {n} failed."
        for n in range(4)
    )
