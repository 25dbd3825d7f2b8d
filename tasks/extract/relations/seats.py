"""Where bodies and persons are based and what place lies in which: "the Lyon-based Vell Group", "Lyon, France"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from tasks.extract.annotations import Relation
from tasks.extract.lexicon import words
from tasks.extract.relations.statements import Statements

_STANDING = words("based headquartered located situated")
TRIGGERS = _STANDING | {"headquarters"}
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_SEATED = frozenset({"ORG", "PERSON"})
_ADJECTIVES = 6  #: tokens between "Lyon-based" and what is based there
_SETTLEMENTS = words(
    "town city village suburb port district province region county island state neighborhood neighbourhood resort"
)
#: What is called one of these stands somewhere: of "the Vell Institute in Lyon" one knows where it is.
_INSTITUTIONS = words(
    """
    academy cathedral center centre church clinic college conservatory court gallery hospital institute institution
    laboratory library mosque museum observatory school seminary synagogue theater theatre university zoo
    """
)


def seats(statements: Statements, token: Token) -> Iterator[Relation]:
    """What one of `TRIGGERS` states where it stands."""
    doc = statements.doc
    if token.lower_ == "headquarters":
        pairs = _has_headquarters(statements, token)
    elif token.i + 1 < len(doc) and token.nbor(1).lower_ in ("in", "at"):
        pairs = _based_in(statements, token)
    else:
        pairs = _place_based(statements, token)
    for subject, place in pairs:
        predicate = "based_in" if statements.label(subject) in _SEATED else "located_in"
        yield statements.relation(subject, predicate, place, statements.status(subject, token.i))


def _has_headquarters(statements: Statements, token: Token) -> Iterator[tuple[int, int]]:
    """ "The Vell Group has its headquarters in Lyon"."""
    if token.i + 1 == len(statements.doc) or token.nbor(1).lower_ != "in" or token.head.lemma_ != "have":
        return
    place = _place(statements, token.i + 2)
    if place is None:
        return
    for subject in statements.subjects(token.head)[0]:
        if statements.label(subject) == "ORG":
            yield subject, place


def _based_in(statements: Statements, token: Token) -> Iterator[tuple[int, int]]:
    """ "Ada Osborn, an analyst based in Lyon", "the Vell Group, headquartered in Lyon", "it is based in Lyon"."""
    place = _place(statements, token.i + 2)
    subject = _modified(statements, token)
    if subject is None:
        subject = next(iter(statements.subjects(token)[0]), None)
    stands = _SEATED if token.lower_ in ("based", "headquartered") else _SEATED | _PLACES
    if place is not None and subject is not None and statements.label(subject) in stands:
        yield subject, place


def _place(statements: Statements, token_index: int) -> int | None:
    """The place named there, perhaps after "the northern town of"."""
    place = statements.starting(
        token_index, 6, words("the a an town city village northern southern eastern western of")
    )
    return place if place is not None and statements.label(place) in _PLACES else None


def _modified(statements: Statements, token: Token) -> int | None:
    """The mention that a participle is about, right before it or through the apposition that it stands in."""
    number = statements.ending(token.i)
    if number is not None and statements.label(number) in _SEATED:
        return number
    noun = token.head
    if token.dep_ in ("acl", "amod") and noun.pos_ == "NOUN":
        number = statements.mention_at.get(noun.i)
        number = statements.ending(noun.left_edge.i) if number is None else number
        return number if number is not None and statements.label(number) in _SEATED else None
    return None


def _place_based(statements: Statements, token: Token) -> Iterator[tuple[int, int]]:
    """ "The Lyon-based Vell Group", "Ada Osborn, a Lyon-based analyst", "the Lyon-based company"."""
    doc = statements.doc
    place = statements.mention_at.get(token.i - 2) if token.i > 1 and token.nbor(-1).text == "-" else None
    if place is None or statements.label(place) != "GPE":
        return
    ahead = (statements.mention_at.get(token.i + 1 + i) for i in range(_described(token)))
    subject = next((number for number in ahead if number is not None), None)
    before = statements.spans[place].start - 1
    if subject is None and before > 1 and doc[before].lower_ in ("a", "an", "the") and doc[before - 1].text == ",":
        subject = statements.ending(before)
    if subject is not None and statements.label(subject) in _SEATED:
        yield subject, place


def _described(token: Token) -> int:
    """Up to how many tokens after "based" what is based there may be named: nouns and adjectives."""
    following = token.doc[token.i + 1 : token.i + 1 + _ADJECTIVES]
    return next((n for n, word in enumerate(following) if word.pos_ not in ("NOUN", "ADJ", "PROPN")), len(following))


def institutions(statements: Statements) -> Iterator[Relation]:
    """ "The Vell Institute in Lyon", "a chemist at Vell in Lyon"; a building lies there."""
    of_persons = {s.affiliation for s in statements.doc._.role_statements if s.kind == "apposition"}
    for number in statements.named():
        if statements.label(number) not in ("ORG", "FAC") or statements.mentions[number].kind != "name":
            continue
        span = statements.spans[number]
        place = _place_behind(statements, span)
        stands = span[0].lower_ in _INSTITUTIONS or span[-1].lower_ in _INSTITUTIONS
        if place is not None and (stands or (number in of_persons and statements.kind(number) != "political_party")):
            predicate = "based_in" if statements.label(number) == "ORG" else "located_in"
            yield statements.relation(number, predicate, place, "asserted", 0.7)


def _place_behind(statements: Statements, span: Span) -> int | None:
    doc = statements.doc
    at = _behind_what_it_is(doc, span.end)
    if at + 1 >= len(doc) or doc[at].lower_ != "in":
        return None
    place = statements.mention_at.get(at + 1)
    return place if place is not None and statements.label(place) == "GPE" else None


def _behind_what_it_is(doc: Doc, at: int) -> int:
    """The token after "a laboratory" in "the Vell Centre, a laboratory in Lyon"; the same where no such words stand."""
    if at + 1 >= len(doc) or doc[at].text != "," or doc[at + 1].lower_ not in ("a", "an", "the"):
        return at
    described = doc[at + 2 : at + 2 + _ADJECTIVES]
    return next((token.i for token in described if token.pos_ not in ("ADJ", "NOUN")), at)


def places(statements: Statements) -> Iterator[Relation]:
    """ "in Lyon, France," but not a list: "Lyon, France and Marn"; "Lyon, a town in France"."""
    for number in statements.named():
        mention = statements.mentions[number]
        if mention.label in ("GPE", "FAC") and mention.kind == "name" and statements.kind(number) != "country":
            whole = _whole(statements, number)
            if whole is not None and not statements.same(whole, number):
                yield statements.relation(number, "located_in", whole, "asserted", 0.85)


def _whole(statements: Statements, number: int) -> int | None:
    """The place in which the words behind a place say that it lies."""
    doc, span = statements.doc, statements.spans[number]
    of_a_town = span.start > 1 and doc[span.start - 1].lower_ == "of" and doc[span.start - 2].lower_ in _SETTLEMENTS
    comma = span.end < len(doc) and doc[span.end].text == ","
    at = span.end + comma
    if comma and at in statements.mention_at:
        return _beside(statements, span, statements.mention_at[at])
    if comma:
        at = _behind_settlement(statements, at)
    if (comma or of_a_town) and at + 1 < len(doc) and doc[at].lower_ == "in":
        return _gpe(statements, statements.starting(at + 1, 4, words("the northern southern eastern western central")))
    return None


def _behind_settlement(statements: Statements, at: int) -> int:
    """The token after "a small town" in "Lyon, a small town in France"; the same where no such words stand."""
    doc = statements.doc
    if at >= len(doc) or doc[at].lower_ not in ("a", "an", "the"):
        return at
    for token in doc[at + 1 : at + 1 + _ADJECTIVES]:
        if token.lower_ in _SETTLEMENTS:
            return token.i + 1
        if token.pos_ not in ("ADJ", "NOUN"):
            break
    return at


def _gpe(statements: Statements, number: int | None) -> int | None:
    whole = number is not None and statements.label(number) == "GPE" and not statements.modifies(number)
    return number if whole else None


def _beside(statements: Statements, span: Span, whole: int) -> int | None:
    """The France of "in Lyon, France,", where it is no list, and of a dateline."""
    doc = statements.doc
    end = statements.spans[whole].end
    if statements.label(whole) != "GPE":
        return None
    after = doc[end].text if end < len(doc) else "."
    heads_article = _opens_paragraph(span) and after in ("(", "—", "–", "-", "--", ",", ":")
    led = span.start and doc[span.start - 1].pos_ == "ADP"
    closed = after in (",", ".", ")", ";") or (end < len(doc) and doc[end].is_space)
    return whole if heads_article or (led and closed and not _in_list(statements, span, end)) else None


def _opens_paragraph(span: Span) -> bool:
    return span.start == 0 or "\n" in span.doc[span.start - 1].text


def _in_list(statements: Statements, span: Span, end: int) -> bool:
    doc = statements.doc
    before = span.start > 1 and doc[span.start - 1].text == ","
    after = doc[end : end + 3]
    return before or any(
        token.lower_ in ("and", "or") or token.i in statements.mention_at for token in after if not token.is_sent_start
    )
