"""What the speaker's own words are for or against: what they value, call for, and say of their own side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from spacy.tokens import Token

from tasks.extract.clauses import (
    QUOTE_MARKS,
    WOULD,
    is_asked,
    is_infinitive,
    is_noun,
    is_over,
    is_passive,
    is_unreal,
    negated,
    subject_of,
)
from tasks.extract.cues import LIGHT_VERBS, lemma, look_up
from tasks.extract.lexicon import words
from tasks.extract.stances.demands import ELECTORAL, called_for, is_order, is_policy, ordered
from tasks.extract.stances.leanings import (
    MEASURES,
    NEGATED_STRENGTH,
    Leaning,
    is_announced,
    is_time,
    leaning_of,
    object_of,
    real_subject,
    side_of,
)
from tasks.extract.stances.speech import Speech
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
from tasks.extract.stances.wants import LIKING, WISHING, wished

ANNOUNCED, OBLIGED = 0.5, 0.6
#: Nobody in particular, of whom nothing is said by what "people" or "you" do.
GENERIC = words(
    "anybody anyone everybody everyone everything nobody nothing one others people somebody someone something there you"
)
#: That these failed tells what happened and not what the speaker thinks of them.
ATTEMPTS = words("attempt bid effort try")
TALKING = words("comment discuss say speak speculate")
#: What speakers decline to do, and nobody is for or against.
COMMENTING = words("comment discuss speculate")
#: Whose needs are everybody's.
PUBLIC = words("city continent country economy industry market nation party region sector society town world")
#: Slogans of an interjection and a preposition.
SLOGANS = {("no", "to"): -0.7, ("yes", "to"): 0.7, ("shame", "on"): -0.8, ("down", "with"): -0.8}
#: Verbs with which speakers introduce what they hold: "I don't think that …".
THINKING = words(
    """
    acknowledge admit agree argue assume assure believe claim conclude consider contend convince doubt emphasise
    emphasize feel find gather guess insist know maintain mean note notice observe promise realise realize
    reckon recognise recognize say see sense stress submit suggest suppose suspect tell think understand worry
    """
)
#: What does this calls for its object: "the decline necessitates a pact", "nothing justifies the war".
JUSTIFYING = words("justify merit necessitate warrant")
SURE = words("certain confident convinced positive sure")
#: Conjunctions whose clause is held to be so as well.
BACKING = words("although as because since though whereas while")
PROVING = words("demonstrate prove show")
VOTING = words("agree choose decide determine resolve try vote want work")
ENDURING = words("accept condone tolerate")
#: What one should be or do oneself is no proposal.
STANDING = words("be do feel have know see think")
#: What things should do is expected of them and not called for.
HELPING = words("be boost give help lead make prove take")
INFERENCES = words("assumption bet conclusion guess inference point question sign")
FORMER = words("earlier former onetime past previous")
#: Introductions of what is so: "It's clear that …", "The truth is that …".
CERTAIN = words("bottom certain clear doubt fact obvious plain point problem reality true truth undeniable")


def clauses(speech: Speech, tops: list[Token]) -> Iterator[tuple[Token, bool]]:
    """The verbs of what is held to be so, with whether it is held not to be: "I don't think that it is fair"."""
    waiting = [(top, False) for top in tops if top.pos_ in ("VERB", "AUX")]
    for verb, denied in waiting:  # grows while it is read
        parts = [c for c in verb.children if c.i in speech.inside and c.pos_ in ("VERB", "AUX")]
        waiting += [(c, denied) for c in parts if c.dep_ == "conj"]
        waiting += [(c, False) for c in parts if c.dep_ in ("ccomp", "parataxis") and c.i < verb.i]
        waiting += [(c, False) for c in parts if c.dep_ == "advcl" and any(m.lower_ in BACKING for m in c.lefts)]
        if (is_unreal(verb) and not speech.warns) or is_asked(verb):
            continue
        subject = subject_of(verb)
        below = [c for c in parts if c.dep_ == "ccomp" and c.i > verb.i]
        own = subject is None or speech.is_own(subject)
        below += [c for c in parts if c.dep_ == "advcl" and any(m.lower_ == "why" for m in c.lefts)]
        if own and lemma(verb) == "be":
            sure = (c for c in verb.rights if c.dep_ == "acomp" and c.lemma_ in SURE)
            waiting += [(c, denied ^ negated(verb)) for s in sure for c in s.rights if c.dep_ == "ccomp"]
        if below and ((lemma(verb) in THINKING and own) or lemma(verb) in PROVING or is_certain(verb, subject)):
            doubted = lemma(verb) == "doubt"
            waiting += [(c, denied ^ negated(verb) ^ doubted) for c in below]
        else:
            yield verb, denied


def by_clause(speech: Speech, verb: Token, denied: bool) -> Iterator[Leaning]:
    subject = subject_of(verb)
    own = subject is not None and speech.is_own(subject)
    denied_here = negated(verb) ^ is_over(verb) ^ denied
    wanted = (
        None
        if speech.finds
        else called_for(verb, subject, own) or (None if speech.claim.quote_kind == "indirect" else ordered(verb))
    )
    if wanted is not None:
        done, against = wanted
        if lemma(done) == "be" and any(c.lower_ in ("ashamed", "embarrassed") for c in done.rights):
            yield from () if subject is None or own or denied_here else (Leaning(-OBLIGED, subject),)
            return
        if (own and lemma(done) in STANDING) or (
            lemma(done) in HELPING and not is_passive(done) and not speech.acts(subject)
        ):
            return  # "we should be satisfied", "the victory should give them momentum"
        thing = object_of(done, None) if lemma(done) in ENDURING and own else None
        if thing is not None and against:
            yield Leaning(-OBLIGED, thing)  # "we cannot accept the text"
            return
        yield speech.to_do(done, -OBLIGED if against ^ denied else OBLIGED)
    elif (need := needed(verb, subject)) is not None:
        yield Leaning(-OBLIGED if denied_here else OBLIGED, need)
    elif subject is None or subject.dep_ == "expl" or subject.lower_ == "there":
        for score, target in existential(verb):
            yield Leaning(score, target, clause=not is_noun(target))
    elif own:
        yield from own_side(speech, verb, denied)
    elif speech.may_be_own(subject):
        return
    elif (side := given(speech, verb)) is not None:
        yield Leaning(side, subject)
    elif (stressed := cleft(verb, subject)) is not None:
        yield Leaning(*stressed)
    elif lemma(verb) in JUSTIFYING and (called := object_of(verb, None)) is not None:
        yield Leaning(-OBLIGED if denied_here else OBLIGED, called)
    elif may_be_judged(speech, verb, subject) and (score := said_of_subject(verb, denied_here)):
        proposal = real_subject(verb, subject)
        if subject.lower_ == "it" and is_inference(verb):
            return
        if subject.pos_ in ("VERB", "AUX") and not is_deed(subject):
            return
        if proposal is None and is_necessity(verb):
            return  # that something is important is no praise
        if proposal is not None and proposal.lemma_ in COMMENTING:
            return  # "it would not be appropriate to comment"
        yield Leaning(score, proposal or subject, clause=proposal is not None or is_deed(subject))


def given(speech: Speech, verb: Token) -> float | None:
    """ "She has my full support": what the subject has of the speaker."""
    thing = object_of(verb, None) if lemma(verb) == "have" and not negated(verb) else None
    quoted = speech.claim.quote_kind != "indirect"
    if thing is None or not quoted or not any(c.lower_ in ("my", "our") for c in thing.lefts):
        return None
    return side_of(thing)


def needed(verb: Token, subject: Token | None) -> Token | None:
    """ "More aid is needed", "the country needs reform", "it is time for change": what there is a need of."""
    if subject is not None and subject.lower_ == "it" and lemma(verb) == "be":
        time = (p for c in verb.rights if c.lower_ == "time" for p in (*c.rights, *verb.rights) if p.lower_ == "for")
        return next((c for p in time for c in p.rights if c.dep_ == "pobj"), None)
    if lemma(verb) not in ("need", "require") or subject is None or any(c.dep_ == "xcomp" for c in verb.rights):
        return None
    of_all = lemma(verb) == "need" and subject.lemma_ in PUBLIC
    need = subject if is_passive(verb) else object_of(verb, None) if of_all else None
    return need if need is not None and is_noun(need) and need.lemma_ not in ELECTORAL else None


def may_be_judged(speech: Speech, verb: Token, subject: Token) -> bool:
    """Whether what a clause says of its subject is a verdict on it: not of "people", "the problem", "a storm"."""
    if (
        subject.lower_ in GENERIC
        or (subject.lemma_ in ATTEMPTS and lemma(verb) == "fail")
        or valence(subject, "bearer")[0]
    ):
        return False
    if speech.finds and (lemma(verb) in COPULAS or is_effect(verb)):
        return False  # what a study finds is a fact; that a court finds somebody to have lied is a verdict
    agent = speech.is_agent(subject)
    would = any(c.lower_ in WOULD for c in verb.lefts)
    if would and any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.lefts):
        return False  # "she would have scared them"
    if would and negated(verb):
        return False  # "he would not have the judgment": by somebody's standard, under some condition
    if agent and is_situation(verb) and speech.targets.label(subject) in ("GPE", "LOC"):
        return False  # "Libya is a mess"
    if lemma(subject) in UNADVOCATED and not agent:
        return False
    if lemma(verb) == "work" and lemma(subject) not in MEASURES:
        return False
    if lemma(verb) == "fail" and not agent and not any(c.dep_ in ("dobj", "xcomp") for c in verb.rights):
        return False  # "the talks failed"
    kind = subject.tag_ == "NNS" and not any(c.dep_ in ("det", "poss") for c in subject.lefts)  # "voters"
    doer = agent or (speech.acts(subject) and not kind)
    return lemma(verb) in COPULAS or not is_effect(verb) or may_answer(subject, doer)


def by_fragment(speech: Speech, tops: list[Token]) -> Iterator[Leaning]:
    """Headlines and slogans: "Hansen ‘not fit to serve’", "No to the tax", "Nurses against the tax"."""
    top = tops[0] if tops else None
    if top is None or top.pos_ in ("VERB", "AUX"):
        return
    owned = [c for c in top.lefts if c.dep_ == "poss"]
    if voices(speech) and any(speech.is_own(c) for c in owned) and (leaning := leaning_of(top)):
        if not any(c.lower_ in FORMER for c in top.lefts):
            yield leaning  # "affirmed their support for Hansen"
        return
    quoted = owned and any(t.text in QUOTE_MARKS for t in top.doc[owned[0].i : top.i])
    if quoted and (value := trait_of(top)):
        yield Leaning(value, top)  # "Hansen's 'hateful rhetoric'"
        return
    for part in top.rights:
        if part.i not in speech.inside:
            continue
        adjective = part.pos_ == "ADJ" and part.dep_ in ("appos", "amod", "acomp", "oprd") and is_noun(top)
        if adjective and (value := value_of(part)):
            yield Leaning(value, top)
            return
        target = next((c for c in part.rights if c.dep_ == "pobj"), None) if part.dep_ == "prep" else None
        alone = speech.claim.quote_kind == "direct" or speech.head is None or speech.head.pos_ == "PUNCT"
        if alone and target is not None and part.lower_ == "against" and is_noun(top):
            yield Leaning(-0.7, target)
    for part in (top, *top.rights):
        slogan = SLOGANS.get((part.nbor(-1).lower_, part.lower_)) if part.pos_ == "ADP" and part.i else None
        target = next((c for c in part.rights if c.dep_ == "pobj"), None)
        if slogan and target is not None and part.i - 1 in speech.inside:
            yield Leaning(slogan, target)


def voices(speech: Speech) -> bool:
    """Whether the cue says that what the content names is felt or said: not "reversed"."""
    cue = None if speech.head is None else look_up(speech.head)[0]
    return cue is not None and cue.act in ("feel", "say", "show", "support", "think")


def own_side(speech: Speech, verb: Token, denied: bool) -> Iterator[Leaning]:
    """What the speaker says of their own side: "we oppose it", "I was angry with her", "we will ban it"."""
    below = own_words(speech, verb)
    if lemma(verb) == "be" and not negated(verb) and (cause := is_for(verb)) is not None:
        yield Leaning(OBLIGED, cause)
        return
    leaning = next((found for word in below if (found := leaning_of(word))), None)
    if leaning is not None and not is_liking(speech, leaning):
        yield replace(leaning, score=-leaning.score * NEGATED_STRENGTH) if denied else leaning
        return
    if lemma(verb) in WISHING and not denied and not negated(verb):
        yield from (w for c in verb.rights if c.dep_ == "ccomp" and c.i in speech.inside for w in wished(speech, c))
        return
    if lemma(verb) in LIKING | {"want"} and not denied and not negated(verb):
        seen = (c for c in verb.rights if c.dep_ == "xcomp" and c.lemma_ in ("have", "see") and is_infinitive(c))
        wishes = (w for s in seen for c in s.rights if c.dep_ == "ccomp" for w in wished(speech, c))
        yield from wishes  # "I would love to see Hansen resign"
    yield from described(verb, [t for t in speech.content if verb.i < t.i <= verb.right_edge.i])
    yield from asked_for(speech, verb, denied)
    if is_announced(verb) or lemma(verb) in VOTING:
        denied ^= is_over(verb)
        asks = is_order(verb) and any(is_infinitive(c) for c in verb.rights)  # "I would urge her to go"
        deeds = (d for d in below if (d is verb or is_infinitive(d)) and (is_policy(d) or is_order(d)) and not asks)
        against = negated(verb) ^ denied
        # That an end is not made ("would no longer fight the release") is no praise of what goes on.
        deeds = (d for d in deeds if not against or valence(d, "object")[0] > 0)
        yield from (speech.to_do(d, -ANNOUNCED if against else ANNOUNCED) for d in islice(deeds, 1))


def is_for(verb: Token) -> Token | None:
    """ "I am for it", "we are all for the plan": what the speaker is for."""
    if any((c.dep_ in ("acomp", "attr") and c.lower_ != "all") or c.lower_ == "here" for c in verb.rights):
        return None
    cause = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ == "for"), None)
    return None if cause is None else next((c for c in cause.rights if c.dep_ == "pobj"), None)


#: Verbs with which the speaker wants a thing.
NEEDING = words("demand deserve need request require want")


def asked_for(speech: Speech, verb: Token, denied: bool) -> Iterator[Leaning]:
    """What the speaker asks for in the first person: "we urge the council to publish it", "we need new homes"."""
    cue, _ = look_up(verb)
    if negated(verb) or denied or is_unreal(verb) or any(c.lower_ in ("did", "had") for c in verb.lefts):
        return
    done = next((c for c in verb.rights if c.dep_ in ("xcomp", "ccomp", "advcl") and is_infinitive(c)), None)
    if done is not None and cue is not None and cue.act == "demand" and lemma(done) not in TALKING:
        yield speech.to_do(done, OBLIGED)
    thing = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    would = any(c.lower_ in WOULD for c in verb.lefts)
    if done is not None or would or thing is None or lemma(verb) not in NEEDING or thing.pos_ != "NOUN":
        return
    if thing.lemma_ not in ELECTORAL and not is_time(thing):
        yield Leaning(ANNOUNCED, thing)


def is_liking(speech: Speech, leaning: Leaning) -> bool:
    """What one likes is a stance when it is somebody or something that is done: not "I love music"."""
    liked = leaning.word is not None and leaning.word.lemma_ in LIKING
    return liked and leaning.head.i not in speech.targets.naming and leaning.head.lemma_ not in MEASURES


def own_words(speech: Speech, verb: Token) -> list[Token]:
    """The verb and its complements, down through "proud to endorse" and "plan to vote for"."""
    found, governors = [verb], [verb]
    for governor in governors:  # grows while it is read
        if is_unreal(governor) or len(governors) > 4:
            break
        light = governor.lemma_ in LIGHT_VERBS
        for child in governor.rights:
            if child.dep_ in ("xcomp", "acomp") and child.i in speech.inside:
                governors.append(child)
                found.append(child)
            elif (child.dep_ in ("attr", "dobj") and light) or (
                child.dep_ == "prep" and governor.lemma_ in ("be", "stand", "come", "speak")
            ):
                found.append(child)
    return found


def is_certain(verb: Token, subject: Token | None) -> bool:
    """ "It's clear that …", "The truth is that …", "There is no doubt that …"."""
    if lemma(verb) != "be":
        return False
    if any(c.dep_ == "advcl" and any(m.lower_ == "why" for m in c.lefts) for c in verb.rights):
        return True  # "That is why …"
    framing = (subject, *(c for c in verb.rights if c.dep_ in ("acomp", "attr")))
    return any(word is not None and word.lemma_ in CERTAIN for word in framing)


def is_inference(verb: Token) -> bool:
    """ "It is a fair guess that he supports it" judges the guess."""
    return any(c.dep_ == "attr" and c.lemma_ in INFERENCES for c in verb.rights)


def is_deed(subject: Token) -> bool:
    """Whether a subject is something to do, or what somebody did: "raising rents", "what the council did"."""
    done = any(c.lower_ == "what" and c.dep_ == "dobj" for c in subject.lefts)
    return subject.pos_ in ("VERB", "AUX") and (done or subject.tag_ == "VBG" or is_infinitive(subject))
