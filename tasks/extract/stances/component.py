"""Stances: what a claim is for or against, from its cue, its own words of value, and what it wants done.

The reporter's word comes first, then the speaker's own:

- the cue takes a side on its object: "endorsed", "was critical of", "dismissed the idea as premature";
- the cue demands, proposes, promises or wishes what the content says is to be done: "vowed to repeal the tax";
- the content calls for something: "should resign", "it is time to go", "stop the war" (`demands`);
- the content says what is good or bad, or does good or harm: "the plan is reckless", "he lied to us" (`verdicts`);
- the content says what the speaker is for or against: "we oppose …", "I am proud to endorse her" (`leanings`).

Few and right: what only might be, is asked, or is somebody else's view takes no side. Words of value are those of
`valences.csv`, cues those of `cues.csv`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc, Token

from tasks.extract.annotations import Attribution, Chars, Stance, token_span
from tasks.extract.chains.nominals import KINDS_OF, is_person
from tasks.extract.claims.component import cue_head
from tasks.extract.clauses import (
    FIRST_PERSON,
    NEGATIONS,
    POSSIBLE,
    QUOTE_MARKS,
    WOULD,
    heads,
    is_subjunctive,
    modality,
    negated,
    phrase,
)
from tasks.extract.cues import LIGHT_VERBS, lemma, look_up
from tasks.extract.lexicon import words
from tasks.extract.stances.demands import ELECTORAL, PRIVATE, RHETORICAL, called_for, is_order, is_policy, ordered
from tasks.extract.stances.leanings import (
    AGENCIES,
    DECLINING,
    MEASURES,
    NEGATED_STRENGTH,
    Leaning,
    is_adjectival,
    is_announced,
    is_asked,
    is_charge,
    is_idle_worry,
    is_infinitive,
    is_noun,
    is_over,
    is_passive,
    is_time,
    is_unreal,
    is_wanting,
    leaning_of,
    object_of,
    planned,
    real_subject,
    side_of,
    stirred,
    subject_of,
)
from tasks.extract.stances.valences import valence
from tasks.extract.stances.verdicts import (
    COPULAS,
    UNADVOCATED,
    cleft,
    described,
    existential,
    is_effect,
    is_necessity,
    is_situation,
    may_answer,
    said_of_subject,
    trait_of,
    value_of,
)

#: How firmly an act is for what it wants done.
STRENGTH = {"demand": 0.7, "propose": 0.6, "promise": 0.6}
PLANNED = ANNOUNCED = WISHED = 0.5
REFUSED = -0.6
ALLEGED = -0.6
OBLIGED = 0.6
#: Nouns of what is to be done: "the need to cut rents".
PLANS = words("call campaign effort need plan proposal push vow pledge promise")
#: Nobody in particular, of whom nothing is said by what "people" or "you" do.
GENERIC = words("others people you one everybody everyone someone somebody nobody anybody anyone there")
NOBODY = words("one there you")
#: That these failed tells what happened and not what the speaker thinks of them.
ATTEMPTS = words("attempt bid effort try")
TALKING = words("comment discuss say speak speculate")
THIRD_PERSON = words("he she they")
OWNERS = words("her his its their")
#: Acts whose content the speaker does not hold, or only passes on.
#: Warnings speak of harm that only may come.
WARNING = words("caution fear warn worry")
#: Slogans of an interjection and a preposition.
SLOGANS = {("no", "to"): -0.7, ("yes", "to"): 0.7, ("shame", "on"): -0.8, ("down", "with"): -0.8}
UNASSERTED = words("deny question report show")
#: Words that stand for what follows "of": "either of them".
PARTITIVE = words("all any both either each many most neither none one some")
#: Verbs with which speakers introduce what they hold: "I don't think that …".
THINKING = words("agree argue believe feel guess insist know maintain mean say suggest suppose think")
LIKING = words("dislike enjoy hate like love prefer")
WISHING = words("hope pray wish")
#: What one who is hoped to do it is for: "hopes the bill passes".
SUCCEEDING = words("pass prevail recover stay succeed survive thrive triumph win")
#: Verbs whose clause is a reproach to who does what it says.
ALLEGING = words("allege charge complain gripe grouse grumble moan protest")
#: Dependencies of what only goes with a noun: "releases beginning in June".
ADJOINED = words("acl advcl amod prep")
REFUSING = words("refuse")
#: That an endorsement was refused is no stance.
ENDORSING = words("back condemn defend denounce embrace endorse support welcome")
PROVING = words("demonstrate prove show")
VOTING = words("agree choose decide determine resolve try vote want work")
#: What one should be or do oneself is no proposal.
STANDING = words("be do feel have know see think")
#: Wanting that is looking: "focuses on the budget".
EYEING = words("focus look need vie")
#: What things should do is expected of them and not called for.
HELPING = words("be boost give help lead make prove take")
INFERENCES = words("assumption bet conclusion guess inference point question sign")
FORMER = words("earlier former onetime past previous")
#: Introductions of what is so: "It's clear that …", "The truth is that …".
CERTAIN = words("bottom certain clear doubt fact obvious plain point problem reality true truth undeniable")
#: Whom one is against by what they are called, even if they are one's own: "mocked his rivals".
ANTAGONISTS = words("challenger critic detractor enemy foe opponent predecessor rival")
#: One's own group speaks and acts for oneself.
GROUPS = words("administration agency campaign company country department firm government ministry office party team")
#: Kinds of things that act.
BODIES = words("company country government_body media organisation political_party")
#: Kinds of names that can be blamed and thanked.
AGENTS = words("PERSON ORG GPE NORP LAW PRODUCT WORK_OF_ART FAC")


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
        targets, text = _Targets(doc), doc.text
        doc._.stances = []
        for number, claim in enumerate(doc._.attributions):
            if not claim.source or text[claim.source[0].start : claim.source[-1].end].lower() in NOBODY:
                continue
            own = None if claim.speaker_mention is None else doc._.mentions[claim.speaker_mention].chain
            taken: set[Chars | int] = set()
            spans: list[Chars] = []
            for leaning in targets.each(_Reading(doc, claim, own, targets).leanings()):
                target = targets.of(leaning, own)
                if target is None or any(
                    span.start < target[0].end and target[0].start < span.end for span in claim.source
                ):
                    continue
                span, mention = _within(target[0], claim), target[1]
                key = span if mention is None else doc._.mentions[mention].chain
                inside = mention is None and any(t.start <= span.start and span.end <= t.end for t in spans)
                if key not in taken and not inside:
                    spans.append(span)
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
        self.cued = {token.i for token in self.cue}
        self.head = cue_head(self.cue)
        source = heads([token for span in claim.source for token in token_span(doc, span)])
        self.sources = {token.i for token in source}
        self.several = any(token.tag_ in ("NNS", "NNPS") for token in source)
        self.finds = self.head is not None and lemma(self.head) == "find"
        self.warns = self.head is not None and lemma(self.head) in WARNING

    def leanings(self) -> Iterator[Leaning]:
        tops = heads(self.content)
        found = list(self.by_cue(tops))
        if not found and self.asserted():
            said = (leaning for verb, denied in self.clauses(tops) for leaning in self.by_clause(verb, denied))
            found = [leaning for leaning in said if leaning.head.i in self.inside] or list(self.by_fragment(tops))
        yield from found or self.alleged(tops)

    def asserted(self) -> bool:
        """Whether the content is what the speaker holds to be so."""
        if self.head is None:
            return True
        cue, _ = look_up(self.head)
        return not negated(self.head) and (self.finds or cue is None or cue.act not in UNASSERTED)

    # The reporter's words

    def by_cue(self, tops: list[Token]) -> Iterator[Leaning]:
        if self.head is None:
            return
        if (
            self.head.pos_ == "VERB"
            and is_passive(self.head)
            and any(
                c.dep_ == "nsubjpass" and c.i in self.sources and not is_adjectival(self.head) for c in self.head.lefts
            )
        ):
            return  # "he was assailed for it": by others
        if (felt := self.stirred()) is not None:
            yield felt
            return
        leaning = next((found for word in self.telling_words() if (found := self.told(word, tops))), None)
        if leaning is not None:
            yield leaning
            return
        verbs = (self.head, *(t for t in self.cue if t.i != self.head.i))  # "released a statement calling him a hero"
        yield from next((said for verb in verbs if (said := list(described(verb, self.content)))), ())
        yield from self.wanted(tops)

    def stirred(self) -> Leaning | None:
        """ "the remark angered unions": unions are against the remark."""
        verb = self.head
        if verb is None or verb.pos_ != "VERB" or is_passive(verb) or negated(verb) or is_unreal(verb):
            return None
        cause = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.i in self.inside), None)
        moved = any(c.dep_ == "dobj" and c.i in self.sources for c in verb.rights)
        score = stirred(verb) if cause is not None and moved else 0.0
        return Leaning(score, cause) if score and cause is not None else None

    def told(self, word: Token, tops: list[Token]) -> Leaning | None:
        """What a word of the cue leans on within the claim; the parser may find an object elsewhere."""
        leaning = leaning_of(word)
        if self.only_may():
            return None
        if leaning is not None and is_wanting(word) and self.tasks(tops):
            return None  # "called for the council to lower rents"
        if leaning is not None and self.content and leaning.head.i not in self.inside | self.cued:
            leaning = None
        return leaning or self.on(word, tops)

    def only_may(self) -> bool:
        """ "could well endorse": the parser may hang the modal elsewhere."""
        return any(
            t.lower_ in POSSIBLE and (t.i + 1 == len(t.doc) or t.nbor().lower_ not in NEGATIONS) for t in self.cue
        )

    def on(self, word: Token, tops: list[Token]) -> Leaning | None:
        """The content as what a word of the cue leans on, where the parse has no link: "pointed attacks on"."""
        score = side_of(word)
        if score is None or not tops or any(map(is_infinitive, self.tasks(tops))):
            return None
        if tops[0].pos_ == "ADP":  # "a verbal attack | against a journalist"
            tops = [next((c for c in tops[0].rights if c.dep_ == "pobj"), tops[0])]
        if is_noun(tops[0]):
            return None if is_idle_worry(word, tops[0]) or is_time(tops[0]) else Leaning(score, tops[0], word=word)
        gerund = next((t for t in tops if self.is_gerund(t)), None)
        if gerund is not None:
            return Leaning(score, gerund, clause=True)  # "ruled out raising rents"
        told = tops[0].dep_ == "ccomp" or tops[0].left_edge.lower_ in ("after", "that", "when")
        felt = (word.pos_ == "ADJ" or word.tag_ == "VBN") and told
        if felt and tops[0].pos_ in ("VERB", "AUX") and tops[0].dep_ in ("ccomp", "advcl") and not is_unreal(tops[0]):
            return self.deed(score, tops[0])  # "was outraged when Hansen sold the port"
        return None

    def deed(self, score: float, verb: Token) -> Leaning:
        """Who does something bad is blamed; what is good about a good deed is the deed."""
        subject = subject_of(verb)
        done_to = object_of(verb, None) is not None and lemma(verb) != "lose" and not is_passive(verb)
        if score < 0 and done_to and subject is not None and self.is_agent(subject):
            return Leaning(score, subject)
        return self.to_do(verb, score)

    def alleged(self, tops: list[Token]) -> Iterator[Leaning]:
        """ "complained that Hansen hid the report"."""
        if self.head is None or lemma(self.head) not in ALLEGING or negated(self.head) or is_unreal(self.head):
            return
        for verb in tops[:1]:
            subject = subject_of(verb) if verb.pos_ == "VERB" else None
            if subject is not None and self.is_agent(subject) and not is_passive(verb) and not negated(verb):
                yield Leaning(ALLEGED, subject)

    def acts(self, subject: Token | None) -> bool:
        if subject is None or subject.pos_ in ("PRON", "PROPN") or subject.lemma_ in AGENCIES or is_person(subject):
            return True
        return self.is_agent(subject) or bool(KINDS_OF.get(subject.lemma_, frozenset()) & BODIES)

    def is_agent(self, token: Token) -> bool:
        return self.targets.label(token) in AGENTS

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
        if not tops or negated(self.head) or is_unreal(self.head) or is_passive(self.head):
            return
        if self.head.lemma_ not in LIKING and modality(self.head) == "hypothetical":
            return  # "would be asking him to step aside"
        tasks = self.tasks(tops)
        bare = cue is not None and cue.act in STRENGTH
        task = tasks[0] if tasks and (bare or is_infinitive(tasks[0])) else None
        act = None if cue is None else cue.act if task is None else cue.act_to_do
        sign = -1 if task is not None and negated(task) else 1  # "urged them not to close it"
        thing = tops[0].lemma_ in MEASURES or tops[0].pos_ == "NUM" or tops[0].dep_ == "pobj"
        if task is not None and tops[0].i != task.i and act in STRENGTH and thing and not self.acts(tops[0]):
            yield Leaning(STRENGTH[act], tops[0], word=self.head)  # "recommends changes to protect tenants"
        elif task is not None and act in STRENGTH:
            if not (is_private(task) if act == "promise" else is_to_be_heard(task)):
                yield self.to_do(task, sign * STRENGTH[act])
        elif task is not None and self.head.lemma_ != "need" and (act == "want" or self.head.lemma_ == "vote"):
            done_to = object_of(task, valence(task, "object")[1])
            selfish = done_to is not None and any(c.dep_ == "poss" and self.is_owner(c) for c in done_to.lefts)
            if (is_policy(task) and not selfish) or any(c.dep_ == "nsubj" for c in task.lefts):
                yield self.to_do(task, sign * PLANNED)
        elif task is not None and self.head.lemma_ in REFUSING:
            if is_policy(task) and valence(task, "object")[0] > 0 and lemma(task) not in ENDORSING:
                yield self.to_do(task, REFUSED)
        elif lemma(self.head) in WISHING and tops[0].pos_ in ("VERB", "AUX") and not is_past_hope(self.head):
            yield from self.wished(tops[0]) if task is None or is_policy(task) else ()
        elif tops[0].lemma_ in PLANS:
            yield from (self.to_do(task, PLANNED) for task in planned(tops[0])[:1])
        elif is_noun(tops[0]) and (
            (act == "demand" and tops[0].dep_ in ("dobj", "pobj") and tops[0].head.lower_ not in ("to", "with"))
            or (act in STRENGTH and self.head.pos_ == "NOUN" and tops[0].dep_ in ("dobj", "pobj"))
            or (
                act in ("want", "propose", "promise")
                and tops[0].lemma_ in MEASURES - ELECTORAL
                and self.head.lemma_ not in EYEING
            )
        ):
            effect = valence(self.head, "object")[0]
            if not effect and self.is_agent(tops[0]):
                return  # "sentenced Hansen": somebody is no demand
            effect = effect or 1
            yield Leaning(STRENGTH.get(act or "", PLANNED) * effect, tops[0], word=self.head)

    def wished(self, verb: Token) -> Iterator[Leaning]:
        """ "hopes that the bill passes": for the bill; "that rents will fall": for that."""
        subject = subject_of(verb)
        if subject is None or self.is_own(subject) or is_unreal(verb):
            return
        if verb.lemma_ == "be" and subject.pos_ in ("DET", "PRON"):
            return  # "hopes that this is only a phase"
        if lemma(verb) in SUCCEEDING and object_of(verb, None) is None:
            yield Leaning(-WISHED if negated(verb) else WISHED, subject)
        else:
            yield self.to_do(verb, -WISHED if negated(verb) else WISHED)

    def tasks(self, tops: list[Token]) -> list[Token]:
        """What is to be done: what heads the content, or stands beside its noun ("ministers to resign")."""
        beside = (t for top in tops for t in (top, *(top.rights if is_noun(top) else ())))
        return [
            t
            for t in beside
            if t.i in self.inside
            and t.dep_ != "relcl"
            and not is_unreal(t)
            and (is_bidden(t) or (t.i == tops[0].i and self.is_gerund(t)))
        ]

    def is_gerund(self, verb: Token) -> bool:
        """ "raising rents", and not "they are raising rents" or "homes belonging to them"."""
        inner = (c for c in verb.lefts if c.i in self.inside)
        finite = any(c.dep_ == "nsubj" or (c.dep_ == "aux" and c.lemma_ in ("be", "have")) for c in inner)
        return verb.tag_ == "VBG" and verb.dep_ not in ADJOINED and not finite

    # The speaker's words

    def clauses(self, tops: list[Token]) -> Iterator[tuple[Token, bool]]:
        """The verbs of what is held to be so, with whether it is held not to be: "I don't think that it is fair"."""
        waiting = [(top, False) for top in tops if top.pos_ in ("VERB", "AUX")]
        for verb, denied in waiting:  # grows while it is read
            parts = [c for c in verb.children if c.i in self.inside and c.pos_ in ("VERB", "AUX")]
            waiting += [(c, denied) for c in parts if c.dep_ == "conj"]
            waiting += [(c, False) for c in parts if c.dep_ in ("ccomp", "parataxis") and c.i < verb.i]
            waiting += [(c, False) for c in parts if c.dep_ == "advcl" and any(m.lower_ == "because" for m in c.lefts)]
            if (is_unreal(verb) and not self.warns) or is_asked(verb):
                continue
            subject = subject_of(verb)
            below = [c for c in parts if c.dep_ == "ccomp" and c.i > verb.i]
            own = subject is None or self.is_own(subject)
            below += [c for c in parts if c.dep_ == "advcl" and any(m.lower_ == "why" for m in c.lefts)]
            if below and ((lemma(verb) in THINKING and own) or lemma(verb) in PROVING or is_certain(verb, subject)):
                waiting += [(c, denied ^ negated(verb)) for c in below]
            else:
                yield verb, denied

    def by_clause(self, verb: Token, denied: bool) -> Iterator[Leaning]:
        subject = subject_of(verb)
        own = subject is not None and self.is_own(subject)
        denied_here = negated(verb) ^ is_over(verb) ^ denied
        wanted = (
            None
            if self.finds
            else called_for(verb, subject, own) or (None if self.claim.quote_kind == "indirect" else ordered(verb))
        )
        if wanted is not None:
            done, against = wanted
            if (own and lemma(done) in STANDING) or (
                lemma(done) in HELPING and not is_passive(done) and not self.acts(subject)
            ):
                return  # "we should be satisfied", "the victory should give them momentum"
            yield self.to_do(done, -OBLIGED if against ^ denied else OBLIGED)
        elif subject is None or subject.dep_ == "expl" or subject.lower_ == "there":
            for score, target in existential(verb):
                yield Leaning(score, target, clause=not is_noun(target))
        elif own:
            yield from self.own_side(verb, denied)
        elif self.may_be_own(subject):
            return
        elif (stressed := cleft(verb, subject)) is not None:
            yield Leaning(*stressed)
        elif self.may_be_judged(verb, subject) and (score := said_of_subject(verb, denied_here)):
            proposal = real_subject(verb, subject)
            if subject.pos_ in ("VERB", "AUX") and not is_deed(subject):
                return
            if proposal is None and is_necessity(verb):
                return  # that something is important is no praise
            if proposal is not None and (proposal.lemma_ in TALKING or is_inference(verb)):
                return  # "it would not be appropriate to comment"
            yield Leaning(score, proposal or subject, clause=proposal is not None or is_deed(subject))

    def may_be_judged(self, verb: Token, subject: Token) -> bool:
        """Whether what a clause says of its subject is a verdict on it: not of "people", "the problem", "a storm"."""
        if subject.lower_ in GENERIC or subject.lemma_ in ATTEMPTS or value_of(subject):
            return False
        if self.finds and (lemma(verb) in COPULAS or is_effect(verb)):
            return False  # what a study finds is a fact; that a court finds somebody to have lied is a verdict
        agent = self.is_agent(subject)
        if negated(verb) and any(c.lower_ in WOULD for c in verb.lefts):
            return False  # "he would not have the judgment": by somebody's standard, under some condition
        if agent and is_situation(verb) and self.targets.label(subject) in ("GPE", "LOC"):
            return False  # "Libya is a mess"
        if lemma(subject) in UNADVOCATED and not agent:
            return False
        if lemma(verb) == "fail" and not agent and not any(c.dep_ == "xcomp" for c in verb.rights):
            return False  # "the talks failed"
        return lemma(verb) in COPULAS or not is_effect(verb) or may_answer(subject, agent)

    def by_fragment(self, tops: list[Token]) -> Iterator[Leaning]:
        """Headlines and slogans: "Hansen ‘not fit to serve’", "No to the tax", "Nurses against the tax"."""
        top = tops[0] if tops else None
        if top is None or top.pos_ in ("VERB", "AUX"):
            return
        owned = [c for c in top.lefts if c.dep_ == "poss"]
        if self.voices() and any(self.is_own(c) for c in owned) and (leaning := leaning_of(top)):
            if not any(c.lower_ in FORMER for c in top.lefts):
                yield leaning  # "affirmed their support for Hansen"
            return
        quoted = owned and any(t.text in QUOTE_MARKS for t in top.doc[owned[0].i : top.i])
        if quoted and (value := trait_of(top)):
            yield Leaning(value, top)  # "Hansen's 'hateful rhetoric'"
            return
        for part in top.rights:
            if part.i not in self.inside:
                continue
            adjective = part.pos_ == "ADJ" and part.dep_ in ("appos", "amod", "acomp", "oprd") and is_noun(top)
            if adjective and (value := value_of(part)):
                yield Leaning(value, top)
                return
            target = next((c for c in part.rights if c.dep_ == "pobj"), None) if part.dep_ == "prep" else None
            alone = self.claim.quote_kind == "direct" or self.head is None or self.head.pos_ == "PUNCT"
            if alone and target is not None and part.lower_ == "against" and is_noun(top):
                yield Leaning(-0.7, target)
        for part in (top, *top.rights):
            slogan = SLOGANS.get((part.nbor(-1).lower_, part.lower_)) if part.pos_ == "ADP" and part.i else None
            target = next((c for c in part.rights if c.dep_ == "pobj"), None)
            if slogan and target is not None and part.i - 1 in self.inside:
                yield Leaning(slogan, target)

    def voices(self) -> bool:
        """Whether the cue says that what the content names is felt or said: not "reversed"."""
        cue = None if self.head is None else look_up(self.head)[0]
        return cue is not None and cue.act in ("feel", "say", "show", "support", "think")

    def own_side(self, verb: Token, denied: bool) -> Iterator[Leaning]:
        """What the speaker says of their own side: "we oppose it", "I was angry with her", "we will ban it"."""
        below = self.own_words(verb)
        leaning = next((found for word in below if (found := leaning_of(word))), None)
        if leaning is not None and not self.is_private(leaning):
            yield replace(leaning, score=-leaning.score * NEGATED_STRENGTH) if denied else leaning
            return
        if lemma(verb) in WISHING and not denied and not negated(verb):
            yield from (w for c in verb.rights if c.dep_ == "ccomp" and c.i in self.inside for w in self.wished(c))
            return
        yield from described(verb, [t for t in self.content if verb.i < t.i <= verb.right_edge.i])
        if is_announced(verb) or lemma(verb) in VOTING:
            denied ^= is_over(verb)
            deeds = (d for d in below if (d is verb or is_infinitive(d)) and (is_policy(d) or is_order(d)))
            against = negated(verb) ^ denied
            # That an end is not made ("would no longer fight the release") is no praise of what goes on.
            deeds = (d for d in deeds if not against or valence(d, "object")[0] > 0)
            yield from (self.to_do(d, -ANNOUNCED if against else ANNOUNCED) for d in islice(deeds, 1))

    def is_private(self, leaning: Leaning) -> bool:
        """What one likes is a stance when it is somebody or something that is done: not "I love music"."""
        liked = leaning.word is not None and leaning.word.lemma_ in LIKING
        return liked and leaning.head.i not in self.targets.naming and leaning.head.lemma_ not in MEASURES

    def own_words(self, verb: Token) -> list[Token]:
        """The verb and its complements, down through "proud to endorse" and "plan to vote for"."""
        found, governors = [verb], [verb]
        for governor in governors:  # grows while it is read
            if is_unreal(governor) or len(governors) > 4:
                break
            light = governor.lemma_ in LIGHT_VERBS
            for child in governor.rights:
                if child.dep_ in ("xcomp", "acomp") and child.i in self.inside:
                    governors.append(child)
                    found.append(child)
                elif (child.dep_ in ("attr", "dobj") and light) or (
                    child.dep_ == "prep" and governor.lemma_ in ("be", "stand", "come", "speak")
                ):
                    found.append(child)
        return found

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
        if any(c.dep_ == "conj" and c.lower_ in FIRST_PERSON | {"me"} for c in token.rights):
            return True  # "Anthony and I"
        if token.lemma_ in GROUPS and (owner := next((c for c in token.lefts if c.dep_ == "poss"), None)) is not None:
            return self.is_owner(owner)  # "her government"
        chain = self.targets.chain(token)
        if chain is not None:
            return chain == self.own
        return self.claim.quote_kind != "direct" and token.lower_ in THIRD_PERSON

    def is_owner(self, token: Token) -> bool:
        return self.is_own(token) or (token.lower_ in OWNERS and self.targets.chain(token) is None)

    def may_be_own(self, token: Token) -> bool:
        """Whether "she" may be an unnamed speaker: "an ally said that she would fight it"."""
        if self.own is not None or self.claim.quote_kind == "direct":
            return False
        return token.lower_ == "they" if self.several else token.lower_ in THIRD_PERSON


def is_certain(verb: Token, subject: Token | None) -> bool:
    """ "It's clear that …", "The truth is that …", "There is no doubt that …"."""
    if lemma(verb) != "be":
        return False
    if any(c.dep_ == "advcl" and any(m.lower_ == "why" for m in c.lefts) for c in verb.rights):
        return True  # "That is why …"
    framing = (subject, *(c for c in verb.rights if c.dep_ in ("acomp", "attr")))
    return any(word is not None and word.lemma_ in CERTAIN for word in framing)


def is_bidden(verb: Token) -> bool:
    """Whether it says what is to be done: "to go", "(that) he go", "(that) they go"."""
    if is_infinitive(verb) or verb.tag_ == "VB" or is_subjunctive(verb):
        return True
    bare = verb.tag_ == "VBP" and verb.lower_ == verb.lemma_ != "be" and verb.dep_ == "ccomp"
    return bare and not any(c.dep_ == "aux" for c in verb.lefts) and any(c.lower_ == "that" for c in verb.lefts)


def is_private(task: Token) -> bool:
    """Whether it concerns only who promises it; not "to make them pay", "to keep fighting for democracy"."""
    kept = next(
        (c for c in task.rights if c.dep_ == "xcomp" and lemma(task) in ("continue", "keep", "start", "try")), task
    )
    made = task.lemma_ == "make" and any(c.dep_ == "ccomp" for c in task.rights)
    return lemma(kept) in PRIVATE and not is_policy(kept) and not made


def is_inference(verb: Token) -> bool:
    """ "It is a fair guess that he supports it" judges the guess."""
    return any(c.dep_ == "attr" and c.lemma_ in INFERENCES for c in verb.rights)


def is_past_hope(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in ("had", "'d", "’d") for c in verb.lefts)


def is_deed(subject: Token) -> bool:
    """Whether a subject is something to do: "raising rents", "to raise rents"."""
    return subject.pos_ in ("VERB", "AUX") and (subject.tag_ == "VBG" or is_infinitive(subject))


def is_content(clause: Token) -> bool:
    """Whether a noun's clause says what it is: "the notion that rents fall", "the decision to raise them"."""
    return clause.dep_ == "acl" and (is_infinitive(clause) or clause.left_edge.lower_ == "that")


def is_to_be_heard(task: Token) -> bool:
    """An imperative that asks for attention and nothing else: "Compare that …"."""
    return task.tag_ == "VB" and not is_infinitive(task) and subject_of(task) is None and lemma(task) in RHETORICAL


class _Targets:
    """The document's mentions by the token that heads them, a resolved one first."""

    def __init__(self, doc: Doc) -> None:
        self.mentions = doc._.mentions
        self.naming: dict[int, int] = {}
        for number, mention in sorted(enumerate(self.mentions), key=lambda item: (item[1].chain is None, item[0])):
            self.naming.setdefault(heads(list(token_span(doc, mention.chars)))[0].i, number)

    def label(self, token: Token) -> str | None:
        number = self.naming.get(token.i)
        return None if number is None else self.mentions[number].label

    def is_ones(self, owner: Token, own: int | None) -> bool:
        if own is None:
            return owner.lower_ in OWNERS and self.chain(owner) is None
        return self.chain(owner) == own

    def _behind(self, head: Token) -> Token:
        """The person of "Ohio Gov. Ada Lind" where the parser takes the place for the head."""
        if self.label(head) not in ("GPE", "NORP", "ORG"):
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

    def each(self, leanings: Iterable[Leaning]) -> Iterator[Leaning]:
        """The leanings, one a name where several stand together: "critical of Hansen and Lind"."""
        for leaning in leanings:
            yield leaning
            if not leaning.clause and self.chain(leaning.head) is not None:
                others = (c for c in leaning.head.rights if c.dep_ == "conj" and self.chain(c) is not None)
                yield from (replace(leaning, head=other) for other in others)

    def of(self, leaning: Leaning, own: int | None) -> tuple[Chars, int | None] | None:
        """The target's span and, where it is a resolved thing, its mention; None for oneself or what cannot be told."""
        head = leaning.head
        if leaning.clause:
            return _clause_span(head, leaning.within), None
        if head.lower_ in PARTITIVE:
            head = next((c for p in head.rights if p.lower_ == "of" for c in p.rights if c.dep_ == "pobj"), head)
        if head.dep_ == "poss":
            head = head.head
        named = (c for c in head.rights if c.dep_ == "appos" and self.chain(c) is not None and c.pos_ == "PROPN")
        if self.chain(head) is None and (name := next(named, None)) is not None:
            head = name  # "the referee, Paul Lindqvist,"
        head = self._behind(head)
        number = self.naming.get(head.i)
        person = number is not None and self.mentions[number].label == "PERSON"
        if number is not None and self.mentions[number].chain is not None:
            return None if self.mentions[number].chain == own else (self.mentions[number].chars, number)
        if person and head.tag_ != "NNS":
            return (
                None  # somebody whom the article does not tell is neither an entity nor an issue; kinds of people are
            )
        if head.pos_ not in ("NOUN", "PROPN") and head.ent_type_ != "MONEY":
            return None  # so is an unresolved pronoun
        own_thing = not person and head.lemma_ not in ANTAGONISTS
        if own_thing and any(c.dep_ == "poss" and self.is_ones(c, own) for c in head.lefts):
            return None  # one's own record, plan or party
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


def _within(span: Chars, claim: Attribution) -> Chars:
    """The part of a target in the content on which it touches."""
    around = next((c for c in claim.content if c.start < span.end and span.start < c.end), None)
    return span if around is None else Chars(max(span.start, around.start), min(span.end, around.end))


def _clause_span(verb: Token, within: Chars | None) -> Chars:
    """What is to be done: from the verb's subject, or from "to", up to where its phrase ends."""
    doc = verb.doc
    first = min([verb.i, *(_start(c) for c in verb.lefts if c.dep_ in ("aux", "neg", "nsubj", "nsubjpass", "auxpass"))])
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
