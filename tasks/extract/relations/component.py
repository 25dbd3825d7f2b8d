"""Facts that the text states between two entities, or a person and an office, with their evidence. Precision first.

Persons' offices come from `roles`, what words between two mentions state from `memberships`, `seats` and here. The
status tells what is so from what is proposed, denied or over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token

from tasks.extract.annotations import Chars, Relation
from tasks.extract.lexicon import words
from tasks.extract.relations import memberships, seats
from tasks.extract.relations.leadership import leads
from tasks.extract.relations.statements import Statements
from tasks.extract.roles.belonging import belongings
from tasks.extract.roles.statement import RoleStatement
from tasks.extract.roles.words import OWNERS, PARTISANS

_WORKING = words("work works worked play plays played playing ride rides riding")
_LEADING = words("lead leads head heads chair chairs led headed chaired run runs ran")
_TRIGGERS = memberships.TRIGGERS | seats.TRIGGERS | _WORKING | _LEADING
_BEFORE_LEADERS = words("former president prime minister its then mr mrs ms dr chief executive")
_OF_A_HOUSE = words("majority minority whip")  #: "Senate majority leader" leads a part of the Senate
_SURENESS = {"before": 0.9, "apposition": 0.85, "clause": 0.8, "beside": 0.7}  #: by where a role stands
_AUTHORS = words("author co-author")
_LEGISLATORS = words(
    "congressman congresswoman councillor councilor lawmaker legislator mep mp parliamentarian senator"
)
_HOUSES = words("assembly parliament congress senate house diet bundestag duma knesset")
_POLITICIANS = _LEGISLATORS | words("minister governor mayor premier candidate")
_PERHAPS_PARTIES = words("league front movement bloc alliance coalition union list greens")
#: Who works for a party; who holds another office is its member.
_PARTY_STAFF = words(
    """
    adviser advisor aide chief consultant coordinator director executive lawyer manager official operative organiser
    organizer pollster publicist secretary spokesman spokesperson spokeswoman strategist treasurer
    """
)


@Language.factory(
    "onrecord_relations",
    requires=[
        "doc._.mentions",
        "doc._.chains",
        "doc._.role_statements",
        "token.pos",
        "token.tag",
        "token.dep",
        "token.head",
        "doc.sents",
    ],
    assigns=["doc._.relations"],
)
def make_relations(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    return find_relations


def find_relations(doc: Doc) -> Doc:
    """Write `doc._.relations`, in text order, each statement once."""
    reader = _Reader(doc)
    found: dict[tuple[int, str, Chars], Relation] = {}
    for relation in [*reader.offices(), *reader.stated()]:
        found.setdefault((relation.subject, relation.predicate, relation.object), relation)
    doc._.relations = sorted(found.values(), key=lambda r: (r.evidence, r.predicate, r.object, r.subject))
    return doc


class _Reader:
    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.statements = Statements(doc)

    # A person and an office, an employer or a party

    def offices(self) -> Iterator[Relation]:
        for statement in self.doc._.role_statements:
            sureness = _SURENESS[statement.kind]
            if statement.is_office:
                where = Chars(statement.role.start_char, statement.role.end_char)
                yield Relation(
                    statement.mention, "holds_position", where, None, statement.status, statement.evidence, sureness
                )
            for predicate, thing in self._belonging(statement):
                yield self._belongs(statement.mention, predicate, thing, statement.status, statement.evidence, sureness)
        for person, body, status, evidence in belongings(self.statements.mentioned):
            predicate = "member_of" if self._is_party(body) or self._is_politicians(person, body) else "works_for"
            yield self._belongs(person, predicate, body, status, evidence, _SURENESS["beside"])

    def _belongs(
        self, person: int, predicate: str, thing: int, status: str, evidence: Chars, confidence: float
    ) -> Relation:
        where = self.statements.mentions[thing].chars
        evidence = self.statements.evidence(person, thing, also=evidence)  # "Vell Group named Ada Osborn chairwoman"
        return Relation(person, predicate, where, thing, status, evidence, confidence)

    def _belonging(self, statement: RoleStatement) -> Iterator[tuple[str, int]]:
        """ "leader of", "member of", a Liberal, or works for; a place or nationality employs nobody."""
        word, thing = statement.head.lemma_.casefold(), statement.affiliation
        if word in PARTISANS:
            party = self.statements.mention_at.get(statement.head.i)
            if party is not None:
                yield "member_of", party
            return
        named = (self.statements.mention_at.get(token.i) for token in statement.role)
        party = next((number for number in named if number is not None and self._is_party(number)), None)
        heads = leads(self.statements.mentioned, statement)
        if thing is not None and (heads or thing != party):
            yield from [("leads", thing)] if heads else self._employment(statement, word, thing)
        if party is not None and not (heads and thing == party):
            yield from self._partisanship(statement, word, party)

    def _partisanship(self, statement: RoleStatement, word: str, party: int) -> Iterator[tuple[str, int]]:
        """A party's staff works for it, and whoever else has an office by its name is its member."""
        if word in _PARTY_STAFF:
            if self.statements.label(party) == "ORG":
                yield "works_for", party
        elif word == "member":
            if not self._of_a_part(statement, party):
                yield "member_of", party
        elif statement.status == "asserted":
            yield "member_of", party

    def _employment(self, statement: RoleStatement, word: str, thing: int) -> Iterator[tuple[str, int]]:
        label = self.statements.label(thing)
        role = {token.lower_ for token in statement.role}
        if word == "member" or role & _OF_A_HOUSE:
            if label == "ORG" and not self._of_a_part(statement, thing):
                yield "member_of", thing
            return
        in_house = word == "deputy" and any(t.lower_ in _HOUSES for t in self.statements.spans[thing])
        if word in _LEGISLATORS or in_house:  # of a party, or of the house, or for a constituency
            if label == "ORG" and self.doc[statement.head.i + 1 : statement.head.i + 2].text != "for":
                yield "member_of", thing
            return
        if word in _AUTHORS:
            return  # "author of the study in the Vell Journal"
        employs = label in ("ORG", "FAC") or (label == "PERSON" and statement.status != "proposed")
        if employs and statement.is_office and word not in OWNERS:
            yield "works_for", thing

    def _of_a_part(self, statement: RoleStatement, thing: int) -> bool:
        """Whether somebody is a member of a part: "board member of the Vell Group", "member of its panel"."""
        of_a_part = any(token.lower_ in memberships.OF_A_PART for token in statement.role)
        behind = self.statements.spans[thing].start > statement.head.i
        return of_a_part or (behind and self.statements.modifies(thing))

    def _is_party(self, number: int) -> bool:
        return self.statements.kind(number) == "political_party"

    def _is_politicians(self, person: int, body: int) -> bool:
        """Whether what is called a league or front is the party of somebody who has a politician's office."""
        span = self.statements.spans[body]
        if self.doc[span.end : span.end + 1].text == "party":  # "of the Vell Path party"
            return True
        if span[-1].lower_ not in _PERHAPS_PARTIES:
            return False
        return any(
            self.statements.same(statement.mention, person) and statement.head.lemma_.casefold() in _POLITICIANS
            for statement in self.doc._.role_statements
        )

    # What words between two mentions state

    def stated(self) -> Iterator[Relation]:
        """Only the words that may state something are looked at: a look at each costs twice as much as all the rest."""
        strings = self.doc.vocab.strings
        triggers = np.isin(self.doc.to_array("LOWER"), np.array([strings[word] for word in _TRIGGERS], dtype=np.uint64))
        for at in np.flatnonzero(triggers):
            token = self.doc[int(at)]
            word = token.lower_
            if word in seats.TRIGGERS:
                yield from seats.seats(self.statements, token)
            elif word in memberships.TRIGGERS:
                yield from memberships.memberships(self.statements, token)
            elif token.pos_ == "VERB":
                yield from self._works(token) if word in _WORKING else self._leads(token)
        yield from seats.institutions(self.statements)
        yield from seats.places(self.statements)

    def _works(self, token: Token) -> Iterator[Relation]:
        """ "Osborn works for the Vell Group", "she played for Vell", "he worked at Vell and at Marn"."""
        subjects, sought = self.statements.subjects(token)
        beside = self.statements.ending(token.i) if token.tag_ == "VBG" and not subjects else None
        subjects = subjects if beside is None else [beside]  # "Osborn, riding for the Vell Group, won"
        persons = [number for number in subjects if self.statements.label(number) == "PERSON"]
        for employer in self._employers(token.i + 1) if persons else ():
            status = self.statements.status(persons[0], token.i)
            if status == "asserted":
                over = token.tag_ == "VBD" or any(left.lower_ == "had" for left in token.lefts)
                status = "former" if over else "proposed" if sought else status
            for person in persons:
                yield self.statements.relation(person, "works_for", employer, status)

    def _employers(self, token_index: int) -> Iterator[int]:
        """The bodies of "for the Vell Group", "at Vell and at Marn"."""
        at = token_index
        while at < len(self.doc) and self.doc[at].lower_ in ("for", "at"):
            employer = self.statements.object_at(at + 1)
            whose = None if employer is None else self.statements.label(employer)
            person = whose == "PERSON" and self.doc[at - 1].lemma_ == "work" and self.doc[at].lower_ == "for"
            if employer is None or not (whose == "ORG" or person) or self.statements.modifies(employer):
                return
            yield employer
            at = self.statements.spans[employer].end
            at += at < len(self.doc) and self.doc[at].lower_ == "and"

    def _leads(self, token: Token) -> Iterator[Relation]:
        """ "Osborn, who leads the Vell Party", "the Vell Party, led by Osborn", but not "led the party to defeat"."""
        doc, statements = self.doc, self.statements
        if token.i + 2 < len(doc) and token.nbor(1).lower_ == "by":
            leader, body = statements.starting(token.i + 2, 4, _BEFORE_LEADERS), statements.ending(token.i)
            led, _ = statements.subjects(token) if body is None else ([], False)  # "Vell is run by Osborn"
            body = led[0] if len(led) == 1 else body
            persons, sought = [] if leader is None else [leader], False
        else:
            body = self._led(token)
            persons, sought = statements.subjects(token) if body is not None else ([], False)
        if body is None or not self._is_led(body):
            return
        for person in persons:
            if statements.label(person) == "PERSON":
                status = statements.status(person, token.i)
                over = token.tag_ == "VBD" and status == "asserted"
                status = "former" if over else "proposed" if sought and status == "asserted" else status
                yield statements.relation(person, "leads", body, status, 0.7)

    def _led(self, verb: Token) -> int | None:
        """The body that a verb has for its object: "the Vell Party", "the university's Vell Institute"."""
        thing = next((right for right in verb.rights if right.dep_ == "dobj"), None)
        body = None if thing is None else self.statements.mention_at.get(thing.i)
        if body is None or self.statements.modifies(body):
            return None
        end = self.statements.spans[body].end
        elsewhere = end < len(self.doc) and self.doc[end].lower_ in ("to", "into", "past", "over", "out")
        return None if elsewhere else body

    def _is_led(self, body: int) -> bool:
        """A body, or the country that is called so; "leads Ohio" tells of a race."""
        label, nominal = self.statements.label(body), self.statements.mentions[body].kind == "nominal"
        return label == "ORG" or (label == "GPE" and nominal)
