"""Facts that the text states between two entities, or a person and an office, each with its evidence. Precision first.

Persons' offices come from `roles`; memberships from lists ("the Quad—consisting of Japan, …"), members ("NATO member
Turkey") and joining; places from "based in" and "Lyon, France"; allies from "ally of". The status tells what is so
from what is proposed, denied or over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from tasks.extract.annotations import Chars, Mention, Relation
from tasks.extract.lexicon import words
from tasks.extract.roles import FORMER, OWNERS, PARTISANS, Offices, RoleStatement

#: "the AUKUS pact between …", "a bloc of …".
_BODIES = words(
    """
    pact alliance treaty agreement bloc group grouping partnership league union coalition accord dialogue forum
    club
    """
)
_MEMBERS = words("member members signatory signatories ally")
_BASED = words("based headquartered")
_LISTING = words("consisting comprising comprises comprise composed made includes include including")
_AMONG = words("between among of")
_JOINING = words("join joins joined joining")
_WORKING = words("work works worked")
_LEADING = words("leads heads chairs led headed chaired")
_TRIGGERS = _MEMBERS | _BASED | _LISTING | _AMONG | _JOINING | _WORKING | _LEADING
_PROPOSED = words(
    """
    proposed would-be potential possible prospective planned envisioned envisaged suggested hypothetical future
    would could might may should candidate aspiring
    """
)
_DENIED = words("not n't n’t never no without neither nor deny denies denied")
_SEEK = words(
    """
    want seek hope apply plan aim wish ask try bid invite consider agree vote intend aspire
    """
)
_BEFORE_BODIES = words("the a an opposition ruling main largest governing")
_BEFORE_LEADERS = words("former president prime minister its then mr mrs ms dr chief executive")
_LIST_GAP = 3  #: tokens between two members of a list
_LIST_MOST = 40  #: members of a list
_BEFORE_TRIGGER = 12  #: tokens between a body and the words that open its list
_OF_A_HOUSE = words("majority minority whip")  #: "Senate majority leader" leads a part of the Senate
_SURENESS = {"before": 0.9, "apposition": 0.85, "clause": 0.8, "beside": 0.7}  #: by where a role stands
_PARTIES = frozenset({"Party", "Democrats", "Republicans"})  #: who is "of" these need not be paid by them


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
        self.mentions: list[Mention] = doc._.mentions
        self.reader = Offices(doc)
        self.mention_at = self.reader.mention_at
        self.spans = {number: self.reader.spans[number] for number in self.mention_at.values()}

    # A person and an office or an employer

    def offices(self) -> Iterator[Relation]:
        for statement in self.doc._.role_statements:
            sureness = _SURENESS[statement.kind]
            if statement.is_office:
                where = Chars(statement.role.start_char, statement.role.end_char)
                yield Relation(
                    statement.mention, "holds_position", where, None, statement.status, statement.evidence, sureness
                )
            predicate, thing = self._belonging(statement)
            if predicate and thing is not None:
                yield self._relation(
                    statement.mention, predicate, thing, statement.status, statement.evidence, sureness
                )

        for person, body, evidence in self.reader.belongings():
            if self.spans[body][-1].text not in _PARTIES:
                yield self._relation(person, "works_for", body, "asserted", evidence, _SURENESS["beside"])

    def _belonging(self, statement: RoleStatement) -> tuple[str | None, int | None]:
        """ "leader of", "member of", a Liberal, or works for; null for a place or nationality that is no employer."""
        word, thing = statement.head.lemma_.casefold(), statement.affiliation
        if word in PARTISANS:
            return "member_of", self.mention_at.get(statement.head.i)
        if thing is None:
            return None, None
        label = self.mentions[thing].label
        if self.reader.leads(statement):
            return "leads", thing
        if word == "member" or {token.lower_ for token in statement.role} & _OF_A_HOUSE:
            return ("member_of", thing) if label == "ORG" else (None, None)
        employs = label == "ORG" or (label == "PERSON" and statement.status != "proposed")
        return ("works_for", thing) if employs and statement.is_office and word not in OWNERS else (None, None)

    # What words between two mentions state

    def stated(self) -> Iterator[Relation]:
        """Only the words that may state something are looked at: a look at each costs twice as much as all the rest."""
        strings = self.doc.vocab.strings
        triggers = np.isin(self.doc.to_array("LOWER"), np.array([strings[word] for word in _TRIGGERS], dtype=np.uint64))
        for at in np.flatnonzero(triggers):
            token = self.doc[int(at)]
            word = token.lower_
            if word in _BASED:
                yield from self._based(token)
            elif word in _LISTING or (word in _AMONG and token.i and token.nbor(-1).lemma_.casefold() in _BODIES):
                yield from self._listed(token)
            elif word in _MEMBERS:
                yield from self._member(token)
                yield from self._ally(token)
            elif word in _JOINING and token.pos_ == "VERB":
                yield from self._joined(token)
            elif word in _WORKING and token.pos_ == "VERB":
                yield from self._works(token)
            elif word in _LEADING and token.pos_ == "VERB":
                yield from self._leads(token)
        yield from self._places()

    def _relation(
        self, subject: int, predicate: str, thing: int, status: str, evidence: Chars, confidence: float = 0.8
    ) -> Relation:
        return Relation(subject, predicate, self.mentions[thing].chars, thing, status, evidence, confidence)

    def _covering(self, *numbers: int) -> Chars:
        """From the first to the last of these mentions."""
        stretches = [self.mentions[number].chars for number in numbers]
        return Chars(min(s.start for s in stretches), max(s.end for s in stretches))

    def _mention_from(
        self, token_index: int, most: int = 3, skip: frozenset[str] = frozenset({"the", "a", "an"})
    ) -> int | None:
        """The mention that begins at a token, or after an article."""
        for token in self.doc[token_index : token_index + most]:
            if token.i in self.mention_at:
                number = self.mention_at[token.i]
                return number if self.spans[number].start == token.i else None
            if token.lower_ not in skip:
                return None
        return None

    def _mention_before(self, token_index: int, most: int, labels: frozenset[str]) -> int | None:
        """The nearest mention with one of the labels that ends before a token, in the same sentence."""
        for i in range(token_index - 1, max(-1, token_index - 1 - most), -1):
            number = self.mention_at.get(i)
            if number is not None and self.mentions[number].label in labels:
                return number
            if self.doc[i].is_sent_start:
                return None
        return None

    def _based(self, token: Token) -> Iterator[Relation]:
        """ "Ada Osborn, an analyst based in Lyon", "the Lyon-based Vell Group"."""
        doc = self.doc
        if token.i + 1 < len(doc) and token.nbor(1).lower_ in ("in", "at"):
            place = self._mention_from(token.i + 2)
            subject = self._subject_of_modifier(token)
            if place is not None and subject is not None and self.mentions[place].label in ("GPE", "LOC", "FAC"):
                evidence = self._covering(subject, place)
                yield self._relation(subject, "based_in", place, _status(doc, subject, token.i, self.spans), evidence)
        elif token.i > 1 and token.nbor(-1).text == "-" and token.i - 2 in self.mention_at:
            place = self.mention_at[token.i - 2]
            subject = self._mention_from(
                token.i + 1,
                5,
                frozenset({t.lower_ for t in doc[token.i + 1 : token.i + 5] if t.pos_ in ("NOUN", "ADJ")}),
            )
            if (
                subject is not None
                and self.mentions[place].label == "GPE"
                and self.mentions[subject].label in ("ORG", "PERSON")
            ):
                yield self._relation(subject, "based_in", place, "asserted", self._covering(place, subject))

    def _subject_of_modifier(self, token: Token) -> int | None:
        """The mention that a participle is about: by the parse, through the apposition that it may stand in."""
        head = token.head
        for _ in range(3):
            number = self.mention_at.get(head.i)
            if (
                number is not None
                and self.mentions[number].label in ("PERSON", "ORG")
                and self.spans[number].start < token.i
            ):
                return number
            if head.dep_ in ("appos", "relcl", "acl", "conj") or token.dep_ == "ROOT":
                head = head.head
                continue
            break
        if token.head.i != token.i and token.head.pos_ == "NOUN":
            # "Osborn, an analyst based in": the parser may hang "analyst" elsewhere, so look at what
            # stands before its comma.
            start = token.head.left_edge.i
            if start > 1 and self.doc[start - 1].text == ",":
                number = self.mention_at.get(start - 2)
                return number if number is not None and self.mentions[number].label in ("PERSON", "ORG") else None
        return None

    def _listed(self, token: Token) -> Iterator[Relation]:
        """ "the Quad—consisting of Japan, the U.S., Australia, and India", "the pact between Vell and Marn"."""
        doc, start = self.doc, token.i + 1
        if token.lower_ in ("consisting", "composed", "made"):
            start += 1 if token.lower_ != "made" else 2
            if start >= len(doc) or doc[start - 1].lower_ != "of":
                return
        pair = token.lower_ in ("between", "among", "of")
        at = token.i - 1 if pair else token.i
        body = self._mention_before(at, _BEFORE_TRIGGER if not pair else 3, frozenset({"ORG", "LAW", "EVENT"}))
        if body is None or not self._opens_list(token, body, at):
            return
        members = self._list(start)
        if len(members) < 2 or any(self.mentions[m].chain == self.mentions[body].chain for m in members):
            return
        status = _status(doc, body, token.i, self.spans)
        for member in members:
            yield self._relation(member, "member_of", body, status, self._covering(body, *members), 0.9)

    def _opens_list(self, token: Token, body: int, at: int) -> bool:
        """Whether the list is the body's: nothing but marks, "which", "group" and the like stands between."""
        between = self.doc[self.spans[body].end : at]
        if token.lower_ in ("including", "includes", "include"):
            # A list that is only part of another sentence's objects is no list of members, unless the word says so.
            return any(word.lower_ in ("members", "countries", "nations", "states") for word in between)
        allowed = _BODIES | {
            "which",
            "that",
            "is",
            "are",
            "was",
            "a",
            "an",
            "the",
            "countries",
            "nations",
            "security",
            "trade",
            "defense",
            "defence",
        }
        return all(word.is_punct or word.is_space or word.lower_ in allowed for word in between)

    def _list(self, start: int) -> list[int]:
        """The mentions in a list that begins at a token."""
        members: list[int] = []
        at, gap = start, 0
        while at < len(self.doc) and gap <= _LIST_GAP and len(members) < _LIST_MOST:
            token = self.doc[at]
            number = self.mention_at.get(at)
            if number is not None:
                if self.mentions[number].label not in ("GPE", "ORG"):
                    break
                following = self.spans[number].end
                if following < len(self.doc) and self.doc[following].tag_ in ("POS", "NN", "NNS"):
                    break  # "and India's army": the last is not a country
                members.append(number)
                at, gap = following, 0
                continue
            if token.lower_ not in (",", "and", "the", "&", "or") or token.is_sent_start:
                break
            at, gap = at + 1, gap + 1
        return members

    def _member(self, token: Token) -> Iterator[Relation]:
        """ "Turkey, a member of NATO", "Turkey is a member of NATO", "NATO member Turkey"."""
        doc = self.doc
        if token.lower_ == "ally":
            return
        if token.i + 1 < len(doc) and token.nbor(1).lower_ in ("of", "to"):
            body = self._mention_from(token.i + 2)
            if body is not None and self._possesses(body):
                return  # "a signatory to the Vell Pact's annex"
            subject = self._subject_of_noun(token)
        else:
            body = self.mention_at.get(token.i - 1) if token.i else None
            subject = self._mention_from(token.i + 1, 2, frozenset({"state", "country"}))
        if (
            body is None
            or subject is None
            or self.mentions[body].label != "ORG"
            or self.mentions[subject].chain == self.mentions[body].chain
        ):
            return
        if self.mentions[subject].label in ("GPE", "PERSON", "ORG"):
            status = _status(doc, subject, token.i, self.spans)
            yield self._relation(subject, "member_of", body, status, self._covering(subject, body))

    def _possesses(self, number: int) -> bool:
        """Whether "'s" follows the mention."""
        end = self.spans[number].end
        return end < len(self.doc) and self.doc[end].tag_ == "POS"

    def _subject_of_noun(self, noun: Token) -> int | None:
        """Of "X is a member" and "X, a member": X."""
        if noun.dep_ == "attr" and noun.head.lemma_ in ("be", "become", "remain"):
            for left in reversed(self.doc[max(0, noun.head.i - 12) : noun.head.i]):
                if left.dep_ == "nsubj" and left.head.i == noun.head.i:
                    return self.mention_at.get(left.i)
        if noun.dep_ == "appos":
            return self.mention_at.get(noun.head.i)
        return None

    def _ally(self, token: Token) -> Iterator[Relation]:
        """ "Marn, an ally of Vell", "Vell's ally Marn"."""
        if token.lower_ != "ally":
            return
        doc = self.doc
        if token.i + 1 < len(doc) and token.nbor(1).lower_ in ("of", "to"):
            other, subject = self._mention_from(token.i + 2), self._subject_of_noun(token)
        else:
            subject = self._mention_from(token.i + 1, 2, frozenset({","}))
            other = None
            for i in range(token.i - 1, max(-1, token.i - 5), -1):
                if doc[i].tag_ == "POS" and i:
                    other = self.mention_at.get(i - 1)
                    break
                if i in self.mention_at:
                    other = self.mention_at[i] if i == token.i - 1 else None
                    break
        if other is None or subject is None or self.mentions[other].chain == self.mentions[subject].chain:
            return
        wanted = ("GPE", "PERSON", "ORG", "NORP")
        if self.mentions[other].label in wanted and self.mentions[subject].label in wanted:
            status = _status(doc, subject, token.i, self.spans)
            yield self._relation(subject, "ally_of", other, status, self._covering(subject, other))

    def _joined(self, token: Token) -> Iterator[Relation]:
        """ "Marn joined NATO" is so, "Marn wants to join NATO" proposed."""
        body = self._mention_from(token.i + 1)
        if body is None or self.mentions[body].label != "ORG":
            return
        verb, sought = token, token.tag_ == "VB"
        for _ in range(3):
            for left in reversed(self.doc[max(0, verb.i - 10) : verb.i]):
                if left.dep_ in ("nsubj", "nsubjpass") and left.head.i == verb.i:
                    subject = self.mention_at.get(left.i)
                    if subject is None or self.mentions[subject].label not in ("GPE", "PERSON"):
                        return
                    status = _status(self.doc, subject, token.i, self.spans)
                    status = "proposed" if sought and status == "asserted" else status
                    yield self._relation(subject, "member_of", body, status, self._covering(subject, body), 0.7)
                    return
            if verb.dep_ not in ("xcomp", "conj", "ccomp") or verb.head.i == verb.i:
                return
            sought = sought or verb.head.lemma_ in _SEEK
            verb = verb.head

    def _works(self, token: Token) -> Iterator[Relation]:
        """ "Osborn works for the Vell Group"."""
        if token.i + 1 >= len(self.doc) or token.nbor(1).lower_ not in ("for", "at"):
            return
        employer = self._mention_from(token.i + 2)
        subject = None
        for left in reversed(self.doc[max(0, token.i - 6) : token.i]):
            if left.dep_ == "nsubj" and left.head.i == token.i:
                number = self.mention_at.get(left.i)
                subject = (
                    number
                    if number is not None
                    else self.mention_at.get(token.head.i)
                    if left.lower_ == "who"
                    else None
                )
                break
        if (
            employer is None
            or subject is None
            or self.mentions[employer].label != "ORG"
            or self.mentions[subject].label != "PERSON"
        ):
            return
        status = _status(self.doc, subject, token.i, self.spans)
        status = "former" if token.tag_ == "VBD" and status == "asserted" else status
        yield self._relation(subject, "works_for", employer, status, self._covering(subject, employer))

    def _leads(self, token: Token) -> Iterator[Relation]:
        """ "Osborn, who leads the Vell Party", "the Vell Party, led by Osborn", but not "led the party to defeat"."""
        doc = self.doc
        if token.i + 2 < len(doc) and token.nbor(1).lower_ == "by":
            person, body = self._mention_from(token.i + 2, 4, _BEFORE_LEADERS), self._led(token)
        elif token.tag_ in ("VBZ", "VBP", "VBD") and token.i:
            body = self._mention_from(token.i + 1, 4, _BEFORE_BODIES)
            before = token.i - 1
            if doc[before].lower_ == "who":
                before -= 1 + (doc[before - 1].text == ",")
            person = self.mention_at.get(before)
        else:
            return
        if person is None or body is None or self._possesses(body):
            return
        if self.mentions[person].label != "PERSON" or self.mentions[body].label != "ORG":
            return
        status = _status(doc, person, token.i, self.spans)
        over = token.tag_ == "VBD" and doc[token.i - 1].lower_ != "who" and status == "asserted"
        yield self._relation(person, "leads", body, "former" if over else status, self._covering(person, body), 0.7)

    def _led(self, token: Token) -> int | None:
        """The body that "led by" stands right behind, perhaps behind a comma."""
        at = token.i - 1 - (token.nbor(-1).text == "," if token.i else 0)
        return self.mention_at.get(at) if at >= 0 else None

    def _places(self) -> Iterator[Relation]:
        """ "in Lyon, France," but not a list: "Lyon, France and Marn"."""
        doc = self.doc
        for number in sorted(self.spans):
            span = self.spans[number]
            if (
                self.mentions[number].label not in ("GPE", "FAC")
                or self.mentions[number].kind != "name"
                or span.end + 1 >= len(doc)
            ):
                continue
            if doc[span.end].text != "," or self._kind(number) == "country":
                continue
            whole = self.mention_at.get(span.end + 1)
            if (
                whole is None
                or self.mentions[whole].label != "GPE"
                or self.mentions[whole].chain == self.mentions[number].chain
            ):
                continue
            end = self.spans[whole].end
            after = doc[end].text if end < len(doc) else "."
            in_list = self._in_list(span, end)
            led = span.start and doc[span.start - 1].pos_ == "ADP"
            if led and not in_list and (after in (",", ".", ")", ";") or doc[end].is_space):
                yield self._relation(number, "located_in", whole, "asserted", self._covering(number, whole), 0.85)

    def _in_list(self, span: Span, end: int) -> bool:
        doc = self.doc
        before = span.start > 1 and doc[span.start - 1].text == ","
        after = doc[end : end + 3]
        return before or any(
            token.lower_ in ("and", "or") or token.i in self.mention_at for token in after if not token.is_sent_start
        )

    def _kind(self, number: int) -> str:
        kind: str = self.doc._.chains[self.mentions[number].chain].kind
        return kind


def _status(doc: Doc, subject: int, at: int, spans: dict[int, Span]) -> str:
    """By the words from a little before the subject to the word that states the relation."""
    start = min(spans[subject].start, at)
    lead = []
    for i in range(start - 1, max(-1, start - 4), -1):
        if doc[i].is_punct or doc[i].is_sent_start:
            break
        lead.append(doc[i].lower_)
    words = {*lead, *(token.lower_ for token in doc[start : max(at, spans[subject].end) + 1])}
    if words & _DENIED:
        return "denied"
    if words & _PROPOSED:
        return "proposed"
    return "former" if words & FORMER else "asserted"
