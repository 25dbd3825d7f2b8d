"""Persons beside a body, with no office between: "Osborn of the Vell Group", "Ada Osborn (D-Vt.)"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from tasks.extract.annotations import Chars
from tasks.extract.mentioned import Mentioned
from tasks.extract.names.words import PARTIES_OF_SEATS
from tasks.extract.roles.words import FORMER

_DESCRIBING = 5  #: tokens among which a body begins behind "of"


def belongings(mentioned: Mentioned) -> Iterator[tuple[int, int, str, Chars]]:
    """Person, organisation, status, evidence, with no office between: "Osborn of the Vell Group"."""
    for number, (mention, span) in enumerate(zip(mentioned.mentions, mentioned.spans, strict=True)):
        if mention.kind != "name" or mention.label != "PERSON" or mention.chain is None:
            continue
        body = _owner(mentioned, span) if span.start > 1 else None
        body = _of_body(mentioned, span) if body is None else body
        if body is not None and mentioned.mentions[body].label == "ORG":
            named = mentioned.spans[body]
            ends = min(span.start_char, named.start_char), max(span.end_char, named.end_char)
            between = mentioned.doc[span.end : named.start]
            status = "former" if any(token.lower_ in FORMER for token in between) else "asserted"
            yield number, body, status, Chars(*ends)


def seats(mentioned: Mentioned) -> Iterator[tuple[int, str]]:
    """Person and party of "Ada Osborn (D-Vt.)"."""
    for number, (mention, span) in enumerate(zip(mentioned.mentions, mentioned.spans, strict=True)):
        if mention.label == "PERSON" and mention.chain is not None and span.end + 1 < len(mentioned.doc):
            party = party_of_seat(mentioned.doc[span.end + 1])
            if party is not None:
                yield number, party


def _owner(mentioned: Mentioned, span: Span) -> int | None:
    return mentioned.mention_at.get(span.start - 2) if mentioned.doc[span.start - 1].tag_ == "POS" else None


def _of_body(mentioned: Mentioned, span: Span) -> int | None:
    """Of "Osborn of the Vell Group" and "Osborn (Vell Party)": the body."""
    at = span.end
    if at + 2 < len(mentioned.doc) and mentioned.doc[at].text == "(":
        number = mentioned.mention_at.get(at + 1)
        return number if number is not None and _is_party_in_brackets(mentioned, number) else None
    at += at < len(mentioned.doc) and mentioned.doc[at].text == ","
    at += at < len(mentioned.doc) and mentioned.doc[at].lower_ in FORMER | {"also"}
    if at >= len(mentioned.doc) or mentioned.doc[at].lower_ not in ("of", "from"):
        return None
    return _described(mentioned, at + 1)


def _described(mentioned: Mentioned, at: int) -> int | None:
    """The body that begins at a token, or behind what it is: "the firm Vell", "the Lyon-based Vell Group"."""
    for token in mentioned.doc[at : at + _DESCRIBING]:
        number = mentioned.mention_at.get(token.i)
        if number is None:
            if token.pos_ not in ("DET", "ADJ", "NOUN") and token.lower_ not in ("-", "based"):
                return None
        elif mentioned.mentions[number].label not in ("GPE", "NORP"):
            return number if mentioned.spans[number].start == token.i else None
    return None


def _is_party_in_brackets(mentioned: Mentioned, number: int) -> bool:
    chain, end = mentioned.mentions[number].chain, mentioned.spans[number].end
    closed = end < len(mentioned.doc) and mentioned.doc[end].text == ")"
    return closed and chain is not None and mentioned.chains[chain].kind == "political_party"


def party_of_seat(initial: Token) -> str | None:
    """The party that the D of "Ada Osborn (D-Vt.)" or "Ada Osborn, D-Vt.," stands for."""
    if not 0 < initial.i < len(initial.doc) - 1 or initial.nbor(-1).text not in ("(", ","):
        return None
    return PARTIES_OF_SEATS.get(initial.text) if initial.nbor(1).text in ("-", "–") else None
