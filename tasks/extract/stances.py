"""Stances: what a claim is for or against, from its cue, its own words of value, and what it wants done.

Four readings, the reporter's word first, then the speaker's own:

- the cue takes a side on its object: "endorsed", "was critical of", "dismissed the idea as premature";
- the cue demands, proposes or promises what the content says is to be done: "vowed to repeal the tax";
- the content says that something should be done, or is good or bad: "the plan is reckless", "he lied to us";
- the content says what the speaker is for or against: "we oppose …".

Few and right: what only might be, is asked, or is somebody else's view takes no side. Words of value are those of
`valences.csv`, cues those of `cues.csv`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc, Token

from tasks.extract.annotations import Attribution, Chars, Stance, token_span
from tasks.extract.claims import cue_head
from tasks.extract.clauses import FIRST_PERSON, QUOTE_MARKS, heads, is_infinitive, negated, phrase
from tasks.extract.cues import LIGHT_VERBS, lemma, look_up
from tasks.extract.leanings import (
    DECLINING,
    NEGATED_STRENGTH,
    Leaning,
    described,
    is_announced,
    is_asked,
    is_charge,
    is_noun,
    is_obliged,
    is_passive,
    is_unreal,
    leaning_of,
    object_of,
    planned,
    real_subject,
    said_of_subject,
    side_of,
    subject_of,
    value_of,
)
from tasks.extract.lexicon import words
from tasks.extract.valences import valence

#: How firmly an act is for what it wants done.
STRENGTH = {"demand": 0.7, "propose": 0.6, "promise": 0.6}
PLANNED = ANNOUNCED = 0.5
OBLIGED = 0.6
#: Nouns of what is to be done: "the need to cut rents".
PLANS = words("call campaign effort need plan proposal push vow pledge promise")
#: Nobody in particular, of whom nothing is said by what "people" or "you" do.
GENERIC = words("people you one everybody everyone someone somebody nobody anybody anyone there")
#: That these failed tells what happened and not what the speaker thinks of them.
ATTEMPTS = words("attempt bid effort try")
TALKING = words("comment discuss say speak speculate")
THIRD_PERSON = words("he she they")
#: Acts whose content the speaker does not hold, or only passes on.
UNASSERTED = words("deny question report show")
#: Words that stand for what follows "of": "either of them".
PARTITIVE = words("all any both either each many most neither none one some")
#: Verbs with which speakers introduce what they hold: "I don't think that …".
THINKING = words("agree believe think feel guess suppose say know hope suggest argue")


@Language.factory(
    "onrecord_stances",
    requires=["token.dep", "token.lemma", "token.pos", "doc._.attributions", "doc._.mentions", "doc._.chains"],
    assigns=["doc._.stances"],
)
def make_stances(nlp: Language, name: str) -> Stances:
    return Stances()


class Stances:
    """Writes `doc._.stances`, at most one a claim and target: what the cue says comes before what the content says."""

    def __call__(self, doc: Doc) -> Doc:
        targets = _Targets(doc)
        doc._.stances = []
        for number, claim in enumerate(doc._.attributions):
            if not claim.source:
                continue
            own = None if claim.speaker_mention is None else doc._.mentions[claim.speaker_mention].chain
            taken: set[Chars | int] = set()
            for leaning in _Reading(doc, claim, own, targets).leanings():
                target = targets.of(leaning, own)
                if target is None or any(
                    span.start < target[0].end and target[0].start < span.end for span in claim.source
                ):
                    continue
                span, mention = target
                key = span if mention is None else doc._.mentions[mention].chain
                if key not in taken:
                    taken.add(key)
                    side = "support" if leaning.score > 0 else "oppose" if leaning.score < 0 else "neutral"
                    doc._.stances.append(Stance(number, span, mention, stance=side, score=leaning.score))
        return doc


class _Reading:
    """One claim, and whom its speaker is: the chain `own`."""

    def __init__(self, doc: Doc, claim: Attribution, own: int | None, targets: _Targets) -> None:
        self.claim, self.own, self.targets = claim, own, targets
        self.cue = [token for span in claim.cue for token in token_span(doc, span)]
        self.content = [token for span in claim.content for token in token_span(doc, span)]
        self.inside = {token.i for token in self.content}
        self.head = cue_head(self.cue)

    def leanings(self) -> Iterator[Leaning]:
        tops = heads(self.content)
        told = list(self.by_cue(tops))
        yield from told
        if not told and self.asserted():
            for verb, denied in self.clauses(tops):
                yield from self.by_clause(verb, denied)

    def asserted(self) -> bool:
        """Whether the content is what the speaker holds to be so."""
        if self.head is None:
            return True
        cue, _ = look_up(self.head)
        return not negated(self.head) and (cue is None or cue.act not in UNASSERTED)

    # The reporter's words

    def by_cue(self, tops: list[Token]) -> Iterator[Leaning]:
        if self.head is None:
            return
        leaning = next(
            (found for word in self.telling_words() if (found := leaning_of(word) or self.on(word, tops))), None
        )
        if leaning is not None:
            yield leaning
            return
        verbs = (self.head, *(t for t in self.cue if t.i != self.head.i))  # "released a statement calling him a hero"
        yield from next((said for verb in verbs if (said := list(described(verb, self.content)))), ())
        yield from self.wanted(tops)

    def on(self, word: Token, tops: list[Token]) -> Leaning | None:
        """The content as what a word of the cue leans on, where the parse has no link: "pointed attacks on"."""
        score = side_of(word)
        if score is None or not tops or any(map(is_infinitive, self.tasks(tops))):
            return None
        if is_noun(tops[0]):
            return Leaning(score, tops[0], word=word)
        return Leaning(score, tops[0], clause=True) if tops[0].tag_ == "VBG" else None  # "ruled out raising rents"

    def telling_words(self) -> Iterator[Token]:
        assert self.head is not None
        yield self.head
        if self.head.lemma_ in LIGHT_VERBS | DECLINING:  # voiced opposition, declined to take sides
            yield from (c for c in self.head.children if c.dep_ in ("dobj", "acomp", "attr", "xcomp"))
        yield from (t for t in self.cue if t.i != self.head.i and t.pos_ in ("VERB", "NOUN", "ADJ", "ADP"))

    def wanted(self, tops: list[Token]) -> Iterator[Leaning]:
        """ "vowed to repeal the tax", "called for Hansen to resign", "ordered a recount"."""
        assert self.head is not None
        cue, _ = look_up(self.head)
        act = None if cue is None else cue.act
        if act is None or not tops or negated(self.head) or is_unreal(self.head) or is_passive(self.head):
            return
        tasks = self.tasks(tops)
        if tasks and act in STRENGTH:
            yield self.to_do(tasks[0], STRENGTH[act])
        elif tops[0].lemma_ in PLANS:
            yield from (self.to_do(task, PLANNED) for task in planned(tops[0])[:1])
        elif act == "demand" and tops[0].dep_ in ("dobj", "pobj") and is_noun(tops[0]):
            yield Leaning(STRENGTH[act] * (valence(self.head, "object")[0] or 1), tops[0], word=self.head)

    def tasks(self, tops: list[Token]) -> list[Token]:
        """What is to be done: what heads the content, or stands beside its noun ("ministers to resign")."""
        beside = (t for top in tops for t in (top, *(top.rights if is_noun(top) else ())))
        return [
            t
            for t in beside
            if t.i in self.inside and t.dep_ != "relcl" and (is_infinitive(t) or t.tag_ in ("VB", "VBG"))
        ]

    # The speaker's words

    def clauses(self, tops: list[Token]) -> Iterator[tuple[Token, bool]]:
        """The verbs of what is held to be so, with whether it is held not to be: "I don't think that it is fair"."""
        waiting = [(top, False) for top in tops if top.pos_ in ("VERB", "AUX")]
        for verb, denied in waiting:  # grows while it is read
            parts = [c for c in verb.children if c.i in self.inside and c.pos_ in ("VERB", "AUX")]
            waiting += [(c, denied) for c in parts if c.dep_ == "conj"]
            waiting += [(c, False) for c in parts if c.dep_ in ("ccomp", "parataxis") and c.i < verb.i]
            if is_unreal(verb) or is_asked(verb):
                continue
            subject = subject_of(verb)
            below = [c for c in parts if c.dep_ == "ccomp" and c.i > verb.i]
            if below and lemma(verb) in THINKING and (subject is None or self.is_own(subject)):
                waiting += [(c, denied ^ negated(verb)) for c in below]
            else:
                yield verb, denied

    def by_clause(self, verb: Token, denied: bool) -> Iterator[Leaning]:
        subject = subject_of(verb)
        denied_here = negated(verb) ^ denied
        if is_obliged(verb, subject):
            done = (
                next((c for c in verb.rights if c.dep_ == "xcomp"), verb) if verb.lemma_ in ("have", "need") else verb
            )
            yield self.to_do(done, -OBLIGED if denied_here else OBLIGED)
        elif subject is not None and self.is_own(subject):
            yield from self.own_side(verb, denied)
        elif subject is not None and may_be_judged(subject) and (score := said_of_subject(verb)):
            proposal = real_subject(verb, subject)
            if proposal is not None and proposal.lemma_ in TALKING:
                return  # "it would not be appropriate to comment"
            score = -score * NEGATED_STRENGTH if denied_here else score
            yield Leaning(score, proposal or subject, clause=proposal is not None)

    def own_side(self, verb: Token, denied: bool) -> Iterator[Leaning]:
        """What the speaker says of their own side: "we oppose it", "I was angry with her", "we will ban it"."""
        below = [c for c in verb.rights if c.dep_ in ("acomp", "attr", "prep", "dobj", "xcomp")]
        leaning = next((found for word in (verb, *below) if (found := leaning_of(word))), None)
        if leaning is not None:
            yield replace(leaning, score=-leaning.score * NEGATED_STRENGTH) if denied else leaning
            return
        yield from described(verb, [t for t in self.content if verb.i < t.i <= verb.right_edge.i])
        if is_announced(verb):
            deeds = (verb, *(c for c in below if is_infinitive(c)))
            public = (d for d in deeds if valence(d, "object")[0] or ((cue := look_up(d)[0]) and cue.act == "demand"))
            yield from (self.to_do(d, -ANNOUNCED if negated(verb) ^ denied else ANNOUNCED) for d in islice(public, 1))

    def to_do(self, verb: Token, score: float) -> Leaning:
        """What is to be done is wanted; where the verb lets be or ends a named thing, that thing is."""
        effect, preposition = valence(verb, "object")
        thing = object_of(verb, preposition) if effect else None
        if thing is not None and thing.i in self.targets.naming and not self.is_own(thing):
            return Leaning(score * effect, thing)
        return Leaning(score, verb, clause=True, within=Chars(self.claim.content[0].start, self.claim.content[-1].end))

    def is_own(self, token: Token) -> bool:
        """Whether it is the speaker: "I" in a quotation, and outside of one "she", unless she is known for another."""
        if self.claim.quote_kind != "indirect" and token.lower_ in FIRST_PERSON:
            return True
        chain = self.targets.chain(token)
        return token.lower_ in THIRD_PERSON if chain is None else chain == self.own


def may_be_judged(subject: Token) -> bool:
    """Whether what a clause says of its subject is a verdict on it: not of "people", "the problem" or "an attempt"."""
    return subject.lower_ not in GENERIC and subject.lemma_ not in ATTEMPTS and not value_of(subject)


class _Targets:
    """The document's mentions by the token that heads them, a resolved one first."""

    def __init__(self, doc: Doc) -> None:
        self.mentions = doc._.mentions
        self.naming: dict[int, int] = {}
        for number, mention in sorted(enumerate(self.mentions), key=lambda item: (item[1].chain is None, item[0])):
            self.naming.setdefault(heads(list(token_span(doc, mention.chars)))[0].i, number)

    def chain(self, token: Token) -> int | None:
        number = self.naming.get(token.i)
        return None if number is None else self.mentions[number].chain

    def of(self, leaning: Leaning, own: int | None) -> tuple[Chars, int | None] | None:
        """The target's span and, where it is a resolved thing, its mention; None for oneself or what cannot be told."""
        head = leaning.head
        if leaning.clause:
            return _clause_span(head, leaning.within), None
        if head.lower_ in PARTITIVE:
            head = next((c for p in head.rights if p.lower_ == "of" for c in p.rights if c.dep_ == "pobj"), head)
        if head.dep_ == "poss":
            head = head.head
        number = self.naming.get(head.i)
        person = number is not None and self.mentions[number].label == "PERSON"
        if number is not None and self.mentions[number].chain is not None:
            return None if self.mentions[number].chain == own else (self.mentions[number].chars, number)
        if person and head.tag_ != "NNS":
            return (
                None  # somebody whom the article does not tell is neither an entity nor an issue; kinds of people are
            )
        if head.pos_ not in ("NOUN", "PROPN"):
            return None  # so is an unresolved pronoun
        if not person and any(c.dep_ == "poss" and own is not None and self.chain(c) == own for c in head.lefts):
            return None  # one's own record, plan or party
        word = leaning.word
        charges = [c for c in head.rights if c.dep_ == "prep" and (c.lemma_ == "as" or (word and is_charge(word, c)))]
        return phrase(head, {c.i for c in charges}), None


def _clause_span(verb: Token, within: Chars | None) -> Chars:
    """What is to be done: from the verb's subject, or from "to", up to where its phrase ends."""
    doc = verb.doc
    first = min([verb.i, *(c.i for c in verb.lefts if c.dep_ in ("aux", "neg", "nsubj", "nsubjpass", "auxpass"))])
    last = verb.right_edge.i
    while within is not None and last > verb.i and doc[last].idx >= within.end:
        last -= 1
    while last > verb.i and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    opened = sum(token.text in QUOTE_MARKS for token in doc[first : last + 1])
    if opened % 2 and last + 1 < len(doc) and doc[last + 1].text in QUOTE_MARKS:
        last += 1
    return Chars(doc[first].idx, doc[last].idx + len(doc[last]))
