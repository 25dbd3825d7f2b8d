"""Names of firms and bodies are put together."""

from __future__ import annotations

import pytest

from tasks.extract.knowledge.reference_table import ReferenceTable
from tasks.extract.names.component import Names
from tests.tasks.extract.names.test_component import mend


@pytest.fixture(scope="module")
def component() -> Names:
    return Names(ReferenceTable.load())


@pytest.mark.parametrize(
    ("text", "found", "mended"),
    [
        (
            "They met the Harbours and Inland Water Authority there.",
            [("Harbours", "ORG"), ("Inland Water Authority", "ORG")],
            [("Harbours and Inland Water Authority", "ORG")],
        ),
        (
            "They met its Housing, Lands and Water Ministry there.",
            [("Housing", "ORG"), ("Lands", "ORG"), ("Water Ministry", "ORG")],
            [("Housing, Lands and Water Ministry", "ORG")],
        ),
        # an acronym, a body that stands alone elsewhere, no article, a body of its own
        ("They met the FBI and Justice Department there.", [("FBI", "ORG"), ("Justice Department", "ORG")], None),
        (
            "They met the Vell and Water Ministry there. Vell left.",
            [("Vell", "ORG"), ("Water Ministry", "ORG"), ("Vell", "ORG")],
            None,
        ),
        ("They met Harbours and Water Ministry folk.", [("Harbours", "ORG"), ("Water Ministry", "ORG")], None),
        ("They met the Harbour Guard and Water Ministry.", [("Harbour Guard", "ORG"), ("Water Ministry", "ORG")], None),
    ],
)
def test_and_joins_the_fields_of_one_body(component, text, found, mended):
    joined = mend(component, text, *found)
    assert joined == (found if mended is None else mended)


@pytest.mark.parametrize(
    ("text", "found", "mended"),
    [
        ("They met PT Vell Osta then.", [("Vell Osta", "PERSON")], [("PT Vell Osta", "ORG")]),
        ("They met PT Vell Osta then.", [("PT", "ORG"), ("Vell Osta", "PERSON")], [("PT Vell Osta", "ORG")]),
        ("They had PT with Vell then.", [("Vell", "PERSON")], [("Vell", "PERSON")]),
    ],
)
def test_a_legal_form_before_a_firms_name_belongs_to_it(component, text, found, mended):
    assert [name for name in mend(component, text, *found) if name[0] != "PT"] == mended


@pytest.mark.parametrize(
    ("text", "found", "mended"),
    [
        ("They told WVF Colombia.", [("Colombia", "GPE")], [("WVF Colombia", "ORG")]),
        ("They told WVF Colombia envoys.", [("Colombia", "GPE")], None),
        ("They met Vell in Colombia.", [("Vell", "ORG"), ("Colombia", "GPE")], None),
    ],
)
def test_an_acronym_and_the_country_of_its_office_are_one_body(component, text, found, mended):
    joined = mend(component, text, *found)
    assert joined == mended if mended else ("Colombia", "GPE") in joined


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They met the Vell Water Authority (VELWATA) there.", ["Vell Water Authority", "VELWATA"]),
        ("They met the Vell Water Authority (ANDA) there.", ["Vell Water Authority", "ANDA"]),
        ("They met the Vell Water Authority (2019) there.", ["Vell Water Authority"]),
    ],
)
def test_the_acronym_of_a_body_is_a_name(component, text, names):
    assert [name for name, _ in mend(component, text, ("Vell Water Authority", "ORG"))] == names


def test_a_channel_ends_in_tv(component):
    assert mend(component, "They told Vell TV then.", ("Vell", "FAC")) == [("Vell TV", "ORG")]
    assert mend(component, "They told the Vellan TV folk.", ("Vellan", "NORP")) == [("Vellan", "NORP")]
