"""What words between two mentions state: whose subject is which, and whether it is so."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Doc, Token

from tasks.extract.annotations import Chars, Mention, Relation
from tasks.extract.lexicon import words
from tasks.extract.mentioned import Mentioned
from tasks.extract.roles.words import FORMER

_PROPOSED = words(
    """
    proposed would-be potential possible prospective planned envisioned envisaged suggested hypothetical future
    will 'll ’ll would could might may should candidate aspiring
    """
)
_DENIED = words("not n't n’t never no without neither nor deny denies denied refuse refuses refused decline declined")
_SEEK = words(
    """
    want seek hope apply plan aim wish ask try bid invite consider agree vote intend aspire nominate expect set urge
    request attempt effort application
    """
)
#: These above a clause tell of it as a whole: "Lind denied that Marn had joined".
_ABOUT_CLAUSES = words("propose suggest envisage envision deny refuse decline")
_MODIFYING = words("ADJ ADV DET NOUN NUM PROPN")  #: parts of speech of what stands before a name and belongs to it
#: What is said above these is not said of what stands in them: "Vell's ally Marn refused".
_OWN_CLAUSE = words("relcl appos ROOT nsubj nsubjpass prep pobj dobj npadvmod")
_FINITE = words("VBZ VBP VBD MD")
_ARTICLES = words("the a an")
_DESCRIBING = words("DET ADJ NOUN")
_LIST_GAP = 3  #: tokens between two members of a list
_LIST_MOST = 40  #: members of a list
_CLIMB = 3  #: verbs and nouns between a verb and its subject


class Statements:
    """The mentions of one article as subjects and objects of its words.

    mention_at: token → index of the resolved name or nominal mention that covers it; spans: the mentions' tokens.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.mentions: list[Mention] = doc._.mentions
        self.mentioned = Mentioned(doc)
        self.mention_at = self.mentioned.mention_at
        self.spans = self.mentioned.spans

    def named(self) -> list[int]:
        """The resolved names and nominal mentions, in text order."""
        return sorted(set(self.mention_at.values()))

    def label(self, number: int) -> str | None:
        return self.mentions[number].label

    def kind(self, number: int) -> str | None:
        chain = self.mentions[number].chain
        return None if chain is None else self.doc._.chains[chain].kind

    def relation(
        self, subject: int, predicate: str, thing: int, status: str, confidence: float = 0.8, *others: int
    ) -> Relation:
        """others: further mentions that the evidence reaches to."""
        evidence = self.evidence(subject, thing, *others)
        return Relation(subject, predicate, self.mentions[thing].chars, thing, status, evidence, confidence)

    def evidence(self, *numbers: int, also: Chars | None = None) -> Chars:
        """From the first to the last of the mentions, and of other words that the fact stands on."""
        stretches = [self.mentions[number].chars for number in numbers] + ([] if also is None else [also])
        return Chars(min(s.start for s in stretches), max(s.end for s in stretches))

    def same(self, one: int, other: int) -> bool:
        return self.mentions[one].chain == self.mentions[other].chain

    def at(self, token: Token) -> int | None:
        """The mention at a token, a resolved pronoun too."""
        return self.mention_at.get(token.i, self.mentioned.pronoun_at.get(token.i))

    def starting(self, token_index: int, most: int = 3, skip: frozenset[str] = _ARTICLES) -> int | None:
        """The mention that begins at a token, or after the words to skip."""
        for token in self.doc[token_index : token_index + most]:
            number = self.mention_at.get(token.i)
            if number is not None:
                return number if self.spans[number].start == token.i else None
            if token.lower_ not in skip:
                return None
        return None

    def object_at(self, token_index: int) -> int | None:
        """The mention there, perhaps behind what it is ("the regional bloc Vell"), or the resolved pronoun."""
        described = [word.lower_ for word in self.doc[token_index : token_index + 3] if word.pos_ in _DESCRIBING]
        number = self.starting(token_index, 4, frozenset(described))
        if number is not None and self.label(number) == "NORP":  # "the European federation Vell"
            number = self.starting(self.spans[number].end, 3, frozenset(described)) or number
        return self.mentioned.pronoun_at.get(token_index) if number is None else number

    def ending(self, token_index: int) -> int | None:
        """The mention right before a token: before its comma, its dash, and what stands in parentheses too."""
        at = token_index - 1
        if at > 0 and self.doc[at].text in (",", "–", "—"):
            at -= 1
        if at > 2 and self.doc[at].text == ")":
            opening = next((i for i in range(at - 1, max(at - 6, 0), -1) if self.doc[i].text == "("), at)
            at = opening - 1
        return self.mention_at.get(at) if at >= 0 else None

    def possesses(self, number: int) -> bool:
        """Whether "'s" follows the mention."""
        end = self.spans[number].end
        return end < len(self.doc) and self.doc[end].tag_ == "POS"

    def modifies(self, number: int) -> bool:
        """Whether a noun follows the mention, or "'s": it is not the thing itself that is spoken of."""
        end = self.spans[number].end
        return end < len(self.doc) and self.doc[end].tag_ in ("POS", "NN", "NNS")

    def listed(self, start: int, labels: Sequence[str] = ("GPE", "ORG")) -> list[int]:
        """The mentions in a list that begins at a token."""
        members: list[int] = []
        at, gap = start, 0
        while at < len(self.doc) and gap <= _LIST_GAP and len(members) < _LIST_MOST:
            token = self.doc[at]
            number = self.mention_at.get(at)
            if number is not None:
                if self.label(number) not in labels or self.modifies(number):
                    break  # "and India's army": the last is not a country
                members.append(number)
                at, gap = self.spans[number].end, 0
                continue
            if token.lower_ not in (",", "and", "the", "&", "or") or token.is_sent_start:
                break
            at, gap = at + 1, gap + 1
        return members

    def subjects(self, verb: Token) -> tuple[list[int], bool]:
        """The mentions that do it, and whether they only seek to ("Marn wants to join", "its bid to become")."""
        sought = verb.tag_ == "VB"
        for _ in range(_CLIMB):
            subject = next((left for left in verb.lefts if left.dep_ in ("nsubj", "nsubjpass")), None)
            if subject is not None:
                return self._those_of(subject, verb), sought
            governor = verb.head
            if verb.dep_ not in ("xcomp", "conj", "ccomp", "acl", "advcl") or governor.i == verb.i:
                break
            sought = sought or governor.lemma_.casefold() in _SEEK
            if verb.dep_ == "acl":  # "Marn's bid to join", "Marn renewed its bid to join"
                if governor.lemma_.casefold() not in _SEEK:
                    break
                whose = next((number for left in governor.lefts if (number := self._possessor(left)) is not None), None)
                if whose is not None:
                    return [whose], True
                governor = governor.head
            verb = governor
        return [], sought

    def _possessor(self, token: Token) -> int | None:
        return self.at(token) if token.dep_ == "poss" else None

    def _those_of(self, subject: Token, verb: Token) -> list[int]:
        if subject.tag_ in ("WP", "WDT"):
            number = self.ending(subject.i)
            if number is None:
                number = self.mention_at.get(verb.head.i)
            if number is None:
                return []
            subject = self.spans[number].root
            first = subject.head if subject.dep_ == "conj" else subject
            heads = [first, *first.conjuncts] if first.dep_ in ("nsubj", "nsubjpass") else [subject]
        else:
            heads = [subject, *subject.conjuncts]
        return [number for head in heads if (number := self._named(head)) is not None]

    def _named(self, noun: Token) -> int | None:
        """The mention at a noun, or the name that explains it: "the governor, Ada Osborn, joined"."""
        number = self.at(noun)
        if number is not None:
            return number
        return next((n for right in noun.rights if right.dep_ == "appos" and (n := self.at(right)) is not None), None)

    def described(self, noun: Token) -> list[int]:
        """Of "X is a member", "X, a member", "X, a donor and member" and "X wants to become a member": X."""
        noun = noun.head if noun.dep_ == "conj" and noun.head.pos_ == "NOUN" else noun
        if noun.dep_ == "attr" and noun.head.lemma_ in ("be", "become", "remain"):
            return self.subjects(noun.head)[0]
        if noun.dep_ == "appos":
            named = [noun.head]
            if noun.tag_ == "NNS":  # "Vell and Marn, both members"
                named = sorted({noun.head, *noun.head.conjuncts}, key=lambda token: token.i)
            return [number for head in named if (number := self.mention_at.get(head.i)) is not None]
        return []

    def status(self, subject: int, at: int) -> str:
        """By the words of the clause from a little before the subject to the word that states the relation."""
        doc, span = self.doc, self.spans[subject]
        start = min(span.start, at)
        clause = _clause_of(doc[at])
        within = {token.i for token in clause} | set(range(span.start, span.end))
        said = set(self._lead(start, within))
        said |= {t.lower_ for t in doc[start : max(at, span.end) + 1] if t.i in within or t.head.i in within}
        said |= {token.lower_ for token in clause if token.lemma_.casefold() in _ABOUT_CLAUSES}
        if "no longer" in doc[start:at].text.casefold():
            return "former"
        if said & _DENIED:
            return "denied"
        if said & _PROPOSED:
            return "proposed"
        return "former" if said & FORMER else "asserted"

    def _lead(self, start: int, within: Collection[int]) -> Iterator[str]:
        """The words before a name that belong to it or to its clause: "proposed Vell Pact", but not "will buy Vell"."""
        for token in reversed(self.doc[max(0, start - 3) : start]):
            modifies = token.pos_ in _MODIFYING or token.dep_ == "amod" or token.head.i in within
            if token.is_punct or not modifies:
                return
            yield token.lower_
            if token.is_sent_start:
                return


def _clause_of(token: Token) -> list[Token]:
    """The token and what governs it in its clause, its complements' governors too."""
    clause = [token]
    while token.dep_ not in _OWN_CLAUSE and token.head.i != token.i:
        own = token.tag_ in _FINITE or any(child.dep_ in ("aux", "auxpass") for child in token.children)
        if token.dep_ == "conj" and own:
            break
        token = token.head
        clause.append(token)
    return clause
