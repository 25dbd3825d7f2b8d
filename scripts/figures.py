"""Write the measured figures into the pages that quote them: `python -m scripts.figures`.

docs/figures/<name>.json is what a command printed with --json. A page quotes a number of it as

    0.801<!-- polnear-dev, scores, claims, f1 -->

the shown number, then where it comes from: the file's name and the keys, or places in a list, that lead to the value.
It is shown with as many decimals as stand there; readers see the number alone.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FIGURES = ROOT / "docs" / "figures"
PAGES = (
    ROOT / "README.md",
    ROOT / "models" / "attribution" / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
)

_QUOTED = re.compile(r"(?P<shown>-?[\d,]+(?:\.(?P<decimals>\d+))?)<!-- (?P<place>[\w-]+(?:, [^,>]+)+) -->")


def refreshed(page: str, figures: dict[str, Any]) -> str:
    """The page with every quoted number as `figures` (file name → content) has it.

    Raises:
        KeyError: a quoted place does not exist.
    """

    def current(match: re.Match[str]) -> str:
        value: Any = figures
        for key in match["place"].split(", "):
            if isinstance(value, list):
                value = dict(enumerate(value)).get(int(key)) if key.isdecimal() else None
            else:
                value = value.get(key) if isinstance(value, dict) else None
            if value is None:
                raise KeyError(f"no figure at {match['place']}")
        return f"{value:,.{len(match['decimals'] or '')}f}<!-- {match['place']} -->"

    return _QUOTED.sub(current, page)


def quoted_places(page: str) -> list[str]:
    return [match["place"] for match in _QUOTED.finditer(page)]


def read_figures(folder: Path = FIGURES) -> dict[str, Any]:
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}


def main() -> None:
    figures = read_figures()
    for path in PAGES:
        page = path.read_text(encoding="utf-8")
        path.write_text(refreshed(page, figures), encoding="utf-8")


if __name__ == "__main__":
    main()
