"""Names of firms and bodies in several pieces: "Energy and Mines Ministry", "PT Sinar Kayu", "WWF Peru"."""

from __future__ import annotations

from tasks.extract.knowledge.reference_table import ReferenceTable
from tasks.extract.lexicon import words
from tasks.extract.names.capitals import uncovered_proper_nouns
from tasks.extract.names.tokens import Found, Name, Tokens
from tasks.extract.names.words import ARTICLES, FIELDS, HEAD_WORDS, POSSESSIVES, ROLES

#: What ends the names of bodies that have several fields of work.
_OF_FIELDS = words(
    """
    Ministry Authority Department Committee Commission Agency Council Office Bureau Tribunal Board Directorate
    Inspectorate Administration Secretariat Service Services Association Federation Union Institute Institution
    Corporation Centre Center Organization Organisation Foundation Fund Society Court Bank
    """
)
_LEADS = ARTICLES | words("its their his her our my your former new") | POSSESSIVES
#: Bodies and persons of whom the country speaks without a name.
_NO_FIELDS = words("government opposition army police president parliament cabinet court church king queen")
_LONGEST = 6  #: tokens of the first part at most
#: Legal forms that stand before a firm's name and belong to it.
_FORMS_BEFORE = words("PT OOO OAO PAO ZAO PJSC")


def join_fields(tokens: Tokens, found: Found, table: ReferenceTable) -> None:
    """ "Energy" and "Mineral Resources Ministry": one body whose fields "and" joins.

    "the FBI and Justice Department" are two: the first is known, an acronym, or stands alone elsewhere.
    """
    alone = alone_elsewhere(tokens, found)
    for name in found:
        conjunction = name.start - 1
        if conjunction < 2 or tokens.lower[conjunction] not in ("and", "&") or name.start in tokens.headlines:
            continue
        if tokens.texts[name.end - 1] not in _OF_FIELDS or name.size < 2 or name.label in ("PERSON", "WORK_OF_ART"):
            continue
        start = first_field(tokens, conjunction)
        if start == conjunction or tokens.lower[start - 1] not in _LEADS:
            continue
        touched = found.touching(start, conjunction)
        if any(other.start < start or other.label in ("PERSON", "GPE", "NORP") for other in touched):
            continue
        first = tokens.text(start, conjunction)
        ordinary = first.casefold() in FIELDS or (not table.senses(first) and first not in alone)
        if ordinary and all(is_field(tokens, at) for at in range(start, conjunction)):
            found.put(Name(start, name.end, "ORG"))


def alone_elsewhere(tokens: Tokens, found: Found) -> set[str]:
    """What stands in the document as a name with no "and" after it."""
    return {tokens.text(name.start, name.end) for name in found if tokens.lower[name.end : name.end + 1] != ["and"]}


def first_field(tokens: Tokens, conjunction: int) -> int:
    """Where the capitalised words before a conjunction begin, and a list of them: "Housing, Lands and Water"."""
    start = conjunction
    while conjunction - start < _LONGEST and start > 1:
        at = start - 1
        comma = tokens.texts[at] == "," and at > 1 and start < conjunction and is_field(tokens, at - 1)
        if not (comma or (tokens.is_capitalised(at) and tokens.lower[at] not in ARTICLES)):
            break
        start = at
    return start


def is_field(tokens: Tokens, at: int) -> bool:
    """May this word be one of the fields a body works in? No acronym is, nor what itself ends a body's name."""
    text = tokens.texts[at]
    if text == ",":
        return True
    plain = text.isalpha() and text.istitle() and text not in HEAD_WORDS
    return plain and tokens.lower[at] not in ROLES | _NO_FIELDS


def complete_firms(tokens: Tokens, found: Found) -> None:
    """A firm's legal form before its name: "PT" and "Sinar Kayu", whatever the recogniser took them for."""
    free = dict(uncovered_proper_nouns(tokens, found))
    for at, text in enumerate(tokens.texts[:-1]):
        if text not in _FORMS_BEFORE or not tokens.spaced[at] or at in tokens.headlines:
            continue
        after = found.at.get(at + 1)
        end = after.end if after is not None else free.get(at + 1, free.get(at, at + 1))
        rest = tokens.texts[at + 1 : end]
        if rest and all(word[0].isupper() for word in rest) and not all(word.isupper() for word in rest):
            found.put(Name(at, end, "ORG"))


def join_country_offices(tokens: Tokens, found: Found, table: ReferenceTable) -> None:
    """ "WWF Colombia said": a body's acronym, or a body of the reference table, and the country of its office.

    Not before a noun, where country and noun belong together ("the UN Syria envoy"), and not in a headline.
    """
    for name in found:
        at = name.start - 1
        if name.label != "GPE" or at < 0 or at in tokens.headlines or not tokens.spaced[at]:
            continue
        country = table.sense(tokens.text(name.start, name.end))
        if country is None or country.label != "GPE" or not is_body(tokens, found, table, at):
            continue
        whole = found.at.get(at)
        start = whole.start if whole is not None else at
        ends = name.end >= len(tokens) or tokens.pos[name.end] not in ("NOUN", "PROPN", "ADJ", "NUM")
        if ends and not (whole is not None and whole.end != name.start):
            found.put(Name(start, name.end, "ORG"))


def is_body(tokens: Tokens, found: Found, table: ReferenceTable, at: int) -> bool:
    """Is this token a body's name: in the reference table, or an acronym that no place is called by?"""
    text, whole = tokens.texts[at], found.at.get(at)
    if whole is not None and (whole.size > 1 or whole.label not in ("ORG", "PRODUCT")):
        return False
    senses = table.senses(text)
    if senses:
        return all(sense.label == "ORG" for sense in senses)
    return text.isalpha() and text.isupper() and 3 <= len(text) <= 7 and tokens.pos[at] == "PROPN"


def add_glosses(tokens: Tokens, found: Found) -> None:
    """The acronym in brackets right after the name of a body, of another language's words, too.

    "Transport Regulatory Authority (TRA)", "National Institute of Civil Defence (INDECI)".
    """
    for name in found:
        at = name.end + 1
        if name.label != "ORG" or at + 1 >= len(tokens) or at in found.at or name.size < 2:
            continue
        text = tokens.texts[at]
        bracketed = tokens.texts[at - 1] == "(" and tokens.texts[at + 1] == ")"
        acronym = text.isalpha() and text.isupper() and 2 <= len(text) <= 10
        if bracketed and acronym:
            found.put(Name(at, at + 1, "ORG"))
