"""When an article says it was published, and how exactly it says so. Never a guess: unknown stays unknown."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime, tzinfo
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class PublicationDate(NamedTuple):
    """`at` is in UTC, its unstated parts at their start; `precision` is the finest stated part (`PRECISIONS`)."""

    at: datetime
    precision: str


MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?"
CLOCK = r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\b\.?)?(?:\s*\(?(?:[A-Z]{2,5}|[+-]\d{2}:?\d{2})\b\)?)?"
NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
DAY = rf"(?:{MONTH}\s+{NUMBER},?\s+\d{{4}}|{NUMBER}\s+{MONTH},?\s+\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})"
#: A day with its year, as it stands in an article's first lines, perhaps with a weekday and a time.
DATE_TEXT = rf"(?:{WEEKDAY},?\s+)?{DAY}(?:(?:,|\s+at|T|\s+[-–|])?\s*{CLOCK})?"

HAS_SECONDS = re.compile(r"\d{1,2}:\d{2}:\d{2}")
HAS_TIME = re.compile(r"\d{1,2}[:.h]\d{2}|\d\s*[ap]\.?m\b|T\d{2}", re.IGNORECASE)
SLASHED = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
PARTIAL = re.compile(r"(\d{4})(?:[-/](\d{1,2}))?$")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})Z?)?$")
IN_URL = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=[/-]|$)", re.IGNORECASE)
#: American zones written without saying whether it is summer; dateparser would take the winter's offset.
AMERICAN_ZONE = re.compile(r"\b(ET|CT|MT|PT)\b\W*$")
AMERICAN_ZONES = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}
EARLIEST_YEAR, LATEST_YEAR = 1600, 2999


def stated_date(value: Any) -> PublicationDate | None:
    """A date as a field, a page's metadata or a line of text states it.

    Takes dates and times of Python and Parquet, seconds and milliseconds since 1970, ISO 8601, RFC 2822 and
    English dates with a year. Without a zone it is taken for UTC. Midnight sharp without a zone counts as the day: that
    is how exporters fill in the time. `03/04/2024` may be March or April, so only its year is taken.
    """
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, datetime):
        precision = "day" if value.tzinfo is None and _is_midnight(value) else "second"
        return _checked(value, precision)
    if hasattr(value, "year"):  # a date without a time
        return _checked(datetime(value.year, value.month, value.day), "day")
    if isinstance(value, int | float):
        return _since_1970(value)
    return _written(str(value).strip()[:100])


def date_in_url(url: str) -> PublicationDate | None:
    """From an address that files articles by day: `/2016/09/12/slug`, `/2016/sep/12/slug`."""
    match = IN_URL.search(urlsplit(url).path)
    if match is None:
        return None
    year, month, day = match.groups()
    return _day(year, month, day) if month.isdigit() else _written(f"{day} {month} {year}")


def _written(text: str) -> PublicationDate | None:
    if not text:
        return None
    if text.isdecimal() and len(text) in (10, 13):
        return _since_1970(int(text))
    if compact := COMPACT.match(text):
        return _compact(compact)
    if partial := PARTIAL.match(text):
        year, month = partial.groups()
        return _day(year, month or "1", "1", "month" if month else "year")
    if (slashed := SLASHED.match(text)) and _is_ambiguous(slashed):
        return _day(slashed[3], "1", "1", "year")
    return _iso(text) or _english(text)


def _is_ambiguous(slashed: re.Match[str]) -> bool:
    first, second = int(slashed[1]), int(slashed[2])
    return first != second and first <= 12 and second <= 12


def _since_1970(value: float) -> PublicationDate | None:
    """Seconds, or milliseconds when seconds would lie millennia ahead; a bare year is a year."""
    if not math.isfinite(value):
        return None
    if EARLIEST_YEAR <= value <= LATEST_YEAR and value == int(value):
        return _day(str(int(value)), "1", "1", "year")
    seconds = value / 1000 if abs(value) >= 1e11 else value
    if not 1e8 <= seconds <= 1e10:  # before 1973: hardly an article's date, rather another number
        return None
    return _checked(datetime.fromtimestamp(seconds, UTC).replace(microsecond=0), "second")


def _compact(match: re.Match[str]) -> PublicationDate | None:
    year, month, day, *clock = match.groups()
    if clock[0] is None:
        return _day(year, month, day)
    try:
        return _checked(datetime(*(int(part) for part in match.groups()), tzinfo=UTC), "second")  # type: ignore[misc, arg-type]
    except ValueError:
        return None


def _day(year: str, month: str, day: str, precision: str = "day") -> PublicationDate | None:
    try:
        return _checked(datetime(int(year), int(month), int(day)), precision)
    except ValueError:
        return None


def _iso(text: str) -> PublicationDate | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return _checked(moment, _precision(text, moment))


def _english(text: str) -> PublicationDate | None:
    """Absolute English dates by dateparser; one without a year is none, and nothing is relative to today."""
    zone = None
    if match := AMERICAN_ZONE.search(text):
        try:
            zone = ZoneInfo(AMERICAN_ZONES[match[1]])
        except ZoneInfoNotFoundError:
            return None
        text = text[: match.start()].rstrip()
    try:
        found = _dateparser().get_date_data(text)
    except (ValueError, OverflowError):  # numbers that no calendar holds
        return None
    if found.date_obj is None:
        return None
    if found.period in ("month", "year"):
        return _checked(found.date_obj.replace(tzinfo=None), found.period)
    return _checked(found.date_obj, _precision(text, found.date_obj), zone)


@cache
def _dateparser() -> Any:
    from dateparser.date import DateDataParser

    settings = {
        "PARSERS": ["absolute-time"],
        "REQUIRE_PARTS": ["year"],
        "PREFER_DAY_OF_MONTH": "first",
        "PREFER_MONTH_OF_YEAR": "first",
        "DATE_ORDER": "MDY",
        "RETURN_TIME_AS_PERIOD": True,
        "TIMEZONE": "UTC",
    }
    return DateDataParser(languages=["en"], settings=settings)


def _precision(text: str, moment: datetime) -> str:
    if not HAS_TIME.search(text) or (moment.tzinfo is None and _is_midnight(moment)):
        return "day"
    return "second" if HAS_SECONDS.search(text) else "minute"


def _is_midnight(moment: datetime) -> bool:
    return (moment.hour, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0)


def _checked(moment: datetime, precision: str, zone: tzinfo | None = None) -> PublicationDate | None:
    """In UTC; a day stays the day that it was where it was stated. Null when no calendar of news holds it."""
    if not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
        return None
    if precision in ("day", "month", "year"):
        return PublicationDate(datetime(moment.year, moment.month, moment.day, tzinfo=UTC), precision)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone or UTC)
    return PublicationDate(moment.astimezone(UTC), precision)
