"""Reading a source that is one article."""

from __future__ import annotations

from schemas.quarantine import ReasonCode
from tasks.ingest.refused import Refused
from tasks.ingest.settings import IngestSettings
from tasks.ingest.sources import Source


def read_whole(source: Source, settings: IngestSettings) -> bytes:
    """All its bytes.

    Raises:
        OSError: it cannot be read.
        Refused: TOO_LONG beyond `max_record_bytes`, or what unpacking raises.
    """
    with source.open() as stream:
        data = stream.read(settings.max_record_bytes + 1)
    if len(data) > settings.max_record_bytes:
        raise Refused(ReasonCode.TOO_LONG, f"more than {settings.max_record_bytes:,} bytes for one article")
    return data
