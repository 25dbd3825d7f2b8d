"""Ideas of a named thing: "the notion of a Nordic Bank" is of the bank, and so is "the idea" after it."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from tasks.extract.chains.nominals import phrase
from tasks.extract.lexicon import words

IDEAS = words("concept idea notion plan proposal prospect scheme suggestion vision")
#: Paragraphs after which "the idea" may be another.
_NEAR = 2


def thought_of(noun: Token) -> Token | None:
    """The head of what an idea is of, where that is one thing yet to be: "the notion of a Nordic Bank".

    "The plan of the Nordic Bank" is that bank's plan, and tells of no other.
    """
    if noun.lower_ not in IDEAS:
        return None
    prepositions = (child for child in noun.rights if child.lower_ in ("of", "for"))
    things = (child for preposition in prepositions for child in preposition.rights if child.dep_ == "pobj")
    return next((thing for thing in things if any(child.lower_ in ("a", "an") for child in thing.lefts)), None)


class Ideas:
    """The idea that an article told of last, read from left to right."""

    def __init__(self) -> None:
        self.thing: int | None = None
        self.paragraph = 0

    def taken_up(self, noun: Token, paragraph: int, resolved: Mapping[int, int]) -> int | None:
        """The thing that "the idea" is of; null for a noun that means nothing of the kind.

        resolved: token → number of the thing that it names.
        """
        if noun.lower_ not in IDEAS:
            return None
        head = thought_of(noun)
        bare = phrase(noun) is not None and all(child.dep_ == "det" for child in noun.lefts)
        if head is not None or not bare:
            self.thing, self.paragraph = resolved.get(head.i) if head is not None else None, paragraph
            return None
        if paragraph - self.paragraph > _NEAR:
            return None
        self.paragraph = paragraph
        return self.thing
