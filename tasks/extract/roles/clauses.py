"""Offices that a verb gives: "Osborn is the mayor", "Osborn, elected as mayor,"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from tasks.extract.mentioned import Mentioned
from tasks.extract.roles.phrases import MOST_BEFORE, MOST_TOKENS
from tasks.extract.roles.statement import RoleStatement, stated_by_phrase
from tasks.extract.roles.verbs import BECOME, DISMISS, GIVEN, LOOK_AHEAD, ONLY_AS
from tasks.extract.roles.words import is_plural, is_role

_CHILDREN = 12  #: tokens right of a verb among which its complement is looked for


def clause(mentioned: Mentioned, number: int, span: Span) -> Iterator[RoleStatement]:
    """ "Osborn is the mayor", "Osborn, who became leader of …", "Osborn, newly elected as …"."""
    for verb in _becoming(mentioned, span):
        head = _complement(mentioned, verb, span.end - 1 if span.start > verb.i else verb.i)
        if head is None:
            continue
        start = max(head.left_edge.i, head.i - MOST_BEFORE)
        if start <= span.start < head.i:
            start = span.end  # "named Ada Osborn chief executive"
        end = min(head.right_edge.i + 1, head.i + MOST_TOKENS)
        yield from stated_by_phrase(mentioned, number, mentioned.doc[start:end], head, "clause", span, verb)


def _becoming(mentioned: Mentioned, span: Span) -> Iterator[Token]:
    """The verbs that may give an office to who is named there."""
    root = span.root
    if root.dep_ == "appos" and root.head.i < span.start and root.head.i not in mentioned.mention_at:
        root = root.head  # "her deputy, Ada Osborn, is acting director"
    if root.dep_ in ("dobj", "oprd") and root.head.lemma_.casefold() in GIVEN | DISMISS:
        yield root.head
    office = root.head
    if root.dep_ in ("nmod", "compound") and is_role(office) and office.head.lemma_.casefold() in GIVEN:
        yield office.head  # "named Ada Osborn chief executive"
    if root.dep_ in ("nsubj", "nsubjpass"):
        yield from _gives(root.head, root.dep_ == "nsubjpass")
        if root.head.lemma_.casefold() in LOOK_AHEAD | {"deny"}:
            yield from (token for token in root.head.rights if token.dep_ == "xcomp" and token.lemma_ in BECOME)
    for token in mentioned.doc[span.end : min(len(mentioned.doc), span.end + 6)]:
        if token.is_sent_start:
            return
        if token.head.i == root.i and token.dep_ in ("relcl", "acl"):
            passive = token.dep_ == "acl" or any(child.dep_ == "nsubjpass" for child in token.lefts)
            yield from _gives(token, passive)


def _gives(verb: Token, passive: bool) -> Iterator[Token]:
    lemma = verb.lemma_.casefold()
    runs = lemma == "run" and verb.tag_ != "VBD"  # for an office
    done_to_it = lemma in GIVEN | DISMISS
    if runs or (lemma in BECOME | ONLY_AS and (passive or not done_to_it)):
        yield verb


def _complement(mentioned: Mentioned, verb: Token, last: int) -> Token | None:
    """The office that a verb gives; last: the token after which it may stand, the verb's or the name's own."""
    if verb.lemma_ == "run":
        for preposition in verb.rights:
            if preposition.lower_ == "for":
                return next((noun for noun in preposition.rights if is_role(noun) and not is_plural(noun)), None)
        return None
    as_seen = False
    for token in mentioned.doc[last + 1 : last + 1 + _CHILDREN]:
        if token.is_sent_start:
            return None
        if token.lower_ == "as" and token.head.i == verb.i:
            as_seen = True
        if is_role(token) and not is_plural(token):
            direct = token.head.i == verb.i and token.dep_ in ("attr", "oprd", "dobj")
            direct &= verb.lemma_.casefold() not in ONLY_AS
            if direct or (as_seen and token.dep_ == "pobj" and token.head.lower_ == "as"):
                return token
    return None
