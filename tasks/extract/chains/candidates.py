"""The named things of an article as candidates: what is known of each before the article is read."""

from __future__ import annotations

from collections import Counter, defaultdict

from tasks.extract.chains.antecedents import Candidate
from tasks.extract.chains.kinds import KINDS_OF
from tasks.extract.chains.layout import Layout
from tasks.extract.chains.naming import Thing
from tasks.extract.chains.nominals import heads_of, said_of
from tasks.extract.names.gender import of_given_name, of_words
from tasks.extract.roles.words import ROLES

#: Pronouns of one gender after a person's names that settle it, and how many times they outnumber the rest.
_HINTS = 3
_PERSON_IN_FULL = 2  #: tokens of a person's name that may be labelled a body


def named_candidates(
    things: list[Thing], kinds: list[str], never: list[frozenset[str]], layout: Layout
) -> list[Candidate]:
    """
    kinds: of each thing, one of schemas.entities.ENTITY_KINDS.
    never: the nouns that don't take it up.
    """
    labels = [thing.label for thing in things]
    hints = _gender_hints([thing for thing in things if labels[thing.number] == "PERSON"], layout)
    most: Counter[str] = Counter()
    for thing, label in zip(things, labels, strict=True):
        most[label] = max(most[label], len(thing.names))
    nouns = [{said for span in thing.names for said in said_of(span)} for thing in things]
    heads = [{head for span in thing.names for head in heads_of(span)} for thing in things]
    return [
        Candidate(
            thing.number,
            label,
            kind,
            person=label == "PERSON",
            plural=label not in ("PERSON", "GPE") and all(span.root.tag_ in ("NNPS", "NNS") for span in thing.names),
            gender=thing.gender or _overwhelming(hints[thing.number]) or of_words(nouns[thing.number]),
            doubtful=_is_doubtful(thing, label, kind, hints[thing.number], nouns[thing.number]),
            titled=thing.titled is not None,
            hints=hints[thing.number],
            nouns=nouns[thing.number],
            never=never[thing.number],
            heads=heads[thing.number],
            prominence=len(thing.names) / most[label],
        )
        for thing, label, kind in zip(things, labels, kinds, strict=True)
    ]


def _is_doubtful(thing: Thing, label: str, kind: str, hints: Counter[str], nouns: set[str]) -> bool:
    """Whether it may yet be a body that is labelled a person, or a person who is labelled a body.

    Of the bodies that "it" means in our own articles, one in seven is labelled a person ("Linava Cargo said it").
    """
    if label == "PERSON":
        return thing.gender is None and not hints and nouns.isdisjoint(ROLES)
    if label != "ORG" or kind != "organisation" or thing.entity_id or not nouns.isdisjoint(KINDS_OF):
        return False
    return all(
        len(name) == _PERSON_IN_FULL and name.text.istitle() and of_given_name(name[0].text) for name in thing.names
    )


def label_by_pronouns(label: str, candidate: Candidate) -> str:
    """The label of a named thing, once its article is read: what is only ever "it" is no person."""
    personal = candidate.votes.get("male", 0) + candidate.votes.get("female", 0)
    other = candidate.votes.get("thing", 0)
    if candidate.doubtful and bool(personal) != bool(other):
        return "PERSON" if personal else "ORG"
    return label


def _gender_hints(persons: list[Thing], layout: Layout) -> dict[int, Counter[str]]:
    """For each person the genders of the pronouns that come next after the name, in its sentence or the following."""
    ends = {span.end - 1: thing.number for thing in persons for span in thing.names}
    hints: dict[int, Counter[str]] = defaultdict(Counter)
    last = None
    for at in sorted({*ends, *layout.gendered}):
        if at in ends:
            last = at
        elif last is not None:
            if layout.sentence[at] - layout.sentence[last] < 2:
                hints[ends[last]][layout.gendered[at]] += 1
            last = None
    return hints


def _overwhelming(hints: Counter[str]) -> str | None:
    """The gender of most hints, when they are several and nearly all of one kind."""
    if not hints:
        return None
    (told, most), *others = hints.most_common()
    return told if most >= _HINTS and most >= _HINTS * sum(count for _, count in others) else None
