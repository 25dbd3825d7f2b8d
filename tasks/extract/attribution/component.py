"""Attributions: who is reported to say what, as spans that a trained model finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import minibatch

import models
from tasks.extract.annotations import Attribution, Chars
from tasks.extract.attribution.asked import asked
from tasks.extract.attribution.receptions import receptions
from tasks.extract.attribution.second_acts import with_second_acts
from tasks.extract.attribution.sentiments import sentiments
from tasks.extract.attribution.signed import with_signed
from tasks.extract.attribution.trailing import trailing
from tasks.extract.attribution.transcripts import with_turns
from tasks.extract.positions import text_of

if TYPE_CHECKING:
    from tasks.extract.attribution.model import PredictedClaim

#: The model that comes with OnRecord; models/attribution/README.md says how it was made and how good it is.
MODEL = Path(models.__file__).with_name("attribution")


class ClaimModel(Protocol):
    """Finds the claims of article texts, an article's whatever else is asked for (`attribution/model.py`)."""

    def predict(self, texts: Sequence[str]) -> list[list[PredictedClaim]]: ...


@Language.factory("onrecord_attribution", assigns=["doc._.attributions"], default_config={"model": None})
def make_attribution(nlp: Language, name: str, model: str | None) -> AttributionComponent:
    """`model` is the folder of a trained model; null for the one that comes with OnRecord.

    Raises:
        OSError: there is no model in the folder.
    """
    from tasks.extract.attribution.model import AttributionModel  # onnxruntime, only where a model is used

    return AttributionComponent(AttributionModel.load(Path(model) if model else MODEL))


class AttributionComponent:
    """Writes `doc._.attributions`: content, cue, source, confidence and parent; `claims` completes them."""

    def __init__(self, model: ClaimModel) -> None:
        self.model = model

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        """Articles in groups of `batch_size`, so that the model finds windows of one length."""
        for group in minibatch(docs, batch_size):
            for doc, claims in zip(group, self.model.predict([text_of(doc) for doc in group]), strict=True):
                self._write(doc, claims)
                yield doc

    def _write(self, doc: Doc, claims: Sequence[PredictedClaim]) -> None:
        found = [
            Attribution(
                content=joined(claim.content),
                cue=joined(claim.cue),
                source=joined(claim.source),
                confidence=claim.confidence,
                parent=claim.parent,
            )
            for claim in claims
        ]
        if doc.has_annotation("DEP"):
            found = with_second_acts(doc, found)
            found += list(sentiments(doc, found))
            found += list(receptions(doc, found))
            found += list(asked(doc, found))
            found += list(trailing(doc, found))
        text = text_of(doc)
        doc._.attributions = with_turns(text, with_signed(text, found))


def joined(spans: Iterable[tuple[int, int]]) -> tuple[Chars, ...]:
    """The spans in text order, those that touch or overlap made one."""
    out: list[Chars] = []
    for start, end in sorted(spans):
        if out and start <= out[-1].end:
            out[-1] = Chars(out[-1].start, max(end, out[-1].end))
        elif start < end:
            out.append(Chars(start, end))
    return tuple(out)
