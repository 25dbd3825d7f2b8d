"""Words of value: what an adjective or noun says of its bearer, and a verb of its subject and its object.

`holder`   -1 to 1: what who does or feels it thinks of its object ("attack", "proud of"), where `cues.csv` does not say
`bearer`   -1 to 1: what is said of what is so called ("a disaster", "honest")
`subject`  -1 to 1: what is said of who does it ("lied", "stood up for")
`object`   1 or -1: whether it lets its object be or makes an end of it ("keep", "repeal"), so that who wants it done
           is for or against the object: the good-for and bad-for verbs of Deng and Wiebe (2013)
`trait`    -1 to 1: what is said of who has it or shows it ("integrity", "contempt")
`good`     1 or -1: whether people want it to thrive or to end ("jobs", "poverty"), so that who does either is praised
           or blamed
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from spacy.tokens import Token

from tasks.extract.cues import lemma, readings

VALENCES = Path(__file__).with_name("valences.csv")
ROLES = ("bearer", "subject", "object", "holder", "trait", "good")


@cache
def lexicon() -> Mapping[tuple[str, str, str], float]:
    """(lemma, part of speech, role) -> valence; a verb may carry its particle or preposition ("stand up for").

    Raises:
        ValueError: the file names an unknown role, or lists a word twice in one.
    """
    found: dict[tuple[str, str, str], float] = {}
    with VALENCES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            key = (row["lemma"], row["pos"], row["of"])
            if row["of"] not in ROLES or key in found:
                raise ValueError(f"{VALENCES.name}: {row}")
            found[key] = float(row["valence"])
    return found


@cache
def _first_words() -> Mapping[str, frozenset[str]]:
    """Role -> the words with which a listed form begins: most words begin none, and are told at once."""
    found: dict[str, set[str]] = {role: set() for role in ROLES}
    for form, _, of in lexicon():
        found[of].add(form.split(" ", 1)[0])
    return {of: frozenset(firsts) for of, firsts in found.items()}


def valence(word: Token, of: str) -> tuple[float, Token | None]:
    """What `word` says of its `of`, 0 when nothing, and the preposition that belongs to it ("for" of "fight for")."""
    firsts = _first_words()[of]
    if lemma(word) not in firsts and word.lower_ not in firsts:
        return 0.0, None
    values = lexicon()
    found = ((value, behind) for form, pos, behind in readings(word) if (value := values.get((form, pos, of))))
    return next(found, (0.0, None))
