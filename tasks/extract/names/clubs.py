"""Clubs that are called like their cities, in reports of sport: "Elston beat Vell", "on loan from Vell"."""

from __future__ import annotations

from tasks.extract.knowledge.reference_table import ReferenceTable
from tasks.extract.lexicon import words
from tasks.extract.names.gender import of_given_name
from tasks.extract.names.tokens import Found, Name, Tokens
from tasks.extract.names.words import CLUBS, HEAD_WORDS
from tasks.extract.sport import is_about_sport

#: Who plays for a club or leads it, behind its name or its "'s".
_MEMBERS = words(
    """
    boss captain coach defender fans forward full-back goalkeeper head keeper manager midfielder skipper striker
    supporters winger
    """
)
_OWNED = _MEMBERS | words("bench defeat defence dressing-room ground owners players squad supporters victory win")
#: What one club does, in the past or in the plural that British writers give to it.
_DONE = words(
    """
    beat dismissed drew edged equalised fired lost sacked scored signed stunned thrashed trailed won are face have host
    lead lie meet play remain sit stun trail were
    """
)
#: Right before the name of an opponent, or of who plays for it.
_OPPOSED = words(
    """
    against beat beating defeated edged face faced host hosted hosting hosts joined meet play played plays thrashed v vs
    """
)
#: What comes from a club, or is played with it, where one of these and a preposition stand before its name.
_DEALT = words(
    "contract defeat deal draw drew game linked loan lose loss lost match move moved signed transfer victory win won"
)
_DEALT_WITH = words("at against by for from over to with")
#: Before a city that is meant itself.
_PLACED = words("in near outside around across")
_PARTS_OF = [[part, "of"] for part in ("city", "town", "streets", "people", "university", "mayor")]
_TOWNS_HAVE = [["council"], ["residents"], ["police"], ["hospital"], ["airport"], ["mayor"]]
_BEGINNING = words("and as because but that when while where") | {",", "\n", "\n\n"}
_LABELS = frozenset({"PERSON", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "NORP", "ORG"})


def mark_clubs(tokens: Tokens, found: Found, table: ReferenceTable) -> None:
    """A name that is a club's somewhere in a report of sport is so everywhere, but in "a hotel in Vell"."""
    if not is_about_sport(tokens.lower):
        return
    persons = {
        word
        for name in found
        if name.label == "PERSON" and name.size > 1
        for word in tokens.texts[name.start : name.end]
    }
    mark_called(tokens, found, table)
    candidates = [name for name in found if may_be_club(tokens, name, persons, table)]
    clubs = {tokens.text(name.start, name.end) for name in candidates if plays(tokens, name)}
    clubs |= {tokens.text(name.start, name.end) for name in candidates if is_beside_club(tokens, name, found, clubs)}
    for name in candidates:
        if tokens.text(name.start, name.end) in clubs:
            label = "ORG" if not is_placed(tokens, name) else "GPE" if name.label == "PERSON" else name.label
            found.put(name._replace(label=label))


def mark_called(tokens: Tokens, found: Found, table: ReferenceTable) -> None:
    """ "Elston City" and, for short, "City"; a city that is called so stands somewhere behind "in"."""
    for name in found:
        called = name.size < 3 and name.label == "GPE" and tokens.texts[name.end - 1] in CLUBS
        if called and not is_placed(tokens, name) and not table.senses(tokens.text(name.start, name.end)):
            found.put(name._replace(label="ORG"))


def is_placed(tokens: Tokens, name: Name) -> bool:
    """ "In Elston", "Elston council", "the streets of Elston"."""
    before, after = tokens.lower[max(0, name.start - 2) : name.start], tokens.lower[name.end : name.end + 1]
    return (before[-1:] != [] and before[-1] in _PLACED) or before in _PARTS_OF or after in _TOWNS_HAVE


def may_be_club(tokens: Tokens, name: Name, persons: set[str], table: ReferenceTable) -> bool:
    """Is it one word, or a place's name of two, and no word of a person's name? A country's may be that of its team."""
    if name.size > (2 if name.label in ("GPE", "ORG") else 1) or name.label not in _LABELS:
        return False
    last = tokens.texts[name.end - 1]
    if last in persons or last in HEAD_WORDS or tokens.plural[name.end - 1] or of_given_name(last) is not None:
        return False
    senses = table.senses(tokens.text(name.start, name.end))
    return all(sense.entity.kind in ("place", "country") and sense.label == "GPE" for sense in senses)


def plays(tokens: Tokens, name: Name) -> bool:
    before, after = (
        [*tokens.lower[max(0, name.start - 2) : name.start]],
        [*tokens.lower[name.end : name.end + 2], "", ""],
    )
    if after[0] in _MEMBERS or (after[0] in ("'s", "’s") and after[1] in _OWNED):
        return True
    begins = name.start == 0 or tokens.begins_sentence(name.start) or before[-1] in _BEGINNING
    if begins and before[-1:] != ["and"] and after[0] in _DONE:
        return True
    return before[-1:] != [] and (before[-1] in _OPPOSED or (before[-1] in _DEALT_WITH and before[0] in _DEALT))


def is_beside_club(tokens: Tokens, name: Name, found: Found, clubs: set[str]) -> bool:
    """Do "and" or "or" join it to a club?"""
    for joint, at in ((name.end, name.end + 1), (name.start - 1, name.start - 2)):
        other = found.at.get(at)
        if other is not None and tokens.lower[joint] in ("and", "or"):
            return name.label != "GPE" and tokens.text(other.start, other.end) in clubs
    return False
