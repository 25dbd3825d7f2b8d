"""Which way a word leans and on what: the readings of a clause from which `stances` makes positions.

A `Leaning` is somebody's for or against; whose, and whether the target may be named, is for `stances` to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from tasks.extract.annotations import Chars
from tasks.extract.clauses import is_infinitive, modality, negated
from tasks.extract.cues import lemma, look_up
from tasks.extract.lexicon import words
from tasks.extract.valences import valence

#: States of mind, whose negation is the contrary stance, held less firmly; a deed not done ("did not endorse") is none.
STATES = words("agree approve back believe care favor favour like support supportive trust want")
NEGATED_STRENGTH = 0.5
ACCUSING = words("accuse blame fault")
#: "declined to take sides on": what is taken, and what may stand before it.
SIDES = words("position side stance stand")
DECLINING = words("avoid decline refuse")
OBJECT_PREPOSITIONS = words("of for to against on about toward towards in over with at from")
#: Verbs that say of their object what follows it: "called him a disgrace", "sees the deal as a mistake".
DESCRIBING = words(
    "brand call cast characterise characterize consider declare deem denounce describe dismiss dub find hail judge"
    " label portray proclaim regard see term think view"
)
#: Who is held so is blamed.
ANSWERABLE = words("accountable liable responsible")
#: Acts whose object, with an infinitive after it, is who is asked and not what is wanted.
WANTING = words("demand propose promise")
#: Before their subject, a condition: "had they won", "should she lose".
INVERTED = words("had were should")
#: In somebody's own mouth, an announcement: "we will build".
COMING = words("will would 'll ’ll 'd ’d shall")
#: What they go with is called for.
OBLIGING = words("should must ought shall")


@dataclass(frozen=True, slots=True)
class Leaning:
    """How far a claim leans, -1 to 1, on the phrase that `head` heads; `clause` when it is something to be done."""

    score: float
    head: Token
    clause: bool = False
    word: Token | None = None  #: of which `head` is the object
    within: Chars | None = None  #: the content that a clause stands in


def leaning_of(word: Token) -> Leaning | None:
    """How far the subject of `word` leans on its object; None when it takes no side."""
    sides = next((c for c in word.children if c.dep_ == "dobj" and c.lemma_ in SIDES), None)
    if sides is not None and lemma(word) == "take" and (negated(word) or word.head.lemma_ in DECLINING):
        target = object_by_preposition(sides) or object_by_preposition(word)
        return Leaning(0.0, target) if target else None
    score = side_of(word)
    if score is None:
        return None
    cue, preposition = look_up(word)
    if cue is None or cue.stance is None:
        preposition = valence(word, "holder")[1]
    target = object_of(word, preposition)
    if target is None or (
        cue is not None and cue.act in WANTING and (any(map(is_infinitive, target.rights)) or asks_to_do(word))
    ):
        return None  # "demanded Smith resign" is for the resignation, not for Smith
    return Leaning(score, target, word=word)


def described(verb: Token, following: list[Token]) -> Iterator[Leaning]:
    """ "called him a disgrace", "held her responsible": the first noun that follows, and what the rest says of it."""
    if verb.pos_ != "VERB" or modality(verb) != "asserted" or lemma(verb) not in DESCRIBING | {"hold"}:
        return
    parts = ("compound", "poss", "amod", "nmod", "det")
    target = next((t for t in following if is_noun(t) and t.dep_ not in parts), None)
    if target is None:
        return
    rest = [t for t in following if t.i > target.i and not (t.dep_ in parts and t.i < t.head.i)]
    if lemma(verb) == "hold":
        score = -0.7 if any(t.lemma_ in ANSWERABLE for t in rest) else 0.0
    else:
        score = next((value for t in rest if (value := value_of(t))), 0.0)
    if score:
        yield Leaning(-score * NEGATED_STRENGTH if negated(verb) else score, target)


def side_of(word: Token) -> float | None:
    cue, _ = look_up(word)
    side = cue.stance if cue is not None and cue.stance is not None else valence(word, "holder")[0]
    if not side or is_unreal(word):
        return cue.stance if cue is not None and not is_unreal(word) else None
    if not is_denied(word):
        return side
    return -side * NEGATED_STRENGTH if word.pos_ != "VERB" or lemma(word) in STATES else None


def is_denied(word: Token) -> bool:
    """Whether it is said not to be so: "no fan of", "is not against", "declined to endorse"."""
    if any(c.lower_ == "longer" and any(d.lower_ == "no" for d in c.lefts) for c in word.lefts):
        return True
    governor = word.head if word.dep_ in ("acomp", "attr", "dobj", "prep", "oprd") else word
    return negated(word) or negated(governor) or (word.dep_ == "xcomp" and word.head.lemma_ in DECLINING)


def is_unreal(word: Token) -> bool:
    """Whether it only may be, or would be under a condition: "might support", "if he backs", "had they nominated"."""
    conditional = any(child.dep_ == "mark" and child.lower_ in ("if", "whether", "unless") for child in word.children)
    subject = next((c for c in word.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    inverted = subject is not None and any(
        c.dep_ in ("aux", "auxpass") and c.lower_ in INVERTED and c.i < subject.i for c in word.lefts
    )
    return conditional or inverted or modality(word) == "possible"


def is_asked(verb: Token) -> bool:
    last = verb.sent[-1]
    return last.text == "?" or any(t.text == "?" for t in verb.doc[verb.i : min(verb.right_edge.i + 3, len(verb.doc))])


def is_announced(verb: Token) -> bool:
    """ "will enact", "would require", "are going to put"."""
    return verb.lemma_ == "go" or any(c.dep_ == "aux" and c.lower_ in COMING for c in verb.children)


def is_obliged(verb: Token, subject: Token | None) -> bool:
    """Whether it is called for: "should publish". What one has or needs to do is as often tactics, or a cost."""
    obliging = (c for c in verb.lefts if c.dep_ == "aux" and c.lower_ in OBLIGING)
    return any(subject is None or c.i > subject.i for c in obliging)  # "should they win" is a condition


def is_passive(verb: Token) -> bool:
    return any(c.dep_ == "auxpass" for c in verb.lefts)


def said_of_subject(verb: Token) -> float:
    """What a clause says of its subject: by a complement of "be", or by the verb."""
    if verb.lemma_ in ("be", "seem", "sound", "become", "remain", "look"):
        complements = [c for c in verb.rights if c.dep_ in ("attr", "acomp", "oprd", "prep")]
        return next((value for c in complements if (value := value_of(c))), 0.0)
    if verb.lemma_ in ("have", "show", "make") and (thing := object_of(verb, None)) is not None:
        return value_of(thing)
    if is_passive(verb):
        return 0.0
    return valence(verb, "subject")[0]


def value_of(word: Token) -> float:
    """The value of a predicate: its own, or else its adjectives'; turned around by "no", gone too far by "too"."""
    if word.lower_ == "nothing":  # "nothing but an excuse"
        word = next((c for p in word.rights if p.lower_ == "but" for c in p.rights if c.dep_ == "pobj"), word)
    own, _ = valence(word, "bearer")
    adjectives = (c for c in word.lefts if c.dep_ in ("amod", "compound", "nmod"))
    value = own or next((v for c in adjectives if (v := valence(c, "bearer")[0])), 0.0)
    if word.pos_ == "ADJ" and any(c.lower_ == "too" for c in word.children):
        return -(abs(value) or NEGATED_STRENGTH)
    return -value * NEGATED_STRENGTH if value and negated(word) else value


def subject_of(verb: Token) -> Token | None:
    for _ in range(3):
        found = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "csubj")), None)
        if found is not None or verb.dep_ not in ("conj", "xcomp"):
            return found
        verb = verb.head
    return None


def real_subject(verb: Token, subject: Token) -> Token | None:
    """ "it is wrong to ban them": to ban them; "banning them is wrong"."""
    if subject.dep_ == "csubj":
        return subject
    if subject.lower_ != "it":
        return None
    spots = [
        c for part in (verb, *verb.rights) for c in part.rights if c.dep_ in ("xcomp", "advcl", "ccomp", "acl", "csubj")
    ]
    return next((c for c in spots if is_infinitive(c)), None)


def object_of(word: Token, preposition: Token | None) -> Token | None:
    """The head of what `word` is directed at: its object, what a passive verb's subject is, or its preposition's."""
    if preposition is not None:
        return next((c for c in preposition.children if c.dep_ == "pobj"), None)
    if word.pos_ == "ADP":
        return next((c for c in word.children if c.dep_ == "pobj"), None)
    if word.pos_ not in ("VERB", "AUX"):
        return object_by_preposition(word)
    passive = is_passive(word)
    if lemma(word) == "blame" and (
        blamed := next((c for c in word.rights if c.dep_ == "prep" and c.lower_ == "on"), None)
    ):
        return next((c for c in blamed.rights if c.dep_ == "pobj"), None)  # "blamed the fire on him"
    return next((c for c in word.children if c.dep_ == ("nsubjpass" if passive else "dobj")), None)


def object_by_preposition(word: Token) -> Token | None:
    """What the preposition after a noun or adjective brings; the parser may hang it on the verb ("was angry with")."""
    for child in (*word.rights, *(word.head.rights if word.dep_ == "acomp" else ())):
        if child.dep_ == "prep" and child.lower_ in OBJECT_PREPOSITIONS:
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
    return [*(c for c in noun.rights if c.dep_ in ("acl", "relcl") and is_infinitive(c)), *gerunds]


def is_noun(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN", "PRON")
