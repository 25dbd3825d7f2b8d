"""Stable ids: the same thing gets the same id on every machine and every run."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata

#: What outlets write in several ways: kinds of apostrophe, hyphens or spaces, dots.
_VARYING = str.maketrans("’‘ʻ`‐‑–—-", "''''     ", ".")
_LEADING_ARTICLE = re.compile(r"^the (?=\S)")
_GENERATIONS = (["jr"], ["sr"], ["ii"], ["iii"], ["iv"])
ID_PATTERN = r"^[0-9a-f]{20}$"


def stable_id(*parts: str | int | None) -> str:
    """20 hexadecimal digits (80 bits) of SHA-256 over the parts.

    The parts are written as a JSON list, so `("ab", "c")` and `("a", "bc")` differ, and so do null and "".
    80 bits keep the chance of a collision among 10**9 rows near 4e-7.
    """
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode("ascii")).hexdigest()[:20]


def local_entity_id(kind: str, name: str, setting: str | None = None) -> str:
    """The id of a thing that no reference table knows: what kind of thing it is and what it is called.

    It depends on nothing else but where a person is at home (`tasks.extract.namesakes`), so that an article's rows do
    not depend on the other articles. Names count as `folded`, a person's without what outlets leave out (`person_key`).
    The limits: two persons of one name in one setting are one entity, and one whom an outlet calls by another given name
    ("Bob" for "Robert") is two; a row in a knowledge file mends both.
    """
    key = person_key(name) if kind == "person" else folded(name)
    parts = [kind, key] if setting is None else [kind, key, setting]
    return "local:" + hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]


def folded(name: str) -> str:
    """A name without capitals, accents, hyphens, dots and a leading "the": "Al-Qaeda" and "al Qaeda" are one."""
    plain = " ".join(without_accents(name).casefold().translate(_VARYING).split())
    return _LEADING_ARTICLE.sub("", plain) or name.casefold()


def person_key(name: str) -> str:
    """A person's name without capitals, accents, hyphens, dots, and a single middle initial.

    "Donald J. Trump" and "Donald Trump" are one, so are "Iván Duque" and "Ivan Duque", "Jean-Luc Osei" and "Jean Luc
    Osei". Several middle initials stay ("George H. W. Bush" is not "George W. Bush"), as do whole middle names, Jr.,
    Sr., II and III.
    """
    words = _joined_initials(without_accents(name).casefold().replace(",", " ").translate(_VARYING).split())
    if len(words) - (words[-1:] in _GENERATIONS) == 3 and len(words[1]) == 1:
        del words[1]
    return " ".join(words)


def without_accents(text: str) -> str:
    """The letters without the marks on them, as far as Unicode's compatibility decomposition takes them apart."""
    if text.isascii():
        return text
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def _joined_initials(words: list[str]) -> list[str]:
    """ "j", "k", "osei" → "jk", "osei": outlets write J.K. and J. K."""
    joined: list[str] = []
    after_initial = False
    for word in words:
        if len(word) == 1 and after_initial:
            joined[-1] += word
        else:
            joined.append(word)
        after_initial = len(word) == 1
    return joined
