"""Roles and affiliations that an article gives its persons."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from tasks.extract.roles.component import assign_roles, role_statements
from tests.tasks.extract.chains.test_component import chained

NAMES = (
    ("Ada Osborn", "PERSON"),
    ("Osborn", "PERSON"),
    ("Henry Tane", "PERSON"),
    ("Vell Group", "ORG"),
    ("Vell Party", "ORG"),
    ("Foreign Ministry", "ORG"),
    ("Germany", "GPE"),
    ("Lyon", "GPE"),
    ("German", "NORP"),
    ("Gulf of Vell", "LOC"),
    ("WHO", "ORG"),
)


def role(doc: Doc) -> tuple[str | None, str | None]:
    chain = next(chain for chain in assign_roles(doc)._.chains if chain.name.endswith("Osborn"))
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
        ("Sen. Ada Osborn left.", ("Sen.", None)),
        ("The chairwoman, Dame Ada Osborn, left the hall.", ("chairwoman", None)),
        ("Vell Group Editor-in-Chief Ada Osborn left.", ("Vell Group Editor-in-Chief", "Vell Group")),
        ("The Vell Group's founder, the Lyon-born billionaire Ada Osborn, left.", ("founder", "Vell Group")),
        ("The Vell Group's founder, the painter Ada Osborn, left.", ("founder", "Vell Group")),
        ("The German architect Ada Osborn left.", ("German architect", "German")),
        ("The president of the Vell Group, Ada Osborn, left.", ("president of the Vell Group", "Vell Group")),
        ("Ada Osborn, a 27-year-old trader in Lyon, left.", ("trader in Lyon", "Lyon")),
        ("Ada Osborn, 21, a student from Lyon, left.", ("student from Lyon", "Lyon")),
        ("Ada Osborn, a little-known county commissioner, left.", ("little-known county commissioner", None)),
        ("Former Vell Group director Gen. Ada Osborn left.", ("Former Vell Group director", "Vell Group")),
        ("Secretary of State Ada Osborn left.", ("Secretary of State", None)),
        ("German Minister of the Interior Ada Osborn left.", ("German Minister of the Interior", "German")),
        ("Ada Osborn, of the Vell Group, left.", (None, "Vell Group")),
        ("Geologist Ada Osborn of the Vell Group left.", ("Geologist", "Vell Group")),
        ("The Vell Group’s Ada Osborn left.", (None, "Vell Group")),
        ("Henry Tane smiled. Henry Tane spokeswoman Ada Osborn left.", ("spokeswoman", "Henry Tane")),
        ("Ada Osborn is co-founder of the Vell Group.", ("co-founder of the Vell Group", "Vell Group")),
        ("Ada Osborn, a paediatrician in Lyon, left.", ("paediatrician in Lyon", "Lyon")),
        (
            "Ada Osborn, a Gulf of Vell expert at the Vell Group, left.",
            ("Gulf of Vell expert at the Vell Group", "Vell Group"),
        ),
        ("He left the Vell Group, whose medical officer, Dr. Ada Osborn, stayed.", ("medical officer", "Vell Group")),
        ("Ada Osborn became the first woman president of Germany.", ("first woman president of Germany", "Germany")),
        ("Ada Osborn, WHO’s director for Lyon, left.", ("director for Lyon", "WHO")),
        ("The Vell Group closed. Its director, Ada Osborn, left.", ("director", "Vell Group")),
        ("They trust Ada Osborn, also of the Vell Group, there.", (None, "Vell Group")),
        ("The Vell Group named Ada Osborn chief executive.", ("chief executive", "Vell Group")),
        ("Germany's candidate for mayor, Ada Osborn, left.", ("candidate for mayor", "Germany")),
        ("Ada Osborn (D-Vt.) left.", (None, "Democratic Party")),
        ("Sen. Ada Osborn, R-Texas, left.", ("Sen.", "Republican Party")),
        ("Ada Osborn (I-Vt.) left.", (None, None)),
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
        "Ada Osborn would be a stronger candidate than Henry Tane.",
        "Ada Osborn will appoint an attorney.",
        "Ada Osborn ran for the bus.",
        "Ada Osborn sacked the director.",
        "Ada Osborn succeeded the director.",
    ],
)
def test_what_is_no_office_is_no_role(nlp: Language, text: str) -> None:
    assert role(chained(nlp, text, *NAMES)) == (None, None)


def test_an_office_that_is_denied_is_not_held(nlp: Language) -> None:
    assert role(chained(nlp, "Ada Osborn is not the director of the Vell Group.", *NAMES)) == (None, None)


def test_two_offices_at_two_bodies_are_two(nlp: Language) -> None:
    text = "Ada Osborn, a professor at the Vell Group and adviser to the Foreign Ministry, left."
    found = role_statements(chained(nlp, text, *NAMES))
    assert [statement.role.text for statement in found] == [
        "professor at the Vell Group",
        "adviser to the Foreign Ministry",
    ]


def test_a_description_and_a_clause_give_two_offices(nlp: Language) -> None:
    found = role_statements(chained(nlp, "Her deputy, Ada Osborn, is acting director.", *NAMES))
    assert [statement.role.text for statement in found] == ["deputy", "acting director"]


def test_a_name_before_the_title_is_no_part_of_it(nlp: Language) -> None:
    text = "Secretary of State Ada Osborn and Sen. Henry Tane left."
    assert [s.role.text for s in role_statements(chained(nlp, text, *NAMES))] == ["Secretary of State", "Sen."]


@pytest.mark.parametrize(
    "text",
    ["They met the mayor, the vice mayor, Ada Osborn and a dog.", "The journalists, Ada Osborn and others, left."],
)
def test_neighbours_in_a_list_hold_no_office_of_one_another(nlp: Language, text: str) -> None:
    assert role_statements(chained(nlp, text, *NAMES)) == []


def test_a_current_office_comes_before_a_former_one(nlp: Language) -> None:
    text = "Former Vell Group director Ada Osborn spoke. Ada Osborn is the leader of the Vell Party."
    assert role(chained(nlp, text, *NAMES)) == ("leader of the Vell Party", "Vell Party")
