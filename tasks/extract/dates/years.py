"""Years and what they are parts of or divided into: decades, centuries; quarters, halves, seasons."""

from __future__ import annotations

import re
from datetime import date

from tasks.extract.dates.context import Context
from tasks.extract.dates.grammar import PART, SEASON, YEAR, numbered, rule
from tasks.extract.dates.points import (
    SEASONS,
    Pair,
    Reading,
    decade_point,
    half_point,
    in_cycle,
    month_point,
    narrowed,
    quarter_point,
    season_point,
    year_point,
    years_point,
)
from tasks.extract.numerals import ORDINALS, read_ordinal


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
    rf"|\b(?P<named>first|second|third|fourth)[\s-]quarter(?=\s+(?:{_REPORTED}))"
    r"|\b(?:the\s+)?(?P<alone>first|second|third|fourth)\s+quarter\b(?!-|\s+(?:of|century|final)\b)",
    re.IGNORECASE,
)
def quarter_of(match: re.Match[str], context: Context) -> Reading | None:
    stated, published = match["year"] or match["year2"], context.known("year")
    step = {"last": -1, "next": 1}.get((match["which"] or "").casefold(), 0)
    year = int(stated) if stated else published.year + step if published else None
    ordinal = (match["ordinal"] or match["named"] or match["alone"] or "").casefold()
    number = int(match["q"]) if match["q"] else 4 if ordinal in ("last", "final") else int(read_ordinal(ordinal) or 0)
    if (match["unit"] or "").casefold() == "half":
        number = min(number, 2)
        return half_point(year, number) if year else Reading("date", f"XXXX-H{number}", grain="season")
    if published and year and not stated and not match["which"]:
        if context.tense() == "future" and not match["named"]:
            year += 3 * number + 3 < published.month  # one that is just over is rarely next year's
        else:
            begun = 3 * number - 2 <= published.month
            year -= not begun  # figures are reported after their quarter
    return quarter_point(year, number) if year else Reading("date", f"XXXX-Q{number}", grain="quarter")


@rule(r"\b(?:in|for|during|over)\s+(?P<bare>the\s+quarter)\b(?!\s+of\b|-)")
def the_quarter(match: re.Match[str], context: Context) -> Reading | None:
    """ "Sales in the quarter": the one that the article reports on, which is the first that it names."""
    return context.quarter


@rule(
    rf"\b(?:the\s+)?(?:(?P<part>early|mid|late)[\s-]+)?(?P<season>{SEASON})(?:\s+of|,)?\s+(?P<year>1\d{{3}}|20\d{{2}})(?:[-/–]\d{{2}})?\b"
    r"|\b(?P<which>last|next|this(?:\s+(?:past|coming))?|that|the\s+following|the\s+previous)\s+"
    rf"(?:(?P<part2>early|mid|late)\s+)?(?P<season2>{SEASON})\b"
    r"|\b(?:in|by|before|during|since|until|of|over|throughout)\s+(?P<bare>(?:the\s+)?(?:(?P<part3>early|mid|late)[\s-]+)?"
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
        anchor = context.told(end=which.endswith("following")) or anchor
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
