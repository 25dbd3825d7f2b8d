"""What the common noun beside a name says that it names: "the newspaper La Vela", "striker Bravo", "city of Elston"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from tasks.extract.knowledge.reference_table import ReferenceTable
from tasks.extract.lexicon import words
from tasks.extract.names.gender import of_given_name
from tasks.extract.names.places import LANDS, is_place, is_settlement
from tasks.extract.names.tokens import QUOTES, Found, Name, Tokens
from tasks.extract.names.words import (
    ARTICLES,
    BEFORE_PERSONS,
    DASHES,
    FAITHS,
    FIRST_WORDS,
    HEAD_WORDS,
    MISTAKEN_FOR_PERSONS,
    NATURE,
    PROTECTED,
    ROLES,
    SHIPS,
)
from tasks.extract.roles.words import ROLES as OCCUPATIONS

#: Nouns right before the name of an organisation.
ORGANISATIONS = words(
    """
    agency airline automaker bank brewer broadcaster broadsheet carmaker charity chipmaker club company conglomerate
    consultancy daily drugmaker firm group journal lender lobby magazine militia network newspaper nonprofit party
    planemaker publisher retailer startup steelmaker tabloid team think-tank union watchdog website weekly
    """
)
#: … and right after it, where the name is no place's: "Vela newspaper" is called Vela, a "Lisbon newspaper" isn't.
_AFTER_ORGANISATIONS = words("newspaper magazine tabloid broadsheet agency union party")
_GROUNDS = frozenset({"Estádio", "Estadio", "Stade", "Stadio", "Stadion"})
#: What stands between a firm's or a team's name and that of its head or player, and never follows a person's.
_OF_FIRMS = words(
    """
    ceo cfo coo cto founder co-founder coach captain manager striker midfielder defender goalkeeper chairman chairwoman
    winger forward skipper mp mps mep meps msp lawmaker lawmakers senator senators councillor
    """
)
#: Heads of bodies: who has one by "'s" is no person.
_HEADS_OF_FIRMS = words("president chairman chairwoman chairperson ceo cfo director executive")
#: What firms have, and shares are of.
_OF_TRADE = words(
    "shares stock sales revenue revenues profit profits earnings shareholders factories headquarters subsidiary bonds"
)
#: Label that a body's name has by mistake → what stands before it where somebody works for it.
_EMPLOYS = {
    "PERSON": words("at with"),
    "FAC": words("for with"),
    **dict.fromkeys(("LOC", "PRODUCT", "WORK_OF_ART"), words("at for with")),
}
_WORKED = words("work works worked working")
_POLLS = words("poll survey")
#: Who is named after these is a person.
_RELATIVES = words(
    """
    colleague friend brother sister wife husband son daughter father mother partner neighbour neighbor cousin uncle
    aunt nephew niece classmate teammate counterpart
    """
)
#: Nouns of persons that firms, states and things are called by, too.
_ALSO_FIRMS = words(
    """
    leader developer publisher builder broadcaster partner owner trader broker investor host guard consultant designer
    distiller general head major principal specialist adviser advisor agent assistant associate auditor chief defender
    explorer negotiator pilot producer ranger runner trainer translator winner rival
    """
)
#: Who is called by initials or a first name alone: "identified only as SM".
_NAMED = words("identified named known referred described")
_ONLY = words("only simply just merely")
_NAMED_AS = 7  #: tokens in which that is said
_GROUPS = words("group groups militia outfit gang brand product drug variant strain vessel boat app programme program")
_ALSO_PERSONS = words("critic skipper opener pundit host")
_BODIES = frozenset(word for word, label in HEAD_WORDS.items() if label == "ORG")
_OF_PLACES = words(
    """
    city town village port suburb district municipality hamlet mayor outskirts province region county department
    governorate neighbourhood neighborhood commune prefecture airport barrio
    """
)
_OF_TOWNS = words("mayor councillor councilman councilwoman alderman")
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
_PLANETS = words("Mercury Venus Mars Jupiter Saturn Uranus Neptune Pluto")
_STRUCTURES = words("bridge dam stadium airport hotel prison reservoir tunnel refinery mine shipyard")
_TEAM_MARKS = words("FC AFC CF SC AC FK SK")
_BEAT = words("beat beats beating defeat defeats defeated thrashed edged overcame stunned hosted faced")
_RESULT = words("drew lost won lose win led trailed")
_AGAINST = words("with at to against over by from")
#: Verbs in the plural: what is one person by name has none of them.
_ARE = words("are were")
_PLACED = frozenset({"based", "born"})


def relabel_designated(tokens: Tokens, found: Found, table: ReferenceTable) -> None:
    """Give a name, and the same name elsewhere in the document, the kind that a noun beside it tells.

    Names of the reference table and of persons whom the document names in full are left alone.
    """
    persons = {
        word
        for name in found
        if name.label == "PERSON" and name.size > 1 and tokens.texts[name.start] not in FIRST_WORDS
        for word in (tokens.texts[name.start], tokens.texts[name.end - 1])
    }
    same: dict[str, list[Name]] = defaultdict(list)
    for name in found:
        same[tokens.text(name.start, name.end)].append(name)
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for text, names in same.items():
        for name in names:
            if (label := told_label(tokens, name, found, table, persons)) is not None:
                told[text][label] += 1
    for text, label in list(told_of_parts(told, same, persons, table)):
        told[text][label] += 1
    storms = {text.split()[-1] for text, names in same.items() if is_storm(names[0], text)}
    for text in storms - persons - told.keys():
        told[text]["EVENT"] += 1
    for text in short_forms(tokens, found) - persons - told.keys():  # Edhi Foundation, and Edhi
        if not table.senses(text):
            told[text]["ORG"] += 1
    for text, labels in told.items():
        (label, _), *others = labels.most_common()
        for name in same.get(text, ()) if not others else ():
            if name.label != label:
                found.put(name._replace(label=label))


def told_label(tokens: Tokens, name: Name, found: Found, table: ReferenceTable, persons: set[str]) -> str | None:
    text = tokens.text(name.start, name.end)
    if name.size == 1 and name.label != "PERSON" and is_family(text, persons):
        return "PERSON"
    if (name.label != "PERSON" and table.senses(text)) or (name.size == 1 and text in persons):
        return None
    if name.start in tokens.headlines:
        return "ORG" if name.label == "PERSON" and name.size == 1 and is_team(tokens, name, found) else None
    return designated(tokens, name, found)


def told_of_parts(
    told: dict[str, Counter[str]], same: dict[str, list[Name]], persons: set[str], table: ReferenceTable
) -> Iterator[tuple[str, str]]:
    """What a longer name tells of its words: FC Elston of Elston, Ada Osborn of Osborn, Aston Villa of Villa."""
    for text, labels in told.items():
        parted = text.split()
        if len(parted) == 2 and _TEAM_MARKS & set(parted):
            rest = next(word for word in parted if word not in _TEAM_MARKS)
            if rest not in persons:
                yield rest, "ORG"
        if labels["PERSON"] and 2 <= len(parted) <= 3:
            for word in {parted[0], parted[-1]} & same.keys() - told.keys():
                if not table.senses(word) and {name.label for name in same[word]} <= {"ORG", "PERSON"}:
                    yield word, "PERSON"
        if labels["ORG"] and any(name.label == "PERSON" and name.size > 1 for name in same[text]):
            yield parted[-1], "ORG"


def is_storm(name: Name, text: str) -> bool:
    """Hurricane Vella, which is called Vella afterwards."""
    return name.size == 2 and FIRST_WORDS.get(text.split()[0]) == "EVENT"


def short_forms(tokens: Tokens, found: Found) -> set[str]:
    """The first words of bodies' names, by which they are called again; not where a title stands before one."""
    firsts = {
        tokens.texts[name.start]
        for name in found
        if name.label == "ORG" and name.size == 2 and tokens.texts[name.end - 1] in _SHORTENED
    }
    titled = {tokens.texts[at] for at in range(1, len(tokens)) if tokens.bare(at - 1) in BEFORE_PERSONS}
    return {text for text in firsts - titled if of_given_name(text) is None}


def is_owner_of_person(tokens: Tokens, name: Name, found: Found) -> bool:
    """The Labour of "Labour's Tom Eide": persons have no persons by name."""
    after = found.at.get(name.end + 1)
    owns = tokens.texts[name.end : name.end + 1] in (["'s"], ["’s"])
    return owns and after is not None and after.label == "PERSON" and after.start == name.end + 1 and after.size > 1


def is_beside_body(tokens: Tokens, name: Name, found: Found) -> bool:
    """The Korvu of "the Harbour Guild and Korvu said": do "and" or "or" join it to a body's name?"""
    if of_given_name(tokens.texts[name.start]) is not None:
        return False
    for joint, at in ((name.end, name.end + 1), (name.start - 1, name.start - 2)):
        other = found.at.get(at)
        if other is not None and tokens.lower[joint] in ("and", "or") and other.label == "ORG":
            last = tokens.texts[other.end - 1]
            return last in HEAD_WORDS or (last.isupper() and 2 < len(last) < 6)
    return False


def leads_to_firm(tokens: Tokens, name: Name, found: Found) -> bool:
    """The Novalink of "Novalink CEO Jonah Reed", of "Novalink's president, Jonah Reed," and of "Novalink's shares"."""
    after = found.at.get(name.end + 1)
    if after is not None and after.label == "PERSON" and tokens.bare(name.end) in _OF_FIRMS:
        return True
    at = name.end
    if is_traded(tokens, name):
        return True
    if tokens.lower[at : at + 1] not in (["'s"], ["’s"]):
        return False
    if tokens.lower[at + 1 : at + 2] and tokens.lower[at + 1] in _OF_TRADE:
        return True
    for comma in range(at + 2, min(at + 5, len(tokens) - 1)):
        if tokens.texts[comma] == ",":
            person = found.at.get(comma + 1)
            return tokens.lower[comma - 1] in _HEADS_OF_FIRMS and person is not None and person.label == "PERSON"
    return False


def is_traded(tokens: Tokens, name: Name) -> bool:
    """ "Shares in Novalink", "Novalink's shares"."""
    if tokens.lower[max(0, name.start - 2) : name.start] in (["shares", "in"], ["shares", "of"], ["stake", "in"]):
        return True
    owns = tokens.lower[name.end : name.end + 1] in (["'s"], ["’s"])
    return tokens.lower[name.end + owns : name.end + owns + 1] == ["shares"]


class Beside(NamedTuple):
    """The lower-case words right before and after a name, the noun of "noun of NAME", and the name's own edges."""

    before: str
    after: str
    of: str
    first: str
    last: str


def beside(tokens: Tokens, name: Name) -> Beside:
    before = tokens.lower[name.start - 1] if name.start else ""
    after = tokens.lower[name.end] if name.end < len(tokens) else ""
    of = tokens.lower[name.start - 2] if name.start > 1 and before == "of" else ""
    return Beside(before, after, of, tokens.texts[name.start], tokens.texts[name.end - 1])


def designated(tokens: Tokens, name: Name, found: Found) -> str | None:
    """The label that the words of a name or around it tell; null where they tell none."""
    near = beside(tokens, name)
    return (
        headed(tokens, name)
        or of_craft_or_title(tokens, name, near)
        or of_people(tokens, name, near)
        or of_team_or_kin(tokens, name, found)
        or of_place(tokens, name, near, found)
        or of_body(tokens, name, near, found)
        or of_person(tokens, name, near)
    )


def of_craft_or_title(tokens: Tokens, name: Name, near: Beside) -> str | None:
    if name.label != "NORP" and (near.before in _CRAFT or (near.before == "the" and near.after in _SAIL)):
        return "PRODUCT"
    placed = tokens.is_joint(name.end) and tokens.lower[name.end + 1] in _PLACED
    if placed and name.label not in ("GPE", "LOC", "NORP") and not near.last.isupper():
        return "GPE"
    if name.label in ("ORG", "PERSON") and name.size == 1 and near.after in _STRUCK:
        return "GPE"
    if name.label in ("PERSON", "FAC") and near.after in _POLLS:
        return "ORG"
    if name.label in ("EVENT", "ORG", "PRODUCT") and is_title(tokens, name):
        return "WORK_OF_ART"
    return None


def of_people(tokens: Tokens, name: Name, near: Beside) -> str | None:
    if name.size > 1:
        return None
    if name.label == "NORP" and near.before in ("'s", "’s") and near.after in (",", ".", "and", "which"):
        return "ORG"
    if name.label in ("GPE", "ORG", "PERSON") and is_people(tokens, name):
        return "NORP"
    return "NORP" if near.last in FAITHS else None


def of_team_or_kin(tokens: Tokens, name: Name, found: Found) -> str | None:
    if name.label == "PERSON" and is_collective(tokens, name):
        return "ORG"
    if name.label in ("PERSON", "FAC", "GPE") and name.size > 1 and is_team(tokens, name, found):
        return "ORG"
    if name.label in ("GPE", "ORG") and name.size == 1 and is_relative(tokens, name):
        return "PERSON"
    return "PERSON" if name.label in MISTAKEN_FOR_PERSONS and is_initials(tokens, name) else None


def of_place(tokens: Tokens, name: Name, near: Beside, found: Found) -> str | None:
    if tokens.last_word(name) == name.start and near.last.istitle() and is_place(tokens, name, found):
        return "GPE"
    if name.label not in ("GPE", "LOC") and name.size < 3 and is_settlement(tokens, name):
        return "GPE"
    if name.label in ("ORG", "PERSON", "PRODUCT") and near.before == "the" and near.after in LANDS:
        return "LOC"  # "the Vumba mountains"
    if name.label == "PERSON" and name.size == 1 and near.after == "police" and near.before != "the":
        return "GPE"  # "Elston police said"
    led = near.of in _OF_PLACES and (name.size == 1 or near.first in _PLACES_ARTICLES)
    if name.label != "GPE" and led:
        return "GPE"
    person = found.at.get(name.end + 1)
    governed = near.after in _OF_TOWNS and person is not None and person.label == "PERSON"
    if name.label in ("PERSON", "ORG") and name.size == 1 and governed and not near.last.isupper():
        return "GPE"  # "Elston mayor Ada Osborn"
    told = name.label in ("ORG", "PRODUCT") and near.before == near.after == "," and name.size == 1
    if told and not near.last.isupper() and tokens.lower[name.start - 2] in _OF_PLACES - {"mayor"}:
        return "GPE"  # "one village, Aracaçá,"
    if name.size == 1 and near.last in _PLANETS and name.label not in ("LOC", "GPE"):
        return "LOC"
    if name.label in ("NORP", "LANGUAGE") and name.size == 1 and near.before in _PREPOSITIONS:
        return "GPE" if near.after in (",", ".") else None
    if name.label == "PERSON" and name.size == 1 and near.before == "the" and near.after in _STRUCTURES:
        return "FAC"  # "the Vella bridge"
    return "FAC" if name.label == "PERSON" and name.size > 1 and near.first in _GROUNDS else None


def of_body(tokens: Tokens, name: Name, near: Beside, found: Found) -> str | None:
    if near.before in ORGANISATIONS and name.label not in ("ORG", "EVENT", "LAW", "LANGUAGE"):
        return "ORG"
    if near.before in ("itself", "themselves") and tokens.lower[name.start - 2].startswith("call"):
        return "ORG" if name.label != "NORP" else None  # "a group calling itself Black Tern"
    if employs(tokens, name):
        return "ORG"
    full = name.label == "PERSON" and name.size > 1 and of_given_name(near.first) is not None
    if name.label in ("PERSON", "GPE", "PRODUCT", "NORP", "ORG") and not full:
        kind = apposed(tokens, name)
        if kind is not None and (name.label != "ORG" or (kind == "GPE" and name.size == 1) or kind == "WORK_OF_ART"):
            return kind if kind != name.label else None
    if set(tokens.texts[name.start : name.end]) & _TEAM_MARKS:
        return "ORG"
    if name.label == "GPE" and name.size == 1 and is_traded(tokens, name):
        return "ORG"
    if name.label != "PERSON":
        return None
    if leads_to_firm(tokens, name, found):
        return "ORG"
    single = name.size == 1 and (
        near.after in _AFTER_ORGANISATIONS
        or tokens.lower[name.end : name.end + 2] == [",", "which"]
        or is_beside_body(tokens, name, found)
        or is_articled(tokens, name)
        or is_team(tokens, name, found)
        or is_owner_of_person(tokens, name, found)
    )
    return "ORG" if single else None


def employs(tokens: Tokens, name: Name) -> bool:
    """The Eurosport of "a commentator for Eurosport", the Osei of "an analyst at Osei", of "worked at Osei".

    Persons have spokesmen, so that "for" tells nothing of them, and of a building "at" tells nothing.
    """
    at = name.start - 1 - (tokens.lower[name.start - 1] == "the")
    if at < 1 or name.label not in _EMPLOYS or tokens.lower[at] not in _EMPLOYS[name.label]:
        return False
    return tokens.lower[at - 1] in _WORKED or (tokens.lower[at - 1] in OCCUPATIONS and not tokens.plural[at - 1])


def is_articled(tokens: Tokens, name: Name) -> bool:
    """The Gleaner of "a poll by the Gleaner, …", always so: a person has an article before a noun ("the Osei camp")."""
    if name.start == 0 or tokens.lower[name.start - 1] != "the" or name.end >= len(tokens):
        return False
    if tokens.plural[name.end - 1] or tokens.texts[name.start].endswith("s"):
        return False  # "the Oseis"
    text = tokens.texts[name.start]
    modifies = (
        tokens.pos[name.end] in ("NOUN", "PROPN", "ADJ", "NUM", "PRON") or tokens.texts[name.end] in DASHES | QUOTES
    )
    if modifies or of_given_name(text) is not None:
        return False
    return all(tokens.lower[at - 1 : at] == ["the"] for at, other in enumerate(tokens.texts) if other == text)


def is_initials(tokens: Tokens, name: Name) -> bool:
    """The SM of "a schoolteacher, identified only as SM": who is known by initials is a person, unless it's a group."""
    before = tokens.lower[max(0, name.start - _NAMED_AS) : name.start]
    if before[-1:] != ["as"] or not _ONLY & set(before[-3:]) or not _NAMED & set(before):
        return False
    return name.size == 1 and not set(before) & (ORGANISATIONS | _GROUPS)


def of_person(tokens: Tokens, name: Name, near: Beside) -> str | None:
    size = sum(not tokens.is_joint(at) for at in range(name.start, name.end))
    size -= sum(tokens.is_joint(at) for at in range(name.start, name.end))  # Jean-Marc is one word
    if name.label not in MISTAKEN_FOR_PERSONS or size > 3 or tokens.plural[name.end - 1] or near.last in _BODIES:
        return None
    no_place = name.label not in ("GPE", "NORP")
    told = near.before in _RELATIVES
    told = told or (near.before == "," and name.start > 1 and tokens.lower[name.start - 2] in OCCUPATIONS)
    listed = near.after != "," and near.before == ","
    if no_place and size > 1 and told and not listed and near.first.istitle():
        return "PERSON"  # "the minister, Karin Holt,", "my colleague Bjorn Hall"
    if near.last.isupper() or near.last in HEAD_WORDS:
        return None
    if no_place and near.before in OCCUPATIONS | _ALSO_PERSONS:
        return "PERSON"
    if name.label != "NORP" and near.first.istitle() and is_apposed_person(tokens, name):
        return "PERSON"
    owned = near.before in ("'s", "’s") and size > 1 and of_given_name(near.first) is not None
    if owned and (near.after in (",", "who") or tokens.pos[name.end : name.end + 1] == ["VERB"]):
        return "PERSON"  # Vell Bank's Ada Okafor
    return None


def is_apposed_person(tokens: Tokens, name: Name) -> bool:
    """ "Ines Carvalho, a deputy of the Bloc": what firms are as well ("a developer of …") tells nothing."""
    comma = name.end
    if tokens.lower[comma : comma + 1] != [","] or tokens.lower[comma + 1 : comma + 2] not in (["a"], ["an"]):
        return False
    if name.start and tokens.lower[name.start - 1] in ARTICLES:
        return False
    for at in range(comma + 2, min(comma + 5, len(tokens))):
        if tokens.pos[at] == "NOUN" and tokens.pos[at + 1 : at + 2] != ["NOUN"]:
            return tokens.lower[at] in OCCUPATIONS - _ALSO_FIRMS
    return False


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
    if tuple(tokens.texts[name.end - 2 : name.end]) in PROTECTED:
        return "LOC" if name.label not in ("LOC", "FAC", "GPE") else None
    told = HEAD_WORDS.get(last)
    if told is None or told == name.label:
        return None
    doubted = {
        "ORG": name.label in ("FAC", "LOC", "PERSON"),
        "LOC": name.label in ("FAC", "PRODUCT") or (name.label in ("ORG", "PERSON", "GPE") and last in NATURE),
        "LAW": name.label in ("LOC", "FAC", "PERSON", "GPE", "WORK_OF_ART"),
        "EVENT": name.label in ("LOC", "FAC", "PERSON", "GPE"),
        "WORK_OF_ART": True,
        "FAC": name.label == "PERSON" or (name.label == "ORG" and last in _ROADS),
    }
    return told if doubted.get(told, False) else None


#: What a body leaves out of its name when it is short.
_SHORTENED = words("Foundation Group Holdings Airlines Airways Lines Shipping Motors Industries Bank Trust TV FM Radio")
_ROADS = words("Highway Expressway Motorway")
#: Nouns by which an apposition tells what a name is of: "Kobopay, a payments start-up", "Vela, a fishing village".
_APPOSED = {
    **dict.fromkeys(
        ORGANISATIONS | words("startup up manufacturer maker subsidiary affiliate fund observatory"),
        "ORG",
    ),
    **dict.fromkeys(words("city town village suburb municipality hamlet district"), "GPE"),
    **dict.fromkeys(words("river lake island mountain volcano"), "LOC"),
    **dict.fromkeys(words("album documentary film memoir musical novel opera"), "WORK_OF_ART"),
    "language": "LANGUAGE",
}
#: What firms and persons may be; who is no person by name is a firm.
_RUNS = words("operator insurer contractor supplier shipowner refiner importer exporter shipbuilder distributor")
_APPOSITION = 7  #: tokens in which the noun is looked for


def apposed(tokens: Tokens, name: Name) -> str | None:
    """What the noun of an apposition right after a name, or right before it, tells of it."""
    comma = name.end
    before = tokens.lower[name.start - 1] if name.start > 1 else ""
    if comma >= len(tokens) or tokens.texts[comma] != ",":
        return None
    told = tokens.lower[name.start - 2] if before == "," else ""
    given = of_given_name(tokens.texts[name.start]) is not None
    if _APPOSED.get(told) == "ORG" or (told in _RUNS and not given):
        return "ORG"  # "her company, Softhand,", "the operator, Sanpo Kisen,"
    if tokens.lower[comma + 1 : comma + 2] not in (["a"], ["an"], ["the"], ["another"]):
        return None
    superlative = [word.endswith("est") for word in tokens.lower[comma + 2 : comma + 3]] == [True]
    if name.label == "NORP" and superlative and tokens.lower[comma + 3 : comma + 4] == ["of"]:
        return "ORG"  # "Walhi, the largest of them,"
    noun = None
    for at in range(comma + 2, min(comma + 2 + _APPOSITION, len(tokens))):
        if tokens.pos[at] in ("NOUN", "PROPN", "ADJ", "NUM", "ADP") and tokens.lower[at] != "of":
            if tokens.lower[at] in ("in", "at", "for", "from", "with", "to"):
                return _APPOSED.get(tokens.lower[noun]) if noun is not None else None
            noun = at if tokens.pos[at] != "ADJ" else noun
        elif tokens.texts[at] != "-":
            if noun is not None and tokens.lower[noun] in _RUNS and not given:
                return "ORG"  # "Umbra, the Norland insurer,"
            return _APPOSED.get(tokens.lower[noun]) if noun is not None else None
    return None


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
    scored = any(tokens.score_size(at) for at in near)
    beside = {tokens.lower[at] for at in (name.start - 1, name.end) if 0 <= at < len(tokens)}
    if scored and beside & (_BEAT | _RESULT):
        return True
    if name.end < len(tokens) and tokens.score_size(name.end):
        return name.end + tokens.score_size(name.end) in found.at  # "Elston 2-1 Vell"; a candidate may lead "42-40"
    led = name.start > 0 and tokens.lower[name.start - 1] in _AGAINST  # "1-1 with Vell"
    back = name.start - 1 - led
    return any(tokens.score_size(at) for at in (back, back - 2) if 0 <= at < name.start)


_POSITIONS = words("substitute forward lawyer fullback prop flanker pacer spinner")
#: First words of titles that are taken for names → what follows them there.
_OF_TITLES = {
    **dict.fromkeys(words("defense defence"), words("attorney attorneys counsel lawyer lawyers")),
    **dict.fromkeys(words("assistant associate deputy"), words("u.s. us district state attorney secretary")),
}
_OCCUPIED = ("er", "ist", "or", "ian", "man", "woman", "eer")


def is_described(tokens: Tokens, name: Name) -> bool:
    """ "Midfielder Okonta" at a sentence's start: an occupation that nobody is called by ("Dean Osei") and a name."""
    word, last = tokens.lower[name.start], tokens.texts[name.end - 1]
    occupation = word in OCCUPATIONS and word.endswith(_OCCUPIED) and len(word) > 6 and of_given_name(word) is None
    occupation = occupation or word in _POSITIONS
    return occupation and name.label == "PERSON" and name.size in (2, 3) and last.istitle() and last.isalpha()


def drop_descriptions(tokens: Tokens, found: Found, table: ReferenceTable) -> None:
    """A noun that a sentence begins with, before the name of what it is: "Carmaker Vell Motors", "Striker Bravo".

    And a common word at a sentence's start: "Justice has been done", where there is "justice" elsewhere.
    """
    in_names = {text for name in found if name.size > 1 for text in tokens.texts[name.start : name.end]}
    common = {text for text in tokens.texts if text.islower()} - {text.lower() for text in in_names}
    for name in found:
        word = tokens.lower[name.start]
        following = tokens.lower[name.end] if name.end < len(tokens) else ""
        if name.size == 1 and following in _OF_TITLES.get(word, ()):
            found.remove(name)  # "Assistant U.S. Attorney", "Defense attorney"
            continue
        begins = tokens.begins_sentence(name.start) or tokens.texts[name.start - 1] in DASHES
        if name.start in tokens.headlines or not begins:
            continue
        describes = word in ORGANISATIONS or word in OCCUPATIONS
        known = bool(table.senses(tokens.text(name.start, name.end)))
        if is_described(tokens, name) and not known:
            found.put(Name(name.start + 1, name.end, "PERSON"))
        elif name.size == 1 and not known:
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
