"""Days and months of the calendar.

What they leave open (the year of "May 5") is taken from the publication or from the text.
"""

from __future__ import annotations

import re
from datetime import date

from tasks.extract.dates.context import Context, near_year, no_tense, yearless
from tasks.extract.dates.grammar import (
    JOIN,
    ON_WEEKDAY,
    PART,
    WEEKDAY,
    YEAR,
    day_group,
    month_group,
    month_number,
    rule,
    weekday_number,
)
from tasks.extract.dates.points import (
    Pair,
    Reading,
    day_point,
    month_point,
    narrowed,
    nth_weekday,
    valid_date,
)
from tasks.extract.numerals import read_ordinal

_ZONE_OFFSET = r"(?:Z|[+-]\d{2}:?\d{2})?"


@rule(
    r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\d-])"
    rf"(?:[T ](?P<time>\d{{2}}:\d{{2}})(?::\d{{2}})?(?P<zone>{_ZONE_OFFSET}))?"
)
def iso_date(match: re.Match[str], context: Context) -> Reading | None:
    day = valid_date(int(match["year"]), int(match["month"]), int(match["day"]))
    if day and match["time"]:
        return Reading("time", f"{day.isoformat()}T{match['time']}{match['zone']}", day, day, "day")
    return day_point(day) if day else None


@rule(r"(?<![\d/.-])(?P<a>\d{1,2})(?P<mark>[/.-])(?P<b>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2}(?!\.\d))(?![\d/-])")
def numeric_date(match: re.Match[str], context: Context) -> Reading | None:
    """9/27/2024 and 27.9.2024. A dot means day first; otherwise the text shows the order, or both are left open."""
    mark, year = match["mark"], int(match["year"])
    if len(match["year"]) == 2:
        if mark != "/":
            return None
        year += 2000 if year < 70 else 1900
    day_first, month_first = numeric_orders(match, year)
    if mark == "." or month_first is None or day_first == month_first:
        return day_point(day_first) if day_first else None
    if day_first is None or context.day_first is False:
        return day_point(month_first)
    if context.day_first:
        return day_point(day_first)
    return Reading("date", f"{year:04d}-XX-XX", min(day_first, month_first), max(day_first, month_first), "day")


def numeric_orders(match: re.Match[str], year: int = 2000) -> tuple[date | None, date | None]:
    """What 3/5 means day first and month first; null where that is no day."""
    a, b = int(match["a"]), int(match["b"])
    return valid_date(year, b, a), valid_date(year, a, b)


#: The year after a day or month: a number, or one named from the publication or the text.
_OF_YEAR = (
    rf"(?:(?:,|\s+of|\s+in)?\s+{YEAR}|(?:\s+of)?\s+(?P<early_year>\d{{3}})(?=\s?[);\]]|[.,](?!\d))"
    r"|,?\s+(?:of\s+)?(?P<which_year>last|this|next|(?:that|the)(?:\s+(?:same|previous|preceding|following|next))?)"
    r"\s+year\b|\s+(?P<last_or_next>last|next)(?=\s*[.,;)]))?"
)


def _year_of(match: re.Match[str], month: int, context: Context) -> tuple[bool, int | None]:
    """Whether the year is told, and which it is (null: it cannot be known)."""
    if match["year"] or match["early_year"]:
        return True, int(match["year"] or match["early_year"])
    if match["last_or_next"]:
        anchor = (context.told() if context.narrative else None) or context.known("month")
        tense = "past" if match["last_or_next"] == "last" else "future"
        return True, near_year(month, 15, anchor, tense) if anchor else None
    if not match["which_year"]:
        return False, None
    which = match["which_year"]
    if which in ("last", "this", "next"):
        published = context.known("year")
        return True, published.year + {"last": -1, "this": 0, "next": 1}[which] if published else None
    told = context.told()
    step = -1 if which.endswith(("previous", "preceding")) else 1 if which.endswith(("following", "next")) else 0
    return True, told.year + step if told else None


_UNTIL = re.compile(r"\b(?:until|till|by)\s$")


def _day(match: re.Match[str], month: int, day: int, context: Context) -> Reading | None:
    told, year = _year_of(match, month, context)
    if not told:
        if _UNTIL.search(match.string, max(0, match.start() - 8), match.start()):
            context.tense = no_tense  # "had until 31 May"
        return yearless(month, day, context, weekday_number(match["weekday"]) if match["weekday"] else None)
    if year is None:
        return Reading("date", f"XXXX-{month:02d}-{day:02d}", grain="day")
    exact = valid_date(year, month, day)
    return day_point(exact) if exact else None


def _days(match: re.Match[str], context: Context, cut: tuple[int, int]) -> Reading | Pair | None:
    month = month_number(match["month"])
    first = _day(match, month, int(match["day"]), context) if 1 <= int(match["day"]) <= 31 else None
    if first is None or not match["day2"]:
        return first
    last = _day(match, month, int(match["day2"]), context) if 1 <= int(match["day2"]) <= 31 else None
    return Pair(first, last, cut) if last else first


@rule(
    rf"\b{ON_WEEKDAY}{month_group()}\s+(?:the\s+)?{day_group()}(?:{JOIN}{day_group('day2')}(?!\s*,?\d|\s+[a-z]+s\b))?{_OF_YEAR}"
)
def month_day(match: re.Match[str], context: Context) -> Reading | Pair | None:
    return _days(match, context, (_end_of_day(match), match.start("day2")))


def _end_of_day(match: re.Match[str]) -> int:
    return match.end("day") + (2 if match.string[match.end("day") :][:2] in ("st", "nd", "rd", "th") else 0)


@rule(
    rf"\b{ON_WEEKDAY}(?:the\s+)?(?:{day_group()}{JOIN})?(?:the\s+)?{day_group('day2')}\s+(?:day\s+)?(?:of\s+)?{month_group()}{_OF_YEAR}"
)
def day_month(match: re.Match[str], context: Context) -> Reading | Pair | None:
    if match["day"]:
        return _days(match, context, (_end_of_day(match), match.start("day2")))
    day = int(match["day2"])
    return _day(match, month_number(match["month"]), day, context) if 1 <= day <= 31 else None


@rule(
    r"\b(?:on|by|until|before|from)\s+(?P<bare>the\s+(?P<day>\d{1,2})(?:st|nd|rd|th)\b"
    r"(?:\s+of\s+(?P<which>this|last|next|the)\s+month|(?=\s*[.,;]|\s+(?:to|after|when|and(?!\s+\d))\s)))"
)
def day_of_month(match: re.Match[str], context: Context) -> Reading | None:
    """ "on the 15th": of the month of publication, or of the one that the text has just named."""
    which = match["which"] or "this"
    anchor = context.told("month") or context.known("month")
    if anchor is None:
        return Reading("date", f"XXXX-XX-{int(match['day']):02d}", grain="day")
    month = 12 * anchor.year + anchor.month - 1 + {"last": -1, "next": 1}.get(which, 0)
    exact = valid_date(month // 12, month % 12 + 1, int(match["day"]))
    return day_point(exact) if exact else None


@rule(
    rf"\b(?:[Tt]he\s+)?(?P<nth>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast)\s+{WEEKDAY}\s+(?:of|in)\s+{month_group()}{_OF_YEAR}"
)
def weekday_of_month(match: re.Match[str], context: Context) -> Reading | None:
    """ "the first Tuesday in November"."""
    month = month_number(match["month"])
    told, year = _year_of(match, month, context)
    first = (month_point(year, month) if year else None) if told else yearless(month, None, context)
    if first is None or first.earliest is None:
        return Reading("date", f"XXXX-{month:02d}", grain="day")
    nth = -1 if match["nth"].casefold() == "last" else int(read_ordinal(match["nth"]) or 0)
    return day_point(nth_weekday(first.earliest.year, month, weekday_number(match["weekday"]), nth))


@rule(
    r"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his(?:\s+(?:past|coming))?|[Cc]oming|[Tt]hat|(?:[Tt]he\s+)?(?:[Ff]ollowing|[Pp]revious))\s+)?"
    rf"{PART}{month_group()}(?!\s*\d{{1,2}}(?:st|nd|rd|th)?\b)(?:{JOIN}{month_group('month2')}(?!\s*\d{{1,2}}\b))?"
    rf"(?:,?\s+the\s+year(?=\s+\d))?{_OF_YEAR}"
)
def month_named(match: re.Match[str], context: Context) -> Reading | Pair | None:
    month = month_number(match["month"])
    first = narrowed(_month(match, month, context), match["part"])
    if not match["month2"]:
        return first
    last = _month(match, month_number(match["month2"]), context)
    return Pair(first, last, (match.end("month"), match.start("month2")))


def _month(match: re.Match[str], month: int, context: Context) -> Reading:
    told, year = _year_of(match, month, context)
    which = " ".join((match["which"] or "").casefold().split())
    if which and not told:
        told, year = True, _year_of_month(which, month, context)
    if not told:
        return yearless(month, None, context)
    return month_point(year, month) if year else Reading("date", f"XXXX-{month:02d}", grain="month")


def _year_of_month(which: str, month: int, context: Context) -> int | None:
    anchor = context.known("month")
    if which.endswith(("that", "following", "previous")):
        anchor = context.told(end=which.endswith("following")) or anchor
    if anchor is None:
        return None
    if which == "last" or which.endswith(("past", "previous")):
        return anchor.year - (month >= anchor.month)
    if which in ("next", "coming", "this coming") or which.endswith("following"):
        return anchor.year + (month <= anchor.month)
    return anchor.year
