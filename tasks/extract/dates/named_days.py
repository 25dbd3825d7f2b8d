"""Days and times with a name: feasts, and the wars that news counts from."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.easter import easter

from tasks.extract.dates.context import Context, near_year
from tasks.extract.dates.grammar import YEAR, rule
from tasks.extract.dates.points import Reading, day_point, nth_weekday

_FIXED = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26),
    "new year's day": (1, 1), "new year's eve": (12, 31), "valentine's day": (2, 14), "may day": (5, 1),
    "fourth of july": (7, 4), "halloween": (10, 31), "bastille day": (7, 14), "st. patrick's day": (3, 17),
    "juneteenth": (6, 19), "veterans day": (11, 11), "armistice day": (11, 11), "remembrance day": (11, 11),
    "australia day": (1, 26), "anzac day": (4, 25), "canada day": (7, 1),
}  # fmt: skip
#: Month, weekday and which one in the month (-1: the last).
_FLOATING = {
    "thanksgiving": (11, 4, 4), "thanksgiving day": (11, 4, 4), "labor day": (9, 1, 1), "memorial day": (5, 1, -1),
    "martin luther king jr. day": (1, 1, 3), "presidents' day": (2, 1, 3), "columbus day": (10, 1, 2),
}  # fmt: skip
#: Days from Easter Sunday.
_EASTER = {"easter": 0, "easter sunday": 0, "easter monday": 1, "good friday": -2}
_FEASTS = "|".join(sorted((*_FIXED, *_FLOATING, *_EASTER), key=len, reverse=True))
_FEASTS = _FEASTS.replace("'", "['’]").replace(".", r"\.?").replace(" ", r"\s+")


@rule(
    rf"\b(?:(?P<which>last|next|this)\s+)?(?P<feast>{_FEASTS})(?![\w])(?:,?\s+{YEAR})?(?-i:(?!\s+[A-Z][a-z]))",
    re.IGNORECASE,
)
def feast(match: re.Match[str], context: Context) -> Reading | None:
    name = " ".join(match["feast"].casefold().replace("’", "'").split())
    if not match["feast"][0].isupper():
        return None
    if match["year"]:
        return day_point(_in_year(name, int(match["year"])))
    published, which = context.known("day"), (match["which"] or "").casefold()
    if published is None:
        return Reading("date", "XXXX-{:02d}-{:02d}".format(*_FIXED[name]) if name in _FIXED else None, grain="day")
    day = _in_year(name, published.year)
    if which == "this":
        return day_point(day)
    tense = {"last": "past", "next": "future"}.get(which) or context.tense()
    return day_point(_in_year(name, near_year(day.month, day.day, published, tense)))


def _in_year(name: str, year: int) -> date:
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name in _EASTER:
        return easter(year) + timedelta(days=_EASTER[name])
    month, weekday, nth = _FLOATING[name]
    return nth_weekday(year, month, weekday, nth)


_ATTACKS = date(2001, 9, 11)


@rule(
    r"\b9/11\b(?!/)|\bSept(?:ember|\.)?\s+11(?:th)?\s+(?:terror(?:ist)?\s+)?(?:attacks?|hijack\w+|commission)\b",
    re.IGNORECASE,
)
def september_11(match: re.Match[str], context: Context) -> Reading | None:
    return day_point(_ATTACKS)


#: First and last day.
_WARS = {
    "first": (date(1914, 7, 28), date(1918, 11, 11)),
    "second": (date(1939, 9, 1), date(1945, 9, 2)),
    "cold": (date(1947, 3, 12), date(1991, 12, 26)),
}


@rule(
    r"\b(?:since|after|before|during|until|till|in|throughout|from|following|of|end\s+of)\s+(?:the\s+)?"
    r"(?P<bare>World\s+War\s+(?P<number>II|I|One|Two|1|2)|WW(?P<short>II|I|2|1)|(?P<ordinal>First|Second)\s+World\s+War|(?P<cold>Cold)\s+War)\b"
)
def war(match: re.Match[str], context: Context) -> Reading | None:
    number = match["number"] or match["short"]
    name = (match["ordinal"] or match["cold"] or ("first" if number in ("I", "One", "1") else "second")).casefold()
    first, last = _WARS[name]
    return Reading("date", f"{first.year}/{last.year}", first, last)
