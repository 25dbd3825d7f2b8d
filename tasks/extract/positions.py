"""Where characters stand in a Doc, and where in a text it pays to look."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache

from spacy.tokens import Doc, Span, Token

from tasks.extract.annotations import Chars


@lru_cache(maxsize=2)
def text_of(doc: Doc) -> str:
    """`doc.text`, which spaCy joins anew from the tokens each time it is asked, and every component asks."""
    return doc.text


class Positions:
    """Tokens and sentences of a Doc by character, without a search for each of them."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = text_of(doc)

    @cached_property
    def _starts(self) -> list[int]:
        starts: list[int] = self.doc.to_array("IDX").tolist()  # a quarter of the time of asking each token
        return starts

    @cached_property
    def _sentences(self) -> list[int]:
        return [sentence.start for sentence in self.doc.sents]

    def token(self, char: int) -> Token:
        """The token at `char`, or the last one before it."""
        return self.doc[max(bisect_right(self._starts, char) - 1, 0)]

    def span(self, where: Chars) -> Span:
        """The tokens that a stretch of characters touches."""
        return self.doc[bisect_right(self._starts, where.start) - 1 : self.next_token(where.end)]

    def next_token(self, char: int) -> int:
        """Index of the first token that begins at `char` or later."""
        return bisect_left(self._starts, char)

    def sentence(self, token_index: int) -> int:
        return bisect_right(self._sentences, token_index) - 1


def surroundings(text: str, trigger: re.Pattern[str], before: int, after: int) -> Iterator[tuple[int, int]]:
    """Stretches around the trigger's matches, disjoint, in order, cut at white space.

    before, after: characters around a match; what is looked for must lie within them.
    """
    start = end = -1
    for found in trigger.finditer(text):
        if found.start() - before > end:
            if end >= 0:
                yield start, _next_space(text, end)
            start = _next_space(text, max(found.start() - before, 0))
        end = min(found.end() + after, len(text))
    if end >= 0:
        yield start, _next_space(text, end)


def _next_space(text: str, char: int) -> int:
    while 0 < char < len(text) and not text[char].isspace():
        char += 1
    return char
