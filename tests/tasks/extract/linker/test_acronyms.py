"""What an acronym in brackets stands for."""

import pytest

from tasks.extract.linker.acronyms import abbreviates


@pytest.mark.parametrize(
    ("acronym", "name", "expected"),
    [
        ("VPP", "Vellish Progress Party", True),
        ("NASA", "National Super Alliance", True),
        ("CDV", "Centre for Damage Valuation and Repair", True),
        ("UNVR", "UN Vell Refuge", True),
        ("VPX", "Vellish Progress Party", False),
        ("PVP", "Vellish Progress Party", False),
        ("LNT", "Clinton", False),
        ("CNN", "Clinton", False),
        ("V", "Vellish Party", False),
    ],
)
def test_letters_in_order_the_first_at_a_words_start(acronym: str, name: str, expected: bool) -> None:
    assert abbreviates(acronym, name) is expected
