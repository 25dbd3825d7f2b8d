"""Figures are plain JSON, and the lines that are printed say the same."""

from __future__ import annotations

import json
from dataclasses import replace

from tasks.evaluate.figures import claim_figures, document_figures
from tasks.evaluate.printed import claim_lines, document_lines
from tests.tasks.evaluate.build import CRITICS, GOLD, LIND, OSBORN
from tests.tasks.evaluate.documents_build import DOCUMENT, FOUND

PREDICTED = {"vote": [OSBORN, LIND, replace(CRITICS, source=(), confidence=0.55)]}


def test_claim_figures_survive_json():
    figures = claim_figures([GOLD], PREDICTED)
    assert json.loads(json.dumps(figures)) == figures
    assert figures["articles"] == 1
    assert figures["scores"]["claims+source"] == {
        "p": 0.6667,
        "r": 0.5,
        "f1": 0.5714,
        "right": 2,
        "predicted": 3,
        "recalled": 2,
        "gold": 4,
    }
    assert figures["breakdown"]["source"]["pronoun"]["p"] is None  # none was predicted
    assert figures["confidence"]["0.7"]["p"] == 1.0


def test_claim_lines_begin_as_scorers_print_them():
    lines = list(claim_lines(claim_figures([GOLD], PREDICTED)))
    assert lines[0] == "1 articles"
    assert "claims               P 1.000  R 0.750  F1 0.857   (3/3 predicted, 4 gold)" in lines
    assert "claims+source        P 0.667  R 0.500  F1 0.571   (2/3 predicted, 4 gold)" in lines
    assert any(line.startswith("source: pronoun") and "–" in line and "R 0.000 (0/1)" in line for line in lines)
    assert "Reliability, claims+source: expected calibration error 0.183" in lines


def test_document_figures_survive_json_and_are_printed():
    figures = document_figures([DOCUMENT], {DOCUMENT.name: FOUND})
    assert json.loads(json.dumps(figures)) == figures
    lines = list(document_lines(figures))
    assert any(line.startswith("names/exact") for line in lines)
    assert any(line.startswith("chains/named/conll") for line in lines)
