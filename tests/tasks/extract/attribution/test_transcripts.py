"""Transcripts: turns, and what is no turn."""

import pytest

from tasks.extract.annotations import Attribution, Chars
from tasks.extract.attribution.transcripts import LETTER, NAMED, turns, with_turns

INTERVIEW = """Mayor Ada Bell talks about the bridge

Q: Why was the bridge shut?

A: It was not safe any more. The engineers told us so.

Nobody was hurt, I am glad to say.

Q: When will it open?

A: It will open in May.

The interview was cut for length."""


def read(text: str) -> list[tuple[str, list[str]]]:
    return [(text[slice(*turn.label)], [text[slice(*span)] for span in turn.content]) for turn in turns(text)]


def test_questions_and_answers():
    assert read(INTERVIEW) == [
        ("Q", ["Why was the bridge shut?"]),
        (
            "A",
            ["It was not safe any more. The engineers told us so.", "Nobody was hurt, I am glad to say."],
        ),
        ("Q", ["When will it open?"]),
        ("A", ["It will open in May."]),
    ]


def test_names_that_come_back():
    text = (
        "Note: This has been cut.\n\nBELL: We shut the bridge.\nMR. VANCE (Green): For how long is it shut?\n"
        "BELL: We shut it for a year.\nMR. VANCE (Green): That is far too long!"
    )
    assert [label for label, _ in read(text)] == ["BELL", "MR. VANCE (Green)"] * 2


def test_one_name_that_answers_what_stands_without_a_label():
    text = (
        "The harbour master on rain\n\nWhy was it shut?\n\nBell: It was not safe any more.\n\nWe were told so.\n\n"
        "Were you sorry?\n\nBell: I was very sorry indeed."
    )
    assert read(text) == [
        ("Bell", ["It was not safe any more.", "We were told so."]),
        ("Bell", ["I was very sorry indeed."]),
    ]


def test_turns_that_each_open_a_quotation():
    text = (
        "“BELL: We shut the bridge.\n“VANCE: For how long is it shut?\n“BELL: For a year or so.\n“VANCE: That is long!”"
    )
    assert [label for label, _ in read(text)] == ["BELL", "VANCE"] * 2


def test_short_questions_are_turns_too():
    text = "Bell: We shut the bridge today.\nVance: Were you sorry?\nBell: I was very sorry indeed.\nVance: And now?"
    assert len(turns(text)) == 4


@pytest.mark.parametrize(
    "text",
    [
        "Osborn: 1,769.\nBell: 1,501.\nOsborn: 80.\nBell: 70.",  # a list of figures
        "Bell said: We shut the bridge today.\nThe paper: It was shut for long.",  # no label comes back
        "Bell: We shut it at last.\nIt rained.\nBell: It is shut for good.",  # nobody asks
        "Date: On Monday we shut it.\nPlace: It was shut in Lyon then.\nNote: It was shut.",
        "",
    ],
)
def test_what_is_no_transcript(text):
    assert turns(text) == []


def test_claims_inside_turns_stay_and_the_models_own_turns_go():
    at = INTERVIEW.index("The engineers")
    told = Attribution(
        source=(Chars(at, at + 13),), cue=(Chars(at + 14, at + 18),), content=(Chars(at + 22, at + 24),), parent=0
    )
    answer = INTERVIEW.index("A: It was")
    own = Attribution(source=(Chars(answer, answer + 1),), content=(Chars(answer + 3, answer + 9),))
    inner, *said = with_turns(INTERVIEW, [own, told])
    assert (inner.cue, inner.parent) == (told.cue, None)
    assert len(said) == 4
    assert {claim.confidence for claim in said} == {LETTER}
    assert NAMED > LETTER


def test_a_turn_ends_where_the_writer_quotes_somebody():
    narrated = INTERVIEW.replace("Nobody was hurt, I am glad to say.", "“It hurt,” she laughs.\n\nIt rained that day.")
    at = narrated.index("“It hurt,”")
    quoted = Attribution(content=(Chars(at, at + 10),), cue=(Chars(at + 15, at + 21),))
    _, *said = with_turns(narrated, [quoted])
    assert [narrated[slice(*claim.content[-1])] for claim in said][
        1
    ] == "It was not safe any more. The engineers told us so."


def test_a_turn_ends_where_somebody_is_said_to_say_something_and_nobody_talks():
    narrated = INTERVIEW.replace("Nobody was hurt, I am glad to say.", "The council later said that rain was to blame.")
    at = narrated.index("said that rain")
    reported = Attribution(content=(Chars(at + 5, at + 26),), cue=(Chars(at, at + 4),))
    assert not any("council" in narrated[slice(*claim.content[-1])] for claim in with_turns(narrated, [reported])[1:])


def test_other_articles_keep_their_claims():
    claim = Attribution(content=(Chars(0, 4),))
    assert with_turns("Rain fell.", [claim]) == [claim]
