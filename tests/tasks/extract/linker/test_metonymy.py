"""Capitals: the government or the city, on hand-built parses."""

import pytest
import spacy
from spacy.tokens import Doc, Span

from tasks.extract.knowledge.reference_table import ReferenceTable
from tasks.extract.linker.component import Linker
from tasks.extract.linker.metonymy import stands_for_government

VOCAB = spacy.blank("en").vocab
SAID = (["Tokyo", "said", "no"], [1, 1, 1], ["nsubj", "ROOT", "dobj"], ["Tokyo", "say", "no"])
SLEEPS = (["Tokyo", "sleeps", "late"], [1, 1, 1], ["nsubj", "ROOT", "advmod"], ["Tokyo", "sleep", "late"])
IN = (["talks", "in", "Tokyo"], [0, 0, 1], ["ROOT", "prep", "pobj"], ["talk", "in", "Tokyo"])
WITH = (["talks", "with", "Tokyo"], [0, 0, 1], ["ROOT", "prep", "pobj"], ["talk", "with", "Tokyo"])
FLIGHT = (["flights", "to", "Tokyo"], [0, 0, 1], ["ROOT", "prep", "pobj"], ["flight", "to", "Tokyo"])
BETWEEN = (
    ["ties", "between", "Seoul", "and", "Tokyo"],
    [0, 0, 1, 2, 2],
    ["ROOT", "prep", "pobj", "cc", "conj"],
    ["tie", "between", "Seoul", "and", "Tokyo"],
)
POLICY = (["Tokyo", "'s", "policy"], [2, 0, 2], ["poss", "case", "ROOT"], ["Tokyo", "'s", "policy"])
SUBWAY = (["Tokyo", "'s", "subway"], [2, 0, 2], ["poss", "case", "ROOT"], ["Tokyo", "'s", "subway"])
URGED = (["they", "urged", "Tokyo"], [1, 1, 1], ["nsubj", "ROOT", "dobj"], ["they", "urge", "Tokyo"])
DROPPED = (
    ["Tokyo", "dropped", "its", "demand"],
    [1, 1, 3, 1],
    ["nsubj", "ROOT", "poss", "dobj"],
    ["Tokyo", "drop", "its", "demand"],
)
WORRIED = (["Tokyo", "was", "worried"], [1, 1, 1], ["nsubj", "ROOT", "acomp"], ["Tokyo", "be", "worried"])
OF = (["approval", "of", "Tokyo"], [0, 0, 1], ["ROOT", "prep", "pobj"], ["approval", "of", "Tokyo"])
HOSTS = (
    ["Tokyo", "has", "its", "port"],
    [1, 1, 3, 1],
    ["nsubj", "ROOT", "poss", "dobj"],
    ["Tokyo", "have", "its", "port"],
)
COLD = (["Tokyo", "was", "cold"], [1, 1, 1], ["nsubj", "ROOT", "acomp"], ["Tokyo", "be", "cold"])
LEFT = (["they", "left", "Tokyo"], [1, 1, 1], ["nsubj", "ROOT", "dobj"], ["they", "leave", "Tokyo"])


def parsed(tokens, heads, deps, lemmas, capital="Tokyo"):
    pos = [
        "PROPN" if word[0].isupper() else "VERB" if dep == "ROOT" else "NOUN"
        for word, dep in zip(tokens, deps, strict=True)
    ]
    doc = Doc(VOCAB, words=tokens, heads=heads, deps=deps, lemmas=lemmas, pos=pos)
    at = tokens.index(capital)
    doc.set_ents([Span(doc, at, at + 1, label="GPE")])
    return doc


@pytest.mark.parametrize("sentence", [SAID, WITH, BETWEEN, POLICY, URGED, DROPPED, WORRIED, OF])
def test_the_government(sentence):
    assert stands_for_government(parsed(*sentence).ents[0])


@pytest.mark.parametrize("sentence", [SLEEPS, IN, FLIGHT, SUBWAY, LEFT, HOSTS, COLD])
def test_the_city(sentence):
    assert not stands_for_government(parsed(*sentence).ents[0])


def test_the_link_is_the_countrys():
    linker = Linker(ReferenceTable.load())
    assert linker(parsed(*SAID)).ents[0].kb_id_ == "Q17"
    city = linker(parsed(*IN)).ents[0].kb_id_
    assert linker.table.get(city).name == "Tokyo"


def test_a_capital_of_several_stays_the_city():
    brussels = [["Brussels" if word == "Tokyo" else word for word in part] for part in (SAID[0], SAID[3])]
    assert not stands_for_government(parsed(brussels[0], SAID[1], SAID[2], brussels[1], "Brussels").ents[0])


@pytest.mark.parametrize("head", [["TOKYO", "said"], ["Tokyo", "–"]])
def test_a_dateline_is_the_city(head):
    """The parser takes it for the subject of the sentence that follows."""
    sentence = ([*head, "yes"], [1, 1, 1], ["nsubj", "ROOT", "dobj"], [head[0], "say", "yes"])
    assert not stands_for_government(parsed(*sentence, capital=head[0]).ents[0])
