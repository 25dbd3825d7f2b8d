"""Annotations as labels on windows."""

import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import BertPreTokenizer

from tasks.extract.attribution.decoding import TAGS
from tasks.extract.attribution.windows import Window
from training.attribution.data import batches, label, read_claims, windows_of

TEXT = "“It will rain,” Ada said, “all day.”"
ANN = """T1\tContent 0 15;26 36\t“It will rain,” “all day.”
T2\tCue 20 24\tsaid
T3\tSource 16 19\tAda
T4\tAttribution 20 24\tsaid
E1\tAttribution:T4 Content:T1 Cue:T2 Source:T3
T5\tCue 3 7\twill
T6\tAttribution 3 7\twill
E2\tAttribution:T6 Cue:T5
"""


@pytest.fixture
def window() -> Window:
    words = ["[UNK]", "[CLS]", "[SEP]", ".", "!", "?"]
    tokenizer = Tokenizer(WordLevel({word: i for i, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return windows_of(TEXT, tokenizer)[0]


def test_reads_spans_in_parts_and_skips_attributions_without_content():
    assert read_claims(ANN) == [{"source": [(16, 19)], "cue": [(20, 24)], "content": [(0, 15), (26, 36)]}]


def test_labels_stand_on_the_pieces_they_cover(window):
    labelled = label(window, read_claims(ANN))
    words = {
        role: "".join(TEXT[window.start[i] : window.end[i]] for i in np.flatnonzero(_is(labelled.tags, role)))
        for role in ROLES
    }
    assert words == {"source": "Ada", "cue": "said", "content": "“Itwillrain,”“allday.”"}
    (link,) = labelled.links
    assert TEXT[window.start[link.start] : window.end[link.end - 1]] == "said"
    assert (link.roles == 2).sum() == _is(labelled.tags, "content").sum()


def test_claims_inside_content_are_a_layer_of_their_own(window):
    said = read_claims(ANN)
    inner = {"source": [(1, 3)], "cue": [(4, 8)], "content": [(9, 13)]}
    outside = {"source": [(16, 19)], "cue": [(4, 8)], "content": [(9, 13)]}
    labelled = label(window, said, [inner, outside])
    assert (labelled.tags == label(window, said).tags).all()
    assert [link.nested for link in labelled.links] == [False, True]
    assert [TEXT[window.start[i] : window.end[i]] for i in np.flatnonzero(labelled.nested)] == ["will"]


def test_each_part_of_a_span_begins_anew(window):
    tags = label(window, read_claims(ANN)).tags
    assert (tags == TAGS.index("B-content")).sum() == 2


def test_batches_hold_each_window_once_and_repeat_with_their_seed():
    lengths = [10, 90, 50, 20, 70]
    first = list(batches(lengths, 2, seed=3))
    assert sorted(i for group in first for i in group) == [0, 1, 2, 3, 4]
    assert first == list(batches(lengths, 2, seed=3))


ROLES = ("source", "cue", "content")


def _is(tags, role):
    return np.isin(tags, [TAGS.index(f"B-{role}"), TAGS.index(f"I-{role}")])
