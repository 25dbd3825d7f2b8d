"""What a title or a given name tells of a person's gender. Null when it tells nothing: a wrong pronoun link is worse
than none.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources

from schemas.ids import without_accents
from tasks.extract.lexicon import words

MALE = words(
    """
    mr mister sir lord king prince duke baron count emperor sultan sheikh father brother congressman chairman
    spokesman businessman statesman councilman assemblyman anchorman policeman fireman actor husband son
    grandfather uncle boyfriend man boy gentleman pope bishop monsignor abbot rabbi señor monsieur herr widower
    salesman
    """
)
FEMALE = words(
    """
    mrs ms miss lady dame queen princess duchess baroness countess empress sister congresswoman chairwoman
    spokeswoman businesswoman stateswoman councilwoman assemblywoman anchorwoman policewoman actress wife daughter
    mother grandmother aunt girlfriend woman girl nun señora madame madam mademoiselle mlle frau widow saleswoman
    """
)
#: Titles that stand before a name and are no part of it.
TITLES = words(
    """
    mr mrs ms miss dr prof professor sir dame lord lady rep sen gov gen lt col maj capt sgt cmdr adm rev hon
    president senator governor representative congressman congresswoman chancellor minister secretary ambassador
    general colonel major captain lieutenant admiral judge justice king queen prince princess pope bishop
    archbishop cardinal father sister rabbi imam sheikh chairman chairwoman chief director mayor councilman
    councilwoman premier prime foreign defense defence vice deputy former spokesman spokeswoman
    """
)

#: Surnames of women alone: Czech, Russian, Lithuanian, Icelandic. "-ova" is left out for Casanova, "-ska" for Swedes.
_DAUGHTERS = re.compile(r"(?:ová|ská|skaya|skaia|ienė|aitė|ytė|utė|d[óo]ttir)$")


@cache
def _given_names() -> dict[str, str]:
    """Given name → male or female. Built by scripts/build_given_names.py from public-domain and MIT lists."""
    table = resources.files("tasks.extract") / "reference" / "given_names.csv"
    names = {row["name"]: row["gender"] for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines())}
    told: dict[str, set[str]] = {}
    for name, gender in names.items():
        told.setdefault(without_accents(name), set()).add(gender)
    clear = {name: min(genders) for name, genders in told.items() if len(genders) == 1}
    return {name: gender for name, gender in names.items() if not name.isascii()} | clear  # Janis may be Jānis


def of_given_name(name: str) -> str | None:
    """Known with its accents or without: Süleyman, Suleyman."""
    known, plain = _given_names(), name.casefold().rstrip(".")
    return known.get(plain) or (None if plain.isascii() else known.get(without_accents(plain)))


def of_full_name(parts: Sequence[str]) -> str | None:
    """The gender usual for a surname's form, or else for the given name; `parts` in lower case, in order."""
    return "female" if _DAUGHTERS.search(parts[-1]) else of_given_name(parts[0])


def of_words(words: Iterable[str]) -> str | None:
    """The gender that one of the words (titles, roles) implies; null when none does or they disagree."""
    plain = {word.casefold().rstrip(".") for word in words}
    male, female = bool(plain & MALE), bool(plain & FEMALE)
    return None if male == female else "male" if male else "female"
