"""Gold as answers to the run-time reader's decisions: which of its candidates each mention takes up.

Gold are GUM's chains, what the pronouns of some of PolNeAR's articles mean, and the pronouns and nominals of our own
(gold/pronouns).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc

from tasks.evaluate.coreference import aligned
from tasks.evaluate.documents import GoldDocument, Mention
from tasks.extract.chains.antecedents import Decision, Features
from tasks.extract.chains.component import Chains, Chooser, named_things
from tasks.extract.chains.ranker import NOTHING, Choice
from tasks.extract.knowledge.reference_table import ReferenceTable


@dataclass(frozen=True)
class Example:
    """A decision with its answer. `features`: candidates × features; `setting`: one row."""

    document: str
    kind: str
    features: np.ndarray
    setting: np.ndarray
    right: np.ndarray  #: bool, one a candidate and a last one for none
    named: np.ndarray  #: bool, one a candidate


class Gold:
    """Which gold chain each candidate of one document belongs to."""

    def __init__(self, doc: Doc, gold: GoldDocument) -> None:
        self.pronouns = {m.start: m.chain for m in gold.mentions if m.pronoun}
        self.heads: dict[int, str] = {}  # token that heads a gold mention → its chain
        for mention in sorted(gold.mentions, key=lambda m: m.start - m.end):  # the shorter phrase of one head last
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is not None:
                self.heads[span.root.i] = mention.chain
        self.things = _chains_of_things(doc, gold)

    def chain(self, decision: Decision) -> str | None:
        """The gold chain of the decision's mention; null for one that gold does not mark ("it rains")."""
        token = decision.mention
        return self.heads.get(token.i) if decision.kind == "nominal" else self.pronouns.get(token.idx)

    def right(self, decision: Decision) -> np.ndarray:
        chain = self.chain(decision)
        fits = [chain is not None and self._chain_of(c.number, c.last) == chain for c in decision.candidates]
        return np.array([*fits, not any(fits)])

    def _chain_of(self, number: int | None, last: object) -> str | None:
        return self.heads.get(last.i) if number is None else self.things[number]  # type: ignore[attr-defined]


def _chains_of_things(doc: Doc, gold: GoldDocument) -> list[str | None]:
    """For each named thing the gold chain that most of its names belong to."""
    things, _ = named_things(doc)
    spans = [(thing.number, span) for thing in things for span in thing.names]
    pairs = aligned(gold.mentions, [Mention(span.start_char, span.end_char, "name") for _, span in spans])
    votes: list[Counter[str]] = [Counter() for _ in things]
    for index, (number, _) in enumerate(spans):
        if index in pairs:
            votes[number][gold.mentions[pairs[index]].chain] += 1
    return [counts.most_common(1)[0][0] if counts else None for counts in votes]


def examples(doc: Doc, gold: GoldDocument, reference: ReferenceTable, choose: Chooser | None = None) -> list[Example]:
    """Every decision of a document. The reader goes on with the answers of `choose`, or with the right ones."""
    answers = Gold(doc, gold)
    found: list[Example] = []

    def answer(decision: Decision) -> Choice:
        right = answers.right(decision)
        found.append(
            Example(
                gold.name,
                decision.kind,
                np.array(decision.features, dtype=float).reshape(-1, len(Features._fields)),
                np.array(decision.setting, dtype=float),
                right,
                np.array([c.number is not None for c in decision.candidates], dtype=bool),
            )
        )
        if choose is not None:
            return choose(decision)
        return NOTHING if right[-1] else Choice(int(right.argmax()), {int(right.argmax()): 1.0})

    Chains(answer, reference)(doc)
    return found
