"""What an article's first lines say of it: title, byline, dateline, date."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tasks.ingest.byline import TAIL, byline_authors
from tasks.ingest.dateline import find_dateline
from tasks.ingest.publication_date import DATE_TEXT, PublicationDate, stated_date

#: Paragraphs among which bylines, datelines and dates are looked for.
HEAD_PARAGRAPHS = 6
MAX_TITLE_CHARS = 200
MAX_TITLE_WORDS = 30
#: A line that holds a date and nothing but what usually stands around one; when it was updated does not count.
DATE_LINE = re.compile(
    rf"(?:(?:first\s+)?(?:published|posted|date|dated|issued|on)\b:?\s*)*(?:on\s+)?(?P<date>{DATE_TEXT})"
    rf"(?:\s*[|•·(,]?\s*(?:last\s+)?(?:updated|modified)\b.*|\s*[|•·].*)?\.?$",
    re.IGNORECASE,
)
DATE_IN_BYLINE = re.compile(DATE_TEXT)


@dataclass(frozen=True)
class Head:
    title: str | None = None
    authors: tuple[str, ...] = ()
    dateline: str | None = None
    published: PublicationDate | None = None


def read_head(paragraphs: list[str], title_is_known: bool) -> Head:
    """Title, byline's names, dateline's place and date of publication, as far as the first paragraphs tell."""
    first = paragraphs[:HEAD_PARAGRAPHS]
    title_at = None if title_is_known else _title_index(first)
    title = None if title_at is None else first[title_at]
    rest = [line for index, line in enumerate(first) if index != title_at]
    authors, published = _byline_and_date(rest)
    body = ["" if index == title_at else paragraph for index, paragraph in enumerate(paragraphs)]
    dateline = find_dateline(body, among=HEAD_PARAGRAPHS, headline_first=not title_is_known)
    if published is None and dateline is not None:
        published = dateline.published
    if published is None and len(paragraphs) > HEAD_PARAGRAPHS and (last := DATE_LINE.match(paragraphs[-1])):
        published = stated_date(last["date"])
    return Head(title, tuple(authors), dateline.place if dateline else None, published)


def _title_index(first: list[str]) -> int | None:
    """Which paragraph is the headline: the first that is neither byline nor date, if it is short and more follows."""
    for index, line in enumerate(first[:-1]):
        if byline_authors(line) or DATE_LINE.match(line):
            continue
        short = len(line) <= MAX_TITLE_CHARS and len(line.split()) <= MAX_TITLE_WORDS
        return index if short and find_dateline([line], among=1, headline_first=True) is None else None
    return None


def _byline_and_date(lines: list[str]) -> tuple[list[str], PublicationDate | None]:
    authors: list[str] = []
    published: PublicationDate | None = None
    for line in lines:
        if not authors and (names := byline_authors(line)):
            authors = names
            dated = DATE_IN_BYLINE.search(line) if TAIL.search(line) else None
            published = published or (stated_date(dated[0]) if dated else None)
        elif match := DATE_LINE.match(line):
            published = published or stated_date(match["date"])
    return authors, published
