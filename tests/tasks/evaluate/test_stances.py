"""Predicted stances against gold ones, and two readers against each other, on one invented article."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from schemas.errors import Errors, OnRecordError
from tasks.evaluate.figures import stance_figures
from tasks.evaluate.gold import Claim
from tasks.evaluate.printed import stance_lines
from tasks.evaluate.scores import Score
from tasks.evaluate.stances import Position, agreement, is_stance_corpus, read_stances, stances_found
from tests.tasks.evaluate.build import CRITICS, GOLD, LIND, OSBORN, SHE
from tests.tasks.evaluate.stances_build import FIRST, JOKE, PLAN, REPEATED, VOTE, at, write_stances

Predicted = list[tuple[Claim, list[Position]]]


def found(tmp_path: Path, predicted: Predicted, **gold: object) -> dict[str, Score]:
    claims = read_stances(write_stances(tmp_path / "stances", **gold))  # type: ignore[arg-type]
    return stances_found(claims, {"vote": GOLD}, {"vote": predicted})


def test_target_and_value_are_right(tmp_path: Path):
    scores = found(tmp_path, [(OSBORN, [Position(REPEATED, "support")]), (LIND, [Position(JOKE, "oppose")])])
    assert scores["stances"] == Score.paired(2, 2, 2)
    assert scores["sides/found"] == Score.paired(2, 2, 2)


def test_the_phrase_up_to_its_head_is_the_target_as_well(tmp_path: Path):
    assert found(tmp_path, [(LIND, [Position(PLAN, "oppose")])])["stances"] == Score.paired(1, 1, 2)


@pytest.mark.parametrize(
    ("position", "targets"),
    [(Position(PLAN, "support"), 1), (Position(at("a joke"), "oppose"), 0), (Position(at("Bo Lind"), "oppose"), 0)],
)
def test_a_wrong_value_or_target_is_wrong(tmp_path: Path, position: Position, targets: int):
    scores = found(tmp_path, [(LIND, [position])])
    assert scores["stances"] == Score.paired(0, 1, 2)
    assert scores["targets/found"] == Score.paired(targets, 1, 1)


def test_a_stance_where_gold_has_none_is_wrong_and_neutral_is_no_side(tmp_path: Path):
    scores = found(tmp_path, [(SHE, [Position(VOTE, "oppose")]), (LIND, [Position(PLAN, "neutral")])])
    assert scores["stances"] == Score.paired(0, 1, 2)
    assert scores["sides/found"] == Score.paired(0, 1, 1)


def test_of_several_right_answers_one_is_enough(tmp_path: Path):
    marks = [*FIRST, (1, 1, VOTE, "oppose", "issue")]  # who would repeat a vote is against the vote that there was
    either = [Position(VOTE, "oppose")], [Position(REPEATED, "support")]
    for number, positions in enumerate(either):
        (tmp_path / str(number)).mkdir()
        assert found(tmp_path / str(number), [(OSBORN, positions)], agreed=marks)["stances"] == Score.paired(1, 1, 2)
    (tmp_path / "both").mkdir()
    assert found(tmp_path / "both", [(OSBORN, [*either[0], *either[1]])], agreed=marks)["stances"].right == 1


def test_recall_counts_the_stances_of_claims_that_were_not_found(tmp_path: Path):
    scores = found(tmp_path, [(CRITICS, [Position(at("it helps"), "oppose")])])
    assert scores["stances"] == Score.paired(0, 1, 2)
    assert scores["stances/found"] == Score.paired(0, 1, 0)


def test_agreement_of_two_readers(tmp_path: Path):
    units = agreement(write_stances(tmp_path / "stances"))
    assert units["pairs"].units == 4  # three candidates, and a phrase that one reader added
    assert units["pairs"].raw == 0.5  # one candidate marked alike, one by neither; the other two by one reader each
    assert units["claims"].raw == 0.5
    assert units["claims"].kappa == pytest.approx(0.0)
    assert (units["values"].units, units["values"].raw, units["values"].kappa) == (1, 1.0, None)


def test_claims_that_were_read_once_have_no_agreement(tmp_path: Path):
    folder = write_stances(tmp_path / "stances")
    (folder / "second.csv").unlink()
    assert agreement(folder) == {}


def test_an_unknown_part_is_refused(tmp_path: Path):
    folder = write_stances(tmp_path / "stances")
    claims = folder / "claims.csv"
    claims.write_text(claims.read_text(encoding="utf-8").replace("development", "test"), encoding="utf-8")
    with pytest.raises(OnRecordError) as error:
        read_stances(folder)
    assert error.value.error is Errors.OR507


@pytest.mark.parametrize(
    "broken", [(9, 1, JOKE, "against", "issue"), (4, 1, JOKE, "oppose", "plan"), (4, 1, (9, 9), "oppose", "issue")]
)
def test_a_malformed_row_is_refused(tmp_path: Path, broken: tuple[int, int, tuple[int, int], str, str]):
    with pytest.raises(OnRecordError) as error:
        read_stances(write_stances(tmp_path / "stances", agreed=[broken]))
    assert error.value.error is Errors.OR507


def test_a_folder_of_stances_is_told_by_its_claims(tmp_path: Path):
    assert is_stance_corpus(write_stances(tmp_path / "stances"))
    assert not is_stance_corpus(tmp_path)


def test_figures_keep_the_held_out_claims_apart(tmp_path: Path):
    claims = read_stances(write_stances(tmp_path / "stances"))
    claims = [replace(claim, part="held out" if claim.number == 1 else claim.part) for claim in claims]
    figures = stance_figures(claims, {"vote": GOLD}, {"vote": [(LIND, [Position(PLAN, "oppose")])]}, {})
    assert figures["scores"]["development/stances"]["f1"] == 1.0
    assert figures["scores"]["held out/stances"]["gold"] == 1
    assert figures["claims"] == {"development": 3, "held out": 1}
    assert "development: 3 claims of 1 articles" in list(stance_lines(figures))


def test_a_claim_is_the_same_with_another_confidence(tmp_path: Path):
    assert found(tmp_path, [(replace(LIND, confidence=0.5), [Position(PLAN, "oppose")])])["stances"].right == 1
