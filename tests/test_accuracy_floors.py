"""Accuracy may not fall more than a point below what docs/figures/ reports. Skips where a corpus is not at hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flows.evaluate import evaluate_claims, evaluate_documents, evaluate_relations, evaluate_stances
from flows.settings import Settings
from scripts.figures import read_figures
from tests.corpora import corpus

POINT = 0.01
#: Where little was annotated, so many right ones more or less are no fall.
FEW = 2
GOLD = Path(__file__).parents[1] / "gold"
#: Name of the figures → where their corpus is, and what measures them on it.
EVALUATIONS: dict[str, tuple[Callable[[], Path], Callable[[Path], dict[str, Any]]]] = {
    "polnear-dev": (lambda: corpus("polnear-dev"), lambda folder: evaluate_claims(folder, Settings()).figures()),
    "gum": (lambda: corpus("gum"), lambda folder: evaluate_documents(folder, Settings()).figures()),
    "stances": (
        lambda: corpus("polnear-train"),
        lambda folder: evaluate_stances(GOLD / "stances", folder, Settings()).figures(),
    ),
    "news-claims": (
        lambda: GOLD / "news" / "claims",
        lambda folder: evaluate_claims(folder, Settings()).figures(),
    ),
    "news-mentions": (
        lambda: GOLD / "news" / "mentions",
        lambda folder: evaluate_documents(folder, Settings()).figures(),
    ),
    "relations": (lambda: GOLD / "relations", lambda folder: evaluate_relations(folder, Settings()).figures()),
}
#: Expected calibration error that confidence must keep to be called calibrated, on news that happened: of what was made
#: up more is right than confidence says.
CALIBRATION_ERROR = 0.05
CALIBRATED_ON = ("polnear-dev",)

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]


@pytest.fixture(scope="module", params=EVALUATIONS)
def figures(request: pytest.FixtureRequest) -> tuple[str, dict[str, Any]]:
    """The name of a corpus, and the figures of this checkout on it."""
    find, evaluate = EVALUATIONS[request.param]
    return request.param, evaluate(find())


def test_every_score_is_at_most_a_point_below_the_reported_one(figures: tuple[str, dict[str, Any]]):
    name, measured = figures
    fallen = {
        line: (score["f1"], measured["scores"][line]["f1"])
        for line, score in read_figures()[name]["scores"].items()
        if measured["scores"][line]["f1"] < score["f1"] - max(POINT, FEW / max(score["gold"], 1))
    }
    assert not fallen, f"reported and measured F1: {fallen}"


def test_confidence_is_calibrated(figures: tuple[str, dict[str, Any]]):
    name, measured = figures
    if name not in CALIBRATED_ON:
        pytest.skip("not news that happened, or without claims")
    assert measured["reliability"]["error"] <= CALIBRATION_ERROR
