"""articles: one row an article."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa

from schemas.ids import ID_PATTERN
from schemas.table import STRINGS, TIMESTAMP, Column, Ordered, Table

FORMATS = ("txt", "html", "json", "jsonl", "csv", "parquet")
PRECISIONS = ("second", "minute", "day", "month", "year")

#: The first printed newspapers appeared in 1605; an article dated before is dated wrongly.
FIRST_YEAR = 1600


def _expectations() -> list[Any]:
    from great_expectations import expectations as gxe

    return [
        gxe.ExpectColumnValuesToBeBetween(column="published_at", min_value=datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)),
        gxe.ExpectColumnPairValuesToBeEqual(column_A="text_sha256", column_B="sha256(text)"),
    ]


ARTICLES = Table(
    name="articles",
    description="One row an article: what was published, where and when, with its whole text.",
    primary_key="article_id",
    columns=(
        Column("article_id", pa.string(), "Hash of the outlet, title and text.", pattern=ID_PATTERN),
        Column("source_uri", pa.string(), "Where it was read: a file URI; a zip member follows the archive's URI after '!/'."),
        Column("source_format", pa.string(), "Format that it was read as.", enum=FORMATS),
        Column("source_record", pa.int64(), "Which record of the source, from 0; null when the source is one article.", nullable=True, minimum=0),
        Column("outlet", pa.string(), "Who published it: the stated outlet, else the site's domain.", nullable=True),
        Column("url", pa.string(), "Its address on the web.", nullable=True),
        Column("title", pa.string(), "Headline.", nullable=True),
        Column("authors", STRINGS, "Names in the byline, in order; empty when none is stated."),
        Column("dateline", pa.string(), "Place that the dateline names, as written.", nullable=True),
        Column("published_at", TIMESTAMP, "When it was published, as far as stated.", nullable=True),
        Column("published_precision", pa.string(), "Finest part of published_at that was stated.", nullable=True, enum=PRECISIONS),
        Column("language", pa.string(), "ISO 639-1 code of the text's language.", pattern=r"^[a-z]{2,3}$"),
        Column("text", pa.string(), "Title, blank line, body paragraphs with a blank line between: every character but white space is the article's own."),
        Column("text_sha256", pa.string(), "SHA-256 of text in UTF-8.", pattern=r"^[0-9a-f]{64}$"),
        Column("word_count", pa.int32(), "Words separated by white space.", minimum=1),
        Column("sentence_count", pa.int32(), "Sentences found by extraction; null for exact copies, which are not extracted.", nullable=True, minimum=1),
        Column("version_of", pa.string(), "First version of this article, when the source has changed since.", nullable=True, pattern=ID_PATTERN),
        Column("duplicate_of", pa.string(), "Article that this one copies, exactly (similarity 1) or nearly.", nullable=True, pattern=ID_PATTERN),
        Column("duplicate_similarity", pa.float32(), "Estimated Jaccard similarity of the two texts' word shingles; 1 for an exact copy.", nullable=True, minimum=0, maximum=1),
        Column("ingested_at", TIMESTAMP, "When the run that read it started."),
        Column("run_id", pa.string(), "Run that read it."),
        Column("pipeline_version", pa.string(), "Version of OnRecord that made its rows."),
    ),
    foreign_keys={"version_of": "articles.article_id", "duplicate_of": "articles.article_id"},
    binding={"duplicate_of": "sentence_count IS NULL"},  # an exact copy has no rows but its original's
    # Two days let an article be dated tomorrow: time zones, and magazines that date ahead.
    ordered=(Ordered("published_at", "ingested_at", slack=timedelta(days=2)),),
    together=(("published_at", "published_precision"), ("duplicate_of", "duplicate_similarity")),
    expectations=_expectations,
)
