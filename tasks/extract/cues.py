"""Cue words: what kind of act a verb, noun or adjective reports, and which way it leans.

The acts follow Searle's classes of illocutionary acts and the source-introducing predicates of FactBank (Saurí and
Pustejovsky 2009), whose split CommitmentBank (de Marneffe et al. 2019) shares: assertives by what they claim (say,
predict, deny), directives (propose, demand, question), commissives (promise), expressives (support, criticise, feel),
and the predicates of opinion, knowledge, volition and evidence (think, know, want, show, report).

- `deny` says no, to a statement or to a request (deny, refuse, dismiss); `demand` is any directive with force, a ban
  or a permission included; `report` passes on what others say; `show` is what a poll or document bears out.
- `say` conveys something and the text tells no more of the act; it is the bare quote mark's class and the colon's.
- A word that `cues.csv` does not list has no act. docs/claims.md says more, with examples.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spacy.tokens import Token

from schemas.claims import ACTS
from tasks.extract.lexicon import words

CUES = Path(__file__).with_name("cues.csv")


#: Verbs that lend their clause to a noun or adjective ("voiced support", "made clear"), which then names the act.
LIGHT_VERBS = words(
    "attract be become deliver draw earn express face get give have hold issue make meet offer provoke raise receive"
    " reflect show spark take trigger voice win"
)


#: Adverbs that belong to a verb as its particle does: "backed away from", "came around to".
ADVERBS = words("around away back out round")
#: Participles that are prepositions: "concern regarding the plan".
ABOUT = words("concerning regarding")


@dataclass(frozen=True, slots=True)
class Cue:
    """What a word reports.

    `stance` runs from -1 (against) over 0 (neutral, as stated) to 1 (for); None when the word takes no side.
    `act_to_do` is the act where what is reported is something to do ("told them to go", "agreed to pay").
    """

    act: str
    stance: float | None
    act_to_do: str


@cache
def lexicon() -> Mapping[tuple[str, str], Cue]:
    """(lemma, part of speech) -> Cue; a lemma may carry its particle or preposition ("call for").

    Raises:
        ValueError: the file names an act that is not one of `schemas.claims.ACTS`, or lists a word twice.
    """
    cues: dict[tuple[str, str], Cue] = {}
    with CUES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            key = (row["lemma"], row["pos"])
            act_to_do = row["act_to_do"] or row["act"]
            if not {row["act"], act_to_do} <= set(ACTS) or key in cues:
                raise ValueError(f"{CUES.name}: {row}")
            cues[key] = Cue(row["act"], float(row["stance"]) if row["stance"] else None, act_to_do)
    return cues


def particles(token: Token) -> Iterator[Token]:
    """The particles and prepositions that may belong to `token`'s lemma, in text order."""
    for child in token.rights:
        if child.dep_ in ("prt", "prep", "agent") or child.lower_ in ADVERBS | ABOUT:
            yield child
        elif child.dep_ in ("ccomp", "xcomp", "advcl"):  # "called for them to resign": the parser makes it a mark
            yield from (mark for mark in child.lefts if mark.dep_ == "mark" and mark.lower_ == "for")


def lemma(token: Token) -> str:
    """`token`'s lemma in lower case, mended where the lemmatizer is known to slip.

    Its rules leave the e off (hoping → hop) or one too many on (tweeted → tweete), and a headline's verb, taken for a
    name, keeps its ending; the lexicon has the right word.
    """
    word = token.lemma_.lower()
    if token.lower_ == "according":
        return "according to"
    if token.lower_.startswith(("'", "’")) and token.dep_ != "case":
        return {"s": "be", "re": "be", "m": "be", "ve": "have"}.get(token.lower_[1:], word)
    if token.tag_ in ("VBD", "VBG", "VBN", "VBZ") and token.lower_ != word:
        mended: tuple[str, ...] = (word + "e", word.removesuffix("e"))
    elif token.tag_ in ("NNS", "NNP", "NNPS"):
        mended = (word.removesuffix("s"), word.removesuffix("es"))
    else:
        return word
    known = lexicon()
    if (word, "VERB") in known or (word, "NOUN") in known:
        return word
    return next((other for other in mended if (other, "VERB") in known), word)


def readings(token: Token) -> Iterator[tuple[str, str, Token | None]]:
    """How a lexicon may list `token`, the longest first: form, part of speech, the preposition that is part of it."""
    word = lemma(token)
    if word == "according to":
        yield word, "ADP", None
        return
    pos = {"AUX": "VERB", "PROPN": "NOUN"}.get(token.pos_, token.pos_)
    behind = list(particles(token))
    for first in behind:
        for second in (*behind, *particles(first)):  # "lash out at", "push back against"
            if second.i > first.i:
                yield f"{word} {first.lower_} {second.lower_}", pos, second
        for noun in first.rights:  # "vote in favour of"
            if noun.dep_ == "pobj":
                yield f"{word} {first.lower_} {noun.lower_}", pos, next(particles(noun), None)
        yield f"{word} {first.lower_}", pos, first if first.dep_ == "prep" else None
    yield from _with_object(token, word, pos, behind)
    if pos == "ADP":
        for noun in token.rights:  # "in favour of"
            yield f"{word} {noun.lower_}", pos, next(particles(noun), None)
    yield word, pos, None
    if token.tag_ in ("JJR", "JJS", "RBR", "RBS"):
        yield token.lower_, "ADJ", None  # "better", whose lemma may be "well"
    helpers = {c.dep_ for c in token.lefts if c.dep_ == "auxpass" or c.lemma_ == "have"}
    if token.tag_ == "VBN" and pos == "VERB" and ("auxpass" in helpers or not helpers):
        # "were outraged by", which is tagged a passive
        yield from ((f"{token.lower_} {first.lower_}", "ADJ", first) for first in behind)
        yield token.lower_, "ADJ", None
    if token.tag_ in ("NNS", "NNP", "NNPS", "VBZ"):  # "the book details …", which is tagged a noun
        yield word, "VERB" if pos == "NOUN" else "NOUN", None


def _with_object(token: Token, word: str, pos: str, behind: list[Token]) -> Iterator[tuple[str, str, Token | None]]:
    """Readings of a verb with its object, whatever determines it: "throw (her) weight behind", "make (no) sense"."""
    for noun in token.rights:
        if noun.dep_ == "dobj":
            for following in (*behind, *particles(noun)):
                yield f"{word} {noun.lower_} {following.lower_}", pos, following
            yield f"{word} {noun.lower_}", pos, None


def look_up(token: Token) -> tuple[Cue | None, Token | None]:
    """The cue that `token` heads, and the preposition that is part of it ("for" of "call for"); None without."""
    cues = lexicon()
    found = ((cue, behind) for form, pos, behind in readings(token) if (cue := cues.get((form, pos))))
    return next(found, (None, None))
