"""Of what kind a thing is by its name."""

from __future__ import annotations

import pytest

from schemas.entities import ENTITY_KINDS
from tasks.extract.chains.kinds import KINDS, kind_by_name, never_called
from tasks.extract.knowledge.reference_table import ReferenceTable


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


def test_no_city_is_the_state_and_no_country_beside_its_states() -> None:
    table = ReferenceTable.load()

    def never(*names: str) -> list[frozenset[str]]:
        return never_called([table.lookup(name) for name in names])

    bamako, wyoming, country, unknown = never("Bamako", "Wyoming", "United States", "Vell")
    assert bamako >= {"state", "island"}
    assert bamako.isdisjoint({"city", "capital"})
    assert wyoming >= {"city", "capital"}
    assert "state" not in wyoming
    assert country == {"state"}
    assert unknown == frozenset()
    assert never("United States", "Bamako")[0] == frozenset()
