"""JSON Lines: one record a line, read line by line however large the file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO

from schemas.quarantine import ReasonCode, Rejection
from tasks.ingest.article import FoundArticle
from tasks.ingest.decoding import byte_order_mark, decode
from tasks.ingest.readers.record import article_in
from tasks.ingest.refused import Refused
from tasks.ingest.settings import IngestSettings
from tasks.ingest.sources import Source


def read(source: Source, settings: IngestSettings) -> Iterator[FoundArticle | Rejection]:
    """Each line's article; records are numbered by line, from 0, so blank lines count.

    A line that cannot be parsed is rejected alone.

    Raises:
        OSError: it cannot be read.
        Refused: what unpacking raises, with the line at which it broke off.
    """
    number = 0
    with source.open() as stream:
        try:
            for number, line in _lines(stream, settings.max_record_bytes):
                try:
                    yield article_in(_parse(line, settings), number, settings)
                except Refused as refused:
                    yield refused.rejection(source.uri, number)
        except Refused as refused:
            raise Refused(refused.reason, f"after line {number + 1}: {refused.message}", record=number + 1) from refused


def _lines(stream: IO[bytes], limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Each line that is not blank with its number; null for one that is longer than the limit."""
    number = 0
    while line := stream.readline(limit + 1):
        if len(line) > limit and not line.endswith(b"\n"):
            while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        elif line.strip():
            yield number, line
        number += 1


def _parse(line: bytes | None, settings: IngestSettings) -> object:
    if line is None:
        raise Refused(ReasonCode.TOO_LONG, f"a line of more than {settings.max_record_bytes:,} bytes")
    if byte_order_mark(line) not in (None, "utf-8-sig"):
        raise Refused(ReasonCode.UNDECODABLE, "JSON Lines are in UTF-8")
    text = decode(line)
    try:
        return json.loads(text, parse_constant=lambda name: None)  # NaN is how Python writes a missing number
    except RecursionError as error:
        raise Refused(ReasonCode.TOO_NESTED, "nested too deep to be parsed", text) from error
    except ValueError as error:
        raise Refused(ReasonCode.BROKEN_RECORD, f"no JSON: {error}", text) from error
