"""What a reader makes of some bytes."""

from __future__ import annotations

import io
from collections.abc import Iterator

from schemas.quarantine import Rejection
from tasks.ingest.article import FoundArticle
from tasks.ingest.readers import reader
from tasks.ingest.settings import IngestSettings
from tasks.ingest.sources import Source

SETTINGS = IngestSettings()


def source(data: bytes, name: str = "a") -> Source:
    return Source(f"file:///{name}", name, len(data), 0, lambda: io.BytesIO(data), lambda: (len(data), 0))


def read(source_format: str, data: bytes | str, settings: IngestSettings = SETTINGS) -> list[FoundArticle | Rejection]:
    return list(stream(source_format, data, settings))


def stream(
    source_format: str, data: bytes | str, settings: IngestSettings = SETTINGS
) -> Iterator[FoundArticle | Rejection]:
    data = data.encode() if isinstance(data, str) else data
    return reader(source_format)(source(data), settings)


def outline(found: list[FoundArticle | Rejection]) -> list[tuple[int | None, str]]:
    """Record and either the text's first word or the reason code."""
    return [
        (item.source_record, str(item.reason))
        if isinstance(item, Rejection)
        else (item.record, item.paragraphs[0].split()[0])
        for item in found
    ]
