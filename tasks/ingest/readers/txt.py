"""Plain text: one article a file."""

from __future__ import annotations

from collections.abc import Iterator

from tasks.ingest.article import FoundArticle
from tasks.ingest.decoding import decode
from tasks.ingest.paragraphs import split_paragraphs
from tasks.ingest.readers.whole import read_whole
from tasks.ingest.settings import IngestSettings
from tasks.ingest.sources import Source


def read(source: Source, settings: IngestSettings) -> Iterator[FoundArticle]:
    """The article, every character of it that is not white space in order.

    Raises:
        OSError: it cannot be read.
        Refused: TOO_LONG or UNDECODABLE.
    """
    yield FoundArticle(paragraphs=tuple(split_paragraphs(decode(read_whole(source, settings)))))
