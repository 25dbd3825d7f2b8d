"""Whether the clause around a word speaks of the past or of the future, off its dependency parse."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.extract.lexicon import words

_FUTURE = words("will shall wo 'll ’ll")
_OPEN = words("would could may might should must can 'd ’d")  #: future, unless a "have" follows
#: With an infinitive, or in a participle, these look ahead: "plans to meet", "scheduled for Friday", "due on Monday".
_PLANS = words(
    """
    plan expect schedule due set slate intend aim hope want go propose promise vow pledge prepare ready need ask call
    deadline urge bid likely poise
    """
)
_SCHEDULED = words(
    """
    begin start open kick take meet visit travel arrive depart leave return resume end expire close run launch vote go
    hold host face convene be
    """
)  #: in the present tense with a date they look ahead: "the fair opens on Friday"
_AHEAD = words("upcoming forthcoming ahead")
#: A date that hangs on a noun like this ("the November election") is not told by the verb's tense.
_MODIFIES = words("compound nmod amod poss nummod")
_CLIMB = 8  #: heads between a date and the verb of its clause
_LEFT = 4  #: tokens before a verb that are searched for its auxiliaries


def tense_around(token: Token) -> str | None:
    """past, future, or None where the words do not show it."""
    if token.dep_ in _MODIFIES and token.head.pos_ in ("NOUN", "PROPN"):
        near = token.doc[max(0, token.i - 3) : token.i]
        return "future" if any(word.lower_ in _AHEAD for word in near) else None
    verb = token
    for _ in range(_CLIMB):
        verb = verb.head if verb is token or verb.pos_ not in ("VERB", "AUX") else verb
        if verb.pos_ in ("VERB", "AUX"):
            found = _tense_of(verb)
            if found or verb.tag_ != "VBG" or verb.head.i == verb.i:
                return found
            verb = verb.head  # "after meeting on Friday": the governor's tense
        elif verb.head.i == verb.i:
            return None
    return None


def _tense_of(verb: Token) -> str | None:
    marks = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    left = verb.doc[max(0, verb.i - _LEFT) : verb.i]
    marks |= {word.lower_ for word in left if word.tag_ == "MD"}
    if marks & _FUTURE:
        return "future"
    if marks & _OPEN:
        return None if marks & {"have", "has", "had"} else "future"
    if verb.tag_ == "VBD":
        return "past"
    if verb.tag_ == "VB" and "to" in marks:
        return _tense_of_infinitive(verb)
    if verb.tag_ == "VBN":
        if verb.lemma_.lower() in _PLANS and not marks & {"had", "has", "have"}:
            return "future"
        return None if marks & {"is", "are", "be"} and not marks & {"has", "have", "had"} else "past"
    if verb.tag_ == "VBG":
        return "past" if marks & {"was", "were"} else "future" if marks & {"is", "are", "'s", "’s"} else None
    if verb.tag_ in ("VBZ", "VBP"):
        looks_ahead = verb.lemma_.lower() in _SCHEDULED or any(
            child.dep_ in ("acomp", "xcomp") and child.lemma_.lower() in _PLANS for child in verb.children
        )
        return "future" if looks_ahead else None
    return None


def _tense_of_infinitive(verb: Token) -> str | None:
    """ "plans to meet", "is to meet", and a headline's "ministers to meet"; "came to meet" says nothing."""
    governor = verb.head
    if governor.i == verb.i or governor.lemma_.lower() in _PLANS or governor.lemma_ == "be":
        return "future"
    if any(word.lemma_.lower() in _PLANS for word in verb.doc[max(0, verb.i - _LEFT) : verb.i]):
        return "future"
    return None
