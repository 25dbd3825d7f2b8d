"""Whom a claim's source means, on invented sentences whose source is marked: {source} said <content>."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from tasks.extract.annotations import Attribution, Chars
from tasks.extract.claims.component import Claims
from tasks.extract.roles.component import assign_roles
from tests.tasks.extract.chains.test_component import chained

NAMES = (
    ("Ada Osborn", "PERSON"),
    ("Henry Vell", "PERSON"),
    ("Osborn", "PERSON"),
    ("Vell Group", "ORG"),
    ("Vell Times", "ORG"),
    ("Norway", "GPE"),
    ("Liberals", "NORP"),
    ("Liberal", "NORP"),
)


def spoken(nlp: Language, marked: str) -> tuple[Doc, Attribution]:
    """The one claim of a text: {source}, <content>; the cue is the first "said"."""
    text = "".join(c for c in marked if c not in "{}<>")
    places = {mark: marked.index(mark) - sum(marked[: marked.index(mark)].count(c) for c in "{}<>") for mark in "{}<>"}
    doc = chained(nlp, text, *NAMES)
    cue = text.index("said")
    doc._.attributions = [
        Attribution(
            content=(Chars(places["<"], places[">"]),),
            cue=(Chars(cue, cue + 4),),
            source=(Chars(places["{"], places["}"]),),
        )
    ]
    (found,) = Claims()(assign_roles(doc))._.attributions
    return doc, found


def name(doc: Doc, claim: Attribution) -> str | None:
    chain = None if claim.speaker_mention is None else doc._.mentions[claim.speaker_mention].chain
    return None if chain is None else doc._.chains[chain].name


@pytest.mark.parametrize(
    ("marked", "whole"),
    [
        ("Norway{’s second-largest harbour} said <it was shut>.", "Norway’s second-largest harbour"),
        ("Norway{’s} harbour, it said <it was shut>, is small.", "Norway"),
        ("{Ada Osborn herself} said <it was shut>.", "Ada Osborn"),
        ("Your {letter} said <it was shut>.", "Your letter"),
        ("The {Vell Group} spokesman said <it was shut>.", "The Vell Group spokesman"),
        ("{Ada Osborn, who} said <it was shut>, left.", "Ada Osborn"),
        ("<“It was shut,”> said {Ada Osborn, a nurse, as she waited} outside.", "Ada Osborn, a nurse"),
        ("<‘It was shut’>, said {Ada Osborn as she waited} outside.", "Ada Osborn"),
        ("{Osborn’s} camp left. It said <it was shut>.", "Osborn"),
        ("{The Vell Group,} on Friday, said <it was shut>.", "The Vell Group"),
        (
            "{two tenants who wanted no names to} be printed said <it was shut>.",
            "two tenants who wanted no names to be printed",
        ),
        ("{Ada Osborn, who lives} on Vell Street, said <it was shut>.", "Ada Osborn, who lives on Vell Street"),
        ("{Ada Osborn, who was not} involved, said <it was shut>.", "Ada Osborn, who was not involved"),
        ("{“Ada Osborn”} said <it was shut>.", "“Ada Osborn”"),
        ("{officials} said <it was shut>.", "officials"),
        ("Only {12}% said <it was shut>.", "12%"),
        ("{Most} of the tenants said <it was shut>.", "Most of the tenants"),
        ("The tenants, {many} of whom said <it was shut>, left.", "many of whom"),
        ("It was {the third time Osborn} said <it was shut>.", "Osborn"),
        ("“<It was shut,>” said {Ada Osborn} of the bridge.", "Ada Osborn"),
        ("Osborn, {a business lobby}, said <it was shut>.", "Osborn, a business lobby"),
        ("“<It was shut,>” she said. {Ada Osborn} left.", "she"),
        ("{Ada Osborn, a local} critic of the plan, said <it was shut>.", "Ada Osborn, a local critic of the plan"),
        ("{The tenants and the owners} said <it was shut>.", "The tenants and the owners"),
        (
            "{The mayor of Norway’s capital, Ada Osborn,} said <it was shut>.",
            "The mayor of Norway’s capital, Ada Osborn",
        ),
    ],
)
def test_a_source_is_a_whole_noun_phrase(nlp: Language, marked: str, whole: str) -> None:
    doc, found = spoken(nlp, marked)
    assert [doc.text[start:end] for start, end in found.source] == [whole]


def test_a_source_of_nothing_but_marks_is_none(nlp: Language) -> None:
    assert spoken(nlp, "It was she{,} who said <it was shut>.")[1].source == ()


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{Ada Osborn} said <it was shut>.", "Ada Osborn"),
        ("{Ada Osborn, the mayor of Vell,} said <it was shut>.", "Ada Osborn"),
        ("{The new mayor, Ada Osborn,} said <it was shut>.", "Ada Osborn"),
        ("Ada Osborn, {who} said <it was shut>, left.", "Ada Osborn"),
        ("Ada Osborn, the mayor {who} said <it was shut>, left.", "Ada Osborn"),
        ("{Liberals} said <it was shut>.", "Liberals"),
        ("{The powerful Vell Group union} said <it was shut>.", "Vell Group"),
    ],
)
def test_the_speaker_is_whom_the_phrase_names(nlp: Language, marked: str, expected: str) -> None:
    doc, found = spoken(nlp, marked)
    assert name(doc, found) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "{Allies of Ada Osborn} said <it was shut>.",
        "{The Vell Group workers} said <it was shut>.",
        "{Ada Osborn and Henry Vell} said <it was shut>.",
        "{Most Liberals} said <it was shut>.",
        "{Liberals} who feared a loss said <it was shut>.",
        "{One Liberal} said <it was shut>.",
        "{A person familiar with the matter} said <it was shut>.",
    ],
)
def test_several_some_and_nobody_in_particular_are_no_entity(nlp: Language, marked: str) -> None:
    assert spoken(nlp, marked)[1].speaker_mention is None


def test_an_answer_is_by_the_one_person_in_the_headline(nlp: Language) -> None:
    text = "Talking with Ada Osborn\n\nQ: What has Henry Vell said?\n\n{A}: <It was shut.>"
    doc, found = spoken(nlp, text)
    assert name(doc, found) == "Ada Osborn"
    both = text.replace("Osborn\n", "Osborn and Henry Vell\n")
    assert spoken(nlp, both)[1].speaker_mention is None


def test_initials_stand_for_the_one_person_whose_they_are(nlp: Language) -> None:
    doc, found = spoken(nlp, "Ada Osborn talks to Henry Vell\n\n{AO}: <It was shut.>\n\nHe said no.")
    assert name(doc, found) == "Ada Osborn"
    assert (
        spoken(nlp, "Ada Osborn talks to Henry Vell\n\n{AX}: <It was shut.>\n\nHe said no.")[1].speaker_mention is None
    )


def test_an_article_alone_names_nobody(nlp: Language) -> None:
    doc, found = spoken(nlp, "“<I am tired,>” {the 24-year-old} said.")
    assert found.named is not None
    assert doc.text[slice(*found.named)] == "the 24-year-old"


def test_a_relative_pronoun_stands_for_its_noun(nlp: Language) -> None:
    doc, found = spoken(nlp, "A Vell Group official, {who} said <it was shut>, left.")
    assert found.named is not None
    assert doc.text[slice(*found.named)] == "A Vell Group official"
    assert (found.speaker_role, found.speaker_affiliation) == ("Vell Group official", "Vell Group")


@pytest.mark.parametrize(
    ("marked", "named"),
    [
        ("Fishing crews in Vell, {which} say it was said <to be shut>, left.", "Fishing crews in Vell"),
        ("A crew in Vell, {which} says it was said <to be shut>, left.", "Vell"),
    ],
)
def test_a_relative_pronoun_stands_for_the_noun_in_its_number(nlp: Language, marked: str, named: str) -> None:
    doc, found = spoken(nlp, marked)
    assert found.named is not None
    assert doc.text[slice(*found.named)] == named


def test_what_is_told_of_a_speaker_is_no_name(nlp: Language) -> None:
    doc, found = spoken(nlp, "{Two tenants who wanted no names} said <it was shut>.")
    assert found.named is not None
    assert doc.text[slice(*found.named)] == "Two tenants"


@pytest.mark.parametrize(
    ("marked", "named"),
    [
        ("{A federal judge on Tuesday} said <it was shut>.", "A federal judge"),
        ("{A report on schools} said <it was shut>.", "A report on schools"),
    ],
)
def test_the_day_behind_a_speaker_is_when_it_was_said(nlp: Language, marked: str, named: str) -> None:
    doc, found = spoken(nlp, marked)
    assert found.named is not None
    assert doc.text[slice(*found.named)] == named


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{A spokeswoman for the Vell Group} said <it was shut>.", ("spokeswoman for the Vell Group", "Vell Group")),
        ("Henry Vell left. {His spokesman} said <it was shut>.", ("spokesman", "Henry Vell")),
        ("{Ada Osborn’s lawyer} said <it was shut>.", ("lawyer", "Ada Osborn")),
        ("{Vell Group officials} said <it was shut>.", (None, "Vell Group")),
        ("{Any judge} said <it was shut>.", (None, None)),
        ("{A tenant} said <it was shut>.", (None, None)),
    ],
)
def test_office_and_affiliation_of_who_is_not_named(nlp: Language, marked: str, expected: tuple[str, str]) -> None:
    _, found = spoken(nlp, marked)
    assert (found.speaker_role, found.speaker_affiliation) == expected


@pytest.mark.parametrize(
    ("marked", "whom"),
    [
        ("{The president of the Vell Group, Ada Osborn}, said <it was shut>.", "Ada Osborn"),
        ("{Her daughter, the novelist Ada Osborn}, said <it was shut>.", "Ada Osborn"),
        ("{Prosecutor Ada Osborn QC} said <it was shut>.", "Ada Osborn"),
        ("{A tenant of the Vell Group} said <it was shut>.", None),
    ],
)
def test_who_is_named_beside_an_office_or_a_relative_speaks(nlp: Language, marked: str, whom: str | None) -> None:
    assert name(*spoken(nlp, marked)) == whom
