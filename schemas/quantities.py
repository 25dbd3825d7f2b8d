"""quantities: one row a number with what it counts."""

import pyarrow as pa

from schemas.ids import ID_PATTERN
from schemas.table import CHAR, Column, Ordered, SpanText, Table

MODIFIERS = ("about", "at_least", "at_most", "more_than", "less_than")
QUANTITY_KINDS = ("cardinal", "money", "percent", "ordinal")

QUANTITIES = Table(
    name="quantities",
    description="One row a number that the article gives, with its unit and how exactly it is meant.",
    primary_key="quantity_id",
    columns=(
        Column("quantity_id", pa.string(), "Hash of the article's id and the span.", pattern=ID_PATTERN),
        Column("article_id", pa.string(), "Article that it stands in."),
        Column("sentence_index", pa.int32(), "Sentence, from 0.", minimum=0),
        Column("start_char", CHAR, "Start in articles.text.", minimum=0),
        Column("end_char", CHAR, "End in articles.text, exclusive."),
        Column("text", pa.string(), "What the article says, modifier and unit included."),
        Column("value", pa.float64(), "The number (50000 for 'around 50,000'); a range's lower end."),
        Column("value_max", pa.float64(), "A range's upper end.", nullable=True),
        Column("unit", pa.string(), "What is counted or measured (troops, km, percent).", nullable=True),
        Column("currency", pa.string(), "ISO 4217 code.", nullable=True, pattern=r"^[A-Z]{3}$"),
        Column("modifier", pa.string(), "How exactly it is meant; null when plainly.", nullable=True, enum=MODIFIERS),
        Column("kind", pa.string(), "What kind of number it is.", enum=QUANTITY_KINDS),
    ),
    foreign_keys={"article_id": "articles.article_id"},
    ordered=(Ordered("start_char", "end_char", strictly=True), Ordered("value", "value_max")),
    spans=(SpanText("start_char", "end_char", "text"),),
)
