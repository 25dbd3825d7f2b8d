"""Rows that fail go to quarantine with the names of the expectations that they fail."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa

from schemas import QUARANTINE
from schemas.parquet import PartWriter
from schemas.quarantine import ReasonCode, Rejection
from schemas.runs import RunStamp
from schemas.table import Table
from tasks.validate.article_facts import StagedArticles

Row = dict[str, Any]


class Rejected:
    """Writes `staging/quarantine/validate-*.parquet`; counts the rows by table."""

    def __init__(self, staging: Path, run: RunStamp, articles: StagedArticles) -> None:
        self.run = run
        self.articles = articles
        self.counts: dict[str, int] = {}
        self._writer = PartWriter(staging / "quarantine", QUARANTINE, stem="validate")
        self._seen: set[str] = set()

    def add(
        self,
        table: Table,
        rows: pa.Table,
        failures: Sequence[tuple[ReasonCode, str]],
        file_names: Collection[str] = (),
    ) -> None:
        """Put rows into quarantine, each with its reason and message. Two rows alike in everything are one."""
        dicts = rows.select(table.column_names).to_pylist()
        sources = self._sources(table, dicts, file_names)
        made = []
        for row, (reason, message) in zip(dicts, failures, strict=True):
            identifier = row.get("article_id")
            uri, record = sources.get(identifier, (row.get("source_uri"), row.get("source_record")))
            rejection = Rejection(
                stage="validate",
                reason=reason,
                message=message,
                source_uri=uri,
                source_record=record,
                article_id=identifier,
                table_name=table.name,
                payload=json.dumps(row, default=str, ensure_ascii=False),
            ).row(self.run.run_id, self.run.started_at)
            if rejection["quarantine_id"] not in self._seen:
                self._seen.add(rejection["quarantine_id"])
                made.append(rejection)
        self.counts[table.name] = self.counts.get(table.name, 0) + len(dicts)
        self._writer.write(QUARANTINE.from_rows(made))

    def close(self) -> None:
        self._writer.close()

    def __enter__(self) -> Rejected:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _sources(
        self, table: Table, rows: list[Row], file_names: Collection[str]
    ) -> Mapping[str | None, tuple[str | None, int | None]]:
        if "article_id" not in table.column_names or "source_uri" in table.column_names:
            return {}
        ids = [row["article_id"] for row in rows]
        found = self.articles.find(ids, file_names)
        return {identifier: (article.source_uri, article.source_record) for identifier, article in found}
