"""What a pronoun's candidates are known by."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Span

from tasks.extract.annotations import Attribution, Chars
from tasks.extract.chains.antecedents import Decision, Features
from tasks.extract.chains.component import Chains
from tasks.extract.chains.ranker import NOTHING

TEXT = 'Ada Osborn said Mara Lind was tired. "She asked for tea," Osborn said.'


def place(text: str, words: str, last: bool = False) -> Chars:
    start = text.rindex(words) if last else text.index(words)
    return Chars(start, start + len(words))


def features_of(nlp: Language, text: str, claims: list[Attribution]) -> dict[str, Features]:
    """Of each name what it is as an antecedent of the first "She"."""
    doc = nlp(text)
    names = [doc.char_span(*place(text, name), label="PERSON") for name in ("Ada Osborn", "Mara Lind")]
    short = doc.char_span(*place(text, "Osborn", last=True), label="PERSON")
    doc.set_ents([span for span in (*names, short) if isinstance(span, Span)])
    doc._.attributions = claims
    found: list[Decision] = []

    def nothing(decision: Decision):
        found.append(decision)
        return NOTHING

    Chains(nothing)(doc)
    (decision,) = (decision for decision in found if decision.mention.text == "She")
    names_of = {0: "Ada Osborn", 1: "Mara Lind"}
    return {
        names_of[candidate.number]: features
        for candidate, features in zip(decision.candidates, decision.features, strict=True)
        if candidate.number is not None
    }


def told_before(text: str) -> Attribution:
    return Attribution((place(text, "Mara Lind was tired"),), (place(text, "said"),), (place(text, "Ada Osborn"),))


def test_who_was_told_of_by_the_same_speaker_is_known(nlp: Language) -> None:
    quoted = Attribution((place(TEXT, '"She asked for tea,"'),), (), (place(TEXT, "Osborn", last=True),))
    found = features_of(nlp, TEXT, [told_before(TEXT), quoted])
    assert found["Mara Lind"].told_of
    assert "Ada Osborn" not in found  # who speaks of herself says "I"


def test_a_pronoun_behind_the_quotation_is_perhaps_who_spoke_last(nlp: Language) -> None:
    text = TEXT.replace('," Osborn said', '," she said of Osborn')
    quoted = Attribution((place(text, '"She asked for tea,"'),), (), (place(text, "she", last=True),))
    found = features_of(nlp, text, [told_before(text), quoted])
    assert found["Ada Osborn"].perhaps_tells
    assert found["Ada Osborn"].only_spoke
    assert found["Mara Lind"].told_of
    assert not found["Mara Lind"].perhaps_tells
    assert not found["Mara Lind"].only_spoke
