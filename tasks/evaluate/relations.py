"""Facts that articles state, against what a reader marked by gold/relations/guideline.md.

Gold is a folder with text/<article>.txt and relations.csv, one fact a row: subject and object by the names that the
article has for them ("Bank of Vell|BoV"), an office by its words. A published row is right when names, predicate and
status are those of a gold fact of its article; an office's words may differ in less than half of both together. What an
article states twice is one gold fact, and two rows may be right by it.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from schemas.errors import Errors, OnRecordError
from schemas.ids import without_accents
from schemas.relations import PREDICATES, STATUSES
from tasks.evaluate.scores import MINIMUM_IOU, NONE, Score
from tasks.evaluate.stances import PARTS

#: A folder of relations is told by this file.
RELATIONS = "relations.csv"
OFFICE = "holds_position"
_YES_OR_NO = ("no", "yes")
_WORD = re.compile(r"[^\W_]+")
_LOOSE = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True)
class Fact:
    subject: tuple[str, ...]  #: its names, each as good as another
    predicate: str
    object: tuple[str, ...]
    status: str
    said: bool  #: it stands in somebody's claim


@dataclass(frozen=True, slots=True)
class GoldFacts:
    """What a reader found in one article."""

    article: str
    part: str  #: one of PARTS
    facts: tuple[Fact, ...]


def is_relation_corpus(folder: Path) -> bool:
    return (folder / RELATIONS).is_file()


def read_relations(folder: Path) -> list[GoldFacts]:
    """The articles of relations.csv, by name.

    Raises:
        OnRecordError: OR508 a row is malformed, or its article has no text.
    """
    try:
        facts: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
        with (folder / RELATIONS).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                facts[row["article"], PARTS[PARTS.index(row["part"])]].append(_fact(row))
        for article, _ in facts:
            if not (folder / "text" / f"{article}.txt").is_file():
                raise ValueError(f"text/{article}.txt is missing")
        return [GoldFacts(article, part, tuple(found)) for (article, part), found in sorted(facts.items())]
    except (OSError, KeyError, ValueError) as error:
        raise OnRecordError(Errors.OR508, path=folder, problem=error) from error


def _fact(row: Mapping[str, str]) -> Fact:
    subject, thing = (tuple(name for name in row[end].split("|") if name) for end in ("subject", "object"))
    if not subject or not thing or row["predicate"] not in PREDICATES or row["status"] not in STATUSES:
        raise ValueError(f"{RELATIONS}: {row}")
    return Fact(subject, row["predicate"], thing, row["status"], bool(_YES_OR_NO.index(row["said"])))


def relations_found(gold: Collection[GoldFacts], predictions: Mapping[str, Sequence[Fact]]) -> dict[str, Score]:
    """Published rows that are right, and gold facts that one of them states, by name:

    relations, relations/<predicate>    names, predicate and status are right
    ends                                names and predicate are right, whatever the status
    status                              of the rows of which names and predicate are right, those with the right status
    said                                … and that rightly have, or have not, a claim that states them
    """
    scores = dict.fromkeys(("relations", *(f"relations/{p}" for p in PREDICATES), "ends", "status", "said"), NONE)
    for article in gold:
        rows = predictions.get(article.article, ())
        for predicate in PREDICATES:
            wanted = [fact for fact in article.facts if fact.predicate == predicate]
            found = [row for row in rows if row.predicate == predicate]
            alike = [[fact for fact in wanted if _same_ends(row, fact)] for row in found]
            right = [
                [fact for fact in facts if fact.status == row.status] for row, facts in zip(found, alike, strict=True)
            ]
            strict = _score(right, found, wanted)
            scores["relations"] += strict
            scores[f"relations/{predicate}"] += strict
            scores["ends"] += _score(alike, found, wanted)
            met = sum(map(bool, alike))
            scores["status"] += Score.paired(sum(map(bool, right)), met, met)
            said = sum(any(f.said == row.said for f in facts) for row, facts in zip(found, alike, strict=True))
            scores["said"] += Score.paired(said, met, met)
    return scores


def _score(matches: Sequence[Sequence[Fact]], found: Sequence[Fact], wanted: Sequence[Fact]) -> Score:
    """matches: of each found row, the gold facts that it states."""
    stated = {fact for facts in matches for fact in facts}
    return Score(sum(map(bool, matches)), len(found), len(stated), len(wanted))


def _same_ends(row: Fact, fact: Fact) -> bool:
    least = MINIMUM_IOU if fact.predicate == OFFICE else 1
    return _likeness(row.subject, fact.subject) == 1 and _likeness(row.object, fact.object) >= least


def _likeness(names: Sequence[str], others: Sequence[str]) -> float:
    """The share of their words that two names have in common, at best."""
    return max(_common(_words(name), _words(other)) for name in names for other in others)


def _common(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _words(name: str) -> set[str]:
    return set(_WORD.findall(without_accents(name.casefold()))) - _LOOSE
