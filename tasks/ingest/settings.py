"""What a user can set about ingest; plain types only, so that a TOML file can hold it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MEBIBYTE = 2**20

#: Names under which JSON, CSV and Parquet files keep each part of an article, the first that holds something wins.
#: Compared without letter case, spaces, hyphens and underscores. They cover the Hugging Face news sets, news-please,
#: newspaper3k, GDELT exports, NewsAPI and schema.org.
FIELD_NAMES: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "maintext", "articlebody", "fulltext", "bodytext", "articletext"),
    "title": ("title", "headline"),
    "url": ("url", "link", "permalink", "sourceurl"),
    "date": (
        "date",
        "published",
        "publishdate",
        "datepublish",
        "publishedat",
        "datepublished",
        "pubdate",
        "publicationdate",
    ),
    "author": ("author", "authors", "byline", "creator"),
    "outlet": ("source", "outlet", "publisher", "domain", "sourcename", "sourcedomain", "sitename", "publication"),
}


def field_key(name: str) -> str:
    """A field's name as it is compared: `Date_Publish` and `datePublish` are one."""
    return "".join(char for char in name.casefold() if char.isalnum())


@dataclass(frozen=True)
class IngestSettings:
    """How articles are read.

    Raises:
        ValueError: `fields` names a part that articles do not have, or a limit cannot be kept.
    """

    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  #: part -> field names, instead of the usual
    languages: tuple[str, ...] = ("en",)  #: ISO 639-1 codes of the languages that extraction reads
    min_words: int = 5  #: a shorter text is no article
    max_article_chars: int = 400_000  #: a longer text is quarantined: parsing it would take minutes and gigabytes
    duplicate_threshold: float = 0.8  #: estimated Jaccard similarity from which a text is a near copy
    part_articles: int = 500  #: rows a staged Parquet file
    max_record_bytes: int = 32 * MEBIBYTE  #: one article, one line, one CSV field or one page in its raw form
    max_unpacked_bytes: int = 16 * 1024 * MEBIBYTE  #: of one compressed file or archive member
    max_unpacked_ratio: int = 200  #: of unpacked bytes to packed ones; news text packs 3 to 10 times
    max_html_elements: int = 50_000  #: 300,000 small ones cost 28 s of extraction; news pages have 500 to 5,000
    max_json_depth: int = 100
    duckdb_memory: str = "512MB"  #: for finding copies; beyond it DuckDB works on disk

    def __post_init__(self) -> None:
        if unknown := self.fields.keys() - FIELD_NAMES.keys():
            raise ValueError(f"an article has no part {sorted(unknown)}; its parts are {sorted(FIELD_NAMES)}")
        for limit in ("min_words", "max_article_chars", "part_articles", "max_record_bytes", "max_unpacked_bytes"):
            if getattr(self, limit) < 1:
                raise ValueError(f"{limit} must be at least 1")
        if not 0 < self.duplicate_threshold <= 1:
            raise ValueError("duplicate_threshold must lie between 0 and 1")

    def field_keys(self, part: str) -> tuple[str, ...]:
        """The field names that may hold this part of an article, most telling first."""
        return tuple(field_key(name) for name in self.fields.get(part, FIELD_NAMES[part]))
