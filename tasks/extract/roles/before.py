"""Offices before a name: "German Chancellor Ada Osborn", "the mayor of Vell, Ada Osborn"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from tasks.extract.annotations import Chars
from tasks.extract.lexicon import words
from tasks.extract.mentioned import Mentioned
from tasks.extract.roles.phrases import MOST_BEFORE
from tasks.extract.roles.statement import RoleStatement, stated, stated_by_phrase
from tasks.extract.roles.words import is_plural, is_role

_AFTER_OFFICES = words("of at for to in from with")
_HONORIFICS = words("mr mrs ms miss dr sir dame lord lady mr. mrs. ms. dr.")
_ELECT = words("elect designate")


def before(mentioned: Mentioned, number: int, span: Span) -> Iterator[RoleStatement]:
    """ "Foreign Ministry spokesman Ada Osborn", "the mayor of Vell, Ada Osborn"."""
    doc, end = mentioned.doc, span.start
    start = end
    while start > max(0, end - MOST_BEFORE) and _modifies(mentioned, doc[start - 1]) and not doc[start].is_sent_start:
        start -= 1
    while start < end and doc[start].lower_ in _HONORIFICS:
        start += 1
    last = end - 1
    if last >= start + 2 and doc[last].lower_ in _ELECT and doc[last - 1].text == "-":
        last -= 2  # the President of "President-elect Ada Osborn"
    if last - 1 >= start and doc[last].is_title and doc[last - 1].is_lower and is_role(doc[last - 1]):
        end, last = last, last - 1  # a title between the office and the name: "party director Gen. Ada Osborn"
    head = _office_of(mentioned, last) or doc[last]
    if head.i < start:
        start = head.i
        while (
            start > max(0, end - MOST_BEFORE) and _modifies(mentioned, doc[start - 1]) and not doc[start].is_sent_start
        ):
            start -= 1
    if start < end and is_role(head) and not is_plural(head):
        yield from stated(mentioned, number, doc[start:end], head, "before", Chars(doc[start].idx, span.end_char))
        yield from _outer(mentioned, number, span, head, start)
        return
    while end > 1 and doc[end - 1].lower_ in _HONORIFICS:  # "the chairwoman, Dame Ada Osborn"
        end -= 1
    if end > 1 and doc[end - 1].text == ",":
        head = _candidate(_office_before(span.root.head))
        described = span.root.dep_ == "appos" and is_role(head) and not is_plural(head)
        described &= head.dep_ != "appos" or any(left.tag_ == "WP$" for left in head.lefts)
        if described and head.i < end - 1 and head.i not in mentioned.mention_at and not is_plural(head):
            phrase = doc[max(head.left_edge.i, head.i - MOST_BEFORE) : end - 1]
            yield from stated_by_phrase(mentioned, number, phrase, head, "apposition", span)


def _outer(mentioned: Mentioned, number: int, span: Span, head: Token, start: int) -> Iterator[RoleStatement]:
    """The founder of "its founder, the Lyon-born tycoon Ada Osborn", to which the role before the name is apposed.

    head, start: of the role right before the name.
    """
    at = start - 1
    while at > max(0, start - MOST_BEFORE) and mentioned.doc[at].text != "," and not mentioned.doc[at].is_sent_start:
        at -= 1
    inner = head if head.dep_ == "appos" else span.root
    office = inner.head
    if mentioned.doc[at].text != "," or inner.dep_ != "appos" or not is_role(office) or is_plural(office):
        return
    if office.i < at and office.i not in mentioned.mention_at:
        phrase = mentioned.doc[max(office.left_edge.i, office.i - MOST_BEFORE) : at]
        yield from stated_by_phrase(mentioned, number, phrase, office, "apposition", span)


def _office_before(noun: Token) -> Token:
    """The president of "the president of the Vell Commission, Ada Osborn", whom the parser hangs on the body."""
    office = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in _AFTER_OFFICES else noun
    return office if is_role(office) and office.i < noun.i else noun


def _candidate(office: Token) -> Token:
    """The candidate of "the candidate for mayor, Ada Osborn"."""
    sought = office.dep_ == "pobj" and office.head.lower_ == "for" and is_role(office.head.head)
    return office.head.head if sought else office


def _office_of(mentioned: Mentioned, last: int) -> Token | None:
    """The Secretary of "Secretary of State Ada Osborn", where the token at `last` is the State; else null."""
    doc, at = mentioned.doc, last
    while at > max(0, last - MOST_BEFORE) and not doc[at].is_sent_start:
        if doc[at].lower_ == "of":
            return doc[at - 1] if is_role(doc[at - 1]) and doc[at - 1].text[0].isupper() else None
        if not (doc[at].pos_ == "PROPN" or doc[at].lower_ in ("the", "and", "&")) or mentioned.is_person(at):
            return None
        at -= 1
    return None


def _modifies(mentioned: Mentioned, token: Token) -> bool:
    if token.is_space:
        return False
    if token.is_punct or token.lower_ == "in":  # "editor-in-chief"
        hyphens = token.nbor(-1).text == token.nbor(1).text == "-" if 0 < token.i < len(mentioned.doc) - 1 else False
        return token.text in ("-", "’", "'") or hyphens
    if mentioned.is_person(token.i):
        return False
    return (token.pos_ in ("PROPN", "NOUN", "ADJ", "PART") and token.tag_ != "TO") or token.tag_ == "POS"
