"""One invented document with its gold and an imperfect prediction."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tasks.evaluate.documents import DateExpression, Mention, Prediction, document

TEXT = (
    "Ada Osborn, who left Linden in 1911, was a Vellish painter. She returned a year later. "
    "The Duke of Vell met Osborn and her sister Bea. He liked that."
)


def place(surface: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(surface, start + 1)
    return start, start + len(surface)


def gold_mention(surface: str, group: str, kind: str = "person", nth: int = 0, **more: Any) -> dict[str, Any]:
    start, end = place(surface, nth)
    row = {"start": start, "end": end, "type": kind, "group": group, "identity": "", "name": False, "pronoun": False}
    return row | more


ROW: dict[str, Any] = {
    "date": "1930-01-01",
    "title": "A life",
    "text": TEXT,
    "mentions": [
        gold_mention("Ada Osborn, who left Linden in 1911", "1", name=True, identity="Ada_Osborn_(painter)"),
        gold_mention("Linden", "2", "place", name=True, identity="Linden"),
        gold_mention("1911", "3", "time", name=False),
        gold_mention("a Vellish painter", "1", name=True),
        gold_mention("She", "1", pronoun=True),
        gold_mention("The Duke of Vell", "4", name=True),
        gold_mention("Osborn", "1", nth=1, name=True),
        gold_mention("her", "1", pronoun=True),
        gold_mention("her sister Bea", "5", name=True),
        gold_mention("He", "4", pronoun=True),
        gold_mention("that", "6", "abstract", pronoun=True),
    ],
    "dates": [
        {"start": place("1911")[0], "end": place("1911")[1], "when": "1911"},
        {"start": place("a year later")[0], "end": place("a year later")[1], "when": "1912"},
    ],
}
DOCUMENT = document("life", ROW)


def found_mention(surface: str, kind: str, chain: str, name: str, entity: tuple[str, str] | None = None) -> Mention:
    return Mention(*place(surface), kind, chain, name, *(entity or (f"local:{chain}", name)))


#: The second Osborn is not found, two names have wrong edges, "her" and "that" are given to the duke, a year is wrong.
FOUND = Prediction(
    mentions=(
        found_mention("Ada Osborn", "name", "a", "Ada Osborn", ("Q1", "Ada O.")),
        found_mention("Linden", "name", "b", "Linden", ("Q2", "Linden")),
        found_mention("Vellish", "name", "c", "Vellish"),
        found_mention("She", "pronoun", "a", "Ada Osborn"),
        found_mention("Vell met", "name", "d", "Vell"),
        found_mention("her", "pronoun", "d", "Vell"),
        found_mention("sister Bea", "name", "e", "sister Bea"),
        found_mention("He", "pronoun", "d", "Vell"),
        found_mention("that", "pronoun", "d", "Vell"),
    ),
    dates=(DateExpression(*place("in 1911"), "1911"), DateExpression(*place("a year later"), "1931")),
)


def write_documents(folder: Path, rows: dict[str, Any]) -> Path:
    (folder / "gold.json").write_text(json.dumps(rows), encoding="utf-8")
    return folder
