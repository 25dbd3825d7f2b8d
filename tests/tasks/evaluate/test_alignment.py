"""Spans find their words again in a text with other white space."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.evaluate.alignment import Alignment


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Title\n\nAda Osborn said so.", "Title\n\n\n  Ada\tOsborn\r\nsaid so.  \n"),
        ("Title\r\nAda Osborn said so.", "Title\n\nAda Osborn said so."),
        ("Ada Osborn said so.", "A title of its own\n\nAda Osborn said so."),
        ("A title of its own\n\nAda Osborn said so.", "Ada Osborn said so."),
        ("We agree. Ada Osborn said so.", "We agree ! Ada Osborn said so."),  # a word that the other side has not
    ],
)
def test_a_span_is_the_same_words_in_the_other_text(text: str, other: str):
    start = text.index("Ada")
    span = Alignment(text, other).span((start, start + len("Ada Osborn")))
    assert span is not None
    assert other[slice(*span)].split() == ["Ada", "Osborn"]


def test_a_span_shrinks_to_what_both_have_and_vanishes_with_it():
    alignment = Alignment("Title\n\nAda said so.", "Ada said so.")
    assert alignment.span((0, 10)) == (0, 3)
    assert alignment.span((0, 5)) is None
    assert alignment.spans([(0, 5), (7, 10)]) == ((0, 3),)


@given(st.lists(st.text("ab“’é", min_size=1, max_size=4), min_size=1), st.data())
def test_whatever_the_white_space_the_characters_are_the_same(words: list[str], data: st.DataObject):
    gap = st.text(" \n\t\u00a0", min_size=1, max_size=3)
    text, other = ("".join(word + data.draw(gap) for word in words) for _ in range(2))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Alignment(text, other).span((start, end))
    mapped = "" if span is None else "".join(other[slice(*span)].split())
    assert mapped == "".join(text[start:end].split())
