"""Names, pronouns and links against gold, on a document that can be counted by hand."""

from __future__ import annotations

import pytest

from tasks.evaluate.mentions import links_agreeing, names_found, pronouns_resolved, same_name
from tasks.evaluate.scores import Score
from tests.tasks.evaluate.documents_build import DOCUMENT, FOUND

PREDICTIONS = {DOCUMENT.name: FOUND}


def test_names_are_touched_or_covered_from_end_to_end():
    # Gold: Ada Osborn, Linden, Duke of Vell, Osborn. Predicted: Ada Osborn, Linden, Vellish, "Vell met", "sister Bea".
    found = names_found([DOCUMENT], PREDICTIONS)
    assert found["names/any"] == Score(right=5, predicted=5, recalled=3, gold=4)
    assert found["names/exact"] == Score.paired(2, 5, 4)


def test_a_pronoun_is_right_when_it_has_its_chains_name():
    # She and He are; "her" is somebody else's; "that" has no name to be given.
    found = pronouns_resolved([DOCUMENT], PREDICTIONS)
    assert found["pronouns"] == Score(right=2, predicted=4, recalled=2, gold=3)
    assert found["pronouns/third person"] == Score.paired(2, 3, 3)


def test_links_whose_entity_has_another_name_are_listed_for_reading():
    score, others = links_agreeing([DOCUMENT], PREDICTIONS)
    assert score == Score.paired(1, 2, 2)
    assert others == {("Ada O.", "Ada Osborn (painter)"): 1}


def test_nothing_predicted_is_nothing_right():
    assert names_found([DOCUMENT], {})["names/any"] == Score.paired(0, 0, 4)
    assert pronouns_resolved([DOCUMENT], {})["pronouns"] == Score.paired(0, 0, 3)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ada Osborn", "Ada Osborn", True),
        ("Osborn", "Ada Osborn", True),
        ("ADA OSBORN", "Ada Osborn", True),
        ("Ada B. Osborn", "Ada Osborn", True),
        ("Bea Osborn", "Ada Osborn", False),
        ("", "Ada Osborn", False),
    ],
)
def test_one_name_may_be_part_of_the_other(one: str, other: str, same: bool):
    assert same_name(one, other) is same
