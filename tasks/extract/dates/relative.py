"""Dates that count from the publication ("last week") or from what the text has just told ("two weeks later")."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tasks.extract.dates.context import Context, near_weekday
from tasks.extract.dates.durations import stretch
from tasks.extract.dates.grammar import (
    COUNT,
    DAYTIME,
    DAYTIMES,
    UNIT,
    WEEKDAY,
    numbered,
    read_count,
    rule,
    unit_name,
    weekday_number,
)
from tasks.extract.dates.points import GRAINS, Reading, day_point, narrowed, point, shift
from tasks.extract.numerals import NUMBER

_BACK = frozenset({"last", "past", "previous", "preceding"})
_ON = frozenset({"next", "coming", "following"})


def part_of_day(day: date, time: str | None) -> Reading:
    if not time:
        return day_point(day)
    return Reading("time", f"{day.isoformat()}T{DAYTIMES[time.casefold()]}", day, day, "day")


def _stepped(anchor: date | None, which: str, unit: str) -> Reading:
    """The unit in which `anchor` lies ("this", "that", "the same"), or the one before or after."""
    word = which.casefold().split()[-1]
    moved = shift(anchor, (word in _ON) - (word in _BACK), unit) if anchor else None
    return point(moved, unit) if moved else Reading("date", grain="week" if unit == "weekend" else unit)


@rule(
    r"\b(?:(?P<far>the\s+day\s+(?:before\s+yesterday|after\s+tomorrow))"
    r"|(?:(?:earlier|later|early|late)\s+)?(?:on\s+)?(?P<word>yesterday|today|tomorrow|tonight|last\s+night)"
    rf"|(?:(?:earlier|later|early|late)\s+)?this\s+(?P<this>morning|afternoon|evening))(?:\s+(?P<time>{DAYTIME}))?\b",
    re.IGNORECASE,
)
def near_day(match: re.Match[str], context: Context) -> Reading | None:
    word = (match["word"] or "").casefold()
    time = match["time"] or match["this"] or ("night" if word.endswith("night") else None)
    published = context.known("day")
    if published is None:
        return Reading("time" if time else "date")
    if match["far"]:
        step = -2 if "before" in match["far"].casefold() else 2
    else:
        step = -1 if word.startswith(("yesterday", "last")) else 1 if word == "tomorrow" else 0
    return part_of_day(published + timedelta(days=step), time)


@rule(
    r"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his(?:\s+(?:past|coming))?|[Cc]oming|[Ee]very|[Ee]ach|[Tt]hat(?!\s+\w+['’]s)"
    r"|[Tt]he\s+(?:following|next|previous|preceding))\s+)?(?:(?:[Ee]arly|[Ll]ater?|[Ee]arlier)\s+(?:on\s+)?)?"
    rf"(?<!\bSuper )(?<!\bBlack )(?<!\bCyber ){WEEKDAY}(?P<plural>s?)"
    rf"(?:\s+(?P<time>{DAYTIME})s?)?(?P<week>\s+week(?=[\s]*[.,;)]))?\b"
)
def weekday(match: re.Match[str], context: Context) -> Reading | None:
    number, which = weekday_number(match["weekday"]), " ".join((match["which"] or "").casefold().split())
    time = match["time"]
    code = f"T{DAYTIMES[time]}" if time else ""
    if match["plural"] or which in ("every", "each"):
        return Reading("set", f"XXXX-WXX-{number}{code}")
    told = context.told("week") if which.startswith(("that", "the ")) else None
    published = context.known("day")
    if told:
        day = told + timedelta(days=(number - told.isoweekday()) % 7 or (7 if which != "that" else 0))
        day -= timedelta(days=14 if which.endswith(("previous", "preceding")) and day > told else 0)
        return part_of_day(day, time)
    if published is None:
        return Reading("time" if time else "date", f"XXXX-WXX-{number}{code}", grain="day")
    if match["week"]:  # Friday week: a week after the next
        return day_point(published + timedelta(days=((number - published.isoweekday()) % 7 or 7) + 7))
    reading = part_of_day(near_weekday(number, which, published, context), time)
    return reading if which else reading._replace(cycle="week")


_PERIOD = "day|week|month|year|decade|century|season|quarter|weekend"


@rule(
    r"\b(?:(?P<part>earlier|later|early|late)\s+)?(?:(?P<near>last|this(?:\s+(?:past|coming))?|next|past|coming)"
    r"|(?P<told>(?:the|that)\s+(?:same|very|previous|preceding|following|next|last|past)|that))\s+"
    rf"(?P<unit>{_PERIOD}|{DAYTIME})\b(?!-)"
    r"|\b(?P<in>earlier|later|early|late)\s+in\s+the\s+(?P<unit2>day|week|month|year|decade)\b"
    r"|\b(?:the\s+)?(?P<end>beginning|start|middle|end)\s+of\s+(?P<which>the|this|next|last)\s+"
    r"(?P<unit3>week|month|year|decade|century)\b|\b(?P<part4>mid|late|early)-(?P<unit4>week|month|year|decade)\b",
    re.IGNORECASE,
)
def near_period(match: re.Match[str], context: Context) -> Reading | None:
    if not match["unit"]:
        unit = (match["unit2"] or match["unit3"] or match["unit4"]).casefold()
        which = match["which"] or "the"
        old = match["end"] and context.told() and context.tense() == "past"  # "in 2009. By the end of the year it had"
        told = which == "the" and (context.narrative or old or (match["in"] and unit == "day"))
        anchor = context.told("century" if context.narrative else unit) if told else None
        anchor = anchor or context.known(unit)
        return narrowed(_stepped(anchor, which, unit), match["in"] or match["end"] or match["part4"])
    unit = match["unit"].casefold()
    if unit in DAYTIMES:
        return _told_daytime(match, unit, context)
    unit = "year" if unit == "season" else unit
    if match["near"]:
        if match["near"].casefold() == "past" and unit == "day":
            return None
        return narrowed(_stepped(context.known(unit), match["near"], unit), match["part"])
    told = match["told"].casefold()
    ahead = told.endswith("next") and unit != "day" and re.search(r"\b(?:over|within|in|for|during)\s$", _left(match))
    if told.endswith(("past", " last")) or ahead:
        return stretch(1.0, unit, told.split()[-1], context)
    finest = unit if unit in GRAINS else "week"  # "the next day" is none of a year
    return narrowed(_stepped(context.told(finest), told, unit), match["part"])


def _left(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 12) : match.start()].casefold()


def _told_daytime(match: re.Match[str], unit: str, context: Context) -> Reading | None:
    """ "the following morning", "that night": a part of the day that the text has just told of, or of the next one."""
    if not match["told"]:
        return None
    return _daytime(_stepped(context.told("day"), match["told"], "day"), unit)


def _daytime(day: Reading, time: str) -> Reading:
    return day._replace(kind="time", value=f"{day.value}T{DAYTIMES[time]}" if day.value else None)


@rule(
    r"\b(?:over|at|during|by|before|until|on|for|into|through|after|ahead\s+of)\s+(?P<bare>the\s+weekend)\b(?!\s+(?:of|before|after)\b)",
    re.IGNORECASE,
)
def the_weekend(match: re.Match[str], context: Context) -> Reading | None:
    """ "over the weekend": the one before the publication, or that of its week if it has come or is to come."""
    published = context.known("day")
    if published is None:
        return Reading("date", grain="week")
    past = published.isoweekday() < 6 and context.tense() != "future"
    return point(published - timedelta(days=7 if past else 0), "weekend")


@rule(r"\b(?:the\s+)?year(?:[’']s)?[- ]end\b", re.IGNORECASE)
def year_end(match: re.Match[str], context: Context) -> Reading | None:
    published = context.known("year")
    return narrowed(point(published, "year"), "end") if published else Reading("date", grain="year")


_FROM = (
    r"(?:today|yesterday|tomorrow)(?:\s+(?:morning|afternoon|evening|night))?|tonight|this\s+(?:week|month|year)"
    r"|(?:last|next)\s+(?:week|month)"
)


@rule(
    rf"(?:{COUNT})(?:\s+(?:full|short|long))?[\s-]+{UNIT}(?:\s+and\s+(?P<half>a\s+half))?"
    rf"(?:\s+and\s+{numbered(f'(?P<count>{NUMBER})', 2)}\s+{numbered(UNIT, 2)})?\s+"
    rf"(?P<way>ago(?:\s+(?P<from>{_FROM})\b)?|(?:earlier|later)(?!\s+than\b)|from\s+(?:now|(?P<from2>today|yesterday|tomorrow))|hence|previously"
    r"|prior(?!\s+to)|(?:before|after)(?=\s*[.,;:)\n]|\s*$)|back(?=[\s]*[.,;)]))(?![\w-])",
    re.IGNORECASE,
)
def distance(match: re.Match[str], context: Context) -> Reading | None:
    unit, way = unit_name(match), match["way"].casefold().split()[0]
    count = read_count(match["count"])
    back = way not in ("later", "after", "from", "hence")
    near = way in ("ago", "from", "hence", "back")
    if count is None:
        return Reading("date", "PAST_REF" if way == "ago" else None)
    count = (count + (0.5 if match["half"] else 0)) * (-1 if back else 1)
    if unit in ("second", "minute", "hour"):
        return _moment(count, unit, context) if near else Reading("time")
    return _away(match, count, unit, near, context)


#: Units that are counted in another, how many of it they are, and the grain of a point that they lead to.
_COUNTED_IN = {
    "night": ("day", 1), "fortnight": ("week", 2), "season": ("year", 1), "decade": ("year", 10),
    "century": ("year", 100),
}  # fmt: skip


#: "A week later" counts from no summer.
_COARSEST = {"day": "week", "week": "week", "weekend": "week", "month": "season"}


def _away(match: re.Match[str], count: float, unit: str, near: bool, context: Context) -> Reading:
    unit, factor = _COUNTED_IN.get(unit, (unit, 1))
    start = (match["from"] or match["from2"] or "").casefold()
    if start:
        return _away_from(start, count * factor, unit, context)
    grain, anchor = unit, context.known(unit) if near else context.told(_COARSEST.get(unit, "century"))
    if context.told() is None and not near and not context.narrative and unit in ("day", "week", "month"):
        anchor = context.story(unit)  # "deployed two weeks earlier", where nothing near is dated
    if not near and unit == "year" and count % 1 == 0 and context.last:
        grain = _compared(match, context.last.reading.grain)
    moved = shift(anchor, count * factor, unit) if anchor else None
    if moved and match["unit2"] and unit_name(match, "unit2") in ("day", "week", "month"):
        grain = unit_name(match, "unit2")
        moved = shift(moved, (read_count(match["count2"]) or 0.0) * (1 if count > 0 else -1), grain)
    elif unit == "year" and count % 1:
        grain = "month"
    return point(moved, grain) if moved else Reading("date", grain="week" if grain == "weekend" else grain)


_THAN = re.compile(r"\b(?:from|than|with|to|on|against)\s+$", re.IGNORECASE)


def _compared(match: re.Match[str], told: str | None) -> str:
    """What is compared with a quarter or month, "up from a year earlier", is the same one of the year before."""
    month = told == "month" and _THAN.search(match.string, max(0, match.start() - 8), match.start())
    return "quarter" if told == "quarter" else "month" if month else "year"


def _away_from(start: str, count: float, unit: str, context: Context) -> Reading:
    """ "a year ago today", "a week from tomorrow night": the very day, week or month of then."""
    words = start.split()
    grain = next((word for word in words if word in ("week", "month", "year")), "day")
    time = next((word for word in words if word in DAYTIMES), "night" if "tonight" in words else None)
    step = -1 if words[0] in ("yesterday", "last") else 1 if words[0] in ("tomorrow", "next") else 0
    published = context.known("day")
    anchor = shift(published, step, grain) if published else None
    moved = shift(anchor, count, unit) if anchor else None
    if moved is None:
        return Reading("date", grain=grain)
    return part_of_day(moved, time) if grain == "day" else point(moved, grain)


def _moment(count: float, unit: str, context: Context) -> Reading:
    if context.clock is None:
        return Reading("time")
    moment = context.clock + timedelta(seconds=count * {"second": 1, "minute": 60, "hour": 3600}[unit])
    return Reading("time", moment.strftime("%Y-%m-%dT%H:%M"), moment.date(), moment.date(), "day")


@rule(
    r"\b(?:many\s+|several\s+)?(?:years|decades|centuries|months|weeks|days|hours|minutes)\s+(?P<way>ago|earlier|later)\b",
    re.IGNORECASE,
)
def vague_distance(match: re.Match[str], context: Context) -> Reading | None:
    return Reading("date", "PAST_REF" if match["way"].casefold() == "ago" else None)


@rule(
    rf"\b(?:the|a)\s+(?P<unit>year|month|week|day|{DAYTIME})\s+(?P<way>before|after|earlier|later)\b(?=\s*[.,;:)\n]|\s*$)",
    re.IGNORECASE,
)
def unit_before(match: re.Match[str], context: Context) -> Reading | None:
    """ "the day before", "the night before", of what the text has just told."""
    unit, which = match["unit"].casefold(), "last" if match["way"].casefold() in ("before", "earlier") else "next"
    if unit in DAYTIMES:
        return _daytime(_stepped(context.told("day"), which, "day"), unit)
    return _stepped(context.told("day" if unit == "day" else "century"), which, unit)
