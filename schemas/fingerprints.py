"""fingerprints: one row an article's MinHash, by which later runs find its copies."""

import pyarrow as pa

from schemas.table import Column, Table

FINGERPRINTS = Table(
    name="fingerprints",
    description="One row an article: what later runs need to recognise copies and new versions of it.",
    primary_key="article_id",
    columns=(
        Column("article_id", pa.string(), "The article."),
        Column("text_sha256", pa.string(), "SHA-256 of its text.", pattern=r"^[0-9a-f]{64}$"),
        Column("minhash", pa.list_(pa.uint32()), "MinHash signature of its word shingles; empty for an exact copy."),
    ),
    foreign_keys={"article_id": "articles.article_id"},
)
