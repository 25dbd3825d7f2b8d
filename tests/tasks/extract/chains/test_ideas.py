"""The ideas of named things that an article speaks of."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tasks.extract.annotations import Chars, Mention
from tests.tasks.extract.chains.test_component import chained, chains

BANK = ("Nordic Bank", "ORG")


def test_the_idea_is_the_thing_that_it_was_of(nlp: Language) -> None:
    text = "Many voters like the notion of a Nordic Bank. Osborn dismissed the idea as premature."
    assert chains(chained(nlp, text, BANK)) == {"Nordic Bank": ["Nordic Bank", "the idea"]}


@pytest.mark.parametrize(
    "text",
    [
        "Voters like the plan of the Nordic Bank. Osborn dismissed the plan.",  # its own
        "Voters like the notion of a Nordic Bank and the idea that rents fall. Osborn dismissed the idea.",
        "Voters like the notion of a Nordic Bank. Osborn dismissed her own idea.",
        "Voters like the notion of a Nordic Bank.\n\nIt rained.\n\nIt snowed.\n\nOsborn dismissed the idea.",
    ],
)
def test_another_idea_is_not(nlp: Language, text: str) -> None:
    assert chains(chained(nlp, text, BANK)) == {"Nordic Bank": ["Nordic Bank"]}


def test_the_idea_of_a_person_is_not_the_person(nlp: Language) -> None:
    text = "Voters like the idea of an Osborn. Lind dismissed the idea as premature."
    assert chains(chained(nlp, text, ("Osborn", "PERSON"))) == {"Osborn": ["Osborn"]}


def test_an_idea_that_is_taken_up_is_a_mention_of_the_thing(nlp: Language) -> None:
    doc = chained(nlp, "They like the idea of a Nordic Bank. The concept is old.", BANK)
    start = doc.text.index("The concept")
    assert Mention(Chars(start, start + 11), "nominal", "ORG", 0, 0.7) in doc._.mentions
