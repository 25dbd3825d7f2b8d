"""How something was received, as claims."""

import pytest

from tasks.extract.annotations import Attribution, Chars
from tasks.extract.attribution.receptions import CONFIDENCE, IN_A_PLACE, receptions


def read(nlp, text: str, *claims: Attribution) -> list[list[str]]:
    return [
        [text[start:end] for start, end in (*claim.source, *claim.cue, *claim.content)]
        for claim in receptions(nlp(text), claims)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The notion of a shared fleet has been met with skepticism in Oslo.",
            ["Oslo", "met with skepticism", "The notion of a shared fleet"],
        ),
        ("The plan met with relief among traders.", ["traders", "met with relief", "The plan"]),
        ("The plan drew sharp criticism from unions.", ["unions", "drew sharp criticism", "The plan"]),
        (
            "The bill, which he wrote, faces opposition from farmers.",
            ["farmers", "faces opposition", "The bill"],
        ),
    ],
)
def test_how_something_was_received_is_a_claim(nlp, text: str, expected: list[str]):
    assert read(nlp, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "He met with criticism of his own.",  # nobody's
        "She hopes to win support from the council.",  # not yet
        "The singer drew applause from the crowd.",  # noise
        "The plan drew criticism in March.",
    ],
)
def test_what_is_nobodys_attitude(nlp, text: str):
    assert read(nlp, text) == []


def test_a_reception_in_a_place_is_less_sure(nlp):
    confidences = [
        claim.confidence
        for text in ("The plan drew criticism from unions.", "The plan drew criticism in Lisbon.")
        for claim in receptions(nlp(text), ())
    ]
    assert confidences == [CONFIDENCE, IN_A_PLACE]


def test_what_the_model_found_is_not_found_again(nlp):
    assert (
        read(nlp, "The plan drew criticism from unions.", Attribution(content=(Chars(0, 8),), cue=(Chars(14, 23),)))
        == []
    )
