"""Roles and affiliations that an article gives its persons."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from tasks.extract.roles import assign_roles, role_statements
from tests.tasks.extract.test_chains import chained

NAMES = (
    ("Ada Osborn", "PERSON"),
    ("Osborn", "PERSON"),
    ("Vell Group", "ORG"),
    ("Vell Party", "ORG"),
    ("Foreign Ministry", "ORG"),
    ("Germany", "GPE"),
    ("Lyon", "GPE"),
    ("German", "NORP"),
)


def role(doc: Doc) -> tuple[str | None, str | None]:
    chain = next(chain for chain in assign_roles(doc)._.chains if chain.label == "PERSON")
    return chain.role, chain.affiliation


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Foreign Ministry spokesman Ada Osborn left.", ("Foreign Ministry spokesman", "Foreign Ministry")),
        ("German Chancellor Ada Osborn left.", ("German Chancellor", "German")),
        ("Prime Minister Ada Osborn left.", ("Prime Minister", None)),
        ("Ada Osborn, an associate at the Vell Group, left.", ("associate at the Vell Group", "Vell Group")),
        ("Ada Osborn, a financial analyst based in Lyon, left.", ("financial analyst", None)),
        ("Ada Osborn, who became the leader of the Vell Party, left.", ("leader of the Vell Party", "Vell Party")),
        ("Ada Osborn is the director of the Vell Group.", ("director of the Vell Group", "Vell Group")),
        ("Germany's chancellor, Ada Osborn, left.", ("chancellor", "Germany")),
    ],
)
def test_role_and_affiliation(nlp: Language, text: str, expected: tuple[str, str | None]) -> None:
    assert role(chained(nlp, text, *NAMES)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ada Osborn, a tall woman, left.",
        "Mr. Ada Osborn left.",
        "Ada Osborn, however, left the Vell Group.",
        "Ada Osborn was late.",
    ],
)
def test_what_is_no_office_is_no_role(nlp: Language, text: str) -> None:
    assert role(chained(nlp, text, *NAMES)) == (None, None)


def test_an_office_that_is_denied_is_not_held(nlp: Language) -> None:
    assert role(chained(nlp, "Ada Osborn is not the director of the Vell Group.", *NAMES)) == (None, None)


def test_former_offices_are_marked(nlp: Language) -> None:
    (statement,) = role_statements(chained(nlp, "Former Vell Group director Ada Osborn left.", *NAMES))
    assert statement.status == "former"


def test_a_current_office_comes_before_a_former_one(nlp: Language) -> None:
    text = "Former Vell Group director Ada Osborn spoke. Ada Osborn is the leader of the Vell Party."
    assert role(chained(nlp, text, *NAMES)) == ("leader of the Vell Party", "Vell Party")
