"""A claim as its stances are read from it: the words of cue and content, and which words mean the speaker."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from tasks.extract.annotations import Attribution, Chars, token_span
from tasks.extract.chains.kinds import KINDS_OF
from tasks.extract.chains.nominals import is_person
from tasks.extract.claims.acts import cue_head
from tasks.extract.clauses import FIRST_PERSON, heads, negated, negated_within
from tasks.extract.cues import lemma, look_up
from tasks.extract.lexicon import words
from tasks.extract.stances.leanings import AGENCIES, Leaning, object_of
from tasks.extract.stances.targets import OWNERS, Targets
from tasks.extract.stances.valences import valence

THIRD_PERSON = words("he she they")
ITSELF = words("it they")
#: Warnings speak of harm that only may come.
WARNING = words("caution fear warn worry")
#: Acts whose content the speaker does not hold, or only passes on.
UNASSERTED = words("deny question report show")
#: Dependencies of what only goes with a noun: "releases beginning in June".
ADJOINED = words("acl advcl amod prep")
#: One's own group speaks and acts for oneself.
GROUPS = words("administration agency campaign company country department firm government ministry office party team")
SPEAKING_FOR = ("spokes", "chief executive")
#: Kinds of things that act.
BODIES = words("company country government_body media organisation political_party")
#: Of those who answer for what they do, the ones that are persons.
PERSONS = words("candidate leader minister official politician")
#: Kinds of names that can be blamed and thanked.
AGENTS = words("PERSON ORG GPE NORP LAW PRODUCT WORK_OF_ART FAC")


class Speech:
    """One claim, and whom its speaker is: the chain `own`."""

    def __init__(self, doc: Doc, claim: Attribution, own: int | None, targets: Targets) -> None:
        self.claim, self.own, self.targets = claim, own, targets
        self.cue = [token for span in claim.cue for token in token_span(doc, span)]
        self.content = [token for span in claim.content for token in token_span(doc, span)]
        self.inside = {token.i for token in self.content}
        self.cued = {token.i for token in self.cue}
        self.head = cue_head(self.cue)
        source = heads([token for span in claim.source for token in token_span(doc, span)])
        self.sources = {token.i for token in source}
        body = any(self.is_body(token) for token in source)
        self.pronouns = ITSELF if body else THIRD_PERSON  #: by which reported speech may mean the speaker
        self.several = any(token.tag_ in ("NNS", "NNPS") for token in source)
        self.finds = self.head is not None and lemma(self.head) == "find"
        self.warns = self.head is not None and lemma(self.head) in WARNING

    def asserted(self) -> bool:
        """Whether the content is what the speaker holds to be so."""
        if self.head is None:
            return True
        cue, _ = look_up(self.head)
        return not negated(self.head) and (self.finds or cue is None or cue.act not in UNASSERTED)

    def acts(self, subject: Token | None) -> bool:
        if subject is None or subject.pos_ in ("PRON", "PROPN") or subject.lemma_ in AGENCIES or is_person(subject):
            return True
        return self.is_agent(subject) or self.is_body(subject)

    def is_body(self, token: Token) -> bool:
        """A government, company, union, team …"""
        named = self.targets.label(token) in ("ORG", "GPE")
        return named or token.lemma_ in AGENCIES - PERSONS or bool(KINDS_OF.get(token.lemma_, frozenset()) & BODIES)

    def is_agent(self, token: Token) -> bool:
        return self.targets.label(token) in AGENTS

    def to_do(self, verb: Token, score: float) -> Leaning:
        """What is to be done is wanted; where the verb lets be or ends a named thing, that thing is."""
        effect, preposition = valence(verb, "object")
        thing = object_of(verb, preposition) if effect else None
        if thing is not None and self.targets.chain(thing) is not None and not self.is_own(thing):
            return Leaning(score * effect, thing)
        if negated_within(verb):
            score = -score  # who is against raising them is for "not to raise them"
        return Leaning(score, verb, clause=True, within=Chars(self.claim.content[0].start, self.claim.content[-1].end))

    def is_own(self, token: Token) -> bool:
        """Whether it is the speaker: "I" in a quotation, and outside of one "she", unless she is known for another."""
        if self.claim.quote_kind != "indirect" and token.lower_ in FIRST_PERSON:
            return True
        if any(c.dep_ == "conj" and c.lower_ in FIRST_PERSON | {"me"} for c in token.rights):
            return True  # "Anthony and I"
        if token.lemma_ in GROUPS and (owner := next((c for c in token.lefts if c.dep_ == "poss"), None)) is not None:
            return self.is_owner(owner)  # "her government"
        if self.speaks_for(token):
            return True
        chain = self.targets.chain(token)
        if chain is not None:
            return chain == self.own
        return self.claim.quote_kind != "direct" and token.lower_ in self.pronouns

    def speaks_for(self, token: Token) -> bool:
        """Whether it is the body for which a spokesman or chief executive speaks: "Ardent", "the company"."""
        role = self.claim.speaker_role
        if role is None or not any(word in role.lower() for word in SPEAKING_FOR):
            return False
        if token.pos_ == "PROPN":
            return self.targets.name(token) == self.claim.speaker_affiliation
        return token.lemma_ in GROUPS and any(c.lower_ == "the" for c in token.lefts)

    def is_owner(self, token: Token) -> bool:
        return self.is_own(token) or (token.lower_ in OWNERS and self.targets.chain(token) is None)

    def may_be_own(self, token: Token) -> bool:
        """Whether "she" may be an unnamed speaker: "an ally said that she would fight it"."""
        if self.own is not None or self.claim.quote_kind == "direct":
            return False
        return token.lower_ == "they" if self.several else token.lower_ in self.pronouns

    def is_gerund(self, verb: Token) -> bool:
        """ "raising rents", and not "they are raising rents" or "homes belonging to them"."""
        inner = (c for c in verb.lefts if c.i in self.inside)
        finite = any(c.dep_ == "nsubj" or (c.dep_ == "aux" and c.lemma_ in ("be", "have")) for c in inner)
        return verb.tag_ == "VBG" and verb.dep_ not in ADJOINED and not finite


def openings(speech: Speech) -> list[Token]:
    """The heads of the content; where the parser takes its quotation mark for one, what hangs on the mark."""
    found = (top.children if top.is_punct else (top,) for top in heads(speech.content))
    return [token for tokens in found for token in tokens if token.i in speech.inside and not token.is_punct]
