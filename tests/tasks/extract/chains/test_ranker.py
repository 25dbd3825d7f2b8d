"""The choice between candidates and none, on weights that can be counted by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from spacy.language import Language

from tasks.extract.chains.antecedents import Candidate, Decision, Features, Setting
from tasks.extract.chains.ranker import MODEL, Ranker, Weights

FEATURES = Features(*(0.0 for _ in Features._fields))
SETTING = Setting(*(0.0 for _ in Setting._fields))


def decision(nlp: Language, *features: Features, setting: Setting = SETTING) -> Decision:
    candidates = [Candidate(number, "PERSON", "person", True, False) for number, _ in enumerate(features)]
    return Decision(nlp.make_doc("he")[0], "person", setting, candidates, list(features))


def ranker(least: float = 0.0, **weights: float) -> Ranker:
    of_features = [weights.get(name, 0.0) for name in Features._fields]
    of_setting = [weights.get(name, 0.0) for name in Setting._fields]
    return Ranker({"person": Weights(of_features, of_setting)}, {"person": least})


def test_the_most_probable_candidate_is_chosen_with_its_probability(nlp: Language) -> None:
    choice = ranker(salience=1.0, always=-100.0)(
        decision(nlp, FEATURES, FEATURES._replace(salience=1.0), setting=SETTING._replace(always=1.0))
    )
    assert choice.candidate == 1
    assert choice.probability == pytest.approx(0.731, abs=0.001)  # e / (1 + e)


def test_none_is_chosen_where_it_is_more_probable_or_nothing_is_probable_enough(nlp: Language) -> None:
    one = FEATURES._replace(salience=1.0)
    assert ranker(salience=1.0, always=2.0)(decision(nlp, one, setting=SETTING._replace(always=1.0))).candidate is None
    assert ranker(least=0.6)(decision(nlp, one, one)).candidate is None
    assert ranker()(decision(nlp)).candidate is None


def test_what_may_be_a_named_thing_speaks_for_it_so_far_as_it_is(nlp: Language) -> None:
    lines = Candidate(0, "ORG", "company", False, False)
    company = Candidate(None, None, None, False, False, may_be={lines: 0.6})
    ahead = SETTING._replace(always=1.0)
    either = Decision(nlp.make_doc("he")[0], "person", ahead, [lines, company], [FEATURES, FEATURES])
    choice = ranker(always=-100.0)(either)
    assert choice.candidate == 0
    assert choice.probability == pytest.approx(0.8)  # 0.5 of its own, and 0.6 of the company's 0.5


def test_a_model_that_lacks_a_feature_is_refused(tmp_path: Path) -> None:
    stored = json.loads((MODEL / "ranker.json").read_text(encoding="utf-8"))
    del stored["weights"]["person"]["features"]["salience"]
    (tmp_path / "ranker.json").write_text(json.dumps(stored), encoding="utf-8")
    with pytest.raises(KeyError, match="salience"):
        Ranker.load(tmp_path)
