"""Stances: what a claim is for or against, where a cue word says so and its object is at hand.

Few and right: a stance needs a word of the lexicon that takes a side ("endorsed", "critical of") as the claim's cue, or
as the main verb of what the speaker says of themselves ("we oppose …"), and a noun phrase as its object. Who might
support something, or did not endorse it, takes no side.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Token

from tasks.extract.annotations import Attribution, Chars, Stance, token_span
from tasks.extract.claims import cue_head
from tasks.extract.clauses import heads, is_infinitive, main_verb, modality, negated, phrase
from tasks.extract.cues import LIGHT_VERBS, lemma, look_up, words

#: States of mind, whose negation is the contrary stance, held less firmly; a deed not done ("did not endorse") is none.
STATES = words("agree approve back favor favour support supportive")
NEGATED_STRENGTH = 0.5
FIRST_PERSON = words("i we")
ACCUSING = words("accuse blame fault")
#: "declined to take sides on": what is taken, and what may stand before it.
SIDES = words("position side stance stand")
DECLINING = words("avoid decline refuse")
OBJECT_PREPOSITIONS = words("of for to against on about toward towards in over")


@Language.factory(
    "onrecord_stances",
    requires=["token.dep", "token.lemma", "token.pos", "doc._.attributions", "doc._.mentions", "doc._.chains"],
    assigns=["doc._.stances"],
)
def make_stances(nlp: Language, name: str) -> Stances:
    return Stances()


class Stances:
    """Writes `doc._.stances`, at most one a claim and target: what the cue says comes before what the content says."""

    def __call__(self, doc: Doc) -> Doc:
        naming = _mentions_by_head(doc)
        doc._.stances = []
        for number, claim in enumerate(doc._.attributions):
            if not claim.source:
                continue
            taken: set[Chars] = set()
            own = None if claim.speaker_mention is None else doc._.mentions[claim.speaker_mention].chain
            for word in _predicates(doc, claim, naming, own):
                found = _leaning(word)
                target = _target(found[1], word, naming, own) if found else None
                if found and target and target[0] not in taken:
                    taken.add(target[0])
                    side = "support" if found[0] > 0 else "oppose" if found[0] < 0 else "neutral"
                    doc._.stances.append(Stance(number, *target, stance=side, score=found[0]))
        return doc


def _predicates(doc: Doc, claim: Attribution, naming: dict[int, int], own: int | None) -> Iterator[Token]:
    """The words of a claim that may tell the side of its speaker, who is the chain `own`."""
    head = cue_head([token for span in claim.cue for token in token_span(doc, span)])
    if head is not None:
        yield head
        if head.lemma_ in LIGHT_VERBS | DECLINING:  # voiced opposition, declined to take sides
            yield from (c for c in head.children if c.dep_ in ("dobj", "acomp", "attr", "xcomp"))
    main = main_verb([token for span in claim.content for token in token_span(doc, span)])
    if main is None or main == head:
        return
    for subject in main.children:
        if subject.dep_ == "nsubj":
            named = doc._.mentions[naming[subject.i]].chain if subject.i in naming else None
            quoted = claim.quote_kind != "indirect" and subject.lower_ in FIRST_PERSON
            if quoted or (own is not None and named == own):
                yield main


def _leaning(word: Token) -> tuple[float, Token] | None:
    """How far `word` leans, from -1 to 1, and the head of what it leans on; None when it takes no side."""
    cue, preposition = look_up(word)
    sides = next((c for c in word.children if c.dep_ == "dobj" and c.lemma_ in SIDES), None)
    if sides is not None and lemma(word) == "take" and (negated(word) or word.head.lemma_ in DECLINING):
        target = _object_of(sides) or _object_of(word)
        return (0.0, target) if target else None
    if cue is None or cue.stance is None or modality(word) in ("possible", "necessary") or _conditional(word):
        return None
    target = _object(word, preposition)
    if target is None:
        return None
    if not negated(word) and not (word.dep_ == "xcomp" and word.head.lemma_ in DECLINING):
        return cue.stance, target
    return (-cue.stance * NEGATED_STRENGTH, target) if lemma(word) in STATES else None


def _conditional(word: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ in ("if", "whether", "unless") for child in word.children)


def _object(word: Token, preposition: Token | None) -> Token | None:
    """The head of what `word` is directed at: its object, what a passive verb's subject is, or its preposition's."""
    if preposition is not None:
        return next((c for c in preposition.children if c.dep_ == "pobj"), None)
    if word.pos_ not in ("VERB", "AUX"):
        return _object_of(word)
    passive = any(child.dep_ == "auxpass" for child in word.children)
    return next((c for c in word.children if c.dep_ == ("nsubjpass" if passive else "dobj")), None)


def _object_of(word: Token) -> Token | None:
    for child in word.children:
        if child.dep_ == "prep" and child.lower_ in OBJECT_PREPOSITIONS:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _target(head: Token, word: Token, naming: dict[int, int], own: int | None) -> tuple[Chars, int | None] | None:
    """The target's span and, where it is a resolved thing, its mention; None for who is speaking or cannot be told.

    What is demanded or proposed is an issue: "demanded Smith resign" is for the resignation, not for Smith.
    """
    cue, _ = look_up(word)
    if cue is not None and cue.act in ("demand", "propose") and (head.i in naming or _to_do(head) or _to_do(word)):
        return None
    mentions = head.doc._.mentions
    number = naming.get(head.i)
    if number is not None and mentions[number].chain is not None:
        return None if mentions[number].chain == own else (mentions[number].chars, number)
    if head.pos_ != "NOUN" or (number is not None and mentions[number].label == "PERSON"):
        return None  # an unresolved pronoun, name or person is neither an entity nor an issue
    charges = [c for c in head.rights if c.dep_ == "prep" and (c.lemma_ == "as" or _charges(word, c))]
    return phrase(head, {c.i for c in charges}), None


def _to_do(word: Token) -> bool:
    """Whether an infinitive follows: "called for ministers to resign"."""
    return any(is_infinitive(child) for child in word.rights)


def _charges(word: Token, preposition: Token) -> bool:
    """Whether the preposition brings what somebody is praised or accused of and not more of their name."""
    return lemma(word) in ACCUSING or any(child.dep_ == "pcomp" for child in preposition.children)


def _mentions_by_head(doc: Doc) -> dict[int, int]:
    """The mention, if any, that each token heads; a resolved one first."""
    found: dict[int, int] = {}
    for number, mention in sorted(enumerate(doc._.mentions), key=lambda item: (item[1].chain is None, item[0])):
        found.setdefault(heads(list(token_span(doc, mention.chars)))[0].i, number)
    return found
