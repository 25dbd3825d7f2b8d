"""Where a cue begins and ends: the model marks word pieces, the parse tells which of those words report."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

from tasks.extract.cues import LIGHT_VERBS, lemma, lexicon, look_up
from tasks.extract.lexicon import words

_TIMES = frozenset({"DATE", "TIME"})
_OF_SPEAKERS = frozenset({"amod", "compound", "det", "nummod"})
_TOLD = frozenset({"dative", "dobj"})  # "supporters:" of "told supporters:"
#: Verbs whose object is somebody, whatever else they are said.
_TELLING = words("assure convince inform notify persuade remind tell warn")
#: What stands before the noun on which it leans.
_LEANING = frozenset({"amod", "compound", "det", "nummod", "poss"})


def mended(cue: list[Token], source: Collection[int], content: Collection[int]) -> list[Token]:
    """The cue without what is no part of it, or the reporting verb on which hangs what reports nothing itself.

    "Osborn" of "Osborn cautioned", "at a" of "said at a", "on" of "said on Friday" go; the colon of "told the paper:"
    gives way to "told", the "unanimously" of "ruled unanimously that" to "ruled".

    cue: its tokens in text order; source, content: the indices of theirs.
    """
    if not cue:
        return cue
    found = _without_loose_ends(cue, source, content)
    return _governor(cue, source, content) or _with_own_noun(_with_noun(found, source, content), source)


def _governor(cue: list[Token], source: Collection[int], content: Collection[int]) -> list[Token]:
    """The verb that reports where no word of the cue does, and who speaks is its subject."""
    words = [token for token in cue if not token.is_punct and not token.is_space]
    if any(token.dep_ not in _TOLD and (token.pos_ not in ("ADV", "PROPN") or look_up(token)[0]) for token in words):
        return []
    for token in cue:
        verb = token.head
        speaks = any(child.dep_ in ("nsubj", "nsubjpass") and child.i in source for child in verb.children)
        if speaks and verb.pos_ == "VERB" and verb.i not in content and look_up(verb)[0]:
            return [verb]
    return []


def _with_noun(cue: list[Token], source: Collection[int], content: Collection[int]) -> list[Token]:
    """The cue up to the noun that reports, where its verb does not: "met" of "met with skepticism"."""
    verb = cue[-1]
    if verb.pos_ != "VERB" or lemma(verb) not in LIGHT_VERBS or any(look_up(token)[0] for token in cue):
        return cue
    for prep in verb.rights:
        noun = next((child for child in prep.rights if child.dep_ == "pobj"), None) if prep.dep_ == "prep" else None
        if noun is not None and prep.i == verb.i + 1 and look_up(noun)[0]:
            added = verb.doc[prep.i : noun.i + 1]
            return cue if any(t.i in source or t.i in content for t in added) else [*cue, *added]
    return cue


def _with_own_noun(cue: list[Token], source: Collection[int]) -> list[Token]:
    """The cue with the speaker's noun that reports, where its verb does not: "vision includes" of "his vision"."""
    noun = next((child for child in cue[-1].lefts if child.dep_ == "nsubj" and child.i == cue[0].i - 1), None)
    if noun is None or not look_up(noun)[0] or any(look_up(token)[0] for token in cue):
        return cue
    return [noun, *cue] if any(c.dep_ == "poss" and c.i in source for c in noun.lefts) else cue


def _without_loose_ends(cue: list[Token], source: Collection[int], content: Collection[int]) -> list[Token]:
    left = [token for token in cue if token.i not in source]
    if left and left[0].lower_ in ("n't", "n’t") and left[0].i:
        left = [left[0].nbor(-1), *left]  # "don't think", of which the model may mark "'t think"
    while len(left) > 1 and (_is_subject(left[0], source) or left[0].is_space):
        left = left[1:]
    known = next((n for n, token in enumerate(left) if token.pos_ in ("VERB", "NOUN") and look_up(token)[0]), 0)
    if known and all(t.ent_type_ in _TIMES or t.pos_ in ("ADP", "PART", "PUNCT") for t in left[:known]):
        first = next((n for n, token in enumerate(left[:known]) if token.tag_ == "TO"), known)
        left = left[first:] if any(t.ent_type_ in _TIMES for t in left[:first]) else left
    left = _without_addressee(left)
    if len(left) > 1 and left[-1].dep_ in ("det", "poss") and left[-1].head.i > left[-1].i:
        left = left[:-1]
    if len(left) > 1 and left[-1].dep_ == "prep":
        objects = [child.i for child in left[-1].rights]
        own = (f"{lemma(left[-1].head)} {left[-1].lower_}", "VERB") in lexicon()  # "called on the board to resign"
        if objects and not own and not any(i in source or i in content for i in objects):
            left = left[:-1]
    return left or cue


def _without_addressee(cue: list[Token]) -> list[Token]:
    """The cue without whom it addresses ("members" of "reminded members", "a news" of "told a news conference").

    And without a phrase that it breaks off: "in New" of "said in New York".
    """
    last = cue[-1] if cue else None
    noun = last.head if last is not None and last.dep_ in _LEANING and last.head.i > last.i else last
    if noun is None or noun.lower_.endswith(("self", "selves")):
        return cue
    first = None
    if noun.dep_ in _TOLD and lemma(noun.head) in _TELLING:
        first = noun.left_edge.i
    elif noun.dep_ == "pobj" and noun is not last:
        first = noun.head.i
    left = cue if first is None else [token for token in cue if token.i < first]
    return left if any(token.pos_ in ("AUX", "VERB") for token in left) else cue


def _is_subject(token: Token, source: Collection[int]) -> bool:
    """A name, or the noun of which the source has the first words: "side" of "each side saying"."""
    if token.dep_ not in ("nsubj", "nsubjpass", "compound"):
        return False
    begun = token.pos_ == "NOUN" and any(c.i in source and c.dep_ in _OF_SPEAKERS for c in token.lefts)
    return token.pos_ == "PROPN" or begun
