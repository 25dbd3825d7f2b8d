"""Second acts of a speaker in one sentence, on invented sentences."""

import pytest

from tasks.extract.annotations import Attribution, Chars
from tasks.extract.attribution.second_acts import with_second_acts


def found(nlp, marked: str) -> list[tuple[str, str]]:
    """Cue and content of the claims of a text whose one source, cue and content "|" parts."""
    source, cue, content, _ = marked.split("|")
    text = marked.replace("|", "")
    cue_at, at = len(source), len(source) + len(cue)
    claim = Attribution((Chars(at, at + len(content)),), (Chars(cue_at, at - 1),), (Chars(0, cue_at - 1),))
    claims = with_second_acts(nlp(text), [claim])
    assert all(one.source == claim.source for one in claims)
    return [tuple(" … ".join(text[slice(*span)] for span in spans) for spans in (c.cue, c.content)) for c in claims]


@pytest.mark.parametrize(
    ("marked", "first", "second"),
    [
        (
            "The group |said |it was holding him and demanded the release of prisoners|.",
            ("said", "it was holding him"),
            ("demanded", "the release of prisoners"),
        ),
        (
            "The minister |said |that the dam was safe, but called for an inquiry|.",
            ("said", "that the dam was safe"),
            ("called for", "an inquiry"),
        ),
        (
            "Bell |said |she would stay on and dismissed reports of a rift|.",
            ("said", "she would stay on"),
            ("dismissed", "reports of a rift"),
        ),
    ],
)
def test_a_second_act_is_a_claim_of_its_own(nlp, marked: str, first: tuple[str, str], second: tuple[str, str]):
    assert found(nlp, marked) == [first, second]


@pytest.mark.parametrize(
    "marked",
    [
        "The union |said |the company had lied and threatened to strike|.",  # the company may have
        "Bell |said |he had resigned and demanded his pay|.",
        "The minister |said |the dam was old and leaked|.",
        "The board |says |the dam was safe and demanded an inquiry|.",  # another tense
        "The group |said |“it was over and demanded too much”|.",
    ],
)
def test_what_may_go_on_with_what_is_said_does(nlp, marked: str):
    assert len(found(nlp, marked)) == 1


def test_a_claim_inside_the_second_act_is_that_ones(nlp):
    text = "The group said it was over and demanded that Bell say why."
    outer = Attribution((Chars(15, 57),), (Chars(10, 14),), (Chars(0, 9),))
    inner = Attribution((Chars(54, 57),), (Chars(50, 53),), (Chars(45, 49),), parent=0)
    assert [claim.parent for claim in with_second_acts(nlp(text), [outer, inner])] == [None, 2, None]
