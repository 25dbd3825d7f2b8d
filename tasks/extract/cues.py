"""Cue words: what kind of act a verb, noun or adjective reports, and which way it leans.

The acts follow Searle's classes of illocutionary acts and the source-introducing predicates of FactBank (Saurí and
Pustejovsky 2009), whose split CommitmentBank (de Marneffe et al. 2019) shares: assertives by what they claim (say,
predict, deny), directives (propose, demand, question), commissives (promise), expressives (support, criticise, feel),
and the predicates of opinion, knowledge, volition and evidence (think, know, want, show, report).

- `deny` says no, to a statement or to a request (deny, refuse, dismiss); `demand` is any directive with force, a ban
  or a permission included; `report` passes on what others say; `show` is what a poll or document bears out.
- `say` conveys something and the text tells no more of the act. It is the class of the bare quote mark, of colons,
  and of cue words that `cues.csv` does not list: being an attribution at all is what they are known to be.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spacy.tokens import Token

from schemas.claims import ACTS

CUES = Path(__file__).with_name("cues.csv")


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Verbs that lend their clause to a noun or adjective ("voiced support", "made clear"), which then names the act.
LIGHT_VERBS = words("be become deliver draw express get give have hold issue make meet offer raise show take voice")


@dataclass(frozen=True, slots=True)
class Cue:
    """`stance` runs from -1 (against) over 0 (neutral, as stated) to 1 (for); None when the word takes no side."""

    act: str
    stance: float | None


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
            if row["act"] not in ACTS or key in cues:
                raise ValueError(f"{CUES.name}: {row}")
            cues[key] = Cue(row["act"], float(row["stance"]) if row["stance"] else None)
    return cues


def particles(token: Token) -> Iterator[Token]:
    """The particles and prepositions that may belong to `token`'s lemma, in text order."""
    return (child for child in token.children if child.dep_ in ("prt", "prep", "agent") and child.i > token.i)


def lemma(token: Token) -> str:
    """`token`'s lemma in lower case, mended where the lemmatizer is known to slip.

    Its rules leave the e off (hoping → hop) or one too many on (tweeted → tweete); the lexicon has the right word.
    """
    word = token.lemma_.lower()
    if token.lower_ == "according":
        return "according to"
    if token.tag_ in ("VBD", "VBG", "VBN") and token.lower_ != word:
        for mended in (word + "e", word.removesuffix("e")):
            if (word, "VERB") not in lexicon() and (mended, "VERB") in lexicon():
                return mended
    return word


def look_up(token: Token) -> tuple[Cue | None, Token | None]:
    """The cue that `token` heads, and the preposition that is part of it ("for" of "call for"); None without."""
    cues, word = lexicon(), lemma(token)
    pos = {"AUX": "VERB", "PROPN": "NOUN"}.get(token.pos_, token.pos_)
    if word == "according to":
        return cues[word, "ADP"], None
    behind = list(particles(token))
    for first in behind:
        for second in (*behind, *particles(first)):  # "lash out at", "push back against"
            if second.i > first.i and (cue := cues.get((f"{word} {first.lower_} {second.lower_}", pos))):
                return cue, second
        if cue := cues.get((f"{word} {first.lower_}", pos)):
            return cue, first if first.dep_ == "prep" else None
    return cues.get((word, pos)), None
