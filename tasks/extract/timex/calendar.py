"""Dates that name a place in the calendar: days, months, years, quarters, seasons, decades, centuries.

What they leave open (the year of "May 5") is taken from the publication or from the text.
"""

from __future__ import annotations

import re
from datetime import date

from tasks.extract.numerals import ORDINALS, read_ordinal
from tasks.extract.timex.context import Context, near_year, yearless
from tasks.extract.timex.grammar import (
    JOIN,
    ON_WEEKDAY,
    PART,
    SEASON,
    YEAR,
    day_group,
    month_group,
    month_number,
    numbered,
    rule,
    weekday_number,
)
from tasks.extract.timex.points import (
    SEASONS,
    Pair,
    Reading,
    day_point,
    decade_point,
    half_point,
    in_cycle,
    month_point,
    narrowed,
    quarter_point,
    season_point,
    valid_date,
    year_point,
    years_point,
)

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


def _day(match: re.Match[str], month: int, day: int, context: Context) -> Reading | None:
    told, year = _year_of(match, month, context)
    if not told:
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
    r"(?<=\bon )the\s+(?P<day>\d{1,2})(?:st|nd|rd|th)\b(?:\s+of\s+(?P<which>this|last|next|the)\s+month|(?=\s*[.,;]))"
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
        anchor = context.told() or anchor
    if anchor is None:
        return None
    if which == "last" or which.endswith(("past", "previous")):
        return anchor.year - (month >= anchor.month)
    if which in ("next", "coming", "this coming") or which.endswith("following"):
        return anchor.year + (month <= anchor.month)
    return anchor.year


@rule(
    r"\b(?P<fiscal>FY\s?['’]?|[Ff]iscal(?:\s+year)?\s+|[Ff]inancial\s+year\s+)(?P<year>(?:1\d|20)?\d{2})(?:\s?[-/–]\s?(?:20)?\d{2})?\b"
    r"|\b(?:the\s+)?(?P<before>1\d{3}|20\d{2})(?:[-/–]\d{2})?\s+(?:fiscal|financial)\s+year\b"
)
def fiscal_year(match: re.Match[str], context: Context) -> Reading | None:
    """Its year; when it begins differs from country to country, so it has no bounds."""
    year = int(match["year"] or match["before"])
    return Reading("date", f"{year + 2000 if year < 100 else year:04d}")


@rule(
    rf"\b(?:[Tt]he\s+year\s+|[Ss]chool\s+year\s+)?{PART}{YEAR}"
    r"(?:\s?[-–/]\s?(?P<year2>(?:1\d|20)?\d{2})\b(?!-))?(?:\s+(?P<era>AD|CE|BC|BCE|B\.C\.)(?!\w))?"
)
def year_named(match: re.Match[str], context: Context) -> Reading | Pair | None:
    year = int(match["year"])
    if match["era"] and match["era"].startswith("B"):
        return Reading("date", f"BC{year:04d}", grain="year")
    first = narrowed(year_point(year), match["part"])
    if not match["year2"]:
        return first
    short, last = len(match["year2"]) == 2, int(match["year2"])
    if short and last <= year % 100:  # 2016-05 is the ISO month; 2010-12 is, in the news, three years
        return month_point(year, last) if 1 <= last <= 12 and "-" in match[0] else first
    last += year // 100 * 100 if short else 0
    return Pair(first, year_point(last), (match.end("year"), match.start("year2"))) if last > year else first


@rule(r"(?:(?<=\bin )|(?<=\bof )|(?<=\bsince )|(?<=\bfrom )|(?<=\band )|(?<=\bto ))['’‘](?P<short>\d\d)\b(?!s)")
def short_year(match: re.Match[str], context: Context) -> Reading | None:
    """'08 and '84: the century that puts it at most ten years after the publication."""
    if context.published is None:
        return Reading("date", f"XX{match['short']}", grain="year")
    century, year = divmod(context.published.year, 100)
    return year_point(100 * (century - (int(match["short"]) > year + 10)) + int(match["short"]))


@rule(
    r"(?:\b[Ii]n|\b[Cc]irca|\bc\.|\b[Aa]bout|\b[Aa]round|\b[Ss]ince|\b[Uu]ntil|[-–—])\s?(?P<bare>[1-9]\d{2})\b(?![,.:]\d|[-%])"
)
def early_year(match: re.Match[str], context: Context) -> Reading | None:
    """ "in 348"; whether it is a year and not a count is for the entity recogniser to say."""
    return year_point(int(match["bare"]))


@rule(r"\b(?:AD\s+(?P<after>\d{1,4})|(?P<number>\d{1,4})\s+(?P<era>AD|A\.D\.|CE|BC|BCE|B\.C\.))(?!\w)")
def era_year(match: re.Match[str], context: Context) -> Reading | None:
    year = int(match["after"] or match["number"])
    if match["era"] and match["era"].startswith("B"):
        return Reading("date", f"BC{year:04d}", grain="year")
    return year_point(year) if year else None


_TENS = ("twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet")
_TENS_WORD = rf"(?P<word>{'|'.join(f'[{tens[0]}{tens[0].upper()}]{tens[1:]}' for tens in _TENS)})ies"


@rule(
    rf"(?:\b(?:[Tt]he\s+)?{PART}(?P<full>1\d|20)(?P<tens>\d)0s\b"
    rf"|\b(?:[Tt]he\s+)?{numbered(PART, 2)}(?:['’‘](?P<short>\d)0s\b|(?:(?<=[Tt]he )|(?<=[Mm]id[- ])|(?<=[Ee]arly )"
    rf"|(?<=[Ll]ate ))(?:(?P<shorter>[2-9])0s\b|{_TENS_WORD}\b)))"
)
def decade(match: re.Match[str], context: Context) -> Reading | None:
    """The 1990s; "the '90s", "the nineties": of the last century."""
    short = match["short"] or match["shorter"]
    if match["full"]:
        first = int(match["full"] + match["tens"]) * 10
    elif short:
        first = 1900 + 10 * int(short) + (100 if int(short) < 2 else 0)
    else:
        first = 1920 + 10 * _TENS.index(match["word"].casefold())
    return narrowed(decade_point(first), match["part"] or match["part2"])


@rule(
    r"\b(?:the\s+)?(?:(?P<part>early|mid|late)[\s-]+)?"
    rf"(?P<ordinal>\d{{1,2}}(?:st|nd|rd|th)|(?:twenty[- ])?(?:{'|'.join(ORDINALS)}))"
    r"[\s-]+century(?:\s+(?P<era>BCE?))?\b",
    re.IGNORECASE,
)
def century(match: re.Match[str], context: Context) -> Reading | None:
    number = int(read_ordinal(match["ordinal"]) or 0)
    if not number:
        return None
    if match["era"]:
        return Reading("date", None, grain="century")
    return narrowed(years_point(f"{number - 1:02d}XX", number * 100 - 99, 100, "century"), match["part"])


_REPORTED = "profit|earning|result|revenue|sale|net|loss|growth|income|gdp|report"


@rule(
    rf"\b(?:the\s+)?(?P<ordinal>first|second|third|fourth|last|final|1st|2nd|3rd|4th)[\s-](?P<unit>quarter|half)\s+of\s+"
    rf"(?:(?P<which>last|this|next|the)\s+year|{YEAR})"
    rf"|\bQ(?P<q>[1-4])(?:\s+(?:of\s+)?{numbered(YEAR, 2)})?(?![\w-])"
    rf"|\b(?P<named>first|second|third|fourth)-quarter(?=\s+(?:{_REPORTED}))",
    re.IGNORECASE,
)
def quarter_of(match: re.Match[str], context: Context) -> Reading | None:
    stated, published = match["year"] or match["year2"], context.known("year")
    step = {"last": -1, "next": 1}.get((match["which"] or "").casefold(), 0)
    year = int(stated) if stated else published.year + step if published else None
    ordinal = (match["ordinal"] or match["named"] or "").casefold()
    number = int(match["q"]) if match["q"] else 4 if ordinal in ("last", "final") else int(read_ordinal(ordinal) or 0)
    if (match["unit"] or "").casefold() == "half":
        number = min(number, 2)
        return half_point(year, number) if year else Reading("date", f"XXXX-H{number}", grain="season")
    if published and year and not stated and not match["which"]:
        begun = 3 * number - 2 <= published.month
        year -= not begun  # figures are reported after their quarter
    return quarter_point(year, number) if year else Reading("date", f"XXXX-Q{number}", grain="quarter")


@rule(
    rf"\b(?:the\s+)?(?:(?P<part>early|mid|late)[\s-]+)?(?P<season>{SEASON})(?:\s+of|,)?\s+(?P<year>1\d{{3}}|20\d{{2}})(?:[-/–]\d{{2}})?\b"
    r"|\b(?P<which>last|next|this(?:\s+(?:past|coming))?|that|the\s+following|the\s+previous)\s+"
    rf"(?:(?P<part2>early|mid|late)\s+)?(?P<season2>{SEASON})\b"
    r"|\b(?:in|by|during|since|until|of|over|throughout)\s+(?P<bare>(?:the\s+)?(?:(?P<part3>early|mid|late)[\s-]+)?"
    r"(?P<season3>summer|autumn|winter|spring|(?<=the\s)fall))\b"
    r"(?!-|(?:\s+of|,)?\s+[12]\d{3})",
    re.IGNORECASE,
)
def season_named(match: re.Match[str], context: Context) -> Reading | None:
    season = (match["season"] or match["season2"] or match["season3"]).casefold()
    part = match["part"] or match["part2"] or match["part3"]
    if match["year"]:
        return narrowed(season_point(int(match["year"]), season), part)
    which = " ".join((match["which"] or "").casefold().split())
    anchor = context.known("month")
    if which.startswith(("that", "the")) or (context.narrative and not which):
        anchor = context.told() or anchor
    if anchor is None:
        return Reading("date", f"XXXX-{SEASONS[season][0]}", grain="season")
    return narrowed(_near_season(season, which, anchor, context), part)


def _near_season(season: str, which: str, anchor: date, context: Context) -> Reading:
    this = season_point(anchor.year, season, cycle=None if which else "year")
    if season == "winter" and anchor.month <= 4 and which != "next":
        this = in_cycle(this._replace(cycle="year"), -1)._replace(cycle=this.cycle)
    assert this.earliest is not None
    assert this.latest is not None
    step = 0
    if which.endswith(("last", "past", "previous")):
        step = -1 if this.latest >= anchor else 0
    elif which.endswith(("next", "coming", "following")):
        step = 1 if this.earliest <= anchor else 0
    elif not which:
        tense = context.tense()
        if this.earliest > anchor and (tense == "past" or (tense is None and (this.earliest - anchor).days > 120)):
            step = -1
        elif this.latest < anchor and tense == "future":
            step = 1
    return in_cycle(this._replace(cycle="year"), step)._replace(cycle=this.cycle)
