"""Whether an office is held, was held, is only proposed or is denied."""

from __future__ import annotations

from spacy.tokens import Span, Token

from tasks.extract.lexicon import words
from tasks.extract.roles.verbs import DISMISS, HELD, LEAVE
from tasks.extract.roles.words import FORMER, PROPOSED

_UNREAL = words("would 'd ’d can could might may should will shall to if unless until whether")
_NEGATIONS = words("not n't n’t never no")
_ELECT = words("elect designate")
_NEAR = 8  #: tokens from an office on in which "until" and "since" belong to it


def status_of(phrase: Span, lead: int, since: int, head: Token, verb: Token | None) -> str:
    """asserted, former, proposed or denied, by the words before the office and those around the verb that states it.

    lead: where the office begins, with whose it is; since: the first token after the verb and the name.
    """
    doc = phrase.doc
    start = lead
    while start > max(0, lead - 2) and not doc[start].is_sent_start:
        start -= 1
    before = {part for token in doc[start : head.i] for part in token.lower_.split("-")}
    if doc[max(0, lead - 3) : lead].text.casefold().endswith("would-be"):
        return "proposed"
    before |= {token.lower_ for token in doc[head.i + 1 : head.i + 3] if token.lower_ in _ELECT}
    if verb is not None:
        around = {child.lower_ for child in verb.children if child.dep_ in ("aux", "neg", "mark", "advmod")}
        between = {token.lower_ for token in doc[since : phrase.start]}
        if verb.lemma_.casefold() in LEAVE | DISMISS:
            return "asserted" if around & (_NEGATIONS | _UNREAL) else "former"
        if {"no", "longer"} <= between | before:
            return "former"
        if (around | between | before) & _NEGATIONS or verb.head.lemma_ == "deny":
            return "denied"
        if around & _UNREAL or verb.lemma_ in ("nominate", "run") or before & PROPOSED:
            return "proposed"
        reported = verb.dep_ == "ccomp" and verb.head.tag_ == "VBD"  # "said he was": tells nothing of now
        behind = {token.lower_ for token in doc[head.i : head.i + _NEAR]}
        past = (verb.tag_ == "VBD" and ("until" in behind or not reported)) or (
            "had" in around and "since" not in behind
        )
        if (past and verb.lemma_ in HELD) or (between | before) & FORMER:
            return "former"
        return "asserted"
    if before & FORMER or any(token.lower_ == "then" for token in phrase) or "at the time" in phrase.text:
        return "former"
    return "proposed" if before & PROPOSED else "asserted"
