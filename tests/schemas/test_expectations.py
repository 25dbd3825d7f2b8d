"""Each declaration of a table becomes the expectation that checks it."""

import pytest

from schemas import CLAIMS, TABLES
from schemas.expectations import ARROW, DUCKDB, GREAT_EXPECTATIONS, columns_of, decided_by, label, suite


def names(table):
    return {label(expectation): decided_by(expectation) for expectation in suite(table).expectations}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_declaration_has_its_expectation(table):
    found = names(table)
    for column in table.columns:
        if not column.nullable:
            assert found[f"expect_column_values_to_not_be_null({column.name})"] == ARROW
        if column.enum:
            assert f"expect_column_values_to_be_in_set({column.name})" in found
        if column.pattern:
            assert found[f"expect_column_values_to_match_regex({column.name})"] == GREAT_EXPECTATIONS
        if column.minimum is not None or column.maximum is not None:
            assert found[f"expect_column_values_to_be_between({column.name})"] == GREAT_EXPECTATIONS
    assert found[f"expect_column_values_to_be_unique({table.primary_key})"] == DUCKDB
    for order in table.ordered:
        assert f"expect_column_pair_values_a_to_be_greater_than_b({order.upper}, {order.low})" in found
    for span in table.spans:
        assert f"expect_column_pair_values_to_be_equal({span.text}, {span.found})" in found
    for column in table.foreign_keys:
        assert f"expect_column_values_to_be_in_set({column})" in found


def test_no_two_expectations_of_a_table_bear_one_name():
    for table in TABLES.values():
        labels = [label(expectation) for expectation in suite(table).expectations]
        assert len(labels) == len(set(labels)), table.name


def test_content_is_compared_with_its_spans_and_said_on_with_publication():
    compared = [columns_of(expectation) for expectation in suite(CLAIMS).expectations]
    assert ["content_text", "articles.text[content_spans]"] in compared
    assert ["articles.published_by + 1 days", "said_on"] in compared
