"""Who is called by nationality alone: "the Dane", "two Malians"."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from tests.tasks.extract.chains.test_component import chained, chains

DANISH, BELGIAN, MALI = (("Dane", "NORP", "Q35"), ("Belgian", "NORP", "Q31"), ("Malians", "NORP", "Q912"))
LIND, OSEI = ("Mikkel Lind", "PERSON"), ("Ada Osei", "PERSON")


def without_chain(doc: Doc) -> list[str]:
    names = [mention for mention in doc._.mentions if mention.kind == "name" and mention.chain is None]
    return [doc.text[mention.chars.start : mention.chars.end] for mention in names]


def test_the_dane_is_whom_the_article_calls_danish(nlp: Language) -> None:
    text = "The Dane Mikkel Lind beat the Belgian Ada Osei on Sunday. Osei left early. The Dane smiled."
    doc = chained(nlp, text, DANISH, BELGIAN, LIND, OSEI, ("Osei", "PERSON"))
    assert chains(doc)["Mikkel Lind"] == ["Mikkel Lind", "Dane"]
    assert chains(doc)["Dane"] == ["Dane"]


def test_of_whom_no_nationality_is_told_it_is_the_last_and_not_who_says_so(nlp: Language) -> None:
    text = "Mikkel Lind was found by a patrol. He was tired. The Dane asked for coffee."
    doc = chained(nlp, text, DANISH, LIND)
    assert chains(doc) == {"Mikkel Lind": ["Mikkel Lind", "He", "Dane"]}


def test_it_is_nobody_whom_the_article_calls_otherwise(nlp: Language) -> None:
    doc = chained(nlp, "The Belgian Ada Osei won the race. The Dane fell on a descent.", DANISH, BELGIAN, OSEI)
    assert without_chain(doc) == ["Dane"]


def test_who_is_named_behind_it(nlp: Language) -> None:
    doc = chained(nlp, "The Dane, geologist Mikkel Lind, left the prison in a car.", DANISH, LIND)
    assert chains(doc) == {"Mikkel Lind": ["Dane", "Mikkel Lind"]}


@pytest.mark.parametrize(
    "text",
    ["A court freed two Malians on Friday.", "The police arrested 11 Malians in the port on Friday."],
)
def test_several_of_a_people_are_not_their_country(nlp: Language, text: str) -> None:
    assert without_chain(chained(nlp, text, MALI)) == ["Malians"]


@pytest.mark.parametrize(
    "text",
    [
        "Malians rejected the plan on Friday.",
        "The Malians rejected the plan on Friday.",
        "Some 50,000 Malians have fled since May.",
    ],
)
def test_a_people_is_its_country(nlp: Language, text: str) -> None:
    assert without_chain(chained(nlp, text, MALI)) == []


def test_in_sport_the_plural_is_a_club_whose_country_the_article_does_not_name(nlp: Language) -> None:
    text = "Elston beat Vell 3-0 in the cup, with two goals before half-time. The Malians have lost all four matches."
    clubs = [("Elston", "ORG"), ("Vell", "ORG")]
    assert without_chain(chained(nlp, text, MALI, *clubs)) == ["Malians"]
    assert without_chain(chained(nlp, f"{text} Mali was silent.", MALI, ("Mali", "GPE", "Q912"), *clubs)) == []


def test_what_somebody_is_tells_of_the_country(nlp: Language) -> None:
    doc = chained(nlp, "Mikkel Lind, a Dane who lives here, left.", DANISH, LIND)
    assert chains(doc) == {"Mikkel Lind": ["Mikkel Lind"], "Dane": ["Dane"]}


def test_the_democrat_is_a_person_and_a_democrat_one_of_the_party(nlp: Language) -> None:
    names = [("Social Democrat", "NORP"), LIND]
    text = "Mikkel Lind spoke on Thursday. The Social Democrat told reporters that he was ready."
    assert chains(chained(nlp, text, *names)) == {"Mikkel Lind": ["Mikkel Lind", "Social Democrat", "he"]}
    assert without_chain(chained(nlp, "They would not vote for a Social Democrat.", *names)) == []
