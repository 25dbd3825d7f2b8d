"""Demonyms that mean persons and not their country or party: "the Dane", "two Malians", in sport "the Serbs".

A demonym before a noun ("Danish ministers"), a people as a whole ("Russians voted", "the Greeks") and what somebody is
("Osei, a Malian, left") tell of the country and are its mentions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from tasks.extract.chains.antecedents import Candidate, Place
from tasks.extract.lexicon import words
from tasks.extract.sport import is_about_sport

#: Demonyms that no adjective is, by their endings and themselves.
_NOUN_ENDINGS = ("chman", "shman", "tsman", "chwoman", "shwoman", "tswoman", "ard", "lander")
_NOUNS = words("briton dane finn swede pole turk serb croat scot slovene filipino kurd")
#: Adjectives by which persons are called in the plural: "the Danish"; "the Portuguese" of one, too, as its verb tells.
_ADJECTIVES = ("sh", "ss", "ese", "french", "dutch")
#: Of whom no table knows the place: "the Athenian", "the Londoner", but not "the Adriatic".
_UNKNOWN = ("ian", "er", "ite")
#: "A Democrat", "two Republicans" tell of the party; "the Democrat" is a person.
_PARTISANS = words("democrat republican conservative liberal socialist communist")
_DEFINITE = words("the this that")
_INDEFINITE = words("a an another one")
_SEVERAL = words("several two three four five six seven eight nine ten eleven twelve dozen")
_FEW = 3  #: digits of the number of those who are persons; fifty thousand are a people
_INSIDE = words("ADJ NOUN PROPN NUM PUNCT ADV VERB")  #: between an article and its noun
_STOPS = frozenset(',.;:"“”()')
_BEFORE = 6  #: tokens before a demonym in which its article stands
_PREDICATES = words("attr oprd")
_HEADS = words("nsubj nsubjpass dobj pobj dative conj poss appos ROOT npadvmod ccomp dep") | _PREDICATES
_GOING_ON = words("who whose that from in of with")
_TOLD = 6  #: tokens between a demonym and the person whose nationality it is
_BESIDE = words("ADJ NOUN PROPN NUM PART PUNCT")
_NEAR = 2  #: sentences back in which stands who "the Dane" is, if the article doesn't call anybody Danish


class National(NamedTuple):
    """A demonym that means one person, or several."""

    name: Span
    plural: bool
    definite: bool  #: "the Dane", whom the article has told of


def nationals(doc: Doc, names: Sequence[Span]) -> list[National]:
    """The demonyms among `names` that mean persons."""
    demonyms = [name for name in names if name.label_ == "NORP"]
    places = {name.kb_id_ for name in names if name.label_ == "GPE"}
    persons = {at for name in names if name.label_ == "PERSON" for at in range(name.start, name.end)}
    of_sport = bool(demonyms) and is_about_sport([token.lower_ for token in doc])
    found = []
    for name in demonyms:
        if not heads_phrase(name) or is_predicate(name[-1], persons):
            continue
        words_before = before(name)
        if is_plural(name[-1]):
            team = of_sport and words_before[:1] == ["the"] and name.kb_id_ not in places
            if name.kb_id_ and (team or is_counted(name)):
                found.append(National(name, True, False))
        elif is_one(name, words_before):
            found.append(National(name, False, is_definite(name, words_before)))
    return found


def heads_phrase(name: Span) -> bool:
    """Does no noun follow that it modifies?"""
    if name[-1].dep_ not in _HEADS:
        return False
    following = name.doc[name.end] if name.end < len(name.doc) else None
    return following is None or (following.pos_ not in ("NOUN", "PROPN", "NUM") and following.text != "-")


def is_predicate(noun: Token, persons: set[int]) -> bool:
    """ "Osei is a Malian", "Osei, a Malian", "as a Malian"."""
    if noun.dep_ == "appos":
        return noun.head.i in persons
    return noun.dep_ in _PREDICATES or (noun.dep_ == "pobj" and noun.head.lower_ == "as")


def before(name: Span) -> list[str]:
    """The words of a demonym's phrase before it, from its article; none without one."""
    doc = name.doc
    for at in range(name.start - 1, max(-1, name.start - 1 - _BEFORE), -1):
        if doc[at].lower_ in _DEFINITE or doc[at].lower_ in _INDEFINITE:
            return [token.lower_ for token in doc[at : name.start]]
        if doc[at].pos_ not in _INSIDE or doc[at].text in _STOPS or doc[at].ent_type_ in ("GPE", "NORP"):
            return []
    return []


def is_plural(noun: Token) -> bool:
    word = noun.lower_
    return (word.endswith("s") and not word.endswith("ss")) or word.endswith("men")


def is_one(name: Span, words_before: list[str]) -> bool:
    noun = name[-1]
    article = words_before[0] if words_before else None
    if noun.lower_ in _PARTISANS:
        return words_before in (["the"], ["this"], ["that"])
    if not name.kb_id_:
        return article == "the" and noun.lower_.endswith(_UNKNOWN)
    if noun.lower_.endswith(_ADJECTIVES):
        return article in _INDEFINITE or (article in _DEFINITE and has_singular_verb(noun))
    if article is not None:
        return True
    aged = name.start > 1 and [token.lower_ for token in name.doc[name.start - 2 : name.start]] == ["-", "old"]
    return aged or noun.lower_.endswith(_NOUN_ENDINGS) or noun.lower_ in _NOUNS


def is_definite(name: Span, words_before: list[str]) -> bool:
    """Has the article told of the person, so that no more need be said: not of "the Dane who stayed"?"""
    goes_on = name.end < len(name.doc) and name.doc[name.end].lower_ in _GOING_ON
    return words_before[:1] != [] and words_before[0] in _DEFINITE and not goes_on


def has_singular_verb(noun: Token) -> bool:
    """ "The Portuguese has …", "the Swiss was …"."""
    verbs = (noun.head, *noun.head.lefts) if noun.dep_.startswith("nsubj") else ()
    return any(verb.tag_ == "VBZ" or verb.lower_ == "was" for verb in verbs)


def is_counted(name: Span) -> bool:
    """ "Two Malians", "250 Greeks"."""
    number = name.doc[name.start - 1].lower_ if name.start else ""
    return name[-1].lower_[:-1] not in _PARTISANS and (number in _SEVERAL or (number.isdigit() and len(number) <= _FEW))


def nationalities(names: Sequence[tuple[Span, int]]) -> dict[int | None, set[str]]:
    """Number of a person → the ids of what the article says the person is: "the Belgian Osei", "Osei, a Belgian".

    `names`: those of the article in text order, with the numbers of their things.
    """
    found: dict[int | None, set[str]] = defaultdict(set)
    for (first, number), (second, other) in pairwise(names):
        if first.kb_id_ and second.label_ == "PERSON" and is_led(first, second):
            found[other].add(first.kb_id_)
        if second.kb_id_ and second.label_ == "NORP" and first.label_ == "PERSON" and is_told(first, second):
            found[number].add(second.kb_id_)
    return found


def is_led(demonym: Span, person: Span) -> bool:
    """ "Belgian minister Ada Osborn", "Belgium's Ada Osborn"."""
    between = demonym.doc[demonym.end : person.start]
    owns = demonym.label_ == "NORP" or (len(between) > 0 and between[0].lower_ in ("'s", "’s"))
    return owns and len(between) <= _TOLD and all(token.pos_ in _BESIDE for token in between)


def is_told(person: Span, demonym: Span) -> bool:
    """ "Ada Osborn, a 22-year-old Belgian"."""
    between = demonym.doc[person.end : demonym.start]
    if not 1 < len(between) <= _TOLD + 1 or between[0].text != ",":
        return False
    return between[1].lower_ in _INDEFINITE | _DEFINITE and all(token.pos_ in _BESIDE for token in between[2:])


def bearer(
    national: National,
    persons: Sequence[Candidate],
    told: Mapping[int | None, set[str]],
    parties: set[str],
    place: Place,
) -> Candidate | None:
    """Who "the Belgian" is: whom the article calls so, else who was mentioned last and isn't told to be another's.

    persons: those with a name mentioned so far, the latest first.
    parties: ids of parties, beside which a person may be Belgian.
    """
    own = national.name.kb_id_

    def is_others(person: Candidate) -> bool:
        known = told.get(person.number, set()) - parties
        return bool(own) and own not in parties and bool(known)

    fit = [person for person in persons if agrees(national.name, person)]
    called = (person for person in fit if own and own in told.get(person.number, ()))
    last = (p for p in fit if place.sentence - p.place.sentence <= _NEAR and not is_others(p))
    return next(called, None) or next(last, None)


def gender_of(demonym: Span) -> str | None:
    """What "Frenchman" tells."""
    word = demonym[-1].lower_
    if word.endswith("woman"):
        return "female"
    return "male" if word.endswith("man") and word.endswith(_NOUN_ENDINGS) else None


def agrees(demonym: Span, person: Candidate) -> bool:
    gender = gender_of(demonym)
    return gender is None or person.gender in (None, gender)
