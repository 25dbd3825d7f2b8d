"""Names that the recogniser cut are put together."""

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
            "They met Robert “Zed” Osei there.",
            [("Robert", "PERSON"), ("Zed", "PERSON"), ("Osei", "PERSON")],
            [("Robert “Zed” Osei", "PERSON")],
        ),
        (
            "They met Elsa (Berg) Osei there.",
            [("Elsa", "PERSON"), ("Osei", "PERSON")],
            [("Elsa (Berg) Osei", "PERSON")],
        ),
        ("They met Robert (NASA) Osei there.", [("Robert", "PERSON"), ("Osei", "PERSON")], None),
        ("They told ABS-CBN then.", [("CBN", "ORG")], [("ABS-CBN", "ORG")]),
        ("They met pro-CBN people.", [("CBN", "ORG")], None),
        ("They read it in PLOS ONE then.", [("PLOS", "ORG")], [("PLOS ONE", "ORG")]),
        ("They met in Alta Vella there.", [("Alta", "GPE"), ("Vella", "ORG")], [("Alta Vella", "GPE")]),
        (
            "Robert Obi-Osei left. They met Obi-Osei then.",
            [("Robert", "PERSON"), ("Obi-Osei", "ORG"), ("Obi-Osei", "ORG")],
            [("Robert Obi-Osei", "PERSON"), ("Obi-Osei", "PERSON")],
        ),
        ("When Paris Oseyo left.", [("Paris", "GPE"), ("Oseyo", "PERSON")], [("Paris Oseyo", "PERSON")]),
        ("They met in Paris Oseyo then.", [("Paris", "GPE"), ("Oseyo", "PERSON")], None),
        ("They met in Alta Vella. They saw Vella then.", [("Alta", "GPE"), ("Vella", "ORG")], None),
        (
            "They met Robert Vello Obi-Osei there.",
            [("Robert Vello", "PERSON"), ("Obi-Osei", "ORG")],
            [("Robert Vello Obi-Osei", "PERSON")],
        ),
        (
            "They met North Vella Police there.",
            [("North Vella", "GPE"), ("Police", "ORG")],
            [("North Vella Police", "ORG")],
        ),
        (
            "They met under the Vell Harbour Act 1968 there.",
            [("Vell Harbour Act", "LAW")],
            [("Vell Harbour Act 1968", "LAW")],
        ),
        (
            "They met Vellan People's Royal Guild there.",
            [("Vellan People", "ORG"), ("Royal Guild", "ORG")],
            [("Vellan People's Royal Guild", "ORG")],
        ),
        ("They met Vella's Royal Guild there.", [("Vella", "GPE"), ("Royal Guild", "ORG")], None),
        ("It is as in Osei v. Vella then.", [("Osei", "PERSON"), ("Vella", "GPE")], [("Osei v. Vella", "LAW")]),
        ("It is as in Osei v. Osei then.", [("Osei v. Osei", "PERSON")], [("Osei v. Osei", "LAW")]),
        ("They met a Social Democrat there.", [("Social", "ORG"), ("Democrat", "NORP")], [("Social Democrat", "NORP")]),
    ],
)
def test_pieces_of_one_name_are_joined(component, text, found, mended):
    joined = mend(component, text, *found)
    if mended is None:
        assert {name for name, _ in joined} >= {name for name, _ in found[:1]}
        assert len(joined) >= len(found)
    else:
        assert joined == mended


def test_a_double_barrelled_surname_alone_is_the_persons(component):
    text = "They met Robert Obi-Osei there. They told Obi-Osei then."
    assert mend(component, text, ("Robert Obi-Osei", "ORG"), ("Obi-Osei", "ORG")) == [
        ("Robert Obi-Osei", "PERSON"),
        ("Obi-Osei", "PERSON"),
    ]
