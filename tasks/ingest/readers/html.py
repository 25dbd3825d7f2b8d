"""A saved web page: its article by trafilatura, one a file."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from schemas.quarantine import ReasonCode
from tasks.ingest.article import FoundArticle
from tasks.ingest.byline import stated_authors
from tasks.ingest.decoding import declared_in_html, decode
from tasks.ingest.paragraphs import collapse
from tasks.ingest.publication_date import PublicationDate, stated_date
from tasks.ingest.readers.markup import block_texts, parse_html
from tasks.ingest.readers.whole import read_whole
from tasks.ingest.refused import Refused
from tasks.ingest.settings import IngestSettings
from tasks.ingest.sources import Source

#: Where pages state their date with its time; trafilatura gives the day alone.
DATE_PATHS = (
    "//meta[@property='article:published_time' or @property='og:article:published_time']/@content",
    "//meta[@itemprop='datePublished' or @name='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='pubdate' or @name='publishdate' or @name='publish-date' or @name='parsely-pub-date']/@content",
    "//meta[@name='date' or @name='dc.date' or @name='DC.date.issued' or @name='dcterms.date']/@content",
)
#: What is left of pages without an article has fewer words: error messages, log-in forms.
MIN_WORDS = 15
JSON_LD_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')
#: Far ahead, so that what is found does not depend on the day of the run.
LATEST_DATE = "2999-12-31"
for library in ("trafilatura", "htmldate"):  # what they warn of is in the row or in quarantine
    logging.getLogger(library).setLevel(logging.CRITICAL)


def read(source: Source, settings: IngestSettings) -> Iterator[FoundArticle]:
    """The page's article. Trafilatura decides what belongs to it; within it every character stays, in order.

    Raises:
        OSError: it cannot be read.
        Refused: NO_ARTICLE, TOO_NESTED, TOO_LONG, BINARY or UNDECODABLE.
    """
    data = read_whole(source, settings)
    page = decode(data, declared_in_html(data))
    tree = parse_html(page, settings)
    published = _published(tree, page)
    document = _extract(tree)
    paragraphs = block_texts(document.body) if document is not None and document.body is not None else []
    if sum(len(paragraph.split()) for paragraph in paragraphs) < max(MIN_WORDS, settings.min_words):
        raise Refused(ReasonCode.NO_ARTICLE, "trafilatura finds no article on the page", page)
    yield FoundArticle(
        paragraphs=tuple(paragraphs),
        title=collapse(document.title) if document.title else None,
        authors=tuple(stated_authors(document.author)),
        published=published or stated_date(document.date),
        outlet=document.sitename,
        url=document.url,
    )


def _extract(tree: HtmlElement) -> Any:
    """Trafilatura's document, or null; the tree is changed on the way."""
    from trafilatura import bare_extraction

    return bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"original_date": True, "extensive_search": False, "max_date": LATEST_DATE},
    )


def _published(tree: HtmlElement, page: str) -> PublicationDate | None:
    """What the page's metadata state of its publication, with the time."""
    stated = [value for path in DATE_PATHS for value in tree.xpath(path)] + JSON_LD_DATE.findall(page)
    return next((date for value in stated if (date := stated_date(value))), None)
