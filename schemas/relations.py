"""relations: one row a fact that the text states between two entities."""

import pyarrow as pa

from schemas.ids import ID_PATTERN
from schemas.table import CHAR, Column, Ordered, Table

PREDICATES = ("member_of", "leads", "holds_position", "works_for", "located_in", "based_in", "ally_of")
STATUSES = ("asserted", "proposed", "denied", "former")

RELATIONS = Table(
    name="relations",
    description="One row a fact that the text states between two entities, or an entity and an office.",
    primary_key="relation_id",
    columns=(
        Column("relation_id", pa.string(), "Hash of the article's id, the predicate and both spans.", pattern=ID_PATTERN),
        Column("article_id", pa.string(), "Article that states it."),
        Column("sentence_index", pa.int32(), "Sentence, from 0.", minimum=0),
        Column("subject_mention_id", pa.string(), "Mention that is the subject."),
        Column("subject_entity_id", pa.string(), "The subject as an entity.", nullable=True),
        Column("subject_name", pa.string(), "The subject by the fullest name in the article."),
        Column("predicate", pa.string(), "What is stated.", enum=PREDICATES),
        Column("object_mention_id", pa.string(), "Mention that is the object; null for an office or role.", nullable=True),
        Column("object_entity_id", pa.string(), "The object as an entity.", nullable=True),
        Column("object_text", pa.string(), "What the article calls the object."),
        Column("status", pa.string(), "Stated as so, proposed, denied, or no longer so.", enum=STATUSES),
        Column("start_char", CHAR, "Start of the evidence in articles.text.", minimum=0),
        Column("end_char", CHAR, "End of the evidence, exclusive."),
        Column("claim_id", pa.string(), "Claim that states it, when it is somebody's words and not the article's.", nullable=True),
        Column("confidence", pa.float32(), "How sure we are, 0 to 1.", minimum=0, maximum=1),
    ),
    foreign_keys={
        "article_id": "articles.article_id",
        "subject_mention_id": "mentions.mention_id",
        "object_mention_id": "mentions.mention_id",
        "subject_entity_id": "entities.entity_id",
        "object_entity_id": "entities.entity_id",
        "claim_id": "claims.claim_id",
    },
    binding={"claim_id": "true"},  # without its claim, what somebody says would read as a fact of the article
    ordered=(Ordered("start_char", "end_char", strictly=True), Ordered("end_char", "articles.text_length")),
)
