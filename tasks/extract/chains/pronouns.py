"""Third-person pronouns: what each can mean, and what grammar rules out. Which of the rest it means, `ranker` says."""

from __future__ import annotations

from spacy.tokens import Span, Token

from tasks.extract.clauses import dependents_after
from tasks.extract.lexicon import words

#: Pronoun → the class of things that it can mean.
PRONOUNS = (
    dict.fromkeys(("he", "him", "his", "himself"), "male")
    | dict.fromkeys(("she", "her", "hers", "herself"), "female")
    | dict.fromkeys(("it", "its", "itself"), "thing")
    | dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "plural")
)
FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself"})
POSSESSIVE = words("his her hers its their theirs")
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECTS = words("dobj obj iobj dative attr oprd pobj")

#: "it" that stands for nothing: "it is clear that", "it seems".
_IMPERSONAL = words("seem appear turn happen rain snow matter")
#: Verbs with "it" for a clause: "make it clear that", "find it hard to".
_MAKING = words("believe consider deem find keep leave make think")
_NEAR = 8  #: tokens after it within which the clause begins
_CLIMB = 8  #: heads between "its" and the verb whose subject it may take up
_SUBJECT_REACH = 12  #: tokens before a verb among which its subject is looked for


def stands_for_nothing(token: Token) -> bool:
    """ "it" of "it is clear that …", "make it clear that …", "it seems", and where the parser says so."""
    if token.lower_ != "it":
        return False
    if (
        token.i > 0
        and token.nbor(-1).lemma_ in _MAKING
        and _is_adjective_with_clause(token.doc[token.i + 1 : token.i + 1 + _NEAR])
    ):
        return True
    verb = token.head
    if token.dep_ == "expl" or (verb.lemma_ in _IMPERSONAL and token.dep_ in SUBJECTS):
        return True
    return verb.lemma_ == "be" and any(
        child.dep_ in ("ccomp", "xcomp", "csubj", "advcl", "acl") for child in dependents_after(verb)
    )


def _is_adjective_with_clause(following: Span) -> bool:
    """Whether words begin with an adjective on which a clause hangs: "more difficult for them to win"."""
    adjective = next((word for word in following if word.pos_ != "ADV"), None)
    if adjective is None or adjective.pos_ != "ADJ":
        return False
    return any(
        word.i > adjective.i and (word.pos_ == "PART" or (word.lower_ == "that" and word.pos_ == "SCONJ"))
        for word in following
    )


def governing_subject(pronoun: Token) -> Token | None:
    """The subject of the nearest verb above that has one: "Japan" for "its" in "Japan strengthened its alliance"."""
    own = pronoun.dep_ in SUBJECTS
    token = pronoun
    for _ in range(_CLIMB):
        if token.head.i == token.i:
            return None
        token = token.head
        if token.pos_ not in ("VERB", "AUX"):
            continue
        if own:
            own = False  # the verb whose subject the pronoun itself is
            continue
        for left in reversed(token.doc[max(0, token.i - _SUBJECT_REACH) : token.i]):
            if left.dep_ in SUBJECTS and left.head.i == token.i:
                return left
    return None


def argument_of(token: Token) -> int | None:
    """The verb whose subject or object a token is, prepositions passed over; null for a possessor and the like."""
    head = token.head
    if token.dep_ == "pobj":
        head = head.head
    if token.dep_ in SUBJECTS or token.dep_ in OBJECTS:
        return int(head.i)
    return None


def binds(pronoun: Token, last: Token) -> bool:
    """Whether grammar keeps the pronoun from meaning what `last` does: "John criticised him", "his brother left".

    A plain pronoun and a name that are arguments of one verb mean two things (principle B of Chomsky 1981), and nobody
    is his own brother.
    """
    if pronoun.lower_ in REFLEXIVE:
        return False
    if pronoun.lower_ in POSSESSIVE and pronoun.dep_ == "poss":
        return last.i == pronoun.head.i
    verb = argument_of(pronoun)
    return verb is not None and verb == argument_of(last)
