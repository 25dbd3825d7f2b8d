"""Signed quotations: a line in quotation marks with a dash and a name behind it, or on the next line, is that person's.

So are pull quotes, voices from the street, readers' letters and reviews set. PolNeAR's annotators marked all 31 in its
train and dev articles, with the dash for a cue. The model finds few: it learned from seven of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tasks.extract.annotations import Attribution, Chars
from tasks.extract.attribution.layers import kept
from tasks.extract.attribution.windows import QUOTE_CLOSES, QUOTE_OPENS, fold, paragraph_spans
from tasks.extract.lexicon import words

#: How sure a signed quotation is.
CONFIDENCE = 0.9

_DASH = r"(?P<dash>[–—―‒]|--?)"
_SIGNATURE = re.compile(rf"\s*{_DASH}\s*(?P<name>[^\W\d_][^\n,;:!?()\"“”]*)(?P<told>[,(][^\n\"“”]*)?$")
_PARTICLES = words("al bin da de del der di do dos du el la le van von y")
_NAME_WORDS = 6
_LEAST = 3  #: words of a quotation; fewer are a title with its author
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SENTENCE_END = re.compile(r"[.!?…]\W*$")


@dataclass(frozen=True, slots=True)
class Signed:
    """A quotation, and who signs it."""

    quotation: Chars
    dash: Chars
    name: Chars
    signature: Chars  #: the dash, the name and what is told of its bearer


def signed(text: str) -> Iterator[Signed]:
    """The signed quotations of a text, in text order."""
    quoted: Chars | None = None  # the paragraph before, where all of it is one quotation
    for start, end in paragraph_spans(text):
        _, place = fold(text[start:end])
        own = None
        if place[0] == QUOTE_OPENS and QUOTE_CLOSES in place:
            own = Chars(start, end - place[::-1].index(QUOTE_CLOSES))
        match = _SIGNATURE.match(text, own.end if own else start, end)
        quotation = own or quoted
        if match and quotation and _is_name(match["name"]) and _is_said(text[slice(*quotation)], match["told"] or ""):
            name = Chars(match.start("name"), match.start("name") + len(match["name"].rstrip(" \t.")))
            yield Signed(quotation, Chars(*match.span("dash")), name, Chars(match.start("dash"), match.end()))
        quoted = own if own and not text[own.end : end].strip() else None


def _is_said(quotation: str, told: str) -> bool:
    """Whether it is no title: of an article with its outlet and year, or of a few words."""
    titled = _YEAR.search(told) and not _SENTENCE_END.search(quotation)
    return not titled and len(quotation.split()) >= _LEAST


def _is_name(text: str) -> bool:
    parts = text.split()
    return len(parts) <= _NAME_WORDS and all(part[0].isupper() or part in _PARTICLES for part in parts)


def with_signed(text: str, claims: Sequence[Attribution]) -> list[Attribution]:
    """The claims and, after them, the signed quotations.

    A claim of which the signature is a part goes; one that reached into the quotation from outside ends before it.
    """
    found = list(signed(text))
    if not found:
        return list(claims)
    apart = [_apart(claim, found) for claim in claims]
    rest = kept([one or claim for one, claim in zip(apart, claims, strict=True)], [one is not None for one in apart])
    return rest + [Attribution((s.quotation,), (s.dash,), (s.name,), CONFIDENCE) for s in found]


def _apart(claim: Attribution, found: Sequence[Signed]) -> Attribution | None:
    """The claim without what is somebody else's by their signature; None where nothing is left of it."""
    content = claim.content
    for one in found:
        marks = (*claim.source, *claim.cue)
        if any(_meet(span, one.signature) for span in (*marks, *content)):
            return None
        if not any(_meet(span, one.quotation) for span in marks):
            content = tuple(span for span in content if not _meet(span, one.quotation))
    return replace(claim, content=content) if content else None


def _meet(a: Chars, b: Chars) -> bool:
    return a.start < b.end and b.start < a.end
