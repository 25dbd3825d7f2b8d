"""docs/tables.md is what the schemas say."""

from pathlib import Path

from schemas import TABLES
from schemas.document import tables_markdown
from schemas.quarantine import ReasonCode

PAGE = Path(__file__).parents[2] / "docs" / "tables.md"


def test_the_page_is_in_step_with_the_schemas():
    assert PAGE.read_text(encoding="utf-8") == tables_markdown(), "run: python -m schemas.document > docs/tables.md"


def test_every_column_and_every_reason_code_is_on_the_page():
    page = tables_markdown()
    for table in TABLES.values():
        section = page.split(f"\n## {table.name}\n")[1].split("\n## ")[0]
        listed = [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")]
        assert listed == list(table.column_names)
    assert all(f"| `{reason}` | {reason.sentence} |" in page for reason in ReasonCode)
