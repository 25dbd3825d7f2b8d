import pytest
from spacy.tokens import Doc

from schemas.ids import local_entity_id
from tasks.extract.annotations import Chain
from tasks.extract.namesakes import setting, tell_apart
from tasks.extract.sport import is_about_sport


@pytest.mark.parametrize(
    ("roles", "of_sport", "told"),
    [
        ({"midfielder"}, False, "sport"),
        ({"midfielder", "captain"}, True, "sport"),
        ({"captain"}, False, None),  # of a ship, or of the police
        ({"midfielder", "senator"}, True, None),
        (set(), True, "sport"),
        (set(), False, None),
        ({"farmer"}, False, "private"),
        ({"farmer", "senator"}, False, None),
        ({"judge"}, False, None),
    ],
)
def test_roles_tell_the_setting(roles, of_sport, told):
    assert setting(roles, of_sport) == told


def doc_of(nlp, text: str, chain: Chain) -> Doc:
    doc = nlp.make_doc(text)
    doc._.chains = [chain]
    return doc


REPORT = "Vance scored twice as Vell Town won the match and went to the top of the league."


@pytest.mark.parametrize(
    ("text", "about_sport"),
    [
        (REPORT, True),
        (REPORT + " They spoke of taxes." * 100, False),
        ("Goal! Goal! Goal! The goal of the minister is a goal.", False),
    ],
)
def test_a_report_of_sport_has_several_words_of_it(nlp, text, about_sport):
    assert is_about_sport([token.lower_ for token in nlp.make_doc(text)]) is about_sport


def test_an_athlete_is_not_the_politician_of_that_name(nlp):
    named = local_entity_id("person", "Ada Vance")
    assert tell_apart(doc_of(nlp, REPORT, Chain("Ada Vance", "PERSON", "person", named)))._.chains[0].entity_id != named
    assert (
        tell_apart(doc_of(nlp, "Vance spoke.", Chain("Ada Vance", "PERSON", "person", named)))._.chains[0].entity_id
        == named
    )


def test_who_is_in_a_reference_table_keeps_the_id(nlp):
    assert tell_apart(doc_of(nlp, REPORT, Chain("Ada Vance", "PERSON", "person", "Q1")))._.chains[0].entity_id == "Q1"
    club = Chain("Vell Town", "ORG", "organisation", local_entity_id("organisation", "Vell Town"))
    assert tell_apart(doc_of(nlp, REPORT, club))._.chains[0].entity_id == club.entity_id
