"""Keys and references, over everything staged and published: what no chunk of rows can tell alone.

A primary key that is there already refuses the later row. A foreign key whose row is not there

- refuses the row, when the column may not be null or the reference binds (`Table.binding`);
- becomes null otherwise, with the columns that go with it: the row is true without it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from schemas import TABLES
from schemas.parquet import parquet_files, quoted, read_sql
from schemas.quarantine import ReasonCode
from schemas.table import Table

_REASONS = {str(reason): reason for reason in ReasonCode}


@dataclass
class Faults:
    """What is wrong in one file of a table, by row number from 0."""

    refused: dict[int, tuple[ReasonCode, str]] = field(default_factory=dict)
    nulls: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))


class Keys:
    """Checks the keys of validated tables, parents before children.

    `rows[table]` are the files of the staged rows that have passed so far; `published` is a snapshot's folder, whose
    rows count but for those of the articles in the relation `replaced`.
    """

    def __init__(self, db: duckdb.DuckDBPyConnection, published: Path | None) -> None:
        self.db = db
        self.published = published
        self.rows: dict[str, list[Path]] = {}
        self.complete: set[str] = set()  #: tables whose staged rows are all there are, published ones included
        self.db.execute("CREATE TEMP TABLE refused_ids (table_name VARCHAR, id VARCHAR)")

    def refuse(self, table: str, ids: Sequence[str | None]) -> None:
        """Remember ids that are in quarantine, so that rows which refer to them are known as orphans."""
        if ids:
            self.db.execute("INSERT INTO refused_ids SELECT ?, unnest(?::VARCHAR[])", [table, list(ids)])

    def faults(self, table: Table) -> dict[Path, Faults]:
        """File → its faulty rows. Nothing is changed yet."""
        files = {str(path.resolve()): path for path in self.rows[table.name]}
        if not files:
            return {}
        self.db.execute(
            "CREATE OR REPLACE TEMP TABLE refused (file VARCHAR, row BIGINT, reason VARCHAR, message VARCHAR)"
        )
        self.db.execute("CREATE OR REPLACE TEMP TABLE nulls (file VARCHAR, row BIGINT, name VARCHAR)")
        rows = read_sql(files.values(), options=", filename = true, file_row_number = true")
        self.db.execute(f"CREATE OR REPLACE TEMP VIEW checked AS {rows}")
        self._unique(table)
        while self._refuse_dangling(table):  # a refused row may be another's parent: until nothing more falls
            pass
        self._null_dangling(table)
        found: dict[Path, Faults] = defaultdict(Faults)
        for file, row, reason, message in self.db.execute("SELECT * FROM refused").fetchall():
            found[files[file]].refused[row] = (_REASONS[reason], message)
        for file, row, name in self.db.execute("SELECT * FROM nulls").fetchall():
            found[files[file]].nulls[name].add(row)
        return found

    def _unique(self, table: Table) -> None:
        key = table.primary_key
        name = quoted(f"expect_column_values_to_be_unique({key})")
        self.db.execute(
            f"""INSERT INTO refused SELECT filename, file_row_number, '{ReasonCode.EXPECTATION}', {name}
            FROM (SELECT filename, file_row_number,
                         row_number() OVER (PARTITION BY {key} ORDER BY filename, file_row_number) AS nth FROM checked)
            WHERE nth > 1"""
        )
        published = (
            None if table.name == "inputs" else self._published_ids(table.name)
        )  # an input read again is replaced
        if published:
            self.db.execute(
                f"""INSERT INTO refused SELECT filename, file_row_number, '{ReasonCode.EXPECTATION}', {name}
                FROM checked WHERE {key} IN ({published})
                AND (filename, file_row_number) NOT IN (SELECT (file, row) FROM refused)"""
            )

    def _refuse_dangling(self, table: Table) -> bool:
        fell = False
        for column, parent in table.foreign_keys.items():
            where = table.binding.get(column, "false") if table[column].nullable else "true"
            if where == "false" or not self._find_dangling(table, column, parent, where):
                continue
            parent_table, key = parent.split(".")
            message = quoted(f"expect_column_values_to_be_in_set({column}): no such row in {parent_table}")
            self.db.execute(
                f"""INSERT INTO refused SELECT file, row,
                CASE WHEN ref IN (SELECT id FROM refused_ids WHERE table_name = {quoted(parent_table)})
                     THEN '{ReasonCode.ORPHAN}' ELSE '{ReasonCode.EXPECTATION}' END, {message} FROM dangling"""
            )
            if parent_table == table.name:
                self.db.execute(
                    f"""INSERT INTO refused_ids SELECT {quoted(table.name)}, {key} FROM checked
                    WHERE (filename, file_row_number) IN (SELECT (file, row) FROM dangling)"""
                )
            fell = True
        return fell

    def _null_dangling(self, table: Table) -> None:
        for column, parent in table.foreign_keys.items():
            if table[column].nullable and self._find_dangling(table, column, parent, "true"):
                group = next((columns for columns in table.together if column in columns), (column,))
                for name in group:
                    self.db.execute("INSERT INTO nulls SELECT file, row, ? FROM dangling", [name])

    def _find_dangling(self, table: Table, column: str, parent: str, where: str) -> int:
        """Fill `dangling` with the rows not yet refused whose reference leads nowhere; how many they are."""
        parent_name, key = parent.split(".")
        self.db.execute(
            f"""CREATE OR REPLACE TEMP TABLE dangling AS
            SELECT filename AS file, file_row_number AS row, {column} AS ref FROM checked
            WHERE {column} IS NOT NULL AND ({where}) AND {column} NOT IN ({self._staged_ids(table, parent_name, key)})
            AND (filename, file_row_number) NOT IN (SELECT (file, row) FROM refused)"""
        )
        # Most references lead to rows of the same run: only the others make it worth looking through what is published.
        published = self._published_ids(parent_name)
        if published and self._count("dangling"):
            self.db.execute(f"DELETE FROM dangling WHERE ref IN ({published})")
        return self._count("dangling")

    def _staged_ids(self, table: Table, parent: str, key: str) -> str:
        if parent == table.name:
            return f"""SELECT {key} FROM checked
                WHERE (filename, file_row_number) NOT IN (SELECT (file, row) FROM refused)"""
        files = self.rows.get(parent, [])
        return read_sql(files, key) if files else f"SELECT NULL::VARCHAR AS {key} WHERE false"

    def _published_ids(self, name: str) -> str | None:
        table = TABLES[name]
        files = parquet_files(self.published and self.published / name)
        if not files or name in self.complete:
            return None
        sql = read_sql(files, table.primary_key)
        if "article_id" in table.column_names:
            sql += " WHERE article_id NOT IN (FROM replaced)"
        return sql

    def _count(self, relation: str) -> int:
        found = self.db.execute(f"SELECT count(*) FROM {relation}").fetchone()
        return int(found[0]) if found else 0
