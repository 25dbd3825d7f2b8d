"""Common nouns: which are persons, and what "the company", "the country", "the prime minister" can take up."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Span, Token

from tasks.extract.chains.antecedents import Candidate
from tasks.extract.chains.pronouns import SUBJECTS
from tasks.extract.clauses import dependents_after
from tasks.extract.lexicon import words
from tasks.extract.names import gender
from tasks.extract.roles.words import is_role

_PERSONS = words(
    """
    adult applicant baby bidder boyfriend buyer candidate caller child citizen client colleague cousin customer
    defendant driver employee expat fan friend girlfriend guest guy hero immigrant infant inmate juror kid killer
    migrant neighbor neighbour newcomer nominee parent partner passenger patient peer pedestrian person plaintiff
    prisoner protester pupil refugee relative rival sibling spouse suspect teen teenager toddler tourist twin victim
    visitor volunteer voter winner youngster
    """
)
#: What may stand first in a name, and say what it names: "Lake Vell", "Hurricane Ada".
_LEADING = words("camp cape cyclone fort hurricane lake mount operation port river storm typhoon")
#: Nouns that take up nothing that has a name: "at this time".
_TIMES = words("day decade hour moment month period time week year")
_AGE = ("-", "year", "-", "old")
_POINTERS = frozenset({"the", "this", "that"})
_INSIDE = words("NOUN PROPN ADJ NUM ADV VERB PUNCT")  #: what stands between "the" and its noun
_MOST_NOUNS = 3
_HEADS = words("nsubj nsubjpass dobj pobj dative attr conj poss appos ROOT oprd agent npadvmod obj iobj")


def is_person(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    return (
        lemma in _PERSONS or lemma in gender.MALE or lemma in gender.FEMALE or is_role(noun) or aged(noun) is not None
    )


def aged(word: Token) -> Span | None:
    """ "the 34-year-old", with no noun behind it, from its last word."""
    first = word.i - len(_AGE) - 1  # behind "the" and the number
    if first < 0 or tuple(token.lower_ for token in word.doc[first + 2 : word.i + 1]) != _AGE:
        return None
    follows = word.i + 1 < len(word.doc) and word.nbor().pos_ in ("ADJ", "NOUN", "NUM", "PROPN")
    return None if follows or word.doc[first].lower_ != "the" else word.doc[first : word.i + 1]


def phrase(noun: Token) -> Span | None:
    """ "the prime minister": a definite phrase that says no more than that; null for any other."""
    if (whole := aged(noun)) is not None:
        return whole
    if noun.tag_ not in ("NN", "NNP") or noun.dep_ not in _HEADS or noun.lower_ in _TIMES or _goes_on(noun):
        return None
    for at in range(noun.i - 1, max(-1, noun.i - 4), -1):
        before = noun.doc[at]
        if before.lower_ in _POINTERS:
            return noun.doc[at : noun.i + 1] if before.tag_ != "IN" else None
        if before.pos_ not in _INSIDE:
            return None  # "that his country", "the talks on territory"
    return None


def _goes_on(noun: Token) -> bool:
    """Whether more follows that says which one: "the president of France", "the alliance that …"."""
    if noun.i + 1 >= len(noun.doc):
        return False
    following = noun.nbor(1)
    return following.lower_ in ("of", "for", "in", "at", "who", "which", "that", "-") or (
        following.pos_ == "PROPN" and following.dep_ != "appos"
    )


def said_of(name: Span) -> set[str]:
    """What a name's own sentence calls its bearer, head noun and whole phrase: "prime minister", "minister"."""
    doc, found = name.doc, set()
    at = name.start
    while (
        at > max(0, name.start - 4) and doc[at - 1].pos_ in ("PROPN", "NOUN") and doc[at - 1].ent_type_ in ("", "ORG")
    ):
        at -= 1
    for start in range(at, name.start):
        found.add(doc[start : name.start].text.casefold())
    root = name.root
    nouns = [child for child in dependents_after(root) if child.dep_ == "appos" and child.pos_ == "NOUN"]
    told = root
    while told.dep_ == "appos" and told.head.pos_ == "NOUN" and len(nouns) < _MOST_NOUNS:
        told = told.head  # "her daughter, the novelist Leila Amari"
        nouns.append(told)
    if root.dep_ in SUBJECTS and root.head.lemma_ == "be":
        nouns += [child for child in dependents_after(root.head) if child.dep_ == "attr" and child.pos_ == "NOUN"]
    for noun in nouns:
        start = noun.i
        while start > noun.left_edge.i and doc[start - 1].pos_ in ("NOUN", "ADJ") and doc[start - 1].dep_ != "det":
            start -= 1
            found.add(doc[start : noun.i + 1].text.casefold())
        found.add(noun.lower_)
    return found


def heads_of(name: Span) -> set[str]:
    """The words that may say what a name's bearer is: of "Vell Party" and "Lake Vell", "party" and "lake"."""
    if len(name) < 2:
        return set()
    found = {name[-1].lower_}
    if name[0].lower_ in _LEADING:
        found.add(name[0].lower_)
    for before, word in pairwise(name):
        if word.lower_ in ("of", "for"):
            found.add(before.lower_)
            break
    return found


def unnamed(noun: Token) -> Candidate | None:
    """What a common noun phrase brings up, as a candidate without a name; null for a noun that modifies another."""
    if noun.dep_ not in _HEADS and aged(noun) is None:
        return None
    plural = noun.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" for child in dependents_after(noun))
    told = gender.of_words((noun.lemma_.lower(),))
    return Candidate(None, None, None, is_person(noun), plural, told)
