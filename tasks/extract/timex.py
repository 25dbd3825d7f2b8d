"""A grammar of English date and time expressions, and their values as TIMEX3 writes them.

The types and values follow TimeML's TIMEX3 (ISO 8601 with X for digits that are not known, SP SU FA WI for seasons,
Qn, MO AF EV NI for parts of a day, PXY for a number of years that is not told, PAST_REF and FUTURE_REF); two dates
joined by a dash are one ISO 8601 interval (2015/2016). General date parsers read a date once it has been cut out but
know neither durations, sets, decades and seasons nor a date that is relative to another one in the text, which is
what this grammar is for.

Each rule is a regular expression without nested repetition (so a hostile text costs linear time) and a reader that
turns its match into a `Reading` in a `Context`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from tasks.extract.numerals import NUMBER, read_number, read_ordinal


class Reading(NamedTuple):
    """What an expression means. `grain` is the length of a point in time (day, week, month, year …)."""

    kind: str
    value: str | None = None
    earliest: date | None = None
    latest: date | None = None
    grain: str | None = None


@dataclass(slots=True)
class Context:
    """What an expression is read against.

    published: day of publication, or None; grain is the finest part of it that is known (day, month, year).
    last: the latest point in time that the text has named.
    narrative: whether the text tells of old times, so that a day without a year belongs to `last`.
    future: whether the clause speaks of the future.
    """

    published: date | None = None
    grain: str = "day"
    clock: datetime | None = None
    last: Reading | None = None
    narrative: bool = False
    future: bool = False


Reader = Callable[[re.Match[str], Context], Reading | None]


class Rule(NamedTuple):
    name: str
    pattern: re.Pattern[str]
    read: Reader


class Candidate(NamedTuple):
    start: int
    end: int
    rule: Rule
    match: re.Match[str]


RULES: list[Rule] = []


def _rule(pattern: str, flags: int = 0) -> Callable[[Reader], Reader]:
    def add(read: Reader) -> Reader:
        RULES.append(Rule(read.__name__.strip("_"), re.compile(pattern, flags), read))
        return read

    return add


# Points in time -----------------------------------------------------------------------------------------------------

GRAINS = ("day", "week", "month", "quarter", "season", "year", "decade", "century")


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day(day: date) -> Reading:
    return Reading("date", day.isoformat(), day, day, "day")


def _month(year: int, month: int) -> Reading:
    first = _date(year, month, 1)
    last = date(year, month, monthrange(year, month)[1]) if first else None
    return Reading("date", f"{year:04d}-{month:02d}", first, last, "month")


def _year(year: int) -> Reading:
    return Reading("date", f"{year:04d}", _date(year, 1, 1), _date(year, 12, 31), "year")


def _week(day: date) -> Reading:
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    return Reading("date", f"{year:04d}-W{week:02d}", monday, monday + timedelta(days=6), "week")


def _weekend(day: date) -> Reading:
    week = _week(day)
    assert week.latest is not None
    return Reading("date", f"{week.value}-WE", week.latest - timedelta(days=1), week.latest, "week")


def _quarter(year: int, quarter: int) -> Reading:
    first, last = _month(year, 3 * quarter - 2), _month(year, 3 * quarter)
    return Reading("date", f"{year:04d}-Q{quarter}", first.earliest, last.latest, "quarter")


def _season(year: int, season: str) -> Reading:
    """Northern meteorological seasons; the winter of a year begins in its December."""
    code, month = SEASONS[season]
    end = _month(year + (month == 12), (month + 1) % 12 + 1)
    return Reading("date", f"{year:04d}-{code}", _date(year, month, 1), end.latest, "season")


def _years(value: str, first: int, length: int, grain: str) -> Reading:
    return Reading("date", value, _date(first, 1, 1), _date(first + length - 1, 12, 31), grain)


def _shift(day: date, count: float, unit: str) -> date | None:
    """`day` moved by `count` units; days of a month that is too short become its last."""
    try:
        if unit in ("day", "week", "weekend"):
            return day + timedelta(days=round(count * (1 if unit == "day" else 7)))
        months = round(
            count * {"month": 1, "quarter": 3, "season": 12, "year": 12, "decade": 120, "century": 1200}[unit]
        )
        year, month = divmod(12 * day.year + day.month - 1 + months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return None


def _point(day: date, grain: str) -> Reading:
    """The day, week, month … in which `day` lies."""
    if grain == "day":
        return _day(day)
    if grain == "week":
        return _week(day)
    if grain == "weekend":
        return _weekend(day)
    if grain == "month":
        return _month(day.year, day.month)
    if grain == "quarter":
        return _quarter(day.year, (day.month + 2) // 3)
    if grain == "decade":
        return _years(f"{day.year // 10:03d}X", day.year // 10 * 10, 10, "decade")
    if grain == "century":
        return _years(f"{day.year // 100:02d}XX", day.year // 100 * 100, 100, "century")
    return _year(day.year)


def _known(context: Context, grain: str) -> date | None:
    """The publication day, when it is known finely enough to count in `grain`."""
    if context.published is None:
        return None
    finest = {"day": 0, "month": 2, "year": 5}[context.grain]
    return context.published if GRAINS.index("week" if grain == "weekend" else grain) >= finest else None


def _narrowed(reading: Reading, part: str | None) -> Reading:
    """ "early", "mid" and "late" keep the value (TIMEX3 has a modifier for them) and narrow the bounds to a third."""
    if not part or reading.earliest is None or reading.latest is None:
        return reading
    third = (reading.latest - reading.earliest).days // 3
    part = part.casefold().split("-")[0].split()[0]
    if part in ("early", "earlier", "beginning", "start"):
        return reading._replace(latest=reading.earliest + timedelta(days=third))
    if part in ("late", "later", "end"):
        return reading._replace(earliest=reading.latest - timedelta(days=third))
    if part in ("mid", "middle"):
        return reading._replace(
            earliest=reading.earliest + timedelta(days=third), latest=reading.latest - timedelta(days=third)
        )
    return reading


# Vocabulary ---------------------------------------------------------------------------------------------------------

_MONTH_NAMES = "January February March April May June July August September October November December"
MONTHS = _MONTH_NAMES.split()
_DAY_NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
WEEKDAYS = _DAY_NAMES.split()
SEASONS = {"spring": ("SP", 3), "summer": ("SU", 6), "autumn": ("FA", 9), "fall": ("FA", 9), "winter": ("WI", 12)}
DAYTIMES = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
UNIT_CODES = {
    "second": "T{}S",
    "minute": "T{}M",
    "hour": "T{}H",
    "day": "{}D",
    "night": "{}D",
    "weekend": "{}WE",
    "week": "{}W",
    "fortnight": "{}W",
    "month": "{}M",
    "quarter": "{}Q",
    "season": "{}Y",
    "year": "{}Y",
    "decade": "{}Y",
    "century": "{}Y",
}
_FACTORS = {"fortnight": 2, "decade": 10, "century": 100}

_MONTH_WORDS = "|".join(
    rf"{name}|{name.upper()}|{name[:3]}\.?" + (r"|Sept\.?" if name == "September" else "") for name in MONTHS
)


def _month_group(name: str = "month") -> str:
    return rf"(?P<{name}>(?:{_MONTH_WORDS})(?![a-z]))"


def _day_group(name: str = "day") -> str:
    return rf"(?P<{name}>[0-3]?\d)(?:st|nd|rd|th)?\b(?!:\d|\.\d|,\d{{3}}|%|[-–]year)"


_YEAR = r"(?P<year>1\d{3}|20\d{2})\b(?!,\d|\.\d|%)"
_WEEKDAY = rf"(?P<weekday>{'|'.join(f'{day}|{day.upper()}' for day in WEEKDAYS)})"
_ON_WEEKDAY = rf"(?:(?:{'|'.join(f'{day}|{day.upper()}|{day[:3]}' for day in WEEKDAYS)}|Tues|Thur|Thurs)\.?,?\s+)?"
_PART = r"(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate|(?:[Tt]he\s+)?(?:[Bb]eginning|[Ss]tart|[Mm]iddle|[Ee]nd)\s+of)[\s-]+)?"
_UNIT = (
    r"(?P<unit>second|minute|hour|day|night|weekend|week|fortnight|month|quarter|season|year|decade|centur(?=ies|y))"
    r"(?:s|y|ies)?\b"
)
_COUNT = (
    rf"(?P<count>{NUMBER}(?:\s+and\s+a\s+half)?|\ban?(?:\s+(?:few|couple(?:\s+of)?|half|dozen))?"
    r"|\bhalf\s+an?|\bseveral|\bmany|\bsome|\bthe\s+few)"
)


def month_number(word: str) -> int:
    """1 to 12 for "September", "Sept." or "SEP"."""
    return next(number for number, name in enumerate(MONTHS, 1) if name[:3].casefold() == word[:3].casefold())


def _weekday_number(word: str) -> int:
    return next(number for number, name in enumerate(WEEKDAYS, 1) if name.casefold() == word.casefold())


def _unit(match: re.Match[str]) -> str:
    unit = match["unit"].casefold()
    return "century" if unit.startswith("centur") else unit


def _count(text: str) -> float | None:
    """How many; null for "several" and the like."""
    text = text.casefold()
    if re.fullmatch(r"an?", text):
        return 1.0
    if re.fullmatch(r"an?\s+half|half\s+an?", text):
        return 0.5
    if text.startswith(("a couple", "a dozen")):
        return 2.0 if "couple" in text else 12.0
    whole = re.sub(r"\s+and\s+a\s+half$", "", text)
    number = read_number(whole)
    return number if number is None or whole == text else number + 0.5


def _yearless(month: int, day: int | None, context: Context) -> Reading:
    """A month or a day without its year: in the year of what the text has just told, or near the publication."""
    finish = f"-{day:02d}" if day else ""
    unknown = Reading("date", f"XXXX-{month:02d}{finish}", grain="day" if day else "month")
    anchor = context.last.earliest if context.narrative and context.last else None
    if anchor:
        year = anchor.year
    else:
        published = _known(context, "month")
        if published is None:
            return unknown
        year = published.year
        here = (month, day or published.day)
        now = (published.month, published.day)
        if context.future and here < now:
            year += 1
        elif not context.future and here > now:
            year -= 1
    if not day:
        return _month(year, month)
    exact = _date(year, month, day)
    return _day(exact) if exact else unknown


def _interval(first: Reading, last: Reading) -> Reading | None:
    if first.earliest and last.latest and first.earliest <= last.latest:
        return Reading("date", f"{first.value}/{last.value}", first.earliest, last.latest, first.grain)
    return None


# Dates that say what they are ----------------------------------------------------------------------------------------


@_rule(r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\d-])(?:T(?P<time>\d{2}:\d{2})(?::\d{2})?Z?)?")
def _iso_date(match: re.Match[str], context: Context) -> Reading | None:
    day = _date(int(match["year"]), int(match["month"]), int(match["day"]))
    if day and match["time"]:
        return Reading("time", f"{day.isoformat()}T{match['time']}", day, day, "day")
    return _day(day) if day else None


@_rule(r"(?<![\d/.])(?P<a>\d{1,2})(?P<dot>[/.])(?P<b>\d{1,2})(?P=dot)(?P<year>\d{4}|\d{2}(?!\.\d))(?![\d/])")
def _numeric_date(match: re.Match[str], context: Context) -> Reading | None:
    """9/27/2024 and 27.9.2024; where both orders are possible, a slash leaves both open and a dot means day first."""
    if match["dot"] == "." and len(match["year"]) == 2:
        return None
    year, a, b = int(match["year"]), int(match["a"]), int(match["b"])
    if year < 100:
        year += 2000 if year < 70 else 1900
    european, american = _date(year, b, a), _date(year, a, b)
    if match["dot"] == "." or american is None or european == american:
        return _day(european) if european else None
    if european is None:
        return _day(american)
    return Reading("date", f"{year:04d}-XX-XX", min(european, american), max(european, american), "day")


@_rule(r"\b9/11\b")
def _september_11(match: re.Match[str], context: Context) -> Reading | None:
    return _day(date(2001, 9, 11))


@_rule(
    rf"\b{_ON_WEEKDAY}{_month_group()}\s+(?:the\s+)?{_day_group()}(?:\s*[-–]\s*(?:{_month_group('month2')}\s+)?{_day_group('day2')})?"
    rf"(?:(?:,|\s+of|\s+in)?\s+{_YEAR})?"
)
def _month_day(match: re.Match[str], context: Context) -> Reading | None:
    return _dated(match, context)


@_rule(
    rf"\b{_ON_WEEKDAY}(?:the\s+)?{_day_group()}(?:\s*(?:[-–]|to|and)\s*{_day_group('day2')})?\s+(?:day\s+)?(?:of\s+)?{_month_group()}"
    rf"(?:(?:,|\s+of|\s+in)?\s+{_YEAR})?"
)
def _day_month(match: re.Match[str], context: Context) -> Reading | None:
    return _dated(match, context)


def _dated(match: re.Match[str], context: Context) -> Reading | None:
    groups = match.groupdict()
    month, day, year = month_number(match["month"]), int(match["day"]), groups["year"]
    if not 1 <= day <= 31:
        return None

    def read(month: int, day: int) -> Reading | None:
        if not year:
            return _yearless(month, day, context)
        exact = _date(int(year), month, day)
        return _day(exact) if exact else None

    first = read(month, day)
    if first is None or not groups["day2"]:
        return first
    last = read(month_number(groups["month2"]) if groups.get("month2") else month, int(groups["day2"]))
    return _interval(first, last) if last else None


@_rule(
    rf"\b{_PART}{_month_group()}(?:\s*(?:[-–]|\bto\b|\band\b|\bor\b)\s*{_month_group('month2')})?(?:,|\s+of)?\s+(?:the\s+year\s+)?{_YEAR}"
)
def _month_year(match: re.Match[str], context: Context) -> Reading | None:
    year = int(match["year"])
    first = _month(year, month_number(match["month"]))
    if match["month2"]:
        return _interval(first, _month(year, month_number(match["month2"])))
    return _narrowed(first, match["part"])


@_rule(
    rf"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his(?:\s+(?:past|coming))?)\s+)?{_PART}{_month_group()}(?!\s*[\d])"
    r"(?:,?\s+(?:of\s+)?(?P<of>last|this|next|(?:that|the)(?:\s+same)?)\s+year)?"
)
def _month_alone(match: re.Match[str], context: Context) -> Reading | None:
    month, which, of = month_number(match["month"]), match["which"], match["of"]
    published = _known(context, "month")
    if of and of.startswith(("that", "the")):
        anchor = context.last.earliest if context.last else None
        reading = _month(anchor.year, month) if anchor else Reading("date", f"XXXX-{month:02d}", grain="month")
    elif of and published:
        reading = _month(published.year + {"last": -1, "this": 0, "next": 1}[of], month)
    elif which and published:
        which = which.casefold()
        if which == "last" or "past" in which:
            year = published.year - (month >= published.month)
        elif which == "next" or "coming" in which:
            year = published.year + (month <= published.month)
        else:
            year = published.year
        reading = _month(year, month)
    else:
        reading = _yearless(month, None, context)
    return _narrowed(reading, match["part"])


@_rule(
    rf"\b(?:the\s+year\s+|[Ff]iscal(?:\s+year)?\s+|[Ss]chool\s+year\s+|(?:{'|'.join(SEASONS)})\s+(?:of\s+)?)?"
    rf"{_PART}{_YEAR}(?:\s?[-–/]\s?(?P<year2>(?:1\d|20)?\d{{2}})\b)?(?:\s+(?P<era>AD|CE|BC|BCE|B\.C\.)\b)?"
)
def _year_alone(match: re.Match[str], context: Context) -> Reading | None:
    year = int(match["year"])
    if match["era"] and match["era"].startswith("B"):
        return Reading("date", f"BC{year:04d}", grain="year")
    season = next((name for name in SEASONS if match[0].casefold().startswith(name)), None)
    if season:
        return _season(year, season)
    if match["year2"]:
        last = int(match["year2"])
        last = year // 100 * 100 + last if len(match["year2"]) == 2 else last
        return _interval(_year(year), _year(last)) if last > year else _year(year)
    return _narrowed(_year(year), match["part"])


@_rule(r"(?:(?<=\bin )|(?<=\bof )|(?<=\bsince )|(?<=\bfrom ))['’‘](?P<short>\d\d)\b(?!s)")
def _short_year(match: re.Match[str], context: Context) -> Reading | None:
    """'08 and '84: the century that puts it at most ten years after the publication."""
    if context.published is None:
        return Reading("date", f"XX{match['short']}", grain="year")
    century, year = divmod(context.published.year, 100)
    return _year(100 * (century - (int(match["short"]) > year + 10)) + int(match["short"]))


@_rule(r"\b(?:AD\s+(?P<after>\d{1,4})|(?P<number>\d{1,4})\s+(?P<era>AD|A\.D\.|CE|BC|BCE|B\.C\.))(?!\w)")
def _era_year(match: re.Match[str], context: Context) -> Reading | None:
    year = int(match["after"] or match["number"])
    if match["era"] and match["era"].startswith("B"):
        return Reading("date", f"BC{year:04d}", grain="year")
    return _year(year) if year else None


@_rule(
    rf"(?:\b(?:[Tt]he\s+)?{_PART}(?P<full>1\d|20)(?P<tens>\d)0s\b"
    rf"|\b(?:[Tt]he\s+){_PART.replace('<part>', '<part2>')}(?:['’‘]?(?P<short>[2-9])0s"
    r"|(?P<word>[Tt]went|[Tt]hirt|[Ff]ort|[Ff]ift|[Ss]ixt|[Ss]event|[Ee]ight|[Nn]inet)ies)\b)"
)
def _decade(match: re.Match[str], context: Context) -> Reading | None:
    if match["full"]:
        value = match["full"] + match["tens"]
    else:
        words = ["twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet"]
        value = "19" + (match["short"] or str(words.index(match["word"].casefold()) + 2))
    reading = _years(f"{value}X", int(value) * 10, 10, "decade")
    return _narrowed(reading, match["part"] or match["part2"])


@_rule(
    rf"\b(?:the\s+)?{_PART}(?P<ordinal>\d{{1,2}}(?:st|nd|rd|th)|[a-z]+(?:-[a-z]+)?)[\s-]+century(?:\s+(?P<era>BC|BCE))?\b",
    re.IGNORECASE,
)
def _century(match: re.Match[str], context: Context) -> Reading | None:
    number = read_ordinal(match["ordinal"])
    if not number:
        return None
    if match["era"]:
        return Reading("date", None, grain="century")
    first = int(number) * 100 - 99
    return _narrowed(_years(f"{int(number) - 1:02d}XX", first, 100, "century"), match["part"])


_ORDINAL = r"(?P<ordinal>first|second|third|fourth|last|final|1st|2nd|3rd|4th)"


@_rule(
    rf"\b(?:the\s+)?{_ORDINAL}[\s-](?P<unit>quarter|half)\s+of\s+(?:(?P<rel>last|this|next|the)\s+year|{_YEAR})"
    rf"|\bQ(?P<q>[1-4])(?:\s+(?:of\s+)?{_YEAR.replace('<year>', '<year2>')})?(?![\w-])"
    r"|\b(?P<named>first|second|third|fourth)-quarter(?=\s+(?:profit|earning|result|revenue|sale|net|loss|growth|income|gdp|report))",
    re.IGNORECASE,
)
def _quarter_of(match: re.Match[str], context: Context) -> Reading | None:
    stated = match["year"] or match["year2"]
    published = _known(context, "year")
    shift = {"last": -1, "next": 1}.get((match["rel"] or "").casefold(), 0)
    year = int(stated) if stated else published.year + shift if published else None
    ordinal = (match["ordinal"] or match["named"] or "").casefold()
    number = int(match["q"]) if match["q"] else 4 if ordinal in ("last", "final") else int(read_ordinal(ordinal) or 0)
    if match["unit"] and match["unit"].casefold() == "half":
        number = min(number, 2)
        if year is None:
            return Reading("date", f"XXXX-H{number}", grain="season")
        half = (_month(year, 6 * number - 5).earliest, _month(year, 6 * number).latest)
        return Reading("date", f"{year:04d}-H{number}", *half, "season")
    if not stated and not match["rel"] and published and _quarter(published.year, number).earliest > published:  # type: ignore[operator]
        year = published.year - 1  # figures are reported after their quarter
    return _quarter(year, number) if year else Reading("date", f"XXXX-Q{number}", grain="quarter")


@_rule(
    rf"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his(?:\s+(?:past|coming))?)\s+(?:early\s+|late\s+)?(?P<season>{'|'.join(SEASONS)})"
    rf"|(?:[Tt]he\s+)?{_PART}(?P<season2>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)\s+(?:of\s+)?{_YEAR}"
    rf"|(?:[Ii]n|[Bb]y|[Dd]uring|[Ss]ince|[Uu]ntil|of)\s+(?P<bare>(?:the\s+)?(?:(?P<part2>early|mid|late)[\s-]+)?(?P<season3>summer|autumn|winter|(?<=the\s)fall|(?<=the\s)spring)))\b"
)
def _season_named(match: re.Match[str], context: Context) -> Reading | None:
    season = (match["season"] or match["season2"] or match["season3"]).casefold()
    code, month = SEASONS[season]
    if match["year"]:
        return _narrowed(_season(int(match["year"]), season), match["part"])
    published = _known(context, "month")
    if published is None:
        return Reading("date", f"XXXX-{code}", grain="season")
    which = (match["which"] or "").casefold()
    if not which:
        which = "next" if context.future else "last"
        begun = month <= published.month
        return _narrowed(
            _season(published.year + (which == "next") * begun - (which == "last") * (not begun), season),
            match["part2"],
        )
    over = month + 2 < published.month
    if which == "last" or "past" in which:
        return _season(published.year - (not over), season)
    return _season(published.year + (over and which != "this"), season)


# Dates that are relative to the publication or to one another
# ----------------------------------------------------------


@_rule(
    r"\b(?:(?P<far>the\s+day\s+(?:before\s+yesterday|after\s+tomorrow))|(?P<word>yesterday|today|tomorrow|tonight|last\s+night)"
    r"|this\s+(?P<this>morning|afternoon|evening))(?:\s+(?P<time>morning|afternoon|evening|night))?\b",
    re.IGNORECASE,
)
def _near_day(match: re.Match[str], context: Context) -> Reading | None:
    word = (match["word"] or "").casefold()
    if match["far"]:
        shift = -2 if "before" in match["far"].casefold() else 2
    else:
        shift = -1 if word.startswith(("yesterday", "last")) else 1 if word == "tomorrow" else 0
    time = match["time"] or match["this"] or ("night" if word == "tonight" or word.startswith("last") else None)
    published = _known(context, "day")
    if published is None:
        return Reading("time" if time else "date")
    day = published + timedelta(days=shift)
    return Reading("time", f"{day.isoformat()}T{DAYTIMES[time.casefold()]}", day, day, "day") if time else _day(day)


@_rule(
    rf"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his(?:\s+(?:past|coming))?|[Ee]very|[Ee]ach|[Ll]ate|[Ee]arly|[Ll]ater|[Ee]arlier)\s+(?:on\s+)?)?"
    rf"{_WEEKDAY}(?P<plural>s?)(?:\s+(?P<time>morning|afternoon|evening|night)s?)?\b"
)
def _weekday(match: re.Match[str], context: Context) -> Reading | None:
    number, which = _weekday_number(match["weekday"]), (match["which"] or "").casefold()
    time = f"T{DAYTIMES[match['time']]}" if match["time"] else ""
    if match["plural"] or which in ("every", "each"):
        return Reading("set", f"XXXX-WXX-{number}{time}")
    published = _known(context, "day")
    if published is None:
        return Reading("time" if time else "date", f"XXXX-WXX-{number}{time}", grain="day")
    ahead = (number - published.isoweekday()) % 7
    if which == "last" or "past" in which:
        day = published + timedelta(days=(ahead or 7) - 7)
        day = day if day < published else day - timedelta(days=7)
    elif which == "next" or "coming" in which:
        day = published + timedelta(days=ahead or 7)
    elif which == "this":
        day = published + timedelta(days=number - published.isoweekday())
    else:  # news tells of what has happened, up to the day of publication, unless the clause speaks of the future
        day = published + timedelta(days=ahead if context.future or ahead == 0 else ahead - 7)
    return Reading("time", day.isoformat() + time, day, day, "day") if time else _day(day)


@_rule(
    r"\b(?:(?P<part>earlier|later|early|late)\s+)?(?:(?P<near>last|this(?:\s+(?:past|coming))?|next|past|coming)"
    r"|(?P<told>(?:the|that)\s+(?:same|very|previous|preceding|following|next|last|past)|that))\s+"
    r"(?P<unit>day|morning|afternoon|evening|night|weekend|week|month|quarter|season|year|decade|century)\b(?!-)"
    r"|\b(?P<in>earlier|later|early|late)\s+in\s+the\s+(?P<unit2>week|month|year|decade)\b",
    re.IGNORECASE,
)
def _near_period(match: re.Match[str], context: Context) -> Reading | None:
    if match["in"]:
        unit = match["unit2"].casefold()
        anchor = context.last.earliest if context.last else _known(context, unit)
        return _narrowed(_stepped(anchor, "same", unit), match["in"])
    unit = match["unit"].casefold()
    if unit in DAYTIMES:
        return _same_daytime(match, unit, context)
    unit = "year" if unit == "season" else unit
    if match["near"]:
        if match["near"].casefold() == "past" and unit == "day":
            return None
        return _narrowed(_stepped(_known(context, unit), match["near"], unit), match["part"])
    told = match["told"].casefold()
    if told.endswith(("past", " last")):
        return _stretch(1.0, unit, "past", context)
    anchor = (
        context.last.earliest if context.last and context.last.grain in GRAINS[: GRAINS.index("year") + 1] else None
    )
    return _narrowed(_stepped(anchor, told.split()[-1], unit), match["part"])


def _same_daytime(match: re.Match[str], unit: str, context: Context) -> Reading | None:
    """ "the following morning", "that night": a part of the day that the text has just told of, or of the next one."""
    if not match["told"]:
        return None
    anchor = context.last.earliest if context.last and context.last.grain == "day" else None
    day = _stepped(anchor, match["told"].split()[-1], "day")
    return day._replace(kind="time", value=f"{day.value}T{DAYTIMES[unit]}" if day.value else None)


def _stepped(anchor: date | None, which: str, unit: str) -> Reading:
    which = which.casefold()
    step = 0
    if which in ("last", "past", "previous", "preceding") or which.endswith(" past"):
        step = -1
    elif which in ("next", "coming", "following") or which.endswith(" coming"):
        step = 1
    moved = _shift(anchor, step, unit) if anchor else None
    return _point(moved, unit) if moved else Reading("date", grain=unit if unit != "weekend" else "week")


@_rule(
    rf"(?:{_COUNT})[\s-]+{_UNIT}\s+(?P<way>ago|earlier|later|before|after|from\s+now|hence|prior|previously|back(?=[\s,.]))\b",
    re.IGNORECASE,
)
def _distance(match: re.Match[str], context: Context) -> Reading | None:
    unit, way = _unit(match), " ".join(match["way"].casefold().split())
    count = _count(match["count"])
    back = way in ("ago", "earlier", "before", "prior", "previously", "back")
    from_now = way in ("ago", "from now", "hence", "back")
    if unit in ("second", "minute", "hour"):
        day = context.published if from_now and context.clock and count is not None else None
        if day is None or context.clock is None or count is None:
            return Reading("time", None)
        seconds = count * {"second": 1, "minute": 60, "hour": 3600}[unit] * (-1 if back else 1)
        moment = context.clock + timedelta(seconds=seconds)
        return Reading("time", moment.strftime("%Y-%m-%dT%H:%M"), moment.date(), moment.date(), "day")
    count = count * _FACTORS.get(unit, 1) if count is not None else None
    grain = {"night": "day", "fortnight": "week", "decade": "year", "century": "year", "season": "year"}.get(unit, unit)
    if count is None:
        return Reading("date", "PAST_REF" if way == "ago" else None)
    anchor = _known(context, grain) if from_now else context.last.earliest if context.last else None
    moved = _shift(anchor, -count if back else count, grain) if anchor else None
    return _point(moved, grain) if moved else Reading("date", grain="week" if grain == "weekend" else grain)


@_rule(
    r"\b(?P<year>the\s+year|a\s+year|the\s+(?:month|week|day))\s+(?P<way>before|after|earlier|later)\b(?=[\s]*[.,;:)])",
    re.IGNORECASE,
)
def _year_before(match: re.Match[str], context: Context) -> Reading | None:
    unit = match["year"].split()[-1].casefold()
    anchor = context.last.earliest if context.last else None
    return _stepped(anchor, "last" if match["way"].casefold() in ("before", "earlier") else "next", unit)


# Durations, sets and times
# ---------------------------------------------------------------------------------------------


def _length(count: float | None, unit: str) -> str:
    if count is None:
        number = "X"
    else:
        count *= _FACTORS.get(unit, 1)
        number = f"{count:g}" if count < 1e6 else f"{count:.0f}"
    return "P" + UNIT_CODES[unit].format(number)


def _stretch(count: float | None, unit: str, way: str, context: Context) -> Reading:
    """A duration that ends, or begins, at the publication: "the past two years"."""
    value = _length(count, unit)
    grain = {"night": "day", "fortnight": "week", "season": "year"}.get(unit, unit)
    published = _known(context, "day") if grain in GRAINS or grain == "weekend" else None
    if published is None or count is None:
        return Reading("duration", value)
    count *= 2 if unit == "fortnight" else 1
    back = way in ("last", "past", "previous", "preceding")
    other = _shift(published, -count if back else count, grain)
    if other is None:
        return Reading("duration", value)
    return Reading("duration", value, min(other, published), max(other, published))


@_rule(
    rf"\b(?:the|these)\s+(?P<way>last|past|next|coming|previous|preceding)\s+(?:(?P<count>{NUMBER}|few|several|couple(?:\s+of)?)\s+)?{_UNIT}",
    re.IGNORECASE,
)
def _stretch_of(match: re.Match[str], context: Context) -> Reading | None:
    unit, count = _unit(match), match["count"]
    plural = match[0].casefold().endswith("s")
    if not count and plural:
        return Reading("date", "FUTURE_REF" if match["way"].casefold() in ("next", "coming") else "PAST_REF")
    if not count and unit in ("second", "minute", "day", "night", "season", "quarter", "weekend"):
        return None
    number = 1.0 if not count else 2.0 if count.casefold().startswith("couple") else read_number(count)
    return _stretch(number, unit, match["way"].casefold(), context)


@_rule(r"\b(?P<way>recent|coming|future|past)\s+(?P<unit>days|weeks|months|years|decades|hours)\b", re.IGNORECASE)
def _vague(match: re.Match[str], context: Context) -> Reading | None:
    return Reading("date", "FUTURE_REF" if match["way"].casefold() in ("coming", "future") else "PAST_REF")


@_rule(
    rf"(?:{_COUNT})(?:\s+(?:full|more|long|straight|consecutive|whole))?[\s-]+{_UNIT}(?:[\s-]+long\b)?(?![\s-]+(?:old|older|of\s+age)\b|-)",
    re.IGNORECASE,
)
def _duration(match: re.Match[str], context: Context) -> Reading | None:
    unit = _unit(match)
    if re.fullmatch(r"1\d{3}|20\d\d", match["count"]):
        return None  # "the 2013 season" has a year, not 2,013 seasons
    before = match.string[max(0, match.start() - 12) : match.start()].casefold()
    if re.fullmatch(r"an?", match["count"].casefold()):
        # "a year" is a length only after a word that asks for one: "$5 a year" is a rate, "a day of mourning" a thing.
        if not re.search(
            r"\b(?:for|over|within|than|nearly|about|almost|after|in|under|lasted|took|takes|once|twice|times)\s+$",
            before,
        ):
            return None
        if re.search(r"\b(?:once|twice|times)\s+$", before):
            return Reading("set", _length(1, unit))
    if unit == "second" and not re.search(r"\d|seconds", match[0]):
        return None
    count = _count(match["count"])
    if (
        context.future
        and re.search(r"\bin\s+$", before)
        and count is not None
        and unit in ("day", "week", "month", "year")
    ):
        published = _known(context, unit)
        moved = _shift(published, count, unit) if published else None
        if moved:
            return _point(moved, unit)
    return Reading("duration", _length(count, unit))


@_rule(
    r"(?<=\bfor )(?P<unit>year|month|week|decade|centurie|day|hour)s\b"
    r"|(?<=\bover )(?:the\s+)(?P<unit2>year|decade|centurie)s\b|\b(?P<unit3>year|month|week|day|decade)-?long\b"
)
def _indefinite(match: re.Match[str], context: Context) -> Reading | None:
    unit = (match["unit"] or match["unit2"] or match["unit3"]).replace("centurie", "century")
    return Reading("duration", _length(1.0 if match["unit3"] else None, unit))


_RATES = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "fortnightly": "P2W",
    "monthly": "P1M", "quarterly": "P1Q", "annually": "P1Y", "annual": "P1Y", "yearly": "P1Y", "biennial": "P2Y",
}  # fmt: skip


@_rule(rf"(?<![\w-])(?:{'|'.join(_RATES)})(?![\w-])")
def _rate(match: re.Match[str], context: Context) -> Reading | None:
    return Reading("set", _RATES[match[0]])


@_rule(
    rf"\b(?:every|each|per)\s+(?:(?P<other>other|second)\s+|(?:single\s+)?(?:(?P<count>{NUMBER}|few)\s+)?)"
    rf"(?:(?P<time>morning|afternoon|evening)\b|(?P<season>{'|'.join(SEASONS)})\b|{_UNIT})",
    re.IGNORECASE,
)
def _each(match: re.Match[str], context: Context) -> Reading | None:
    if match["time"]:
        return Reading("set", f"XXXX-XX-XXT{DAYTIMES[match['time'].casefold()]}")
    if match["season"]:
        return Reading("set", f"XXXX-{SEASONS[match['season'].casefold()][0]}")
    count = 2.0 if match["other"] else read_number(match["count"]) if match["count"] else 1.0
    return Reading("set", _length(count, _unit(match)))


@_rule(
    r"(?<![\d:.$])(?:(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[aApP]\.?[mM]\b\.?)"
    r"|(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?::[0-5]\d)?(?![\d:]|\s?[aApP]\.?[mM])|(?P<word>\b(?:noon|midnight|midday)\b)"
    r"|(?P<oclock>\b(?:1[0-2]|[1-9]|[a-z]+)\s+o['’]clock)\b)(?:\s+(?:(?:local|Eastern|Pacific|Central|Mountain)\s+[tT]ime|GMT|UTC|[ECMP][SD]?T|BST|CET))?"
)
def _clock(match: re.Match[str], context: Context) -> Reading | None:
    if match["word"]:
        hour, minute = (0 if match["word"] == "midnight" else 12), 0
    elif match["oclock"]:
        number = read_number(match["oclock"].split()[0])
        if number is None or not 1 <= number <= 12:
            return None
        hour, minute = int(number), 0
    elif match["half"]:
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (match["half"][0] in "pP")
    else:
        hour, minute = int(match["hour24"]), int(match["minute24"])
    return Reading("time", f"XXXX-XX-XXT{hour:02d}:{minute:02d}")


# Days with a name
# ------------------------------------------------------------------------------------------------------

_FIXED = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26),
    "new year's day": (1, 1), "new year's eve": (12, 31), "valentine's day": (2, 14), "may day": (5, 1),
    "independence day": (7, 4), "halloween": (10, 31), "bastille day": (7, 14), "st. patrick's day": (3, 17),
}  # fmt: skip
#: Month, weekday and which one in the month (-1: the last).
_FLOATING = {
    "thanksgiving": (11, 4, 4),
    "thanksgiving day": (11, 4, 4),
    "labor day": (9, 1, 1),
    "memorial day": (5, 1, -1),
}
_FEASTS = "|".join(sorted((*_FIXED, *_FLOATING), key=len, reverse=True)).replace("'", "['’]").replace(".", r"\.?")


@_rule(rf"\b(?:(?P<which>last|next|this)\s+)?(?P<feast>{_FEASTS})\b(?:,?\s+{_YEAR})?(?!\s+[A-Z][a-z])", re.IGNORECASE)
def _feast(match: re.Match[str], context: Context) -> Reading | None:
    name = re.sub(r"\s+", " ", match["feast"].casefold().replace("’", "'"))
    if not match["feast"][0].isupper():
        return None

    def in_year(year: int) -> date:
        if name in _FIXED:
            return date(year, *_FIXED[name])
        month, weekday, nth = _FLOATING[name]
        days = [d for d in range(1, monthrange(year, month)[1] + 1) if date(year, month, d).isoweekday() == weekday]
        return date(year, month, days[nth - 1 if nth > 0 else nth])

    if match["year"]:
        return _day(in_year(int(match["year"])))
    published, which = _known(context, "day"), (match["which"] or "").casefold()
    if published is None:
        return Reading(
            "date", f"XXXX-{_FIXED[name][0]:02d}-{_FIXED[name][1]:02d}" if name in _FIXED else None, grain="day"
        )
    day = in_year(published.year)
    if (which == "last" or not (which or context.future)) and day > published:
        day = in_year(published.year - 1)
    elif (which == "next" or (context.future and not which)) and day < published:
        day = in_year(published.year + 1)
    return _day(day)


# Finding
# ---------------------------------------------------------------------------------------------------------------


def candidates(text: str) -> list[Candidate]:
    """All matches of all rules; of those that overlap the reader takes the one that comes first here."""
    found = []
    for rule in RULES:
        for match in rule.pattern.finditer(text):
            name = "bare" if match.re.groupindex.get("bare") and match["bare"] else 0
            start, end = match.span(name)
            found.append(Candidate(start + (text[start:end].startswith((" ", "\n"))), end, rule, match))
    found.sort(key=lambda candidate: (candidate.start, -candidate.end))
    return found
