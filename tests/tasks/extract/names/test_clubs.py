"""Clubs that are called like their cities."""

from __future__ import annotations

import pytest

from tasks.extract.knowledge.reference_table import ReferenceTable
from tasks.extract.names.clubs import mark_clubs
from tests.tasks.extract.names.test_designators import found_in

SPORT = " The coach saw the striker and the goalkeeper of the league."


@pytest.mark.parametrize(
    ("text", "name", "was", "label"),
    [
        ("Korvu beat them.", "Korvu", "PERSON", "ORG"),
        ("Korvu are first.", "Korvu", "GPE", "ORG"),
        ("They met Korvu goalkeeper Ada Osborn.", "Korvu", "GPE", "ORG"),
        ("A win against Korvu came.", "Korvu", "PRODUCT", "ORG"),
        ("He is on loan from Korvu now.", "Korvu", "PERSON", "ORG"),
        ("He took a train from Korvu then.", "Korvu", "GPE", "GPE"),
        ("The hotels in Korvu are full.", "Korvu", "GPE", "GPE"),
        ("They beat Barcelona then.", "Barcelona", "GPE", "ORG"),
        ("Vell City led then.", "Vell City", "GPE", "ORG"),
        ("They met in Vell City then.", "Vell City", "GPE", "GPE"),
        ("He has been linked with Korvu now.", "Korvu", "PERSON", "ORG"),
        ("They beat Denmark then.", "Denmark", "GPE", "ORG"),
        ("Robert beat them.", "Robert", "PERSON", "PERSON"),
    ],
)
def test_what_plays_is_a_club_in_a_report_of_sport(text: str, name: str, was: str, label: str) -> None:
    table = ReferenceTable.load()
    tokens, found = found_in(text + SPORT, (name, was))
    mark_clubs(tokens, found, table)
    assert [name.label for name in found] == [label]
    tokens, found = found_in(text, (name, was))
    mark_clubs(tokens, found, table)
    assert [name.label for name in found] == [was]


def test_a_club_is_one_everywhere_but_where_its_city_is_meant() -> None:
    text = "Korvu beat them. They met in Korvu. The streets of Korvu were full. "
    text += "Vell and Korvu left. Ada Osborn beat Osborn." + SPORT
    names = [
        ("Korvu", "GPE"),
        ("Korvu", "GPE"),
        ("Korvu", "PERSON"),
        ("Vell", "PERSON"),
        ("Korvu", "GPE"),
        ("Ada Osborn", "PERSON"),
    ]
    tokens, found = found_in(text, *names, ("Osborn", "PERSON"))
    mark_clubs(tokens, found, ReferenceTable.load())
    assert [name.label for name in found] == ["ORG", "GPE", "GPE", "ORG", "ORG", "PERSON", "PERSON"]
