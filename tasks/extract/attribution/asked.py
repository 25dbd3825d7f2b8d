"""Questions that a sentence begins with, as claims of nobody: "Asked whether rents fell, she laughed".

PolNeAR's annotators marked 36 of 38 in its training articles; the model finds half of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from tasks.extract.annotations import Attribution, chars
from tasks.extract.attribution.layers import has_cue
from tasks.extract.lexicon import words

CONFIDENCE = 0.8
ASKING = words("how if what when where whether which who why")
#: Words that may stand between "asked" and the question: "Asked on Monday whether".
_ADJUNCT = 6


def asked(doc: Doc, claims: Sequence[Attribution]) -> Iterator[Attribution]:
    """The claims of this kind at which none of `claims` has its cue."""
    for verb in doc:
        if verb.lower_ != "asked" or verb.tag_ not in ("VBN", "VBD") or not _begins(verb):
            continue
        question = next((child for child in verb.rights if _asks(child, verb)), None)
        where = chars(doc[verb.i : verb.i + 1])
        if question is None or has_cue(claims, where):
            continue
        last = question.right_edge
        while last.is_punct:
            last = last.nbor(-1)
        content = chars(doc[question.left_edge.i : last.i + 1])
        yield Attribution(content=(content,), cue=(where,), confidence=CONFIDENCE)


def _begins(verb: Token) -> bool:
    """Whether a sentence begins with "Asked" or "When asked"."""
    first = verb if verb.is_sent_start or verb.i == 0 else verb.nbor(-1)
    return bool(first.is_sent_start or first.i == 0) and first.lower_ in ("asked", "but", "when")


def _asks(clause: Token, verb: Token) -> bool:
    return clause.left_edge.lower_ in ASKING and clause.left_edge.i - verb.i <= _ADJUNCT
