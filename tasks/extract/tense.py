"""Tense, off the dependency parse: what a clause tells of when its date is, and whether a cue stands in the past."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.extract.lexicon import words

_FUTURE = words("will shall wo 'll ’ll")
_OPEN = words("would could may might should must can 'd ’d")  #: future, unless a "have" follows
#: What is in one of these states is to come: "scheduled for Friday", "due on Monday".
_SET = words("schedule due set slate expect plan intend propose prepare poise")
#: With an infinitive these look ahead, too: "wants to meet on Friday".
_PLANS = _SET | words("aim hope want go promise vow pledge ready need ask call deadline urge bid likely")
_SCHEDULED = words(
    """
    begin start open kick take meet visit travel arrive depart leave return resume end expire close run launch vote go
    hold host face convene be
    """
)  #: in the present tense with a date they look ahead: "the fair opens on Friday"
_AHEAD = words("upcoming forthcoming ahead")
#: A date that hangs on a noun like this ("the November election") is not told by the verb's tense.
_MODIFIES = words("compound nmod amod poss nummod")
_PAST_AUXILIARIES = words("could did had would")
_CLIMB = 8  #: heads between a date and the verb of its clause
_LEFT = 4  #: tokens before a verb that are searched for its auxiliaries


def in_the_past(verb: Token) -> bool:
    """Whether `verb` is put in the past; a participle is as its governor, and of several verbs the auxiliary tells."""
    for _ in range(5):  # deeper chains of participles are parse errors
        if verb.tag_ != "VBG" or verb.head.i == verb.i:
            break
        verb = verb.head
    past = verb.tag_ in ("VBD", "VBN")
    return past or any(c.dep_ == "aux" and c.lower_ in _PAST_AUXILIARIES for c in verb.children)


def tense_around(token: Token) -> str | None:
    """past, future, or None where the words do not show it."""
    left = token.doc[max(0, token.i - 3) : token.i]
    if left and (left[-1].lower_ == "since" or "back" in (word.lower_ for word in left)):
        return "past"
    if any(word.lower_ in _AHEAD for word in left):
        return "future"
    if _behind_past_verb(token):
        return "past"
    modifies = token.dep_ in _MODIFIES and token.head.pos_ in ("NOUN", "PROPN")
    found = _tense_above(token, direct=not modifies)
    return None if modifies and found == "past" else found


def _behind_past_verb(token: Token) -> bool:
    """ "She said late on Sunday she would go": the verb right before a date has it, whatever the parser makes of it."""
    at = token.i - 1
    while at >= 0 and token.doc[at].pos_ in ("ADP", "ADV") and token.i - at <= _LEFT:
        at -= 1
    return at >= 0 and token.doc[at].tag_ == "VBD" and token.dep_ not in (*_MODIFIES, "nsubj", "nsubjpass")


def _tense_above(token: Token, direct: bool) -> str | None:
    """The tense of the nearest verb above; a participle has its governor's ("after meeting on Friday, he left")."""
    word = token
    for _ in range(_CLIMB):
        if word.head.i == word.i:
            return None
        word = word.head
        if word.pos_ in ("VERB", "AUX"):
            found = _tense_of(word, direct)
            if found or word.tag_ != "VBG":
                return found
        direct = direct and (word.pos_ not in ("NOUN", "PROPN") or word.ent_type_ in ("DATE", "TIME"))
    return None


def _tense_of(verb: Token, direct: bool) -> str | None:
    """direct: no noun stands between the date and the verb, so that a weak sign of the future tells of the date, too.

    "We can meet on Friday" does, "we can read Friday's report" does not.
    """
    marks = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    left = verb.doc[max(0, verb.i - _LEFT) : verb.i]
    marks |= {word.lower_ for word in left if word.tag_ == "MD"}
    if marks & _FUTURE:
        return "future"
    if marks & _OPEN:
        return "future" if direct and not marks & {"have", "has", "had"} else None
    if verb.tag_ == "VBD":
        return "past"
    if verb.tag_ == "VB" and "to" in marks:
        return _tense_of_infinitive(verb) if direct else None
    if verb.tag_ == "VBN":
        if verb.lemma_.lower() in _SET and not marks & {"had", "has", "have"}:
            return "future"
        return None if marks & {"is", "are", "be"} and not marks & {"has", "have", "had"} else "past"
    if verb.tag_ == "VBG":
        return "past" if marks & {"was", "were"} else "future" if direct and marks & {"is", "are", "'s", "’s"} else None
    if verb.tag_ in ("VBZ", "VBP"):
        looks_ahead = verb.lemma_.lower() in _SCHEDULED or any(
            child.dep_ in ("acomp", "xcomp") and child.lemma_.lower() in _PLANS for child in verb.children
        )
        return "future" if looks_ahead else None
    return None


def _tense_of_infinitive(verb: Token) -> str | None:
    """ "plans to meet", "is to meet", and a headline's "ministers to meet"; "came to meet" says nothing."""
    governor = verb.head
    if governor.i == verb.i or governor.lemma_.lower() in _PLANS or verb.doc[max(0, verb.i - 2)].lemma_ == "be":
        return "future"
    if any(word.lemma_.lower() in _PLANS for word in verb.doc[max(0, verb.i - _LEFT) : verb.i]):
        return "future"
    return None
