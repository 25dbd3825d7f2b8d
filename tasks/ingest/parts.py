"""Rows on their way to Parquet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

#: Characters of text after which a part is written though it has few rows: bounds memory for long articles.
PART_CHARS = 16_000_000


class Parts:
    """Rows of one schema on their way into numbered Parquet files; none are written when there are no rows."""

    def __init__(self, folder: Path, schema: pa.Schema, part_rows: int, prefix: str = "part"):
        folder.mkdir(parents=True, exist_ok=True)
        self.paths: list[Path] = []
        self.folder = folder
        self._prefix = prefix
        self._schema = schema
        self._part_rows = part_rows
        self._rows: list[dict[str, Any]] = []
        self._chars = 0

    def add(self, row: dict[str, Any]) -> None:
        self._rows.append(row)
        self._chars += len(row.get("text") or row.get("payload") or "")
        if len(self._rows) >= self._part_rows or self._chars >= PART_CHARS:
            self.close()

    def close(self) -> None:
        """Write what is left."""
        if self._rows:
            self.write(pa.Table.from_pylist(self._rows, schema=self._schema))
        self._rows, self._chars = [], 0

    def write(self, table: pa.Table) -> None:
        path = self.folder / f"{self._prefix}-{len(self.paths):05}.parquet"
        pq.write_table(table, path, compression="zstd", write_page_checksum=True)
        self.paths.append(path)
