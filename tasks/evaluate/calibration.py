"""Whether confidence says how often claims are right, and what one gets who keeps the confident ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tasks.evaluate.gold import Claim, GoldArticle
from tasks.evaluate.scores import NONE, Score, pairs

THRESHOLDS = (0.5, 0.7, 0.9)
BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Predicted claims whose confidence lies in [low, high), 1 in the last."""

    low: float
    high: float
    claims: int
    confidence: float  #: mean
    right: float  #: share


@dataclass(frozen=True, slots=True)
class Calibration:
    """The reliability table and its expected calibration error (Naeini, Cooper and Hauskrecht, AAAI 2015).

    The error is the mean distance between confidence and share of right claims over the bins, weighted by their claims.
    """

    level: str
    bins: tuple[Bin, ...]  #: those that hold claims, lowest first

    @property
    def error(self) -> float:
        claims = sum(bin.claims for bin in self.bins)
        return sum(bin.claims * abs(bin.confidence - bin.right) for bin in self.bins) / claims if claims else 0.0


def calibration(
    gold: Sequence[GoldArticle], predictions: Mapping[str, Sequence[Claim]], level: str = "claims+source"
) -> Calibration:
    """The predicted claims in bins of equal width; a claim is right when it reaches `level` (see `scores.LEVELS`)."""
    members: dict[int, list[tuple[float, bool]]] = {}
    for article in gold:
        claims = predictions.get(article.name, ())
        right = {pair.predicted for pair in pairs(article, claims) if pair.reaches(level)}
        for index, claim in enumerate(claims):
            members.setdefault(bin_of(claim.confidence), []).append((claim.confidence, index in right))
    return Calibration(level, tuple(_bin(number, members[number]) for number in sorted(members)))


def bin_of(confidence: float) -> int:
    if not 0 <= confidence <= 1:
        raise ValueError(f"confidence {confidence} is no probability")
    return min(int(confidence * BINS), BINS - 1)


def _bin(number: int, claims: list[tuple[float, bool]]) -> Bin:
    return Bin(
        low=number / BINS,
        high=(number + 1) / BINS,
        claims=len(claims),
        confidence=sum(confidence for confidence, _ in claims) / len(claims),
        right=sum(right for _, right in claims) / len(claims),
    )


def by_confidence(
    gold: Sequence[GoldArticle], predictions: Mapping[str, Sequence[Claim]], level: str = "claims+source"
) -> dict[float, Score]:
    """Threshold → score at `level` of the claims at least so confident."""
    scores = dict.fromkeys(THRESHOLDS, NONE)
    for threshold in THRESHOLDS:
        for article in gold:
            kept = [claim for claim in predictions.get(article.name, ()) if claim.confidence >= threshold]
            right = sum(pair.reaches(level) for pair in pairs(article, kept))
            scores[threshold] += Score.paired(right, len(kept), len(article.claims))
    return scores
