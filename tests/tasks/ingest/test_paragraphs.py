import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.ingest.paragraphs import split_paragraphs

FIRST = (
    "The council voted on Monday to keep the library open, after a campaign that filled its hall with four hundred "
    "people and a parrot."
)
SECOND = "“We were always going to keep it,” said the mayor, who had said otherwise in March, in May and twice in June."


def test_blank_lines_part_paragraphs():
    assert split_paragraphs(f"{FIRST}\n\n{SECOND}\n") == [FIRST, SECOND]


def test_one_paragraph_a_line():
    assert split_paragraphs(f"{FIRST}\n{SECOND}\n") == [FIRST, SECOND]


@pytest.mark.parametrize("width", [60, 72, 80])
@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_hard_wrapped_lines_are_joined(width: int, between: str):
    wrapped = between.join(textwrap.fill(paragraph, width) for paragraph in (FIRST, SECOND, FIRST))
    assert split_paragraphs(wrapped) == [FIRST, SECOND, FIRST]


def test_headline_and_byline_stay_apart_from_a_wrapped_text():
    headline = "Library stays open after vote that nobody in the town hall expected"
    text = (
        f"{headline}\nBy Rosa Etxeberria\n18 October 2024\n\n{textwrap.fill(FIRST, 68)}\n\n{textwrap.fill(SECOND, 68)}"
    )
    assert split_paragraphs(text) == [headline, "By Rosa Etxeberria", "18 October 2024", FIRST, SECOND]


def test_short_lines_that_end_sentences_are_paragraphs():
    lines = [
        "He came.",
        "He saw the committee's chairman, an old friend.",
        "He left the room before the vote was over.",
    ]
    assert split_paragraphs("\n".join(lines)) == lines


def test_a_word_broken_at_its_hyphen_stays_one_word():
    text = (
        "The ministers agreed on a plan for collective self-\ndefence that the smaller states had asked for in\nvain."
    )
    assert split_paragraphs(text * 1) == [
        "The ministers agreed on a plan for collective self-defence that the smaller states had asked for in vain."
    ]


def test_white_space_within_a_paragraph_becomes_single_spaces():
    assert split_paragraphs("A\u00a0plan\t of  two\u2003parts.") == ["A plan of two parts."]


@given(st.text())
def test_every_character_that_is_not_white_space_stays_in_order(text: str):
    assert "".join("".join(split_paragraphs(text)).split()) == "".join(text.split())
