"""Numbers as news writes them: 50,000 · 1.5 million · €20m · two dozen · twenty-five · a third."""

from __future__ import annotations

import re

_SMALL_WORDS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
"""
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINAL_WORDS = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
    sixteenth seventeenth eighteenth nineteenth
"""
SMALL = {word: value for value, word in enumerate(_SMALL_WORDS.split())}
TENS = {word: 10 * value for value, word in enumerate(_TENS_WORDS.split(), 2)}
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "lakh": 1e5,
    "crore": 1e7,
    "dozen": 12.0,
    "score": 20.0,
}
#: Letters that stand for a scale right after digits (£3bn, 20m, 5k).
SUFFIXES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mm": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12}
FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
ORDINALS = {word: value for value, word in enumerate(_ORDINAL_WORDS.split(), 1)} | {
    word[:-1] + "ieth": value for word, value in TENS.items()
}

_UNIT_WORD = "|".join([*list(SMALL)[1:10]])
_WORD = rf"(?:(?:{'|'.join(TENS)})(?:[- ](?:{_UNIT_WORD}))?|{'|'.join(sorted(SMALL, key=len, reverse=True))})"
_SCALE = "hundred|thousand|million|billion|trillion|lakh|crore"
_AND_A_HALF = rf"(?: and a half(?=[ -](?:{_SCALE})\b))?"
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
#: A number in digits or words, with its scale: "1.5 million", "2½", "twenty-five thousand", "a hundred", "half a
#: dozen".
NUMBER = (
    rf"(?:(?<![\w.])(?<!\d,)(?:{DIGITS})[½¼¾⅓⅔]?{_AND_A_HALF}(?:[ -](?:{_SCALE}|dozen)\b){{0,2}}|[½¼¾⅓⅔]"
    rf"|\b{_WORD}{_AND_A_HALF}(?:[- ](?:{_SCALE})\b(?:[- ](?:and[- ])?{_WORD}\b(?![- ](?:{_SCALE}|dozen)\b))?){{0,3}}"
    r"(?:[- ]dozen\b)?\b"
    rf"|\b(?:an?|half an?)[ -](?:{_SCALE}|dozen)\b(?:[ ](?:{_SCALE})\b)?)"
)
_PARTS = re.compile(rf"{DIGITS}|[½¼¾⅓⅔]|[a-z]+", re.IGNORECASE)


def scaled(number: float, scale: float) -> float:
    """8.2 times a billion is 8,200,000,000, as it is written, where floats make it 8,199,999,999.999999."""
    return float(f"{number * scale:.15g}")


def read_number(text: str) -> float | None:
    """The value of a `NUMBER`; null when a word in it is none of a number's."""
    total = current = 0.0
    factor = 1.0
    seen = False
    for part in _PARTS.findall(text.casefold().replace(" and a half", "½")):
        if part[0].isdigit():
            current, seen = current + float(part.replace(",", "")), True
        elif part in FRACTIONS:
            current, seen = current + FRACTIONS[part], True
        elif part in SMALL or part in TENS:
            current, seen = current + (SMALL[part] if part in SMALL else TENS[part]), True
        elif part in SCALES:
            current = scaled(current if seen and current else 1.0, SCALES[part])
            seen = True
            if SCALES[part] >= 1000:
                total, current = total + current, 0.0
        elif part == "half":
            factor = 0.5
        elif part not in ("a", "an", "and"):
            return None
    return factor * (total + current) if seen else None


def read_ordinal(text: str) -> float | None:
    """The value of "third", "3rd", "twenty-first"; null for anything else."""
    text = text.casefold()
    if text[:1].isdigit():
        digits = re.match(r"\d+", text)
        return float(digits.group()) if digits and text[digits.end() :] in ("st", "nd", "rd", "th") else None
    tens, _, unit = text.replace("-", " ").rpartition(" ")
    if tens in TENS and 0 < ORDINALS.get(unit, 0) < 10:
        return float(TENS[tens] + ORDINALS[unit])
    return float(ORDINALS[text]) if ORDINALS.get(text) else None
