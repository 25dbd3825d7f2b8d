"""Reports that trail their content, as claims: "They were paid late, they found", "Glacier melts faster, robot finds".

The model, which is sure of "said" in this place, overlooks rarer verbs. Of 26 verbs behind a clause that it passed over
in 240 articles, of PolNeAR's training and of our own, the four that end their sentence report it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from tasks.extract.annotations import Attribution, chars
from tasks.extract.attribution.layers import has_cue
from tasks.extract.cues import look_up
from tasks.extract.lexicon import words

CONFIDENCE = 0.8
ACTS = words("know predict report say show think")
FINITE = frozenset({"VBD", "VBP", "VBZ"})
_LEAST = 3  #: words of what is reported


def trailing(doc: Doc, claims: Sequence[Attribution]) -> Iterator[Attribution]:
    """The claims of this kind at which none of `claims` has its cue or content."""
    for sentence in doc.sents:
        verb = _last_word(sentence)
        if verb.tag_ not in FINITE or verb.pos_ != "VERB":
            continue
        where = chars(doc[verb.i : verb.i + 1])
        said = any(span.start <= where.start < span.end for claim in claims for span in claim.content)
        parts = None if said or has_cue(claims, where) else _parts(verb)
        cue, _ = look_up(verb) if parts else (None, None)
        if parts is not None and cue is not None and cue.act in ACTS:
            content, source = parts
            yield Attribution((chars(content),), (where,), (chars(source),), CONFIDENCE)


def _parts(verb: Token) -> tuple[Span, Span] | None:
    """The clause before a comma and the verb's subject behind it."""
    doc = verb.doc
    clause = next((c for c in verb.lefts if c.dep_ == "ccomp" and c.pos_ in ("AUX", "VERB")), None)
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    if clause is None or subject is None or not clause.right_edge.i < subject.left_edge.i:
        return None
    comma = doc[subject.left_edge.i - 1]
    content = doc[clause.left_edge.i : comma.i]
    if comma.text != "," or len(content) < _LEAST or subject.right_edge.i + 1 != verb.i:
        return None
    return content, doc[subject.left_edge.i : verb.i]


def _last_word(sentence: Span) -> Token:
    end = sentence.end
    while end > sentence.start + 1 and (sentence.doc[end - 1].is_space or sentence.doc[end - 1].text == "."):
        end -= 1
    return sentence.doc[end - 1]
