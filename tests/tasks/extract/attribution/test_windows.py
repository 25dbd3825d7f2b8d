"""Folding of typography, and the windows that are cut from an article."""

import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from tasks.extract.attribution.windows import (
    QUOTE_CLOSES,
    QUOTE_INSIDE,
    QUOTE_OPENS,
    QUOTE_OUTSIDE,
    fold,
    pack,
    paragraph_spans,
    read_paragraphs,
)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", ".", "!", "?", ",", '"', "rain", "fell", "##s", "she", "said"]
    tokenizer = Tokenizer(WordPiece({word: i for i, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer


@pytest.mark.parametrize(
    "quoted", ["“Rain fell,” she said.", '"Rain fell," she said.', "'Rain fell,' she said.", "‘Rain fell,’ she said."]
)
def test_every_kind_of_quotation_mark_looks_the_same(quoted):
    folded, place = fold(quoted)
    assert folded == '"Rain fell," she said.'
    assert place == [QUOTE_OPENS, *[QUOTE_INSIDE] * 10, QUOTE_CLOSES, *[QUOTE_OUTSIDE] * 10]


@pytest.mark.parametrize(
    "plain", ["The players' union and the drivers' club", "It isn't Anna's", "the '90s", "rock 'n roll"]
)
def test_apostrophes_open_nothing(plain):
    folded, place = fold(plain)
    assert folded == plain
    assert set(place) == {QUOTE_OUTSIDE}


def test_possessive_inside_single_marks_does_not_close_them():
    folded, _ = fold("‘It was the players’ fault,’ she said.")
    assert folded == '"It was the players\' fault," she said.'


def test_a_quotation_left_open_runs_to_the_end():
    _, place = fold("“Rain fell")
    assert place[-1] == QUOTE_INSIDE


def test_a_closing_mark_with_nothing_to_close_opens():
    _, place = fold("”Rain fell.” It was late.")
    assert (place[0], place[11]) == (QUOTE_OPENS, QUOTE_CLOSES)


def test_folding_keeps_offsets():
    text = "‘A’ – “B” -- ''C'' - «D» …"
    assert len(fold(text)[0]) == len(text)


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\n \n\n"])
def test_pieces_point_at_their_characters(tokenizer, gap):
    text = f"Rain fell.{gap}She said: “Rains fell!”"
    (window,) = pack(read_paragraphs(text, tokenizer), tokenizer)
    words = [text[s:e] for s, e in zip(window.start, window.end, strict=True) if s >= 0]
    assert words == ["Rain", "fell", ".", "She", "said", ":", "“", "Rain", "s", "fell", "!", "”"]
    assert window.paragraph.max() == 1
    assert [int(p) for p in window.paragraph[window.start < 0]] == [0, 0, 1]  # the marks end their paragraphs


def test_windows_hold_whole_paragraphs_while_these_fit(tokenizer):
    text = "\n".join(["rain " * 8] * 5)
    windows = pack(read_paragraphs(text, tokenizer), tokenizer, pieces=20)
    assert [int(w.paragraph.max()) + 1 for w in windows] == [2, 2, 1]
    assert all(len(w.ids) <= 20 for w in windows)


def test_a_paragraph_longer_than_a_window_is_cut_at_a_sentence_end(tokenizer):
    text = "rain " * 11 + ". " + "fell " * 12 + "."
    first, second = pack(read_paragraphs(text, tokenizer), tokenizer, pieces=18)
    assert text[first.end.max() - 1] == "."
    assert text[second.start[1] :].startswith("fell")


def test_nothing_gives_no_windows(tokenizer):
    assert pack(read_paragraphs(" \n\n", tokenizer), tokenizer) == []


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("She said:\n\n“Rain fell.”\nRain fell.", ["She said:\n\n“Rain fell.”", "Rain fell."]),
        ("She said:\n'Rain fell.'", ["She said:\n'Rain fell.'"]),
        ("She said:\nRain fell.", ["She said:\nRain fell."]),
        ("He told the club on Monday:\n\nRain fell.", ["He told the club on Monday:\n\nRain fell."]),
        ("What we know:\nRain fell.", ["What we know:", "Rain fell."]),  # a heading above what the article says itself
        ("She said.\n“Rain fell.”", ["She said.", "“Rain fell.”"]),
        ("12:\n“Rain fell.”", ["12:", "“Rain fell.”"]),
    ],
)
def test_a_quotation_belongs_to_the_line_above_that_announces_it(text, paragraphs):
    assert [text[start:end] for start, end in paragraph_spans(text)] == paragraphs
