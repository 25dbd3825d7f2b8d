"""What names tell of gender."""

from __future__ import annotations

import pytest

from tasks.extract.names.gender import of_full_name


@pytest.mark.parametrize(
    ("parts", "gender"),
    [
        (("ada", "osborn"), "female"),
        (("zyx", "osborn"), None),
        (("zyx", "dvořanská"), "female"),
        (("agnė", "petrauskaitė"), "female"),
        (("zyx", "jónsdóttir"), "female"),
        (("john", "villanueva"), "male"),
    ],
)
def test_a_surname_that_only_women_have_tells_more_than_the_given_name(parts: tuple[str, ...], gender: str | None):
    assert of_full_name(parts) == gender
