"""Where the phrase of an office begins and ends, and which noun it is about."""

from __future__ import annotations

from spacy.tokens import Span, Token

from tasks.extract.lexicon import words
from tasks.extract.mentioned import Mentioned
from tasks.extract.roles.words import FORMER, is_plural, is_role

#: Where a role's phrase ends: a clause, a further apposition, a quotation.
_STOPS = words(', ; : — – -- ( ) " “ ” who whom which that whose where when and but .')
MOST_TOKENS = 20  #: of a role's phrase
MOST_BEFORE = 8  #: tokens of a role before a name, or before its own head


def cut(mentioned: Mentioned, phrase: Span, head: Token) -> Span:
    """The phrase up to where the role ends."""
    for token in mentioned.doc[head.i + 1 : phrase.end]:
        if ends(mentioned, token, phrase.start):
            return mentioned.doc[phrase.start : token.i]
    return phrase


def ends(mentioned: Mentioned, token: Token, start: int) -> bool:
    """Whether a role's phrase that began at `start` ends before this token: at a mark, a clause or a verb."""
    if token.i in mentioned.mention_at:  # the WHO, "Save the Children"
        return False
    if token.lower_ in _STOPS:
        return not _joins(mentioned, token, start)
    return token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound", "case")


def _joins(mentioned: Mentioned, token: Token, start: int) -> bool:
    """An "and" inside the phrase: "Secretary of State for East Asia and the Pacific", "founder and director".

    But "a professor at Vell and a former adviser" are two.
    """
    if token.lower_ != "and" or token.i + 1 >= len(mentioned.doc):
        return False
    following = token.nbor(1)
    if following.lower_ in ("a", "an"):
        return False
    new = following.pos_ == "DET" or following.lower_ in FORMER or _is_whole(mentioned, start, token.i)
    if new and any(is_role(noun) for noun in mentioned.doc[token.i + 1 : token.i + 6]):
        return False
    return (
        token.head.i >= start and following.pos_ in ("DET", "PROPN", "NOUN", "ADJ") and token.head.dep_ not in ("ROOT",)
    )


def _is_whole(mentioned: Mentioned, start: int, end: int) -> bool:
    """Whether an office with its body stands there: "a chemist at Vell University" of "… and adviser to Marn"."""
    last = mentioned.mention_at.get(end - 1)
    return last is not None and any(token.pos_ == "ADP" for token in mentioned.doc[start : mentioned.spans[last].start])


def head_of(mentioned: Mentioned, phrase: Span) -> Token | None:
    """The role noun that the phrase is about, the last of its first nouns: the associate of "associate at Vell"."""
    last = None
    for token in phrase:
        if token.pos_ in ("NOUN", "PROPN"):
            last = token
        elif token.i in mentioned.mention_at or token.dep_ in ("case", "amod"):  # the of in "a Horn of Africa analyst"
            continue
        elif (last is not None and is_role(last) and token.pos_ not in ("ADJ", "PART", "PUNCT")) or (
            token.pos_ in ("ADP", "VERB", "AUX", "SCONJ", "PRON") and last is not None
        ):
            break
    return last if last is not None and is_role(last) and not is_plural(last) else None


def without_loose_ends(mentioned: Mentioned, phrase: Span, head: Token) -> Span | None:
    """The phrase without its possessor, determiner and loose ends; null when that leaves no head."""
    start = phrase.start
    for token in phrase:  # what stands before "'s" possesses the office and is no part of it
        if token.i < head.i and (token.tag_ == "POS" or token.dep_ == "case" or token.text in ("’", "'")):
            start = token.i + 1
    while start < head.i and _is_loose(mentioned.doc[start]):
        start += 1
    if start >= phrase.end or start > head.i:
        return None
    if start > 1 and mentioned.doc[start - 1].text == "-" and mentioned.doc[start - 2].lower_ == "co":
        start -= 2  # "co-founder"
    role = mentioned.doc[start : phrase.end]
    while len(role) > 1 and (role[-1].is_space or role[-1].is_punct or role[-1].pos_ in ("ADP", "DET", "CCONJ")):
        role = role[:-1]
    return role


def _is_loose(token: Token) -> bool:
    """Whether a word at the head of a role's phrase is no part of the role; "little" of "little-known" is."""
    following = token.doc[token.i + 1 : token.i + 5]
    if token.pos_ == "NUM" and [word.lower_ for word in following][1:4:2] == ["year", "old"]:
        return True  # the "27-year-old" of "27-year-old trader"
    if token.lower_ in ("year", "old") and token.i > 1 and token.nbor(-1).text == "-":
        return True
    loose = token.pos_ in ("DET", "PRON", "SPACE", "PUNCT") or token.lower_ in ("one", "as")
    return loose or (token.pos_ == "ADV" and token.nbor(1).text != "-")
