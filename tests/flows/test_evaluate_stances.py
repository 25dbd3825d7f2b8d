"""Published stances in the gold text, and the command over a folder of stances."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from flows.cli.evaluate import evaluate
from flows.evaluate import evaluate_stances, positions_of, read_published
from flows.settings import Settings
from schemas.errors import Errors, OnRecordError
from tests import rows
from tests.tasks.evaluate.build import GOLD, write_corpus
from tests.tasks.evaluate.stances_build import write_stances

SPACED = rows.TEXT.replace("\n\n", "\r\n")  # the file, before it was read


def called(*arguments: str) -> Result:
    return CliRunner().invoke(evaluate, [*arguments, "--processes", "1"], standalone_mode=False)


def test_a_claim_has_its_positions_where_the_gold_text_has_their_targets(tmp_path: Path):
    rows.write_rows(tmp_path, "articles", [rows.article(0)])
    rows.write_rows(tmp_path, "claims", [rows.claim(), rows.wish()])
    rows.write_rows(tmp_path, "stances", [rows.stance()])
    published = read_published({"0": Path("/news/0.txt")}, ("claims", "stances"), tmp_path)["0"]
    taken = {claim.content: positions for claim, positions in positions_of(published, SPACED)}
    assert len(taken) == 2
    (position,) = (position for positions in taken.values() for position in positions)
    assert SPACED[slice(*position.target)] == rows.stance()["target_text"]
    assert position.value == rows.stance()["stance"]


def test_a_folder_of_stances_needs_its_corpus(tmp_path: Path):
    stances = str(write_stances(tmp_path / "stances"))
    assert isinstance(called(stances).exception, click.UsageError)


def test_a_corpus_goes_with_a_folder_of_stances_alone(tmp_path: Path):
    corpus = str(write_corpus(tmp_path / "corpus", [GOLD]))
    assert isinstance(called(corpus, "--corpus", corpus).exception, click.UsageError)


def test_a_corpus_without_an_annotated_article_is_refused(tmp_path: Path):
    stances = write_stances(tmp_path / "stances")
    (stances / "claims.csv").write_text("claim,article,source,cue,content\n1,elsewhere,0-1,2-3,4-5\n", encoding="utf-8")
    with pytest.raises(OnRecordError) as error:
        evaluate_stances(stances, write_corpus(tmp_path / "corpus", [GOLD]), Settings())
    assert error.value.error is Errors.OR507


@pytest.mark.slow
def test_the_command_scores_a_folder_of_stances(tmp_path: Path):
    stances, corpus = write_stances(tmp_path / "stances"), write_corpus(tmp_path / "corpus", [GOLD])
    result = called(str(stances), "--corpus", str(corpus), "--json")
    assert result.exception is None
    figures = json.loads(result.stdout)
    assert sum(figures["claims"].values()) == 4
    assert figures["agreement"]["claims"]["raw"] == 0.5
