"""Claims inside claims, when some of them go."""

from tasks.extract.annotations import Attribution, Chars
from tasks.extract.attribution.layers import kept


def test_parents_are_counted_anew():
    claims = [Attribution((Chars(0, n),), parent=parent) for n, parent in ((9, None), (8, None), (7, 1), (6, 0))]
    assert [(claim.content[0].end, claim.parent) for claim in kept(claims, [False, True, True, True])] == [
        (8, None),
        (7, 0),
        (6, None),
    ]
