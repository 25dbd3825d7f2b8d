"""stances: one row a position that a claim takes."""

from datetime import timedelta

import pyarrow as pa

from schemas.ids import ID_PATTERN
from schemas.table import CHAR, Column, Ordered, SpanText, Table

TARGET_KINDS = ("entity", "issue")
STANCE_VALUES = ("support", "oppose", "neutral", "mixed")

STANCES = Table(
    name="stances",
    description="One row a position that a claim takes on something it speaks of.",
    primary_key="stance_id",
    columns=(
        Column("stance_id", pa.string(), "Hash of the claim's id and the target's span.", pattern=ID_PATTERN),
        Column("claim_id", pa.string(), "Claim that takes the position."),
        Column("article_id", pa.string(), "Article that it stands in."),
        Column("holder_entity_id", pa.string(), "Whose position it is; null when it is no entity we can name.", nullable=True),
        Column("holder_name", pa.string(), "Whose position it is, by name; null when the text names nobody.", nullable=True),
        Column("target_kind", pa.string(), "A named thing, or an issue (a proposal, a question).", enum=TARGET_KINDS),
        Column("target_entity_id", pa.string(), "The target, when it is an entity.", nullable=True),
        Column("target_text", pa.string(), "What the article calls the target."),
        Column("target_start_char", CHAR, "Start of target_text in articles.text.", minimum=0),
        Column("target_end_char", CHAR, "End of target_text, exclusive."),
        Column("stance", pa.string(), "For it, against it, neither, or both.", enum=STANCE_VALUES),
        Column("score", pa.float32(), "From -1 (wholly against) to 1 (wholly for).", minimum=-1, maximum=1),
        Column("said_on", pa.date32(), "Day on which the claim was made, where the text tells.", nullable=True),
    ),
    foreign_keys={
        "claim_id": "claims.claim_id",
        "article_id": "articles.article_id",
        "holder_entity_id": "entities.entity_id",
        "target_entity_id": "entities.entity_id",
    },
    ordered=(
        Ordered("target_start_char", "target_end_char", strictly=True),
        Ordered("said_on", "articles.published_by", slack=timedelta(days=1)),
    ),
    spans=(SpanText("target_start_char", "target_end_char", "target_text"),),
)
