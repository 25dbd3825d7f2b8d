"""Errors say their code and sentence, and survive the way from a worker process."""

import pickle

from schemas.errors import Errors, OnRecordError, SuiteFailed


def test_an_error_prints_its_code_and_its_sentence_with_the_context_filled_in():
    error = OnRecordError(Errors.OR404, path="data/processed")
    assert str(error) == "[OR404] Nothing has been published in data/processed yet. Run: onrecord run"
    assert error.sentence.startswith("Nothing has been published")
    assert error.code == "OR404"


def test_an_error_survives_pickling_with_its_class_and_context():
    error = pickle.loads(pickle.dumps(SuiteFailed(Errors.OR303, articles=120)))
    assert isinstance(error, SuiteFailed)
    assert error.error is Errors.OR303
    assert error.context == {"articles": 120}
    assert "120" in str(error)


def test_no_two_codes_share_a_sentence():
    assert len({error.value for error in Errors}) == len(Errors.__members__)
