"""Confidence against how often claims are right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tasks.evaluate.calibration import by_confidence, calibration
from tasks.evaluate.scores import Score
from tests.tasks.evaluate.build import CRITICS, GOLD, LIND, OSBORN, SHE, TEXT, spans

WRONG_SOURCE = replace(CRITICS, source=spans(TEXT, "she"), confidence=0.62)
PREDICTED = {
    "vote": [
        replace(OSBORN, confidence=1.0),
        replace(SHE, confidence=0.9),
        replace(LIND, confidence=0.68),
        WRONG_SOURCE,
    ]
}


def test_the_table_holds_mean_confidence_and_share_of_right_claims_of_each_bin():
    table = calibration([GOLD], PREDICTED)
    middle, top = table.bins
    assert (middle.low, middle.high, middle.claims) == (0.6, 0.7, 2)
    assert (middle.confidence, middle.right) == pytest.approx((0.65, 0.5))
    assert (top.low, top.high, top.claims) == (0.9, 1.0, 2)
    assert (top.confidence, top.right) == pytest.approx((0.95, 1.0))


def test_the_error_is_the_distance_weighted_by_claims():
    assert calibration([GOLD], PREDICTED).error == pytest.approx((2 * 0.15 + 2 * 0.05) / 4)
    assert calibration([GOLD], {}).error == 0


def test_right_is_what_the_level_asks_for():
    assert calibration([GOLD], PREDICTED, level="claims").bins[0].right == 1.0


def test_a_confidence_that_is_no_probability_is_an_error():
    with pytest.raises(ValueError, match="no probability"):
        calibration([GOLD], {"vote": [replace(OSBORN, confidence=1.2)]})


def test_keeping_confident_claims_trades_recall_for_precision():
    assert by_confidence([GOLD], PREDICTED) == {
        0.5: Score.paired(3, 4, 4),
        0.7: Score.paired(2, 2, 4),
        0.9: Score.paired(2, 2, 4),
    }
