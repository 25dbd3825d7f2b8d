"""The mentions of one article by where they stand."""

from __future__ import annotations

from functools import cached_property

from spacy.tokens import Doc

from tasks.extract.annotations import Chain, Mention
from tasks.extract.positions import Positions


class Mentioned:
    """Which mention stands at a token, and which tokens are a mention's.

    spans: the mentions' tokens; mention_at: token → index of the resolved name or nominal mention that covers it.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.mentions: list[Mention] = doc._.mentions
        self.chains: list[Chain] = doc._.chains
        self.tokens = Positions(doc)
        self.spans = [self.tokens.span(mention.chars) for mention in self.mentions]
        self.mention_at: dict[int, int] = {}
        for number, mention in enumerate(self.mentions):
            if mention.kind != "pronoun" and mention.chain is not None:
                span = self.spans[number]
                self.mention_at.update(dict.fromkeys(range(span.start, span.end), number))

    @cached_property
    def pronoun_at(self) -> dict[int, int]:
        """Token → index of the resolved pronoun there."""
        resolved = (n for n, m in enumerate(self.mentions) if m.kind == "pronoun" and m.chain is not None)
        return {self.spans[number].start: number for number in resolved}

    def is_person(self, token_index: int) -> bool:
        number = self.mention_at.get(token_index)
        return number is not None and self.mentions[number].label == "PERSON"
