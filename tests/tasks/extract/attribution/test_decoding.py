"""Weighing of the model's scores, on scores made by hand."""

from dataclasses import replace

import numpy as np
import pytest

from tasks.extract.attribution.decoding import (
    FEATURES,
    TAGS,
    Candidate,
    Decoding,
    PieceClaim,
    cue_candidates,
    decode,
    decode_nested,
    nested_tags,
    viterbi,
    within_content,
)
from tasks.extract.attribution.windows import Window

DECODING = Decoding(
    cue_threshold=0.1,
    cue_extent=0.5,
    tag_weight=0.0,
    source_switch=1.0,
    content_switch=1.0,
    content_bias=0.0,
    source_bias=0.0,
    accept=0.5,
    accept_nested=0.5,
    weights=(0.0, 1.0, *[0.0] * (len(FEATURES) - 1)),  # confidence is the linker's probability of the cue
)


def window(size: int) -> Window:
    """`size` pieces of one character each, one paragraph."""
    at = np.arange(size)
    return Window(ids=at, case=at * 0, quote=at * 0, paragraph=at * 0, start=at, end=at + 1)


def tagged(tags: str) -> np.ndarray:
    """Tagger's probabilities: 0.9 for the tag that each letter stands for (Q and q begin and go on with a cue)."""
    rows = np.full((len(tags), len(TAGS)), 0.1 / (len(TAGS) - 1), dtype=np.float32)
    for at, letter in enumerate(tags):
        rows[at, "OSsQqCc".index(letter)] = 0.9
    return rows


def linked(start: int, roles: str, probability: float = 0.9, sure: float = 0.9) -> Candidate:
    """A one-piece cue with the linker's roles as letters: o none, s source, c content."""
    rows = np.full((len(roles), 3), (1 - sure) / 2, dtype=np.float32)
    for at, letter in enumerate(roles):
        rows[at, "osc".index(letter)] = sure
    return Candidate(start, start + 1, probability, 0, rows)


def test_a_new_cue_begins_where_the_tagger_begins_one():
    assert cue_candidates(tagged("OQqQOQ"), np.array([0, 0, 0, 0, 0, 0]), 0.5) == [(1, 3), (3, 4), (5, 6)]


def test_a_cue_ends_with_its_paragraph():
    assert cue_candidates(tagged("Qq"), np.array([0, 1]), 0.5) == [(0, 1), (1, 2)]


def test_viterbi_bridges_what_is_not_worth_two_changes():
    scores = np.array([[0, -9, 2], [0, -9, 2], [0.5, -9, 0], [0, -9, 2]], dtype=np.float32)
    assert viterbi(scores, (0.3, 1)).tolist() == [2, 2, 2, 2]
    assert viterbi(scores, (0.3, 0.1)).tolist() == [2, 2, 0, 2]


def test_viterbi_goes_from_source_to_content_where_that_pays():
    scores = np.array([[0, 2, 0], [0, 2, 1], [0, 1, 2], [0, -9, 2]], dtype=np.float32)
    assert viterbi(scores, (0.3, 0.5)).tolist() == [1, 1, 2, 2]
    assert viterbi(scores, (9, 0.5)).tolist() == [2, 2, 2, 2]


def test_content_may_stand_on_both_sides_of_its_cue():
    (claim,) = decode(window(8), tagged("CcOSQOCc"), [linked(4, "ccosoocc")], DECODING)
    assert claim.content == ((0, 2), (6, 8))
    assert claim.source == ((3, 4),)
    assert claim.cue == (4, 5)


def test_neighbours_share_no_content():
    claims = decode(window(7), tagged("QccQccc"), [linked(0, "occcccc", 0.8, 0.7), linked(3, "ooooccc")], DECODING)
    assert [c.content for c in claims] == [((1, 3),), ((4, 7),)]


def test_a_claim_inside_anothers_content_leaves_that_whole():
    outer, inner = linked(1, "socccccc"), linked(4, "ooosoccc", probability=0.8)
    (claim,) = decode(window(8), tagged("SQCSQCCC"), [outer, inner], DECODING)
    assert (claim.cue, claim.content) == ((1, 2), ((2, 8),))
    partly = linked(4, "oosoccoo", probability=0.8)
    assert len(decode(window(8), tagged("SQSSQCCC"), [linked(1, "soocoocc"), partly], DECODING)) == 2


def test_a_claim_has_one_source():
    (claim,) = decode(window(7), tagged("SsOSQCc"), [linked(4, "ssosocc")], DECODING)
    assert claim.source == ((0, 2),)


OUTER = PieceClaim(source=((0, 1),), cue=(1, 2), content=((2, 8),), features=(), confidence=0.9)


def nested_cues(*at: int, size: int = 9) -> np.ndarray:
    return np.isin(np.arange(size), at).astype(np.float32) * np.float32(0.8)


def test_a_nested_cue_stands_inside_the_content_of_a_claim():
    nested = within_content(nested_cues(1, 3, 8), [OUTER])
    assert cue_candidates(nested_tags(nested), np.zeros(9, dtype=np.int64), 0.5) == [(3, 4)]


def test_a_nested_claim_stays_inside_its_parents_content():
    tags = nested_tags(within_content(nested_cues(3), [OUTER]))
    ((claim, parent),) = decode_nested(window(9), tags, [linked(3, "scsoccccc")], [OUTER], DECODING)
    assert parent == 0
    assert (claim.source, claim.cue, claim.content) == (((2, 3),), (3, 4), ((4, 8),))


def test_a_nested_claim_that_nobody_makes_is_none():
    tags = nested_tags(within_content(nested_cues(3), [OUTER]))
    assert decode_nested(window(9), tags, [linked(3, "ooooccccc")], [OUTER], DECODING) == []
    unsure = [linked(3, "oosoccccc", probability=0.4)]
    assert decode_nested(window(9), tags, unsure, [OUTER], DECODING) == []


def test_a_cue_takes_along_its_neighbours_of_no_other_role():
    (claim,) = decode(window(6), tagged("SQqCcO"), [linked(1, "soocco")], DECODING)
    assert claim.cue == (1, 3)


def test_doubtful_cues_are_left_out():
    candidates = [linked(1, "socc", probability=0.4)]
    assert decode(window(4), tagged("SQCc"), candidates, DECODING) == []
    assert len(decode(window(4), tagged("SQCc"), candidates, replace(DECODING, accept=0.3))) == 1


def test_no_content_no_claim():
    assert decode(window(3), tagged("SQO"), [linked(1, "soo")], DECODING) == []


@pytest.mark.parametrize("broken", [{"weights": (1.0,)}, {"accept": "high"}, {"source_switch": True}])
def test_a_broken_configuration_is_refused(broken):
    values = {name: getattr(DECODING, name) for name in Decoding.__dataclass_fields__}
    assert Decoding.from_json(values) == DECODING
    with pytest.raises(ValueError, match="decoding"):
        Decoding.from_json({**values, **broken})
