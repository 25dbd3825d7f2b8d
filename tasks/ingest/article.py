"""From what a reader found to a row of `articles`, or the reason why it is none."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from schemas.ids import stable_id
from schemas.quarantine import ReasonCode
from schemas.runs import RunStamp
from tasks.ingest.file_name import date_in_name, outlet_in_name
from tasks.ingest.head import read_head
from tasks.ingest.language import identify_language
from tasks.ingest.paragraphs import collapse
from tasks.ingest.publication_date import PublicationDate, date_in_url
from tasks.ingest.refused import Refused
from tasks.ingest.settings import IngestSettings
from tasks.ingest.sources import Source


@dataclass(frozen=True)
class FoundArticle:
    """An article as a reader found it: what the format states, and the body's paragraphs, each on one line."""

    paragraphs: tuple[str, ...]
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: PublicationDate | None = None
    outlet: str | None = None
    url: str | None = None
    record: int | None = None  #: from 0; null when the source is one article


def article_row(
    found: FoundArticle, source: Source, source_format: str, settings: IngestSettings, run: RunStamp
) -> dict[str, Any]:
    """A row of `articles` before it is compared with others: its links are null and its id may yet be taken.

    What the format states wins over what the first lines say, and both over the address and the file name.

    Raises:
        Refused: EMPTY, BINARY, BROKEN_RECORD, TOO_LONG, TOO_SHORT or LANGUAGE.
    """
    paragraphs = list(found.paragraphs)
    head = read_head(paragraphs, title_is_known=found.title is not None)
    title = found.title or head.title
    text = "\n\n".join(paragraphs)
    if found.title is not None and not _opens_with(paragraphs, found.title):
        text = f"{found.title}\n\n{text}"
    _check_characters(text, (found.outlet, found.url, found.title, *found.authors))
    _check_length(text, paragraphs, settings)
    language = identify_language(text)
    if language not in settings.languages:
        raise Refused(ReasonCode.LANGUAGE, f"in language {language!r}", text)

    url = web_address(found.url)
    name = source.name if found.record is None else ""  # a collection's name says nothing of each article in it
    outlet = found.outlet or (site(url) if url else None) or outlet_in_name(name)
    published = found.published or head.published or (date_in_url(url) if url else None) or date_in_name(name)
    return {
        "article_id": stable_id("article", outlet, title, text),
        "source_uri": source.uri,
        "source_format": source_format,
        "source_record": found.record,
        "outlet": outlet,
        "url": url,
        "title": title,
        "authors": list(found.authors or head.authors),
        "dateline": head.dateline,
        "published_at": published.at if published else None,
        "published_precision": published.precision if published else None,
        "language": language,
        "text": text,
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "word_count": len(text.split()),
        "sentence_count": None,
        "version_of": None,
        "duplicate_of": None,
        "duplicate_similarity": None,
        "ingested_at": run.started_at,
        "run_id": run.run_id,
        "pipeline_version": run.pipeline_version,
    }


def _opens_with(paragraphs: list[str], title: str) -> bool:
    """The title stands in the body already: it must not be there twice."""
    bare = _bare(title)
    return any(_bare(paragraph) == bare for paragraph in paragraphs[:3])


def _bare(text: str) -> str:
    return collapse(text).casefold().rstrip(".")


def _check_characters(text: str, stated: tuple[str | None, ...]) -> None:
    """Control characters stay (they are the article's); NUL and half characters cannot be stored everywhere."""
    if not text.strip():
        raise Refused(ReasonCode.EMPTY, "no text")
    everything = "\n".join([text, *filter(None, stated)])
    if "\0" in everything:
        raise Refused(ReasonCode.BINARY, "the text holds NUL characters", text)
    try:
        everything.encode()
    except UnicodeEncodeError as error:
        message = f"half of a surrogate pair at character {error.start}: no encoding can write it"
        raise Refused(ReasonCode.BROKEN_RECORD, message, text) from error


def _check_length(text: str, paragraphs: list[str], settings: IngestSettings) -> None:
    if len(text) > settings.max_article_chars:
        message = f"{len(text):,} characters; the limit is {settings.max_article_chars:,}"
        raise Refused(ReasonCode.TOO_LONG, message, text)
    words = sum(len(paragraph.split()) for paragraph in paragraphs)
    if words == 0:
        raise Refused(ReasonCode.EMPTY, "a title without a text", text)
    if words < settings.min_words:
        raise Refused(ReasonCode.TOO_SHORT, f"{words} words; an article has at least {settings.min_words}", text)


def web_address(stated: str | None) -> str | None:
    """An address on the web without its fragment, scheme and host in lower case; null for anything else."""
    if not stated:
        return None
    try:
        parts = urlsplit(stated.strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or any(map(str.isspace, stated.strip())):
        return None
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, parts.query, ""))


def site(url: str) -> str | None:
    """The domain that an address lies at, without `www.`."""
    host = urlsplit(url).hostname
    return host.removeprefix("www.") if host else None
