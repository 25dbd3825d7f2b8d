"""Where one name begins and ends: what the recogniser took in that is no part of it, and names that it ran together."""

from __future__ import annotations

from collections.abc import Iterator

from tasks.extract.knowledge.reference_table import ReferenceTable
from tasks.extract.lexicon import words
from tasks.extract.names.gender import of_given_name
from tasks.extract.names.places import part_ships
from tasks.extract.names.tokens import QUOTES, Found, Name, Tokens
from tasks.extract.names.words import (
    AFTER_COMMA,
    ARTICLES,
    BEFORE_PERSONS,
    BRACKETS,
    CAPITALISED_WORDS,
    DASHES,
    FIELDS,
    HEAD_WORDS,
    HONOURS,
    JOINING,
    NEVER_NAMES,
    OFFICES,
    PARTICLES,
    POSSESSED,
    POSSESSIVES,
    ROLES,
    SEAT,
    TITLED_WORKS,
)
from tasks.extract.roles.words import ROLES as OCCUPATIONS

#: Words in lower case that bodies have in their names.
_INSIDE = words("against without with from upon into under over sans sous pour para per sobre")
#: What a sentence may begin with before a place's name.
_BESIDE_PLACES = words("neighbouring neighboring nearby")
#: What stands before the last word of an office and belongs to it.
_BEFORE_OFFICES = ROLES | {"vice", "prime", "senior", "foreign", "managing", "first", "interim"}


def mended(tokens: Tokens, name: Name, table: ReferenceTable) -> Iterator[Name]:
    """What is left of one entity: nothing, one name, or several.

    Nothing of a clause ("Elston beat Vell"): what its label is of cannot be told.
    """
    if name.label == "WORK_OF_ART" and closes_quote(tokens, name.start - 1):
        name = speaker(tokens, name)
    verbs = (at for at in range(name.start + 1, name.end - 1) if tokens.pos[at] == "VERB" and tokens.is_lower(at))
    if name.label != "WORK_OF_ART" and any(tokens.texts[at] not in JOINING for at in verbs):
        return
    for part in parts(tokens, name):
        for piece in of_body(tokens, part) or at_office(tokens, part, table) or part_ships(tokens, part) or [part]:
            left = stripped(tokens, piece, table)
            if left is not None and not is_no_name(tokens, left, table):
                yield left


def parts(tokens: Tokens, name: Name) -> Iterator[Name]:
    """The stretches of `name` between line ends, colons, quote marks, brackets, and commas that list names."""
    start = name.start
    for at in range(name.start, name.end):
        text = tokens.texts[at]
        ends = name.label == "ORG" and start < at < name.end - 1 and is_common(tokens, name, at)
        ends = ends or text in BRACKETS or (text in QUOTES and text not in POSSESSIVES) or opens_quote(tokens, at)
        joined = text in ("or", "and") and name.label == "ORG" and at - name.start == 1 and is_pair(tokens, name, at)
        heading = text == ":" and tokens.spaced[at] and name.label != "WORK_OF_ART"
        if ends or heading or joined or "\n" in text or (text == "," and parts_names(tokens, name, at)):
            if at > start:
                yield Name(start, at, name.label)
            start = at + 1
    if start < name.end:
        yield Name(start, name.end, name.label)


def is_common(tokens: Tokens, name: Name, at: int) -> bool:
    """The word in lower case that stands between two names: "Vell stun Elston", "Vell Highway in Elston"."""
    text = tokens.texts[at]
    if text == "in":
        return at == name.end - 2 and tokens.texts[at - 1] in HEAD_WORDS
    return text.isalpha() and text.islower() and len(text) > 3 and text not in _INSIDE | JOINING


def parts_names(tokens: Tokens, name: Name, comma: int) -> bool:
    """Does this comma part two names ("Tripoli, Libya")? Not in "Osei, Jr.", "Vell, D.C.", "Bank of A, B and C"."""
    if comma + 1 >= name.end or tokens.bare(comma + 1) in AFTER_COMMA:
        return False
    if name.label in ("PERSON", "GPE", "LOC", "NORP"):
        return True
    return name.label == "ORG" and comma - name.start == 1 and name.end - comma == 2


def is_pair(tokens: Tokens, name: Name, conjunction: int) -> bool:
    """Are "Arsenal or Real Madrid" two names? "or" joins none inside a name."""
    return tokens.lower[conjunction] == "or" and tokens.is_capitalised(conjunction + 1)


def closes_quote(tokens: Tokens, at: int) -> bool:
    """The mark, or the line's end behind it, that a quotation ends with."""
    line_ends = at > 0 and tokens.texts[at].isspace()
    at -= line_ends
    return at > 0 and tokens.texts[at] in QUOTES and (tokens.spaced[at] or line_ends) and not tokens.spaced[at - 1]


def speaker(tokens: Tokens, name: Name) -> Name:
    """Who spoke, of a "title" right behind a quotation: Ada Osborn of "Ada Osborn of the Vell Group"."""
    end = name.start + 1
    while end < name.end and (tokens.is_capitalised(end) or tokens.is_joint(end)):
        end += 1
    return Name(name.start, end, "PERSON")


def opens_quote(tokens: Tokens, at: int) -> bool:
    return tokens.texts[at] in QUOTES and not tokens.spaced[at] and (at == 0 or tokens.spaced[at - 1])


def at_office(tokens: Tokens, name: Name, table: ReferenceTable) -> list[Name] | None:
    """Japan and Ishiba of "Japan PM Ishiba": an office between a body and a person; null where there is none.

    Of an owner that the reference table doesn't know, a given name must follow: "Vell Chief Executive Ada Osborn".
    """
    for at in range(name.start, name.end - 1):
        if tokens.lower[at] not in ROLES or any(text in HEAD_WORDS for text in tokens.texts[at : name.end]):
            continue
        if tokens.lower[at + 1] in ROLES:
            continue
        first = at
        while first > name.start and tokens.lower[first - 1] in _BEFORE_OFFICES:
            first -= 1
        person = Name(at + 1, name.end, "PERSON")
        given = name.label != "PERSON" and 2 <= person.size <= 3 and of_given_name(tokens.texts[at + 1]) is not None
        if tokens.lower[at] in OFFICES:
            for start in range(name.start, first):
                owner = table.senses(tokens.text(start, first))
                if len(owner) == 1 and not owner[0].ambiguous and owner[0].label in ("GPE", "NORP", "ORG"):
                    return [Name(start, first, owner[0].label), person]
        if given and all(tokens.texts[word].istitle() for word in range(person.start, person.end)):
            owners = [Name(name.start, first, "ORG")] if first > name.start else []
            return [*owners, person] if first > name.start or tokens.lower[at] in BEFORE_PERSONS else None
    return None


def of_body(tokens: Tokens, name: Name) -> list[Name] | None:
    """Thackray and the Police of "Carol Thackray of North Yorkshire Police", a person and the body that follows."""
    for at in range(name.start + 2, min(name.end - 1, name.start + 4)):
        if tokens.lower[at] in ("of", "from"):
            start = name.start + (tokens.bare(name.start) in BEFORE_PERSONS)
            person = 2 <= at - start <= 3 and of_given_name(tokens.texts[start]) is not None
            if person and tokens.bare(name.start) in BEFORE_PERSONS:
                return [Name(start, at, "PERSON"), Name(at + 1, name.end, name.label)]
    return None


def stripped(tokens: Tokens, name: Name, table: ReferenceTable) -> Name | None:
    """`name` without what stands at a name's edges and is no part of it; null when nothing is left."""
    start, end = inked(tokens, name.start, name.end)
    label = name.label
    for at in (end - 1, end - 3):
        if at > start and at + tokens.score_size(at) == end:  # "beat Harrow 3-1"
            end, label = at, label if label in ("PERSON", "GPE", "NORP") else "ORG"
    while end - start > 1 and tokens.lower[start] in ARTICLES and is_loose_article(tokens, start, label):
        start += 1
    if label == "PERSON":
        while end - start > 1 and (tokens.bare(start) in BEFORE_PERSONS or is_small(tokens, start)):
            start += 1
        if end - start > 2 and tokens.lower[start] in OCCUPATIONS and of_given_name(tokens.texts[start + 1]):
            start += 1  # "Author Ada Osborn"
        if end - start > 2 and tokens.pos[start] in ("ADV", "VERB") and of_given_name(tokens.texts[start + 1]):
            start += not of_given_name(tokens.texts[start])  # "Certainly Ada Osborn"
        while end - start > 1 and not tokens.has_letters(end - 1):
            end -= 1  # "Vance 42-40"
        while end - start > 2 and tokens.bare(end - 1) in HONOURS:
            end -= 1
        if end - start > 1 and tokens.texts[start] == "X." and tokens.lower[start - 1 : start] == ["on"]:
            start += 1  # "Vance wrote on X. Osei replied"
    elif end - start == 3 and tokens.bare(end - 1) in HONOURS and of_given_name(tokens.texts[start]) is not None:
        end, label = end - 1, "PERSON"  # Ada Osborn QC
    elif label != "WORK_OF_ART":
        while end - start > 1 and tokens.bare(end - 1) in OFFICES and not tokens.is_lower(end - 2):
            end -= 1  # "Labour MP"
        follows = tokens.lower[end] in OFFICES and tokens.is_capitalised(end) if end < len(tokens) else False
        if follows and end - start > 1 and tokens.lower[end - 1] in ("executive", "vice", "deputy", "prime"):
            end -= 1  # the Vell News of "Vell News Executive Chairman"
    if end - start == 2 and is_field_of_office(tokens, end - 1) and is_demonym(tokens, start, end - 1, table):
        end, label = end - 1, "NORP"  # "Norlandic Defence Minister Ada Osborn"
    while end - start > 1 and tokens.lower[start] in _BESIDE_PLACES and tokens.begins_sentence(start):
        start, label = start + 1, "GPE"  # "Neighbouring Norland"
    whole = end
    while end - start > 1 and tokens.is_lower(end - 1) and tokens.spaced[end - 2]:
        end -= 1  # "AUKUS pact", "Vance of"
    if end < whole and is_demonym(tokens, start, end, table):
        label = "NORP"
    start, end = inked(tokens, start, end)
    if label == "ORG" and start < end < name.end and is_brands_ending(tokens, end):
        end += 1
    return Name(start, end, label) if end > start else None


def inked(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Without the punctuation, possessive marks and white space at the edges."""
    while end > start and not is_edge(tokens, end - 1):
        end -= 1
    while end > start and not is_edge(tokens, start):
        start += 1
    return start, end


def join_at_particles(tokens: Tokens, found: Found) -> None:
    """Jorge Castro and Lima of "Jorge Castro da Lima": a name goes on after a particle that no English word is."""
    for name in found:
        at = name.start
        while at > 1 and tokens.texts[at - 1] in JOINING and tokens.pos[at - 1] != "NUM":
            at -= 1
        if at == name.start:
            continue
        start = at - 1
        before = found.at.get(start)
        if before is None and tokens.pos[start] == "PROPN" and tokens.is_capitalised(start):
            before = Name(start, at, name.label)
        if before is not None and before.end == at and "\n" not in tokens.text(before.start, name.end):
            label = "PERSON" if "PERSON" in (before.label, name.label) else before.label
            if tokens.texts[before.start] in HEAD_WORDS or before.label != name.label == "PERSON":
                label = before.label
            found.put(Name(before.start, name.end, label))


def is_small(tokens: Tokens, at: int) -> bool:
    return tokens.is_lower(at) and tokens.texts[at] not in PARTICLES


def is_field_of_office(tokens: Tokens, at: int) -> bool:
    """The Defence of "Defence Minister"."""
    office = at + 1 < len(tokens) and tokens.lower[at + 1] in OFFICES and tokens.is_capitalised(at + 1)
    return office and tokens.lower[at] in FIELDS


def is_demonym(tokens: Tokens, start: int, end: int, table: ReferenceTable) -> bool:
    """The "Korean" that is left of "Korean peninsula"."""
    senses = table.senses(tokens.text(start, end))
    return end - start == 1 and (tokens.pos[start] == "ADJ" or any(sense.label == "NORP" for sense in senses))


def is_edge(tokens: Tokens, at: int) -> bool:
    text = tokens.texts[at]
    return text not in POSSESSIVES and (text.isdigit() or tokens.has_letters(at))


def is_brands_ending(tokens: Tokens, at: int) -> bool:
    """Is this possessive the end of a brand's name ("at McDonald's.")? Nothing follows that the name could possess."""
    return tokens.texts[at] in ("'s", "’s") and (at + 1 == len(tokens) or tokens.pos[at + 1] not in POSSESSED)


def is_loose_article(tokens: Tokens, at: int, label: str) -> bool:
    """Is an article before a name no part of it? At a sentence's start its capital tells nothing."""
    begins = tokens.begins_sentence(at) or tokens.texts[at - 1] in DASHES
    return tokens.is_lower(at) or (begins and label not in TITLED_WORKS)


def is_no_name(tokens: Tokens, name: Name, table: ReferenceTable) -> bool:
    text = tokens.text(name.start, name.end)
    if not any(char.isupper() for char in text) or text.startswith(("http:", "https:")):
        return True
    if SEAT.match(text):
        return True
    if tokens.bare(name.start) in CAPITALISED_WORDS and text[-1].isdigit():
        return True  # "September 1841" taken for an event
    if name.size > 1 or table.senses(text):
        return False
    if tokens.bare(name.start) in CAPITALISED_WORDS:
        return True
    if tokens.pos[name.start] in NEVER_NAMES or (name.label == "PERSON" and tokens.bare(name.start) in BEFORE_PERSONS):
        return True
    # "Secretary of State", "Defence Minister": the office, no body
    before = tokens.lower[max(0, name.start - 2) : name.start]
    after = tokens.lower[name.end] if name.end < len(tokens) else ""
    office = before in (["secretary", "of"], ["minister", "of"]) or after in ("minister", "minister-designate")
    return name.label == "ORG" and office
