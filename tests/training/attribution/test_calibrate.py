"""The arithmetic of calibration."""

import numpy as np
import pytest

from training.attribution.calibrate import calibration_error, fit


def test_logistic_regression_finds_the_weights_that_made_the_data():
    rng = np.random.default_rng(0)
    features = rng.normal(size=(4000, 2))
    right = (rng.random(4000) < 1 / (1 + np.exp(-(0.5 + features @ [2.0, -1.0])))).astype(float)
    assert fit(features, right) == pytest.approx([0.5, 2.0, -1.0], abs=0.2)


def test_calibration_error_is_the_distance_of_confidence_and_truth():
    assert calibration_error(np.array([0.95, 0.95]), np.array([1.0, 0.0])) == pytest.approx(0.45)
    assert calibration_error(np.array([0.25, 0.25, 0.25, 0.25]), np.array([1.0, 0, 0, 0])) == pytest.approx(0.0)
