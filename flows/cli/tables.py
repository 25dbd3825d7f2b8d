"""Rows for the terminal, and as CSV, JSON and Parquet."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from io import TextIOWrapper
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

#: A column of text narrower than this says nothing; where they do not all fit, each row is printed as a list.
NARROWEST = 12
#: Characters of one cell that a table shows.
CELL = 400
BATCH_ROWS = 10_000


def print_table(rows: pa.Table, limit: int, console: Console | None = None) -> None:
    """Print rows so that they fit the terminal's width; at most `limit` of them, 0 for all."""
    console = console or Console()
    shown = rows.slice(0, limit) if limit else rows
    print_rows(rows.column_names, [list(row.values()) for row in _dictionaries(shown)], console)
    if shown.num_rows < rows.num_rows:
        console.print(f"The first {shown.num_rows:,} of {rows.num_rows:,} rows; --limit 0 shows all.", style="dim")
    else:
        console.print(f"{rows.num_rows:,} {'row' if rows.num_rows == 1 else 'rows'}", style="dim")


def print_rows(columns: Sequence[str], rows: Sequence[Sequence[Any]], console: Console) -> None:
    if not _fit(columns, rows, console.width):
        for number, row in enumerate(rows, start=1):
            console.print(Text(f"row {number}", style="dim"))
            print_record(dict(zip(columns, row, strict=True)), console)
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for index, column in enumerate(columns):
        numeric = any(isinstance(row[index], int | float) for row in rows)
        table.add_column(Text(column), justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*map(cell, row))
    console.print(table)


def _fit(columns: Sequence[str], rows: Sequence[Sequence[Any]], width: int) -> bool:
    """Whether no column has to be narrower than its words or NARROWEST."""
    cells = [[len(name), *(len(cell(row[index])) for row in rows)] for index, name in enumerate(columns)]
    return sum(min(max(lengths), NARROWEST) + 2 for lengths in cells) <= width


def print_record(record: Mapping[str, Any], console: Console, longest: int = CELL) -> None:
    """Print one row as a list of its columns."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in record.items():
        grid.add_row(Text(name, style="bold"), cell(value, longest))
    console.print(grid)


def cell(value: Any, longest: int = CELL) -> Text:
    """A value as the terminal shows it. Text comes from articles: its markup and control characters do not count."""
    match value:
        case None:
            text = ""
        case float():
            text = f"{value:.10g}"
        case datetime():
            text = value.replace(tzinfo=None).isoformat(sep=" ", timespec="seconds")  # all are UTC
        case _:
            text = _plain(value)
    text = text if len(text) <= longest else text[: longest - 1] + "…"
    return Text("".join(char if char.isprintable() or char == "\n" else "\N{REPLACEMENT CHARACTER}" for char in text))


def write_csv(rows: pa.Table, file: IO[bytes]) -> None:
    """Lists and structs become JSON."""
    text = TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(rows.column_names)
    for row in _dictionaries(rows):
        writer.writerow("" if value is None else _plain(value) for value in row.values())
    text.flush()
    text.detach()


def write_json(rows: pa.Table, file: IO[bytes]) -> None:
    """An array with an object a line."""
    file.write(b"[")
    for number, row in enumerate(_dictionaries(rows)):
        file.write(b",\n " if number else b"\n ")
        file.write(json.dumps(row, ensure_ascii=False, default=_plain).encode("utf-8", "replace"))
    file.write(b"\n]\n")


def write_parquet(rows: pa.Table, file: IO[bytes]) -> None:
    pq.write_table(rows, file, compression="zstd", write_page_checksum=True)


WRITERS: dict[str, Callable[[pa.Table, IO[bytes]], None]] = {
    "csv": write_csv,
    "json": write_json,
    "parquet": write_parquet,
}


def _dictionaries(rows: pa.Table) -> Iterator[dict[str, Any]]:
    singles = {field.name for field in rows.schema if pa.types.is_float32(field.type)}
    for batch in rows.to_batches(max_chunksize=BATCH_ROWS):
        for row in batch.to_pylist():
            yield {
                name: _number(value, name in singles) if isinstance(value, float) else value
                for name, value in row.items()
            }


def _number(value: float, single: bool) -> float | None:
    if not math.isfinite(value):
        return None  # JSON has no word for it
    return float(f"{value:.7g}") if single else value  # 0.87 is not 0.8700000047683716


def _plain(value: Any) -> str:
    match value:
        case str():
            return value
        case date():  # a datetime is one, too
            return value.isoformat()
        case list() | dict():
            return json.dumps(value, ensure_ascii=False, default=_plain)
        case _:
            return str(value)
