"""docs/tables.md, from the schemas: `python -m schemas.document > docs/tables.md`."""

from __future__ import annotations

import sys

from schemas import PUBLIC, SCHEMA_VERSION, TABLES, Column, Table
from schemas.quarantine import ReasonCode

_INTRODUCTION = f"""# Tables

This page is made from the schemas (`python -m schemas.document > docs/tables.md`), so it is never behind them. Schema
version {SCHEMA_VERSION}.

- Offsets (`*_char`) are code points into `articles.text`, ends exclusive; `text[start:end]` is the surface text, always.
- Unknown is null, never a guess and never an empty string.
- Ids are the same for the same article on every machine and in every run.
- Timestamps are in UTC.

The Parquet files hold every version of every article; the views of `onrecord.duckdb` that bear the tables' names show the
latest one (see [queries](queries.md)).

When a row is put into quarantine, what refers to it goes with it if it must refer to it, or if it would say something else
without; any other reference to it becomes null. So a claim whose speaker's mention is refused keeps the speaker's words and
loses `speaker_mention_id`, and a relation that stands in a refused claim goes: alone it would read as the article's own.
"""


def tables_markdown() -> str:
    parts = [_INTRODUCTION, _contents()]
    parts += [_section(table) for table in PUBLIC]
    parts.append("## Tables for the next run\n\nA snapshot holds these, too: what the next run has to know.\n")
    parts += [_section(table) for table in TABLES.values() if table not in PUBLIC]
    parts.append(_reasons())
    return "\n".join(parts)


def _contents() -> str:
    rows = [f"| [{table.name}](#{table.name}) | {table.description} |" for table in PUBLIC]
    return "\n".join(["| table | what a row is |", "| --- | --- |", *rows]) + "\n"


def _section(table: Table) -> str:
    lines = [f"## {table.name}", "", table.description, "", "| column | type | null | what it says |", "| --- | --- | --- | --- |"]
    lines += [_row(table, column) for column in table.columns]
    checks = _checks(table)
    if checks:
        lines += ["", "Checked beyond types, nulls, ranges and lists:", "", *(f"- {check}" for check in checks)]
    return "\n".join(lines) + "\n"


def _row(table: Table, column: Column) -> str:
    says = column.description
    if column.enum and len(column.enum) <= 20:
        says += " One of " + ", ".join(f"`{value}`" for value in column.enum) + "."
    elif column.enum:
        says += " One of the [reason codes](#reason-codes)."
    if column.minimum is not None and column.maximum is not None:
        says += f" From {column.minimum:g} to {column.maximum:g}."
    if column.name == table.primary_key:
        says += " Primary key."
    if column.name in table.foreign_keys:
        says += f" Refers to `{table.foreign_keys[column.name]}`."
    null = "yes" if column.nullable else ""
    return f"| `{column.name}` | {column.type} | {null} | {_cell(says)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _checks(table: Table) -> list[str]:
    found = [f"`{_join(columns)}` are null together." for columns in table.together]
    for order in table.ordered:
        relation = "before" if order.strictly else "not after"
        slack = f" plus {order.slack.days} day{'s' if order.slack.days > 1 else ''}" if order.slack else ""
        found.append(f"`{order.low}` is {relation} `{order.high}`{slack}.")
    for span in table.spans:
        where = f"the spans of `{span.spans}`, joined by ' … '" if span.spans else f"`{span.start}` to `{span.end}`"
        found.append(f"`{span.text}` is what `articles.text` has at {where}.")
    return found


def _join(columns: tuple[str, ...]) -> str:
    return "`, `".join(columns)


def _reasons() -> str:
    rows = [f"| `{reason}` | {reason.sentence} |" for reason in ReasonCode]
    return "\n".join(["## Reason codes", "", "| `reason_code` | why |", "| --- | --- |", *rows]) + "\n"


if __name__ == "__main__":
    sys.stdout.write(tables_markdown())
