"""Points in time, as TIMEX3 writes them, with their first and last day.

The values are TimeML's (Pustejovsky et al. 2005): ISO 8601 with X for digits that are not known, SP SU FA WI for
seasons, Qn and Hn for parts of a year, WE for a weekend.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple


class Reading(NamedTuple):
    """What an expression means.

    kind: date, time, duration or set.
    grain: the length of a point in time (day, week, month, year …).
    cycle: week or year, when the text leaves open which one ("Friday", "May 5") and one had to be chosen.
    """

    kind: str
    value: str | None = None
    earliest: date | None = None
    latest: date | None = None
    grain: str | None = None
    cycle: str | None = None


class Pair(NamedTuple):
    """Two points of which one leaves out what the other says, "May 3-5"; `cut` is where the words between them lie."""

    first: Reading
    last: Reading
    cut: tuple[int, int]


GRAINS = ("day", "week", "month", "quarter", "season", "year", "decade", "century")
#: Northern meteorological seasons: TIMEX3's code and the first month.
SEASONS = {"spring": ("SP", 3), "summer": ("SU", 6), "autumn": ("FA", 9), "fall": ("FA", 9), "winter": ("WI", 12)}


def valid_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The first (1) to fourth, or last (-1), Monday (1) to Sunday (7) of a month."""
    days = [day for day in range(1, monthrange(year, month)[1] + 1) if date(year, month, day).isoweekday() == weekday]
    return date(year, month, days[nth - 1 if nth > 0 else nth])


def day_point(day: date, cycle: str | None = None) -> Reading:
    return Reading("date", day.isoformat(), day, day, "day", cycle)


def month_point(year: int, month: int, cycle: str | None = None) -> Reading:
    first = valid_date(year, month, 1)
    last = date(year, month, monthrange(year, month)[1]) if first else None
    return Reading("date", f"{year:04d}-{month:02d}", first, last, "month", cycle)


def year_point(year: int) -> Reading:
    return Reading("date", f"{year:04d}", valid_date(year, 1, 1), valid_date(year, 12, 31), "year")


def week_point(day: date) -> Reading:
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    return Reading("date", f"{year:04d}-W{week:02d}", monday, monday + timedelta(days=6), "week")


def weekend_point(day: date) -> Reading:
    week = week_point(day)
    assert week.latest is not None
    return Reading("date", f"{week.value}-WE", week.latest - timedelta(days=1), week.latest, "week")


def months_point(value: str, year: int, first: int, count: int, grain: str, cycle: str | None = None) -> Reading:
    """`count` months from the month `first` of `year` on; they may reach into the next year."""
    end_year, end_month = year + (first + count - 2) // 12, (first + count - 2) % 12 + 1
    return Reading("date", value, valid_date(year, first, 1), month_point(end_year, end_month).latest, grain, cycle)


def quarter_point(year: int, quarter: int) -> Reading:
    return months_point(f"{year:04d}-Q{quarter}", year, 3 * quarter - 2, 3, "quarter")


def half_point(year: int, half: int) -> Reading:
    return months_point(f"{year:04d}-H{half}", year, 6 * half - 5, 6, "season")


def season_point(year: int, season: str, cycle: str | None = None) -> Reading:
    """The winter of a year begins in its December."""
    code, month = SEASONS[season]
    return months_point(f"{year:04d}-{code}", year, month, 3, "season", cycle)


def years_point(value: str, first: int, length: int, grain: str) -> Reading:
    return Reading("date", value, valid_date(first, 1, 1), valid_date(first + length - 1, 12, 31), grain)


def decade_point(first: int) -> Reading:
    return years_point(f"{first // 10:03d}X", first // 10 * 10, 10, "decade")


def point(day: date, grain: str) -> Reading:
    """The day, week, month … in which `day` lies."""
    if grain == "quarter":
        return quarter_point(day.year, (day.month + 2) // 3)
    if grain == "month":
        return month_point(day.year, day.month)
    if grain == "decade":
        return decade_point(day.year)
    if grain == "century":
        return years_point(f"{day.year // 100:02d}XX", day.year // 100 * 100, 100, "century")
    whole = {"day": day_point, "week": week_point, "weekend": weekend_point}.get(grain)
    return whole(day) if whole else year_point(day.year)


_DAYS = {"day": 1, "week": 7, "weekend": 7}
_MONTHS = {"month": 1, "quarter": 3, "season": 12, "year": 12, "decade": 120, "century": 1200}


def shift(day: date, count: float, unit: str) -> date | None:
    """`day` moved by `count` units; null beyond the calendar. A day that the month reached lacks becomes its last."""
    try:
        if unit in _DAYS:
            return day + timedelta(days=round(count * _DAYS[unit]))
        months = count * _MONTHS[unit]
        year, month = divmod(12 * day.year + day.month - 1 + int(months), 12)
        moved = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
        return moved + timedelta(days=round((months - int(months)) * 30))
    except (ValueError, OverflowError):
        return None


def narrowed(reading: Reading, part: str | None) -> Reading:
    """ "early", "mid" and "late" keep the value (TIMEX3 has a modifier for them) and narrow the bounds to a third."""
    if not part or reading.earliest is None or reading.latest is None:
        return reading
    third = timedelta(days=(reading.latest - reading.earliest).days // 3)
    words = part.casefold().replace("-", " ").split()
    if {"early", "earlier", "beginning", "start"} & set(words):
        return reading._replace(latest=reading.earliest + third)
    if {"late", "later", "end"} & set(words):
        return reading._replace(earliest=reading.latest - third)
    if {"mid", "middle"} & set(words):
        return reading._replace(earliest=reading.earliest + third, latest=reading.latest - third)
    return reading


def in_cycle(reading: Reading, steps: int) -> Reading:
    """The same weekday or day of the year, so many weeks or years on; the reading itself where there is none."""
    if reading.earliest is None or reading.cycle is None or reading.kind != "date":
        return reading
    moved = shift(reading.earliest, steps, reading.cycle)
    if moved is None:
        return reading
    if reading.grain == "season":
        season = next(name for name, (code, _) in SEASONS.items() if (reading.value or "").endswith(code))
        return season_point(moved.year, season, reading.cycle)
    return point(moved, reading.grain or "day")._replace(cycle=reading.cycle)
