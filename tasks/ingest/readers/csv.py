"""CSV: a header, then one record a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import count

from schemas.quarantine import ReasonCode, Rejection
from tasks.ingest.article import FoundArticle
from tasks.ingest.decoding import detect
from tasks.ingest.readers.record import article_in
from tasks.ingest.refused import Refused
from tasks.ingest.settings import IngestSettings, field_key
from tasks.ingest.sources import Source

DELIMITERS = (",", ";", "\t", "|")


def read(source: Source, settings: IngestSettings) -> Iterator[FoundArticle | Rejection]:
    """Each row's article, numbered from 0 after the header. The delimiter is the one that parts the header best.

    Parsing is strict: a quote mark out of place would otherwise be dropped from a quotation or swallow the rows that
    follow. Such a row is rejected alone, as is one with more or fewer cells than the header.

    Raises:
        OSError: it cannot be read.
        Refused: EMPTY, NO_TEXT_FIELD or BROKEN_FILE for its header, UNDECODABLE, or what unpacking raises.
    """
    with source.open() as stream:
        encoding = detect(stream)
    with source.open() as stream:
        text = io.TextIOWrapper(stream, "utf-8-sig" if encoding == "utf-8" else encoding, newline="")
        rows = _rows(text, settings)
        header = next(rows, None)
        if isinstance(header, Refused) or header is None:
            raise header or Refused(ReasonCode.EMPTY, "no header")
        if not _has_text(header, settings):
            raise Refused(ReasonCode.NO_TEXT_FIELD, f"no column for the text among {', '.join(header)[:300]}")
        index = -1
        for index, row in enumerate(rows):
            try:
                yield article_in(_record(header, row), index, settings)
            except Refused as refused:
                yield refused.rejection(source.uri, index)
        if index == -1:
            raise Refused(ReasonCode.EMPTY, "a header without rows")


def names_its_text(line: str, settings: IngestSettings) -> bool:
    """The line is a header that names a column for texts and at least one other part of an article."""
    header = next(csv.reader([line], delimiter=_delimiter(line)), [])
    parts = [part for part in ("title", "url", "date", "author", "outlet") if _has(header, part, settings)]
    return _has_text(header, settings) and bool(parts)


def _has_text(header: list[str], settings: IngestSettings) -> bool:
    return _has(header, "text", settings)


def _has(header: list[str], part: str, settings: IngestSettings) -> bool:
    return any(field_key(name) in settings.field_keys(part) for name in header)


def _delimiter(header: str) -> str:
    return max(DELIMITERS, key=lambda delimiter: len(next(csv.reader([header], delimiter=delimiter), [])))


def _rows(text: io.TextIOWrapper, settings: IngestSettings) -> Iterator[list[str] | Refused]:
    """The header and each row that is not blank, a `Refused` in the place of one that cannot be parsed."""
    header = text.readline(settings.max_record_bytes)
    csv.field_size_limit(settings.max_record_bytes)  # one setting for the whole process; 131,072 characters by default
    reader = csv.reader(_chain(header, text), delimiter=_delimiter(header), strict=True)
    for number in count():
        try:
            row = next(reader)
        except StopIteration:
            return
        except UnicodeDecodeError as error:
            message = f"not {text.encoding} from line {reader.line_num} on: {error.reason}"
            raise Refused(ReasonCode.UNDECODABLE, message, record=max(0, number - 1)) from error
        except csv.Error as error:
            yield Refused(ReasonCode.BROKEN_RECORD, f"line {reader.line_num}: {error}", payload=f"row {number}")
            continue
        if row:
            yield row


def _chain(header: str, text: io.TextIOWrapper) -> Iterator[str]:
    yield header
    yield from text


def _record(header: list[str], row: list[str] | Refused) -> dict[str, str] | Refused:
    if isinstance(row, Refused):
        return row
    if len(row) != len(header):
        message = f"{len(row)} cells under {len(header)} column names"
        return Refused(ReasonCode.BROKEN_RECORD, message, "\n".join(row))
    return dict(zip(header, row, strict=True))
