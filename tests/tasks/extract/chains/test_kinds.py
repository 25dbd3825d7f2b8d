"""Of what kind a thing is by its name."""

from __future__ import annotations

import pytest

from schemas.entities import ENTITY_KINDS
from tasks.extract.chains.kinds import KINDS, kind_by_name


@pytest.mark.parametrize(
    ("label", "name", "kind"),
    [
        ("ORG", "Vell Party", "political_party"),
        ("ORG", "Congress party", "political_party"),
        ("NORP", "Social Democrats", "political_party"),
        ("ORG", "National Democratic Congress", "political_party"),
        ("ORG", "Congress", "organisation"),
        ("ORG", "Ministry of Justice", "government_body"),
        ("ORG", "Vell District Court", "government_body"),
        ("ORG", "Osborn Motors Inc.", "company"),
        ("ORG", "Vell Gazette", "media"),
        ("ORG", "Vell Institute", "organisation"),
        ("ORG", "Department", "organisation"),
        ("ORG", "Party of Vell", "organisation"),
        ("NORP", "Vellish", "group"),
        ("FAC", "Vell Court", "facility"),
    ],
)
def test_a_body_is_what_its_name_says(label: str, name: str, kind: str) -> None:
    assert kind_by_name(label, name) == kind


def test_each_kind_is_one_of_the_schemas() -> None:
    assert {*KINDS.values(), "political_party", "government_body", "company", "media"} <= set(ENTITY_KINDS)
