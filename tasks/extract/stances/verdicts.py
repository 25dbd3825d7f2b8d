"""What a clause says of its subject: that it is good or bad, does good or harm, may or may not go on.

`stances` takes a verdict in the speaker's own words for a position on what it is said of.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

from tasks.extract.chains.nominals import is_person
from tasks.extract.clauses import is_infinitive, is_noun, is_passive, modality, negated, subject_of
from tasks.extract.cues import lemma
from tasks.extract.lexicon import words
from tasks.extract.stances.leanings import AGENCIES, MEASURES, NEGATED_STRENGTH, Leaning, object_of
from tasks.extract.stances.valences import lexicon, valence

#: Verbs that say of their object what follows it: "called him a disgrace", "sees the deal as a mistake".
DESCRIBING = words(
    """
    brand call cast characterise characterize class compare consider declare deem denounce depict deride describe
    dismiss dub find frame hail judge label liken paint perceive portray present proclaim pronounce rank rate rebrand
    recall regard remember rule see slam term think view
    """
)
#: Who is held so is blamed.
ANSWERABLE = words("accountable liable responsible")
FINITE = frozenset({"VB", "VBD", "VBP", "VBZ"})
COPULAS = words("be seem sound become remain feel appear prove stay represent constitute")
#: Nouns that only hold what follows "of": "an act of cowardice", "a bunch of liars".
HOLDERS = words(
    "act bit brand bunch case definition display dose embodiment epitome essence example expression form height"
    " instance kind lot manifestation move one part piece sort step style type"
)
#: Verbs that say what something is, with their preposition: "amounted to theft".
AMOUNTING = words("act amount border boil come equate function serve")
#: Verbs that have their value from their object: "made a mistake", "set a dangerous precedent".
LENDING = words(
    """
    bring build cause commit create deliver demonstrate design display do execute exhibit give have lead make
    mark mount offer play pose possess produce provide pull reflect run send set show signal spread take use
    wage
    """
)
#: Of these, the ones that say what somebody is like.
BEARING = words("have show display demonstrate possess exhibit")
#: Verbs whose subject does, or wants to do, what follows; and what a thing is meant for.
CARRYING = words("begin continue go keep seek start threaten try want")
MEANT = words("aim design intend mean")
#: What it is good that is done, and no praise of what is done.
NECESSITY = words(
    "critical crucial essential imperative important incumbent indispensable necessary paramount urgent vital"
)
#: What happens and nobody does, so that its harm is nobody's fault.
UNADVOCATED = words(
    """
    accident age area atmosphere avalanche bacteria bacterium cause chance climate cloud condition crash crisis
    cyclone damage date day death disease drought earthquake economy effect epidemic event evidence fire flood
    flooding flu fundraising future game heat hour hurricane ice illness impact incident infection injury issue
    landslide lead level life loss market matter moment momentum month mood news night number odds outbreak
    outcome pandemic part past period picture place poll price problem question rain rate rating reality reason
    recession risk road scene season side situation smoke snow soil spell storm story summer sun temperature
    thing threat time toll tornado traffic trend tsunami turnout virus volcano war water wave weather week
    wildfire wind winter world year
    """
)
#: Participles with "can": "cannot be trusted", "can be justified".
BEARABLE = words(
    "accepted allowed believed condoned defended excused forgiven ignored justified permitted tolerated trusted"
)
#: Who has none of these should not do what they do: "has no right to dissolve parliament".
ENTITLEMENTS = words("authority business excuse place reason right")
#: What something is said not to be: "is not the answer".
WAYS = words("answer place solution time true way")
#: What something is said to be for: "is an attempt to divide us".
PURPOSES = words("attempt bid campaign effort excuse means move ploy plan pretext scheme step tactic tool trick way")
#: In what is not enough, what they say of their subject: "does not go far enough".
MEASURED = words("good far enough")


def said_of_subject(verb: Token, denied: bool) -> float:
    """What a clause says of its subject, 0 for nothing; `denied` when it says that it is not so.

    A state that is denied is its contrary, held less firmly; a good deed that is denied is a reproach, and a bad one
    is no praise.
    """
    carried = _carried(verb)
    if carried is not None:
        return said_of_subject(carried, denied)
    state = _state(verb)
    if state:
        return -state * NEGATED_STRENGTH if denied else state
    deed = _deed(verb)
    return deed if not denied else -deed * NEGATED_STRENGTH if deed > 0 else 0.0


def _carried(verb: Token) -> Token | None:
    """The verb whose deed it is: "wants to divide us", "keeps lying", "is meant to protect tenants"."""
    if lemma(verb) in (MEANT if is_passive(verb) else CARRYING):
        return next((c for c in verb.rights if c.dep_ == "xcomp" and c.tag_ in ("VB", "VBG")), None)
    return None


def _state(verb: Token) -> float:
    word = lemma(verb)
    if word in COPULAS:
        complements = [c for c in verb.rights if c.dep_ in ("attr", "acomp", "oprd", "prep", "dobj", "xcomp")]
        complements += [c for first in complements for c in first.rights if c.dep_ == "conj"]
        return next((value for c in complements if (value := _complement(c))), 0.0)
    if word in AMOUNTING:
        things = (c for p in verb.rights if p.lower_ in ("as", "on", "to") for c in p.rights if c.dep_ == "pobj")
        return next((value for c in things if (value := value_of(c))), 0.0)
    if is_passive(verb):
        if any(c.dep_ == "aux" and c.lower_ in ("can", "could", "ca") for c in verb.lefts):
            return NEGATED_STRENGTH if verb.lower_ in BEARABLE else 0.0
        value, by = valence(verb, "bearer")  # "was marred by", but not "was loved by"
        return value if by is not None or all(c.dep_ != "agent" for c in verb.rights) else 0.0
    if word in ("keep", "make"):
        made = next((c for c in verb.rights if c.dep_ in ("ccomp", "oprd", "xcomp") and c.pos_ == "ADJ"), None)
        return 0.0 if made is None else value_of(made)  # "makes us safer"
    if word in BEARING | {"lack"} and (thing := object_of(verb, None)) is not None:
        if lemma(thing) in ENTITLEMENTS and negated(thing):
            return -0.6
        value = trait_of(thing)
        return -value if word == "lack" else value
    return 0.0


def _complement(word: Token) -> float:
    """What a copula's complement says, or the clause that describes it: "a man who lied to us"."""
    if word.dep_ == "xcomp":
        blamed = is_infinitive(word) and lemma(word) == "blame"  # "is to blame for the fire"
        return -0.7 if blamed else 0.0
    if word.dep_ == "prep" and word.pos_ == "ADP":
        return valence(word, "bearer")[0]
    if value := value_of(word):
        return value
    if lemma(word) in WAYS and (negated(word) or negated(word.head)):
        return NEGATED_STRENGTH  # which the negation turns around: "is not the way to do it"
    if lemma(word) in PURPOSES and (aim := next((c for c in word.rights if is_infinitive(c)), None)) is not None:
        return said_of_subject(aim, negated(aim))  # "an attempt to silence the press"
    described = (c for c in word.rights if c.dep_ == "relcl" and not is_infinitive(c))
    for clause in described:
        subject = subject_of(clause)
        if subject is not None and subject.tag_ in ("WDT", "WP"):
            return said_of_subject(clause, negated(clause))
    return trait_with(word)


def trait_with(noun: Token) -> float:
    """ "a man of integrity", "a leader with vision", "a man without shame"."""
    if not is_person(noun):
        return 0.0
    for preposition in noun.rights:
        if preposition.dep_ == "prep" and preposition.lower_ in ("of", "with", "without"):
            thing = next((c for c in preposition.rights if c.dep_ == "pobj"), None)
            value = 0.0 if thing is None else trait_of(thing)
            if value:
                return -value if preposition.lower_ == "without" else value
    return 0.0


def trait_of(noun: Token) -> float:
    """The value of what somebody has: "the courage", "no integrity", "a terrible record"."""
    value = valence(noun, "trait")[0] or _of_adjectives(noun)
    return -value * NEGATED_STRENGTH if value and is_scant(noun) else value


def is_scant(noun: Token) -> bool:
    """ "no courage", "zero skills", "little experience"."""
    return negated(noun) or any(c.lower_ in ("few", "little", "zero") for c in noun.lefts)


def _deed(verb: Token) -> float:
    if is_passive(verb):
        return 0.0
    thing = object_of(verb, valence(verb, "object")[1])
    if lemma(verb) == "work" and not any(c.dep_ in ("dobj", "prep", "xcomp") for c in verb.rights):
        return NEGATED_STRENGTH  # "the plan will not work"
    if lemma(verb) == "go" and (reach := _reach(verb)):
        return reach
    if value := valence(verb, "subject")[0]:
        if thing is not None and value > 0 and valence(thing, "good")[0] < 0 < valence(verb, "object")[0]:
            return effect(verb, thing)  # "protects polluters"
        if thing is None or not negated(thing):
            return value
        return -value * NEGATED_STRENGTH if value > 0 else 0.0  # "makes no sense"
    if thing is None:
        return 0.0
    word = lemma(verb)
    if word in LENDING - BEARING and (value := value_of(thing) or valence(thing, "trait")[0]):
        return value
    return effect(verb, thing)


def _reach(verb: Token) -> float:
    """ "does not go far enough", "goes nowhere near far enough", "goes too far"."""
    said = {word.lower_ for part in verb.rights if part.dep_ == "advmod" for word in (part, *part.children)}
    if "far" not in said or not said & {"enough", "too"}:
        return 0.0
    return -NEGATED_STRENGTH if said & {"nowhere", "too"} else NEGATED_STRENGTH


def effect(verb: Token, thing: Token) -> float:
    """Whether it does good or harm: lets a good thing be or ends a bad one, or the other way around."""
    worth = valence(thing, "good")[0]
    does = valence(verb, "object")[0] if worth else 0.0
    return 0.5 * does * worth


def is_effect(verb: Token) -> bool:
    """Whether it is a consequence, for which somebody has to answer, and no value of the verb's own."""
    verb = _carried(verb) or verb
    return not valence(verb, "subject")[0] or lemma(verb) in _CONSEQUENCES


_CONSEQUENCES = words(
    """
    aggravate bankrupt benefit burden cripple damage decimate degrade destroy devastate divide embarrass
    endanger erode exacerbate fail hamper harm heal help hinder hurt impede impress improve inspire poison
    pollute protect ruin scare spoil strengthen terrify threaten undermine weaken worsen wreck
    """
)


def is_necessity(verb: Token) -> bool:
    return any(c.dep_ in ("acomp", "attr", "oprd") and lemma(c) in NECESSITY for c in verb.rights)


def is_situation(verb: Token) -> bool:
    """Whether it speaks of how things stand in a place."""
    return any(c.dep_ == "attr" and lemma(c) in ("disaster", "mess", "nightmare", "tragedy") for c in verb.rights)


def may_answer(subject: Token, named: bool) -> bool:
    """Whether a consequence may be laid at its door: somebody named, or something proposed, decided or done."""
    return named or subject.pos_ == "PRON" or lemma(subject) in MEASURES | AGENCIES or subject.dep_ == "csubj"


def value_of(word: Token) -> float:
    """The value of a predicate: its own, or else its adjectives'; turned around by "no", gone too far by "too"."""
    if word.lower_ == "nothing":
        return _nothing(word)
    if word.lemma_ == "responsible" and any(c.lower_ == "for" for c in word.rights):
        return 0.0  # who answers for something, be it good or bad
    if word.pos_ == "ADJ" and any(c.lower_ == "too" for c in word.children):
        return -(abs(valence(word, "bearer")[0]) or NEGATED_STRENGTH)
    if word.pos_ == "ADJ" and any(c.lower_ == "enough" for c in word.children):
        return NEGATED_STRENGTH if lemma(word) in MEASURED or valence(word, "bearer")[0] > 0 else 0.0
    value = _of_pair(word) or valence(word, "bearer")[0]
    if value >= 0 and (described := _of_adjectives(word)) and (not value or described < 0):
        value = described  # "a poor steward"
    if not value and word.dep_ in ("acomp", "attr", "oprd"):
        value = lexicon().get((word.lower_, "ADJ", "bearer"), 0.0)  # which the tagger takes for another
    if not value and lemma(word) in HOLDERS:
        value = next(
            (
                value
                for preposition in word.rights
                if preposition.lower_ in ("in", "of")
                for c in preposition.rights
                if c.dep_ == "pobj" and (value := value_of(c))
            ),
            0.0,
        )
    return -value * NEGATED_STRENGTH if value and negated(word) else value


def _nothing(word: Token) -> float:
    """ "nothing but an excuse", "nothing wrong with it"."""
    but = next((c for p in word.rights if p.lower_ == "but" for c in p.rights if c.dep_ == "pobj"), None)
    if but is not None:
        return value_of(but)
    adjective = next((c for c in word.rights if c.dep_ == "amod"), None)
    return 0.0 if adjective is None else -valence(adjective, "bearer")[0] * NEGATED_STRENGTH


def _of_pair(word: Token) -> float:
    """ "a power grab", "the right thing": two words that have their value together."""
    pairs = (f"{c.lower_} {lemma(word)}" for c in word.lefts if c.dep_ in ("compound", "amod", "nmod"))
    values = lexicon()
    return next((value for pair in pairs if (value := values.get((pair, "NOUN", "bearer")))), 0.0)


def _of_adjectives(noun: Token) -> float:
    adjectives = (c for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod"))
    return next((v for c in adjectives if (v := valence(c, "bearer")[0])), 0.0)


def cleft(verb: Token, subject: Token) -> tuple[float, Token] | None:
    """ "It is these policies that hurt the poor": what is said of the policies."""
    if subject.lower_ != "it" or lemma(verb) != "be":
        return None
    stressed = next((c for c in verb.rights if c.dep_ == "attr"), None)
    clause = next((c for c in stressed.rights if c.dep_ == "relcl"), None) if stressed is not None else None
    done_by = None if clause is None else subject_of(clause)
    if clause is None or stressed is None or done_by is None or done_by.tag_ not in ("WDT", "WP"):
        return None
    score = said_of_subject(clause, negated(clause))
    return (score, stressed) if score and not value_of(stressed) else None


def existential(verb: Token) -> Iterator[tuple[float, Token]]:
    """ "There is no place for hatred", "no reason to raise rents", "nothing wrong with the plan": (score, of what)."""
    noun = next((c for c in verb.rights if c.dep_ in ("attr", "dobj", "nsubj")), None)
    if noun is None:
        return
    if not negated(verb) and any(c.dep_ == "aux" and c.lower_ in ("must", "should") for c in verb.lefts):
        yield (-0.6 if negated(noun) else 0.6), noun  # "there should be a recount"
        return
    score = _CALLING.get(lemma(noun), 0.0)
    if noun.lower_ in ("nothing", "something") and (wrong := next((c for c in noun.rights if c.dep_ == "amod"), None)):
        score, noun = valence(wrong, "bearer")[0] * (-NEGATED_STRENGTH if noun.lower_ == "nothing" else 1), wrong
    elif score and (negated(verb) or negated(noun)):
        score = -score
    elif lemma(noun) != "need":
        return  # that there is a place or a reason for something is no demand
    if not score:
        return
    for part in noun.rights:
        if is_infinitive(part):
            if lemma(part) not in MENTAL:
                yield score, part
            return
        if part.dep_ == "prep" and part.lower_ in ("for", "with"):
            target = next((c for c in part.rights if c.dep_ in ("pobj", "pcomp")), None)
            if target is not None:
                yield score, target
            return


#: What there may be no reason to do without anybody's being against it.
MENTAL = words("assume believe doubt expect fear panic suppose suspect think worry")
_CALLING = {
    "place": 0.6,
    "room": 0.6,
    "need": 0.6,
    "excuse": 0.6,
    "justification": 0.6,
    "reason": 0.5,
    "case": 0.5,
    "merit": 0.6,
    "point": 0.5,
    "sense": 0.5,
}


def in_clause(word: Token, verb: Token, target: Token) -> bool:
    """Whether a word stands in a clause of its own: "called the report suggesting greater access outrageous"."""
    for above in islice(word.ancestors, 6):
        if above.i in (verb.i, target.i):
            return False
        if above.pos_ in ("VERB", "AUX"):
            return above.dep_ in ("acl", "advcl", "relcl")
    return False


def described(verb: Token, following: list[Token]) -> Iterator[Leaning]:
    """ "called him a disgrace", "held her responsible": the first noun that follows, and what the rest says of it."""
    if verb.pos_ != "VERB" or modality(verb) != "asserted" or lemma(verb) not in DESCRIBING | {"hold"}:
        return
    parts = ("compound", "poss", "amod", "nmod", "det")
    target = next((t for t in following if is_noun(t) and t.dep_ not in parts), None)
    if target is None or (
        target.dep_ in ("nsubj", "nsubjpass") and target.head.tag_ in FINITE and target.head.dep_ != "oprd"
    ):
        return  # "found that the drug was effective", "called for the council to act"
    rest = [t for t in following if t.i > target.i and not (t.dep_ in parts and t.i < t.head.i)]
    if lemma(verb) == "hold":
        word, score = None, -0.7 if any(t.lemma_ in ANSWERABLE for t in rest) else 0.0
    else:
        word = next(
            (t for t in rest if t.lemma_ not in NECESSITY and value_of(t) and not in_clause(t, verb, target)), None
        )
        score = 0.0 if word is None else value_of(word)
    if score:
        stop = word if word is not None and word.head.i == target.i else None
        yield Leaning(-score * NEGATED_STRENGTH if negated(verb) else score, target, stop=stop)
