"""Whom a third-person pronoun means: a transparent salience score over the things named before it.

He and she, after Lappin and Leass (1994): each mention raises its thing's salience by the weight of its grammatical
role, and salience halves with each sentence. Gender filters, binding (a subject is not its own verb's plain object)
excludes, and the best candidate must lead the next by a margin, or the pronoun stays unresolved. `Ranker` is the one
place that turns features into a score, so that a learned one can take over.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from spacy.tokens import Token

from tasks.extract.lexicon import words

#: Pronoun → the class of things that it can mean.
PRONOUNS = (
    dict.fromkeys(("he", "him", "his", "himself"), "male")
    | dict.fromkeys(("she", "her", "hers", "herself"), "female")
    | dict.fromkeys(("it", "its", "itself"), "thing")
    | dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "plural")
)
FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself"})
POSSESSIVE = words("his her hers its their theirs")
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECTS = words("dobj obj iobj dative attr oprd")
WINDOW = 8  #: sentences back in which a person is looked for
_CANDIDATES = 40  #: most recent things that are compared, so that cost stays linear
_CLIMB = 8  #: heads between "its" and the verb whose subject it takes up
_SUBJECT_REACH = 12  #: tokens before a verb among which its subject is looked for
_BODIES = {"thing": frozenset({"ORG", "GPE"}), "plural": frozenset({"ORG", "NORP"})}


class Features(NamedTuple):
    """What is known of a pronoun and a candidate. Yes and no are 1 and 0."""

    salience: float  #: roles of its mentions, halved per sentence
    same_sentence: float
    last_sentence: float
    subject: float  #: its last mention is a subject
    parallel: float  #: its last mention and the pronoun are both subjects, or both objects
    gender_known: float  #: by a title, a given name or other pronouns, and not merely possible
    prominence: float  #: how often the article names it, beside the person whom it names most, 0 to 1
    continued: float  #: the last pronoun of this class meant it
    spoke: float  #: the pronoun speaks, and this one spoke last in the paragraph


Ranker = Callable[[Features], float]

#: `spoke` is set, not searched: GUM has no news. A paragraph that changes its speaker names the new one.
WEIGHTS = Features(0.9, 0.5, 0.15, 0.2, 0.3, 0.6, 0.8, 0.4, 1.0)


def rank(features: Features) -> float:
    """Weighted sum; the weights are from a coordinate search over the biographies, interviews and speeches of GUM."""
    return sum(weight * value for weight, value in zip(WEIGHTS, features, strict=True))


@dataclass(slots=True)
class Candidate:
    """A thing as a pronoun sees it."""

    number: int
    label: str
    gender: str | None = None
    prominence: float = 0.0
    salience: float = 0.0
    sentence: int = 0
    last: Token | None = None  #: head token of its last mention
    verbs: set[int] = field(default_factory=set)  #: verb of which it was last the subject


class Resolution(NamedTuple):
    candidate: Candidate
    confidence: float


class Salience:
    """The things named so far, most recent last."""

    def __init__(self, ranker: Ranker = rank, margin: float = 0.4) -> None:
        self.ranker = ranker
        self.margin = margin
        self._recent: dict[int, Candidate] = {}
        self._continued: dict[str, int] = {}  # class → thing that the last one resolved means

    def see(self, candidate: Candidate, head: Token, sentence: int) -> None:
        """A mention of the candidate has been read."""
        while head.dep_ == "appos" and head.head.i < head.i:
            head = head.head  # in "its minister, Rasa Vilkaite, warned" the name is the subject as much as the noun
        self._recent.pop(candidate.number, None)
        self._recent[candidate.number] = candidate
        candidate.salience = candidate.salience * 0.5 ** (sentence - candidate.sentence) + _role_weight(head)
        candidate.sentence, candidate.last = sentence, head
        if head.dep_ in SUBJECTS:
            candidate.verbs = {head.head.i}

    def resolve(
        self, pronoun: Token, sentence: int, excluded: Sequence[int] = (), speaker: int | None = None
    ) -> Resolution | None:
        """The person that he or she means, with a confidence in it; null when none leads clearly.

        `speaker` is who spoke last, where the pronoun speaks in the same paragraph.
        """
        kind = PRONOUNS[pronoun.lower_]
        scored = []
        for candidate in list(reversed(self._recent.values()))[:_CANDIDATES]:
            if sentence - candidate.sentence > WINDOW or candidate.number in excluded:
                continue
            if self._fits(pronoun, kind, candidate):
                features = self._features(pronoun, kind, candidate, sentence, candidate.number == speaker)
                scored.append((self.ranker(features), -candidate.number, candidate))
        if not scored:
            return None
        scored.sort(reverse=True, key=lambda item: item[:2])
        lead = scored[0][0] - scored[1][0] if len(scored) > 1 else 2.0
        if lead < self.margin:
            return None
        best = scored[0][2]
        self._continued[kind] = best.number
        return Resolution(best, round(1 / (1 + math.exp(-1.0 - lead)), 3))

    def _fits(self, pronoun: Token, kind: str, candidate: Candidate) -> bool:
        if candidate.label != "PERSON" or candidate.gender not in (None, kind):
            return False
        if pronoun.lower_ not in POSSESSIVE and pronoun.lower_ not in REFLEXIVE and pronoun.dep_ in OBJECTS:
            return pronoun.head.i not in candidate.verbs
        return True

    def _features(self, pronoun: Token, kind: str, candidate: Candidate, sentence: int, spoke: bool) -> Features:
        last = candidate.last
        assert last is not None
        distance = sentence - candidate.sentence
        subject = last.dep_ in SUBJECTS
        return Features(
            salience=min(candidate.salience * 0.5**distance, 3.0),
            same_sentence=distance == 0,
            last_sentence=distance == 1,
            subject=subject,
            parallel=(subject and pronoun.dep_ in SUBJECTS) or (last.dep_ in OBJECTS and pronoun.dep_ in OBJECTS),
            gender_known=candidate.gender is not None,
            prominence=candidate.prominence,
            continued=self._continued.get(kind) == candidate.number,
            spoke=spoke,
        )


def governing_subject(pronoun: Token) -> Token | None:
    """The subject of the nearest verb above that has one: "Japan" for "its" in "Japan has strengthened its alliance".

    It and they mean a named thing too rarely for salience to be trusted (1 in 5 was right on biographies, interviews
    and speeches, 3 in 4 are this way), so they are resolved here alone.
    """
    own = pronoun.dep_ in SUBJECTS
    token = pronoun
    for _ in range(_CLIMB):
        if token.head.i == token.i:
            return None
        token = token.head
        if token.pos_ not in ("VERB", "AUX"):
            continue
        if own:
            own = False  # the verb whose subject the pronoun itself is
            continue
        for left in reversed(token.doc[max(0, token.i - _SUBJECT_REACH) : token.i]):
            if left.dep_ in SUBJECTS and left.head.i == token.i:
                return left
    return None


def may_mean(pronoun: Token, label: str) -> bool:
    """Whether it or they can mean a thing of that label."""
    return label in _BODIES.get(PRONOUNS[pronoun.lower_], ())


def _role_weight(head: Token) -> float:
    """Subjects before objects before the rest; a name inside another noun's phrase least (after Lappin and Leass)."""
    if head.dep_ in SUBJECTS:
        return 1.0
    if head.dep_ in OBJECTS:
        return 0.7
    if head.dep_ in ("poss", "compound", "amod", "nmod"):
        return 0.4
    return 0.5
