"""The trained model on invented articles."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from tasks.extract.attribution.model import AttributionModel, PredictedClaim, join_quotations, take_announced
from tasks.extract.attribution.windows import pack, read_paragraphs

FOLDER = Path(__file__).parents[4] / "models" / "attribution"

DIRECT = (
    "The port was shut on Monday.\n\n“The pier is not safe,” harbour master Ines Okoye said.\n\nRepairs start in May."
)
OTHERS = [
    "Rain fell all night.",
    "",
    "The mayor told reporters that the bridge would open in June. " * 40,
    "'It was our best match,' the coach said. 'We ran and ran.'\nThe club lost 2-0.",
]


@pytest.fixture(scope="module")
def model() -> AttributionModel:
    return AttributionModel.load(FOLDER)


def texts(article: str, spans) -> list[str]:
    return [article[start:end] for start, end in spans]


def test_finds_who_said_what(model):
    (claim,) = [c for c in model.predict([DIRECT])[0] if c.parent is None]
    assert texts(DIRECT, claim.content) == ["“The pier is not safe,”"]
    assert texts(DIRECT, claim.cue) == ["said"]
    assert texts(DIRECT, claim.source) == ["harbour master Ines Okoye"]
    assert 0.5 < claim.confidence <= 1


@pytest.mark.parametrize("marks", ["“”", '""', "‘’", "''"])
def test_quotation_marks_of_every_kind_give_the_same_claims(model, marks):
    article = DIRECT.replace("“", marks[0]).replace("”", marks[1])
    assert model.predict([article]) == model.predict([DIRECT])


def test_indirect_report(model):
    article = "Orla Finch, the minister of fisheries, said on Friday that the quota would be halved next year."
    claim = model.predict([article])[0][0]
    assert texts(article, claim.source) == ["Orla Finch, the minister of fisheries,"]
    assert "the quota would be halved" in texts(article, claim.content)[0]


def test_quotation_split_by_its_cue_is_one_claim(model):
    article = "“We will appeal,” the lawyer said, “and we will win.”"
    (claim,) = [c for c in model.predict([article])[0] if c.parent is None]
    assert texts(article, claim.content) == ["“We will appeal,”", "“and we will win.”"]


def test_rows_are_the_same_whatever_else_is_asked_for(model):
    alone = model.predict([DIRECT])[0]
    assert model.predict([*OTHERS, DIRECT])[len(OTHERS)] == alone
    assert model.predict([DIRECT, *OTHERS])[0] == alone
    assert [model.predict([text])[0] for text in OTHERS] == model.predict(OTHERS)
    assert AttributionModel.load(FOLDER).predict([DIRECT])[0] == alone


def test_windows_of_one_length_are_tagged_together_and_give_the_same_bits(model):
    articles = [DIRECT.replace("Monday", day) for day in ("Monday", "Tuesday", "Friday", "Saturday", "Sunday")] * 3
    windows = [window for text in articles for window in pack(read_paragraphs(text, model.tokenizer), model.tokenizer)]
    assert len({len(window.ids) for window in windows}) == 1
    together = model.tag(windows)
    for i, window in enumerate(windows):
        alone = model.tag([window])
        assert all((whole[i] == part[0]).all() for whole, part in zip(together, alone, strict=True))


def test_readings_stand_in_the_order_of_their_windows(model):
    articles = [DIRECT, "It rained.", DIRECT + " And more rain fell.", "It rained."]
    windows = [pack(read_paragraphs(text, model.tokenizer), model.tokenizer)[0] for text in articles]
    assert [len(reading.claims) for reading in model.readings(windows)] == [1, 0, 1, 0]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "   ", "“", "said", "\u200b\ufeff", "😀" * 700, "a" * 5000, '"' * 600, "?!" * 400]
)
def test_text_without_claims_or_sense_is_no_error(model, text):
    for claim in model.predict([text])[0]:
        assert claim.content


def test_spans_stand_inside_the_text_and_in_order(model):
    for article, claims in zip(OTHERS, model.predict(OTHERS), strict=True):
        for claim in claims:
            for spans in (claim.source, claim.cue, claim.content):
                assert all(0 <= start < end <= len(article) for start, end in spans)
                assert all(a[1] <= b[0] for a, b in pairwise(spans))
            assert claim.content
            roles = (*claim.source, *claim.cue, *claim.content)
            assert all(a[1] <= b[0] for a, b in pairwise(sorted(roles)))  # no word has two roles


def test_nested_claims_stand_inside_their_parents(model):
    article = (
        "“I believe the vote was fair,” said Tomas Reyl, the commission's chairman. “The observers said it was clean.”"
    )
    claims = model.predict([article])[0]
    nested = [c for c in claims if c.parent is not None]
    assert "believe" in [texts(article, c.cue)[0] for c in nested]
    for claim in nested:
        assert claims[claim.parent].parent is None
        assert any(s <= claim.cue[0][0] and claim.cue[0][1] <= e for s, e in claims[claim.parent].content)


def test_missing_files_are_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"config\.json"):
        AttributionModel.load(tmp_path)


def claim(article: str, content: str) -> PredictedClaim:
    at = article.index(content)
    return PredictedClaim((), ((0, 3),), ((at, at + len(content)),), 0.9)


def test_quotation_goes_on_through_paragraphs_that_open_with_a_mark():
    article = "She said: “It rained.\n\n“It poured.\n\n“Then it stopped.”\n\n“Good,” he said."
    (joined,) = join_quotations(article, [claim(article, "“It rained.")])
    assert texts(article, joined.content) == ["“It rained.", "“It poured.", "“Then it stopped.”"]


def test_a_line_with_a_colon_announces_the_whole_paragraph():
    article = "She said:\n\nIt rained. It poured, too.\n\nThen it stopped."
    assert texts(article, take_announced(article, claim(article, "It rained.")).content) == [
        "It rained. It poured, too."
    ]
    for other in ("She said: It rained. It poured, too.", "She said:\n\n“It rained.” It poured, too."):
        found = claim(other, "“It rained.”" if "“" in other else "It rained.")
        assert take_announced(other, found) == found


def test_closed_quotation_does_not_go_on():
    article = "She said: “It rained.”\n\n“It poured.”"
    found = [claim(article, "“It rained.”")]
    assert join_quotations(article, found) == found


def test_paragraph_with_a_claim_of_its_own_is_not_taken():
    article = "She said: “It rained.\n\n“It poured,” he said."
    found = [claim(article, "“It rained."), claim(article, "“It poured,”")]
    assert join_quotations(article, found) == found


QUOTED = "“The bridge will be shut,” she said."


def spoken(article: str, content: str, speaker: str = "she") -> PredictedClaim:
    at = article.index(speaker)
    return replace(claim(article, content), source=((at, at + len(speaker)),))


def test_paragraph_that_is_all_quotation_goes_on_with_what_was_quoted_before_it():
    article = f"{QUOTED}\n\n“It was not safe any more. I am sorry.”\n\n“It will open in May.”\n\nTraffic stopped."
    (joined,) = join_quotations(article, [spoken(article, "“The bridge will be shut,”")])
    assert texts(article, joined.content)[1:] == ["“It was not safe any more. I am sorry.”", "“It will open in May.”"]


@pytest.mark.parametrize(
    "after",
    [
        "“It was not safe any more.”",  # with a paragraph between them
        "“It was not safe any more,” said Bell.",
        "It was not safe any more.",
    ],
)
def test_other_paragraphs_do_not_go_on(after):
    article = f"She came.\n\n{QUOTED}\n\nIt rained.\n\n{after}"
    found = [spoken(article, "“The bridge will be shut,”")]
    assert join_quotations(article, found) == found


def test_what_nobody_was_quoted_saying_does_not_go_on():
    article = "Bell said it was shut.\n\n“It was not safe any more.”"
    found = [spoken(article, "it was shut", "Bell")]
    assert join_quotations(article, found) == found


def test_who_speaks_within_a_quotation_that_goes_on_does_so_in_its_speakers_words():
    article = "“It rained,” she said. “It poured.\n\n“He said it was over. It was not.”"
    outer = replace(claim(article, "“It poured."), cue=((article.index("said"), article.index("said") + 4),))
    at = article.index("He said") + 3
    inner = replace(claim(article, "it was over"), cue=((at, at + 4),))
    joined = join_quotations(article, [outer, inner])
    assert texts(article, joined[0].content) == ["“It poured.", "“He said it was over. It was not.”"]
    assert joined[1].parent == 0


def test_a_quotation_that_nobody_opened_goes_with_the_one_after_it():
    article = "The chamber met on Monday. “It rained.\n\n“It poured,” she said."
    (joined,) = join_quotations(article, [claim(article, "“It poured,”")])
    assert texts(article, joined.content) == ["“It rained.", "“It poured,”"]
