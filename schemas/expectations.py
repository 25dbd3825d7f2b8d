"""The Great Expectations suite of a table, derived from its declarations and completed by `Table.expectations`.

What a declaration becomes:

| declaration | expectation | decided by |
| --- | --- | --- |
| not nullable | expect_column_values_to_not_be_null | Arrow |
| text | expect_column_value_lengths_to_be_between (1 character or more: unknown is null, not empty) | Arrow |
| enum | expect_column_values_to_be_in_set | Arrow |
| minimum, maximum | expect_column_values_to_be_between | Great Expectations |
| pattern | expect_column_values_to_match_regex | Great Expectations |
| ordered | expect_column_pair_values_a_to_be_greater_than_b | Great Expectations |
| spans | expect_column_pair_values_to_be_equal (with what the article's text has there) | Great Expectations |
| together | expect_column_values_to_be_null_together (ours) | Great Expectations |
| primary key | expect_column_values_to_be_unique | DuckDB, over the whole table |
| foreign key | expect_column_values_to_be_in_set (the parent's ids) | DuckDB, over the whole table |

An expectation costs Great Expectations some 10 ms whatever the rows, so it is not asked again what Arrow has decided.
Importing this module takes seconds: it imports Great Expectations.
"""

from __future__ import annotations

import os
from typing import Any

os.environ["GX_ANALYTICS_ENABLED"] = "false"  # read at import: no run may call home

import pandas as pd
import pyarrow as pa
from great_expectations import ExpectationSuite
from great_expectations import expectations as gxe
from great_expectations.core.expectation_validation_result import ExpectationValidationResult
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import MulticolumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider import (
    MulticolumnMapMetricProvider,
    multicolumn_condition_partial,
)

from schemas.table import Ordered, SpanText, Table

ARROW, GREAT_EXPECTATIONS, DUCKDB = "Arrow", "Great Expectations", "DuckDB"


class ColumnValuesNullTogether(MulticolumnMapMetricProvider):
    """Whether a row's values in the columns are all null or none."""

    condition_metric_name = "multicolumn_values.null_together"
    condition_domain_keys = ("batch_id", "table", "column_list", "row_condition", "condition_parser", "ignore_row_if")

    @multicolumn_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column_list: pd.DataFrame, **kwargs: Any) -> pd.Series:  # noqa: N805
        null = column_list.isna()
        return null.all(axis="columns") | ~null.any(axis="columns")


class ExpectColumnValuesToBeNullTogether(MulticolumnMapExpectation):
    """All of a row's values in these columns are null, or none is."""

    map_metric = "multicolumn_values.null_together"
    args_keys = ("column_list",)


def suite(table: Table) -> ExpectationSuite:
    """Every expectation of a table's rows; each one's meta says who decides it."""
    return ExpectationSuite(name=table.name, expectations=[*_declared(table), *_extra(table)])


def _declared(table: Table) -> list[Any]:
    made: list[Any] = []
    for column in table.columns:
        name = column.name
        if not column.nullable:
            made.append(gxe.ExpectColumnValuesToNotBeNull(column=name, meta=_by(ARROW)))
        if column.enum:
            made.append(gxe.ExpectColumnValuesToBeInSet(column=name, value_set=list(column.enum), meta=_by(ARROW)))
        elif column.type == pa.string() and not column.pattern:
            made.append(gxe.ExpectColumnValueLengthsToBeBetween(column=name, min_value=1, meta=_by(ARROW)))
        if column.minimum is not None or column.maximum is not None:
            made.append(gxe.ExpectColumnValuesToBeBetween(column=name, min_value=column.minimum, max_value=column.maximum, meta=_by(GREAT_EXPECTATIONS)))
        if column.pattern:
            made.append(gxe.ExpectColumnValuesToMatchRegex(column=name, regex=column.pattern, meta=_by(GREAT_EXPECTATIONS)))
    made += [_order(order) for order in table.ordered]
    made += [_span(span) for span in table.spans]
    made += [ExpectColumnValuesToBeNullTogether(column_list=list(columns), ignore_row_if="never", meta=_by(GREAT_EXPECTATIONS)) for columns in table.together]
    made.append(gxe.ExpectColumnValuesToBeUnique(column=table.primary_key, meta=_by(DUCKDB)))
    made += [gxe.ExpectColumnValuesToBeInSet(column=column, value_set=[parent], meta=_by(DUCKDB)) for column, parent in table.foreign_keys.items()]
    return made


def _extra(table: Table) -> list[Any]:
    extra = table.expectations() if table.expectations else []
    for expectation in extra:
        expectation.meta = _by(GREAT_EXPECTATIONS)
    return extra


def _by(engine: str) -> dict[str, str]:
    return {"decided by": engine}


def _order(order: Ordered) -> Any:
    return gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A=order.upper,
        column_B=order.low,
        or_equal=not order.strictly,
        ignore_row_if="either_value_is_missing",
        meta=_by(GREAT_EXPECTATIONS),
    )


def _span(span: SpanText) -> Any:
    return gxe.ExpectColumnPairValuesToBeEqual(
        column_A=span.text,
        column_B=span.found,
        ignore_row_if="either_value_is_missing",
        meta=_by(GREAT_EXPECTATIONS),
    )


def columns_of(expectation: Any) -> list[str]:
    """The columns that an expectation is about."""
    kwargs = expectation.configuration.kwargs
    named = [kwargs[key] for key in ("column", "column_A", "column_B") if key in kwargs]
    return named or list(kwargs["column_list"])


def label(expectation: Any) -> str:
    """An expectation's name: its type and columns, as `expect_column_values_to_be_between(score)`."""
    return f"{expectation.configuration.type}({', '.join(columns_of(expectation))})"


def decided_by(expectation: Any) -> str:
    return expectation.meta["decided by"]


def counted_result(expectation: Any, rows: int, unexpected: int, ids: list[str]) -> ExpectationValidationResult:
    """A result that holds counts and ids, and no value of any row: Data Docs put values into HTML unescaped."""
    return ExpectationValidationResult(
        success=unexpected == 0,
        expectation_config=expectation.configuration,
        result={
            "element_count": rows,
            "unexpected_count": unexpected,
            "unexpected_percent": 100 * unexpected / rows if rows else 0.0,
            "partial_unexpected_list": ids,
        },
        exception_info={"raised_exception": False, "exception_message": None, "exception_traceback": None},
        meta={},
    )
