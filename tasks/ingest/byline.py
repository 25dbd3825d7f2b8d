"""The byline: who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

MAX_BYLINE_CHARS = 160
MAX_FIELD_CHARS = 1000
BYLINE = re.compile(r"(?:(?:words|written|story|reporting|report|posted)\s+)?by:?\s+(?P<names>\S.*)$", re.IGNORECASE)
#: What may follow the names: where, for whom, when.
TAIL = re.compile(
    r"\s+(?:in|at|for|of|from|on)\s.*$|\s*[|•·(\[@].*$|\s+[-–—]+\s.*$|,?\s+(?=\S*\d).*$|\s*\S+@\S+.*$", re.DOTALL
)
BETWEEN = re.compile(r"\s*(?:[;,&/]|\band\b|\bwith\b)\s*", re.IGNORECASE)
#: Lower-case words within names, and suffixes that a comma sets off.
# fmt: off
PARTICLES = {
    "al", "ap", "bin", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "ibn", "la", "le",
    "ten", "ter", "van", "von", "y", "zu",
}
# fmt: on
SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "md"}
#: Words of agencies and desks, not of names.
NOT_A_PERSON = re.compile(
    r"\b(?:reuters|afp|ap|upi|bbc|cnn|press|news|agency|agencies|staff|bureau|desk|editors?|editorial|correspondents?"
    r"|reporters?|writers?|columnist|contributors?|analyst|team|times|post|tribune|gazette|herald|journal|daily|media"
    r"|board|service|network|online|associated|exclusive)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"""'([^']*)'|"([^"]*)\"""")


def byline_authors(line: str) -> list[str]:
    """The names in a line "By Ana Ruiz and Tom Berg, Coastal Press"; empty when the line is no byline.

    Agencies and desks count only when nobody else is named ("By The Associated Press").
    """
    match = BYLINE.match(line)
    if match is None or len(line) > MAX_BYLINE_CHARS:
        return []
    names = _names(TAIL.sub("", match["names"]))
    return names if names and all(_is_name(name) for name in names) else []


def stated_authors(value: Any) -> list[str]:
    """Authors as a field or a page's metadata states them: a name, several in one text, a list, schema.org objects."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list | tuple):
        return list(dict.fromkeys(author for item in value for author in stated_authors(item)))
    if not isinstance(value, str):
        return []
    text = " ".join(value[:MAX_FIELD_CHARS].split())
    if text.startswith("[") and text.endswith("]"):  # a list that some exporter wrote as text
        quoted = [first or second for first, second in QUOTED.findall(text)]
        return stated_authors(quoted or text[1:-1])
    if match := BYLINE.match(text):
        text = match["names"]
    if text.startswith(("http://", "https://")):  # a profile page instead of a name
        return []
    return _names(TAIL.sub("", text))


def _names(text: str) -> list[str]:
    parts: list[str] = []
    for part in BETWEEN.split(text):
        name = part.strip(" .*_\"'") + ("." if part.rstrip().lower().endswith(("jr.", "sr.")) else "")
        if name.lower() in SUFFIXES and parts:
            parts[-1] += f", {name}"
        elif name:
            parts.append(name)
    people = [part for part in parts if not NOT_A_PERSON.search(part)]
    return list(dict.fromkeys(people or parts))


def _is_name(text: str) -> bool:
    """Two to six words with capitals; an agency may be one word."""
    words = text.replace(",", "").split()
    if NOT_A_PERSON.search(text):
        return len(words) <= 6
    return 2 <= len(words) <= 6 and all(_may_be_in_a_name(word) for word in words) and words[0].lower() not in {"the"}


def _may_be_in_a_name(word: str) -> bool:
    return word.lower() in PARTICLES | SUFFIXES or (word[0].isupper() and not any(char.isdigit() for char in word))


def first_byline(lines: Iterable[str]) -> tuple[int, list[str]] | None:
    """The first line that is a byline, by its place, and its names."""
    for index, line in enumerate(lines):
        if names := byline_authors(line):
            return index, names
    return None
