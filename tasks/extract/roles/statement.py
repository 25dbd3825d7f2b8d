"""What is stated of an office: whose it is, where, and whether it is still held."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from tasks.extract.annotations import Chars
from tasks.extract.lexicon import words
from tasks.extract.mentioned import Mentioned
from tasks.extract.roles.affiliation import affiliation, appointer
from tasks.extract.roles.phrases import cut, without_loose_ends
from tasks.extract.roles.status import status_of
from tasks.extract.roles.words import DESCRIPTIONS, PARTISANS, is_plural, is_role

_SUPERLATIVES = words("best last latest least most only worst")
_ANYBODY = words("any each either every neither no")


@dataclass(frozen=True, slots=True)
class RoleStatement:
    """The text gives a person an office."""

    mention: int  #: index in `doc._.mentions`
    role: Span  #: without determiner and possessor
    affiliation: int | None  #: index of the mention, in the role or before it, of whom the person belongs to
    head: Token  #: "leader" of "leader of the ruling party"
    status: str  #: asserted, former, proposed or denied
    evidence: Chars
    kind: str  #: before | apposition | clause

    @property
    def is_office(self) -> bool:
        """Whether the head is an office or occupation, and not a mere description ("critic", "a Liberal")."""
        return self.head.lemma_.casefold() not in DESCRIPTIONS | PARTISANS


def stated_by_phrase(
    mentioned: Mentioned, number: int, phrase: Span, head: Token, kind: str, span: Span, verb: Token | None = None
) -> Iterator[RoleStatement]:
    """Cut the phrase to the role, and see what it says of the office."""
    if any(token.lower_ == "than" for token in phrase):  # "a stronger candidate than"
        return
    left = {token.lower_ for token in phrase if token.i < head.i}
    if left & _SUPERLATIVES:  # "the only senator", but "the first woman president"
        return
    phrase = cut(mentioned, phrase, head)
    outer = Chars(min(span.start_char, phrase.start_char), max(span.end_char, phrase.end_char))
    yield from stated(mentioned, number, phrase, head, kind, outer, verb)


def stated(
    mentioned: Mentioned, number: int, phrase: Span, head: Token, kind: str, evidence: Chars, verb: Token | None = None
) -> Iterator[RoleStatement]:
    role = without_loose_ends(mentioned, phrase, head)
    if role is not None:
        belongs = affiliation(mentioned, phrase, head, mentioned.mentions[number].chain)
        if belongs is None and verb is not None:
            belongs = appointer(mentioned, verb)
        lead = phrase.start
        if belongs is not None and mentioned.spans[belongs].end in (lead, lead - 1):
            lead = mentioned.spans[belongs].start  # "former Henry Tane adviser"
        since = phrase.start if verb is None else max(verb.i, min(mentioned.spans[number].end, phrase.start))
        status = status_of(phrase, lead, since, head, verb)
        yield RoleStatement(number, role, belongs, head, status, evidence, kind)


def of_nobody(mentioned: Mentioned, head: Token, inside: Collection[int]) -> tuple[str | None, str | None]:
    """Role and affiliation in a phrase that names nobody: "a Vell Group official", "her spokesman".

    head: the phrase's; inside: its tokens. What is said of several ("officials of the Vell Group") is no role.
    """
    if not is_role(head) or head.lemma_.casefold() in DESCRIPTIONS | PARTISANS:
        return None, None
    phrase = cut(mentioned, mentioned.doc[min(inside) : max(inside) + 1], head)
    of_several = is_plural(head) or any(token.lower_ in _ANYBODY for token in head.lefts)
    role = None if of_several else without_loose_ends(mentioned, phrase, head)
    number = affiliation(mentioned, phrase, head, None)
    chain = None if number is None else mentioned.mentions[number].chain
    return " ".join(role.text.split()) if role else None, None if chain is None else mentioned.chains[chain].name
