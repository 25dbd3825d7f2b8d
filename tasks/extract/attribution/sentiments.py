"""Feelings of a group as claims: "concern among farmers about the dam", "skepticism among voters that it will pay".

The model, which learned from annotators who marked few of them, is too unsure of these to report them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from tasks.extract.annotations import Attribution, Chars, chars
from tasks.extract.cues import look_up

#: Two of the three that stand in PolNeAR's articles are claims to its annotators.
CONFIDENCE = 0.6
ACTS = frozenset({"criticise", "feel", "predict", "question", "support", "think"})
ABOUT = frozenset({"about", "at", "concerning", "over", "regarding", "toward", "towards"})


def sentiments(doc: Doc, claims: Sequence[Attribution]) -> Iterator[Attribution]:
    """The claims of this kind at which none of `claims` has its cue or source."""
    for among in doc:
        if among.lower_ != "among" or among.i == 0 or among.head.i != among.i - 1:
            continue
        noun, group = among.head, next((child for child in among.rights if child.dep_ == "pobj"), None)
        cue, _ = look_up(noun)
        if noun.pos_ != "NOUN" or group is None or cue is None or cue.act not in ACTS:
            continue
        source = _phrase(group)
        content = _content(noun, among, group)
        if content is not None and not _taken(claims, noun, source):
            first = next((child for child in noun.lefts if child.dep_ in ("amod", "compound")), noun)
            yield Attribution(
                content=(content,), cue=(chars(doc[first.i : noun.i + 1]),), source=(source,), confidence=CONFIDENCE
            )


def _phrase(group: Token) -> Chars:
    """The group's noun with what stands before it, and "of …"."""
    end = max([group.i, *(child.right_edge.i for child in group.rights if child.lower_ == "of")])
    return chars(group.doc[group.left_edge.i : end + 1])


def _content(noun: Token, among: Token, group: Token) -> Chars | None:
    """What follows "about", or the clause with "that", wherever the parser hangs it."""
    doc = noun.doc
    for token in (*noun.rights, *among.rights, *group.rights, *noun.head.rights):
        if token.i <= group.i or token.left_edge.i > group.right_edge.i + 2:
            continue
        clause = token.dep_ in ("acl", "ccomp") and token.left_edge.lower_ == "that"
        regards = token.lower_ in ABOUT and token.dep_ in ("prep", "acl", "pcomp")
        if clause or regards:
            return chars(doc[token.left_edge.i : token.right_edge.i + 1])
    return None


def _taken(claims: Sequence[Attribution], noun: Token, source: Chars) -> bool:
    spans = [span for claim in claims for span in (*claim.cue, *claim.source)]
    return any(
        (span.start <= noun.idx < span.end) or (span.start < source.end and source.start < span.end) for span in spans
    )
