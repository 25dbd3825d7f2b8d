"""What the common noun beside a name says that it names: "the newspaper La Vela", "striker Bravo", "city of Elston"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from tasks.extract.gender import of_given_name
from tasks.extract.lexicon import words
from tasks.extract.names.tokens import Found, Name, Tokens
from tasks.extract.names.words import BEFORE_PERSONS, DASHES, HEAD_WORDS, MISTAKEN_FOR_PERSONS, ROLES
from tasks.extract.reference_table import ReferenceTable
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
_OF_FIRMS = words("ceo cfo coo cto founder co-founder coach captain manager striker midfielder defender goalkeeper")
#: Who is named after these is a person.
_RELATIVES = words(
    """
    colleague friend brother sister wife husband son daughter father mother partner neighbour neighbor cousin uncle
    aunt nephew niece classmate teammate counterpart
    """
)
_BODIES = frozenset(word for word, label in HEAD_WORDS.items() if label == "ORG")
_OF_PLACES = words("city town village port suburb district municipality hamlet mayor outskirts")
_PREPOSITIONS = frozenset({"in", "near"})
_TEAM_MARKS = words("FC AFC CF SC AC FK SK")
_BEAT = words("beat beats beating defeat defeats defeated thrashed edged overcame stunned hosted faced")
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
    for name in found:
        text = tokens.text(name.start, name.end)
        same[text].append(name)
        known = name.label != "PERSON" and table.senses(text)
        if known or (name.size == 1 and text in persons):
            continue
        if name.start in tokens.headlines:
            label = "ORG" if name.label == "PERSON" and name.size == 1 and is_team(tokens, name) else None
        else:
            label = designated(tokens, name, found)
        if label is not None:
            told[text][label] += 1
    for text in list(told):
        parted = text.split()
        if len(parted) == 2 and _TEAM_MARKS & set(parted):  # FC Elston, and Elston
            rest = next(word for word in parted if word not in _TEAM_MARKS)
            if rest not in persons:
                told[rest]["ORG"] += 1
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
    """The Novalink of "Novalink CEO Jonah Reed"."""
    after = found.at.get(name.end + 1)
    return after is not None and after.label == "PERSON" and tokens.bare(name.end) in _OF_FIRMS


def designated(tokens: Tokens, name: Name, found: Found) -> str | None:
    """The label that the words around a name tell; null where they tell none."""
    before = tokens.lower[name.start - 1] if name.start else ""
    after = tokens.lower[name.end] if name.end < len(tokens) else ""
    of = tokens.lower[name.start - 2] if name.start > 1 and before == "of" else ""
    last = tokens.texts[name.end - 1]
    if name.label in ("PERSON", "GPE", "WORK_OF_ART", "NORP") and before in ORGANISATIONS:
        return "ORG"
    if name.label == "PERSON" and name.size == 1 and after in _AFTER_ORGANISATIONS:
        return "ORG"
    if name.label == "PERSON" and name.size > 1 and tokens.texts[name.start] in _GROUNDS:
        return "FAC"
    if name.label != "GPE" and name.size == 1 and of in _OF_PLACES:
        return "GPE"
    if name.label in ("NORP", "LANGUAGE") and name.size == 1 and before in _PREPOSITIONS and after in (",", "."):
        return "GPE"
    if set(tokens.texts[name.start : name.end]) & _TEAM_MARKS:
        return "ORG"
    if name.label == "PERSON" and name.size == 1 and is_team(tokens, name):
        return "ORG"
    personal = name.label in MISTAKEN_FOR_PERSONS and name.size <= 3 and not last.isupper() and last not in HEAD_WORDS
    if personal and before in OCCUPATIONS and name.label not in ("GPE", "NORP") and not tokens.plural[name.end - 1]:
        return "PERSON"
    if (
        name.label == "PERSON"
        and name.size == 1
        and (is_owner_of_person(tokens, name, found) or leads_to_firm(tokens, name, found))
    ):
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


def is_team(tokens: Tokens, name: Name) -> bool:
    """Whether a result follows, or who was beaten and it: "beat Elston 3–1"."""
    nearby = range(name.end, min(name.end + 4, len(tokens)))
    scored = any(_SCORE.fullmatch(tokens.texts[at]) for at in nearby) or any(
        tokens.texts[at].isdigit() and tokens.texts[at + 1] in ("–", "-") and tokens.texts[at + 2].isdigit()
        for at in range(name.end, min(name.end + 4, len(tokens) - 2))
    )
    beside = {tokens.lower[at] for at in (name.start - 1, name.end) if 0 <= at < len(tokens)}
    return scored and bool(beside & _BEAT)


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
