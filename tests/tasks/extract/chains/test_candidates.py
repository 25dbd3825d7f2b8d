"""What is known of a named thing before its article is read, and what its pronouns say of it afterwards."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Span

from tasks.extract.chains.antecedents import Candidate
from tasks.extract.chains.candidates import label_by_pronouns, named_candidates
from tasks.extract.chains.kinds import kind_by_name
from tasks.extract.chains.layout import Layout
from tasks.extract.chains.naming import Thing


def candidate(nlp: Language, text: str, name: str, label: str, entity_id: str | None = None) -> Candidate:
    doc = nlp(text)
    start = text.index(name)
    chars = doc.char_span(start, start + len(name))
    thing = Thing(0, [Span(doc, chars.start, chars.end, label=label)], entity_id)
    (found,) = named_candidates([thing], [kind_by_name(label, name)], [frozenset()], Layout(doc))
    return found


@pytest.mark.parametrize(
    ("text", "name", "label", "doubtful"),
    [
        ("Linava Cargo stopped work.", "Linava Cargo", "PERSON", True),
        ("Linava Cargo stopped work. He was tired.", "Linava Cargo", "PERSON", False),
        ("The minister, Zyx Linava, stopped work.", "Zyx Linava", "PERSON", False),
        ("Kevin Sheard stopped work.", "Kevin Sheard", "ORG", True),
        ("Vell Foundation stopped work.", "Vell Foundation", "ORG", False),
        ("Vell stopped work.", "Vell", "GPE", False),
    ],
)
def test_a_person_of_whom_only_the_label_tells_may_be_a_body_and_a_body_called_kevin_a_person(
    nlp: Language, text: str, name: str, label: str, doubtful: bool
) -> None:
    assert candidate(nlp, text, name, label).doubtful is doubtful


def test_what_the_reference_table_knows_is_no_person(nlp: Language) -> None:
    assert not candidate(nlp, "Kevin Sheard stopped work.", "Kevin Sheard", "ORG", "Q1").doubtful


def test_pronouns_settle_what_is_doubtful_unless_they_disagree() -> None:
    doubtful = Candidate(0, "PERSON", "person", True, False, doubtful=True)
    doubtful.votes = {"thing": 2}
    assert label_by_pronouns("PERSON", doubtful) == "ORG"
    doubtful.votes = {"thing": 2, "male": 1}
    assert label_by_pronouns("PERSON", doubtful) == "PERSON"
    doubtful.votes = {"female": 1}
    assert label_by_pronouns("ORG", doubtful) == "PERSON"
    certain = Candidate(0, "PERSON", "person", True, False)
    certain.votes = {"thing": 2}
    assert label_by_pronouns("PERSON", certain) == "PERSON"
