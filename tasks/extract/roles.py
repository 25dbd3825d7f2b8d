"""What offices an article gives its persons, and where it says that they belong.

Read from four places: before the name ("German Chancellor Ada Osborn"), in apposition after or before it ("Ada
Osborn, an associate at The Vell Group,"), in a clause about it ("Osborn, who became the leader of the Vell Party",
"Osborn, elected as mayor") and in "Osborn is the mayor". A phrase is a role only if its head is a word for one
(`ROLES`, or a suffix that makes such words).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from tasks.extract.annotations import Chars, Mention, token_span
from tasks.extract.lexicon import words

ROLES = words(
    """
    academic activist actor actress adviser advisor advocate agent aide ally ambassador analyst anchor archbishop
    artist assistant associate astronaut astronomer athlete attorney author bishop blogger boss broadcaster broker
    captain cardinal ceo cfo chair chairman chairwoman chairperson chancellor chef chief cleric co-chair
    co-founder cofounder coach colonel columnist commander commentator commissioner composer congressman
    congresswoman consultant coordinator correspondent counsel councilman councillor councilor councilwoman critic
    dean delegate democrat deputy designer detective developer diplomat director doctor economist editor emperor
    engineer entrepreneur envoy executive expert farmer fellow filmmaker financier founder general geologist
    governor guard head historian host instructor inspector inventor investigator investor journalist judge
    justice king lawmaker lawyer leader lecturer legislator lieutenant lobbyist magistrate major manager mayor
    medic member meteorologist minister ministress monk musician negotiator nominee novelist nurse nutritionist
    officer official operative organiser organizer owner painter parliamentarian partner pastor philosopher
    photographer physician physicist pilot planner player poet politician pollster pope premier presenter
    president priest prime-minister prince princess principal producer professor programmer prosecutor
    psychiatrist psychologist publisher queen rabbi rapporteur reporter representative republican researcher
    resident reverend scholar scientist secretary senator sergeant sheriff singer sociologist soldier solicitor
    speaker specialist spokesman spokesperson spokeswoman statistician strategist student successor superintendent
    supervisor surgeon teacher technologist trader treasurer trustee undersecretary user veteran vice-president
    warden whip witness worker writer
    """
)
_ROLE_SUFFIXES = ("ologist", "ographer", "spokesperson", "secretary", "minister", "president", "chairman", "director")
LEADERS = words(
    """
    leader head chief president chairman chairwoman chairperson chair ceo director boss premier chancellor king
    queen emperor governor mayor prime-minister dean commander principal superintendent
    """
)
#: Before a head these make of a leader somebody who does not lead.
_SECOND = words("vice deputy assistant associate former ex acting-deputy regional press staff")
FORMER = words(
    """
    former ex late onetime one-time then ex- retired erstwhile formerly previously once
    """
)
_HONORIFICS = words("mr mrs ms miss dr sir dame lord lady mr. mrs. ms. dr.")
_BECOME = words(
    """
    be become serve remain elect appoint name work act re-elect reelect nominate swear choose install
    """
)
_ASSIGNED = words("elect appoint name re-elect reelect nominate choose install")
#: Where a role's phrase ends: a clause, a further apposition, a quotation.
_STOPS = frozenset(
    {
        ",",
        ";",
        ":",
        "—",
        "–",
        "--",
        "(",
        ")",
        '"',
        "“",
        "”",
        "who",
        "whom",
        "which",
        "that",
        "whose",
        "where",
        "when",
        "and",
        "but",
        ".",
    }
)
_MOST_TOKENS = 20  #: of a role's phrase
_MOST_BEFORE = 8  #: tokens of a role before a name
_CHILDREN = 12  #: tokens right of a verb among which its complement is looked for


@dataclass(frozen=True, slots=True)
class RoleStatement:
    """The text gives a person an office."""

    mention: int  #: index in `doc._.mentions`
    role: Span  #: without determiner and possessor
    affiliation: int | None  #: index of a mention of an organisation or place in the role
    head: Token  #: "leader" of "leader of the ruling party"
    status: str  #: asserted, former, proposed or denied
    evidence: Chars
    kind: str  #: before | apposition | clause


@Language.factory(
    "onrecord_roles",
    requires=["doc._.mentions", "doc._.chains", "token.pos", "token.tag", "token.dep", "token.head"],
    assigns=["doc._.chains"],
)
def make_roles(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Completes the chains of persons with `role` and `affiliation`."""
    return assign_roles


def assign_roles(doc: Doc) -> Doc:
    """Of several roles a chain takes one that it holds, with an affiliation before one without, then the first."""
    best: dict[int, tuple[tuple[bool, bool, int], RoleStatement]] = {}
    for order, statement in enumerate(role_statements(doc)):
        chain = doc._.mentions[statement.mention].chain
        if chain is None or statement.status == "denied":
            continue
        rank = (statement.status != "asserted", statement.affiliation is None, order)
        if chain not in best or rank < best[chain][0]:
            best[chain] = (rank, statement)
    for number, (_, statement) in best.items():
        chain = doc._.chains[number]
        chain.role = " ".join(statement.role.text.split())
        if statement.affiliation is not None:
            belongs = doc._.mentions[statement.affiliation]
            chain.affiliation = doc._.chains[belongs.chain].name
    return doc


def is_role(token: Token) -> bool:
    """Whether a noun is a word for an office or an occupation."""
    lemma = token.lemma_.casefold()
    return token.pos_ in ("NOUN", "PROPN") and (
        lemma in ROLES
        or token.lower_ in ROLES
        or (token.lower_.endswith(_ROLE_SUFFIXES) and token.tag_ not in ("NNS", "NNPS"))
    )


def mention_at(doc: Doc) -> dict[int, int]:
    """Token → index of the resolved name or nominal mention that covers it."""
    return {
        token.i: number
        for number, mention in enumerate(doc._.mentions)
        if mention.kind != "pronoun" and mention.chain is not None
        for token in token_span(doc, mention.chars)
    }


def role_statements(doc: Doc) -> list[RoleStatement]:
    """All roles that the text gives to persons, in text order."""
    reader = _Reader(doc)
    found: list[RoleStatement] = []
    for number, mention in enumerate(doc._.mentions):
        if mention.chain is None or doc._.chains[mention.chain].label != "PERSON":
            continue
        span = token_span(doc, mention.chars)
        if mention.kind == "name":
            found += reader.before(number, span)
            found += reader.apposition(number, span)
        found += reader.clause(number, span, mention)
    return found


class _Reader:
    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.mention_at = mention_at(doc)

    def before(self, number: int, span: Span) -> Iterator[RoleStatement]:
        """ "Foreign Ministry spokesman Ada Osborn", "the mayor of Vell, Ada Osborn"."""
        doc, end = self.doc, span.start
        start = end
        while start > max(0, end - _MOST_BEFORE) and self._modifies(doc[start - 1]) and not doc[start].is_sent_start:
            start -= 1
        while start < end and doc[start].lower_ in _HONORIFICS:
            start += 1
        if start < end and is_role(doc[end - 1]) and doc[end - 1].tag_ not in ("NNS", "NNPS"):
            yield from self._statement(
                number, doc[start:end], doc[end - 1], "before", Chars(doc[start].idx, span.end_char)
            )
        elif end > 1 and doc[end - 1].text == ",":
            head = span.root.head
            if span.root.dep_ == "appos" and is_role(head) and head.i < end - 1 and head.i not in self.mention_at:
                phrase = doc[max(head.left_edge.i, head.i - _MOST_BEFORE) : end - 1]
                yield from self._phrase(number, phrase, head, "apposition", span)

    def _modifies(self, token: Token) -> bool:
        if token.is_space or (token.is_punct and token.text not in ("-", "’", "'")):
            return False
        held = self.mention_at.get(token.i)
        if held is not None and self.doc._.mentions[held].label == "PERSON":
            return False
        return (token.pos_ in ("PROPN", "NOUN", "ADJ", "PART", "PUNCT") and token.tag_ != "TO") or token.tag_ in (
            "HYPH",
            "POS",
        )

    def apposition(self, number: int, span: Span) -> Iterator[RoleStatement]:
        """ "Ada Osborn, an associate at The Vell Group, …"."""
        doc, at = self.doc, span.end
        if at + 1 >= len(doc) or doc[at].text not in (",", "(", "—", "–"):
            return
        start = at + 1
        end = start
        while (
            end < min(len(doc), start + _MOST_TOKENS) and not doc[end].is_sent_start and not self._ends(doc[end], start)
        ):
            end += 1
        phrase = doc[start:end]
        head = self._head(phrase)
        if head is not None:
            yield from self._phrase(number, phrase, head, "apposition", span)

    def _ends(self, token: Token, start: int) -> bool:
        """Whether a role's phrase that began at `start` ends before this token: at a mark, a clause or a verb."""
        if token.lower_ in _STOPS:
            return not self._joins(token, start)
        verb = token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound")
        return verb and token.i not in self.mention_at

    def _joins(self, token: Token, start: int) -> bool:
        """An "and" inside the phrase: "Secretary of State for East Asia and the Pacific", "founder and director"."""
        if token.lower_ != "and" or token.i + 1 >= len(self.doc):
            return False
        following = token.nbor(1)
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
        return last if last is not None and is_role(last) and last.tag_ not in ("NNS", "NNPS") else None

    def clause(self, number: int, span: Span, mention: Mention) -> Iterator[RoleStatement]:
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
            if is_role(token) and token.tag_ not in ("NNS", "NNPS"):
                direct = token.head.i == verb.i and token.dep_ in ("attr", "oprd", "dobj")
                if direct or (as_seen and token.dep_ == "pobj" and token.head.lower_ == "as"):
                    return token
        return None

    def _phrase(
        self, number: int, phrase: Span, head: Token, kind: str, span: Span, verb: Token | None = None
    ) -> Iterator[RoleStatement]:
        """Cut the phrase to the role, and see what it says of the office."""
        end = phrase.end
        for token in self.doc[head.i + 1 : phrase.end]:
            if self._ends(token, phrase.start):
                end = token.i
                break
        outer = Chars(
            min(span.start_char, phrase.start_char), max(span.end_char, self.doc[end - 1].idx + len(self.doc[end - 1]))
        )
        yield from self._statement(number, self.doc[phrase.start : end], head, kind, outer, verb)

    def _statement(
        self, number: int, phrase: Span, head: Token, kind: str, evidence: Chars, verb: Token | None = None
    ) -> Iterator[RoleStatement]:
        start = phrase.start
        for token in phrase:  # what stands before "'s" possesses the office and is no part of it
            if token.tag_ == "POS" and token.i < head.i:
                start = token.i + 1
        while start < head.i and (self.doc[start].pos_ in ("DET", "PRON", "ADV", "SPACE") or self.doc[start].is_punct):
            start += 1
        if start >= phrase.end or start > head.i:
            return
        role = self.doc[start : phrase.end]
        while len(role) > 1 and (role[-1].is_space or role[-1].is_punct or role[-1].pos_ in ("ADP", "DET", "CCONJ")):
            role = role[:-1]
        yield RoleStatement(
            number, role, self._affiliation(phrase, head, number), head, _status(phrase, verb), evidence, kind
        )

    def _affiliation(self, phrase: Span, head: Token, subject: int) -> int | None:
        """The organisation that the phrase names, else the country, party or place."""
        mentions = self.doc._.mentions
        chain = mentions[subject].chain
        found = []
        for token in phrase:
            number = self.mention_at.get(token.i)
            if (
                number is None
                or mentions[number].chain == chain
                or mentions[number].label not in ("ORG", "GPE", "NORP")
            ):
                continue
            start = token_span(self.doc, mentions[number].chars).start
            if (
                start >= 2
                and self.doc[start - 1].lower_ == "of"
                and self.doc[start - 2].lemma_.casefold() in ("secretary", "minister")
            ):
                continue  # "Secretary of State" names an office, not a state
            found.append((mentions[number].label != "ORG", mentions[number].label == "NORP", number))
        return min(found)[2] if found else None


def _status(phrase: Span, verb: Token | None) -> str:
    words = {token.lower_ for token in phrase} | {part for token in phrase for part in token.lower_.split("-")}
    if verb is not None:
        left = {token.lower_ for token in phrase.doc[max(0, verb.i - 4) : verb.i]}
        right = {token.lower_ for token in phrase.doc[verb.i : phrase.start]}
        if left & {"not", "n't", "never"} or right & {"not", "n't", "never", "no"}:
            return "denied"
        if left & {"would", "could", "might", "may", "should", "to", "will"}:
            return "proposed"
        if (verb.lemma_ == "be" and verb.tag_ == "VBD") or right & FORMER:
            return "former"
    if words & FORMER:
        return "former"
    return "proposed" if words & {"proposed", "would-be", "potential", "possible", "prospective"} else "asserted"


def leads(statement: RoleStatement) -> bool:
    """Whether the office is that of the affiliation's head: "president of", not "vice president of"."""
    head = statement.head
    if head.lower_ not in LEADERS and not (head.lower_ == "minister" and head.i and head.nbor(-1).lower_ == "prime"):
        return False
    before = {token.lower_ for token in statement.role if token.i < head.i}
    if before & (_SECOND - FORMER):
        return False
    after = head.nbor(1).lower_ if head.i + 1 < len(head.doc) else ""
    return (
        after in ("of", ",", "", ")")
        or (after not in ("for", "at", "to") and not re.match(r"[a-z]", after))
        or statement.kind == "before"
    )
