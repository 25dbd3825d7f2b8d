"""Facts that a text states between two entities, or a person and an office."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from tasks.extract.relations.component import find_relations
from tasks.extract.roles.component import assign_roles
from tests.tasks.extract.chains.test_component import chained

NAMES = (
    ("Ada Osborn", "PERSON"),
    ("Henry Tane", "PERSON"),
    ("Vell Group", "ORG"),
    ("Liberal", "NORP"),
    ("Vell Pact", "ORG"),
    ("NATO", "ORG"),
    ("Quad", "ORG"),
    ("Turkey", "GPE"),
    ("Japan", "GPE"),
    ("India", "GPE"),
    ("Australia", "GPE"),
    ("Finland", "GPE"),
    ("Lyon", "GPE"),
    ("France", "GPE"),
    ("Vell Accords", "LAW"),
    ("Vell Institute", "ORG"),
    ("Vell Party", "ORG"),
    ("Republican", "NORP"),
    ("European", "NORP"),
    ("Vell Front", "ORG"),
    ("Vell Assembly", "ORG"),
    ("Vell Federation", "ORG"),
)
PARTIES = ("Vell Party", "Republican")


def relations(nlp: Language, text: str) -> list[tuple[str, str, str, str]]:
    doc: Doc = assign_roles(chained(nlp, text, *NAMES))
    for chain in doc._.chains:
        chain.kind = "political_party" if chain.name in PARTIES else chain.kind
    find_relations(doc)
    return [
        (
            doc._.chains[doc._.mentions[found.subject].chain].name,
            found.predicate,
            text[found.object.start : found.object.end],
            found.status,
        )
        for found in doc._.relations
        if found.predicate != "holds_position"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NATO member Turkey objected.", ("Turkey", "member_of", "NATO", "asserted")),
        ("Turkey is a member of NATO.", ("Turkey", "member_of", "NATO", "asserted")),
        ("Turkey is not a member of NATO.", ("Turkey", "member_of", "NATO", "denied")),
        ("Finland joined NATO.", ("Finland", "member_of", "NATO", "asserted")),
        ("Finland wants to join NATO.", ("Finland", "member_of", "NATO", "proposed")),
        ("Finland, which joined NATO, left.", ("Finland", "member_of", "NATO", "asserted")),
        ("Finland, which has applied to join NATO, left.", ("Finland", "member_of", "NATO", "proposed")),
        ("Finland renewed its bid to become a member of NATO.", ("Finland", "member_of", "NATO", "proposed")),
        ("Finland left the regional bloc NATO in 2007.", ("Finland", "member_of", "NATO", "former")),
        ("Finland belongs to NATO.", ("Finland", "member_of", "NATO", "asserted")),
        ("Turkey, one of five NATO members, objected.", ("Turkey", "member_of", "NATO", "asserted")),
        ("Japan signed the Vell Accords.", ("Japan", "member_of", "Vell Accords", "asserted")),
        ("Ada Osborn joined the Vell Party.", ("Ada Osborn", "member_of", "Vell Party", "asserted")),
        ("Ada Osborn joined the Vell Group.", ("Ada Osborn", "works_for", "Vell Group", "asserted")),
        ("Republican lawmaker Ada Osborn left.", ("Ada Osborn", "member_of", "Republican", "asserted")),
        ("Ada Osborn of the Vell Party left.", ("Ada Osborn", "member_of", "Vell Party", "asserted")),
        ("Ada Osborn, R-Lyon, opposed a Republican bill.", ("Ada Osborn", "member_of", "R", "asserted")),
        ("Ada Osborn (R-Lyon) opposed a Republican bill.", ("Ada Osborn", "member_of", "R", "asserted")),
        ("Ada Osborn (Vell Party) left.", ("Ada Osborn", "member_of", "Vell Party", "asserted")),
        (
            "Ada Osborn, leader of the nationalist Vell Party movement, left.",
            ("Ada Osborn", "leads", "Vell Party", "asserted"),
        ),
        ("Ada Osborn, chairman of the Lyon Vell Party, left.", ("Ada Osborn", "member_of", "Vell Party", "asserted")),
        ("Republican leader Ada Osborn left.", ("Ada Osborn", "leads", "Republican", "asserted")),
        ("Republican governor Ada Osborn left.", ("Ada Osborn", "member_of", "Republican", "asserted")),
        ("Vell Party spokesman Ada Osborn left.", ("Ada Osborn", "works_for", "Vell Party", "asserted")),
        ("Ada Osborn had worked for the Vell Group.", ("Ada Osborn", "works_for", "Vell Group", "former")),
        ("The Vell Group named Ada Osborn chief executive.", ("Ada Osborn", "leads", "Vell Group", "asserted")),
        ("Ada Osborn worked for the Vell Group.", ("Ada Osborn", "works_for", "Vell Group", "former")),
        ("Ada Osborn, who plays for the Vell Group, left.", ("Ada Osborn", "works_for", "Vell Group", "asserted")),
        ("Ada Osborn, formerly of the Vell Group, left.", ("Ada Osborn", "works_for", "Vell Group", "former")),
        ("Ada Osborn, an associate at the Vell Group, left.", ("Ada Osborn", "works_for", "Vell Group", "asserted")),
        ("The Vell Group’s chief executive, Ada Osborn, left.", ("Ada Osborn", "leads", "Vell Group", "asserted")),
        ("Ada Osborn, a former director of the Vell Group, left.", ("Ada Osborn", "leads", "Vell Group", "former")),
        ("Vell Group secretary general Ada Osborn left.", ("Ada Osborn", "leads", "Vell Group", "asserted")),
        (
            "Ada Osborn, president of the dockers’ union Vell Group, left.",
            ("Ada Osborn", "leads", "Vell Group", "asserted"),
        ),
        ("Ada Osborn, who now heads the bank’s Vell Group, left.", ("Ada Osborn", "leads", "Vell Group", "asserted")),
        (
            "Ada Osborn is chairman and chief executive of the Vell Group.",
            ("Ada Osborn", "leads", "Vell Group", "asserted"),
        ),
        ("Ada Osborn will head the Vell Group.", ("Ada Osborn", "leads", "Vell Group", "proposed")),
        ("Ada Osborn, the president of the Vell Group, left.", ("Ada Osborn", "leads", "Vell Group", "asserted")),
        ("Vell Group CEO Ada Osborn left.", ("Ada Osborn", "leads", "Vell Group", "asserted")),
        ("Ada Osborn, the next president of France, left.", ("Ada Osborn", "leads", "France", "proposed")),
        ("Ada Osborn, a Lyon Liberal, left.", ("Ada Osborn", "member_of", "Liberal", "asserted")),
        ("Ada Osborn, of the Vell Group, left.", ("Ada Osborn", "works_for", "Vell Group", "asserted")),
        ("Ada Osborn, who leads the opposition Vell Group, left.", ("Ada Osborn", "leads", "Vell Group", "asserted")),
        ("The Vell Group, led by Ada Osborn, left.", ("Ada Osborn", "leads", "Vell Group", "asserted")),
        ("Ada Osborn led the Vell Group.", ("Ada Osborn", "leads", "Vell Group", "former")),
        (
            "They came too late. The Vell Group director Ada Osborn left.",
            ("Ada Osborn", "leads", "Vell Group", "asserted"),
        ),
        (
            "Henry Tane won. Ada Osborn, an aide to Henry Tane, left.",
            ("Ada Osborn", "works_for", "Henry Tane", "asserted"),
        ),
        ("Henry Tane spokesman Ada Osborn left.", ("Ada Osborn", "works_for", "Henry Tane", "asserted")),
        ("Ada Osborn, an analyst based in Lyon, left.", ("Ada Osborn", "based_in", "Lyon", "asserted")),
        ("Ada Osborn, a Lyon-based analyst, left.", ("Ada Osborn", "based_in", "Lyon", "asserted")),
        ("The Vell Group, a bank based in Lyon, closed.", ("Vell Group", "based_in", "Lyon", "asserted")),
        ("The Vell Group (VG), headquartered in Lyon, closed.", ("Vell Group", "based_in", "Lyon", "asserted")),
        ("The Vell Group is headquartered in Lyon.", ("Vell Group", "based_in", "Lyon", "asserted")),
        ("The Vell Group has its headquarters in Lyon.", ("Vell Group", "based_in", "Lyon", "asserted")),
        ("The doctors of the Vell Institute in Lyon left.", ("Vell Institute", "based_in", "Lyon", "asserted")),
        ("They met in Lyon, France.", ("Lyon", "located_in", "France", "asserted")),
        ("They met in Lyon, in eastern France.", ("Lyon", "located_in", "France", "asserted")),
        ("Lyon, a small town in France, slept.", ("Lyon", "located_in", "France", "asserted")),
        ("They met in the city of Lyon in France.", ("Lyon", "located_in", "France", "asserted")),
        ("Lyon, France: They met.", ("Lyon", "located_in", "France", "asserted")),
        ("Lyon, France (AFP) - They met.", ("Lyon", "located_in", "France", "asserted")),
        ("Japan, an ally of Australia, agreed.", ("Japan", "ally_of", "Australia", "asserted")),
        ("Japan, an Australia treaty ally, agreed.", ("Japan", "ally_of", "Australia", "asserted")),
    ],
)
def test_stated_relation(nlp: Language, text: str, expected: tuple[str, str, str, str]) -> None:
    assert relations(nlp, text) == [expected]


def test_a_list_of_members(nlp: Language) -> None:
    text = "He praised the Quad—consisting of Japan, Australia, and India—and left."
    assert relations(nlp, text) == [
        ("Japan", "member_of", "Quad", "asserted"),
        ("Australia", "member_of", "Quad", "asserted"),
        ("India", "member_of", "Quad", "asserted"),
    ]


def test_who_are_joined_by_and_joined_both(nlp: Language) -> None:
    assert relations(nlp, "Finland and Turkey, which joined NATO, agreed.") == [
        ("Finland", "member_of", "NATO", "asserted"),
        ("Turkey", "member_of", "NATO", "asserted"),
    ]


def test_members_of_both_and_both_members(nlp: Language) -> None:
    assert relations(nlp, "Turkey, a member of NATO and the Quad, left.") == [
        ("Turkey", "member_of", "NATO", "asserted"),
        ("Turkey", "member_of", "Quad", "asserted"),
    ]
    assert [subject for subject, *_ in relations(nlp, "Turkey and Finland, both NATO members, left.")] == [
        "Turkey",
        "Finland",
    ]


def test_several_employers_and_several_allies(nlp: Language) -> None:
    text = "Ada Osborn worked at the Vell Group and at NATO. Japan met its allies India and Australia."
    assert [(subject, thing) for subject, _, thing, _ in relations(nlp, text)] == [
        ("Ada Osborn", "Vell Group"),
        ("Ada Osborn", "NATO"),
        ("India", "its"),
        ("Australia", "its"),
    ]


def test_the_head_of_a_company_of_a_country_does_not_lead_the_country(nlp: Language) -> None:
    assert relations(nlp, "Ada Osborn, the head of a France company, left.") == []


def test_a_proposed_pact_has_proposed_members(nlp: Language) -> None:
    text = "She outlined a proposed Vell Pact between Japan and India."
    assert {status for *_, status in relations(nlp, text)} == {"proposed"}


@pytest.mark.parametrize(
    "text",
    [
        "Ada Osborn, the vice president of the Vell Group, left.",
        "Vell Group political director Ada Osborn left.",
        "Ada Osborn was the director of the Vell Group’s office in Lyon.",
        "Ada Osborn, finance director of the Vell Group, left.",
        "Ada Osborn, chief of staff of the Vell Group, left.",
        "Ada Osborn, a director of the Vell Group, left.",
        "Ada Osborn, a former Vell Group head of sales, left.",
        "Henry Tane stayed. Ada Osborn, Henry Tane's chief of staff, left.",
    ],
)
def test_who_heads_a_part_or_is_second_does_not_lead_the_whole(nlp: Language, text: str) -> None:
    assert [predicate for _, predicate, *_ in relations(nlp, text)] == ["works_for"]


@pytest.mark.parametrize(
    "text", ["Ada Osborn, the founder of the Vell Group, left.", "Vell Group candidate Ada Osborn left."]
)
def test_who_owns_or_stands_for_an_organisation_need_not_work_for_it(nlp: Language, text: str) -> None:
    assert relations(nlp, text) == []


def test_what_somebody_is_called_is_no_position(nlp: Language) -> None:
    doc = find_relations(assign_roles(chained(nlp, "Henry Tane critic Ada Osborn left.", *NAMES)))
    assert doc._.relations == []


@pytest.mark.parametrize(
    "text",
    [
        "They met in Japan, Australia and India.",
        "They met in Lyon, in France's words a town.",
        "She left Lyon in France's worst year.",
        "Ada Osborn visited NATO.",
        "Ada Osborn led the Vell Group's march.",
        "Ada Osborn led the Vell Group to defeat.",
        "Ada Osborn leads Lyon by two points.",
        "Ada Osborn visited the Vell Group in Lyon.",
        "Ada Osborn left the Vell Group offices.",
        "Ada Osborn, author of a study in the Vell Group, left.",
        "Ada Osborn, the MP for the Vell Institute, left.",
        "Ada Osborn, an aide to Henry Tane's wife, left.",
        "Ada Osborn, a board member of the Vell Group, left.",
        "Ada Osborn, a member of the Vell Group's panel, left.",
        "Ada Osborn, a staff member for the Vell Party, left.",
        "Turkey, who leads Lyon, left.",
        "Turkey criticised a member of NATO.",
        "Talks between Japan and India failed.",
    ],
)
def test_what_is_not_stated_is_no_relation(nlp: Language, text: str) -> None:
    assert relations(nlp, text) == []


def test_the_office_itself_is_a_position(nlp: Language) -> None:
    text = "Ada Osborn, the president of the Vell Group, left."
    doc = find_relations(assign_roles(chained(nlp, text, *NAMES)))
    (position,) = (found for found in doc._.relations if found.predicate == "holds_position")
    assert text[position.object.start : position.object.end] == "president of the Vell Group"
    assert position.object_mention is None
    assert text[position.evidence.start : position.evidence.end].startswith("Ada Osborn")


def test_initial_of_a_party_that_the_article_never_names_states_no_membership(nlp: Language) -> None:
    assert relations(nlp, "Ada Osborn, R-Lyon, opposed a bill.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Henry Tane will buy the Vell Group, which is based in Lyon.", ("Vell Group", "based_in", "Lyon", "asserted")),
        (
            "The Vell Group, which will be sold to Henry Tane, is based in Lyon.",
            ("Vell Group", "based_in", "Lyon", "asserted"),
        ),
        ("Japan's ally Turkey refused to pay.", ("Turkey", "ally_of", "Japan", "asserted")),
        ("Henry Tane denied that Turkey had joined NATO.", ("Turkey", "member_of", "NATO", "denied")),
    ],
)
def test_status_is_that_of_the_clause_which_states_the_fact(
    nlp: Language, text: str, expected: tuple[str, str, str, str]
) -> None:
    assert expected in relations(nlp, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Vell Group is located in Lyon.", ("Vell Group", "based_in", "Lyon", "asserted")),
        ("Finland is no longer a member of NATO.", ("Finland", "member_of", "NATO", "former")),
        ("Ada Osborn is no longer chairwoman of the Vell Group.", ("Ada Osborn", "leads", "Vell Group", "former")),
        ("Turkey, a country allied with Japan, objected.", ("Turkey", "ally_of", "Japan", "asserted")),
        ("Ada Osborn, of the Vell Front party, left.", ("Ada Osborn", "member_of", "Vell Front", "asserted")),
        (
            "Ada Osborn, a former adviser to European Chancellor Henry Tane, left.",
            ("Ada Osborn", "works_for", "Henry Tane", "former"),
        ),
        ("The chief, Ada Osborn, joined the Vell Group.", ("Ada Osborn", "works_for", "Vell Group", "asserted")),
        ("Ada Osborn worked for Henry Tane in 2016.", ("Ada Osborn", "works_for", "Henry Tane", "former")),
        ("The Vell Group is run by Ada Osborn.", ("Ada Osborn", "leads", "Vell Group", "asserted")),
        ("Finland, a member of the European bloc NATO, left.", ("Finland", "member_of", "NATO", "asserted")),
        ("Ada Osborn of the firm Vell Group left.", ("Ada Osborn", "works_for", "Vell Group", "asserted")),
        ("Ada Osborn of the Lyon-based Vell Group left.", ("Ada Osborn", "works_for", "Vell Group", "asserted")),
        ("He left the Vell Institute, a laboratory in Lyon.", ("Vell Institute", "based_in", "Lyon", "asserted")),
        (
            "Ada Osborn, a former prime minister of France, left.",
            ("Ada Osborn", "leads", "France", "former"),
        ),
        ("Mayor Ada Osborn, of the Vell Front, left.", ("Ada Osborn", "member_of", "Vell Front", "asserted")),
        (
            "Ada Osborn, a deputy in the Vell Assembly, left.",
            ("Ada Osborn", "member_of", "Vell Assembly", "asserted"),
        ),
        ("The Vell Group joined the Vell Federation.", ("Vell Group", "member_of", "Vell Federation", "asserted")),
    ],
)
def test_what_is_named_behind_what_it_is(nlp: Language, text: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in relations(nlp, text)


@pytest.mark.parametrize(
    ("text", "predicate", "evidence"),
    [
        ("Henry Tane praised NATO, which Finland left.", "member_of", "NATO, which Finland left"),
        (
            "The Vell Group named Ada Osborn as chairwoman.",
            "leads",
            "Vell Group named Ada Osborn as chairwoman",
        ),
    ],
)
def test_evidence_holds_both_ends_and_the_verb(nlp: Language, text: str, predicate: str, evidence: str) -> None:
    doc = find_relations(assign_roles(chained(nlp, text, *NAMES)))
    assert [text[slice(*r.evidence)] for r in doc._.relations if r.predicate == predicate] == [evidence]
