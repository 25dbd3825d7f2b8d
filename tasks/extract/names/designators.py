"""What the common noun beside a name says that it names: "the newspaper La Vela", "striker Bravo", "city of Elston"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from tasks.extract.knowledge.reference_table import ReferenceTable
from tasks.extract.lexicon import words
from tasks.extract.names.gender import of_given_name
from tasks.extract.names.tokens import QUOTES, Found, Name, Tokens
from tasks.extract.names.words import (
    BEFORE_PERSONS,
    DASHES,
    FAITHS,
    FIRST_WORDS,
    HEAD_WORDS,
    MISTAKEN_FOR_PERSONS,
    NATURE,
    ROLES,
    SHIPS,
)
from tasks.extract.roles import ROLES as OCCUPATIONS

#: Nouns right before the name of an organisation.
ORGANISATIONS = words(
    """
    agency airline automaker bank brewer broadcaster broadsheet carmaker charity chipmaker club company conglomerate
    daily drugmaker firm lender magazine network newspaper nonprofit party planemaker publisher retailer startup
    steelmaker tabloid think-tank union website weekly
    """
)
#: … and right after it, where the name is no place's: "Vela newspaper" is called Vela, a "Lisbon newspaper" isn't.
_AFTER_ORGANISATIONS = words("newspaper magazine tabloid broadsheet agency union")
_GROUNDS = frozenset({"Estádio", "Estadio", "Stade", "Stadio", "Stadion"})
#: What stands between a firm's or a team's name and that of its head or player, and never follows a person's.
_OF_FIRMS = words(
    """
    ceo cfo coo cto founder co-founder coach captain manager striker midfielder defender goalkeeper chairman chairwoman
    winger forward skipper
    """
)
#: Heads of bodies: who has one by "'s" is no person.
_HEADS_OF_FIRMS = words("president chairman chairwoman chairperson ceo cfo director executive")
#: What firms have, and shares are of.
_OF_TRADE = words(
    "shares stock sales revenue revenues profit profits earnings shareholders factories headquarters subsidiary bonds"
)
_POLLS = words("poll survey")
#: Who is named after these is a person.
_RELATIVES = words(
    """
    colleague friend brother sister wife husband son daughter father mother partner neighbour neighbor cousin uncle
    aunt nephew niece classmate teammate counterpart
    """
)
_ALSO_PERSONS = words("critic skipper opener pundit host")
_BODIES = frozenset(word for word, label in HEAD_WORDS.items() if label == "ORG")
_OF_PLACES = words(
    """
    city town village port suburb district municipality hamlet mayor outskirts province region county department
    governorate neighbourhood neighborhood commune prefecture airport barrio
    """
)
_PLACES_ARTICLES = words("La El Los Las Le San Santa Santo São Saint St St.")
_STRUCK = words("earthquake quake tsunami flood floods landslide derby")
#: Nouns right before the name of a ship or of a craft in space, and what ships alone do.
_CRAFT = words(
    """
    tanker ferry trawler freighter frigate destroyer submarine yacht vessel ship boat liner corvette icebreaker warship
    cruiser schooner spacecraft probe rover satellite
    """
)
_SAIL = words("sank sinks sunk capsized capsizes docked sailed collided foundered")
_WORKS = words("book novel memoir film movie album song documentary musical play series poem")
_PREPOSITIONS = frozenset({"in", "near"})
_TEAM_MARKS = words("FC AFC CF SC AC FK SK")
_BEAT = words("beat beats beating defeat defeats defeated thrashed edged overcame stunned hosted faced")
_RESULT = words("drew lost won lose win led trailed")
_AGAINST = words("with at to against over by from")
#: Verbs in the plural: what is one person by name has none of them.
_ARE = words("are were")
_PLACED = frozenset({"based", "born"})
_SCORE = re.compile(r"\d{1,3}[–-]\d{1,3}")


def relabel_designated(tokens: Tokens, found: Found, table: ReferenceTable) -> None:
    """Give a name, and the same name elsewhere in the document, the kind that a noun beside it tells.

    Names of the reference table and of persons whom the document names in full are left alone.
    """
    persons = {
        word
        for name in found
        if name.label == "PERSON" and name.size > 1
        for word in (tokens.texts[name.start], tokens.texts[name.end - 1])
    }
    same: dict[str, list[Name]] = defaultdict(list)
    told: dict[str, Counter[str]] = defaultdict(Counter)
    teams: set[str] = set()
    called: set[str] = set()
    for name in found:
        text = tokens.text(name.start, name.end)
        same[text].append(name)
        known = name.label != "PERSON" and table.senses(text)
        if name.size == 1 and name.label != "PERSON" and is_family(text, persons):
            told[text]["PERSON"] += 1
            continue
        if known or (name.size == 1 and text in persons):
            continue
        if name.start in tokens.headlines:
            label = "ORG" if name.label == "PERSON" and name.size == 1 and is_team(tokens, name, found) else None
        else:
            label = designated(tokens, name, found)
        if label is not None:
            told[text][label] += 1
            if label == "ORG" and name.size > 1 and name.label == "PERSON":
                teams.add(text)
            if label == "PERSON" and name.size in (2, 3):
                called |= {tokens.texts[name.start], tokens.texts[name.end - 1]}
    for text in list(told):
        parted = text.split()
        if len(parted) == 2 and _TEAM_MARKS & set(parted):  # FC Elston, and Elston
            rest = next(word for word in parted if word not in _TEAM_MARKS)
            if rest not in persons:
                told[rest]["ORG"] += 1
    for text in called & same.keys():  # "striker Ada Osborn", and Osborn
        if text not in told and not table.senses(text) and {name.label for name in same[text]} <= {"ORG", "PERSON"}:
            told[text]["PERSON"] += 1
    for text in teams:  # Aston Villa, and Villa
        told[text.split()[-1]]["ORG"] += 1
    for text, labels in told.items():
        (label, _), *others = labels.most_common()
        if not others:
            for name in same[text]:
                if name.label != label:
                    found.put(name._replace(label=label))


def is_owner_of_person(tokens: Tokens, name: Name, found: Found) -> bool:
    """The Labour of "Labour's Tom Eide": persons have no persons by name."""
    after = found.at.get(name.end + 1)
    owns = tokens.texts[name.end : name.end + 1] in (["'s"], ["’s"])
    return owns and after is not None and after.label == "PERSON" and after.start == name.end + 1 and after.size > 1


def leads_to_firm(tokens: Tokens, name: Name, found: Found) -> bool:
    """The Novalink of "Novalink CEO Jonah Reed", of "Novalink's president, Jonah Reed," and of "Novalink's shares"."""
    after = found.at.get(name.end + 1)
    if after is not None and after.label == "PERSON" and tokens.bare(name.end) in _OF_FIRMS:
        return True
    at = name.end
    if tokens.lower[at : at + 1] not in (["'s"], ["’s"]):
        return tokens.lower[at : at + 1] == ["shares"] or tokens.lower[name.start - 2 : name.start] in (
            ["shares", "in"],
            ["shares", "of"],
        )
    if tokens.lower[at + 1 : at + 2] and tokens.lower[at + 1] in _OF_TRADE:
        return True
    for comma in range(at + 2, min(at + 5, len(tokens) - 1)):
        if tokens.texts[comma] == ",":
            person = found.at.get(comma + 1)
            return tokens.lower[comma - 1] in _HEADS_OF_FIRMS and person is not None and person.label == "PERSON"
    return False


def designated(tokens: Tokens, name: Name, found: Found) -> str | None:
    """The label that the words around a name tell; null where they tell none."""
    before = tokens.lower[name.start - 1] if name.start else ""
    after = tokens.lower[name.end] if name.end < len(tokens) else ""
    of = tokens.lower[name.start - 2] if name.start > 1 and before == "of" else ""
    last = tokens.texts[name.end - 1]
    if (label := headed(tokens, name)) is not None:
        return label
    if name.label != "NORP" and (before in _CRAFT or (before == "the" and after in _SAIL)):
        return "PRODUCT"
    placed = tokens.is_joint(name.end) and tokens.lower[name.end + 1] in _PLACED
    if placed and name.label not in ("GPE", "LOC", "NORP") and not last.isupper():
        return "GPE"
    if name.label in ("ORG", "PERSON") and name.size == 1 and after in _STRUCK:
        return "GPE"
    if name.label in ("PERSON", "FAC") and after in _POLLS:
        return "ORG"
    if name.label in ("EVENT", "ORG", "PRODUCT") and is_title(tokens, name):
        return "WORK_OF_ART"
    if name.label == "NORP" and name.size == 1 and before in ("'s", "’s") and after in (",", ".", "and", "which"):
        return "ORG"
    if name.label in ("GPE", "ORG", "PERSON") and name.size == 1 and is_people(tokens, name):
        return "NORP"
    if name.size == 1 and last in FAITHS:
        return "NORP"
    if name.label == "PERSON" and is_collective(tokens, name):
        return "ORG"
    if name.label in ("PERSON", "FAC", "GPE") and name.size > 1 and is_team(tokens, name, found):
        return "ORG"
    if name.label in ("GPE", "ORG") and name.size == 1 and is_relative(tokens, name):
        return "PERSON"
    if name.size == 1 and last.istitle() and is_place(tokens, name, found):
        return "GPE"
    if name.label in ("PERSON", "GPE", "WORK_OF_ART", "NORP", "PRODUCT", "FAC", "LOC") and before in ORGANISATIONS:
        return "ORG"
    full = name.label == "PERSON" and name.size > 1 and of_given_name(tokens.texts[name.start]) is not None
    if name.label in ("PERSON", "GPE", "PRODUCT") and not full and (kind := apposed(tokens, name)) is not None:
        return kind if kind != name.label else None
    if name.label == "PERSON" and name.size == 1 and after in _AFTER_ORGANISATIONS:
        return "ORG"
    if name.label == "PERSON" and name.size > 1 and tokens.texts[name.start] in _GROUNDS:
        return "FAC"
    if name.label != "GPE" and of in _OF_PLACES and (name.size == 1 or tokens.texts[name.start] in _PLACES_ARTICLES):
        return "GPE"
    told = name.label in ("ORG", "PRODUCT") and before == after == "," and name.size == 1 and not last.isupper()
    if told and tokens.lower[name.start - 2] in _OF_PLACES - {"mayor"}:
        return "GPE"  # "one village, Aracaçá,"
    if name.label in ("NORP", "LANGUAGE") and name.size == 1 and before in _PREPOSITIONS and after in (",", "."):
        return "GPE"
    if set(tokens.texts[name.start : name.end]) & _TEAM_MARKS:
        return "ORG"
    if name.label == "PERSON" and name.size == 1 and is_team(tokens, name, found):
        return "ORG"
    personal = name.label in MISTAKEN_FOR_PERSONS and name.size <= 3 and not last.isupper() and last not in HEAD_WORDS
    if (
        personal
        and before in OCCUPATIONS | _ALSO_PERSONS
        and name.label not in ("GPE", "NORP")
        and not tokens.plural[name.end - 1]
    ):
        return "PERSON"
    if name.label == "PERSON" and leads_to_firm(tokens, name, found):
        return "ORG"
    if name.label == "PERSON" and name.size == 1 and is_owner_of_person(tokens, name, found):
        return "ORG"
    told = before in _RELATIVES or (before == "," and name.start > 1 and tokens.lower[name.start - 2] in OCCUPATIONS)
    if name.label in MISTAKEN_FOR_PERSONS - {"GPE", "NORP"} and name.size in (2, 3) and told:
        listed = after != "," and before == ","
        if (
            not listed
            and tokens.texts[name.start].istitle()
            and last not in _BODIES
            and not tokens.plural[name.end - 1]
        ):
            return "PERSON"  # "the minister, Karin Holt,", "my colleague Bjorn Hall"
    owned = before in ("'s", "’s") and name.size in (2, 3) and of_given_name(tokens.texts[name.start]) is not None
    if personal and owned and (after in (",", "who") or tokens.pos[name.end : name.end + 1] == ["VERB"]):
        return "PERSON"  # Vell Bank's Ada Okafor
    return None


def headed(tokens: Tokens, name: Name) -> str | None:
    """The label that a name's own head word tells, where the recogniser's is another and the word allows no doubt."""
    first, last = tokens.texts[name.start], tokens.texts[name.end - 1]
    if name.size == 1:
        return None
    if first in SHIPS:
        return "PRODUCT" if name.label != "PRODUCT" else None
    if first in HEAD_WORDS and tokens.lower[name.start + 1] == "of" and name.label in ("PERSON", "GPE", "PRODUCT"):
        return HEAD_WORDS[first]  # Council of State
    if first in FIRST_WORDS and (name.label != "PERSON" or FIRST_WORDS[first] == "EVENT"):
        return FIRST_WORDS[first] if FIRST_WORDS[first] != name.label and name.size < 4 else None
    told = HEAD_WORDS.get(last)
    if told is None or told == name.label:
        return None
    doubted = {
        "ORG": name.label in ("FAC", "LOC", "PERSON"),
        "LOC": name.label == "FAC" or (name.label in ("ORG", "PERSON", "GPE") and last in NATURE),
        "LAW": name.label in ("LOC", "FAC", "PERSON", "GPE"),
        "EVENT": name.label in ("LOC", "FAC", "PERSON", "GPE"),
        "WORK_OF_ART": True,
        "FAC": name.label == "PERSON",
    }
    return told if doubted.get(told, False) else None


#: Nouns by which an apposition tells what a name is of: "Kobopay, a payments start-up", "Vela, a fishing village".
_APPOSED = {
    **dict.fromkeys(ORGANISATIONS | words("group lobby startup up consultancy manufacturer maker bank agency"), "ORG"),
    **dict.fromkeys(words("city town village suburb municipality hamlet district"), "GPE"),
    **dict.fromkeys(words("river lake island mountain volcano"), "LOC"),
    "language": "LANGUAGE",
}
_APPOSITION = 7  #: tokens in which the noun is looked for


def apposed(tokens: Tokens, name: Name) -> str | None:
    """What the noun of an apposition right after a name, or right before it, tells of it."""
    comma = name.end
    before = tokens.lower[name.start - 1] if name.start > 1 else ""
    if comma >= len(tokens) or tokens.texts[comma] != ",":
        return None
    if before == "," and _APPOSED.get(tokens.lower[name.start - 2]) == "ORG":
        return "ORG"  # "her company, Softhand,"
    if tokens.lower[comma + 1 : comma + 2] not in (["a"], ["an"], ["the"], ["another"]):
        return None
    noun = None
    for at in range(comma + 2, min(comma + 2 + _APPOSITION, len(tokens))):
        if tokens.pos[at] in ("NOUN", "PROPN", "ADJ", "NUM", "ADP") and tokens.lower[at] != "of":
            noun = at if tokens.pos[at] != "ADJ" else noun
            if tokens.lower[at] in ("in", "at", "for", "from", "with", "to"):
                break
        elif tokens.texts[at] != "-":
            return _APPOSED.get(tokens.lower[noun]) if noun is not None else None
    return None


def is_place(tokens: Tokens, name: Name, found: Found) -> bool:
    """The Sukhumi of "people in Sukhumi.", and the Massawa of "the ports of Assab and Massawa"."""
    before = tokens.lower[name.start - 1] if name.start else ""
    after = tokens.texts[name.end] if name.end < len(tokens) else "."
    closed = after in (",", ".", ")", ";")
    if name.label in ("PRODUCT", "FAC") and before in ("in", "from") and closed:
        return True
    if tokens.lower[name.start].endswith(_ABSTRACT) or tokens.texts[name.start] in HEAD_WORDS:
        return False  # "in Philosophy."
    if name.label == "ORG" and before == "in" and closed and name.start > 1:
        invested = tokens.lower[name.start - 2] in _INVESTED or tokens.lower[name.start - 2].startswith("invest")
        return not invested
    listed = found.at.get(name.start - 2) if before == "and" else None
    if listed is None or listed.label != "GPE" or listed.end != name.start - 1 or name.label in ("NORP", "PERSON"):
        return False
    led = tokens.lower[listed.start - 1] if listed.start else ""
    return closed and led in ("of", "in", "from", "between", "near")


_ABSTRACT = ("ry", "hy", "gy", "my", "ism", "ics", "ion", "ing", "ment", "ship", "ence", "ance", "ity", "s")
_INVESTED = words("stake stakes shares share interest confidence trust faith holding holdings believe")


def is_title(tokens: Tokens, name: Name) -> bool:
    """Is it all that stands in quote marks, behind "the author of" or what is told to be a book or a film?"""
    opening, closing = name.start - 1, name.end
    if opening < 2 or closing >= len(tokens) or tokens.texts[opening] not in QUOTES:
        return False
    closing += tokens.texts[closing] in (",", ".")
    if closing >= len(tokens) or tokens.texts[closing] not in QUOTES:
        return False
    at = opening - (2 if tokens.texts[opening - 1] == "," else 1)
    return tokens.lower[at] in _WORKS or tokens.lower[at - 1 : at + 1] == ["author", "of"]


def is_family(text: str, persons: set[str]) -> bool:
    """The Naylors, where the document has an Ada Naylor."""
    return any(text.endswith(plural) and text.removesuffix(plural) in persons for plural in ("s", "es"))


def is_people(tokens: Tokens, name: Name) -> bool:
    """The Yanomami of "19,000 Yanomami live", who are counted."""
    at = name.start - 1
    counted = at > 0 and tokens.pos[at] == "NUM" and tokens.texts[at][-1].isdigit() and len(tokens.texts[at]) > 2
    year = counted and len(tokens.texts[at]) == 4
    return counted and not year and name.end < len(tokens) and tokens.pos[name.end] in ("VERB", "AUX")


def is_collective(tokens: Tokens, name: Name) -> bool:
    """Has it a verb in the plural, as British writers give to teams and firms: "Aston Villa are fifth"?"""
    if name.end >= len(tokens) or tokens.lower[name.end] not in _ARE or tokens.plural[name.end - 1]:
        return False
    return tokens.begins_sentence(name.start) or tokens.lower[name.start - 1] in ("that", "as", "when", "while", "but")


def is_relative(tokens: Tokens, name: Name) -> bool:
    """The Karim of "a son, Karim"."""
    comma = name.start - 1
    told = comma > 1 and tokens.texts[comma] == "," and tokens.lower[comma - 1] in _RELATIVES
    return told and of_given_name(tokens.texts[name.start]) is not None


def is_team(tokens: Tokens, name: Name, found: Found) -> bool:
    """Whether a result stands beside it, who was beaten and it: "beat Elston 3–1", "Elston 2-1 Vell"."""
    near = range(name.end, min(name.end + 4, len(tokens)))
    scored = any(is_score(tokens, at) for at in near)
    beside = {tokens.lower[at] for at in (name.start - 1, name.end) if 0 <= at < len(tokens)}
    if scored and beside & (_BEAT | _RESULT):
        return True
    if name.end < len(tokens) and is_score(tokens, name.end):
        other = name.end + (1 if _SCORE.fullmatch(tokens.texts[name.end]) else 3)
        return other in found.at  # "Elston 2-1 Vell"; a candidate may lead "42-40"
    led = name.start > 0 and tokens.lower[name.start - 1] in _AGAINST  # "1-1 with Vell"
    back = name.start - 1 - led
    return any(is_score(tokens, at) for at in (back, back - 2) if 0 <= at < name.start)


def is_score(tokens: Tokens, at: int) -> bool:
    if _SCORE.fullmatch(tokens.texts[at]):
        return True
    first, dash, second = [*tokens.texts[at : at + 3], "", "", ""][:3]
    return first.isdigit() and len(first) < 3 and dash in ("–", "-") and second.isdigit()


def drop_descriptions(tokens: Tokens, found: Found, table: ReferenceTable) -> None:
    """A noun that a sentence begins with, before the name of what it is: "Carmaker Vell Motors", "Striker Bravo".

    And a common word at a sentence's start: "Justice has been done", where there is "justice" elsewhere.
    """
    in_names = {text for name in found if name.size > 1 for text in tokens.texts[name.start : name.end]}
    common = {text for text in tokens.texts if text.islower()} - {text.lower() for text in in_names}
    for name in found:
        word = tokens.lower[name.start]
        begins = tokens.begins_sentence(name.start) or tokens.texts[name.start - 1] in DASHES
        if name.start in tokens.headlines or not begins:
            continue
        describes = word in ORGANISATIONS or word in OCCUPATIONS
        known = bool(table.senses(tokens.text(name.start, name.end)))
        if name.size == 1 and not known:
            follows = name.end in found.at or (name.end < len(tokens) and tokens.pos[name.end] == "PROPN")
            if (describes and follows) or (word in common and of_given_name(word) is None):
                found.remove(name)
        elif describes and not known and word not in BEFORE_PERSONS and word not in ROLES:
            rest = tokens.text(name.start + 1, name.end)
            elsewhere = any(
                other.start != name.start and tokens.text(other.start, other.end) == rest for other in found
            )
            if elsewhere:
                found.put(Name(name.start + 1, name.end, name.label))
