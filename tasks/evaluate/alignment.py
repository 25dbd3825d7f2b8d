"""Places in one text as places in another that has the same characters but other white space.

`articles.text` keeps every character of an article that is not white space, in order, so the n-th such character of the
one is the n-th of the other. Where a reader of the input added or dropped something all the same (a title that was a
field of its own), the words that both texts share still map.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from tasks.evaluate.gold import Span

_WORD = re.compile(r"\S+")


class Alignment:
    """Maps spans of `text` to spans of `other`."""

    def __init__(self, text: str, other: str) -> None:
        places, other_places = _printed(text), _printed(other)
        if [text[place] for place in places] == [other[place] for place in other_places]:
            self._map = dict(zip(places, other_places, strict=True))
        else:
            self._map = dict(_shared_words(text, other))

    def span(self, span: Span) -> Span | None:
        """From the first to the last character of the span that `other` has; None when it has none."""
        mapped = [self._map[place] for place in range(*span) if place in self._map]
        return (mapped[0], mapped[-1] + 1) if mapped else None

    def spans(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        return tuple(found for span in spans if (found := self.span(span)) is not None)


def _printed(text: str) -> list[int]:
    return [place for place, char in enumerate(text) if not char.isspace()]


def _shared_words(text: str, other: str) -> Iterable[Span]:
    words, other_words = (list(_WORD.finditer(side)) for side in (text, other))
    matcher = SequenceMatcher(None, [w[0] for w in words], [w[0] for w in other_words], autojunk=False)
    for block in matcher.get_matching_blocks():
        for number in range(block.size):
            word, twin = words[block.a + number], other_words[block.b + number]
            yield from zip(range(*word.span()), range(*twin.span()), strict=True)
