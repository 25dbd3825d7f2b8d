"""A log-linear ranker: how probable it is that a mention takes up each of the things before it, or none of them.

The score of a candidate is the weighted sum of its features, that of "none" the weighted sum of the mention's own
(`antecedents.Features`, `Setting`); a softmax makes probabilities of them (Denis and Baldridge 2007). The weights are
learned: models/chains/README.md.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import mul
from pathlib import Path
from typing import NamedTuple

import models
from tasks.extract.chains.antecedents import Candidate, Decision, Features, Setting

MODEL = Path(models.__file__).with_name("chains")


class Choice(NamedTuple):
    """Which candidate a mention takes up, and how probable each of them is."""

    candidate: int | None  #: index among the candidates; null for none of them
    probabilities: Mapping[int, float]  #: index → probability; 0 for those that are left out

    @property
    def probability(self) -> float:
        """Of the candidate that was chosen.

        Raises:
            KeyError: none was.
        """
        return self.probabilities[self.candidate]  # type: ignore[index]


NOTHING = Choice(None, {})


@dataclass(frozen=True)
class Weights:
    features: Sequence[float]  #: in the order of `Features`
    setting: Sequence[float]  #: in the order of `Setting`

    def probabilities(self, decision: Decision) -> list[float]:
        """Of each candidate, and last of none."""
        scores = [sum(map(mul, self.features, features)) for features in decision.features]
        scores.append(sum(map(mul, self.setting, decision.setting)))
        highest = max(scores)
        shares = [math.exp(score - highest) for score in scores]
        total = sum(shares)
        return [share / total for share in shares]


@dataclass(frozen=True)
class Ranker:
    """Chooses the most probable candidate, unless none is more probable or `least` is not reached."""

    weights: Mapping[str, Weights]  #: kind of mention → its weights
    least: Mapping[str, float]  #: kind → probability that a choice must have

    @classmethod
    def load(cls, folder: Path = MODEL) -> Ranker:
        """
        Raises:
            OSError: there is no model in the folder.
            KeyError: it lacks a feature.
        """
        stored = json.loads((folder / "ranker.json").read_text(encoding="utf-8"))
        weights = {
            kind: Weights(
                [by_name["features"][name] for name in Features._fields],
                [by_name["setting"][name] for name in Setting._fields],
            )
            for kind, by_name in stored["weights"].items()
        }
        return cls(weights, stored["least"])

    def __call__(self, decision: Decision) -> Choice:
        *shares, none = self.weights[decision.kind].probabilities(decision)
        probabilities = pooled(decision.candidates, shares)
        best = max(range(len(probabilities)), key=probabilities.__getitem__, default=None)
        if best is not None and probabilities[best] < max(none, self.least[decision.kind]):
            best = None
        return Choice(best, dict(enumerate(probabilities)))


def pooled(candidates: Sequence[Candidate], shares: Sequence[float]) -> list[float]:
    """So far as "the company" may be Ziwa Lines, what speaks for the one speaks for the other.

    Else the two would split what is theirs, and neither be probable enough.
    """
    at = {id(candidate): number for number, candidate in enumerate(candidates)}
    found = list(shares)
    for number, candidate in enumerate(candidates):
        for thing, probability in candidate.may_be.items():
            if id(thing) in at:
                found[at[id(thing)]] += shares[number] * probability
                found[number] -= shares[number] * probability
    return found
