"""Whom a claim's source means: its whole noun phrase, the mention that names them, what the phrase says of them.

A source that names nobody in particular ("officials", "a person familiar with the matter") keeps its words and has no
entity, and so has one that means several ("Bell and Osborn") or only some of a group ("most Liberals").
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from tasks.extract.annotations import Chars, chars
from tasks.extract.attribution.transcripts import ANSWERS
from tasks.extract.attribution.windows import paragraph_spans
from tasks.extract.clauses import heads, phrase
from tasks.extract.lexicon import words
from tasks.extract.mentioned import Mentioned
from tasks.extract.names.designators import ORGANISATIONS
from tasks.extract.names.words import HONOURS
from tasks.extract.positions import text_of
from tasks.extract.roles.statement import of_nobody
from tasks.extract.roles.words import is_role

RELATIVE = ("WDT", "WP", "WP$")
#: What stands before a noun and belongs to it.
BEFORE_NOUNS = words("amod case compound det nmod nummod poss predet preconj quantmod")
_NESTED = 3  #: appositions within one another
FOCUS = words("also especially even just only particularly")
OPENING, CLOSING = frozenset('"“‘([`'), frozenset("\"”’)]'")


@dataclass(frozen=True, slots=True)
class Speaker:
    """What a source says of who is speaking."""

    named: Chars | None = None  #: the words that name the speaker, without what is told of them
    mention: int | None = None  #: index in `doc._.mentions`
    role: str | None = None
    affiliation: str | None = None


class Speakers:
    """Reads the sources of one article."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.mentioned = Mentioned(doc)
        self.mention: dict[int, int] = {}  # token -> the shortest mention that covers it, resolved ones first
        order = sorted(
            enumerate(self.mentioned.mentions),
            key=lambda im: (im[1].chain is None, im[1].chars.end - im[1].chars.start, im[0]),
        )
        for number, _ in order:
            span = self.mentioned.spans[number]
            for i in range(span.start, span.end):
                self.mention.setdefault(i, number)

    def whole(self, span: Chars, taken: Collection[int], verbs: Sequence[Token] = ()) -> Chars | None:
        """The noun phrase that `span` means, clear of `taken`; None when nothing of a noun phrase is in it.

        What the span cuts off is put back ("Your" of "Your letter", the owner before "’s", "of whom" behind "many"),
        what it has too much of is left out ("Osborn, who", "the Times’", "the third time" of "the third time Osborn",
        where Osborn is the subject of one of `verbs`).
        """
        tokens = self.mentioned.tokens.span(span)
        start, end = tokens.start, tokens.end
        for first in (subject.left_edge.i for subject in parted_subjects(verbs)):
            if start < first < end and not any(token.pos_ in ("VERB", "AUX") for token in self.doc[start:first]):
                start = first
        if tokens[0].dep_ == "case" and tokens[0].head.i not in taken:
            start = min(start, tokens[0].head.i)  # the owner before "’s"
        while end - start > 1 and self._trails(self.doc[end - 1], start):
            end -= 1
        while start < end and self._leads(self.doc[start], end):
            start += 1
        end = self._before_adjunct(start, end)
        if start == end or all(token.is_punct or token.is_space for token in self.doc[start:end]):
            return None
        head = heads(list(self.doc[start:end]))[0]
        for leaning in (head, self.doc[end - 1]):
            while leaning.dep_ in ("amod", "compound", "det", "nummod") and end <= leaning.head.i < end + 3:
                rest = self.doc[end : leaning.head.i + 1]
                if any(token.i in taken or (token.is_punct and token.text != "%") for token in rest):
                    break
                leaning, end = leaning.head, leaning.head.i + 1
        head = heads(list(self.doc[start:end]))[0]
        if head.dep_ == "appos" and head.head.ent_type_ and not head.ent_type_ and head.head in parted_subjects(verbs):
            start = min(start, head.head.left_edge.i)  # "a lobby" of "Osborn, a lobby, said"
        while not self.doc[start].is_sent_start and self._belongs(self.doc[start - 1], start, end, taken):
            start -= 1
        end = self._with_clause(start, self._with_complement(start, end, taken), taken)
        return chars(self.doc[start:end])

    def _before_adjunct(self, start: int, end: int) -> int:
        """Where a phrase ends before what goes with the cue.

        "as Osborn" in "identified by the board as Osborn", "as he waited" in "said Osborn, a carpenter, as he waited".
        """
        for token in self.doc[start + 1 : end]:
            before = token.nbor(-1)
            noun = token.dep_ == "prep" and before.pos_ in ("NOUN", "PROPN") and not start <= token.head.i < end
            parted = before.text == "," or before.pos_ == "PROPN"
            clause = token.dep_ == "mark" and parted and not start <= token.head.head.i < end
            if token.lower_ in ("as", "while") and (noun or clause):
                return before.i if before.text == "," else token.i
        return end

    def _with_complement(self, start: int, end: int, taken: Collection[int]) -> int:
        """Where a phrase ends with the "of …" that follows it."""
        of = self.doc[end] if end < len(self.doc) else None
        if of is None or of.lower_ != "of" or not start <= of.head.i < end or of.i in taken:
            return end
        if of.head.ent_type_ == "PERSON":  # "said Bell of the tenants": they are what it is about
            return end
        noun = next((child for child in of.rights if child.dep_ == "pobj"), None)
        if noun is None:
            return end
        last = self.mentioned.tokens.span(phrase(noun, taken, begin=of))
        return last.end if last.start == end else end

    def _with_clause(self, start: int, end: int, taken: Collection[int]) -> int:
        """Where a phrase ends with all of the relative clause that it breaks off: "Bell, who lives" on Ninth Street."""
        for token in self.doc[start + 1 : end]:
            verb = token.head if token.head.dep_ == "relcl" else token  # behind it: "Bell, who was not" there
            if verb.dep_ == "relcl" and start <= verb.head.i < verb.left_edge.i < end <= verb.right_edge.i:
                stop = next((i for i in range(end, verb.right_edge.i + 1) if i in taken), verb.right_edge.i + 1)
                while stop > end and (self.doc[stop - 1].is_punct or self.doc[stop - 1].is_space):
                    stop -= 1
                return stop
        return end

    def _trails(self, token: Token, start: int) -> bool:
        """Whether a phrase that began at `start` does not go on to `token`."""
        if token.text in CLOSING and token.tag_ != "POS":
            return not any(before.text in OPENING for before in self.doc[start : token.i])
        return (
            token.is_space
            or token.is_punct
            or token.tag_ in ("POS", "TO", "IN", *RELATIVE)
            or token.pos_ in ("CCONJ", "SCONJ", "ADP")
            or token.lower_.endswith(("self", "selves"))
        )

    def _leads(self, token: Token, end: int) -> bool:
        """Whether a phrase that ends at `end` begins only behind `token`."""
        if token.text in OPENING:
            return not any(after.text in CLOSING for after in self.doc[token.i + 1 : end])
        if token.dep_ in ("preconj", "det", "case") or token.tag_ == "POS":
            return False
        outside = token.pos_ in ("CCONJ", "SCONJ") or token.dep_ in ("prep", "agent", "mark")
        return token.is_space or token.is_punct or token.lower_ in FOCUS or (outside and token.i + 1 < end)

    def _belongs(self, token: Token, start: int, end: int, taken: Collection[int]) -> bool:
        """Whether the token before a phrase is part of it."""
        if token.i in taken or token.is_space or token.dep_ not in BEFORE_NOUNS:
            return False
        return start <= token.head.i < end and (not token.is_punct or token.text == "-")

    def read(self, source: list[Token], taken: Collection[int]) -> Speaker:
        """Who the source's tokens mean."""
        found = [head for head in heads(source) if not head.is_punct]
        found = [head for head in found if head.pos_ != "DET"] or found  # "the 24-year-old", misparsed
        if not found:
            return Speaker()
        relative, inside = found[0].tag_ in RELATIVE, {token.i for token in source}
        if relative:
            noun = _antecedent(found[0])
            if noun is None:
                return Speaker()
            found = [noun]
        if not relative and _several(found, inside):
            return Speaker()
        head = found[0]
        named = self._undated(phrase(head, taken, begin=None if relative else source[0]))
        if relative:
            inside = {token.i for token in self.mentioned.tokens.span(named)}
            found += [head.head] if head.dep_ == "appos" else []  # "Ada Osborn, the mayor who"
        number = self._mention(found, inside)
        if number is None and head.text in ANSWERS:
            number = self.interviewed
        if number is None and head.text.isupper():
            number = self.initials.get(head.text)
        if number is None:
            return Speaker(named, None, *of_nobody(self.mentioned, head, inside))
        chain = self.mentioned.mentions[number].chain
        if chain is None:
            return Speaker(named, number)
        known = self.mentioned.chains[chain]
        return Speaker(named, number, known.role, known.affiliation)

    def _undated(self, named: Chars) -> Chars:
        """The phrase without a day that the parser hangs on it: "a judge on Tuesday" (ruled)."""
        for token in self.mentioned.tokens.span(named)[1:-1]:
            if token.dep_ == "prep" and token.lower_ == "on" and token.nbor().ent_type_ == "DATE":
                return chars(self.doc[self.mentioned.tokens.span(named).start : token.i])
        return named

    @cached_property
    def interviewed(self) -> int | None:
        """The one person whom the headline names: who says what stands behind "A:"."""
        headline = next(iter(paragraph_spans(text_of(self.doc))), (0, 0))
        named = [
            (mention.chain, number)
            for number, mention in enumerate(self.mentioned.mentions)
            if mention.chars.end <= headline[1] and mention.label == "PERSON" and mention.chain is not None
        ]
        return named[0][1] if len({chain for chain, _ in named}) == 1 else None

    @cached_property
    def initials(self) -> dict[str, int]:
        """Who speaks behind "PV:": initials -> a mention of the one person of the article whose they are."""
        named: dict[str, dict[int, int]] = {}
        text = text_of(self.doc)
        for number, mention in enumerate(self.mentioned.mentions):
            parts = text[slice(*mention.chars)].split()
            if mention.label == "PERSON" and mention.chain is not None and len(parts) > 1:
                named.setdefault("".join(part[0] for part in parts), {}).setdefault(mention.chain, number)
        return {letters: next(iter(of.values())) for letters, of in named.items() if len(of) == 1}

    def _mention(self, found: list[Token], inside: Collection[int]) -> int | None:
        """The mention at the phrase's head, or else at what stands in apposition to it."""
        for head in found:
            called = [child for child in head.children if calls(child, head)]
            behind = [head.nbor(-1)] if head.i and head.lower_ in HONOURS else []  # "Ada Osborn KC"
            for token in (head, *called, *behind, *self._apposed(head)):
                number = self.mention.get(token.i)
                if number is not None and not self._only_some(number, token, inside):
                    return number
        return None

    def _apposed(self, head: Token) -> Iterator[Token]:
        """What stands in apposition to a noun, or in apposition to that: "her daughter, the novelist Ada Osborn".

        And the person behind an office whose body the parser hangs the name on: "the president of Vell, Ada Osborn".
        """
        level = [head]
        for _ in range(_NESTED):
            level = [child for noun in level for child in noun.children if child.dep_ == "appos"]
            yield from level
        for of in head.rights if is_role(head) else ():
            for body in of.rights if of.lower_ in ("of", "at", "for") else ():
                for child in body.rights:
                    number = self.mention.get(child.i) if child.dep_ == "appos" else None
                    if number is not None and self.mentioned.mentions[number].label == "PERSON":
                        yield child

    def _only_some(self, number: int, head: Token, inside: Collection[int]) -> bool:
        """Whether the phrase means less than the group that it mentions: a Liberal, most Liberals, Liberals who …"""
        if self.mentioned.mentions[number].label != "NORP":
            return False
        if head.tag_ in ("NN", "NNP"):
            return True
        named = self.mentioned.spans[number]
        return any(
            child.dep_ == "relcl"
            or (child.i in inside and not named.start <= child.i < named.end and child.lower_ != "the")
            for child in head.children
        )


def parted_subjects(verbs: Sequence[Token]) -> Iterator[Token]:
    """The subjects of `verbs` that go with no word right before them: no list, title or owner, whatever the parse."""
    for subject in (child for verb in verbs for child in verb.children if child.dep_ == "nsubj"):
        first = subject.left_edge
        before = first.nbor(-1) if first.i else first
        joined = before.is_punct or before.pos_ in ("CCONJ", "PROPN") or before.tag_ == "POS"
        if first.is_sent_start or not (joined or subject.tag_ == "PRP"):
            yield subject


def calls(name: Token, head: Token) -> bool:
    """Whether a name right before a noun is what the noun's thing is called: "the Vell Metall union"."""
    if name.i != head.i - 1 or name.dep_ not in ("compound", "nmod", "amod"):
        return False
    return name.ent_type_ == "ORG" and head.lower_ in ORGANISATIONS


def _several(found: list[Token], inside: Collection[int]) -> bool:
    """Whether the phrase joins several speakers: "Bell and Osborn", "neither Bell nor Osborn"."""
    return any(child.dep_ == "conj" and child.i in inside for head in found for child in head.children)


def _antecedent(pronoun: Token) -> Token | None:
    """The noun that a relative pronoun takes up: what its clause modifies, else the noun right before it."""
    verb = pronoun.head
    for _ in range(4):  # "who he said had …" nests; more is a parse error
        if verb.dep_ == "relcl" and verb.head.pos_ not in ("AUX", "VERB"):  # which may be what somebody said
            return _in_number(verb.head, verb) if verb.head.i < pronoun.i else None
        verb = verb.head
    for before in reversed(pronoun.doc[max(pronoun.sent.start, pronoun.i - 2) : pronoun.i]):
        if before.pos_ in ("NOUN", "PROPN"):
            return before
        if not before.is_punct:
            return None
    return None


def _in_number(noun: Token, verb: Token) -> Token:
    """The noun, or the one that it goes with where the verb's number is that one's: "crews in Vell, which say"."""
    finite = next((child for child in verb.lefts if child.dep_ == "aux"), verb)
    governor = noun.head.head if noun.dep_ == "pobj" else noun
    plural = ("NNS", "NNPS")
    fits = finite.tag_ == "VBP" and noun.tag_ in ("NN", "NNP") and governor.tag_ in plural
    return governor if fits or (finite.tag_ == "VBZ" and noun.tag_ in plural and governor.tag_ == "NN") else noun
