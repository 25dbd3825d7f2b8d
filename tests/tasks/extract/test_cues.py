import pytest

from schemas.claims import ACTS
from tasks.extract.cues import lemma, lexicon, look_up


def token(nlp, sentence: str, word: str):
    return next(t for t in nlp(sentence) if t.text == word)


def test_every_act_has_words_and_no_stance_leaves_its_range():
    assert {cue.act for cue in lexicon().values()} == set(ACTS)
    assert all(-1 <= cue.stance <= 1 for cue in lexicon().values() if cue.stance is not None)


@pytest.mark.parametrize(
    ("sentence", "word", "act"),
    [
        ("She denied the charge.", "denied", "deny"),
        ("The union called for a strike.", "called", "demand"),
        ("The union called the plan absurd.", "called", "say"),
        ("He lashed out at the board.", "lashed", "criticise"),
        ("The mayor voiced support for the plan.", "support", "support"),
        ("They are worried about floods.", "worried", "feel"),
        ("According to the survey, rents fell.", "According", "report"),
    ],
)
def test_act_of_a_cue_with_its_particle(nlp, sentence: str, word: str, act: str):
    cue, _ = look_up(token(nlp, sentence, word))
    assert cue is not None
    assert cue.act == act


def test_the_preposition_of_a_cue_is_given_with_it(nlp):
    _, preposition = look_up(token(nlp, "The union called for a strike.", "called"))
    assert preposition is not None
    assert preposition.text == "for"


def test_an_unlisted_word_is_no_cue(nlp):
    assert look_up(token(nlp, "The river flooded the valley.", "flooded")) == (None, None)


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("She was hoping that it would rain.", "hoping", "hope"),
        ("He’s very worried about the rain.", "’s", "be"),
        ("According to the survey, rents fell.", "According", "according to"),
    ],
)
def test_a_slip_of_the_lemmatizer_is_mended(nlp, sentence: str, word: str, expected: str):
    assert lemma(token(nlp, sentence, word)) == expected


def test_a_word_may_report_another_act_of_something_to_do(nlp):
    cue, _ = look_up(token(nlp, "The board agreed to pay.", "agreed"))
    assert cue is not None
    assert (cue.act, cue.act_to_do) == ("think", "promise")
