"""Rules, the words that they share, and how a text is searched for them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from tasks.extract.dates.context import Context
from tasks.extract.dates.points import SEASONS, Pair, Reading
from tasks.extract.numerals import NUMBER, read_number
from tasks.extract.positions import surroundings

Reader = Callable[[re.Match[str], Context], Reading | Pair | None]


class Rule(NamedTuple):
    """A pattern without nested repetition, so that a hostile text costs linear time, and what its match means.

    The match's group `bare`, where there is one, is the expression; what stands before it only shows that it is one.
    """

    name: str
    pattern: re.Pattern[str]
    read: Reader


class Candidate(NamedTuple):
    start: int
    end: int
    rule: Rule
    match: re.Match[str]


RULES: list[Rule] = []


def rule(pattern: str, flags: int = 0) -> Callable[[Reader], Reader]:
    def add(read: Reader) -> Reader:
        RULES.append(Rule(read.__name__, re.compile(pattern, flags), read))
        return read

    return add


# Words --------------------------------------------------------------------------------------------------------------

_MONTHS = "January February March April May June July August September October November December"
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
MONTHS, WEEKDAYS = _MONTHS.split(), _WEEKDAYS.split()
DAYTIMES = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
DAYTIME = "|".join(DAYTIMES)
SEASON = "|".join(SEASONS)

_MONTH_WORDS = "|".join(
    rf"{name}|{name.upper()}|{name[:3]}\.?" + (r"|Sept\.?" if name == "September" else "") for name in MONTHS
)
_DAY_NAMES = "|".join(f"{day}|{day.upper()}" for day in WEEKDAYS)
_DAY_ABBREVIATIONS = "|".join([*(day[:3] for day in WEEKDAYS), "Tues", "Thur", "Thurs"])

YEAR = r"(?P<year>1\d{3}|20\d{2})\b(?!,\d|\.\d|%)"
WEEKDAY = rf"(?P<weekday>{_DAY_NAMES})"
ON_WEEKDAY = rf"(?:(?P<weekday>{_DAY_NAMES}|{_DAY_ABBREVIATIONS})\.?,?\s+)?"
PART = r"(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate|(?:[Tt]he\s+)?(?:[Bb]eginning|[Ss]tart|[Mm]iddle|[Ee]nd)\s+of)[\s-]+)?"
JOIN = r"\s*(?:[-–—]|\bto\b|\bthrough\b|\band\b|\bor\b)\s*"
UNIT = (
    r"(?P<unit>second|minute|hour|day|night|weekend|week|fortnight|month|quarter|season|year|decade|centur(?=ies|y))"
    r"(?:s|y|ies)?\b"
)
COUNT = (
    rf"(?P<count>{NUMBER}(?:\s+and\s+a\s+half)?|\ban?(?:\s+(?:few|couple(?:\s+of)?|half|dozen))?"
    r"|\bhalf\s+an?|\bseveral|\bmany|\bsome|\bthe\s+few)"
)


def month_group(name: str = "month") -> str:
    return rf"(?P<{name}>(?:{_MONTH_WORDS})(?![a-z]))"


def day_group(name: str = "day") -> str:
    return rf"(?P<{name}>[0-3]?\d)(?:st|nd|rd|th)?\b(?!:\d|\.\d|,\d{{3}}|%|[-–]year)"


def numbered(pattern: str, number: int | str) -> str:
    """The pattern with its groups renamed, for a second place in the same rule."""
    return re.sub(r"\(\?P<(\w+)>", rf"(?P<\g<1>{number}>", pattern)


def month_number(word: str) -> int:
    """1 to 12 for "September", "Sept." or "SEP"."""
    return next(number for number, name in enumerate(MONTHS, 1) if name[:3].casefold() == word[:3].casefold())


def weekday_number(word: str) -> int:
    """1 to 7 for "Tuesday" or "Tue"."""
    return next(number for number, name in enumerate(WEEKDAYS, 1) if name[:3].casefold() == word[:3].casefold())


def unit_name(match: re.Match[str], group: str = "unit") -> str:
    unit = match[group].casefold()
    return "century" if unit.startswith("centur") else unit


def read_count(text: str) -> float | None:
    """How many; null for "several" and the like."""
    text = " ".join(text.casefold().split())
    said = {"a": 1.0, "an": 1.0, "a half": 0.5, "an half": 0.5, "half a": 0.5, "half an": 0.5, "a dozen": 12.0}
    if text in said:
        return said[text]
    if text.startswith(("a couple", "couple")):
        return 2.0
    whole = text.removesuffix(" and a half")
    number = read_number(whole)
    return number if number is None or whole == text else number + 0.5


# Finding ------------------------------------------------------------------------------------------------------------

#: One of these is in every expression that the rules read, so only their surroundings are searched.
_TRIGGER = re.compile(
    r"\d{3}|\d[/:]\d|\d\.\d{1,2}\.\d|\d\s?[aApP]\.?[mM]\b|['’‘]\d\d|\d0s\b|\bQ[1-4]\b|[-–—]\s?present\b"
    r"|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"
    r"|Mon|Tue|Wed|Thu|Fri|Sat|Sun|MON|TUE|WED|THU|FRI|SAT|SUN|AD|CE|BC|B\.C\.|A\.D\."
    r"|\bthe\s\d{1,2}(?:st|nd|rd|th)|Christmas|Easter|Good F|New Y|World W|WW|Cold W|First W"
    r"|(?i:second|minute|hour|da[yi]|night|week|fortnight|month|quarter|season|year|decade|centur|bienn|biweek|annual"
    r"|morning|afternoon|evening|noon|mid|o['’]clock|summer|autumn|fall|winter|spring|yesterday|to(?:day|morrow|night)"
    r"|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies))"
)
_BEFORE, _AFTER = 60, 70  #: characters around a trigger that are searched


def candidates(text: str) -> list[Candidate]:
    """All matches of all rules, the longer before the shorter, rule by rule where both are as long."""
    found = []
    for start, end in surroundings(text, _TRIGGER, _BEFORE, _AFTER):
        for each in RULES:
            named = "bare" in each.pattern.groupindex
            for match in each.pattern.finditer(text, start, end):
                first, last = match.span("bare") if named and match["bare"] else match.span()
                found.append(Candidate(first + text[first:last].startswith((" ", "\n")), last, each, match))
    found.sort(key=lambda candidate: (candidate.start, -candidate.end))
    return found
