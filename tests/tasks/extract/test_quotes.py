import time

import pytest

from tasks.extract.quotes import quotations


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in quotations(text)]


@pytest.mark.parametrize("marks", ['""', "“”", "«»", "‘’", "''"])
def test_each_style_of_marks_is_read(marks: str):
    inside = f"{marks[0]}The bridge stays shut,{marks[1]}"
    assert quoted(f"{inside} said the mayor.") == [inside]


@pytest.mark.parametrize(
    "text",
    [
        "It's the dogs' bone, and O'Hara's too.",
        "The ’90s and the '80s were the workers’ decades.",
        'A board 6" wide and plain.',
    ],
)
def test_apostrophes_and_inches_are_no_quotations(text: str):
    assert quoted(text) == []


def test_a_quotation_inside_another_is_listed_too():
    assert quoted("“They told me ‘wait here’ and left,” she said.") == [
        "“They told me ‘wait here’ and left,”",
        "‘wait here’",
    ]


def test_a_space_before_the_closing_mark_is_forgiven():
    assert quoted("\"They said 'wait here.' \" She left.") == ["\"They said 'wait here.' \"", "'wait here.'"]


def test_a_quotation_over_paragraphs_is_one():
    text = "“First we dig.\n\n“Then we build,” he said."
    assert quoted(text) == ["“First we dig.\n\n“Then we build,”"]


def test_an_unclosed_quotation_ends_with_its_paragraph():
    assert quoted('"First we dig.\n\nNothing was quoted "here" again.') == ['"First we dig.', '"here"']


def test_two_single_marks_read_as_one_double():
    text = "''We dig,'' he said."
    (found,) = quotations(text)
    assert text[found.start : found.end].strip("'") == "We dig,"


def test_time_is_linear_in_the_number_of_marks():
    def seconds(times: int) -> float:
        text = "'a \"b " * times
        start = time.process_time()
        quotations(text)
        return time.process_time() - start

    seconds(100)
    assert seconds(40_000) < 20 * max(seconds(4_000), 0.01)
