"""What offices an article gives its persons, and where it says that they belong.

Read from four places: before the name ("German Chancellor Ada Osborn"), in apposition after or before it ("Ada
Osborn, an associate at The Vell Group,"), in a clause about it ("Osborn, who became the leader of the Vell Party",
"Osborn, elected as mayor") and in "Osborn is the mayor". A phrase is a role only if its head is a word for one
(`ROLES`, an abbreviated title, or a suffix that makes such words).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from tasks.extract.annotations import Chain, Chars, Mention
from tasks.extract.lexicon import words
from tasks.extract.names.words import PARTIES_OF_SEATS
from tasks.extract.namesakes import tell_apart
from tasks.extract.positions import Positions

ROLES = words(
    """
    abbot academic accountant activist actor actress administrator adviser advisor advocate agent aide alderman
    alderwoman ambassador analyst anchor anthropologist archaeologist archbishop architect archivist artist
    assemblyman assemblywoman assistant associate astronaut astronomer astrophysicist athlete attorney auditor
    author ayatollah baker ballerina banker barrister bartender bassist batsman biochemist biophysicist bishop
    blogger boss bowler boxer brigadier broadcaster broker builder businessman businessperson businesswoman butcher
    cameraman campaigner candidate captain cardinal caretaker carpenter cartoonist cellist ceo cfo chair chairholder
    chairman chairperson chairwoman chancellor chaplain chef chemist chief chieftain choreographer cinematographer
    cleaner cleric co-chair co-founder coach cofounder colonel columnist comedian commander commentator commissioner
    commodore composer comptroller conductor congressman congresswoman conservationist constable consultant
    coordinator coroner corporal correspondent cosmonaut councillor councilman councilor councilwoman counsel
    cricketer curate curator cyclist dancer deacon dean defender delegate demographer dentist deputy designer
    detective developer diarist diplomat director dissident doctor dramatist dressmaker driver drummer duchess duke
    economist editor electrician embryologist emperor employee engineer engraver entrepreneur envoy epidemiologist
    essayist executive expert explorer farmer farmhand fellow filmmaker financier firefighter fisherman footballer
    forester founder friar gardener general geologist geophysicist goalkeeper golfer governor guard guitarist
    gymnast head herder herpetologist historian host illustrator imam immunologist incumbent industrialist
    influencer inspector instructor interpreter inventor investigator investor ironworker janitor jeweller jockey
    journalist judge justice king lawmaker lawyer leader lecturer legislator lexicographer librarian librettist
    lieutenant linguist lobbyist lyricist machinist magistrate major manager marshal mathematician mayor mechanic
    medic merchant meteorologist midfielder midshipman midwife militant miner minister ministress missionary monk
    mountaineer mufti musician naturalist negotiator neuroscientist nominee novelist nun nurse nutritionist
    oceanographer officer official ombudsman ombudswoman operative optician organiser organist organizer owner
    painter paramedic parliamentarian partner pastor pathologist patriarch pharmacist philanthropist philosopher
    photographer physician physicist pianist pilot pitcher planner playwright plumber podcaster poet policeman
    policewoman politician pollster pope potter preacher prefect premier presenter president priest prime-minister
    prince princess principal printmaker producer professor programmer prosecutor provost psychiatrist psychoanalyst
    psychologist publisher quarterback quartermaster queen rabbi racer ranger rapper rapporteur rector referee
    reporter representative researcher reverend rower sailor salesman saxophonist scholar scientist screenwriter
    sculptor secretary seismologist senator sergeant shaman sheikh shepherd sheriff shopkeeper singer skier skipper
    sociologist soldier solicitor songwriter speaker specialist spokesman spokesperson spokeswoman sprinter staffer
    statistician strategist streamer striker stylist sultan superintendent supervisor surgeon swimmer tailor teacher
    technologist theologian therapist trader trainer translator treasurer trooper trucker trustee tutor umpire
    undersecretary vaccinologist vet veterinarian vicar vice-president violinist virologist vlogger vocalist waiter
    waitress warden warlord weaver webmaster welder whip winemaker winger worker wrestler writer zoologist
    """
)
#: What an article may call somebody who has no office by it.
DESCRIPTIONS = words(
    """
    ally billionaire critic front-runner frontrunner member millionaire player resident student successor tycoon user
    veteran witness
    """
)
PARTISANS = words("conservative democrat liberal libertarian republican socialist tory")
_ABBREVIATED = words("adm amb atty capt cllr cmdr cpl col del gen gov lt maj mep mp prof rep rev sen sgt supt")
_ROLE_SUFFIXES = (
    *("ologist", "ographer", "ician", "chemist", "spokesperson"),
    *("secretary", "minister", "president", "chairman", "director"),
)
_AFTER_OFFICES = words("of at for to in from with")
#: Who works for a person: "Osborn's spokesman", "Osborn spokesman Henry Vell".
_STAFF = words(
    """
    adviser advisor agent aide assistant attorney chief coach consultant coordinator counsel deputy director lawyer
    manager publicist secretary spokesman spokesperson spokeswoman strategist surrogate trainer
    """
)
#: Who owns or made an organisation, or stands for it, need not work for it.
OWNERS = words("candidate co-founder cofounder founder investor nominee owner trustee")
FORMER = words(
    """
    former ex late onetime one-time ousted fired sacked deposed then ex- retired erstwhile formerly previously once
    """
)
PROPOSED = words("proposed would-be potential possible prospective next incoming elect designate future")
_UNREAL = words("would 'd ’d can could might may should will shall to if unless until whether")
_SUPERLATIVES = words("best last latest least most only worst")
_NEGATIONS = words("not n't n’t never no")
_ANYBODY = words("any each either every neither no")
_ELECT = words("elect designate")
_HONORIFICS = words("mr mrs ms miss dr sir dame lord lady mr. mrs. ms. dr.")
#: Somebody else gives the office: "Osborn was appointed judge", "named Osborn as judge", not "he'll appoint a judge".
_GIVEN = words("elect appoint name re-elect reelect nominate swear choose install pick select hire")
_BECOME = words("be become serve remain work act") | _GIVEN
#: Whose subject has the office that follows "as": "succeeded Lind as chairman", "took over as chairman".
_ENTER = words("succeed replace join take")
#: Whose subject, or whom they are done to, has it no longer: "resigned as chairman", "was sacked as chairman".
_LEAVE, _DISMISS = words("resign step retire quit"), words("fire sack dismiss oust remove")
_ONLY_AS = _ENTER | _LEAVE | _DISMISS
#: "is to become", "is expected to be", "hopes to become".
_LOOK_AHEAD = words("be expect set hope want plan aim wish seek intend aspire due slate tip poise try")
_HELD = words("be serve work act")  #: in the past tense: no longer
#: Where a role's phrase ends: a clause, a further apposition, a quotation.
_STOPS = words(', ; : — – -- ( ) " “ ” who whom which that whose where when and but .')
_MOST_TOKENS = 20  #: of a role's phrase
_MOST_BEFORE = 8  #: tokens of a role before a name
_CHILDREN = 12  #: tokens right of a verb among which its complement is looked for


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


@Language.factory(
    "onrecord_roles",
    requires=["doc._.mentions", "doc._.chains", "token.pos", "token.tag", "token.dep", "token.head"],
    assigns=["doc._.role_statements", "doc._.chains"],
)
def make_roles(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Writes what offices the text gives, completes the chains of persons with `role` and `affiliation`, and gives
    persons of one name who are at home in different settings ids of their own.
    """
    return lambda doc: tell_apart(assign_roles(doc))


def assign_roles(doc: Doc) -> Doc:
    """Of several roles a chain takes the first of the best: one that it holds, an office, with an affiliation."""
    best: dict[int, list[tuple[bool, bool, bool, int, RoleStatement]]] = {}
    doc._.role_statements = role_statements(doc)
    for order, statement in enumerate(doc._.role_statements):
        chain = doc._.mentions[statement.mention].chain
        if chain is not None and statement.status != "denied":
            rank = (statement.status != "asserted", not statement.is_office, statement.affiliation is None, order)
            best.setdefault(chain, []).append((*rank, statement))
    for number, ranked in best.items():
        chain = doc._.chains[number]
        (over, *_, first), *others = sorted(ranked)
        chain.role = " ".join(first.role.text.split())
        # "Senator Ada Osborn, Liberal of Vell": the second says where the first belongs
        alike = [first, *(statement for was_over, *_, statement in others if was_over == over)]
        belongs = next((statement.affiliation for statement in alike if statement.affiliation is not None), None)
        if belongs is not None:
            chain.affiliation = doc._.chains[doc._.mentions[belongs].chain].name
    for person, body, *_ in Offices(doc).belongings():
        chain = doc._.chains[doc._.mentions[person].chain]
        chain.affiliation = chain.affiliation or doc._.chains[doc._.mentions[body].chain].name
    for person, party in Offices(doc).seats():
        chain = doc._.chains[doc._.mentions[person].chain]
        chain.affiliation = chain.affiliation or party
    return doc


def is_role(token: Token) -> bool:
    """Whether a noun is a word for an office or an occupation, or for what else somebody may be called."""
    lemma = token.lemma_.casefold()
    return token.pos_ in ("NOUN", "PROPN") and (
        lemma in ROLES
        or token.lower_ in ROLES
        or lemma in DESCRIPTIONS
        or lemma in PARTISANS
        or token.lower_.removesuffix(".") in _ABBREVIATED
        or (token.lower_.endswith(_ROLE_SUFFIXES) and not is_plural(token))
    )


def is_plural(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS")


def role_statements(doc: Doc) -> list[RoleStatement]:
    """All roles that the text gives to persons, in text order."""
    reader = Offices(doc)
    found: list[RoleStatement] = []
    for number, (mention, span) in enumerate(zip(doc._.mentions, reader.spans, strict=True)):
        if mention.chain is None or reader.chains[mention.chain].label != "PERSON":
            continue
        if mention.kind == "name":
            found += reader.before(number, span)
            found += reader.apposition(number, span)
        found += reader.clause(number, span)
    return found


def party_of_seat(initial: Token) -> str | None:
    """The party that the D of "Ada Osborn (D-Vt.)" or "Ada Osborn, D-Vt.," stands for."""
    if not 0 < initial.i < len(initial.doc) - 1 or initial.nbor(-1).text not in ("(", ","):
        return None
    return PARTIES_OF_SEATS.get(initial.text) if initial.nbor(1).text in ("-", "–") else None


class Offices:
    """Reads the offices in one article.

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

    def of_nobody(self, head: Token, inside: Collection[int]) -> tuple[str | None, str | None]:
        """Role and affiliation in a phrase that names nobody: "a Vell Group official", "her spokesman".

        head: the phrase's; inside: its tokens. What is said of several ("officials of the Vell Group") is no role.
        """
        if not is_role(head) or head.lemma_.casefold() in DESCRIPTIONS | PARTISANS:
            return None, None
        phrase = self._cut(self.doc[min(inside) : max(inside) + 1], head)
        role = None if is_plural(head) or any(t.lower_ in _ANYBODY for t in head.lefts) else self._role(phrase, head)
        number = self._affiliation(phrase, head, None)
        chain = None if number is None else self.mentions[number].chain
        return " ".join(role.text.split()) if role else None, None if chain is None else self.chains[chain].name

    def belongings(self) -> Iterator[tuple[int, int, str, Chars]]:
        """Person, organisation, status, evidence, with no office between: "Osborn of the Vell Group"."""
        for number, (mention, span) in enumerate(zip(self.mentions, self.spans, strict=True)):
            if mention.kind != "name" or mention.label != "PERSON" or mention.chain is None:
                continue
            body = self._owner(span) if span.start > 1 else None
            body = self._of_body(span) if body is None else body
            if body is not None and self.mentions[body].label == "ORG":
                named = self.spans[body]
                ends = min(span.start_char, named.start_char), max(span.end_char, named.end_char)
                between = self.doc[span.end : named.start]
                status = "former" if any(token.lower_ in FORMER for token in between) else "asserted"
                yield number, body, status, Chars(*ends)

    def seats(self) -> Iterator[tuple[int, str]]:
        """Person and party of "Ada Osborn (D-Vt.)"."""
        for number, (mention, span) in enumerate(zip(self.mentions, self.spans, strict=True)):
            if mention.label == "PERSON" and mention.chain is not None and span.end + 1 < len(self.doc):
                party = party_of_seat(self.doc[span.end + 1])
                if party is not None:
                    yield number, party

    def _owner(self, span: Span) -> int | None:
        return self.mention_at.get(span.start - 2) if self.doc[span.start - 1].tag_ == "POS" else None

    def _of_body(self, span: Span) -> int | None:
        """Of "Osborn of the Vell Group" and "Osborn (Vell Party)": the body."""
        at = span.end
        if at + 2 < len(self.doc) and self.doc[at].text == "(":
            number = self.mention_at.get(at + 1)
            return number if number is not None and self._is_party_in_brackets(number) else None
        at += at < len(self.doc) and self.doc[at].text == ","
        at += at < len(self.doc) and self.doc[at].lower_ in FORMER
        if at >= len(self.doc) or self.doc[at].lower_ not in ("of", "from"):
            return None
        at += 1
        at += at < len(self.doc) and self.doc[at].lower_ == "the"
        number = self.mention_at.get(at)
        return number if number is not None and self.spans[number].start == at else None

    def _is_party_in_brackets(self, number: int) -> bool:
        chain, end = self.mentions[number].chain, self.spans[number].end
        closed = end < len(self.doc) and self.doc[end].text == ")"
        return closed and chain is not None and self.chains[chain].kind == "political_party"

    def before(self, number: int, span: Span) -> Iterator[RoleStatement]:
        """ "Foreign Ministry spokesman Ada Osborn", "the mayor of Vell, Ada Osborn"."""
        doc, end = self.doc, span.start
        start = end
        while start > max(0, end - _MOST_BEFORE) and self._modifies(doc[start - 1]) and not doc[start].is_sent_start:
            start -= 1
        while start < end and doc[start].lower_ in _HONORIFICS:
            start += 1
        last = end - 1
        if last >= start + 2 and doc[last].lower_ in _ELECT and doc[last - 1].text == "-":
            last -= 2  # the President of "President-elect Ada Osborn"
        if last - 1 >= start and doc[last].is_title and doc[last - 1].is_lower and is_role(doc[last - 1]):
            end, last = last, last - 1  # a title between the office and the name: "party director Gen. Ada Osborn"
        head = self._office_of(last) or doc[last]
        if head.i < start:
            start = head.i
            while (
                start > max(0, end - _MOST_BEFORE) and self._modifies(doc[start - 1]) and not doc[start].is_sent_start
            ):
                start -= 1
        if start < end and is_role(head) and not is_plural(head):
            yield from self._statement(number, doc[start:end], head, "before", Chars(doc[start].idx, span.end_char))
            yield from self._outer(number, span, head, start)
            return
        while end > 1 and doc[end - 1].lower_ in _HONORIFICS:  # "the chairwoman, Dame Ada Osborn"
            end -= 1
        if end > 1 and doc[end - 1].text == ",":
            head = self._office_before(span.root.head)
            described = span.root.dep_ == "appos" and is_role(head) and not is_plural(head)
            described &= head.dep_ != "appos" or any(left.tag_ == "WP$" for left in head.lefts)
            if described and head.i < end - 1 and head.i not in self.mention_at and not is_plural(head):
                phrase = doc[max(head.left_edge.i, head.i - _MOST_BEFORE) : end - 1]
                yield from self._phrase(number, phrase, head, "apposition", span)

    def _outer(self, number: int, span: Span, head: Token, start: int) -> Iterator[RoleStatement]:
        """The founder of "its founder, the Lyon-born tycoon Ada Osborn", to which the role before the name is apposed.

        head, start: of the role right before the name.
        """
        at = start - 1
        while at > max(0, start - _MOST_BEFORE) and self.doc[at].text != "," and not self.doc[at].is_sent_start:
            at -= 1
        inner = head if head.dep_ == "appos" else span.root
        office = inner.head
        if self.doc[at].text != "," or inner.dep_ != "appos" or not is_role(office) or is_plural(office):
            return
        if office.i < at and office.i not in self.mention_at:
            phrase = self.doc[max(office.left_edge.i, office.i - _MOST_BEFORE) : at]
            yield from self._phrase(number, phrase, office, "apposition", span)

    def _office_before(self, noun: Token) -> Token:
        """The president of "the president of the Vell Commission, Ada Osborn", whom the parser hangs on the body."""
        office = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in _AFTER_OFFICES else noun
        return office if is_role(office) and office.i < noun.i else noun

    def _office_of(self, last: int) -> Token | None:
        """The Secretary of "Secretary of State Ada Osborn", where the token at `last` is the State; else null."""
        doc, at = self.doc, last
        while at > max(0, last - _MOST_BEFORE) and not doc[at].is_sent_start:
            if doc[at].lower_ == "of":
                return doc[at - 1] if is_role(doc[at - 1]) and doc[at - 1].text[0].isupper() else None
            if not (doc[at].pos_ == "PROPN" or doc[at].lower_ in ("the", "and", "&")) or self._is_person(at):
                return None
            at -= 1
        return None

    def _modifies(self, token: Token) -> bool:
        if token.is_space:
            return False
        if token.is_punct or token.lower_ == "in":  # "editor-in-chief"
            hyphens = token.nbor(-1).text == token.nbor(1).text == "-" if 0 < token.i < len(self.doc) - 1 else False
            return token.text in ("-", "’", "'") or hyphens
        if self._is_person(token.i):
            return False
        return (token.pos_ in ("PROPN", "NOUN", "ADJ", "PART") and token.tag_ != "TO") or token.tag_ == "POS"

    def _is_person(self, token_index: int) -> bool:
        number = self.mention_at.get(token_index)
        return number is not None and self.mentions[number].label == "PERSON"

    def apposition(self, number: int, span: Span) -> Iterator[RoleStatement]:
        """ "Ada Osborn, an associate at The Vell Group, …", "Ada Osborn, 21, a student, …"."""
        doc, at = self.doc, span.end
        if at + 1 >= len(doc) or doc[at].text not in (",", "(", "—", "–"):
            return
        start = at + 1
        if start + 1 < len(doc) and doc[start].like_num and doc[start + 1].text == ",":
            start += 2
        end = start
        while (
            end < min(len(doc), start + _MOST_TOKENS) and not doc[end].is_sent_start and not self._ends(doc[end], start)
        ):
            end += 1
        phrase = doc[start:end]
        head = self._head(phrase)
        if head is not None:
            yield from self._phrase(number, phrase, head, "apposition", span)
            yield from self._second(number, phrase, span)

    def _second(self, number: int, phrase: Span, span: Span) -> Iterator[RoleStatement]:
        """The other office of "a professor at Vell University and a former adviser to the mayor"."""
        doc, end = self.doc, phrase.end
        if end + 1 >= len(doc) or doc[end].lower_ != "and" or doc[end].is_sent_start:
            return
        last = end + 1
        while last < min(len(doc), end + _MOST_TOKENS) and not doc[last].is_sent_start:
            if self._ends(doc[last], end + 1):
                break
            last += 1
        head = self._head(doc[end + 1 : last])
        if head is not None:
            yield from self._phrase(number, doc[end + 1 : last], head, "apposition", span)

    def _ends(self, token: Token, start: int) -> bool:
        """Whether a role's phrase that began at `start` ends before this token: at a mark, a clause or a verb."""
        if token.i in self.mention_at:  # the WHO, "Save the Children"
            return False
        if token.lower_ in _STOPS:
            return not self._joins(token, start)
        return token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound", "case")

    def _joins(self, token: Token, start: int) -> bool:
        """An "and" inside the phrase: "Secretary of State for East Asia and the Pacific", "founder and director".

        But "a professor at Vell and a former adviser" are two.
        """
        if token.lower_ != "and" or token.i + 1 >= len(self.doc):
            return False
        following = token.nbor(1)
        if following.lower_ in ("a", "an"):
            return False
        new = following.pos_ == "DET" or following.lower_ in FORMER or self._is_whole(start, token.i)
        if new and any(is_role(noun) for noun in self.doc[token.i + 1 : token.i + 6]):
            return False
        return (
            token.head.i >= start
            and following.pos_ in ("DET", "PROPN", "NOUN", "ADJ")
            and token.head.dep_ not in ("ROOT",)
        )

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether an office with its body stands there: "a chemist at Vell University" of "… and adviser to Marn"."""
        last = self.mention_at.get(end - 1)
        return last is not None and any(token.pos_ == "ADP" for token in self.doc[start : self.spans[last].start])

    def _head(self, phrase: Span) -> Token | None:
        """The role noun that the phrase is about, the last of its first nouns: the associate of "associate at Vell"."""
        last = None
        for token in phrase:
            if token.pos_ in ("NOUN", "PROPN"):
                last = token
            elif token.i in self.mention_at or token.dep_ in ("case", "amod"):  # the of in "a Horn of Africa analyst"
                continue
            elif (last is not None and is_role(last) and token.pos_ not in ("ADJ", "PART", "PUNCT")) or (
                token.pos_ in ("ADP", "VERB", "AUX", "SCONJ", "PRON") and last is not None
            ):
                break
        return last if last is not None and is_role(last) and not is_plural(last) else None

    def clause(self, number: int, span: Span) -> Iterator[RoleStatement]:
        """ "Osborn is the mayor", "Osborn, who became leader of …", "Osborn, newly elected as …"."""
        for verb in self._becoming(span):
            head = self._complement(verb, span.end - 1 if span.start > verb.i else verb.i)
            if head is None:
                continue
            start = max(head.left_edge.i, head.i - _MOST_BEFORE)
            end = min(head.right_edge.i + 1, head.i + _MOST_TOKENS)
            yield from self._phrase(number, self.doc[start:end], head, "clause", span, verb)

    def _becoming(self, span: Span) -> Iterator[Token]:
        """The verbs that may give an office to who is named there."""
        root = span.root
        if root.dep_ == "appos" and root.head.i < span.start and root.head.i not in self.mention_at:
            root = root.head  # "her deputy, Ada Osborn, is acting director"
        if root.dep_ in ("dobj", "oprd") and root.head.lemma_.casefold() in _GIVEN | _DISMISS:
            yield root.head
        if root.dep_ in ("nsubj", "nsubjpass"):
            yield from self._gives(root.head, root.dep_ == "nsubjpass")
            if root.head.lemma_.casefold() in _LOOK_AHEAD:
                yield from (token for token in root.head.rights if token.dep_ == "xcomp" and token.lemma_ in _BECOME)
        for token in self.doc[span.end : min(len(self.doc), span.end + 6)]:
            if token.is_sent_start:
                return
            if token.head.i == root.i and token.dep_ in ("relcl", "acl"):
                passive = token.dep_ == "acl" or any(child.dep_ == "nsubjpass" for child in token.lefts)
                yield from self._gives(token, passive)

    def _gives(self, verb: Token, passive: bool) -> Iterator[Token]:
        lemma = verb.lemma_.casefold()
        runs = lemma == "run" and verb.tag_ != "VBD"  # for an office
        done_to_it = lemma in _GIVEN | _DISMISS
        if runs or (lemma in _BECOME | _ONLY_AS and (passive or not done_to_it)):
            yield verb

    def _complement(self, verb: Token, last: int) -> Token | None:
        """The office that a verb gives; last: the token after which it may stand, the verb's or the name's own."""
        if verb.lemma_ == "run":
            for preposition in verb.rights:
                if preposition.lower_ == "for":
                    return next((noun for noun in preposition.rights if is_role(noun) and not is_plural(noun)), None)
            return None
        as_seen = False
        for token in self.doc[last + 1 : last + 1 + _CHILDREN]:
            if token.is_sent_start:
                return None
            if token.lower_ == "as" and token.head.i == verb.i:
                as_seen = True
            if is_role(token) and not is_plural(token):
                direct = token.head.i == verb.i and token.dep_ in ("attr", "oprd", "dobj")
                direct &= verb.lemma_.casefold() not in _ONLY_AS
                if direct or (as_seen and token.dep_ == "pobj" and token.head.lower_ == "as"):
                    return token
        return None

    def _cut(self, phrase: Span, head: Token) -> Span:
        """The phrase up to where the role ends."""
        for token in self.doc[head.i + 1 : phrase.end]:
            if self._ends(token, phrase.start):
                return self.doc[phrase.start : token.i]
        return phrase

    def _phrase(
        self, number: int, phrase: Span, head: Token, kind: str, span: Span, verb: Token | None = None
    ) -> Iterator[RoleStatement]:
        """Cut the phrase to the role, and see what it says of the office."""
        if any(token.lower_ == "than" for token in phrase):  # "a stronger candidate than"
            return
        left = {token.lower_ for token in phrase if token.i < head.i}
        if left & _SUPERLATIVES:  # "the only senator", but "the first woman president"
            return
        phrase = self._cut(phrase, head)
        outer = Chars(min(span.start_char, phrase.start_char), max(span.end_char, phrase.end_char))
        yield from self._statement(number, phrase, head, kind, outer, verb)

    def _statement(
        self, number: int, phrase: Span, head: Token, kind: str, evidence: Chars, verb: Token | None = None
    ) -> Iterator[RoleStatement]:
        role = self._role(phrase, head)
        if role is not None:
            belongs = self._affiliation(phrase, head, self.mentions[number].chain)
            lead = phrase.start
            if belongs is not None and self.spans[belongs].end in (lead, lead - 1):
                lead = self.spans[belongs].start  # "former Henry Tane adviser"
            since = phrase.start if verb is None else max(verb.i, min(self.spans[number].end, phrase.start))
            status = _status(phrase, lead, since, head, verb)
            yield RoleStatement(number, role, belongs, head, status, evidence, kind)

    def _role(self, phrase: Span, head: Token) -> Span | None:
        """The phrase without its possessor, determiner and loose ends; null when that leaves no head."""
        start = phrase.start
        for token in phrase:  # what stands before "'s" possesses the office and is no part of it
            if token.i < head.i and (token.tag_ == "POS" or token.dep_ == "case" or token.text in ("’", "'")):
                start = token.i + 1
        while start < head.i and self._is_loose(self.doc[start]):
            start += 1
        if start >= phrase.end or start > head.i:
            return None
        if start > 1 and self.doc[start - 1].text == "-" and self.doc[start - 2].lower_ == "co":
            start -= 2  # "co-founder"
        role = self.doc[start : phrase.end]
        while len(role) > 1 and (role[-1].is_space or role[-1].is_punct or role[-1].pos_ in ("ADP", "DET", "CCONJ")):
            role = role[:-1]
        return role

    def _is_loose(self, token: Token) -> bool:
        """Whether a word at the head of a role's phrase is no part of the role; "little" of "little-known" is."""
        following = token.doc[token.i + 1 : token.i + 5]
        if token.pos_ == "NUM" and [word.lower_ for word in following][1:4:2] == ["year", "old"]:
            return True  # the "27-year-old" of "27-year-old trader"
        if token.lower_ in ("year", "old") and token.i > 1 and token.nbor(-1).text == "-":
            return True
        loose = token.pos_ in ("DET", "PRON", "SPACE", "PUNCT") or token.lower_ in ("one", "as")
        return loose or (token.pos_ == "ADV" and token.nbor(1).text != "-")

    def _affiliation(self, phrase: Span, head: Token, chain: int | None) -> int | None:
        """The organisation that the phrase names, else the country, party or place, else whose staff it is.

        chain: the person's own.
        """
        mentions = self.mentions
        found = []
        for token in phrase:
            number = self.mention_at.get(token.i)
            if (
                number is None
                or mentions[number].chain == chain
                or mentions[number].label not in ("ORG", "FAC", "GPE", "NORP")
            ):
                continue
            start = self.spans[number].start
            if (
                start >= 2
                and self.doc[start - 1].lower_ == "of"
                and self.doc[start - 2].lemma_.casefold() in ("secretary", "minister")
            ):
                continue  # "Secretary of State" names an office, not a state
            body = mentions[number].label in ("ORG", "FAC")
            found.append((not body, mentions[number].label == "NORP", number))
        return min(found)[2] if found else self._employer(head, chain)

    def _employer(self, head: Token, chain: int | None) -> int | None:
        """The person of "Osborn's spokesman", "her spokesman", "Osborn spokesman Lind"; the body of "its head"."""
        for token in head.lefts:
            number = self._possessor(token) if token.dep_ in ("poss", "compound", "nmod") else None
            if number is not None and self.mentions[number].chain not in (None, chain):
                label = self.mentions[number].label
                staff = label == "PERSON" and head.lemma_.casefold() in _STAFF
                return number if staff or label in ("ORG", "FAC") else None
        return self._principal(head, chain) if head.lemma_.casefold() in _STAFF else None

    def _principal(self, head: Token, chain: int | None) -> int | None:
        """The Osborn of "a top aide to Mayor Ada Osborn"."""
        for preposition in head.rights:
            if preposition.i > head.i + 1 or preposition.lower_ not in ("to", "for", "of"):
                return None
            for whom in preposition.rights:
                number = self.mention_at.get(whom.i)
                if number is not None and self.mentions[number].chain not in (None, chain):
                    named = self.mentions[number].label == "PERSON" and self.spans[number].root.i == whom.i
                    return number if named else None
        return None

    def _possessor(self, token: Token) -> int | None:
        if token.tag_ == "WP$" and token.i > 1:  # "the Vell Group, whose chairman"
            return self.mention_at.get(token.i - 1 - (token.nbor(-1).text == ","))
        return self.mention_at.get(token.i, self.pronoun_at.get(token.i))

    @cached_property
    def pronoun_at(self) -> dict[int, int]:
        """Token → index of the resolved pronoun there."""
        resolved = (n for n, m in enumerate(self.mentions) if m.kind == "pronoun" and m.chain is not None)
        return {self.spans[number].start: number for number in resolved}


def _status(phrase: Span, lead: int, since: int, head: Token, verb: Token | None) -> str:
    """asserted, former, proposed or denied, by the words before the office and those around the verb that states it.

    lead: where the office begins, with whose it is; since: the first token after the verb and the name.
    """
    doc = phrase.doc
    start = lead
    while start > max(0, lead - 2) and not doc[start].is_sent_start:
        start -= 1
    before = {part for token in doc[start : head.i] for part in token.lower_.split("-")}
    before |= {token.lower_ for token in doc[head.i + 1 : head.i + 3] if token.lower_ in _ELECT}
    if verb is not None:
        around = {child.lower_ for child in verb.children if child.dep_ in ("aux", "neg", "mark", "advmod")}
        between = {token.lower_ for token in doc[since : phrase.start]}
        if verb.lemma_.casefold() in _LEAVE | _DISMISS:
            return "asserted" if around & (_NEGATIONS | _UNREAL) else "former"
        if (around | between | before) & _NEGATIONS:
            return "denied"
        if around & _UNREAL or verb.lemma_ in ("nominate", "run") or before & PROPOSED:
            return "proposed"
        reported = verb.dep_ == "ccomp" and verb.head.tag_ == "VBD"  # "said he was": tells nothing of now
        behind = {token.lower_ for token in doc[head.i : head.i + _MOST_BEFORE]}
        past = (verb.tag_ == "VBD" and ("until" in behind or not reported)) or (
            "had" in around and "since" not in behind
        )
        if (past and verb.lemma_ in _HELD) or (between | before) & FORMER:
            return "former"
        return "asserted"
    if before & FORMER or any(token.lower_ == "then" for token in phrase) or "at the time" in phrase.text:
        return "former"
    return "proposed" if before & PROPOSED else "asserted"
