"""What Arrow decides before Great Expectations sees a row: columns and types, nulls, empty text, enumerations."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from schemas.errors import Errors, SuiteFailed
from schemas.table import Table


def require_schema(table: Table, file: Path, schema: pa.Schema) -> None:
    """Raises SuiteFailed (OR301) unless the file has the table's columns with exactly their types, in any order.

    Nulls where none may be are a matter of rows, not of the file.
    """
    expected = {column.name: column.type for column in table.columns}
    found = dict(zip(schema.names, schema.types, strict=True))
    differences = [
        f"{name} is {found.get(name, 'missing')} and should be {expected.get(name, 'no column')}"
        for name in sorted(expected.keys() | found.keys())
        if not _same(expected.get(name), found.get(name))
    ]
    if differences:
        raise SuiteFailed(Errors.OR301, table=table.name, file=file.name, difference="; ".join(differences))


def _same(expected: pa.DataType | None, found: pa.DataType | None) -> bool:
    """Equal but for names of list items and nullability inside, which differ between writers and not in meaning."""
    if expected is None or found is None:
        return False
    if pa.types.is_list(expected) and pa.types.is_list(found):
        return _same(expected.value_type, found.value_type)
    if pa.types.is_struct(expected) and pa.types.is_struct(found):
        return [field.name for field in expected] == [field.name for field in found] and all(
            _same(a.type, b.type) for a, b in zip(expected, found, strict=True)
        )
    return bool(expected == found)


def failing_rows(expectation_type: str, table: Table, column: str, values: pa.ChunkedArray) -> np.ndarray:
    """Indices of the rows that fail one of the expectations that Arrow decides.

    Raises:
        KeyError: Arrow decides no expectation of this type.
    """
    return np.flatnonzero(pc.fill_null(_FAILS[expectation_type](table, column, values), False).to_numpy())


def _is_null(table: Table, column: str, values: pa.ChunkedArray) -> pa.ChunkedArray:
    return values.is_null()


def _is_empty(table: Table, column: str, values: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.equal(pc.utf8_length(values), 0)


def _is_unlisted(table: Table, column: str, values: pa.ChunkedArray) -> pa.ChunkedArray:
    listed = pc.is_in(values, value_set=pa.array(table[column].enum, pa.string()))
    return pc.and_(values.is_valid(), pc.invert(listed))


_FAILS = {
    "expect_column_values_to_not_be_null": _is_null,
    "expect_column_value_lengths_to_be_between": _is_empty,
    "expect_column_values_to_be_in_set": _is_unlisted,
}
