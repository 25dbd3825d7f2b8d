"""How well the mentions of things are found, and whether they mean the right thing: names, pronouns, links.

Gold marks noun phrases; what is scored is the name in them (`documents.name_core`), and of things that are no times.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from schemas.ids import without_accents
from tasks.evaluate.documents import GoldDocument, Mention, Prediction
from tasks.evaluate.gold import Span
from tasks.evaluate.scores import NONE, Score

_OF_PERSONS = "he|him|his|himself|she|hers?|herself"
_OF_THINGS = "it|its|itself"
_OF_SEVERAL = "they|them|theirs?|themselves"
#: How each kind of pronoun is called in the figures, and its forms.
_KINDS = {
    name: re.compile(rf"(?i)(?:{forms})")
    for name, forms in (
        ("third person", f"{_OF_PERSONS}|{_OF_THINGS}|{_OF_SEVERAL}"),
        ("he she", _OF_PERSONS),
        ("it", _OF_THINGS),
        ("they", _OF_SEVERAL),
    )
}
_SPEAKER = re.compile(r"(?i)i|me|my|mine|myself")
_WORD = re.compile(r"[^\W_]+")


def names_found(documents: Iterable[GoldDocument], predictions: Mapping[str, Prediction]) -> dict[str, Score]:
    """`names/any`: gold names that a predicted name touches; `names/exact`: that one covers from end to end.

    A predicted name touches the gold rightly wherever a marked phrase holds a name: the "Vellish" of "the Vellish
    painter" is a name, though it is no phrase of its own and so not among the gold names.
    """
    touched = exact = NONE
    for document in documents:
        found = _names(predictions.get(document.name, Prediction()).mentions)
        gold = {mention.name for mention in document.mentions if mention.name and mention.kind != "time"}
        phrases = [(mention.start, mention.end) for mention in document.mentions if mention.holds_name]
        touched += Score(_touching(found, phrases), len(found), _touching(gold, found), len(gold))
        exact += Score.paired(len(gold & found), len(found), len(gold))
    return {"names/any": touched, "names/exact": exact}


def pronouns_resolved(documents: Iterable[GoldDocument], predictions: Mapping[str, Prediction]) -> dict[str, Score]:
    """Pronouns whose chain names its thing: is the name that was given to the pronoun one of the chain's?

    Precision counts every gold pronoun that was given a name, also where the gold chain has none. By kind, too: "I"
    only where it stands in a quotation, since elsewhere it is the author.
    """
    totals = dict.fromkeys(("pronouns", *(f"pronouns/{kind}" for kind in (*_KINDS, "I quoted"))), NONE)
    for document in documents:
        names = _chain_names(document)
        given = {(m.start, m.end): m.name for m in predictions.get(document.name, Prediction()).mentions if m.name}
        for mention in document.mentions:
            if not mention.pronoun:
                continue
            known = names.get(mention.chain, [])
            name = given.get((mention.start, mention.end))
            right = name is not None and any(same_name(name, other) for other in known)
            for kind in _kinds(document.text, mention.start, mention.end):
                totals[kind] += Score(right, name is not None, right, bool(known))
    return totals


def _kinds(text: str, start: int, end: int) -> Iterator[str]:
    """The figures that a pronoun counts in."""
    yield "pronouns"
    for kind, forms in _KINDS.items():
        if forms.fullmatch(text, start, end):
            yield f"pronouns/{kind}"
    if _SPEAKER.fullmatch(text, start, end) and _in_quotation(text, start):
        yield "pronouns/I quoted"


def _in_quotation(text: str, place: int) -> bool:
    """Whether an odd number of double quote marks stands before `place` in its paragraph."""
    before = text[text.rfind("\n", 0, place) + 1 : place]
    return sum(before.count(mark) for mark in '“”"') % 2 == 1


def links_agreeing(
    documents: Iterable[GoldDocument], predictions: Mapping[str, Prediction]
) -> tuple[Score, Counter[tuple[str, str]]]:
    """Names linked to a Wikidata entity, against the gold's Wikipedia titles.

    Returns: how many links have the gold title for the entity's name, and the (entity's name, gold title) of all
    others, for reading: an entity and its article often go by different names, so precision is a lower bound.
    """
    total, others = NONE, Counter[tuple[str, str]]()
    for document in documents:
        titles = {m.name: m.identity for m in document.mentions if m.name and m.identity and m.kind != "time"}
        linked = {
            (m.start, m.end): m.entity_name or ""
            for m in predictions.get(document.name, Prediction()).mentions
            if m.kind == "name" and m.entity_id and not m.entity_id.startswith("local:")
        }
        made = linked.keys() & titles.keys()
        different = Counter((linked[span], titles[span]) for span in made if not same_title(linked[span], titles[span]))
        total += Score.paired(len(made) - different.total(), len(made), len(titles))
        others += different
    return total, others


def same_name(one: str, other: str) -> bool:
    """The same words, or all of the one's among the other's ("Osborn" and "Ada Osborn").

    Letter case and diacritics are no difference: "Ōsborn" is "Osborn".
    """
    a, b = (set(_WORD.findall(without_accents(name.casefold()))) for name in (one, other))
    return bool(a and b) and (a <= b or b <= a)


def same_title(name: str, title: str) -> bool:
    title = unquote(title).casefold()
    return name.casefold() in (title, re.sub(r" \(.*\)$", "", title))


def _chain_names(document: GoldDocument) -> dict[str, list[str]]:
    """Chain → its names and its Wikipedia title.

    A name that is part of a fuller one is left out: every Osborn would pass for "Ada Osborn" if "Osborn" did.
    """
    names: dict[str, set[str]] = defaultdict(set)
    for mention in document.mentions:
        if mention.name and mention.kind != "time":
            names[mention.chain].add(document.text[slice(*mention.name)])
    for mention in document.mentions:
        if mention.identity and mention.chain in names:
            names[mention.chain].add(re.sub(r" \(.*\)$", "", mention.identity))
    return {chain: _fullest(found) for chain, found in names.items()}


def _fullest(names: Iterable[str]) -> list[str]:
    """The names that are no part of another: "Ada Osborn" and "Duchess of Vell", but not "Osborn"."""
    found: list[str] = []
    for name in sorted(names, key=lambda name: (-len(name.split()), -len(name), name)):
        if not any(same_name(name, other) for other in found):
            found.append(name)
    return found


def _names(mentions: Iterable[Mention]) -> set[Span]:
    return {(mention.start, mention.end) for mention in mentions if mention.kind == "name"}


def _touching(spans: Iterable[Span], others: Iterable[Span]) -> int:
    """How many of `spans` share a character with one of `others`."""
    covered = {place for start, end in others for place in range(start, end)}
    return sum(any(place in covered for place in range(*span)) for span in spans)
