"""Scores on cases that can be counted by hand, and beside a scorer of the same definition written by others."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tasks.evaluate.gold import ROLES, Claim, GoldArticle, Span, read_gold
from tasks.evaluate.scores import LEVELS, Score, pairs, score
from tests.corpora import REFERENCE_SCORER, corpus
from tests.tasks.evaluate.build import CRITICS, GOLD, LIND, OSBORN, SHE, TEXT, claim, spans


def scored(*claims: Claim) -> dict[str, Score]:
    return score([GOLD], {"vote": claims})


def test_gold_scores_one_everywhere():
    assert all(value.f1 == 1 for value in scored(*GOLD.claims).values())


def test_an_article_without_predictions_has_no_claims():
    assert score([GOLD], {}) == scored()
    assert scored()["claims"] == Score.paired(0, 0, 4)
    assert scored()["claims"].f1 == 0


def test_each_level_asks_for_more():
    wrong_source = replace(OSBORN, source=spans(TEXT, "The mayor"))
    wrong_cue = replace(LIND, cue=spans(TEXT, "twice"))
    found = scored(wrong_source, wrong_cue, SHE)
    assert [found[level].right for level in LEVELS] == [3, 2, 1]
    assert found["claims"].precision == 1
    assert found["claims"].recall == 3 / 4


def test_half_of_the_content_is_enough_and_less_is_not():
    # "that it helps" has 11 characters that are not white space.
    assert scored(claim("Critics", "doubt", "it helps"))["claims"].right == 1  # 7 of 11
    assert scored(claim("Critics", "doubt", "helps"))["claims"].right == 0  # 5 of 11


def test_no_source_on_either_side_is_the_same_source():
    unsourced = GoldArticle("vote", TEXT, (replace(CRITICS, source=()),))
    assert score([unsourced], {"vote": [replace(CRITICS, source=())]})["claims+source"].right == 1
    assert score([unsourced], {"vote": [CRITICS]})["claims+source"].right == 0


def test_claims_pair_one_to_one_and_the_best_overlap_goes_first():
    loose = claim("she", "added", "We were three votes")
    (pair,) = pairs(replace_claims(SHE), [loose, SHE])
    assert (pair.predicted, pair.gold, pair.iou) == (1, 0, 1.0)


def test_exact_spans_forgive_quote_marks_and_closing_punctuation():
    bare = claim("she", "added", "We were three votes short")
    assert scored(bare)["exact/content"].right == 1
    assert scored(claim("she", "added", "We were three votes"))["exact/content"].right == 0


def test_characters_are_counted_once_and_white_space_never():
    twice = scored(OSBORN, OSBORN)
    assert twice["chars/source"] == Score.paired(9, 9, 9 + 3 + 7 + 15)
    assert twice["exact/source"].predicted == 2


def replace_claims(*claims: Claim) -> GoldArticle:
    return GoldArticle("vote", TEXT, claims)


@pytest.mark.skipif(not REFERENCE_SCORER.is_file(), reason="the reference scorer is not here")
@pytest.mark.parametrize("seed", [1, 2])
def test_figures_equal_the_reference_scorers(tmp_path: Path, seed: int):
    folder = corpus("polnear-dev")
    gold = read_gold(folder)
    chance = random.Random(seed)
    predictions = {article.name: perturbed(article, chance) for article in gold if chance.random() < 0.95}
    lines = (
        json.dumps({"article": name, "claims": [{role: getattr(one, role) for role in ROLES} for one in claims]})
        for name, claims in predictions.items()
    )
    file = tmp_path / "predictions.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, str(REFERENCE_SCORER), str(folder), str(file), "--json"]
    reference = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    ours = score(gold, predictions)
    assert list(ours) == list(reference)
    for name, theirs in reference.items():
        mine = ours[name]
        assert (mine.right, mine.predicted, mine.gold) == (theirs["right"], theirs["predicted"], theirs["gold"]), name
        assert (mine.precision, mine.recall, mine.f1) == pytest.approx((theirs["p"], theirs["r"], theirs["f1"])), name
        assert 0.05 < mine.f1 < 0.99, f"{name} {mine.f1}: the perturbation tells nothing"


def perturbed(article: GoldArticle, chance: random.Random) -> list[Claim]:
    """Gold with claims dropped, doubled, shifted, cut, and with roles lost or taken from another claim."""
    claims = []
    for one in article.claims:
        if chance.random() < 0.2:
            continue
        other = chance.choice(article.claims)
        claims.append(
            Claim(
                source=chance.choice([one.source, one.source, other.source, ()]),
                cue=chance.choice([one.cue, one.cue, other.cue, ()]),
                content=tuple(shifted(span, len(article.text), chance) for span in one.content),
            )
        )
        if chance.random() < 0.1:
            claims.append(one)
    return claims


def shifted(span: Span, length: int, chance: random.Random) -> Span:
    start, end = span
    if chance.random() < 0.5:
        return span
    start = min(max(0, start + chance.randint(-30, 30)), length - 1)
    return start, min(length, max(start + 1, end + chance.randint(-60, 30)))
