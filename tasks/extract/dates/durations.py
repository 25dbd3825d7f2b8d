"""Lengths of time and what recurs: "two weeks", "the past decade", "every Friday", "monthly"."""

from __future__ import annotations

import re

from tasks.extract.dates.context import Context
from tasks.extract.dates.grammar import (
    COUNT,
    DAYTIMES,
    SEASON,
    UNIT,
    numbered,
    read_count,
    rule,
    unit_name,
)
from tasks.extract.dates.points import GRAINS, SEASONS, Reading, point, shift
from tasks.extract.numerals import NUMBER, read_number

#: TIMEX3's letter of each unit, and how many of that a unit is. Those after the T of ISO 8601 stand in `_CLOCK`.
_UNITS = {
    "second": ("S", 1), "minute": ("M", 1), "hour": ("H", 1), "day": ("D", 1), "night": ("D", 1),
    "weekend": ("WE", 1), "week": ("W", 1), "fortnight": ("W", 2), "month": ("M", 1), "quarter": ("Q", 1),
    "season": ("Y", 1), "year": ("Y", 1), "decade": ("Y", 10), "century": ("Y", 100),
}  # fmt: skip
_CLOCK = ("hour", "minute", "second")


def length(*parts: tuple[float | None, str]) -> str:
    """The ISO 8601 duration of counts and units, longest first; X for a count that is not told."""
    written: dict[bool, str] = {False: "", True: ""}
    for count, unit in parts:
        letter, factor = _UNITS[unit]
        number = "X" if count is None else f"{count * factor:g}" if count * factor < 1e6 else f"{count * factor:.0f}"
        written[unit in _CLOCK] += number + letter
    return f"P{written[False]}" + (f"T{written[True]}" if written[True] else "")


def stretch(count: float | None, unit: str, way: str, context: Context) -> Reading:
    """A duration that ends, or begins, at the publication: "the past two years"."""
    value = length((count, unit))
    grain = {"night": "day", "fortnight": "week", "season": "year"}.get(unit, unit)
    published = context.known("day") if grain in GRAINS or grain == "weekend" else None
    if published is None or count is None:
        return Reading("duration", value)
    count *= 2 if unit == "fortnight" else 1
    back = way in ("last", "past", "previous", "preceding")
    other = shift(published, -count if back else count, grain)
    if other is None:
        return Reading("duration", value)
    return Reading("duration", value, min(other, published), max(other, published))


@rule(
    r"\b(?:the|these)\s+(?P<way>last|past|next|coming|previous|preceding)\s+"
    rf"(?:(?P<count>{NUMBER}|few|several|couple(?:\s+of)?)\s+)?{UNIT}",
    re.IGNORECASE,
)
def stretch_of(match: re.Match[str], context: Context) -> Reading | None:
    unit, count, way = unit_name(match), match["count"], match["way"].casefold()
    if not count and match[0].casefold().endswith("s"):
        return Reading("date", "FUTURE_REF" if way in ("next", "coming") else "PAST_REF")
    if not count and (unit in ("second", "minute", "day", "night", "season", "quarter", "weekend") or way == "next"):
        return None
    return stretch(read_count(count) if count else 1.0, unit, way, context)


@rule(r"\b(?P<way>recent|coming|future|past)\s+(?P<unit>days|weeks|months|years|decades|hours)\b", re.IGNORECASE)
def vague_period(match: re.Match[str], context: Context) -> Reading | None:
    return Reading("date", "FUTURE_REF" if match["way"].casefold() in ("coming", "future") else "PAST_REF")


#: "a year" is a length only beside one of these: "$5 a year" is a rate, "a day of mourning" a thing.
_ASKS_FOR_LENGTH = re.compile(
    r"\b(?:for|over|within|than|nearly|about|almost|after|in|under|by|up to|lasted|lasts|took|takes|once|twice|times)"
    r"\s+$"
)
_IS_LENGTH = re.compile(r"\s+(?:and\s+a\s+half|after|before|later|earlier|ago)\b")
_IN = re.compile(r"\bin\s+$", re.IGNORECASE)
_TIMES = re.compile(r"\b(?:once|twice|times)\s+$")
_MORE = rf"(?:,?\s+(?:and\s+)?(?P<count>{NUMBER})\s+{UNIT})?"


@rule(
    rf"(?:{COUNT})(?:\s+(?:full|more|long|straight|consecutive|whole))?[\s-]+{UNIT}(?:\s+and\s+(?P<half>a\s+half))?"
    rf"{numbered(_MORE, 2)}{numbered(_MORE, 3)}(?:[\s-]+long\b)?(?![\s-]+(?:old|older|of\s+age)\b|-)",
    re.IGNORECASE,
)
def duration(match: re.Match[str], context: Context) -> Reading | None:
    unit, text, before = unit_name(match), match.string, match.string[max(0, match.start() - 12) : match.start()]
    if match["count"].casefold() == "many" and before.casefold().endswith("as "):
        return None  # "the third in as many years"
    if re.fullmatch(r"1\d{3}|20\d\d", match["count"]):
        return None  # "the 2013 season" has a year, not 2,013 seasons
    if unit == "quarter" and ("-" in match[0] or text.startswith(" of ", match.end())):
        return None  # three-quarters of the crop
    if unit == "second" and not re.search(r"\d|seconds", match[0]):
        return None
    single = match["count"].casefold() in ("a", "an")
    if single and _TIMES.search(before.casefold()):
        return Reading("set", length((1, unit)))
    asked = _ASKS_FOR_LENGTH.search(before.casefold()) or _IS_LENGTH.match(text, match.end())
    if single and not (asked or match["half"]):
        return None
    count = read_count(match["count"])
    if count is not None and match["half"]:
        count += 0.5
    until = _until(count, unit, before, context)
    if until:
        return until
    more = [(read_count(match[f"count{n}"]), unit_name(match, f"unit{n}")) for n in (2, 3) if match[f"count{n}"]]
    return Reading("duration", length((count, unit), *more))


def _until(count: float | None, unit: str, before: str, context: Context) -> Reading | None:
    """ "will end in two weeks": the point that far ahead."""
    if count is None or unit not in ("day", "week", "month", "year") or not _IN.search(before):
        return None
    published = context.known(unit) if context.tense() == "future" else None
    moved = shift(published, count, unit) if published else None
    return point(moved, unit) if moved else None


@rule(
    r"(?<=\bfor )(?P<unit>year|month|week|decade|centurie|day|hour)s\b"
    r"|(?<=\bover )(?:the\s+)(?P<unit2>year|decade|centurie)s\b|\b(?P<unit3>year|month|week|day|decade)-?long\b"
)
def indefinite(match: re.Match[str], context: Context) -> Reading | None:
    unit = (match["unit"] or match["unit2"] or match["unit3"]).replace("centurie", "century")
    return Reading("duration", length((1.0 if match["unit3"] else None, unit)))


_RATES = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "fortnightly": "P2W",
    "monthly": "P1M", "quarterly": "P1Q", "annually": "P1Y", "annual": "P1Y", "yearly": "P1Y", "biennial": "P2Y",
}  # fmt: skip


@rule(rf"(?<![\w-])(?:{'|'.join(_RATES)})(?![\w-])")
def rate(match: re.Match[str], context: Context) -> Reading | None:
    return Reading("set", _RATES[match[0]])


@rule(
    rf"\b(?:every|each|per)\s+(?:(?P<other>other|second)\s+|(?:single\s+)?(?:(?P<count>{NUMBER}|few)\s+)?)"
    rf"(?:(?P<time>morning|afternoon|evening)\b|(?P<season>{SEASON})\b|{UNIT})",
    re.IGNORECASE,
)
def each(match: re.Match[str], context: Context) -> Reading | None:
    if match["time"]:
        return Reading("set", f"XXXX-XX-XXT{DAYTIMES[match['time'].casefold()]}")
    if match["season"]:
        return Reading("set", f"XXXX-{SEASONS[match['season'].casefold()][0]}")
    count = 2.0 if match["other"] else read_number(match["count"]) if match["count"] else 1.0
    return Reading("set", length((count, unit_name(match))))
