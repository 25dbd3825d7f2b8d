"""The rows that tests start from fit their tables."""

import pytest

from schemas import TABLES
from tests.rows import rows


@pytest.mark.parametrize("name", TABLES)
def test_valid_rows_fit_the_tables_schema(name):
    table = TABLES[name].from_rows(rows(name))
    assert table.schema == TABLES[name].arrow_schema
    assert table.num_rows >= 1
