"""Names whose kind a noun beside them tells."""

from __future__ import annotations

import pytest

from tasks.extract.knowledge.reference_table import ReferenceTable
from tasks.extract.names.designators import designated, drop_descriptions, is_team, relabel_designated
from tasks.extract.names.tokens import Found, Name, Tokens
from tests.tasks.extract.names.test_component import doc_of


@pytest.fixture(scope="module")
def table() -> ReferenceTable:
    return ReferenceTable.load()


def found_in(text: str, *ents: tuple[str, str]) -> tuple[Tokens, Found]:
    doc = doc_of(text, *ents)
    found = Found()
    for ent in doc.ents:
        found.put(Name(ent.start, ent.end, ent.label_))
    return Tokens(doc), found


@pytest.mark.parametrize(
    ("text", "name", "was", "label"),
    [
        ("people read the newspaper Vela then", "Vela", "PERSON", "ORG"),
        ("people read the journal Vela then", "Vela", "PERSON", "ORG"),
        ("people of Vela, a subsidiary of Orvell, met", "Vela", "PERSON", "ORG"),
        ("people saw Long Vela, a 1998 film, then", "Long Vela", "ORG", "WORK_OF_ART"),
        ("people crossed the Vela bridge then", "Vela", "PERSON", "FAC"),
        ("people of Vela newspaper met", "Vela", "PERSON", "ORG"),
        ("people of the city of Vela met", "Vela", "PERSON", "GPE"),
        ("people in Turkic, they said", "Turkic", "NORP", "GPE"),
        ("people met FC Vela then", "FC Vela", "PERSON", "ORG"),
        ("people met striker Vela then", "Vela", "ORG", "PERSON"),
        ("they met Vell Bank’s Ada Okafor, who left", "Ada Okafor", "ORG", "PERSON"),
        ("they met Vell Bank’s Harbour Guild, which left", "Harbour Guild", "ORG", None),
        ("the finance minister, Karin Vela, left", "Karin Vela", "ORG", "PERSON"),
        ("my colleague Bjorn Hall left", "Bjorn Hall", "FAC", "PERSON"),
        ("they met in Bjorn Hall then", "Bjorn Hall", "FAC", None),
        ("they met at the Estádio do Vela", "Estádio do Vela", "PERSON", "FAC"),
        ("people met Vela then", "Vela", "PERSON", None),
        ("a Lisbon newspaper met them", "Lisbon", "GPE", None),
        ("a retired magistrate Jean-Marc Tabi, who left", "Jean-Marc Tabi", "ORG", "PERSON"),
        ("a teacher, identified only as SM, left", "SM", "ORG", "PERSON"),
        ("a group, known only as SM, left", "SM", "ORG", None),
        ("people known as SM then", "SM", "ORG", None),
        ("a law by Inez Vela, a deputy of theirs", "Inez Vela", "PRODUCT", "PERSON"),
        ("a law by Inez Vela, a developer of theirs", "Inez Vela", "PRODUCT", None),
        ("a poll by the Korvu, they said", "Korvu", "PERSON", "ORG"),
        ("a poll by the Korvu campaign, they said", "Korvu", "PERSON", None),
        ("a poll by the Korvu, and Korvu left", "Korvu", "PERSON", None),
        ("Korvu, the largest of them, left", "Korvu", "NORP", "ORG"),
        ("Korvu, the people of it, left", "Korvu", "NORP", None),
        ("shares in Korvu fell", "Korvu", "GPE", "ORG"),
        ("people saw Korvu’s shares fall", "Korvu", "GPE", "ORG"),
        ("people saw Korvu’s streets then", "Korvu", "GPE", None),
        ("Korvu, a fund in it, left", "Korvu", "PERSON", "ORG"),
        ("Korvu, a farmer, left", "Korvu", "GPE", "PERSON"),
        ("they crossed the Korvu mountains then", "Korvu", "ORG", "LOC"),
        ("they crossed Korvu mountains then", "Korvu", "ORG", None),
        ("the insurer, Korvu, left", "Korvu", "PERSON", "ORG"),
        ("Korvu, the Vellish insurer, left", "Korvu", "GPE", "ORG"),
        ("Korvu, a city of theirs, left", "Korvu", "ORG", "GPE"),
        ("Korvu, which met them, left", "Korvu", "PERSON", "ORG"),
        ("the opposition Korvu party left", "Korvu", "PERSON", "ORG"),
        ("then Korvu police met them", "Korvu", "PERSON", "GPE"),
        ("they flew to Venus then", "Venus", "PERSON", "LOC"),
        ("the insurer, Robert, left", "Robert", "PERSON", None),
        ("a group calling itself Black Korvu left", "Black Korvu", "PRODUCT", "ORG"),
        ("a commentator for Korvu left", "Korvu", "LOC", "ORG"),
        ("a lawyer for Korvu left", "Korvu", "PERSON", None),
        ("an analyst at Korvu left", "Korvu", "PERSON", "ORG"),
        ("an analyst at Korvu left", "Korvu", "GPE", None),
        ("a guard at the Korvu left", "Korvu", "FAC", None),
        ("people worked at Korvu then", "Korvu", "PERSON", "ORG"),
        ("the Spanish team Korvu left", "Korvu", "PERSON", "ORG"),
        ("the Korvu Pact was signed", "Korvu Pact", "WORK_OF_ART", "LAW"),
    ],
)
def test_the_noun_beside_a_name(text, name, was, label):
    tokens, found = found_in(text, (name, was))
    (entity,) = found
    assert designated(tokens, entity, found) == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("they met Vela's Tom Eide then", "ORG"),
        ("they met Vela's mother Tom Eide", None),
        ("they met Vela CEO Tom Eide then", "ORG"),
        ("they met Vela spokesman Tom Eide then", None),
    ],
)
def test_who_has_a_person_is_no_person(text, label):
    tokens, found = found_in(text, ("Vela", "PERSON"), ("Tom Eide", "PERSON"))
    assert designated(tokens, next(iter(found)), found) == label


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("Norland beat Vela 3–1 then", True), ("Norland beat Vela then", False), ("Vela had 3–1", False)],
)
def test_who_was_beaten_with_a_score_is_a_team(text, is_one):
    tokens, found = found_in(text, ("Vela", "PERSON"))
    (name,) = found
    assert is_team(tokens, name, found) is is_one


def test_what_one_place_tells_holds_for_the_document(table):
    tokens, found = found_in("the newspaper Vela met. Vela left.", ("Vela", "PERSON"), ("Vela", "PERSON"))
    relabel_designated(tokens, found, table)
    assert [name.label for name in found] == ["ORG", "ORG"]


def test_a_team_is_called_without_its_mark_too(table):
    tokens, found = found_in("they met FC Vela. Vela left.", ("FC Vela", "ORG"), ("Vela", "PERSON"))
    relabel_designated(tokens, found, table)
    assert [name.label for name in found] == ["ORG", "ORG"]


def test_whom_the_document_names_in_full_stays_a_person(table):
    text = "Ada Vela met them. The newspaper Vela left."
    tokens, found = found_in(text, ("Ada Vela", "PERSON"), ("Vela", "PERSON"))
    relabel_designated(tokens, found, table)
    assert [name.label for name in found] == ["PERSON", "PERSON"]


@pytest.mark.parametrize(
    ("text", "ents", "kept"),
    [
        (
            "They met Vell Motors. Carmaker Vell Motors left.",
            [("Vell Motors", "ORG"), ("Carmaker Vell Motors", "ORG")],
            ["Vell Motors", "Vell Motors"],
        ),
        ("Carmaker Vell Motors left.", [("Carmaker Vell Motors", "ORG")], ["Carmaker Vell Motors"]),
        ("Justice met them. They like justice.", [("Justice", "ORG")], []),
        ("They met. Midfielder Korvu left.", [("Midfielder Korvu", "PERSON")], ["Korvu"]),
        ("They met. Dean Korvu left.", [("Dean Korvu", "PERSON")], ["Dean Korvu"]),
        ("They met Assistant U.S. Attorney Osei.", [("Assistant", "ORG"), ("Osei", "PERSON")], ["Osei"]),
        ("Defense attorney Osei left.", [("Defense", "ORG"), ("Osei", "PERSON")], ["Osei"]),
        ("They met. Striker Bravo left.", [("Striker", "PERSON"), ("Bravo", "PERSON")], ["Bravo"]),
    ],
)
def test_a_noun_that_begins_a_sentence_is_no_name(table, text, ents, kept):
    tokens, found = found_in(text, *ents)
    drop_descriptions(tokens, found, table)
    assert [tokens.text(name.start, name.end) for name in found] == kept


@pytest.mark.parametrize(
    ("text", "name", "label", "told"),
    [
        ("They saw the tanker Vela there", "Vela", "GPE", "PRODUCT"),
        ("They saw how the Vela Osei sank", "Vela Osei", "PERSON", "PRODUCT"),
        ("They met the Vela-based group", "Vela", "ORG", "GPE"),
        ("The province of Vela met", "Vela", "ORG", "GPE"),
        ("In one village, Vela, they met", "Vela", "ORG", "GPE"),
        ("They left the province, Vela went", "Vela", "PERSON", None),
        ("After the 2013 Vela earthquake they met", "Vela", "ORG", "GPE"),
        ("A Vela Osborn poll told it", "Vela Osborn", "PERSON", "ORG"),
        ("They met the author of “Chip War,” there", "Chip War", "EVENT", "WORK_OF_ART"),
        ("They saw the end of “Chip War,” there", "Chip War", "EVENT", None),
        ("Norland Vela are fifth", "Norland Vela", "PERSON", "ORG"),
        ("Osborn and Norland Vela are there", "Norland Vela", "PERSON", None),
        ("They met a Lutheran pastor", "Lutheran", "ORG", "NORP"),
        ("They met near Mount Vela there", "Mount Vela", "GPE", "LOC"),
        ("They saw the Vela Fault there", "Vela Fault", "ORG", "LOC"),
        ("They met at Vela International there", "Vela International", "FAC", "ORG"),
        ("They won the Vela Prize there", "Vela Prize", "ORG", "WORK_OF_ART"),
        ("The Vela News met", "Vela News", "ORG", None),
        ("Vela, a payments start-up, met them", "Vela", "PERSON", "ORG"),
        ("Vela, a fishing village, met them", "Vela", "PERSON", "GPE"),
        ("Vela, a leader of the group, met them", "Vela", "PERSON", None),
        ("Her company, Vela, met them", "Vela", "GPE", "ORG"),
        ("They saw INS Vela there", "INS Vela", "PERSON", "PRODUCT"),
        ("Cyclone Vela left", "Cyclone Vela", "PERSON", "EVENT"),
        ("The Council of Vela met", "Council of Vela", "PERSON", "ORG"),
        ("They met people in Vela.", "Vela", "ORG", "GPE"),
        ("They have a stake in Vela.", "Vela", "ORG", None),
        ("They read it in Velosophy.", "Velosophy", "ORG", None),
        ("They told the newspaper Vela there", "Vela", "PRODUCT", "ORG"),
        ("Its president, Vela's president, Ada Osborn, met", "Vela", "PERSON", None),
    ],
)
def test_what_a_names_words_or_neighbours_tell(text, name, label, told):
    tokens, found = found_in(text, (name, label))
    (one,) = found
    assert designated(tokens, one, found) == told


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Vela's president, Ada Osborn, met them", True),
        ("Vela's spokesman, Ada Osborn, met them", False),
        ("Vela Chairman Ada Osborn met them", True),
    ],
)
def test_who_has_a_head_is_no_person(text, owner):
    tokens, found = found_in(text, ("Vela", "PERSON"), ("Ada Osborn", "PERSON"))
    one = next(iter(found))
    assert (designated(tokens, one, found) == "ORG") is owner


def test_a_family_is_named_by_the_plural_of_its_surname(table):
    tokens, found = found_in("they met Ada Velo. The Velos left.", ("Ada Velo", "PERSON"), ("Velos", "ORG"))
    relabel_designated(tokens, found, table)
    assert [name.label for name in found] == ["PERSON", "PERSON"]


def test_what_is_listed_with_a_place_is_one():
    tokens, found = found_in("the ports of Assab and Vela.", ("Assab", "GPE"), ("Vela", "ORG"))
    assert [designated(tokens, name, found) for name in found] == [None, "GPE"]


def test_who_is_told_to_be_a_person_is_one_by_the_surname_too(table):
    tokens, found = found_in("striker Ada Velo met. Velo left.", ("Ada Velo", "ORG"), ("Velo", "ORG"))
    relabel_designated(tokens, found, table)
    assert [name.label for name in found] == ["PERSON", "PERSON"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("they met the Korvu Foundation. Korvu left.", "ORG"),
        ("they met the Korvu Foundation. Mr Korvu left.", "PERSON"),
        ("they met the Korvu Ministry. Korvu left.", "PERSON"),
    ],
)
def test_a_body_is_called_by_its_first_word_again(table, text, label):
    full = text.split(".")[0].removeprefix("they met the ")
    tokens, found = found_in(text, (full, "ORG"), ("Korvu", "PERSON"))
    relabel_designated(tokens, found, table)
    assert list(found)[-1].label == label


@pytest.mark.parametrize(
    ("text", "beside", "told"),
    [
        ("the Harbour Guild Council and Korvu left", "Harbour Guild Council", "ORG"),
        ("the Harbour Guild Council and Robert left", "Harbour Guild Council", None),
        ("Harbour and Korvu left", "Harbour", None),
    ],
)
def test_what_and_joins_to_a_body_is_one(text, beside, told):
    other = text.split()[-2]
    tokens, found = found_in(text, (beside, "ORG"), (other, "PERSON"))
    assert designated(tokens, list(found)[-1], found) == told


def test_a_storm_is_called_by_its_last_word(table):
    tokens, found = found_in("Cyclone Vela formed. Then Vela left.", ("Cyclone Vela", "PERSON"), ("Vela", "PERSON"))
    relabel_designated(tokens, found, table)
    assert [name.label for name in found] == ["EVENT", "EVENT"]


def test_a_party_before_its_legislator_is_a_body():
    tokens, found = found_in("people met Vela MP Ada Okafor", ("Vela", "PERSON"), ("Ada Okafor", "PERSON"))
    assert designated(tokens, next(iter(found)), found) == "ORG"
