"""What the cue wants done: "vowed to repeal the tax", "called for Hansen to resign", "hopes that the bill passes"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from tasks.extract.clauses import (
    is_infinitive,
    is_noun,
    is_passive,
    is_subjunctive,
    is_unreal,
    modality,
    negated,
    subject_of,
)
from tasks.extract.cues import lemma, look_up
from tasks.extract.lexicon import words
from tasks.extract.stances.demands import ELECTORAL, PRIVATE, RHETORICAL, is_policy
from tasks.extract.stances.leanings import MEASURES, Leaning, is_announced, object_of, planned
from tasks.extract.stances.speech import Speech
from tasks.extract.stances.targets import is_proposed
from tasks.extract.stances.valences import valence

#: How firmly an act is for what it wants done.
STRENGTH = {"demand": 0.7, "propose": 0.6, "promise": 0.6}
PLANNED = WISHED = 0.5
REFUSED = -0.6
#: Nouns of what is to be done: "the need to cut rents".
PLANS = words(
    "aim bid blueprint call campaign commitment drive effort goal idea intention measure mission need plan pledge"
    " policy promise proposal push scheme vow"
)
VISIONS = words("agenda manifesto platform vision")
INCLUDING = words("comprise contain envisage feature foresee include involve")
LIKING = words("dislike enjoy hate like love prefer")
WISHING = words("hope pray wish")
#: What one who is hoped to do it is for: "hopes the bill passes".
SUCCEEDING = words("pass prevail recover stay succeed survive thrive triumph win")
REFUSING = words("refuse")
#: That an endorsement was refused is no stance.
ENDORSING = words("back condemn defend denounce embrace endorse support welcome")
#: What reporters and their sources ask of each other, no demand: "asked for anonymity", "asked him to explain".
ASKING = words("ask request")
EXCHANGED = words("anonymity comment interview privacy")
ANSWERING = words(
    "answer clarify comment compare define describe discuss elaborate explain identify name quote rate respond speak"
)
#: Wanting that is looking: "focuses on the budget".
EYEING = words("focus look need vie")


def wanted(speech: Speech, cue: Token, tops: list[Token]) -> Iterator[Leaning]:
    """ "vowed to repeal the tax", "called for Hansen to resign", "ordered a recount"."""
    listed, _ = look_up(cue)
    if not tops or negated(cue) or is_unreal(cue) or is_passive(cue):
        return
    if cue.lemma_ not in LIKING and modality(cue) == "hypothetical":
        return  # "would be asking him to step aside"
    tasks = tasks_of(speech, tops)
    if lemma(cue) in ASKING and (tops[0].lemma_ in EXCHANGED or any(lemma(task) in ANSWERING for task in tasks[:1])):
        return
    bare = listed is not None and listed.act in STRENGTH
    if tasks and listed is not None and listed.act_to_do == "propose":
        bare |= speech.is_gerund(tasks[0]) or is_subjunctive(tasks[0])  # "suggested reducing", "suggested that he go"
    if (deed := deed_in_cue(speech, cue, tops[0])) is not None:
        yield from deed
        return
    task = tasks[0] if tasks and (bare or is_infinitive(tasks[0])) else None
    act = None if listed is None else listed.act if task is None else listed.act_to_do
    sign = -1 if task is not None and negated(task) else 1  # "urged them not to close it"
    thing = tops[0].lemma_ in MEASURES or tops[0].pos_ == "NUM" or tops[0].dep_ == "pobj"
    if task is not None and tops[0].i != task.i and act in STRENGTH and thing and not speech.acts(tops[0]):
        yield Leaning(STRENGTH[act], tops[0], word=cue)  # "recommends changes to protect tenants"
    elif task is not None and act in STRENGTH:
        if not (is_private(task) if act == "promise" else is_to_be_heard(task)):
            yield speech.to_do(task, sign * STRENGTH[act])
    elif task is not None and cue.lemma_ != "need" and (act == "want" or cue.lemma_ == "vote"):
        done_to = object_of(task, valence(task, "object")[1])
        selfish = done_to is not None and any(c.dep_ == "poss" and speech.is_owner(c) for c in done_to.lefts)
        if (is_policy(task) and not selfish) or any(c.dep_ == "nsubj" for c in task.lefts):
            yield speech.to_do(task, sign * PLANNED)
    elif task is not None and cue.pos_ == "NOUN" and cue.lemma_ in PLANS and not is_private(task):
        yield speech.to_do(task, sign * PLANNED)  # "outlined a plan to build homes"
    elif task is not None and cue.lemma_ in REFUSING:
        if is_policy(task) and valence(task, "object")[0] > 0 and lemma(task) not in ENDORSING:
            yield speech.to_do(task, REFUSED)
    elif tops[0].lemma_ in INCLUDING and listed is not None and listed.act_to_do == "propose":
        if (part := object_of(tops[0], None)) is not None:
            yield Leaning(STRENGTH["propose"], part, word=cue)  # "suggested that the pact could include a bridge"
    elif tops[0].lemma_ == "hope" and tops[0].pos_ == "NOUN":
        for clause in (c for c in tops[0].rights if c.dep_ in ("acl", "ccomp")):
            yield from wished(speech, clause)  # "expressed hope that the talks succeed"
    elif lemma(cue) in WISHING and tops[0].pos_ in ("VERB", "AUX") and not is_past_hope(cue):
        yield from wished(speech, tops[0]) if task is None or is_policy(task) else ()
    elif act == "promise" and is_announced(tops[0]) and tops[0].pos_ == "VERB":
        subject = subject_of(tops[0])
        if subject is not None and not (is_private(tops[0]) and speech.is_own(subject)):
            yield speech.to_do(tops[0], -STRENGTH[act] if negated(tops[0]) else STRENGTH[act])
    elif tops[0].lemma_ in PLANS:
        yield from (speech.to_do(task, PLANNED) for task in planned(tops[0])[:1])
    elif is_noun(tops[0]) and is_wanted(cue, act, tops[0]):
        effect = valence(cue, "object")[0]
        if effect or not speech.is_agent(tops[0]):  # "sentenced Hansen": somebody is no demand
            yield Leaning(STRENGTH.get(act or "", PLANNED) * (effect or 1), tops[0], word=cue)


def deed_in_cue(speech: Speech, cue: Token, thing: Token) -> list[Leaning] | None:
    """What is wanted of a thing whose verb stands in the cue: "voted to end | the blockade"; None where none does."""
    deed = thing.head
    if not (is_noun(thing) and deed.i in speech.cued and deed.i != cue.i and is_infinitive(deed)):
        return None
    listed, _ = look_up(cue)
    act = None if listed is None else listed.act_to_do
    effect, preposition = valence(deed, "object")
    wants = act in STRENGTH or act == "want" or cue.lemma_ == "vote"
    done_to = object_of(deed, preposition)
    if not (effect and wants and is_policy(deed)) or done_to is None or done_to.i != thing.i:
        return []
    return [Leaning(STRENGTH.get(act or "", PLANNED) * (-effect if negated(deed) else effect), thing, word=deed)]


def own_plans(speech: Speech, tops: list[Token]) -> Iterator[Leaning]:
    """What the claim calls the speaker's own plan: "her vision includes a bridge", "his proposed pact"."""
    for plan in speech.cue:
        includes = plan.dep_ == "nsubj" and plan.head.lemma_ in INCLUDING
        if plan.lemma_ in PLANS | VISIONS and includes and tops and is_noun(tops[0]):
            yield Leaning(PLANNED, tops[0], word=plan)
    for owner in speech.content:
        if owner.dep_ == "poss" and speech.is_owner(owner) and is_proposed(owner.head):
            yield Leaning(STRENGTH["propose"], owner.head)


def is_wanted(cue: Token, act: str | None, thing: Token) -> bool:
    """ "demanded an inquiry", "the promise of a recount", "wants a vote"; not "asked to the ball"."""
    object_ = thing.dep_ in ("dobj", "pobj")
    if act == "demand" and object_ and thing.head.lower_ not in ("to", "with"):
        return True
    if act in STRENGTH and cue.pos_ == "NOUN" and object_:
        return True
    return act in ("want", "propose", "promise") and thing.lemma_ in MEASURES - ELECTORAL and cue.lemma_ not in EYEING


def wished(speech: Speech, verb: Token) -> Iterator[Leaning]:
    """ "hopes that the bill passes": for the bill; "that rents will fall": for that."""
    subject = subject_of(verb)
    if subject is None or speech.is_own(subject) or is_unreal(verb):
        return
    if verb.lemma_ == "be" and subject.pos_ in ("DET", "PRON"):
        return  # "hopes that this is only a phase"
    if lemma(verb) in SUCCEEDING and object_of(verb, None) is None:
        yield Leaning(-WISHED if negated(verb) else WISHED, subject)
    else:
        yield speech.to_do(verb, -WISHED if negated(verb) else WISHED)


def tasks_of(speech: Speech, tops: list[Token]) -> list[Token]:
    """What is to be done: what heads the content, or stands beside its noun ("ministers to resign")."""
    beside = (t for top in tops for t in (top, *(top.rights if is_noun(top) else ())))
    return [
        t
        for t in beside
        if t.i in speech.inside
        and t.dep_ != "relcl"
        and not is_unreal(t)
        and (is_bidden(t) or (t.i == tops[0].i and speech.is_gerund(t)))
    ]


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


def is_past_hope(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in ("had", "'d", "’d") for c in verb.lefts)


def is_to_be_heard(task: Token) -> bool:
    """An imperative that asks for attention and nothing else: "Compare that …"."""
    return task.tag_ == "VB" and not is_infinitive(task) and subject_of(task) is None and lemma(task) in RHETORICAL
