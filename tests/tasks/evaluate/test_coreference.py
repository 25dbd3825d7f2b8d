"""Chain metrics on the worked example of their reference implementation, and the pairing of mentions."""

from __future__ import annotations

import pytest

from tasks.evaluate.coreference import Cluster, aligned, b_cubed, ceaf_e, chains_found, conll_f1, muc
from tasks.evaluate.documents import Mention, Prediction
from tests.tasks.evaluate.documents_build import DOCUMENT, FOUND, place

# Pradhan et al., "Scoring Coreference Partitions of Predicted Mentions", ACL 2014, section 4.
KEY = [frozenset("abc"), frozenset("defg")]
RESPONSE = [frozenset("ab"), frozenset("cd"), frozenset("fghi")]


def test_metrics_equal_the_published_example():
    links, mentions, entities = (measure(KEY, RESPONSE) for measure in (muc, b_cubed, ceaf_e))
    assert (links.recall, links.precision) == pytest.approx((2 / 5, 2 / 5))
    assert (mentions.recall, mentions.precision) == pytest.approx((35 / 12 / 7, 4 / 8))
    assert (entities.recall, entities.precision) == pytest.approx((1.3 / 2, 1.3 / 3))


@pytest.mark.parametrize("measure", [muc, b_cubed, ceaf_e])
def test_metrics_at_their_ends(measure):
    nothing: list[Cluster] = []
    assert measure(KEY, KEY).f1 == 1
    assert measure(KEY, nothing).f1 == 0
    assert measure(nothing, RESPONSE).f1 == 0


def test_a_name_pairs_with_the_phrase_that_it_names_and_only_with_one():
    found = (
        Mention(*place("Ada Osborn"), "name"),
        Mention(*place("Ada"), "name"),
        Mention(*place("sister Bea"), "name"),
    )
    paired = {index: DOCUMENT.mentions[phrase] for index, phrase in aligned(DOCUMENT.mentions, found).items()}
    assert [(index, DOCUMENT.text[phrase.start : phrase.end]) for index, phrase in sorted(paired.items())] == [
        (0, "Ada Osborn, who left Linden in 1911"),
        (2, "her sister Bea"),
    ]


def test_gold_chains_found_whole_score_one():
    whole = Prediction(tuple(Mention(m.start, m.end, "nominal", m.chain) for m in DOCUMENT.mentions))
    scores = chains_found([DOCUMENT], {DOCUMENT.name: whole})
    assert conll_f1(scores) == 1
    assert conll_f1(scores, "chains/named") == 1


def test_mentions_of_nameless_chains_are_left_aside_where_named_ones_are_asked_for():
    # Named gold chains of two and more: {Osborn, painter, She, Osborn, her} and {Duke, He}. "that" belongs to neither.
    scores = chains_found([DOCUMENT], {DOCUMENT.name: FOUND})
    assert scores["chains/b3"].predicted == 6  # {Osborn, She} and {Vell, her, He, that}
    assert scores["chains/named/b3"].predicted == 5
    assert scores["chains/named/b3"].gold == 7
    assert scores["chains/named/muc"].recalled == 1  # Osborn with She; "Vell met" is too far from "Duke of Vell"
