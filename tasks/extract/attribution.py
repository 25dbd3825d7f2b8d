"""Attributions: who is reported to say what, as spans. Which attributor finds them is one line of the config."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import minibatch

from tasks.extract.annotations import Attribution, Chars
from tasks.extract.attribution_rules import attributions

if TYPE_CHECKING:
    from tasks.extract.attribution_model import PredictedClaim

#: Finds the attributions of several Docs at once: one list a Doc, spans in characters of its text.
Attributor = Callable[[Sequence[Doc]], list[list[Attribution]]]


@Language.factory(
    "onrecord_attribution",
    requires=["doc.sents", "token.dep", "token.lemma", "token.pos"],
    assigns=["doc._.attributions"],
    default_config={"model": None},
)
def make_attribution(nlp: Language, name: str, model: str | None) -> AttributionComponent:
    """`model` is the folder of a trained model; without one, rules find the attributions."""
    return AttributionComponent(trained(Path(model)) if model else by_rules)


class AttributionComponent:
    """Writes `doc._.attributions`: content, cue, source, confidence and parent; `claims` completes them."""

    def __init__(self, attributor: Attributor) -> None:
        self.attributor = attributor

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        for docs in minibatch(stream, size=batch_size):
            for doc, found in zip(docs, self.attributor(docs), strict=True):
                doc._.attributions = found
                yield doc


def by_rules(docs: Sequence[Doc]) -> list[list[Attribution]]:
    return [attributions(doc) for doc in docs]


def trained(folder: Path) -> Attributor:
    """The attributor that a trained model in `folder` makes.

    Raises:
        FileNotFoundError: there is no model in `folder`.
    """
    from tasks.extract.attribution_model import AttributionModel  # onnxruntime, only where a model is used

    model = AttributionModel.load(folder)

    def attribute(docs: Sequence[Doc]) -> list[list[Attribution]]:
        return [[_attribution(claim) for claim in claims] for claims in model.predict([doc.text for doc in docs])]

    return attribute


def _attribution(claim: PredictedClaim) -> Attribution:
    return Attribution(
        content=joined(claim.content),
        cue=joined(claim.cue),
        source=joined(claim.source),
        confidence=claim.confidence,
        parent=claim.parent,
    )


def joined(spans: Iterable[tuple[int, int]]) -> tuple[Chars, ...]:
    """The spans in text order, those that touch or overlap made one."""
    out: list[Chars] = []
    for start, end in sorted(spans):
        if out and start <= out[-1].end:
            out[-1] = Chars(out[-1].start, max(end, out[-1].end))
        elif start < end:
            out.append(Chars(start, end))
    return tuple(out)
