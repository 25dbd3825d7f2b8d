"""Which way a word leans and on what: the readings of a clause from which `stances` makes positions.

A `Leaning` is somebody's for or against; whose, and whether the target may be named, is for `stances` to say.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from tasks.extract.annotations import Chars
from tasks.extract.clauses import is_infinitive, is_noun, is_over, is_passive, is_unreal, negated, subject_of
from tasks.extract.cues import LIGHT_VERBS, lemma, look_up, readings
from tasks.extract.cues import lexicon as cue_lexicon
from tasks.extract.lexicon import words
from tasks.extract.stances.valences import lexicon, valence

#: States of mind, whose negation is the contrary stance, held less firmly; a deed not done ("did not endorse") is none.
STATES = words(
    """
    accept acknowledge admire agree appreciate approve assent back believe buy care concur condone consent countenance
    enjoy favor favour have identify like love object oppose recognise recognize respect see share subscribe support
    supportive sympathise sympathize tolerate trust vote want welcome
    """
)
#: Of these, the ones that take a side only where they are denied: "does not buy it", "refused to accept it".
BELIEVING = words("accept acknowledge buy recognise recognize")
NEGATED_STRENGTH = 0.5
ACCUSING = words("accuse blame fault")
#: "declined to take sides on": what is taken, and what may stand before it.
SIDES = words("position side stance stand")
DECLINING = words("avoid decline refuse")
#: Of what was not done: "short of endorsing", "abstained from criticising".
SHUNNING = words("abstain desist refrain short shy stop")
SCANT = words("few little no scant")
OBJECT_PREPOSITIONS = words("of for to against on about toward towards in over with at from")
FELT_FOR = words("about against for of to toward towards with")
#: Acts whose object, with an infinitive after it, is who is asked and not what is wanted.
WANTING = words("demand propose promise")
#: Worry takes a side on what somebody does or proposes, and on nothing else.
WORRYING = words("alarm alarmed apprehensive concern concerned dubious nervous regret troubled uneasy worry worried")
#: What is proposed, decided, said or done, for whose effects somebody answers.
MEASURES = words(
    """
    accord act action activity agenda agreement aid airport amendment announcement appeal appointment approach
    approval arrest austerity bailout ban bid bill boycott brexit budget buildup campaign cap ceasefire change
    choice closure code comment compensation compromise concession constitution contract cooperation criticism
    cut cutback dam deal decision decree delay deployment deportation detention directive doctrine drilling
    embargo end execution exercise exit expansion expulsion factory fracking funding guideline handling idea
    imprisonment initiative injunction inquiry intervention invasion investigation investment jailing law
    lawsuit legislation lockdown logging mandate measure merger method mine mining mission motion move
    nomination nominee offer operation order package pact participation penalty pipeline plan plant platform
    pledge policy practice privatisation privatization probe program programme project proposal protest
    provision railway reaction reactor recommendation recount referendum reform regulation release remark
    resignation resolution response restriction review rhetoric rule ruling runway sanction scheme sentencing
    settlement shutdown speech stance statement statute step stimulus strategy strike subsidy suggestion
    surveillance takeover talk tariff tax technique technology threat treatment treaty truce use verdict veto
    vote wall withdrawal
    """
)
#: Verbs by which somebody's name for a thing is passed on: "what he called a farce".
CALLING = words("brand call characterise characterize consider deem describe label regard see term view")
DISCUSSING = words("speak talk think write")
ATTACKS = words("attack barb insult jab swipe taunt")
#: Of a stance: that it is given up, kept back or spoken of.
UNDOING = words(
    """
    abandon address answer avoid counter deflect deny dismiss drop end explain hide ignore lose rebut reverse
    soften spark trigger weather withdraw withhold
    """
)
#: What is criticism of oneself: "responded to criticism".
REPLYING = words("answer react reply respond")
#: Verbs with which "it" may stand for what follows: "it is wrong to ban them".
STATING = words("appear be become feel look make prove remain seem sound")
#: Adjectives of what has not happened yet and may not.
POTENTIAL = words("able expected free inclined likely poised possible ready unable unlikely willing")
#: Who answers for what they do, unnamed.
AGENCIES = words(
    """
    administration agency authority bank candidate coalition company government leader leadership minister
    official party politician regime team
    """
)
#: In somebody's own mouth, an announcement: "we will build".
COMING = words("will would 'll ’ll 'd ’d shall")


@dataclass(frozen=True, slots=True)
class Leaning:
    """How far a claim leans, -1 to 1, on the phrase that `head` heads; `clause` when it is something to be done."""

    score: float
    head: Token
    clause: bool = False
    word: Token | None = None  #: of which `head` is the object
    stop: Token | None = None  #: what is said of it and no more its name
    within: Chars | None = None  #: the content that a clause stands in


def leaning_of(word: Token) -> Leaning | None:
    """How far the subject of `word` leans on its object; None when it takes no side."""
    sides = next((c for c in word.children if c.dep_ == "dobj" and c.lemma_ in SIDES), None)
    none = sides is not None and (negated(word) or negated(sides) or word.head.lemma_ in DECLINING)
    if sides is not None and none and lemma(word) in ("have", "take"):
        target = object_by_preposition(sides) or object_by_preposition(word)
        return Leaning(0.0, target) if target else None
    score = side_of(word)
    if score is None:
        return None
    _, preposition = listed_side(word)
    target = object_by_preposition(word) if is_adjectival(word) else object_of(word, preposition)
    if target is None or is_time(target) or is_idle_worry(word, target):
        return None
    if is_wanting(word) and (any(map(is_infinitive, target.rights)) or asks_to_do(word)):
        return None  # "demanded Smith resign" is for the resignation, not for Smith
    return Leaning(score, target, word=word)


def so_called(verb: Token) -> Token | None:
    """What is called so: of "what she called the council's greed", the greed; None for another clause."""
    asked = next((c for c in verb.lefts if c.lower_ == "what"), None)
    if asked is None or lemma(verb) not in CALLING:
        return None
    parts = [c for c in verb.rights if c.dep_ in ("oprd", "dobj", "attr", "ccomp")]
    parts += [c for p in verb.rights if p.lower_ == "as" for c in p.rights if c.dep_ == "pobj"]
    return next((c for c in parts if is_noun(c)), None)


def listed_side(word: Token) -> tuple[float | None, Token | None]:
    """Which way a word leans by the longest form that either table lists, and the preposition that is part of it."""
    cues, values = cue_lexicon(), lexicon()
    for form, pos, behind in readings(word):
        cue = cues.get((form, pos))
        side = values.get((form, pos, "holder")) if cue is None or cue.stance is None else cue.stance
        if side is not None:
            return side, behind
    return None, None


def side_of(word: Token) -> float | None:
    """How far who does or feels it leans on its object; None for no side, 0 for one that is refused."""
    if lemma(word) in DISCUSSING and (manner := next((c for c in word.rights if c.dep_ == "advmod"), None)) is not None:
        return valence(manner, "bearer")[0] or None  # "spoke highly of"
    side, _ = listed_side(word)
    if side is None or is_unreal(word):
        return None
    if not side or is_neither(word, side):
        return 0.0
    if word.dep_ == "xcomp" and (word.head.lower_ == "used" or word.head.lemma_ in POTENTIAL):
        return None  # "used to support", "is free to support"
    if is_undone(word):
        return None
    if not is_denied(word):
        return None if word.lemma_ in BELIEVING and word.pos_ == "VERB" else side
    state = word.pos_ != "VERB" or lemma(word) in STATES or is_adjectival(word)
    # Who does not oppose it need not be for it; who has no doubts about it is.
    return -side * NEGATED_STRENGTH if state and (side > 0 or lacks(word)) else None


def is_neither(word: Token, side: float) -> bool:
    """ "neither supports nor opposes"."""
    other = next((c for c in word.rights if c.dep_ == "conj"), None)
    if other is None or not any(c.lower_ == "nor" for c in word.rights):
        return False
    return (listed_side(other)[0] or 0.0) * side < 0


def stirred(verb: Token) -> float:
    """What who is its object feels: "the remark angered unions", from the participle that `valences.csv` lists."""
    word, values = lemma(verb), lexicon()
    forms = (f"{word}ed", f"{word}d", f"{word}{word[-1]}ed", word)
    return next((value for form in forms if (value := values.get((form, "ADJ", "holder")))), 0.0)


def is_undone(word: Token) -> bool:
    """ "has yet to endorse", "can vote for", "avoided criticism of", "reversed his opposition to"."""
    if word.dep_ == "xcomp" and word.head.lemma_ == "have" and any(c.lower_ == "yet" for c in word.head.children):
        return True
    if word.dep_ == "pcomp" and {word.head.lower_, word.head.head.lemma_} & SHUNNING:
        return True  # "stopped short of endorsing", "refrained from criticising"
    if lemma(word) in ("argue", "fight") and any(c.lower_ in ("about", "over") for c in word.rights):
        return True
    if lemma(word) == "call" and any(c.dep_ in ("dobj", "oprd", "ccomp") for c in word.rights):
        return True  # "called it a rough week for Hansen"
    if lemma(word) == "welcome" and any(c.lower_ in ("to", "back", "into") for c in word.rights):
        return True  # "welcomed him to the club"
    if lemma(word) == "vote" and any(c.lower_ in ("can", "could") for c in word.lefts):
        return True
    if word.pos_ != "NOUN" or word.dep_ not in ("dobj", "pobj"):
        return False
    return lemma(word.head) in UNDOING or (word.head.lower_ == "to" and lemma(word.head.head) in REPLYING)


def is_wanting(word: Token) -> bool:
    cue, _ = look_up(word)
    return cue is not None and cue.act in WANTING


def is_time(target: Token) -> bool:
    return target.ent_type_ in ("DATE", "TIME")


def is_idle_worry(word: Token, target: Token) -> bool:
    """Whether it is worry about what nobody does or proposes."""
    return lemma(word) in WORRYING and target.pos_ == "NOUN" and target.lemma_ not in MEASURES


def is_adjectival(word: Token) -> bool:
    """Whether a participle is a state of mind, whose object follows a preposition: "were outraged by the ruling"."""
    stative = is_passive(word) or word.dep_ in ("acl", "advcl", "acomp")
    if word.tag_ not in ("VBD", "VBN") or word.pos_ != "VERB" or not stative:
        return False
    cue, _ = look_up(word)
    return (cue is None or cue.stance is None) and (word.lower_, "ADJ", "holder") in lexicon()


def is_denied(word: Token) -> bool:
    """Whether it is said not to be so: "no fan of", "is not against", "declined to endorse"."""
    if is_over(word):
        return True
    if lacks(word):
        return True
    governor = word.head if word.dep_ in ("acomp", "attr", "dobj", "prep", "oprd") else word
    return negated(word) or negated(governor) or (word.dep_ == "xcomp" and word.head.lemma_ in DECLINING)


def lacks(word: Token) -> bool:
    """Whether it is a feeling of which there is little or none: "showed little support for", "has no doubts about"."""
    felt = (word, *(c for c in word.rights if c.dep_ == "dobj"))
    return any(c.lower_ in SCANT for noun in felt if noun.pos_ == "NOUN" for c in noun.lefts)


def is_announced(verb: Token) -> bool:
    """ "will enact", "would require", "are going to put"."""
    if any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children):
        return False  # "would have earned"
    return verb.lemma_ == "go" or any(c.dep_ == "aux" and c.lower_ in COMING for c in verb.children)


def real_subject(verb: Token, subject: Token) -> Token | None:
    """ "it is wrong to ban them": to ban them; "banning them is wrong"."""
    if subject.dep_ == "csubj":
        return subject
    if subject.lower_ != "it":
        return None
    within = (c for c in verb.rights if c.dep_ not in ("advcl", "ccomp", "relcl"))
    parts = (verb, *within) if lemma(verb) in STATING else ()
    spots = [c for part in parts for c in part.rights if c.dep_ in ("xcomp", "advcl", "ccomp", "acl", "csubj")]
    if (infinitive := next((c for c in spots if is_infinitive(c)), None)) is not None:
        return infinitive
    told = (c for part in parts for c in part.rights if c.dep_ in ("ccomp", "relcl") and c.i > verb.i)
    return next((c for c in told if c.left_edge.lower_ == "that" and not _is_relative(c)), None)


def _is_relative(clause: Token) -> bool:
    subject = subject_of(clause)
    return subject is None or subject.tag_ in ("WDT", "WP")


def object_of(word: Token, preposition: Token | None) -> Token | None:
    """The head of what `word` is directed at: its object, what a passive verb's subject is, or its preposition's."""
    if preposition is not None and preposition.lower_ != "as":  # "named her as running mate"
        return next((c for c in preposition.children if c.dep_ == "pobj"), None)
    if word.pos_ == "ADP":
        return next((c for c in word.children if c.dep_ == "pobj"), None)
    if word.pos_ not in ("VERB", "AUX"):
        return object_by_preposition(word)
    passive = is_passive(word)
    if lemma(word) in ("blame", "pin") and (
        blamed := next(
            (c for part in (word, *word.rights) for c in part.rights if c.dep_ == "prep" and c.lower_ == "on"), None
        )
    ):
        return next((c for c in blamed.rights if c.dep_ == "pobj"), None)  # "blamed the fire on him"
    return next((c for c in word.children if c.dep_ == ("nsubjpass" if passive else "dobj")), None)


def object_by_preposition(word: Token) -> Token | None:
    """What the preposition after a noun or adjective brings, which the parser may hang on the verb.

    "was angry with", "expressed admiration for".
    """
    behind_it = {c.lower_ for c in word.rights}
    if lemma(word) in ATTACKS and behind_it & {"about", "over", "with"} and not behind_it & {"against", "at", "on"}:
        return None  # "traded barbs about racism"
    by = words("by") if word.pos_ != "NOUN" else frozenset()
    behind = list(word.rights)
    if word.dep_ == "acomp":
        behind += word.head.rights
    elif word.dep_ == "dobj" and lemma(word.head) in LIGHT_VERBS:  # "on" and "at" are the verb's own: when and where
        behind += (c for c in word.head.rights if c.lower_ in FELT_FOR)
    for child in behind:
        if child.dep_ in ("prep", "agent") and child.lower_ in OBJECT_PREPOSITIONS | by:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def asks_to_do(word: Token) -> bool:
    """Whether an infinitive follows: "called for ministers to resign"."""
    return any(is_infinitive(child) for child in word.rights)


def is_charge(word: Token, preposition: Token) -> bool:
    """Whether the preposition brings what somebody is praised or accused of and not more of their name."""
    return lemma(word) in ACCUSING or any(child.dep_ == "pcomp" for child in preposition.children)


def planned(noun: Token) -> list[Token]:
    """What a plan is to do: "the need to cut rents", "a plan for cutting rents"."""
    gerunds = (g for p in noun.rights if p.dep_ == "prep" for g in p.rights if g.dep_ == "pcomp")
    return [*(c for c in noun.rights if c.dep_ in ("acl", "advcl", "relcl") and is_infinitive(c)), *gerunds]
