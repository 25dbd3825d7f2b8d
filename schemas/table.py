"""What a table is: columns with one description each, keys, and the checks that its rows must pass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Any

import pyarrow as pa

TIMESTAMP = pa.timestamp("us", tz="UTC")
STRINGS = pa.list_(pa.string())
CHAR = pa.int32()
SPANS = pa.list_(pa.struct([pa.field("start_char", CHAR, nullable=False), pa.field("end_char", CHAR, nullable=False)]))


@dataclass(frozen=True)
class Column:
    """One column; `description` travels into Parquet, the docs and the checks' messages."""

    name: str
    type: pa.DataType
    description: str
    nullable: bool = False
    enum: tuple[str, ...] | None = None
    minimum: float | None = None
    maximum: float | None = None
    pattern: str | None = None

    @property
    def arrow_field(self) -> pa.Field:
        return pa.field(self.name, self.type, nullable=self.nullable, metadata={"description": self.description})


#: Characters between the spans of a text that has several.
SPAN_JOINER = " … "


@dataclass(frozen=True)
class Ordered:
    """`low` comes before `high` (or equals it, unless `strictly`) wherever both are known.

    With `slack`, `low` may exceed `high` by that much. `high` may also be one of `ARTICLE_FACTS`, of the row's article.
    """

    low: str
    high: str
    strictly: bool = False
    slack: timedelta | None = None

    @property
    def upper(self) -> str:
        """The column that `low` is compared with: with slack, one that is made for the check."""
        return self.high if self.slack is None else f"{self.high} + {self.slack.days} days"


#: What a row may be compared with in the article that it stands in: the last moment that published_at can mean
#: (a year's end, when only the year is stated), and how many characters the text has.
ARTICLE_FACTS = ("articles.published_by", "articles.text_length")


@dataclass(frozen=True)
class SpanText:
    """`articles.text[start:end]` is `text`, wherever they are not null.

    Where `spans` names a column of spans, `text` is theirs joined by `SPAN_JOINER`: they are in order, none touches
    another, and `start` and `end` are their outer bounds.
    """

    start: str
    end: str
    text: str
    spans: str | None = None

    @property
    def found(self) -> str:
        """The column, made for the check, of what the article's text has where the span says."""
        return f"articles.text[{self.spans or f'{self.start}:{self.end}'}]"


@dataclass(frozen=True)
class Table:
    """A table's columns, keys and expectations in one place.

    Null, type, range, pattern, enumeration, key, order and span checks are derived from the declarations;
    `expectations` adds Great Expectations objects that no declaration covers (a function, so that importing
    the schema does not import Great Expectations).
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    primary_key: str
    foreign_keys: dict[str, str] = field(default_factory=dict)  #: column -> "table.column"
    #: Nullable foreign keys without which a row would say something else, so that it goes when the row that they name
    #: goes, wherever the SQL condition holds. Elsewhere, and for every other nullable foreign key, they become null then.
    binding: dict[str, str] = field(default_factory=dict)
    ordered: tuple[Ordered, ...] = ()
    spans: tuple[SpanText, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()  #: columns of which all are null or none
    expectations: Callable[[], list[Any]] | None = None

    @cached_property
    def arrow_schema(self) -> pa.Schema:
        return pa.schema([c.arrow_field for c in self.columns], metadata={"description": self.description})

    @cached_property
    def needs_article(self) -> bool:
        """Whether rows are compared with the article that they stand in."""
        return bool(self.spans) or any(order.high in ARTICLE_FACTS for order in self.ordered)

    @cached_property
    def column_names(self) -> tuple[str, ...]:
        return tuple(c.name for c in self.columns)

    def __getitem__(self, name: str) -> Column:
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name!r}")

    def from_rows(self, rows: list[dict[str, Any]]) -> pa.Table:
        """Rows as an Arrow table of this schema.

        Raises:
            KeyError: a row has a key that is no column, or lacks one.
            pa.ArrowInvalid, pa.ArrowTypeError: a value does not fit its column's type.
        """
        expected = set(self.column_names)
        for row in rows:
            if row.keys() != expected:
                raise KeyError(f"{self.name}: a row's columns differ from the schema's: {sorted(row.keys() ^ expected)}")
        return pa.Table.from_pylist(rows, schema=self.arrow_schema)
