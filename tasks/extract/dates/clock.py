"""Times of day, their zones, and lengths told like them (a race's 2:11:05)."""

from __future__ import annotations

import re

from tasks.extract.dates.context import Context
from tasks.extract.dates.grammar import rule
from tasks.extract.dates.points import Pair, Reading
from tasks.extract.numerals import read_number

#: A time of day whose day is not told.
UNDATED = "XXXX-XX-XXT"

#: Abbreviations that mean one offset in the news; IST (Irish, Indian, Israeli) and AST, for two, mean several.
_ZONES = {
    "GMT": "Z", "UTC": "Z", "EST": "-05:00", "EDT": "-04:00", "CST": "-06:00", "CDT": "-05:00", "MST": "-07:00",
    "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00", "BST": "+01:00", "CET": "+01:00", "CEST": "+02:00",
    "EET": "+02:00", "EEST": "+03:00", "MSK": "+03:00", "JST": "+09:00", "AEST": "+10:00", "AEDT": "+11:00",
    "EAT": "+03:00", "WAT": "+01:00", "SAST": "+02:00", "PKT": "+05:00", "SGT": "+08:00", "HKT": "+08:00",
    "NZST": "+12:00", "NZDT": "+13:00", "AWST": "+08:00", "BRT": "-03:00", "WIB": "+07:00", "PHT": "+08:00",
    "KST": "+09:00",
}  # fmt: skip
_OFFSET = r"(?:UTC|GMT)\s?(?P<sign>[+−-])(?P<hours>1[0-4]|0?\d)(?::(?P<minutes>[034][05]))?(?![\d:])"
_NAMED_TIME = r"\s+\(?(?:local|Eastern|Pacific|Central|Mountain)\s+(?:[Ss]tandard\s+|[Dd]aylight\s+)?[tT]ime\b"
_ZONE = rf"(?:(?:{_NAMED_TIME})?\s+\(?(?P<zone>{_OFFSET}|(?:{'|'.join(_ZONES)}|[ECMP]T)\b)|{_NAMED_TIME})?"
_HALF = r"(?P<half>[aApP](?:\.\s?[mM]\.|\.?[mM]\b))"


def _zone(match: re.Match[str]) -> str:
    if match["zone"] and match["sign"]:
        return f"{'+' if match['sign'] == '+' else '-'}{int(match['hours']):02d}:{match['minutes'] or '00'}"
    return _ZONES.get(match["zone"] or "", "")


def _clock(hour: int, minute: int, half: str | None, zone: str) -> Reading | None:
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (half[0] in "pP")
    return Reading("time", f"{UNDATED}{hour:02d}:{minute:02d}{zone}")


@rule(
    r"(?<![\d:.$,/-])(?:(?P<from>[01]?\d)(?:[:.](?P<from_minute>[0-5]\d))?(?P<join>\s?[-–]\s?|\s+(?:to|and)\s+))?"
    rf"(?P<hour>[01]?\d)(?:[:.](?P<minute>[0-5]\d))?\s?{_HALF}{_ZONE}"
)
def half_day_clock(match: re.Match[str], context: Context) -> Reading | Pair | None:
    """ "5 p.m.", "5.30pm", "9-11 a.m."."""
    zone = _zone(match)
    last = _clock(int(match["hour"]), int(match["minute"] or 0), match["half"], zone)
    if last is None or not match["from"]:
        return last
    half = match["half"]
    if int(match["from"]) % 12 > int(match["hour"]) % 12:
        half = "am" if half[0] in "pP" else "pm"
    first = _clock(int(match["from"]), int(match["from_minute"] or 0), half, zone)
    return Pair(first, last, (match.start("join"), match.start("hour"))) if first else None


@rule(
    rf"(?<![\d:.$,/-])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:]|\.\d|\s?[aApP]\.?[mM]\b){_ZONE}"
)
def clock(match: re.Match[str], context: Context) -> Reading | None:
    """17:00 GMT. Hours, minutes and seconds without a zone are a length, unless "at" or the like makes them a time."""
    before = match.string[max(0, match.start() - 8) : match.start()]
    seconds = re.match(r"\d+:\d\d:(\d\d)", match[0])
    if seconds and not match["zone"] and not re.search(r"\b(?:at|until|by|from|to)\s$", before, re.IGNORECASE):
        return Reading("duration", f"PT{int(match['hour'])}H{int(match['minute'])}M{int(seconds[1])}S")
    return _clock(int(match["hour"]), int(match["minute"]), None, _zone(match))


@rule(rf"(?<![\w:.,$/-])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\s(?P<zone>{'|'.join(_ZONES)})\b")
def zoned_clock(match: re.Match[str], context: Context) -> Reading | None:
    """2142 UTC."""
    return _clock(int(match["hour"]), int(match["minute"]), None, _ZONES[match["zone"]])


@rule(rf"\b(?:(?P<word>noon|midnight|midday)|(?P<oclock>1[0-2]|[1-9]|[a-z]+)\s+o['’]clock)\b{_ZONE}", re.IGNORECASE)
def clock_word(match: re.Match[str], context: Context) -> Reading | None:
    if match["word"]:
        return _clock(0 if match["word"].casefold() == "midnight" else 12, 0, None, _zone(match))
    hour = read_number(match["oclock"])
    return _clock(int(hour), 0, None, _zone(match)) if hour and 1 <= hour <= 12 else None
