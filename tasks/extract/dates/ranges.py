"""What two neighbouring expressions say together: the range between them, or a time of day and its day."""

from __future__ import annotations

import re
from datetime import date

from tasks.extract.annotations import Chars
from tasks.extract.dates.clock import UNDATED
from tasks.extract.dates.points import Reading, in_cycle

Point = tuple[Chars, Reading]

_TO = re.compile(r"(?:\s*,?\s*(?:[-–—]|\b(?:to|through|thru|until|till)\b)\s*|\s+up\s+to\s+)(?:the\s+)?")
_AND = re.compile(r"\s*,?\s*and\s+(?:the\s+)?")
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_BESIDE = re.compile(r"(?:\s*,?\s*(?:on|at|,|\()?\s*)")
_FAR = 40  #: characters between two expressions that still belong together


def date_clock_times(text: str, points: list[Point]) -> list[Point]:
    """A time of day beside a day happens on that day: "5 p.m. on Friday". A part of a day gives way to it."""
    dated = list(points)
    order = [*range(len(dated) - 1), *reversed(range(len(dated) - 1))]  # "6 to 9 p.m. on Friday": 9, then 6
    for i in order:
        (first, _), (second, _) = dated[i], dated[i + 1]
        between = text[first.end : second.start] if second.start - first.end < _FAR else "far"
        if _BESIDE.fullmatch(between):
            dated[i : i + 2] = _with_day(dated[i], dated[i + 1])
        elif _TO.fullmatch(between) or (_AND.fullmatch(between) and _is_between(text, first)):
            dated[i : i + 2] = _with_day(dated[i], dated[i + 1], clocks=True)
    return dated


def _with_day(first: Point, second: Point, clocks: bool = False) -> list[Point]:
    pair = [first, second]
    for at, other in ((0, 1), (1, 0)):
        (where, time), (_, day) = pair[at], pair[other]
        both = day.kind == "time" and "T" in (day.value or "") and not (day.value or "").startswith(UNDATED)
        is_day = day.earliest is not None and day.earliest == day.latest and (both or not clocks)
        if time.kind == "time" and (time.value or "").startswith(UNDATED) and is_day and day.earliest:
            pair[at] = (where, on_day(time, day.earliest))
    return pair


def on_day(time: Reading, day: date) -> Reading:
    clock = (time.value or "").removeprefix(UNDATED)
    return time._replace(value=f"{day.isoformat()}T{clock}", earliest=day, latest=day, grain="day")


def _is_between(text: str, where: Chars) -> bool:
    return bool(_BETWEEN.search(text, max(0, where.start - 14), where.start))


def join_ranges(text: str, points: list[Point], published: date | None) -> tuple[list[Point], list[Point]]:
    """The points, those of a range set right against each other, and the ranges: "from May 3 to May 5"."""
    points, ranges = list(points), []
    for i in range(len(points) - 1):
        (first, begin), (second, end) = points[i], points[i + 1]
        between = text[first.end : second.start] if second.start - first.end < _FAR else "far"
        if not (_TO.fullmatch(between) or (_AND.fullmatch(between) and _is_between(text, first))):
            continue
        begin, end = _under_way(*_in_order(begin, end, published), published)
        if begin.kind != end.kind or begin.kind not in ("date", "time") or not (begin.value and end.value):
            continue
        if begin.earliest and end.latest and begin.earliest <= end.latest:
            points[i : i + 2] = (first, begin), (second, end)
            whole = Reading("date", f"{begin.value}/{end.value}", begin.earliest, end.latest, begin.grain)
            ranges.append((Chars(first.start, second.end), whole._replace(kind=begin.kind)))
    return points, ranges


def _under_way(begin: Reading, end: Reading, published: date | None) -> tuple[Reading, Reading]:
    """What "runs from 3 March to 5 October" is the range that the publication lies in, where one does."""
    if published and begin.cycle == end.cycle == "year" and begin.earliest and begin.earliest > published:
        first, last = in_cycle(begin, -1), in_cycle(end, -1)
        if first.earliest and last.latest and first.earliest <= published <= last.latest:
            return first, last
    return begin, end


def _in_order(begin: Reading, end: Reading, published: date | None) -> tuple[Reading, Reading]:
    """Of two days of which one left its week or year open, the occurrence that makes them a range."""
    if not (begin.earliest and end.earliest):
        return begin, end
    years = end.earliest.year - begin.earliest.year
    if begin.cycle == "year" and end.cycle is None and end.grain in ("day", "month"):
        begin = in_cycle(begin, years)
    elif end.cycle == "year" and begin.cycle is None and begin.grain in ("day", "month"):
        end = in_cycle(end, -years)
    assert begin.earliest is not None
    assert end.earliest is not None
    if begin.earliest <= end.earliest:
        return begin, end
    over = end.cycle is None or (published is not None and end.earliest <= published)
    return (in_cycle(begin, -1), end) if begin.cycle and over else (begin, in_cycle(end, 1))
