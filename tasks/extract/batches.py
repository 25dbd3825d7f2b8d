"""Batches of ingested articles: what one task extracts. No spaCy here, since whoever hands batches out needs none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas import TABLES
from schemas.quarantine import ReasonCode, Rejection
from schemas.runs import RunStamp


@dataclass(frozen=True)
class Batch:
    """Rows `start` to `stop` of an ingested part."""

    part: Path
    start: int
    stop: int

    @property
    def name(self) -> str:
        return f"{self.part.stem}-{self.start:06d}-{self.stop:06d}"

    @property
    def articles(self) -> int:
        return self.stop - self.start

    def split(self) -> tuple[Batch, Batch]:
        """Two halves, to corner what fails."""
        if self.articles < 2:
            raise ValueError(f"{self.name} holds one article: there is nothing to split")
        middle = self.start + self.articles // 2
        return Batch(self.part, self.start, middle), Batch(self.part, middle, self.stop)

    def words(self) -> int:
        return pc.sum(self.read(columns=["word_count"])["word_count"]).as_py() or 0

    def read(self, columns: list[str] | None = None) -> pa.Table:
        table = pq.read_table(self.part, columns=columns, page_checksum_verification=True)
        return table.slice(self.start, self.articles)


def batches(staging: Path, words: int) -> list[Batch]:
    """The ingested parts cut into batches of about `words` words, in order."""
    found = []
    for part in sorted((staging / "ingested").glob("*.parquet")):
        counts = pq.read_table(part, columns=["word_count"])["word_count"].to_pylist()
        start, total = 0, 0
        for row, count in enumerate(counts):
            total += count
            if total >= words:
                found.append(Batch(part, start, row + 1))
                start, total = row + 1, 0
        if start < len(counts):
            found.append(Batch(part, start, len(counts)))
    return found


def forget(batch: Batch, staging: Path) -> None:
    """Delete what a killed worker may have written of `batch`, so that its halves' rows are not there twice."""
    for path in staging.glob(f"*/{batch.name}.parquet"):
        path.unlink()


def reject(batch: Batch, staging: Path, reason: ReasonCode, message: str, run: RunStamp) -> None:
    """Put the one article of `batch` into quarantine."""
    if batch.articles != 1:
        raise ValueError(f"{batch.name} holds {batch.articles} articles: split it until the guilty one is alone")
    (article,) = batch.read().to_pylist()
    rejection = Rejection(
        stage="extract",
        reason=reason,
        message=message,
        source_uri=article["source_uri"],
        source_record=article["source_record"],
        article_id=article["article_id"],
        table_name="articles",
        payload=article["text"],
    )
    table = TABLES["quarantine"].from_rows([rejection.row(run.run_id, run.started_at)])
    write(table, staging / "quarantine" / f"extract-{batch.name}.parquet")


def write(table: pa.Table, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, path, compression="zstd", write_page_checksum=True)
