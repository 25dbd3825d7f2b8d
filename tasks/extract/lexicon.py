"""Word lists in code, written as running text, and patterns of them."""

from __future__ import annotations

import re
from collections.abc import Iterable


def words(text: str) -> frozenset[str]:
    """The words of a text, separated by white space."""
    return frozenset(text.split())


def alternatives(phrases: Iterable[str]) -> str:
    """A pattern of any of the phrases, the longest first, with any white space between their words."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered)
