"""A document's tokens as plain lists, and its names as plain records: spaCy makes an object at every look at a token,
which costs more than all that is decided about names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from spacy.attrs import IDX, POS, SPACY, TAG
from spacy.tokens import Doc

from tasks.extract.names.words import NAME_LABELS
from tasks.extract.positions import text_of

QUOTES = frozenset("\"'“”‘’«»`") | {"''", "``"}
SENTENCE_ENDS = frozenset({".", "!", "?", ":", "…"}) | QUOTES
_SCORE = re.compile(r"\d{1,3}[–-]\d{1,3}")
HEADLINE = 0.6  #: share of a line's longer words that begin with a capital, from which capitals tell nothing
HEADLINE_WITH_STOP = 0.8  #: the same for a title that ends in a full stop, as a sentence does


class Name(NamedTuple):
    """A name's tokens, end exclusive, and its label."""

    start: int
    end: int
    label: str

    @property
    def size(self) -> int:
        return self.end - self.start


class Tokens:
    """What the rules about names look at."""

    def __init__(self, doc: Doc) -> None:
        self.string = text_of(doc)
        self.texts = [token.text for token in doc]
        self.lower = [text.lower() for text in self.texts]
        columns = doc.to_array([IDX, SPACY, POS, TAG])
        self.starts: list[int] = columns[:, 0].tolist()
        self.spaced: list[bool] = (columns[:, 1] > 0).tolist()  #: does white space follow?
        strings = doc.vocab.strings
        pos = {code: strings[code] if code else "" for code in set(columns[:, 2].tolist())}
        self.pos = [pos[code] for code in columns[:, 2].tolist()]
        self.plural: list[bool] = (columns[:, 3] == strings["NNPS"]).tolist()  #: plural proper nouns
        #: Tokens of dates and numbers.
        self.numbers = {at for ent in doc.ents if ent.label_ not in NAME_LABELS for at in range(ent.start, ent.end)}
        self.headlines = set(self._headline_tokens())

    def __len__(self) -> int:
        return len(self.texts)

    def text(self, start: int, end: int) -> str:
        return self.string[self.starts[start] : self.starts[end - 1] + len(self.texts[end - 1])]

    def is_capitalised(self, at: int) -> bool:
        return self.texts[at][0].isupper()

    def is_lower(self, at: int) -> bool:
        return self.texts[at].islower()

    def has_letters(self, at: int) -> bool:
        text = self.texts[at]
        return text.isalpha() or any(char.isalpha() for char in text)

    def bare(self, at: int) -> str:
        """The word in lower case, without the dot of an abbreviation."""
        return self.lower[at].rstrip(".")

    def begins_sentence(self, at: int) -> bool:
        return at == 0 or self.texts[at - 1].isspace() or self.texts[at - 1] in SENTENCE_ENDS

    def neighbours(self, at: int) -> list[int]:
        return [other for other in (at - 1, at + 1) if 0 <= other < len(self.texts)]

    def is_whole(self, at: int) -> bool:
        """Is a proper noun no piece of a longer one?"""
        return self.pos[at] == "PROPN" and all(self.pos[other] != "PROPN" for other in self.neighbours(at))

    def score_size(self, at: int) -> int:
        """Of how many tokens a result is that stands here: one of "3–1", three of "3-1", else none."""
        if _SCORE.fullmatch(self.texts[at]):
            return 1
        first, dash, second = [*self.texts[at : at + 3], "", "", ""][:3]
        return 3 if first.isdigit() and len(first) < 3 and dash in ("–", "-") and second.isdigit() else 0

    def is_joint(self, at: int) -> bool:
        """A hyphen with no space around it: that of "Wade-Brown"."""
        inside = 0 < at < len(self.texts) - 1 and self.texts[at] in ("-", "‐", "‑")
        return inside and not self.spaced[at] and not self.spaced[at - 1]

    def last_word(self, name: Name) -> int:
        """Where the last word of a name begins: at the Wade of "Celia Wade-Brown"."""
        at = name.end - 1
        while at - 2 >= name.start and self.is_joint(at - 1):
            at -= 2
        return at

    def who_follows(self, at: int) -> bool:
        """Is what ends before this token told of as a person: "Osborn, who"?"""
        return self.lower[at : at + 1] == [","] and self.lower[at + 1 : at + 2] in (["who"], ["whose"])

    def lines(self) -> Iterator[tuple[int, int]]:
        start = 0
        for at, text in enumerate(self.texts):
            if "\n" in text:
                yield start, at
                start = at + 1
        yield start, len(self.texts)

    def _headline_tokens(self) -> Iterator[int]:
        """Tokens of lines in which most of the longer words begin with a capital; only a title may end in a stop."""
        for start, end in self.lines():
            if start == end:
                continue
            if start and self.lower[start] == "by":
                continue  # a byline
            stopped = self.texts[end - 1] == "."
            if stopped and (start or end == len(self)):
                continue
            words = [text for text in self.texts[start:end] if len(text) > 3 and text.isalpha()]
            share = HEADLINE_WITH_STOP if stopped else HEADLINE
            fewest = 3 if start == 0 and end < len(self) else 4
            if len(words) >= fewest and sum(word[0].isupper() for word in words) >= share * len(words):
                yield from range(start, end)


class Found:
    """The names of a document, none over another; putting one removes those it lies over."""

    def __init__(self) -> None:
        self.at: dict[int, Name] = {}  #: token → the name it is in

    def __iter__(self) -> Iterator[Name]:
        return iter(sorted(set(self.at.values())))

    def put(self, name: Name) -> None:
        for other in self.touching(name.start, name.end):
            self.remove(other)
        for token in range(name.start, name.end):
            self.at[token] = name

    def remove(self, name: Name) -> None:
        for token in range(name.start, name.end):
            self.at.pop(token, None)

    def touching(self, start: int, end: int) -> list[Name]:
        return sorted({name for token in range(start, end) if (name := self.at.get(token)) is not None})
