"""Gold facts against published relations."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas.errors import Errors, OnRecordError
from tasks.evaluate.figures import relation_figures
from tasks.evaluate.printed import relation_lines
from tasks.evaluate.relations import Fact, GoldFacts, is_relation_corpus, read_relations, relations_found
from tasks.evaluate.scores import Score

HEADER = "part,article,subject,predicate,object,status,said"
GOLD = (
    "held out,vote,Ada Osborn,holds_position,mayor of Vell,asserted,no",
    "held out,vote,Ada Osborn,leads,Vell,asserted,no",
    "held out,vote,Henry Tane,works_for,Bank of Vell|BoV,former,yes",
)


def write_relations(folder: Path, *rows: str, articles: tuple[str, ...] = ("vote",)) -> Path:
    (folder / "text").mkdir(parents=True)
    for article in articles:
        (folder / "text" / f"{article}.txt").write_text("Ada Osborn, the mayor of Vell, left.\n", encoding="utf-8")
    (folder / "relations.csv").write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return folder


def fact(subject: str, predicate: str, thing: str, status: str = "asserted", said: bool = False) -> Fact:
    return Fact((subject,), predicate, (thing,), status, said)


def scores(tmp_path: Path, *found: Fact) -> dict[str, Score]:
    return relations_found(read_relations(write_relations(tmp_path / "gold", *GOLD)), {"vote": found})


def test_facts_are_read_with_all_their_names(tmp_path: Path):
    (article,) = read_relations(write_relations(tmp_path, *GOLD))
    assert (article.article, article.part) == ("vote", "held out")
    assert article.facts[2] == Fact(("Henry Tane",), "works_for", ("Bank of Vell", "BoV"), "former", True)


def test_a_row_is_right_when_names_predicate_and_status_are(tmp_path: Path):
    found = scores(
        tmp_path, fact("Ada Osborn", "leads", "Vell"), fact("Henry Tane", "works_for", "BoV", "former", True)
    )
    assert found["relations/leads"] == Score.paired(1, 1, 1)
    assert found["relations/works_for"] == Score.paired(1, 1, 1)
    assert found["relations"] == Score.paired(2, 2, 3)
    assert found["said"] == Score.paired(2, 2, 2)


def test_another_name_is_wrong_and_another_status_is_told_apart(tmp_path: Path):
    found = scores(tmp_path, fact("Osborn", "leads", "Vell"), fact("Henry Tane", "works_for", "Bank of Vell"))
    assert found["relations"] == Score.paired(0, 2, 3)
    assert found["ends"] == Score.paired(1, 2, 3)
    assert found["status"] == Score.paired(0, 1, 1)
    assert found["said"] == Score.paired(0, 1, 1)


@pytest.mark.parametrize(("office", "right"), [("former mayor of Vell", 1), ("the mayor of Vell", 1), ("mayor", 0)])
def test_an_office_may_differ_in_less_than_half_of_its_words(tmp_path: Path, office: str, right: int):
    assert scores(tmp_path, fact("Ada Osborn", "holds_position", office))["relations"].right == right


def test_what_is_stated_twice_is_one_gold_fact(tmp_path: Path):
    twice = fact("Ada Osborn", "holds_position", "mayor of Vell")
    assert scores(tmp_path, twice, twice)["relations/holds_position"] == Score(2, 2, 1, 1)


def test_parts_are_scored_apart():
    gold = [GoldFacts("vote", "held out", (fact("Ada Osborn", "leads", "Vell"),)), GoldFacts("war", "development", ())]
    figures = relation_figures(gold, {"war": [fact("Vell", "ally_of", "Marn")]})
    assert figures["articles"] == {"development": 1, "held out": 1}
    assert figures["scores"]["development/relations"]["predicted"] == 1
    assert figures["scores"]["held out/relations"]["gold"] == 1
    assert any(line.startswith("held out/relations/leads ") for line in relation_lines(figures))


@pytest.mark.parametrize(
    "broken",
    [
        "held out,vote,Ada Osborn,marries,Vell,asserted,no",
        "held out,vote,Ada Osborn,leads,Vell,perhaps,no",
        "held out,vote,Ada Osborn,leads,Vell,asserted,maybe",
        "held out,vote,,leads,Vell,asserted,no",
        "test,vote,Ada Osborn,leads,Vell,asserted,no",
        "held out,elsewhere,Ada Osborn,leads,Vell,asserted,no",
    ],
)
def test_a_malformed_row_is_refused(tmp_path: Path, broken: str):
    with pytest.raises(OnRecordError) as error:
        read_relations(write_relations(tmp_path, broken))
    assert error.value.error is Errors.OR508


def test_a_folder_of_relations_is_told_by_its_file(tmp_path: Path):
    assert is_relation_corpus(write_relations(tmp_path / "gold", *GOLD))
    assert not is_relation_corpus(tmp_path)
