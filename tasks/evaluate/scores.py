"""Precision, recall and F1 of claims against gold, micro-averaged over articles.

chars/<role>       non-space characters that carry the role
exact/<role>       whole spans of the role, edges stripped of spaces, quote marks and closing punctuation
claims             claims whose content pairs with a gold claim's at a character IoU of at least 0.5
claims+source      and whose sources overlap as much, or both are missing
claims+source+cue  and whose cues share a character
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tasks.evaluate.gold import ROLES, Claim, GoldArticle, Span

LEVELS = ("claims", "claims+source", "claims+source+cue")
#: A predicted span that shares less than half of its characters with the gold one is another span.
MINIMUM_IOU = 0.5
EDGE = " \t\r\n\"'“”‘’.,;:!?()[]—–-"


@dataclass(frozen=True, slots=True)
class Score:
    """Precision is `right` of `predicted`, recall `recalled` of `gold`.

    `right` and `recalled` are the same number where answers pair one to one (`Score.paired`).
    """

    right: float
    predicted: float
    recalled: float
    gold: float

    @classmethod
    def paired(cls, right: float, predicted: float, gold: float) -> Score:
        return cls(right, predicted, right, gold)

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.recalled / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.right + other.right,
            self.predicted + other.predicted,
            self.recalled + other.recalled,
            self.gold + other.gold,
        )


NONE = Score(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Pair:
    """A predicted claim and the gold claim whose content it found, by index."""

    predicted: int
    gold: int
    iou: float
    same_source: bool
    same_cue: bool

    def reaches(self, level: str) -> bool:
        return level == "claims" or (self.same_source and (level == "claims+source" or self.same_cue))


def score(gold: Iterable[GoldArticle], predictions: Mapping[str, Sequence[Claim]]) -> dict[str, Score]:
    """Scores by name, in the order of the module's text. An article that `predictions` lacks has no claims."""
    names = [f"{kind}/{role}" for kind in ("chars", "exact") for role in ROLES] + list(LEVELS)
    totals = dict.fromkeys(names, NONE)
    for article in gold:
        for name, counted in score_article(article, predictions.get(article.name, ())).items():
            totals[name] += counted
    return totals


def score_article(article: GoldArticle, claims: Sequence[Claim]) -> dict[str, Score]:
    scores = {}
    for role in ROLES:
        found = set().union(*(characters(article.text, getattr(claim, role)) for claim in claims))
        wanted = set().union(*(characters(article.text, getattr(claim, role)) for claim in article.claims))
        scores[f"chars/{role}"] = Score.paired(len(found & wanted), len(found), len(wanted))
        exact_found = exact_spans(article.text, claims, role)
        exact_wanted = exact_spans(article.text, article.claims, role)
        scores[f"exact/{role}"] = Score.paired(
            (exact_found & exact_wanted).total(), exact_found.total(), exact_wanted.total()
        )
    paired = pairs(article, claims)
    for level in LEVELS:
        scores[level] = Score.paired(sum(pair.reaches(level) for pair in paired), len(claims), len(article.claims))
    return scores


def pairs(article: GoldArticle, claims: Sequence[Claim]) -> list[Pair]:
    """Predicted with gold claims, one to one, best content overlap first, from `MINIMUM_IOU` up."""
    found = [{role: characters(article.text, getattr(claim, role)) for role in ROLES} for claim in claims]
    wanted = [{role: characters(article.text, getattr(claim, role)) for role in ROLES} for claim in article.claims]
    candidates = [
        (overlap, i, j)
        for i, p in enumerate(found)
        for j, g in enumerate(wanted)
        if (overlap := iou(p["content"], g["content"])) >= MINIMUM_IOU
    ]
    paired: list[Pair] = []
    free_found, free_wanted = set(range(len(found))), set(range(len(wanted)))
    for overlap, i, j in sorted(candidates, key=lambda c: (-c[0], c[1], c[2])):
        if i in free_found and j in free_wanted:
            free_found.remove(i)
            free_wanted.remove(j)
            p, g = found[i], wanted[j]
            neither = not p["source"] and not g["source"]
            same_source = neither or iou(p["source"], g["source"]) >= MINIMUM_IOU
            paired.append(Pair(i, j, overlap, same_source, bool(p["cue"] & g["cue"])))
    return paired


def characters(text: str, spans: Iterable[Span]) -> set[int]:
    """Places of the characters under `spans` that are not white space."""
    return {place for start, end in spans for place in range(start, end) if not text[place].isspace()}


def iou(a: set[int], b: set[int]) -> float:
    """Intersection over union; 0 of two empty sets."""
    common = len(a & b)
    return common / (len(a) + len(b) - common) if common else 0.0


def exact_spans(text: str, claims: Iterable[Claim], role: str) -> Counter[tuple[Span, ...]]:
    """The claims' spans of a role, edges stripped; claims of which nothing is left don't count."""
    spans = (tuple(kept for span in getattr(claim, role) if (kept := stripped(text, span))) for claim in claims)
    return Counter(kept for kept in spans if kept)


def stripped(text: str, span: Span) -> Span | None:
    start, end = span
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return (start, end) if start < end else None
