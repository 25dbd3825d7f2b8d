"""What became of each gold article, and the command from a folder to its printed lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from flows.cli.evaluate import evaluate
from flows.evaluate import claims_of, facts_of, prediction_of, read_published
from schemas.errors import Errors, OnRecordError
from tasks.evaluate.gold import Claim, GoldArticle
from tasks.evaluate.relations import Fact
from tests import rows
from tests.tasks.evaluate.build import spans, write_corpus
from tests.tasks.evaluate.test_relations import write_relations

SPACED = rows.TEXT.replace("\n\n", "\r\n").replace(" on Monday", "  on\tMonday")  # the file, before it was read
EMPTY = "file:///news/empty.txt"


def snapshot(folder: Path) -> Path:
    """Article 0, its exact copy 1 and a file that was refused; a claim within a claim."""
    rows.write_rows(folder, "articles", [rows.article(0), rows.copy(1)])
    inner = rows.wish(claim_id="0" * 16, parent_claim_id=rows.claim()["claim_id"])
    rows.write_rows(folder, "claims", [rows.claim(), rows.wish(), inner])
    rows.write_rows(folder, "mentions", [rows.mention(name) for name in ("Mara Okoye", "She", "Port Union of Linden")])
    rows.write_rows(folder, "entities", rows.rows("entities"))
    rows.write_rows(folder, "dates", rows.rows("dates"))
    rows.write_rows(folder, "quarantine", [rows.quarantined(source_uri=EMPTY)])
    return folder


def inputs(*names: str) -> dict[str, Path]:
    return {name: Path("/news", f"{name}.txt") for name in names}


def test_claims_stand_in_the_gold_text_and_those_within_claims_are_left_out(tmp_path: Path):
    published = read_published(inputs("0"), ("claims",), snapshot(tmp_path))["0"]
    okoye, union = claims_of(published, SPACED)
    assert okoye.source == spans(SPACED, "Mara Okoye")
    assert okoye.cue == spans(SPACED, "told")
    assert okoye.content == spans(SPACED, "We are close,", "but not there.")
    assert okoye.confidence == pytest.approx(0.8)
    assert union.content == spans(SPACED, "about 50 cranes")
    assert published.note is None


def test_a_claim_without_speaker_or_cue_has_none(tmp_path: Path):
    nobody = dict.fromkeys(("speaker_text", "speaker_start_char", "speaker_end_char"))
    no_cue = dict.fromkeys(("cue_text", "cue_lemma", "cue_start_char", "cue_end_char"))
    folder = snapshot(tmp_path)
    rows.write_rows(folder, "claims", [rows.wish(**nobody, **no_cue)])
    (found,) = claims_of(read_published(inputs("0"), ("claims",), folder)["0"], rows.TEXT)
    assert found == Claim(content=spans(rows.TEXT, "about 50 cranes"), confidence=found.confidence)


def test_an_exact_copy_has_the_claims_of_its_original_and_says_so(tmp_path: Path):
    published = read_published(inputs("0", "1"), ("claims",), snapshot(tmp_path))
    assert claims_of(published["1"], SPACED) == claims_of(published["0"], SPACED)
    assert published["1"].note == "an exact copy of 0"


def test_an_article_in_quarantine_has_no_claims_and_says_why(tmp_path: Path):
    published = read_published(inputs("0", "empty"), ("claims",), snapshot(tmp_path))["empty"]
    assert claims_of(published, "") == []
    assert published.note == "in quarantine: empty, The file or record holds no text."


def test_mentions_and_dates_stand_in_the_gold_text(tmp_path: Path):
    published = read_published(inputs("0"), ("mentions", "dates"), snapshot(tmp_path))["0"]
    found = prediction_of(published, SPACED)
    assert {SPACED[m.start : m.end]: (m.kind, m.name, m.entity_name) for m in found.mentions} == {
        "Mara Okoye": ("name", "Mara Okoye", "Mara Okoye"),
        "She": ("pronoun", "Mara Okoye", "Mara Okoye"),
        "Port Union of Linden": ("name", "Port Union of Linden", "Port Union of Linden"),
    }
    assert [(SPACED[d.start : d.end], d.value) for d in found.dates] == [("Monday", "2031-05-05")]


def test_a_relation_has_its_ends_by_the_article_and_the_entity_and_an_office_by_its_words(tmp_path: Path):
    folder = snapshot(tmp_path)
    office = rows.relation(predicate="holds_position", object_mention_id=None, object_text="head of the union")
    rows.write_rows(folder, "relations", [rows.relation(object_text="The union"), office])
    published = read_published(inputs("0"), ("relations", "mentions"), folder)["0"]
    assert facts_of(published) == [
        Fact(
            ("Mara Okoye", "Mara Okoye"), "leads", ("Port Union of Linden", "Port Union of Linden"), "asserted", False
        ),
        Fact(("Mara Okoye", "Mara Okoye"), "holds_position", ("head of the union",), "asserted", False),
    ]


ARTICLE = (
    "Harbour talks resume\n\n"
    "LINDEN, May 5, 2031. Mara Okoye said the talks would go on. “We are close,” said Okoye, who leads the union.\n"
)
AFTER_QUOTE = ((ARTICLE.rindex("said"), ARTICLE.rindex("said") + 4),)
GOLD = [
    GoldArticle(
        "talks",
        ARTICLE,
        (
            Claim(spans(ARTICLE, "Mara Okoye"), spans(ARTICLE, "said"), spans(ARTICLE, "the talks would go on")),
            Claim(
                spans(ARTICLE, "Okoye, who leads the union"),
                AFTER_QUOTE,
                spans(ARTICLE, "“We are close,”"),
            ),
        ),
    ),
    GoldArticle("void", "\n", ()),
]


def called(*arguments: str) -> Result:
    return CliRunner().invoke(evaluate, [*arguments, "--processes", "1"], standalone_mode=False)


def test_a_folder_of_another_kind_is_an_error_that_says_what_is_expected(tmp_path: Path):
    error = called(str(tmp_path)).exception
    assert isinstance(error, OnRecordError)
    assert error.error is Errors.OR501


def test_help_shows_the_layout():
    shown = called("--help").output
    assert "text/budget-vote.txt" in shown
    assert "    E1  Attribution:T2 Source:T1 Cue:T2 Content:T3\n" in shown


@pytest.mark.slow
def test_the_command_scores_a_folder_and_writes_the_page(tmp_path: Path):
    corpus, page = write_corpus(tmp_path / "corpus", GOLD), tmp_path / "page.html"
    result = called(str(corpus), "--html", str(page), "--json")
    assert result.exception is None
    figures = json.loads(result.stdout)
    assert figures["articles"] == 2
    assert figures["scores"]["claims"]["gold"] == 2
    assert figures["scores"]["claims"]["right"] >= 1
    assert figures["notes"]["void"].startswith("in quarantine: empty")
    assert "Mara Okoye" in page.read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_command_scores_a_folder_of_relations(tmp_path: Path):
    corpus = write_relations(tmp_path / "gold", "held out,vote,Ada Osborn,holds_position,mayor of Vell,asserted,no")
    result = called(str(corpus))
    assert result.exception is None
    assert "held out/relations/holds_position P 1.000  R 1.000" in result.stdout
