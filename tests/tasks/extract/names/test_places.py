"""Names that what stands around them tells to be places."""

from __future__ import annotations

import pytest

from tasks.extract.knowledge.reference_table import ReferenceTable
from tasks.extract.names.component import Names
from tasks.extract.names.designators import designated
from tests.tasks.extract.names.test_component import mend
from tests.tasks.extract.names.test_designators import found_in


@pytest.fixture(scope="module")
def component() -> Names:
    return Names(ReferenceTable.load())


@pytest.mark.parametrize(
    ("text", "ents", "label"),
    [
        ("power in Assab and Korvu in hours", [("Assab", "GPE"), ("Korvu", "PERSON")], "GPE"),
        ("power in Assab, Vells and Korvu by then", [("Assab", "GPE"), ("Vells", "ORG"), ("Korvu", "PERSON")], "GPE"),
        # a clause begins with it; a person by the given name; no preposition of places
        ("power in Assab and Korvu left", [("Assab", "GPE"), ("Korvu", "PERSON")], None),
        ("power in Assab and Robert by then", [("Assab", "GPE"), ("Robert", "PERSON")], None),
        ("power for Assab and Korvu by then", [("Assab", "GPE"), ("Korvu", "PERSON")], None),
        ("the road between Assab and Korvu.", [("Assab", "ORG"), ("Korvu", "ORG")], "GPE"),
        ("they evacuated people from Korvu.", [("Korvu", "ORG")], "GPE"),
        ("they had letters from Korvu.", [("Korvu", "ORG")], None),
        ("people in Vells and Korvu by then", [("Vells", "PRODUCT"), ("Korvu", "ORG")], "GPE"),
        ("it struck north of Korvu then", [("Korvu", "PERSON")], "GPE"),
        ("it struck much of Assab and Korvu by then", [("Assab", "PERSON"), ("Korvu", "PERSON")], "GPE"),
        ("it changed much of Korvu's life", [("Korvu", "PERSON")], None),
        ("people met in Cluj-Napoca.", [("Cluj-Napoca", "ORG")], "GPE"),
        ("the quarrel between Assab and Korvu.", [("Assab", "ORG"), ("Korvu", "ORG")], None),
    ],
)
def test_what_one_preposition_governs_with_a_place_is_one(text, ents, label):
    tokens, found = found_in(text, *ents)
    assert designated(tokens, list(found)[-1], found) == label


@pytest.mark.parametrize(
    ("text", "was", "label"),
    [
        ("people at the Korvu camp met", "PERSON", "GPE"),
        ("people in the Korvu district met", "PERSON", "GPE"),
        ("people from the Korvu camp met", "PERSON", None),  # a candidate's
        ("people like the Korvu camp", "PERSON", None),
    ],
)
def test_a_camp_or_a_district_is_called_by_its_place(text, was, label):
    tokens, found = found_in(text, ("Korvu", was))
    (name,) = found
    assert designated(tokens, name, found) == label


@pytest.mark.parametrize(
    ("name", "was", "label"),
    [
        ("Korvu National Park", "ORG", "LOC"),
        ("Korvu Park", "ORG", None),
        ("Korvu Highway", "ORG", "FAC"),
        ("Lake Korvu", "PRODUCT", "LOC"),
    ],
)
def test_the_last_words_of_parks_and_roads(name, was, label):
    tokens, found = found_in(f"people saw {name} then", (name, was))
    (one,) = found
    assert designated(tokens, one, found) == label


def test_a_town_may_be_called_by_a_people(component):
    text = "They met in Spanish Town then."
    assert mend(component, text, ("Spanish", "LANGUAGE"), ("Town", "ORG")) == [("Spanish Town", "GPE")]
    assert mend(component, "They met Spanish folk there.", ("Spanish", "NORP")) == [("Spanish", "NORP")]


def test_a_ship_is_not_the_water_it_is_on(component):
    assert mend(component, "They saw MV Korvu on Lake Vella then.", ("MV Korvu on Lake Vella", "PRODUCT")) == [
        ("MV Korvu", "PRODUCT"),
        ("Lake Vella", "LOC"),
    ]
    assert mend(component, "They saw MV Korvu then.", ("MV Korvu", "PRODUCT")) == [("MV Korvu", "PRODUCT")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("VELLORIA: It was past eleven when they met.", [("VELLORIA", "GPE")]),
        ("UPDATE: It was past eleven when they met.", []),
        ("VELLORIA: It was past eleven then.\nOSTARA: It was past ten, they said.", []),  # who speaks
    ],
)
def test_a_line_may_begin_with_its_place_and_a_colon(component, text, found):
    assert mend(component, text) == found
