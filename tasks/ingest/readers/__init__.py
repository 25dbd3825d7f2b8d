"""One module a format, each with one function: `read(source, settings)` yields what it finds, article by article.

A record that cannot go on is yielded as a `Rejection` beside its good neighbours; a source that cannot go on raises
`Refused`. Nothing is skipped in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from schemas.articles import FORMATS
from schemas.quarantine import Rejection
from tasks.ingest.article import FoundArticle
from tasks.ingest.settings import IngestSettings
from tasks.ingest.sources import Source

Reader = Callable[[Source, IngestSettings], Iterator[FoundArticle | Rejection]]


def reader(source_format: str) -> Reader:
    """The reader of a format, imported when it is first needed: a run over plain text loads no HTML library.

    Raises:
        ValueError: no such format.
    """
    if source_format not in FORMATS:
        raise ValueError(f"no reader for {source_format!r}")
    read: Reader = import_module(f"tasks.ingest.readers.{source_format}").read
    return read
