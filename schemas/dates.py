"""dates: one row a date or time expression, resolved."""

import pyarrow as pa

from schemas.ids import ID_PATTERN
from schemas.table import CHAR, Column, Ordered, SpanText, Table

#: TIMEX3's types.
DATE_KINDS = ("date", "time", "duration", "set")

DATES = Table(
    name="dates",
    description="One row a date or time expression, resolved against the publication date and the article's own dates. A range has three: the whole and each of its ends.",
    primary_key="date_id",
    columns=(
        Column("date_id", pa.string(), "Hash of the article's id and the span.", pattern=ID_PATTERN),
        Column("article_id", pa.string(), "Article that it stands in."),
        Column("sentence_index", pa.int32(), "Sentence, from 0.", minimum=0),
        Column("start_char", CHAR, "Start in articles.text.", minimum=0),
        Column("end_char", CHAR, "End in articles.text, exclusive."),
        Column("text", pa.string(), "What the article says."),
        Column("value", pa.string(), "TIMEX3 value (2024-09-27, 1944, 195X, P2W, XXXX-10; of a range its ends, 2013/2017); null when it cannot be known.", nullable=True),
        Column("earliest", pa.date32(), "First day that it can mean.", nullable=True),
        Column("latest", pa.date32(), "Last day that it can mean.", nullable=True),
        Column("kind", pa.string(), "TIMEX3 type.", enum=DATE_KINDS),
    ),
    foreign_keys={"article_id": "articles.article_id"},
    ordered=(Ordered("start_char", "end_char", strictly=True), Ordered("earliest", "latest")),
    spans=(SpanText("start_char", "end_char", "text"),),
)
