"""Which way claims lean, against what readers marked by gold/stances/guideline.md.

Gold is claims of a corpus of `tasks.evaluate.gold`'s form (which holds the texts) with the stances that each takes, as
offsets. A stance names its target by one or more phrases, each with a value: the same thing may be mentioned twice, and
what is for repealing a law is against the law. A predicted target is the gold one at a character IoU of at least 0.5
with one of these phrases, or with the part of it that ends in its head word, or when it is the end of that part: the
name without its titles.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from schemas.errors import Errors, OnRecordError
from schemas.stances import STANCE_VALUES, TARGET_KINDS
from tasks.evaluate.gold import Claim, GoldArticle, Span
from tasks.evaluate.scores import MINIMUM_IOU, NONE, Score, characters, iou, pairs

#: A folder of stances is told by this file.
CLAIMS = "claims.csv"
SIDES = frozenset(STANCE_VALUES) - {"neutral"}
#: What is held out is not looked at while the component is worked on.
PARTS = ("development", "held out")
NO_STANCE = "none"


@dataclass(frozen=True, slots=True)
class Position:
    """A target and what is thought of it, as a component predicts it."""

    target: Span
    value: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One right way to give a gold stance."""

    targets: tuple[Span, ...]  #: the phrase; the phrase up to its head
    value: str
    kind: str


@dataclass(frozen=True, slots=True)
class GoldClaim:
    number: int
    part: str  #: one of PARTS
    article: str
    claim: Claim
    stances: tuple[tuple[Answer, ...], ...]


def is_stance_corpus(folder: Path) -> bool:
    return (folder / CLAIMS).is_file()


def read_stances(folder: Path, annotations: str = "agreed") -> list[GoldClaim]:
    """The claims of claims.csv with the stances of <annotations>.csv; a claim that it lacks takes none.

    Raises:
        OnRecordError: OR507 a file is missing or a row is malformed.
    """
    try:
        cores = {
            (int(row["claim"]), _span(row["whole"])): _span(row["core"]) for row in _rows(folder / "candidates.csv")
        }
        stances: defaultdict[int, defaultdict[int, list[Answer]]] = defaultdict(lambda: defaultdict(list))
        for row in _rows(folder / f"{annotations}.csv"):
            number, target = int(row["claim"]), (int(row["start"]), int(row["end"]))
            if row["polarity"] not in STANCE_VALUES or row["kind"] not in TARGET_KINDS or not target[0] < target[1]:
                raise ValueError(f"{annotations}.csv: {row}")
            targets = tuple(dict.fromkeys((target, cores.get((number, target), target))))
            stances[number][int(row["stance"])].append(Answer(targets, row["polarity"], row["kind"]))
        return [
            GoldClaim(
                number := int(row["claim"]),
                PARTS[PARTS.index(row["part"])],
                row["article"],
                Claim(_spans(row["source"]), _spans(row["cue"]), _spans(row["content"])),
                tuple(tuple(answers) for _, answers in sorted(stances[number].items())),
            )
            for row in _rows(folder / CLAIMS)
        ]
    except (OSError, KeyError, ValueError) as error:
        raise OnRecordError(Errors.OR507, path=folder, problem=error) from error


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _spans(written: str) -> tuple[Span, ...]:
    return tuple(_span(part) for part in written.split(";") if part)


def _span(written: str) -> Span:
    start, _, end = written.partition("-")
    return int(start), int(end)


def stances_found(
    gold: Sequence[GoldClaim],
    texts: Mapping[str, GoldArticle],
    predictions: Mapping[str, Sequence[tuple[Claim, Sequence[Position]]]],
) -> dict[str, Score]:
    """How many stances for, against or both are found in the annotated claims, by name:

    stances            target and value are right; recall is over all annotated claims
    stances/found      the same over the claims of which the content was found
    targets/found      the target is right, whatever the value
    sides/found        claims that take a side, whatever their targets
    """
    scores = dict.fromkeys(("stances", "stances/found", "targets/found", "sides/found"), NONE)
    for article, claims in _by_article(gold).items():
        text, predicted = texts[article], predictions.get(article, ())
        paired = {text.claims[p.gold]: p.predicted for p in pairs(text, [claim for claim, _ in predicted])}
        for claim in claims:
            wanted = [answers for answers in claim.stances if any(answer.value in SIDES for answer in answers)]
            place = paired.get(claim.claim)
            found = [] if place is None else [p for p in predicted[place][1] if p.value in SIDES]
            right = _matches(text.text, found, wanted, valued=True)
            scores["stances"] += Score.paired(right, len(found), len(wanted))
            if place is not None:
                scores["stances/found"] += Score.paired(right, len(found), len(wanted))
                alike = _matches(text.text, found, wanted, valued=False)
                scores["targets/found"] += Score.paired(alike, len(found), len(wanted))
                scores["sides/found"] += Score.paired(bool(found and wanted), bool(found), bool(wanted))
    return scores


def _matches(text: str, found: Sequence[Position], wanted: Sequence[Sequence[Answer]], valued: bool) -> int:
    """How many of `found` pair with one of `wanted` each, in text order."""
    free = list(wanted)
    right = 0
    for position in found:
        for answers in free:
            if any(_same(text, position, answer, valued) for answer in answers):
                free.remove(answers)
                right += 1
                break
    return right


def _same(text: str, position: Position, answer: Answer, valued: bool) -> bool:
    if valued and position.value != answer.value:
        return False
    target = characters(text, [position.target])
    start, end = answer.targets[-1]
    name = start <= position.target[0] and position.target[1] == end  # "Ada Osborn" of "Mayor Ada Osborn, who …"
    return name or any(iou(target, characters(text, [span])) >= MINIMUM_IOU for span in answer.targets)


def _by_article(gold: Iterable[GoldClaim]) -> dict[str, list[GoldClaim]]:
    found: defaultdict[str, list[GoldClaim]] = defaultdict(list)
    for claim in gold:
        found[claim.article].append(claim)
    return dict(found)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Between two readers, over units of one kind. `kappa` is Cohen's; None where both always gave one value."""

    units: int
    raw: float
    kappa: float | None


def agreement(folder: Path, first: str = "first", second: str = "second") -> dict[str, Agreement]:
    """Two readers' annotations compared, by unit:

    pairs    every claim with every candidate target (those that a reader added included): its value, or none
    claims   does the claim take any side
    values   the value, over the pairs that both readers marked

    Nothing where the claims were read once.
    """
    if not (folder / f"{second}.csv").is_file():
        return {}
    readers = [{claim.number: claim for claim in read_stances(folder, name)} for name in (first, second)]
    candidates: defaultdict[int, dict[Span, None]] = defaultdict(dict)
    for row in _rows(folder / "candidates.csv"):
        candidates[int(row["claim"])][_span(row["whole"])] = None
    marks = [{number: _values(claim) for number, claim in reader.items()} for reader in readers]
    values = [
        tuple(mark[number].get(target, NO_STANCE) for mark in marks)
        for number in readers[0]
        for target in {**candidates[number], **marks[0][number], **marks[1][number]}
    ]
    sided = [tuple(str(bool(SIDES & set(mark[number].values()))) for mark in marks) for number in readers[0]]
    return {
        "pairs": _agreement(values),
        "claims": _agreement(sided),
        "values": _agreement([pair for pair in values if NO_STANCE not in pair]),
    }


def _values(claim: GoldClaim) -> dict[Span, str]:
    return {answer.targets[0]: answer.value for answers in claim.stances for answer in answers}


def _agreement(units: Sequence[tuple[str, ...]]) -> Agreement:
    if not units:
        return Agreement(0, 0.0, None)
    raw = sum(a == b for a, b in units) / len(units)
    shares = [
        [sum(unit[reader] == value for unit in units) / len(units) for reader in (0, 1)]
        for value in sorted(set().union(*units))
    ]
    chance = sum(a * b for a, b in shares)
    return Agreement(len(units), raw, None if chance == 1 else (raw - chance) / (1 - chance))
