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
    economist editor electrician embryologist emperor engineer engraver entrepreneur envoy epidemiologist essayist
    executive expert explorer farmer farmhand fellow filmmaker financier firefighter fisherman footballer forester
    founder friar gardener general geologist geophysicist goalkeeper golfer governor guard guitarist gymnast head
    herder herpetologist historian host illustrator imam immunologist incumbent industrialist influencer inspector
    instructor interpreter inventor investigator investor ironworker janitor jeweller jockey journalist judge
    justice king lawmaker lawyer leader lecturer legislator lexicographer librarian librettist lieutenant linguist
    lobbyist lyricist machinist magistrate major manager marshal mathematician mayor mechanic medic merchant
    meteorologist midfielder midshipman midwife militant miner minister ministress missionary monk mountaineer mufti
    musician naturalist negotiator neuroscientist nominee novelist nun nurse nutritionist oceanographer officer
    official ombudsman ombudswoman operative optician organiser organist organizer owner painter paramedic
    parliamentarian partner pastor pathologist patriarch pharmacist philanthropist philosopher photographer
    physician physicist pianist pilot pitcher planner playwright plumber podcaster poet policeman policewoman
    politician pollster pope potter preacher prefect premier presenter president priest prime-minister prince
    princess principal printmaker producer professor programmer prosecutor provost psychiatrist psychoanalyst
    psychologist publisher quarterback quartermaster queen rabbi racer ranger rapper rapporteur rector referee
    reporter representative researcher reverend rower sailor salesman saxophonist scholar scientist screenwriter
    sculptor secretary seismologist senator sergeant shaman sheikh shepherd sheriff shopkeeper singer skier skipper
    sociologist soldier solicitor songwriter speaker specialist spokesman spokesperson spokeswoman sprinter
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
_ABBREVIATED = words("adm amb atty capt cmdr cpl col del gen gov lt maj prof rep rev sen sgt supt")
_ROLE_SUFFIXES = ("ologist", "ographer", "spokesperson", "secretary", "minister", "president", "chairman", "director")
LEADERS = words(
    """
    leader head chief president chairman chairwoman chairperson chair ceo director boss premier chancellor king
    queen emperor governor mayor prime-minister dean commander principal superintendent administrator
    """
)
_SECOND = words("vice deputy assistant associate")  #: before a leader's title, these make somebody who does not lead
_BETWEEN = words("acting current executive interim new prime then-prime")  #: "Vell Group interim president"
#: Who works for a person: "Osborn's spokesman", "Osborn spokesman Henry Vell".
_STAFF = words(
    """
    adviser advisor agent aide assistant attorney chief consultant coordinator counsel deputy director lawyer manager
    publicist secretary spokesman spokesperson spokeswoman strategist surrogate
    """
)
#: Who owns or made an organisation, or stands for it, need not work for it.
OWNERS = words("candidate co-founder cofounder founder investor nominee owner trustee")
FORMER = words(
    """
    former ex late onetime one-time ousted then ex- retired erstwhile formerly previously once
    """
)
_PROPOSED = words("proposed would-be potential possible prospective next incoming elect designate future")
_UNREAL = words("would 'd ’d could might may should will shall to if unless until whether")
_SUPERLATIVES = words("best first last latest least most oldest only worst youngest")
_NEGATIONS = words("not n't n’t never no")
_ANYBODY = words("any each either every neither no")
_ELECT = words("elect designate")
_HONORIFICS = words("mr mrs ms miss dr sir dame lord lady mr. mrs. ms. dr.")
_BECOME = words(
    """
    be become serve remain elect appoint name work act re-elect reelect nominate swear choose install
    """
)
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
    for person, body, _ in Offices(doc).belongings():
        chain = doc._.chains[doc._.mentions[person].chain]
        chain.affiliation = chain.affiliation or doc._.chains[doc._.mentions[body].chain].name
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

    def belongings(self) -> Iterator[tuple[int, int, Chars]]:
        """Person, organisation, evidence, with no office between: "Osborn of the Vell Group", "Vell's Osborn"."""
        for number, (mention, span) in enumerate(zip(self.mentions, self.spans, strict=True)):
            if mention.kind != "name" or mention.label != "PERSON" or mention.chain is None:
                continue
            body = self._owner(span) if span.start > 1 else None
            body = self._of_body(span) if body is None else body
            if body is not None and self.mentions[body].label == "ORG":
                named = self.spans[body]
                ends = min(span.start_char, named.start_char), max(span.end_char, named.end_char)
                yield number, body, Chars(*ends)

    def _owner(self, span: Span) -> int | None:
        return self.mention_at.get(span.start - 2) if self.doc[span.start - 1].tag_ == "POS" else None

    def _of_body(self, span: Span) -> int | None:
        at = span.end
        at += at < len(self.doc) and self.doc[at].text == ","
        if at >= len(self.doc) or self.doc[at].lower_ not in ("of", "from"):
            return None
        at += 1
        at += at < len(self.doc) and self.doc[at].lower_ == "the"
        number = self.mention_at.get(at)
        return number if number is not None and self.spans[number].start == at else None

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
            described = span.root.dep_ == "appos" and is_role(head) and not is_plural(head) and head.dep_ != "appos"
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
        office = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("of", "at", "for") else noun
        return office if is_role(office) and office.i < noun.i else noun

    def _office_of(self, last: int) -> Token | None:
        """The Secretary of "Secretary of State Ada Osborn", where the token at `last` is the State; else null."""
        doc, at = self.doc, last
        while at > max(0, last - _MOST_BEFORE) and not doc[at].is_sent_start:
            if doc[at].lower_ == "of":
                return doc[at - 1] if is_role(doc[at - 1]) and doc[at - 1].text[0].isupper() else None
            if not (doc[at].pos_ == "PROPN" or doc[at].lower_ in ("the", "and", "&")):
                return None
            at -= 1
        return None

    def _modifies(self, token: Token) -> bool:
        if token.is_space:
            return False
        if token.is_punct or token.lower_ == "in":  # "editor-in-chief"
            hyphens = token.nbor(-1).text == token.nbor(1).text == "-" if 0 < token.i < len(self.doc) - 1 else False
            return token.text in ("-", "’", "'") or hyphens
        held = self.mention_at.get(token.i)
        if held is not None and self.mentions[held].label == "PERSON":
            return False
        return (token.pos_ in ("PROPN", "NOUN", "ADJ", "PART") and token.tag_ != "TO") or token.tag_ == "POS"

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
        if token.lower_ in _STOPS:
            return not self._joins(token, start)
        verb = token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound")
        return verb and token.i not in self.mention_at

    def _joins(self, token: Token, start: int) -> bool:
        """An "and" inside the phrase: "Secretary of State for East Asia and the Pacific", "founder and director".

        But "a professor at Vell and a former adviser" are two.
        """
        if token.lower_ != "and" or token.i + 1 >= len(self.doc):
            return False
        following = token.nbor(1)
        if following.lower_ in ("a", "an"):
            return False
        new = following.pos_ == "DET" or following.lower_ in FORMER
        if new and any(is_role(noun) for noun in self.doc[token.i + 1 : token.i + 6]):
            return False
        return (
            token.head.i >= start
            and following.pos_ in ("DET", "PROPN", "NOUN", "ADJ")
            and token.head.dep_ not in ("ROOT",)
        )

    def _head(self, phrase: Span) -> Token | None:
        """The role noun that the phrase is about, the last of its first nouns: the associate of "associate at Vell"."""
        last = None
        for token in phrase:
            if token.pos_ in ("NOUN", "PROPN"):
                last = token
            elif (last is not None and is_role(last) and token.pos_ not in ("ADJ", "PART", "PUNCT")) or (
                token.pos_ in ("ADP", "VERB", "AUX", "SCONJ", "PRON") and last is not None
            ):
                break
        return last if last is not None and is_role(last) and not is_plural(last) else None

    def clause(self, number: int, span: Span) -> Iterator[RoleStatement]:
        """ "Osborn is the mayor", "Osborn, who became leader of …", "Osborn, newly elected as …"."""
        root = span.root
        verbs = []
        if root.dep_ in ("nsubj", "nsubjpass") and root.head.lemma_.casefold() in _BECOME:
            verbs.append(root.head)
        for token in self.doc[span.end : min(len(self.doc), span.end + 6)]:
            if token.head.i == root.i and token.dep_ in ("relcl", "acl") and token.lemma_.casefold() in _BECOME:
                verbs.append(token)
            if token.is_sent_start:
                break
        for verb in verbs:
            head = self._complement(verb)
            if head is None:
                continue
            start = max(head.left_edge.i, head.i - _MOST_BEFORE)
            end = min(head.right_edge.i + 1, head.i + _MOST_TOKENS)
            yield from self._phrase(number, self.doc[start:end], head, "clause", span, verb)

    def _complement(self, verb: Token) -> Token | None:
        as_seen = False
        for token in self.doc[verb.i + 1 : verb.i + 1 + _CHILDREN]:
            if token.is_sent_start:
                return None
            if token.lower_ == "as" and token.head.i == verb.i:
                as_seen = True
            if is_role(token) and not is_plural(token):
                direct = token.head.i == verb.i and token.dep_ in ("attr", "oprd", "dobj")
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
        if left & _SUPERLATIVES and head.nbor(-1).text != "First":  # "the only senator", but "the First Minister"
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
            yield RoleStatement(number, role, belongs, head, _status(phrase, head, verb), evidence, kind)

    def _role(self, phrase: Span, head: Token) -> Span | None:
        """The phrase without its possessor, determiner and loose ends; null when that leaves no head."""
        start = phrase.start
        for token in phrase:  # what stands before "'s" possesses the office and is no part of it
            if token.i < head.i and (token.tag_ == "POS" or token.text in ("’", "'")):
                start = token.i + 1
        while start < head.i and self._is_loose(self.doc[start]):
            start += 1
        if start >= phrase.end or start > head.i:
            return None
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
                or mentions[number].label not in ("ORG", "GPE", "NORP")
            ):
                continue
            start = self.spans[number].start
            if (
                start >= 2
                and self.doc[start - 1].lower_ == "of"
                and self.doc[start - 2].lemma_.casefold() in ("secretary", "minister")
            ):
                continue  # "Secretary of State" names an office, not a state
            found.append((mentions[number].label != "ORG", mentions[number].label == "NORP", number))
        return min(found)[2] if found else self._employer(head, chain)

    def _employer(self, head: Token, chain: int | None) -> int | None:
        """The person of "Osborn's spokesman", "her spokesman", "Osborn spokesman Henry Vell"."""
        if head.lemma_.casefold() not in _STAFF:
            return None
        for token in head.lefts:
            if token.dep_ not in ("poss", "compound", "nmod"):
                continue
            number = self.mention_at.get(token.i)
            number = self.pronoun_at.get(token.i) if number is None else number
            if number is not None and self.mentions[number].chain not in (None, chain):
                return number if self.mentions[number].label == "PERSON" else None
        return None

    @cached_property
    def pronoun_at(self) -> dict[int, int]:
        """Token → index of the resolved pronoun there."""
        resolved = (n for n, m in enumerate(self.mentions) if m.kind == "pronoun" and m.chain is not None)
        return {self.spans[number].start: number for number in resolved}

    def leads(self, statement: RoleStatement) -> bool:
        """Whether the office is that of its affiliation's head: "president of Vell", not of "the Vell police chief"."""
        head = statement.head
        before = head.nbor(-1).lower_ if head.i else ""
        if before in _SECOND or (head.lower_ not in LEADERS and (before, head.lower_) != ("prime", "minister")):
            return False
        assert statement.affiliation is not None
        named = self.spans[statement.affiliation]
        if named.end <= head.i:
            between = self.doc[named.end : head.i]
            return all(t.tag_ == "POS" or t.lower_ in FORMER | _PROPOSED | _BETWEEN for t in between)
        between = self.doc[head.i + 1 : named.start]
        behind = self.doc[named.end].tag_ if named.end < len(self.doc) else ""
        if not between or between[0].lower_ not in ("of", "and") or behind == "POS":
            return False
        return all(t.lower_ in LEADERS | {"of", "and"} or t.pos_ in ("DET", "ADJ") or t.tag_ == "VBG" for t in between)


def _status(phrase: Span, head: Token, verb: Token | None) -> str:
    """asserted, former, proposed or denied, by the words before the office and those around the verb that states it."""
    doc = phrase.doc
    start = phrase.start
    while start > max(0, phrase.start - 2) and not doc[start].is_sent_start:
        start -= 1
    before = {part for token in doc[start : head.i] for part in token.lower_.split("-")}
    before |= {token.lower_ for token in doc[head.i + 1 : head.i + 3] if token.lower_ in _ELECT}
    if verb is not None:
        around = {child.lower_ for child in verb.children if child.dep_ in ("aux", "neg", "mark", "advmod")}
        between = {token.lower_ for token in doc[verb.i : phrase.start]}
        if (around | between | before) & _NEGATIONS:
            return "denied"
        if around & _UNREAL or verb.lemma_ == "nominate" or before & _PROPOSED:
            return "proposed"
        reported = verb.dep_ == "ccomp" and verb.head.tag_ == "VBD"  # "said he was": tells nothing of now
        past = (verb.tag_ == "VBD" and not reported) or "had" in around
        if (past and verb.lemma_ in _HELD) or (between | before) & FORMER:
            return "former"
        return "asserted"
    if before & FORMER or any(token.lower_ == "then" for token in phrase) or "at the time" in phrase.text:
        return "former"
    return "proposed" if before & _PROPOSED else "asserted"
