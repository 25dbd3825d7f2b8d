import pytest
from spacy.lang.en import English

from tasks.extract.annotations import Dateline
from tasks.extract.paragraphs import ENDLESS, LONG, paragraphs


def sentence_starts(text: str) -> list[int]:
    doc = paragraphs(English().make_doc(text))
    return [token.i for token in doc if token.i and token.is_sent_start]


def test_a_sentence_starts_at_each_paragraph():
    assert sentence_starts("No full stop here\n\nA new paragraph") == [5]


def test_a_line_break_within_white_space_counts_as_a_paragraph_end():
    assert sentence_starts("Headline \n By somebody") == [2]


def test_the_parser_decides_inside_a_paragraph():
    assert sentence_starts("One thing happened. Another did not.") == []


def test_the_first_word_of_a_paragraph_is_no_sentence():
    doc = paragraphs(English().make_doc("Menu\n\nCouncillors this year voted twice.\n\nNo. They did not."))
    assert [token.text for token in doc if token.is_sent_start is False] == ["this", "."]


def test_a_stretch_without_an_end_is_cut_at_a_clause_mark():
    text = " ".join(["word"] * LONG) + " , " + " ".join(["word"] * 10)
    assert sentence_starts(text) == [LONG + 1]


@pytest.mark.parametrize("size", [ENDLESS * 3, ENDLESS * 10])
def test_an_endless_stretch_is_cut_anywhere(size: int):
    starts = sentence_starts(" ".join(["word"] * size))
    gaps = [b - a for a, b in zip([0, *starts], [*starts, size], strict=True)]
    assert max(gaps) <= ENDLESS


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("LIMA", "Title\n\nLIMA – The mayor said so."),
        ("LIMA, Peru", "Title\n\nLIMA, Peru — The mayor said so."),
        ("LIMA", "Title\n\nLIMA, Oct. 3 (Andes Wire) - The mayor said so."),
    ],
)
def test_a_sentence_starts_after_the_dateline(place: str, text: str):
    doc = English().make_doc(text)
    doc._.dateline = Dateline(place=place)
    starts = [token.text for token in paragraphs(doc) if token.i and token.is_sent_start]
    assert starts == ["LIMA", "The"]


def test_a_place_without_a_dash_is_no_dateline():
    doc = English().make_doc("Title\n\nLIMA has a mayor.")
    doc._.dateline = Dateline(place="LIMA")
    assert [token.text for token in paragraphs(doc) if token.i and token.is_sent_start] == ["LIMA"]
