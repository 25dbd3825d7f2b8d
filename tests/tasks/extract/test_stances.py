"""Stances on invented sentences: (stance, target); mentions stand in for the chains of a whole pipeline."""

import pytest
from spacy.tokens import Doc

from tasks.extract.annotations import Chain, Chars, Mention
from tasks.extract.stances import Stances
from tests.tasks.extract.test_claims import claim

PEOPLE = ("Bell", "Nord Council", "Hansen", "he")  # chain 0, 1, 2; "he" is Bell


def stances(nlp, marked: str) -> list[tuple[str, str, bool]]:
    """(stance, target, whether it is an entity) of the one claim that `marked` holds."""
    text = "".join(c for c in marked if c not in "{}[]<>")
    mentions = []
    for chain, name in enumerate(PEOPLE):
        at = text.find(f" {name} ") + 1 or (0 if text.startswith(name) else -1)
        if at >= 0:
            kind = "pronoun" if name == "he" else "name"
            mentions.append(Mention(Chars(at, at + len(name)), kind=kind, label="PERSON", chain=chain % 3))
    chains = [Chain(name, "PERSON", "person", f"local:{name}") for name in PEOPLE[:3]]
    doc, _ = claim(nlp, marked, mentions=mentions, chains=chains)
    found = Stances()(doc)._.stances
    assert all((s.score > 0) - (s.score < 0) == {"support": 1, "oppose": -1, "neutral": 0}[s.stance] for s in found)
    return [(s.stance, doc.text[s.target.start : s.target.end], s.target_mention is not None) for s in found]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{Bell} [endorsed] <Hansen for the post>.", ("support", "Hansen", True)),
        ("{Bell} [dismissed] <the idea as premature>.", ("oppose", "the idea", False)),
        ("{Bell} [called for] <a ban on fireworks>.", ("support", "a ban on fireworks", False)),
        ("{Bell} [accused] <the board of hiding losses>.", ("oppose", "the board", False)),
        ("{Bell} [was critical of] <the proposal>.", ("oppose", "the proposal", False)),
        ("{Bell} [voiced support for] <the proposal>.", ("support", "the proposal", False)),
        ("{Bell} [does not support] <the proposal>.", ("oppose", "the proposal", False)),
        ("<The proposal> [was condemned by] {Bell}.", ("oppose", "The proposal", False)),
        ('<"We oppose the tax,"> {Bell} [said].', ("oppose", "the tax", False)),
        ("{Bell} [said] <that he opposed the tax>.", ("oppose", "the tax", False)),
        ("{Bell} [refused to take sides on] <the tax>.", ("neutral", "the tax", False)),
        ("{Bell} [was neutral on] <the tax>.", ("neutral", "the tax", False)),
    ],
)
def test_a_side_taken_in_so_many_words(nlp, marked: str, expected: tuple[str, str, bool]):
    assert stances(nlp, marked) == [expected]


@pytest.mark.parametrize(
    "marked",
    [
        "{Bell} [said] <that rents fell>.",
        "{Bell} [might endorse] <the proposal>.",
        "{Bell} [did not endorse] <the proposal>.",
        "{Bell} [declined to endorse] <Hansen for the post>.",
        "{Bell} [said] <that Hansen opposed the tax>.",
        "{Bell} [asked] <whether he supports the tax>.",
        "{Bell} [called for] <Hansen to resign>.",
        "{Bell} [condemned] <it>.",
        "The tax [is opposed].",
    ],
)
def test_no_side_is_guessed(nlp, marked: str):
    marked = marked if "<" in marked else f"<{marked[:8]}>{marked[8:]}"
    assert stances(nlp, marked) == []


def test_a_claim_without_a_source_has_nobody_to_hold_a_stance(nlp):
    assert stances(nlp, "[Criticism of] <the proposal> grew.") == []


def test_one_target_has_one_stance_a_claim(nlp):
    assert stances(nlp, "{Bell} [voiced support] <for the plan>.") == [("support", "the plan", False)]


def test_no_claims_no_stances(nlp):
    assert Stances()(Doc(nlp.vocab, words=["No", "claims"]))._.stances == []
