"""Feelings of a group as claims."""

import pytest

from tasks.extract.annotations import Attribution, Chars
from tasks.extract.attribution.sentiments import sentiments


def read(nlp, text: str, *claims: Attribution) -> list[list[str]]:
    return [
        [text[start:end] for start, end in (*claim.source, *claim.cue, *claim.content)]
        for claim in sentiments(nlp(text), claims)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The vote reflects deep concern among local farmers about the new dam.",
            ["local farmers", "deep concern", "about the new dam"],
        ),
        (
            "The report caused fear among farmers that rents will rise.",
            ["farmers", "fear", "that rents will rise"],
        ),
    ],
)
def test_what_a_group_feels_about_something_is_a_claim(nlp, text: str, expected: list[str]):
    assert read(nlp, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The dam has support among local farmers.",  # of what, the sentence says elsewhere
        "Unemployment among local farmers about the dam rose.",
        "She walked among the farmers about the dam.",
    ],
)
def test_what_is_no_feeling_about_something(nlp, text: str):
    assert read(nlp, text) == []


def test_what_the_model_found_is_not_found_again(nlp):
    text = "The vote reflects deep concern among local farmers about the new dam."
    assert read(nlp, text, Attribution(content=(Chars(0, 8),), cue=(Chars(23, 30),))) == []
