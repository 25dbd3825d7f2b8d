"""What a clause calls for: that something be done, or not be done.

What one has or needs to do is as often tactics, or a cost: it counts of others, or as a deed that the public feels.
"""

from __future__ import annotations

from spacy.tokens import Token

from tasks.extract.clauses import FIRST_PERSON, is_infinitive, negated
from tasks.extract.cues import lemma, look_up
from tasks.extract.lexicon import words
from tasks.extract.stances.leanings import object_of
from tasks.extract.stances.valences import valence

#: What they go with is called for.
OBLIGING = words("should must ought shall")
DUTIES = words("duty obligation responsibility")
#: What campaigns and teams need to do to win, which is nobody's demand.
TACTICS = words(
    """
    add appeal appear argue attract be beat become broaden capture carry catch chase compete convince decide do
    earn explain face feel figure find focus gain get have hear hope know learn live look lose make manage match
    mobilise mobilize overcome persuade pick play prepare prove raise reach remember run say score see shoot
    show spend start survive sway take talk tell think turn understand use wait walk watch win woo work worry
    """
)
#: What people plan and promise for themselves.
PRIVATE = words(
    """
    answer appear ask attend call campaign chair come comment compete continue debate decide discuss fight find
    go have head hear host know lead learn listen look meet move play prove remain return review run say score
    see serve sit sleep speak star start stay take talk tell testify think travel try turn use visit vote wait
    watch win write
    """
)
#: Changes that are called for without an object.
CHANGING = words("apologise apologize change cease end go quit resign retire stop withdraw")
#: What is refused when one cannot or must not do it.
TOLERATING = words("accept allow condone ignore let permit stand tolerate")
#: What campaigns and teams go after.
ELECTORAL = words(
    "base bleeding chance delegate gap ground lead momentum point profile share support turnout vote voter"
)
#: Openings that ask nothing but attention: "Look, …", "Remember …".
RHETORICAL = words(
    """
    ask be believe bet call check come compare consider find forget get go guess have hear hold imagine know
    listen look mark mind note notice pay read recall remember say see take tell think trust try understand wait
    watch wonder
    """
)


def is_order(verb: Token) -> bool:
    cue, _ = look_up(verb)
    return cue is not None and cue.act == "demand"


def is_public(verb: Token) -> bool:
    """Whether the public feels the deed: "repeal the tax", "build new homes"."""
    return bool(valence(verb, "object")[0]) or is_order(verb)


def is_policy(verb: Token) -> bool:
    """Whether it is a deed that the public feels and no move in a campaign: not "increase turnout"."""
    effect, preposition = valence(verb, "object")
    done_to = object_of(verb, preposition)
    electoral = done_to is not None and lemma(done_to) in ELECTORAL
    private = lemma(verb) in PRIVATE and preposition is None
    return bool(effect) and not private and not electoral


def called_for(verb: Token, subject: Token | None, own: bool) -> tuple[Token, bool] | None:
    """What a clause calls for, and whether against it: "should publish", "it is time to go", "we cannot allow it"."""
    word, helpers = lemma(verb), [c for c in verb.lefts if c.dep_ == "aux"]
    coming = subject is not None and subject.lower_ in FIRST_PERSON  # "we shall see"
    if any(
        c.lower_ in OBLIGING and (subject is None or c.i > subject.i) and not (coming and c.lower_ == "shall")
        for c in helpers
    ):
        done = _complement(verb) if word in ("have", "need") else None  # "should they win" is a condition
        return done or verb, negated(verb)
    if verb.lower_ == "ought" and (done := _complement(verb)):
        return done, negated(verb)  # which the parser takes for the main verb
    if word == "deserve" and (done := _complement(verb)) and not own and is_somebody(subject):
        return done, negated(verb)
    if word in ("need", "have", "get", "got") and (done := _complement(verb)) and is_somebody(subject):
        return _needed(verb, done, own)
    duty = object_of(verb, None) if word == "have" and not negated(verb) and is_somebody(subject) else None
    if duty is not None and lemma(duty) in DUTIES and (done := next(filter(is_infinitive, duty.rights), None)):
        return done, False
    if word == "be" and subject is not None and subject.lower_ in ("it", "time"):
        time = next((c for c in verb.rights if c.dep_ in ("attr", "nsubj") and c.lower_ == "time"), None)
        done = next((c for part in (time, verb) if part for c in part.rights if is_infinitive(c)), None)
        due = (time is not None or subject.lower_ == "time") and not negated(verb)
        return (done, False) if due and done else None
    if (
        word in TOLERATING
        and own
        and negated(verb)
        and any(c.lower_ in ("can", "ca", "must", "could") for c in helpers)
    ):
        return verb, True
    return None


def is_somebody(subject: Token | None) -> bool:
    return subject is not None and subject.lower_ not in ("everybody", "everyone", "one", "people", "you")


def _needed(verb: Token, done: Token, own: bool) -> tuple[Token, bool] | None:
    past = verb.tag_ in ("VBD", "VBN") or any(c.lower_ in ("did", "will", "would", "had") for c in verb.lefts)
    tactics = lemma(done) in TACTICS or (own and not is_public(done) and lemma(done) not in CHANGING)
    if past or tactics or (negated(verb) and verb.lemma_ != "need"):
        return None
    return done, negated(verb)


def _complement(verb: Token) -> Token | None:
    return next((c for c in verb.rights if c.dep_ in ("xcomp", "ccomp") and is_infinitive(c)), None)


def ordered(verb: Token) -> tuple[Token, bool] | None:
    """What an imperative calls for: "Stop the bombing", "Don't raise rents", "Let's build homes"."""
    subjects = ("nsubj", "nsubjpass", "csubj", "expl")
    if verb.tag_ not in ("VB", "VBP") or any(
        c.dep_ in subjects for v in (verb, verb.head if verb.dep_ == "conj" else verb) for c in v.children
    ):
        return None  # "will carry weight and help": the subject is the other verb's
    helpers = [c for c in verb.lefts if c.dep_ == "aux"]
    if any(c.lower_ not in ("do", "please") for c in helpers) or verb.dep_ in ("amod", "compound", "aux"):
        return None
    if lemma(verb) == "let":
        return next(((c, negated(verb)) for c in verb.rights if c.dep_ == "ccomp" and is_public(c)), None)
    if lemma(verb) in RHETORICAL or not (is_public(verb) or lemma(verb) in CHANGING | {"vote", "join"}):
        return None
    return verb, negated(verb)
