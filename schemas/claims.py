"""claims: one row an attribution: somebody is reported to say, think, want, deny… something."""

from datetime import timedelta

import pyarrow as pa

from schemas.ids import ID_PATTERN
from schemas.table import CHAR, SPANS, Column, Ordered, SpanText, Table

QUOTE_KINDS = ("direct", "indirect", "mixed")
ACTS = (
    "say",
    "think",
    "propose",
    "demand",
    "promise",
    "predict",
    "deny",
    "criticise",
    "support",
    "question",
    "feel",
    "know",
    "show",
    "report",
    "want",
)
MODALITIES = ("asserted", "possible", "probable", "necessary", "hypothetical")

CLAIMS = Table(
    name="claims",
    description="One row an attribution: somebody is reported to say, think, propose, want, deny… something.",
    primary_key="claim_id",
    columns=(
        Column("claim_id", pa.string(), "Hash of the article's id and the claim's spans.", pattern=ID_PATTERN),
        Column("article_id", pa.string(), "Article that it stands in."),
        Column("sentence_index", pa.int32(), "Sentence in which the content begins, from 0.", minimum=0),
        Column("speaker_mention_id", pa.string(), "Mention that names the speaker.", nullable=True),
        Column("speaker_text", pa.string(), "What the sentence calls the speaker; null when it names nobody.", nullable=True),
        Column("speaker_start_char", CHAR, "Start of speaker_text in articles.text.", nullable=True, minimum=0),
        Column("speaker_end_char", CHAR, "End of speaker_text, exclusive.", nullable=True),
        Column("speaker_name", pa.string(), "Whom speaker_text means, by the fullest name in the article, else the text itself.", nullable=True),
        Column("speaker_entity_id", pa.string(), "The speaker as an entity; null when it is none we can name.", nullable=True),
        Column("speaker_role", pa.string(), "Role or office that the article gives the speaker.", nullable=True),
        Column("speaker_affiliation", pa.string(), "Organisation or place that the article says the speaker belongs to, or whose spokesman or aide the speaker is.", nullable=True),
        Column("cue_text", pa.string(), "Words that show the attribution (said, according to); null when only quote marks do.", nullable=True),
        Column("cue_lemma", pa.string(), "Lemma of the cue's head; of what is said of the speaker after be and have, of the infinitive after go on to and the like.", nullable=True),
        Column("cue_start_char", CHAR, "Start of cue_text in articles.text.", nullable=True, minimum=0),
        Column("cue_end_char", CHAR, "End of cue_text, exclusive.", nullable=True),
        Column("content_text", pa.string(), "What is said: the spans' characters, joined by ' … ' where there are several."),
        Column("content_start_char", CHAR, "Outer start of the content in articles.text.", minimum=0),
        Column("content_end_char", CHAR, "Outer end of the content, exclusive."),
        Column("content_spans", SPANS, "The content's spans, in order, none touching another."),
        Column("quote_kind", pa.string(), "Whether the content stands in quote marks wholly, in part or not at all.", enum=QUOTE_KINDS),
        Column("act", pa.string(), "What kind of act the cue reports; null when the cue is no word that we know.", nullable=True, enum=ACTS),
        Column("negated", pa.bool_(), "The speaker is reported not to say or think it, or its main clause is negated; denying is an act of its own."),
        Column("modality", pa.string(), "How firmly the speaker puts it.", enum=MODALITIES),
        Column("addressee_text", pa.string(), "Whom it was said to (told reporters).", nullable=True),
        Column("venue_text", pa.string(), "Where or in what it was said (in a paper, at a press conference).", nullable=True),
        Column("said_on", pa.date32(), "Day on which it was said, where the text tells.", nullable=True),
        Column("parent_claim_id", pa.string(), "Claim inside whose content this one stands.", nullable=True),
        Column("confidence", pa.float32(), "Calibrated probability that a reader would mark this content as this speaker's; uncalibrated for claims inside claims.", minimum=0, maximum=1),
    ),
    foreign_keys={
        "article_id": "articles.article_id",
        "speaker_mention_id": "mentions.mention_id",
        "speaker_entity_id": "entities.entity_id",
        "parent_claim_id": "claims.claim_id",
    },
    binding={"parent_claim_id": "true"},  # without its parent, a nested claim would read as the article's own report
    ordered=(
        Ordered("speaker_start_char", "speaker_end_char", strictly=True),
        Ordered("cue_start_char", "cue_end_char", strictly=True),
        Ordered("content_start_char", "content_end_char", strictly=True),
        Ordered("said_on", "articles.published_by", slack=timedelta(days=1)),
    ),
    spans=(
        SpanText("content_start_char", "content_end_char", "content_text", spans="content_spans"),
        SpanText("speaker_start_char", "speaker_end_char", "speaker_text"),
        SpanText("cue_start_char", "cue_end_char", "cue_text"),
    ),
    together=(("speaker_text", "speaker_start_char", "speaker_end_char"), ("cue_text", "cue_start_char", "cue_end_char")),
)
