"""docs/ingest.md says what the code does."""

import re
from pathlib import Path

from schemas.quarantine import ReasonCode
from tasks.ingest.settings import FIELD_NAMES, IngestSettings

PAGE = (Path(__file__).parents[3] / "docs" / "ingest.md").read_text("utf-8")
SOURCE = Path(__file__).parents[3] / "tasks" / "ingest"


def between(mark: str) -> list[str]:
    block = PAGE.split(f"<!-- {mark} -->\n")[1].split(f"<!-- /{mark} -->")[0]
    return block.splitlines()


def reasons_of_ingest() -> list[ReasonCode]:
    code = "".join(path.read_text("utf-8") for path in sorted(SOURCE.rglob("*.py")))
    return [reason for reason in ReasonCode if f"ReasonCode.{reason.name}" in code]


def test_reasons():
    assert between("reasons") == [f"| `{reason}` | {reason.sentence} |" for reason in reasons_of_ingest()]


def test_fields():
    expected = [f"| `{part}` | {', '.join(f'`{name}`' for name in names)} |" for part, names in FIELD_NAMES.items()]
    assert between("fields") == expected


def test_limits():
    defaults = IngestSettings()
    assert f"{defaults.max_article_chars:,} characters (`max_article_chars`)" in PAGE
    assert f"{defaults.max_record_bytes // 2**20} MiB (`max_record_bytes`)" in PAGE
    assert f"{defaults.max_html_elements:,} elements (`max_html_elements`)" in PAGE
    assert f"{defaults.max_json_depth} nested values (`max_json_depth`)" in PAGE
    assert f"{defaults.duplicate_threshold:.0%}".replace("%", " %") in PAGE


def test_sample():
    named = set(re.findall(r"^\| `([^`]+)` \|", PAGE.split("## The sample in data/raw")[1], re.MULTILINE))
    assert named == {path.name for path in (Path(__file__).parents[3] / "data" / "raw").iterdir() if path.is_file()}
