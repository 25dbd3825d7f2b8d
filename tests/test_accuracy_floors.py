"""Accuracy may not fall more than a point below what docs/figures/ reports. Skips where the corpora are not at hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flows.evaluate import evaluate_claims, evaluate_documents, evaluate_stances
from flows.settings import Settings
from scripts.figures import FIGURES, read_figures
from tests.corpora import corpus

POINT = 0.01
STANCES = Path(__file__).parents[1] / "gold" / "stances"
#: Name of the figures → the corpus that they are of, and what measures them on it.
EVALUATIONS: dict[str, tuple[str, Callable[[Path], dict[str, Any]]]] = {
    "polnear-dev": ("polnear-dev", lambda folder: evaluate_claims(folder, Settings()).figures()),
    "gum": ("gum", lambda folder: evaluate_documents(folder, Settings()).figures()),
    "stances": ("polnear-train", lambda folder: evaluate_stances(STANCES, folder, Settings()).figures()),
}
#: Expected calibration error that confidence must keep to be called calibrated.
CALIBRATION_ERROR = 0.05

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]


@pytest.fixture(scope="module", params=EVALUATIONS)
def figures(request: pytest.FixtureRequest) -> tuple[dict[str, Any], dict[str, Any]]:
    """The reported figures of a corpus and those of this checkout."""
    name = request.param
    needed, evaluate = EVALUATIONS[name]
    folder = corpus(needed)
    if not (FIGURES / f"{name}.json").exists():
        pytest.skip(f"no figures have been reported for {name} yet")
    return read_figures()[name], evaluate(folder)


def test_every_score_is_at_most_a_point_below_the_reported_one(figures: tuple[dict[str, Any], dict[str, Any]]):
    reported, measured = figures
    fallen = {
        name: (score["f1"], measured["scores"][name]["f1"])
        for name, score in reported["scores"].items()
        if measured["scores"][name]["f1"] < score["f1"] - POINT
    }
    assert not fallen, f"reported and measured F1: {fallen}"


def test_confidence_is_calibrated(figures: tuple[dict[str, Any], dict[str, Any]]):
    _, measured = figures
    if "reliability" not in measured:
        pytest.skip("a corpus without claims")
    assert measured["reliability"]["error"] <= CALIBRATION_ERROR
