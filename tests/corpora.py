"""Gold corpora that lie beside the checkout on some machines, and nowhere in it: tests that need them skip elsewhere.

POLNEAR=…  PolNeAR 1.0, with dev/ and train/, each with text/ and attributions/        GUM=…  a folder with gold.json
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

BESIDE = Path(__file__).parents[2] / "shared"
CORPORA = {
    "polnear-dev": Path(os.environ.get("POLNEAR", BESIDE / "corpora" / "polnear"), "dev"),
    "polnear-train": Path(os.environ.get("POLNEAR", BESIDE / "corpora" / "polnear"), "train"),
    "gum": Path(os.environ.get("GUM", BESIDE / "corpora" / "gum")),
}
#: A scorer of the same definition, written by others.
REFERENCE_SCORER = BESIDE / "eval" / "score_attribution.py"


def corpus(name: str) -> Path:
    """The corpus's folder; skips the test where there is none."""
    if not CORPORA[name].is_dir():
        pytest.skip(f"the corpus {name} is not at {CORPORA[name]}")
    return CORPORA[name]
