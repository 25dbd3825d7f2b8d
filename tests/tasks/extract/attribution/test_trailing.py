"""Reports that trail their content."""

import pytest

from tasks.extract.annotations import Attribution, Chars
from tasks.extract.attribution.trailing import trailing


def read(nlp, text: str, *claims: Attribution) -> list[list[str]]:
    found = trailing(nlp(text), claims)
    return [[text[slice(*span)] for span in (*claim.source, *claim.cue, *claim.content)] for claim in found]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("They were paid late, they found.", ["they", "found", "They were paid late"]),
        ("The bridge is still safe, a survey shows", ["a survey", "shows", "The bridge is still safe"]),
    ],
)
def test_a_report_behind_its_content_is_a_claim(nlp, text: str, parts: list[str]):
    assert read(nlp, text) == [parts]


@pytest.mark.parametrize("text", ["It rained, it snowed, we went home.", "She found that they were paid late."])
def test_other_verbs_at_the_end_report_nothing_before_them(nlp, text: str):
    assert read(nlp, text) == []


def test_what_the_model_found_is_not_found_again(nlp):
    text = "They were paid late, they found."
    assert read(nlp, text, Attribution((Chars(0, 19),), (Chars(26, 31),), (Chars(21, 25),))) == []
