"""JSON: one record, an array of records, an object that holds such an array, or several objects one after another."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import chain
from typing import IO, Any

import ijson

from schemas.quarantine import ReasonCode, Rejection
from tasks.ingest.article import FoundArticle
from tasks.ingest.decoding import detect
from tasks.ingest.readers.record import article_in
from tasks.ingest.refused import Refused
from tasks.ingest.settings import IngestSettings, field_key
from tasks.ingest.sources import Source

#: Keys under which services and exporters keep their list of articles.
LISTS = {"articles", "items", "results", "data", "docs", "documents", "stories", "news", "entries", "records", "posts"}
OPENING = {"start_map", "start_array"}
CLOSING = {"end_map", "end_array"}

#: ijson's C backend turns half surrogate pairs into question marks without a word and refuses integers beyond 64 bits;
#: the Python one reads 13 MB a second, which is a hundred times what extraction takes.
PARSER = ijson.get_backend("python")

Event = tuple[str, Any]


def read(source: Source, settings: IngestSettings) -> Iterator[FoundArticle | Rejection]:
    """Each record's article, numbered from 0; no number for the only object of a file.

    Raises:
        OSError: it cannot be read.
        Refused: BROKEN_FILE, TOO_LONG or UNDECODABLE or what unpacking raises; with the record at which it broke off,
            when earlier ones were read.
    """
    with source.open() as stream:
        encoding = detect(stream)
    number = 0
    with source.open() as stream:
        text = _Metered(stream, encoding, settings.max_record_bytes)
        try:
            for index, record in _numbered(_records(text, settings)):
                text.start_record()
                number += 1
                try:
                    yield article_in(record, index, settings)
                except Refused as refused:
                    yield refused.rejection(source.uri, index)
        except (ijson.JSONError, ValueError) as error:
            if text.is_beyond_limit:
                message = f"a record of more than {settings.max_record_bytes:,} characters"
                raise Refused(ReasonCode.TOO_LONG, message, record=number or None) from error
            message = f"no JSON: {' '.join(str(error).split())[:300]}"
            raise Refused(ReasonCode.BROKEN_FILE, message, record=number or None) from error
        except Refused as refused:
            raise Refused(refused.reason, refused.message, record=number or None) from refused


class _Metered:
    """A stream of JSON as UTF-8 that ends where a record takes more than `limit` characters."""

    def __init__(self, stream: IO[bytes], encoding: str, limit: int):
        self._text = io.TextIOWrapper(stream, "utf-8-sig" if encoding == "utf-8" else encoding, newline="")
        self._limit = limit
        self._since = 0

    @property
    def is_beyond_limit(self) -> bool:
        return self._since > self._limit

    def read(self, size: int) -> bytes:
        if self.is_beyond_limit:
            return b""
        chunk = self._text.read(size)
        self._since += len(chunk)
        return chunk.encode()

    def start_record(self) -> None:
        self._since = 0


def _numbered(records: Iterator[tuple[bool, Any]]) -> Iterator[tuple[int | None, Any]]:
    first = next(records, None)
    if first is None:
        raise Refused(ReasonCode.EMPTY, "a list without records")
    in_list, record = first
    others = records
    if not in_list:
        second = next(records, None)
        if second is None:
            yield None, record
            return
        others = chain([second], records)
    yield 0, record
    for index, (_, other) in enumerate(others, 1):
        yield index, other


def _records(stream: _Metered, settings: IngestSettings) -> Iterator[tuple[bool, Any]]:
    """Each record and whether it stands in a list."""
    events = PARSER.basic_parse(stream, use_float=True, multiple_values=True)
    for event, value in events:
        if event == "start_array":
            yield from _items(events, settings)
        elif event == "start_map":
            yield from _object_or_its_list(events, settings)
        else:
            yield False, value


def _items(events: Iterator[Event], settings: IngestSettings) -> Iterator[tuple[bool, Any]]:
    for event in events:
        if event[0] == "end_array":
            return
        yield True, _value(event, events, settings)


def _object_or_its_list(events: Iterator[Event], settings: IngestSettings) -> Iterator[tuple[bool, Any]]:
    """The records of the list of objects that the object holds under one of `LISTS`, else the object itself."""
    record: dict[str, Any] = {}
    is_envelope = False
    text_keys = settings.field_keys("text")
    for event, key in events:
        if event == "end_map":
            break
        opening = next(events)
        if opening[0] != "start_array" or key not in LISTS or any(field_key(name) in text_keys for name in record):
            record[key] = _value(opening, events, settings)
            continue
        first = next(events)
        if first[0] == "start_map":
            is_envelope = True
            yield True, _value(first, events, settings)
            yield from _items(events, settings)
        elif first[0] != "end_array":
            record[key] = [_value(first, events, settings), *(value for _, value in _items(events, settings))]
    if not is_envelope:
        yield False, record


def _value(event: Event, events: Iterator[Event], settings: IngestSettings) -> Any:
    """The value that begins with this event; for one nested too deep a `Refused`, which `article_in` raises."""
    builder = ijson.ObjectBuilder()
    depth = deepest = 0
    while True:
        depth += event[0] in OPENING
        deepest = max(deepest, depth)
        if deepest <= settings.max_json_depth:
            builder.event(*event)
        depth -= event[0] in CLOSING
        if depth == 0:
            break
        event = next(events)
    if deepest > settings.max_json_depth:
        return Refused(ReasonCode.TOO_NESTED, f"nested {deepest} deep; the limit is {settings.max_json_depth}")
    return builder.value
