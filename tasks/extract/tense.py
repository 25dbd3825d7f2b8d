"""Tense, off the dependency parse: what a clause tells of when its date is, and whether a cue stands in the past."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.extract.cues import look_up
from tasks.extract.lexicon import words

_FUTURE = words("will shall wo 'll ’ll")
_OPEN = words("would could may might should must can 'd ’d")  #: future, unless a "have" follows
#: What is in one of these states is to come: "scheduled for Friday", "due on Monday".
_SET = words("schedule due set slate expect forecast plan intend propose prepare poise")
#: With an infinitive these look ahead, too: "wants to meet on Friday".
_PLANS = _SET | words(
    """
    agree aim ask bid call deadline decide go hope invite likely need offer order pledge promise ready require summon
    tell threaten urge vow want
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
#: Until or by a day something lasts or must be done; it is to come, unless that lasted or was done in the past.
_DEADLINES = words("until till by through before")
#: What is put off until or to a day, or stays so until it, has that day ahead, also in the past tense.
_DEFERS = words("adjourn defer delay move postpone put")
_STAYS = words("close extend give have shut suspend")
_OPENING = 3  #: tokens of a sentence among which a day stands that opens it: "On Friday night, …"
#: A name before one of these plays the name after it.
_PLAYS = words("host visit entertain welcome face meet play")
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


def tense_before(token: Token, led_by: str) -> str | None:
    """The tense of the clause of a date that a deadline may be; led_by: the word before the date, in lower case."""
    verb, _ = _verb_above(token)
    if verb is not None and _lasts_or_waits(verb, led_by):
        return "future"
    return tense_around(token)


def tense_around_day(token: Token, led_by: str) -> str | None:
    """As `tense_before`, of a day: the present tense tells what is set for it ("the court hears it on Friday")."""
    possessed = token.dep_ in _MODIFIES
    if led_by == "for" and not possessed:  # "a hearing for Friday"
        return "future"
    found = tense_before(token, led_by)
    if found or possessed or led_by in ("after", "since"):
        return found
    verb, direct = _verb_above(token)
    scheduled = verb is not None and direct and _is_scheduled(verb, token)
    return "future" if scheduled or _verb_read_as_noun(token) else None


def _verb_above(token: Token) -> tuple[Token | None, bool]:
    """The nearest verb above that shows a tense, and whether the day hangs on it and on no noun."""
    word, direct = token, True
    for _ in range(_CLIMB):
        if word.head.i == word.i:
            break
        word = word.head
        if word.pos_ in ("VERB", "AUX") and word.tag_ != "VBG":
            return word, direct
        direct = direct and word.pos_ not in ("NOUN", "PROPN")
    return None, False


def _lasts_or_waits(verb: Token, led_by: str) -> bool:
    """Whether what goes on until a day, or must be done by it, still does: "has until Friday"."""
    marks = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    until = led_by in ("until", "till", "through")
    if (until and verb.lemma_ in _STAYS) or ((until or led_by == "to") and verb.lemma_ in _DEFERS):
        return True
    if led_by not in _DEADLINES:
        return False
    present = verb.tag_ in ("VBZ", "VBP", "VB") and not marks & {"did", "to"}
    return present or bool(marks & {"has", "have", "is", "are"})


def _is_scheduled(verb: Token, day: Token) -> bool:
    """A present tense that tells of a day and reports nothing: "hears", "does not hear", "is heard on Friday"."""
    if day.i < verb.i and day.i - day.sent.start > _OPENING:
        return False  # "his speech on Friday does not convince"
    if verb.dep_ == "relcl":
        return False  # what "senators who oppose it on Friday" did, the clause around tells
    marks = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    told = {child.dep_ for child in verb.children}
    if verb.dep_ == "conj" and not marks and "nsubj" not in told and verb.head.pos_ in ("VERB", "AUX"):
        return _is_scheduled(verb.head, day)  # "schools stay closed and reopen on Friday"
    if verb.tag_ == "VB" and marks.isdisjoint({"do", "does"}):  # "stay at home on Friday", "they fly home on Friday"
        return verb.dep_ in ("ROOT", "ccomp") and not marks
    if verb.tag_ == "VBN" and (not marks & {"is", "are"} or marks & {"has", "have"}):
        return False
    return verb.tag_ != "VBD" and not (look_up(verb)[0] and told & {"ccomp", "xcomp"})


def _verb_read_as_noun(token: Token) -> bool:
    """Whether the tagger took the present verb for a noun: "a navy ship sails on Friday", "Celtic host Aberdeen"."""
    root = token.sent.root
    if root.tag_ == "NNS" and any(c.dep_ == "compound" for c in root.lefts) and token.sent[-1].text == ".":
        return True
    for word in reversed(token.sent[: token.i - token.sent.start]):
        if word.tag_ == "VBD" or word.is_punct:
            return False
        if word.lower_ in _PLAYS and word.i > token.sent.start and word.nbor(-1).is_title:
            return word.nbor(1).is_title
    return False


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
        finite = not marks and verb.dep_ == "ROOT" and any(child.dep_ == "nsubj" for child in verb.children)
        if verb.lemma_.lower() in _SET and not finite and not marks & {"had", "has", "have"}:
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
    headline = verb.dep_ == "acl" and governor.dep_ == "ROOT"  # "jury selection to start Wednesday"
    planned = governor.lemma_.lower() in _PLANS or verb.doc[max(0, verb.i - 2)].lemma_ == "be"
    if governor.i == verb.i or headline or planned:
        return "future"
    if any(word.lemma_.lower() in _PLANS for word in verb.doc[max(0, verb.i - _LEFT) : verb.i]):
        return "future"
    return None
