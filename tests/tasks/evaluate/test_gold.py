"""Brat standoff is read as it is written, and refused with its place where it cannot be right."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas.errors import Errors, OnRecordError
from tasks.evaluate.gold import LAYOUT, Claim, GoldArticle, read_gold
from tests.tasks.evaluate.build import GOLD, write_corpus

SENTENCE = "Ada Osborn said the vote would be repeated."


def corpus(folder: Path, annotations: str, text: str = SENTENCE, name: str = "budget-vote_ann1.ann") -> Path:
    (folder / "text").mkdir()
    (folder / "attributions").mkdir()
    (folder / "text" / "budget-vote.txt").write_bytes(text.encode())
    (folder / "attributions" / name).write_bytes(annotations.encode())
    return folder


def refused(folder: Path) -> OnRecordError:
    with pytest.raises(OnRecordError) as raised:
        read_gold(folder)
    return raised.value


def test_claims_come_back_as_they_were_written(tmp_path: Path):
    assert read_gold(write_corpus(tmp_path, [GOLD])) == [GOLD]


def test_the_layout_that_help_shows_is_one_that_is_read(tmp_path: Path):
    shown = LAYOUT.split("text):\n")[1] if "text):\n" in LAYOUT else LAYOUT.split(":\n", 1)[1]
    lines = [line.split(maxsplit=1) for line in shown.splitlines() if line.strip()]
    annotations = []
    for ident, rest in lines:
        if ident.startswith("T"):
            label, start, end, *words = rest.split()
            rest = f"{label} {start} {end}\t{' '.join(words)}"
        annotations.append(f"{ident}\t{rest}")
    (article,) = read_gold(corpus(tmp_path, "\n".join(annotations)))
    assert article.claims == (Claim(source=((0, 10),), cue=((11, 15),), content=((16, 42),)),)


def test_a_role_in_several_arguments_and_one_in_fragments_have_all_their_spans(tmp_path: Path):
    annotations = (
        "T1\tContent 31 42\tbe repeated\n"  # not in text order
        "T2\tContent 16 24\tthe vote\n"
        "T3\tSource 0 3;4 10\tAda Osborn\n"
        "E1\tAttribution:T9 Content:T1 Content2:T2 Source:T3\n"
    )
    (article,) = read_gold(corpus(tmp_path, annotations))
    assert article.claims == (Claim(source=((0, 3), (4, 10)), content=((16, 24), (31, 42))),)


def test_what_is_no_claim_is_passed_over(tmp_path: Path):
    annotations = (
        "T1\tCue 11 15\tsaid\n"
        "T2\tContent 16 42\tthe vote would be repeated\n"
        "#1\tAnnotatorNotes T1\tis this one?\n"
        "E1\tAttribution:T1 Cue:T1\n"  # without content nothing is claimed
        "E2\tAttribution:T1 Cue:T1 Content:T2 Source:T7\n"  # T7 is not defined
    )
    (article,) = read_gold(corpus(tmp_path, annotations))
    assert article.claims == (Claim(cue=((11, 15),), content=((16, 42),)),)


def test_of_several_annotators_the_first_is_taken(tmp_path: Path):
    folder = corpus(tmp_path, "T1\tContent 16 42\tthe vote would be repeated\nE1\tAttribution:T1 Content:T1\n")
    (folder / "attributions" / "budget-vote_ann2.ann").write_text(
        "T1\tContent 0 3\tAda\nE1\tAttribution:T1 Content:T1\n"
    )
    (article,) = read_gold(folder)
    assert article.claims == (Claim(content=((16, 42),)),)


def test_offsets_count_code_points_and_line_ends_as_they_stand(tmp_path: Path):
    text = "😀 Title\r\n\r\nBo Lind agreed that it is over."
    start = text.index("that")
    folder = corpus(tmp_path, f"T1\tContent {start} {start + 15}\tthat it is over\nE1\tA:T1 Content:T1\n", text)
    (article,) = read_gold(folder)
    assert article.text == text
    assert article.claims == (Claim(content=((start, start + 15),)),)


def test_an_article_that_nobody_annotated_has_no_claims(tmp_path: Path):
    folder = write_corpus(tmp_path, [GOLD])
    (folder / "text" / "weather.txt").write_text("It rained.")
    assert read_gold(folder) == [GOLD, GoldArticle("weather", "It rained.", ())]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("T1\tContent 16\tthe vote", "is not 'T1<tab>Label 0 10<tab>text'"),
        ("T1\tContent 16 420\tthe vote", "16 420 is no span of 43 characters"),
        ("T1\tContent 17 43\tthe vote would be repeated", "the text there is 'hevotewouldberepeated.', not 'thevote"),
        ("E1\tnonsense", "is not 'E1<tab>Attribution:T2 Source:T1 …'"),
    ],
)
def test_a_line_that_cannot_be_right_is_named(tmp_path: Path, line: str, problem: str):
    error = refused(corpus(tmp_path, "T5\tCue 11 15\tsaid\n" + line))
    assert error.error is Errors.OR503
    assert problem in str(error)
    assert "budget-vote_ann1.ann, line 2" in str(error)


def test_a_folder_of_another_kind_is_told_what_is_expected(tmp_path: Path):
    error = refused(tmp_path)
    assert error.error is Errors.OR501
    assert LAYOUT in str(error)


def test_an_annotation_file_without_its_text_is_an_error(tmp_path: Path):
    error = refused(corpus(tmp_path, "", name="another_ann1.ann"))
    assert error.error is Errors.OR504


def test_a_corpus_without_one_claim_is_an_error(tmp_path: Path):
    assert refused(corpus(tmp_path, "T1\tCue 11 15\tsaid\n")).error is Errors.OR505


def test_bytes_that_are_not_utf8_are_an_error(tmp_path: Path):
    folder = corpus(tmp_path, "")
    (folder / "text" / "budget-vote.txt").write_bytes(b"caf\xe9")
    assert refused(folder).error is Errors.OR502
