"""mentions: one row a mention of an entity in an article."""

import pyarrow as pa

from schemas.ids import ID_PATTERN
from schemas.table import CHAR, Column, Ordered, SpanText, Table

#: OntoNotes 5.0's entity types that name things; numbers and dates have tables of their own.
LABELS = ("PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE")
MENTION_KINDS = ("name", "nominal", "pronoun")

MENTIONS = Table(
    name="mentions",
    description="One row a mention of an entity in an article: a name, a nominal (the alliance) or a pronoun (he).",
    primary_key="mention_id",
    columns=(
        Column("mention_id", pa.string(), "Hash of the article's id and the span.", pattern=ID_PATTERN),
        Column("article_id", pa.string(), "Article that it stands in."),
        Column("sentence_index", pa.int32(), "Sentence, from 0.", minimum=0),
        Column("start_char", CHAR, "Start in articles.text, in code points.", minimum=0),
        Column("end_char", CHAR, "End in articles.text, exclusive."),
        Column("text", pa.string(), "What the article says there."),
        Column("label", pa.string(), "OntoNotes type of the thing; null when not known.", nullable=True, enum=LABELS),
        Column("kind", pa.string(), "How it is mentioned.", enum=MENTION_KINDS),
        Column("chain_id", pa.string(), "The same for all mentions of one thing in this article; null when unresolved.", nullable=True, pattern=ID_PATTERN),
        Column("entity_id", pa.string(), "Thing that is meant; null when unresolved.", nullable=True),
        Column("name", pa.string(), "Fullest name in the chain; null when unresolved.", nullable=True),
        Column("confidence", pa.float32(), "How sure the chain is, 0 to 1.", minimum=0, maximum=1),
    ),
    foreign_keys={"article_id": "articles.article_id", "entity_id": "entities.entity_id"},
    ordered=(Ordered("start_char", "end_char", strictly=True),),
    spans=(SpanText("start_char", "end_char", "text"),),
)
