"""What a claim may be for or against: the mentions by the token that heads them, and the extent of a target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from spacy.tokens import Doc, Token

from tasks.extract.annotations import Attribution, Chars, token_span
from tasks.extract.chains.ideas import thought_of
from tasks.extract.chains.nominals import is_person
from tasks.extract.clauses import QUOTE_MARKS, heads, is_infinitive, is_noun, phrase
from tasks.extract.lexicon import words
from tasks.extract.stances.leanings import Leaning, is_charge

OWNERS = words("her his its their")
#: Words that stand for what follows "of": "either of them".
PARTITIVE = words("all any both either each many most neither none one some")
#: Whom one is against by what they are called, even if they are one's own: "mocked his rivals".
ANTAGONISTS = words("challenger critic detractor enemy foe opponent predecessor rival")
PROPOSED = words("envisaged envisioned planned proposed suggested")


class Targets:
    """The document's mentions by the token that heads them, a resolved one first."""

    def __init__(self, doc: Doc) -> None:
        self.mentions, self.chains = doc._.mentions, doc._.chains
        self.naming: dict[int, int] = {}
        for number, mention in sorted(enumerate(self.mentions), key=lambda item: (item[1].chain is None, item[0])):
            self.naming.setdefault(heads(list(token_span(doc, mention.chars)))[0].i, number)

        sources = [span for claim in doc._.attributions for span in claim.source]
        names = [mention for mention in self.mentions if mention.kind == "name" and mention.chain is not None]
        spoken_of = {n.chain for n in names if not any(s.start <= n.chars.start < s.end for s in sources)}
        self.mere_speakers = {name.chain for name in names} - spoken_of

    def is_mere_speaker(self, number: int | None) -> bool:
        """Whether it is a pronoun read for one whom the article names only as a speaker: it means somebody else."""
        if number is None:
            return False
        mention = self.mentions[number]
        return mention.kind == "pronoun" and mention.chain in self.mere_speakers

    def label(self, token: Token) -> str | None:
        number = self.naming.get(token.i)
        return None if number is None else self.mentions[number].label

    def is_ones(self, owner: Token, own: int | None) -> bool:
        if own is None:
            return owner.lower_ in OWNERS and self.chain(owner) is None
        return self.chain(owner) == own

    def _behind(self, head: Token) -> Token:
        """The person of "Ohio Gov. Ada Lind" where the parser takes the place for the head."""
        titled = head.pos_ == "PROPN" and self.label(head) is None
        if not titled and self.label(head) not in ("GPE", "NORP", "ORG"):
            return head
        for token in islice(head.doc[head.i + 1 :], 4):
            if token.pos_ != "PROPN":
                break
            if self.label(token) == "PERSON":
                return token
        return head

    def chain(self, token: Token) -> int | None:
        number = self.naming.get(token.i)
        return None if number is None else self.mentions[number].chain

    def name(self, token: Token) -> str | None:
        chain = self.chain(token)
        return None if chain is None else self.chains[chain].name

    def each(self, leanings: Iterable[Leaning]) -> Iterator[Leaning]:
        """The leanings, one a name where several stand together: "critical of Hansen and Lind"."""
        for leaning in leanings:
            yield leaning
            if not leaning.clause:
                yield from (replace(leaning, head=other) for other in self._beside(leaning.head))

    def _beside(self, head: Token) -> Iterator[Token]:
        """The names that stand together with it, and what does with a name: "partial to Hansen and to Lind"."""
        named = self.chain(head) is not None
        again = (p for p in head.head.rights if p.dep_ == "conj" and p.pos_ == "ADP")
        beside = [c for c in head.rights if c.dep_ == "conj" and is_noun(c) and (named or self.chain(c) is not None)]
        if head.dep_ == "pobj":
            beside += [c for p in again for c in p.rights if c.dep_ == "pobj" and self.chain(c) is not None]
        yield from beside

    def of(self, leaning: Leaning, own: int | None) -> tuple[Chars, int | None] | None:
        """The target's span and, where it is a resolved thing, its mention; None for oneself or what cannot be told."""
        head = leaning.head
        if leaning.clause:
            return _clause_span(head, leaning.within), None
        if head.lower_ in PARTITIVE:
            head = next((c for p in head.rights if p.lower_ == "of" for c in p.rights if c.dep_ == "pobj"), head)
        if head.lower_.endswith(("self", "selves")):
            return None
        if head.dep_ == "poss":
            head = head.head
        another = self.label(head) == "PERSON" or is_person(head) or head.lemma_ in ANTAGONISTS
        if not another and not is_proposed(head) and any(c.dep_ == "poss" and self.is_ones(c, own) for c in head.lefts):
            return None  # one's own record, plan or party
        beside = (c for c in head.rights if c.dep_ == "appos" and c.nbor(-1).text != "(")
        named = (c for c in beside if self.chain(c) is not None and c.pos_ == "PROPN")
        if self.chain(head) is None and (name := next(named, None)) is not None:
            head = name  # "the referee, Paul Lindqvist,"
        thing = thought_of(head)
        if thing is not None and self.chain(thing) is not None and self.label(thing) != "PERSON":
            return phrase(head, ()), self.naming[thing.i]
        head = self._behind(head)
        number = self.naming.get(head.i)
        person = number is not None and self.mentions[number].label == "PERSON"
        if number is not None and self.mentions[number].chain is not None:
            return None if self.mentions[number].chain == own else (self.mentions[number].chars, number)
        if person and head.tag_ != "NNS":
            return None  # somebody whom the article does not tell is neither; kinds of people are an issue
        if head.pos_ not in ("NOUN", "PROPN") and head.ent_type_ != "MONEY":
            return None  # so is an unresolved pronoun
        word = leaning.word
        if leaning.stop is not None:
            before = leaning.stop.left_edge.i - 1
            stops = {before + 1, before} if head.doc[before].text in QUOTE_MARKS else {before + 1}
            return phrase(head, stops), None
        charges = [c for c in head.rights if c.dep_ == "prep" and (c.lemma_ == "as" or (word and is_charge(word, c)))]
        clauses = [c for c in head.rights if c.dep_ in ("acl", "relcl") and c.left_edge.i > head.i]
        span = phrase(head, {*(c.i for c in charges), *(c.left_edge.i for c in clauses)})
        told = next((c for c in clauses if is_content(c) and c.left_edge.idx - span.end <= 1), None)
        return span if told is None else Chars(span.start, _clause_span(told, None).end), None


def is_proposed(thing: Token) -> bool:
    """ "her proposed bridge"."""
    return any(c.dep_ == "amod" and c.lower_ in PROPOSED for c in thing.lefts)


def within_content(span: Chars, claim: Attribution) -> Chars:
    """The part of a target in the content on which it touches."""
    around = next((c for c in claim.content if c.start < span.end and span.start < c.end), None)
    return span if around is None else Chars(max(span.start, around.start), min(span.end, around.end))


def _clause_span(verb: Token, within: Chars | None) -> Chars:
    """What is to be done: from the verb's subject, or from "to", up to where its phrase ends."""
    doc = verb.doc
    own = ("aux", "neg", "nsubj", "nsubjpass", "auxpass")
    first = min([verb.i, *(_start(c) for c in verb.lefts if c.dep_ in own or c.lower_ == "what")])
    if within is not None:
        first = next((t.i for t in doc[first : verb.i] if t.idx >= within.start), first)
    last = verb.right_edge.i
    while within is not None and last > verb.i and doc[last].idx >= within.end:
        last -= 1
    while last > verb.i and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    opened = sum(token.text in QUOTE_MARKS for token in doc[first : last + 1])
    if opened % 2 and last + 1 < len(doc) and doc[last + 1].text in QUOTE_MARKS:
        last += 1
    return Chars(doc[first].idx, doc[last].idx + len(doc[last]))


def _start(token: Token) -> int:
    """Where what stands before a verb begins: at a subject's own words, not at its clauses."""
    return min([token.i, *(c.i for c in token.lefts if c.dep_ in ("amod", "compound", "det", "nummod", "poss"))])


def is_content(clause: Token) -> bool:
    """Whether a noun's clause says what it is: "the notion that rents fall", "the decision to raise them"."""
    return clause.dep_ == "acl" and (is_infinitive(clause) or clause.left_edge.lower_ == "that")
