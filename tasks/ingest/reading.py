"""The first pass: sources, one by one, to articles as read and rejections."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from schemas import ARTICLES, INPUTS, QUARANTINE
from schemas.quarantine import ReasonCode, Rejection
from schemas.runs import RunStamp
from tasks.ingest.article import FoundArticle, article_row
from tasks.ingest.formats import identify_format
from tasks.ingest.minhash import signature
from tasks.ingest.parts import Parts
from tasks.ingest.readers import reader
from tasks.ingest.refused import Refused, rejection
from tasks.ingest.settings import IngestSettings
from tasks.ingest.sources import Source

#: An article as it was read: its row, its place in the order of reading, and its signature.
AS_READ = ARTICLES.arrow_schema.append(pa.field("row", pa.int64())).append(pa.field("minhash", pa.list_(pa.uint32())))
ROWS_A_PART = 5_000


@dataclass(frozen=True)
class Covered:
    """What the last snapshot knows of an input."""

    byte_size: int
    modified_ns: int
    sha256: str
    articles: int


class Reading:
    """Sources to parts of articles as read, of rejections and of inputs.

    Attributes:
        looked_at: sources taken.
        unread_articles: published articles in sources that did not change.
        reread: sources whose published quarantine rows are out of date.
        replaced: sources whose published articles the ones just read replace.
        withdrawn: sources that could not be read to their end unchanged; what was read of them does not count.
    """

    def __init__(
        self,
        work: Path,
        published: Path | None,
        settings: IngestSettings,
        run: RunStamp,
        progress: Callable[[int], None],
    ):
        self.settings = settings
        self.run = run
        self.articles = Parts(work / "articles", AS_READ, settings.part_articles)
        self.rejections = Parts(work / "rejections", QUARANTINE.arrow_schema, ROWS_A_PART)
        self.inputs = Parts(work / "inputs", INPUTS.arrow_schema, ROWS_A_PART)
        self.looked_at = 0
        self.unread_articles = 0
        self.reread: list[str] = []
        self.replaced: list[str] = []
        self.withdrawn: list[Rejection] = []
        self._covered = _covered(published)
        self._in_quarantine = _in_quarantine(published)
        self._progress = progress
        self._rows = 0

    def take(self, source: Source, again: bool) -> None:
        """Read a source, unless the last snapshot covers it as it is."""
        self.looked_at += 1
        covered = self._covered.get(source.uri)
        if covered and not again and (covered.byte_size, covered.modified_ns) == (source.byte_size, source.modified_ns):
            self.unread_articles += covered.articles
            return
        try:
            before = source.stat()
            sha256, broken = source.sha256()
            if covered and not again and sha256 == covered.sha256 and broken is None:  # touched, but the same bytes
                self.unread_articles += covered.articles
                self._cover(source, sha256, covered.articles)
                return
            articles = self._refuse(source, broken) if broken else self._read(source)
            changed = source.stat() != before
        except OSError as error:
            self._withdraw(source, ReasonCode.UNREADABLE, error.strerror or str(error))
            return
        if changed:
            self._withdraw(source, ReasonCode.CHANGED_WHILE_READ, "its size or time changed while it was read")
            return
        self._cover(source, sha256, articles)
        self._forget_published(source)
        if covered and again:
            self.replaced.append(source.uri)

    def close(self) -> None:
        """Write what is left; nothing can be taken afterwards."""
        for parts in (self.articles, self.rejections, self.inputs):
            parts.close()

    def _read(self, source: Source) -> int:
        """Read it to its end and return how many articles it holds."""
        rows_before = self._rows
        try:
            source_format = identify_format(source, self.settings)
            for found in reader(source_format)(source, self.settings):
                if isinstance(found, Rejection):
                    self._reject(found)
                else:
                    self._take_article(found, source, source_format)
                self._progress(1)
        except Refused as refused:
            self._refuse(source, refused)
        except OSError:
            raise
        except Exception as error:  # whatever a library makes of this source, the others go on
            self._refuse(source, Refused(ReasonCode.BROKEN_FILE, _unexpected(error)))
        return self._rows - rows_before

    def _take_article(self, found: FoundArticle, source: Source, source_format: str) -> None:
        try:
            row = article_row(found, source, source_format, self.settings, self.run)
        except Refused as refused:
            self._reject(refused.rejection(source.uri, found.record))
            return
        except Exception as error:
            self._reject(rejection(source.uri, ReasonCode.BROKEN_RECORD, _unexpected(error), found.record))
            return
        self.articles.add(row | {"row": self._rows, "minhash": signature(row["text"])})
        self._rows += 1

    def _refuse(self, source: Source, refused: Refused) -> int:
        self._reject(refused.rejection(source.uri))
        self._progress(1)
        return 0

    def _reject(self, rejected: Rejection) -> None:
        self.rejections.add(rejected.row(self.run.run_id, self.run.started_at))

    def _withdraw(self, source: Source, reason: ReasonCode, message: str) -> None:
        """Take back what was read of it: the next run reads it whole."""
        self.withdrawn.append(rejection(source.uri, reason, message))
        if source.uri not in self._covered:  # what is in quarantine of it can only be an earlier row of this kind
            self._forget_published(source)
        self._progress(1)

    def _forget_published(self, source: Source) -> None:
        if source.uri in self._covered or source.uri in self._in_quarantine:
            self.reread.append(source.uri)

    def _cover(self, source: Source, sha256: str, articles: int) -> None:
        self.inputs.add(
            {
                "source_uri": source.uri,
                "byte_size": source.byte_size,
                "modified_ns": source.modified_ns,
                "sha256": sha256,
                "articles": articles,
                "run_id": self.run.run_id,
            }
        )


def _unexpected(error: Exception) -> str:
    return f"unexpected {type(error).__name__}: {error}"


def _covered(published: Path | None) -> dict[str, Covered]:
    """The inputs that the snapshot covers, by URI: some 400 bytes of memory an input."""
    if published is None:
        return {}
    columns = ["source_uri", "byte_size", "modified_ns", "sha256", "articles"]
    return {
        row["source_uri"]: Covered(row["byte_size"], row["modified_ns"], row["sha256"], row["articles"])
        for path in sorted((published / "inputs").glob("*.parquet"))
        for batch in pq.ParquetFile(path).iter_batches(columns=columns)
        for row in batch.to_pylist()
    }


def _in_quarantine(published: Path | None) -> set[str]:
    if published is None:
        return set()
    return {
        uri
        for path in sorted((published / "quarantine").glob("*.parquet"))
        for batch in pq.ParquetFile(path).iter_batches(columns=["source_uri"])
        for uri in batch.column(0).to_pylist()
        if uri is not None
    }
