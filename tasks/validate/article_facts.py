"""What rows are compared with in their articles: the text of their spans, its length, when it was published."""

from __future__ import annotations

import hashlib
from calendar import monthrange
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas.parquet import parquet_files
from schemas.table import ARTICLE_FACTS, SPAN_JOINER, Ordered, SpanText, Table

#: Articles whose texts are in memory at a time.
TEXTS = 64


@dataclass(frozen=True)
class Article:
    """What checks and quarantine rows need to know of one article."""

    text: str
    published_at: datetime | None
    published_precision: str | None
    source_uri: str | None
    source_record: int | None

    @property
    def published_by(self) -> datetime | None:
        """The last moment that published_at can mean, given how much of it was stated."""
        at = self.published_at
        if at is None:
            return None
        match self.published_precision:
            case "year":
                return datetime(at.year, 12, 31, 23, 59, tzinfo=UTC)
            case "month":
                return datetime(at.year, at.month, monthrange(at.year, at.month)[1], 23, 59, tzinfo=UTC)
            case "day":
                return datetime(at.year, at.month, at.day, 23, 59, tzinfo=UTC)
        return at


class StagedArticles:
    """The staged articles, read in passing. A batch's child rows and articles lie in files of one name, so those are
    looked through first; memory holds some articles at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, ids: Collection[str | None], file_names: Collection[str]) -> Iterator[tuple[str, Article]]:
        """The articles with these ids, each once; ids of no article are passed over."""
        wanted = {identifier for identifier in ids if identifier is not None}
        files = parquet_files(self.folder)
        likely = [path for path in files if path.name in file_names]
        for path in [*likely, *(path for path in files if path not in likely)]:
            if not wanted:
                return
            for identifier, article in _articles(path, wanted):
                wanted.discard(identifier)
                yield identifier, article


def _articles(path: Path, wanted: Collection[str]) -> Iterator[tuple[str, Article]]:
    facts = ["text", "published_at", "published_precision", "source_uri", "source_record"]
    with pq.ParquetFile(path, page_checksum_verification=True) as file:
        for batch in file.iter_batches(batch_size=TEXTS, columns=["article_id", *facts]):
            chosen = batch.filter(pc.is_in(batch["article_id"], value_set=pa.array(wanted, pa.string())))
            for row in chosen.to_pylist():
                yield row.pop("article_id"), Article(**row | {"text": row["text"] or ""})


def comparison_columns(table: Table, chunk: pa.Table, articles: StagedArticles, names: Collection[str]) -> pd.DataFrame:
    """The columns that the table's expectations compare with and that no table has, row for row with `chunk`.

    Null where the article is unknown: the foreign key's check says so.
    """
    made: dict[str, list[Any]] = defaultdict(lambda: [None] * chunk.num_rows)
    if table.name == "articles":
        made["sha256(text)"] = [text and hashlib.sha256(text.encode()).hexdigest() for text in _values(chunk["text"])]
    elif table.needs_article:
        _from_articles(made, table, chunk, articles, names)
    columns = {name: pd.Series(values, dtype=object) for name, values in made.items()}
    for order in table.ordered:
        if order.upper not in table.column_names:
            high = made[order.high] if order.high in ARTICLE_FACTS else chunk[order.high].to_pylist()
            columns[order.upper] = _typed(high, order, chunk)
    return pd.DataFrame(columns, index=range(chunk.num_rows))


def _typed(high: list[Any], order: Ordered, chunk: pa.Table) -> pd.Series:
    """The upper value with the slack added, in the type of the lower, so that the two compare."""
    kind = chunk.schema.field(order.low).type
    slack = order.slack or timedelta(0)
    values = [value + slack if value is not None and order.slack else value for value in high]
    if pa.types.is_date(kind):
        values = [value and value.date() for value in values]
    return pd.Series(pa.array(values, kind), dtype=pd.ArrowDtype(kind))


def _from_articles(
    made: dict[str, list[Any]], table: Table, chunk: pa.Table, articles: StagedArticles, names: Collection[str]
) -> None:
    rows_of = defaultdict(list)
    for index, identifier in enumerate(_values(chunk["article_id"])):
        rows_of[identifier].append(index)
    spans = {span.found: (span, _places(span, chunk)) for span in table.spans}
    highs = {order.high for order in table.ordered}
    for identifier, article in articles.find(rows_of.keys(), names):
        for index in rows_of[identifier]:
            for name, (span, places) in spans.items():
                made[name][index] = _text_at(article.text, span, places[index])
            if "articles.published_by" in highs:
                made["articles.published_by"][index] = article.published_by
            if "articles.text_length" in highs:
                made["articles.text_length"][index] = len(article.text)


def _places(span: SpanText, chunk: pa.Table) -> list[tuple[Any, ...]]:
    columns = [span.start, span.end] if span.spans is None else [span.start, span.end, span.spans]
    return list(zip(*(_values(chunk[name]) for name in columns), strict=True))


def _text_at(text: str, span: SpanText, place: tuple[Any, ...]) -> str | None:
    """What the text has at the span; empty, which no row's text is, where it cannot be a span of the text."""
    if span.spans is None:
        return _slice(text, *place)
    start, end, parts = place
    if not parts:
        return ""
    edges = [part[edge] for part in parts for edge in ("start_char", "end_char")]
    if None in edges or edges != sorted(set(edges)) or (edges[0], edges[-1]) != (start, end):
        return ""
    found = [_slice(text, part["start_char"], part["end_char"]) for part in parts]
    return SPAN_JOINER.join(found) if all(found) else ""


def _slice(text: str, start: int | None, end: int | None) -> str:
    if start is None or end is None or not 0 <= start < end <= len(text):
        return ""
    return text[start:end]


def _values(column: pa.ChunkedArray) -> list[Any]:
    return column.to_pylist()
