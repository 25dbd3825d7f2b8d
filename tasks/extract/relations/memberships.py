"""Who is a member or an ally of what: "NATO member Turkey", "the pact between Vell and Marn", "Marn left the bloc"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from tasks.extract.annotations import Chars, Relation
from tasks.extract.lexicon import words
from tasks.extract.names.words import PARTIES_OF_SEATS
from tasks.extract.relations.statements import Statements
from tasks.extract.roles.belonging import party_of_seat

#: "the AUKUS pact between …", "a bloc of …".
_BODIES = words(
    """
    pact alliance treaty agreement bloc group grouping partnership league union coalition accord dialogue forum
    club
    """
)
_MEMBERS = words("member members signatory signatories party")
OF_A_PART = words("board staff crew cast panel faculty")  #: "board member of the Vell Group"
_ALLIES = words("ally allies allied")
_LISTING = words("consisting comprising comprises comprise composed made includes include including")
_AMONG = words("between among of")
_BEFORE_LIST = words("which that is are was a an the countries nations security trade defense defence")
_JOINING = words("join joins joined joining rejoin rejoined")
_BELONGING = words("belong belongs belonged")
_LEAVING = words("left quit")
_SIGNING = words("signed ratified")
_INITIALS = frozenset(initial.casefold() for initial, party in PARTIES_OF_SEATS.items() if party is not None)
TRIGGERS = _MEMBERS | _ALLIES | _LISTING | _AMONG | _JOINING | _BELONGING | _LEAVING | _SIGNING | _INITIALS
_BEFORE_TRIGGER = 12  #: tokens between a body and the words that open its list
_COUNTRYLIKE = frozenset({"GPE", "ORG"})
_JOINED = frozenset({"ORG", "LAW", "EVENT"})
_OF_MEMBERS = frozenset({"political_party", "alliance", "treaty"})
_MADE_OF_BODIES = words("alliance association confederation federation league")
_MADE_OF_PERSONS = words("parliament congress senate party committee union association society academy house")


def memberships(statements: Statements, token: Token) -> Iterator[Relation]:
    """What one of `TRIGGERS` states where it stands."""
    word = token.lower_
    reader = _Memberships(statements)
    if word in _LISTING or (word in _AMONG and token.i and token.nbor(-1).lemma_.casefold() in _BODIES):
        yield from reader.listed(token)
    elif word in _MEMBERS:
        yield from reader.member(token)
    elif word in _ALLIES:
        yield from reader.ally(token)
    elif word in _INITIALS:
        yield from reader.initialled(token)
    elif token.pos_ != "VERB":
        return
    elif word in _JOINING:
        yield from reader.joined(token)
    elif word in _BELONGING:
        yield from reader.belonging(token)
    elif word in _LEAVING:
        yield from reader.left(token)
    elif word in _SIGNING:
        yield from reader.signed(token)


class _Memberships:
    def __init__(self, statements: Statements) -> None:
        self.doc = statements.doc
        self.statements = statements

    def listed(self, token: Token) -> Iterator[Relation]:
        """ "the Quad—consisting of Japan, the U.S., Australia, and India", "the pact between Vell and Marn"."""
        doc, start = self.doc, token.i + 1
        if token.lower_ in ("consisting", "composed", "made"):
            start += 1 if token.lower_ != "made" else 2
            if start >= len(doc) or doc[start - 1].lower_ != "of":
                return
        pair = token.lower_ in _AMONG
        at = token.i - 1 if pair else token.i
        body = self._body_before(at, _BEFORE_TRIGGER if not pair else 5)
        if body is None or not self._opens_list(token, body, at):
            return
        members = self.statements.listed(start)
        if len(members) < 2 or any(self.statements.same(member, body) for member in members):
            return
        status = self.statements.status(body, token.i)
        for member in members:
            yield self.statements.relation(member, "member_of", body, status, 0.9, *members)

    def _body_before(self, token_index: int, most: int) -> int | None:
        """The nearest body or treaty that ends before a token, in the same sentence."""
        for i in range(token_index - 1, max(-1, token_index - 1 - most), -1):
            number = self.statements.mention_at.get(i)
            if number is not None and self.statements.label(number) in _JOINED:
                return number
            if self.doc[i].is_sent_start:
                return None
        return None

    def _opens_list(self, token: Token, body: int, at: int) -> bool:
        """Whether the list is the body's: nothing but marks, "which", "group" and the like stands between."""
        between = self.doc[self.statements.spans[body].end : at]
        if token.lower_ in ("including", "includes", "include"):
            # A list that is only part of another sentence's objects is no list of members, unless the word says so.
            return any(word.lower_ in _MEMBERS | {"countries", "nations", "states"} for word in between)
        return all(word.is_punct or word.is_space or word.lower_ in _BODIES | _BEFORE_LIST for word in between)

    def member(self, token: Token) -> Iterator[Relation]:
        """ "Turkey, a member of NATO", "Turkey is a member of NATO", "NATO member Turkey", "one of NATO's members"."""
        statements = self.statements
        if token.i and token.nbor(-1).lower_ in OF_A_PART:
            return
        following = token.nbor(1).lower_ if token.i + 1 < len(self.doc) else ""
        if following == "to" or (following == "of" and token.lower_ != "party"):
            bodies = self._bodies(token.i + 2)
            subjects = statements.described(self._one_of(token))
        elif token.lower_ == "party":
            return
        else:
            before = statements.mention_at.get(token.i - 1) if token.i else None
            bodies = [] if before is None else [before]
            subject = statements.starting(token.i + 1, 2, words("state country"))
            subjects = statements.described(self._one_of(token)) if subject is None else [subject]
        for body in bodies:
            for subject in subjects if statements.label(body) in _JOINED else ():
                if statements.label(subject) in ("GPE", "PERSON", "ORG") and not statements.same(subject, body):
                    yield statements.relation(subject, "member_of", body, self._status(subject, token))

    def _bodies(self, start: int) -> list[int]:
        """ "The European Union and NATO", but not "the Vell Pact's annex"."""
        first = self.statements.object_at(start)
        if first is None or self.statements.possesses(first):
            return []
        return self.statements.listed(start, tuple(_JOINED)) or [first]

    def _one_of(self, token: Token) -> Token:
        """The one of "one of the founding members"."""
        for i in range(token.i - 1, max(token.i - 6, 0), -1):
            if self.doc[i].lower_ == "of" and self.doc[i - 1].lower_ == "one":
                return self.doc[i - 1]
        return token

    def _status(self, subject: int, token: Token) -> str:
        """What is wanted or to come is proposed: "Marn has renewed its bid to become a member"."""
        status = self.statements.status(subject, token.i)
        sought = token.dep_ == "attr" and token.head.tag_ == "VB" and token.head.lemma_ == "become"
        return "proposed" if sought and status == "asserted" else status

    def ally(self, token: Token) -> Iterator[Relation]:
        """ "Marn, an ally of Vell", "Vell's ally Marn", "Marn, a Vell treaty ally", "its allies Vell and Lyon"."""
        doc, statements = self.doc, self.statements
        allied = token.lower_ == "allied"
        if token.i + 1 < len(doc) and token.nbor(1).lower_ in (("with", "to") if allied else ("of", "to")):
            others = statements.listed(token.i + 2, ("GPE", "PERSON", "ORG", "NORP"))
            named = statements.object_at(token.i + 2)
            if not others and named is not None and not statements.modifies(named):
                others = [named]
            subjects = self._those_allied(token) if allied else statements.described(token)
        elif allied:
            return
        else:
            other = self._whose_ally(token)
            others = [] if other is None else [other]
            start = token.i + 1 + (token.i + 1 < len(doc) and token.nbor(1).text == ",")
            subjects = statements.listed(start, ("GPE", "PERSON", "ORG")) or statements.described(token)
        for subject in subjects:
            for other in others:
                if not statements.same(subject, other) and statements.label(subject) in ("GPE", "PERSON", "ORG"):
                    yield statements.relation(subject, "ally_of", other, statements.status(subject, token.i))

    def _those_allied(self, participle: Token) -> list[int]:
        """ "Marn, a country allied with Vell", "Marn is allied with Vell"."""
        noun = participle.head
        if participle.dep_ != "acl":
            return self.statements.subjects(participle)[0]
        number = self.statements.mention_at.get(noun.i)
        return self.statements.described(noun) if number is None else [number]

    def _whose_ally(self, token: Token) -> int | None:
        for i in range(token.i - 1, max(-1, token.i - 5), -1):
            before = self.doc[i]
            number = self.statements.at(before)
            if number is not None:
                return number
            if before.tag_ not in ("POS", "JJ", "JJS", "NN") or before.is_sent_start:
                return None
        return None

    def initialled(self, token: Token) -> Iterator[Relation]:
        """ "Senator Ada Osborn, D-Vt.," where the article names the party somewhere."""
        statements, name = self.statements, party_of_seat(token)
        party = self._party(name) if name is not None else None
        person, seat = statements.mention_at.get(token.i - 2), statements.mention_at.get(token.i + 2)
        if person is None or seat is None or party is None or statements.label(person) != "PERSON":
            return
        evidence = Chars(statements.mentions[person].chars.start, statements.mentions[seat].chars.end)
        initial = Chars(token.idx, token.idx + len(token))
        yield Relation(person, "member_of", initial, party, "asserted", evidence, 0.9)

    def _party(self, party: str) -> int | None:
        """The first mention of the party by its name or its members': "Republican Party", "Democrats"."""
        chains, statements = self.doc._.chains, self.statements
        for number in statements.named():
            first = chains[statements.mentions[number].chain].name.casefold().split()[0]
            if statements.kind(number) == "political_party" and party.casefold().startswith(first.rstrip("s")):
                return number
        return None

    def joined(self, token: Token) -> Iterator[Relation]:
        """ "Marn joined NATO" is so, "Marn wants to join NATO" proposed."""
        body = self._object(token)
        if body is None:
            return
        subjects, sought = self.statements.subjects(token)
        for subject in subjects:
            predicate = self._belongs(subject, body)
            if predicate:
                status = self.statements.status(subject, token.i)
                status = "proposed" if sought and status == "asserted" else status
                yield self._with_verb(self.statements.relation(subject, predicate, body, status, 0.7), token)

    def belonging(self, token: Token) -> Iterator[Relation]:
        """ "Vell and Marn belong to the League"."""
        if token.i + 1 >= len(self.doc) or token.nbor(1).lower_ != "to":
            return
        body = self._object(token.nbor(1))
        if body is None:
            return
        for subject in self.statements.subjects(token)[0]:
            if self.statements.label(subject) in ("GPE", "PERSON", "ORG") and not self.statements.same(subject, body):
                status = self.statements.status(subject, token.i)
                over = token.tag_ == "VBD" and status == "asserted"
                yield self.statements.relation(subject, "member_of", body, "former" if over else status)

    def left(self, token: Token) -> Iterator[Relation]:
        """ "Marn left the League in 2019": it was a member."""
        body = self._object(token)
        if body is None or token.tag_ not in ("VBD", "VBN") or self.statements.kind(body) == "government_body":
            return
        subjects, sought = self.statements.subjects(token)
        for subject in subjects:
            predicate = self._belongs(subject, body)
            if predicate and not sought and self.statements.status(subject, token.i) == "asserted":
                yield self._with_verb(self.statements.relation(subject, predicate, body, "former", 0.7), token)

    def signed(self, token: Token) -> Iterator[Relation]:
        """ "Marn signed the Vell Accords"."""
        treaty = self._object(token)
        if treaty is None or (self.statements.label(treaty) != "LAW" and self.statements.kind(treaty) != "treaty"):
            return
        for subject in self.statements.subjects(token)[0]:
            if self.statements.label(subject) == "GPE":
                status = self.statements.status(subject, token.i)
                yield self.statements.relation(subject, "member_of", treaty, status, 0.7)

    def _with_verb(self, relation: Relation, verb: Token) -> Relation:
        """With evidence that reaches to the verb of "the League, which Marn left"."""
        end = max(relation.evidence.end, verb.idx + len(verb))
        return replace(relation, evidence=Chars(relation.evidence.start, end))

    def _object(self, token: Token) -> int | None:
        """The body or treaty right after a word."""
        body = self._relative(token)
        body = self.statements.object_at(token.i + 1) if body is None else body
        if body is None or self.statements.label(body) not in _JOINED or self.statements.modifies(body):
            return None
        return body

    def _relative(self, verb: Token) -> int | None:
        """The League of "the League, which Marn left"."""
        moved = next((left for left in verb.lefts if left.dep_ == "dobj" and left.tag_ == "WDT"), None)
        return None if moved is None else self.statements.ending(moved.i)

    def _belongs(self, subject: int, body: int) -> str | None:
        """A country is a member of what it joins; a person of a party or parliament, and works for a firm."""
        label = self.statements.label(subject)
        if self.statements.same(subject, body):
            return None
        if label == "PERSON":
            name = {word.lower_ for word in self.statements.spans[body]}
            members = self.statements.kind(body) in _OF_MEMBERS or name & _MADE_OF_PERSONS
            return "member_of" if members else "works_for"
        of_bodies = label == "ORG" and (self.statements.kind(body) in _OF_MEMBERS or self._is_made_of_bodies(body))
        return "member_of" if label == "GPE" or of_bodies else None

    def _is_made_of_bodies(self, body: int) -> bool:
        return any(word.lower_ in _MADE_OF_BODIES for word in self.statements.spans[body])
