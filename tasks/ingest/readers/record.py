"""Records with named fields, as JSON, CSV and Parquet hold them, to articles."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from schemas.quarantine import ReasonCode
from tasks.ingest.article import FoundArticle
from tasks.ingest.byline import stated_authors
from tasks.ingest.paragraphs import collapse, split_paragraphs
from tasks.ingest.publication_date import stated_date
from tasks.ingest.refused import Refused
from tasks.ingest.settings import IngestSettings, field_key

#: Two tags of these kinds make a field's text markup: what content systems export as an article's body.
TAG = re.compile(r"</?(?:p|br|div|span|a|em|strong|b|i|ul|ol|li|h[1-6]|blockquote|figure|img)(?:\s[^<>]*)?/?>", re.I)
MIN_TAGS = 2


def article_in(record: Any, index: int | None, settings: IngestSettings) -> FoundArticle:
    """The article that a record holds; a parser that could not take a record gives a `Refused` in its place.

    Raises:
        Refused: BROKEN_RECORD when it is no record at all, NO_TEXT_FIELD when no field has a name that holds texts,
            EMPTY when that field holds none.
    """
    if isinstance(record, Refused):
        raise record
    if not isinstance(record, Mapping):
        message = f"a {type(record).__name__} where a record should be"
        raise Refused(ReasonCode.BROKEN_RECORD, message, repr(record)[:200])
    fields = _Fields(record, settings)
    if not fields.has("text"):
        message = f"no field is called one of {', '.join(settings.field_keys('text'))}"
        raise Refused(ReasonCode.NO_TEXT_FIELD, message, ", ".join(map(str, record)))
    text = fields.text("text")
    if text is None:
        raise Refused(ReasonCode.EMPTY, "the text field is empty", ", ".join(map(str, record)))
    title = fields.text("title")
    return FoundArticle(
        paragraphs=tuple(_paragraphs(text, settings)),
        title=collapse(title) if title else None,
        authors=tuple(stated_authors(fields.first("author"))),
        published=stated_date(fields.first("date")),
        outlet=fields.text("outlet"),
        url=fields.text("url"),
        record=index,
    )


class _Fields:
    """A record's values by the part of an article that they hold."""

    def __init__(self, record: Mapping[Any, Any], settings: IngestSettings):
        self._values: dict[str, Any] = {}
        self._settings = settings
        for name, value in record.items():
            self._values.setdefault(field_key(str(name)), value)

    def has(self, part: str) -> bool:
        return any(key in self._values for key in self._settings.field_keys(part))

    def first(self, part: str) -> Any:
        """The first value that holds something."""
        values = (self._values.get(key) for key in self._settings.field_keys(part))
        return next((value for value in values if _holds_something(value)), None)

    def text(self, part: str) -> str | None:
        """The first value as a text; an object by its name: `{"source": {"id": 7, "name": "Coastal Press"}}`."""
        value = self.first(part)
        if isinstance(value, Mapping):
            value = value.get("name")
        if isinstance(value, bytes):
            value = value.decode("utf-8", "surrogateescape")  # what is not UTF-8 is refused where texts are checked
        if isinstance(value, list | tuple) and part == "text":  # paragraphs in a list
            return "\n\n".join(str(item) for item in value) or None
        return value if isinstance(value, str) and value.strip() else None


def _holds_something(value: Any) -> bool:
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, float):
        return not math.isnan(value)  # how pandas writes nothing
    return value is not None and value != [] and value != {}


def _paragraphs(text: str, settings: IngestSettings) -> list[str]:
    if len(TAG.findall(text)) >= MIN_TAGS:
        from tasks.ingest.readers.markup import fragment_paragraphs

        return fragment_paragraphs(text, settings)
    return split_paragraphs(text)
