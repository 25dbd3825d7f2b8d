"""Questions with which a sentence begins."""

import pytest

from tasks.extract.annotations import Attribution, Chars
from tasks.extract.attribution.asked import asked


def read(nlp, text: str, *claims: Attribution) -> list[list[str]]:
    return [[text[start:end] for start, end in (*claim.cue, *claim.content)] for claim in asked(nlp(text), claims)]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Asked whether she had been told to go, her coach laughed.", "whether she had been told to go"),
        ("When asked why the bridge was shut, the mayor left.", "why the bridge was shut"),
    ],
)
def test_a_question_that_a_sentence_begins_with_is_a_claim(nlp, text: str, question: str):
    assert [content for _, content in read(nlp, text)] == [question]


def test_who_asks_is_left_to_the_model(nlp):
    assert read(nlp, "Bell asked whether rents fell.") == []


def test_what_the_model_found_is_not_found_again(nlp):
    text = "Asked whether she had been told to go, her coach laughed."
    assert read(nlp, text, Attribution(content=(Chars(6, 37),), cue=(Chars(0, 5),))) == []
