"""Signed quotations, and what is none."""

import pytest

from tasks.extract.annotations import Attribution, Chars
from tasks.extract.attribution.signed import signed, with_signed

LINE = "“The bridge should have stayed open.” — Mara Osei, a nurse"


def read(text: str) -> list[tuple[str, str, str]]:
    return [(text[slice(*s.name)], text[slice(*s.dash)], text[slice(*s.quotation)]) for s in signed(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LINE, ("Mara Osei", "—", "“The bridge should have stayed open.”")),
        ('"We want it back!"\n\n- Per van Osei.', ("Per van Osei", "-", '"We want it back!"')),
        ("“We want it back.” — M. Osei, May 3, 2011", ("M. Osei", "—", "“We want it back.”")),
        ("‘We want it back!’ – M. Osei (Lyon)", ("M. Osei", "–", "‘We want it back!’")),
        ("”We want it back. Soon.” ― Osei", ("Osei", "―", "”We want it back. Soon.”")),  # the first mark is wrong
    ],
)
def test_a_name_behind_a_dash_signs(text: str, expected: tuple[str, str, str]):
    assert read(f"Voices from the street\n\n{text}\n\nMore to come.") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "“The bridge should have stayed open” — or so it seems",  # no name
        "“The Bridge” — Mara Osei",  # a title and its author
        "“Old bridge found in Vell” — Vell Times, May 3, 2011",  # an article in a list of sources
        "“It was shut.”\n\nIt rained.\n\n— Mara Osei",  # not the next line
        "She said “it was shut” — Mara Osei knew.",  # not a line of its own
        "Mara Osei — “it was shut then.”",
        "",
    ],
)
def test_what_is_not_signed(text: str):
    assert read(text) == []


def test_who_signs_is_the_speaker_and_the_models_reading_of_the_signature_goes():
    own = Attribution(content=(Chars(1, 4),), source=(Chars(LINE.index("Mara"), len(LINE)),))
    inner = Attribution(content=(Chars(12, 35),), cue=(Chars(5, 11),), parent=0)
    kept, found = with_signed(LINE, [own, inner])
    assert (kept.cue, kept.parent) == (inner.cue, None)
    assert [LINE[slice(*span)] for span in (*found.source, *found.content)] == ["Mara Osei", LINE[: LINE.index(" —")]]


def test_a_claim_from_outside_ends_before_what_another_signs():
    text = f"“It rained,” said Bell.\n\n{LINE}"
    at = text.index(LINE)
    bell = Attribution(content=(Chars(0, 12), Chars(at, at + 37)), cue=(Chars(13, 17),), source=(Chars(18, 22),))
    first, second = with_signed(text, [bell])
    assert first.content == (Chars(0, 12),)
    assert text[slice(*second.source[0])] == "Mara Osei"


def test_other_articles_keep_their_claims():
    claim = Attribution(content=(Chars(0, 4),))
    assert with_signed("Rain fell.", [claim]) == [claim]
