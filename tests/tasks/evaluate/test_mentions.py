"""Names, pronouns and links against gold, on a document that can be counted by hand."""

from __future__ import annotations

import pytest

from tasks.evaluate.documents import Mention, Prediction, document
from tasks.evaluate.mentions import links_agreeing, names_found, pronouns_resolved, same_name, same_title
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
    assert found["pronouns/third person"] == found["pronouns/he she"] == Score.paired(2, 3, 3)
    assert found["pronouns/it"] == found["pronouns/they"] == Score.paired(0, 0, 0)


def test_i_counts_as_a_speaker_only_in_a_quotation():
    text = "I met Ada Osborn. “I left,” said Osborn."
    row = {"type": "person", "group": "1", "identity": "", "pronoun": True, "name": False}
    mentions = [
        {"start": 0, "end": 1, **row, "group": "2"},
        {"start": 6, "end": 16, **row, "pronoun": False, "name": True},
        {"start": 19, "end": 20, **row},
    ]
    gold = document("quoted", {"text": text, "mentions": mentions, "dates": []})
    predicted = Prediction((Mention(0, 1, "pronoun", "a", "Ada Osborn"), Mention(19, 20, "pronoun", "a", "Ada Osborn")))
    found = pronouns_resolved([gold], {"quoted": predicted})
    assert found["pronouns"] == Score(right=1, predicted=2, recalled=1, gold=1)
    assert found["pronouns/I quoted"] == Score.paired(1, 1, 1)


def test_any_of_the_chains_full_names_will_do_but_not_a_part_that_others_share():
    text = "Ada Osborn, Duchess of Vell, and Bea Osborn met. She left."
    row = {"type": "person", "group": "1", "identity": "", "pronoun": False, "name": True}
    mentions = [
        {"start": 0, "end": 10, **row},
        {"start": 12, "end": 27, **row},
        {"start": 33, "end": 43, **row, "group": "2"},
        {"start": 49, "end": 52, **row, "pronoun": True, "name": False},
    ]
    gold = document("titled", {"text": text, "mentions": mentions, "dates": []})

    def right(name: str) -> float:
        predicted = Prediction((Mention(49, 52, "pronoun", "a", name),))
        return pronouns_resolved([gold], {"titled": predicted})["pronouns"].right

    assert [right(name) for name in ("Duchess of Vell", "Ada Osborn", "Bea Osborn")] == [1, 1, 0]


def test_links_whose_entity_has_another_name_are_listed_for_reading():
    score, others = links_agreeing([DOCUMENT], PREDICTIONS)
    assert score == Score.paired(1, 2, 2)
    assert others == {("Ada O.", "Ada Osborn (painter)"): 1}


@pytest.mark.parametrize(
    ("name", "title", "same"),
    [
        ("Vell", "Vell (river)", True),
        ("Vell (river)", "Vell (river)", True),
        ("Vell, Norland", "Vell%2C Norland", True),
        ("Vell", "Vellish people", False),
    ],
)
def test_a_title_is_the_name_with_or_without_what_tells_it_apart(name: str, title: str, same: bool):
    assert same_title(name, title) is same


def test_nothing_predicted_is_nothing_right():
    assert names_found([DOCUMENT], {})["names/any"] == Score.paired(0, 0, 4)
    assert pronouns_resolved([DOCUMENT], {})["pronouns"] == Score.paired(0, 0, 3)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ada Osborn", "Ada Osborn", True),
        ("Osborn", "Ada Osborn", True),
        ("ADA OSBORN", "Ada Osborn", True),
        ("Zoë Ōsborn", "Zoe Osborn", True),
        ("Ada B. Osborn", "Ada Osborn", True),
        ("Bea Osborn", "Ada Osborn", False),
        ("", "Ada Osborn", False),
    ],
)
def test_one_name_may_be_part_of_the_other(one: str, other: str, same: bool):
    assert same_name(one, other) is same
