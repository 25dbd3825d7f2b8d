"""Words of value, by the role of what they value."""

import pytest

from tasks.extract.stances.valences import ROLES, lexicon, valence


@pytest.mark.parametrize(
    ("text", "word", "of", "sign"),
    [
        ("It was a disaster.", "disaster", "bearer", -1),
        ("He fought for them.", "fought", "subject", 1),
        ("They repealed the tax.", "repealed", "object", -1),
        ("She attacked him.", "attacked", "holder", -1),
        ("She attacked him.", "attacked", "subject", 0),
        ("He has integrity.", "integrity", "trait", 1),
        ("It ended poverty.", "poverty", "good", -1),
        ("It made no sense.", "made", "subject", 1),
        ("She threw her weight behind it.", "threw", "holder", 1),
        ("It was better.", "better", "bearer", 1),
        ("They were outraged by it.", "outraged", "holder", -1),
    ],
)
def test_a_word_values_one_role(nlp, text: str, word: str, of: str, sign: int):
    (token,) = (t for t in nlp(text) if t.text == word)
    value, _ = valence(token, of)
    assert (value > 0) - (value < 0) == sign


def test_a_preposition_belongs_to_the_word(nlp):
    (token,) = (t for t in nlp("He fought for them.") if t.text == "fought")
    _, preposition = valence(token, "subject")
    assert preposition is not None
    assert preposition.text == "for"


def test_values_are_shares_and_roles_are_known():
    assert all(of in ROLES and 0 < abs(value) <= 1 for (_, _, of), value in lexicon().items())
