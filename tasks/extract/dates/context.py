"""What an expression is read against, and how a day without a year, or a weekday, finds its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from tasks.extract.dates.points import GRAINS, Reading, day_point, month_point, valid_date

#: Days by which a story may name a day without its year against the tense ("set a hearing for March 28"): of one that
#: is ten months away, news tells the year …
_SLACK = 60
#: … and how much farther a point to come must count when the tense tells nothing: news tells of what has happened.
_AHEAD = 1.25
_AGAINST_TENSE = 10_000  #: days, more than any two occurrences of a yearly date are apart


_NEWS = timedelta(days=7)  #: age of what an article begins with
_REACH = 3  #: sentences after which a date is too far back for "two days later", in news …
_DAY_REACH = 6  #: … and after which a day, where nothing nearer is one, is too far back for "the next day"


def no_tense() -> str | None:
    return None


class Told(NamedTuple):
    """A point in time, and the sentence that named it."""

    reading: Reading
    sentence: int


@dataclass(slots=True)
class Context:
    """What an expression is read against.

    published: day of publication, or None; grain is the finest part of it that is known (day, month, year).
    clock: publication to the minute, where known.
    last: the latest point in time that the text has named.
    day: the latest that was no longer than a day; first: the first of these.
    quarter: the first quarter that the text has named.
    narrative: whether the text tells of other times, so that a day without a year belongs to `last`.
    day_first: whether the text writes 3/5/2024 for the third of May; None when it does not show.
    tense: past or future, of the clause that is being read; None when it does not show.
    """

    published: date | None = None
    grain: str = "day"
    clock: datetime | None = None
    last: Told | None = None
    day: Told | None = None
    first: date | None = None
    quarter: Reading | None = None
    narrative: bool = False
    day_first: bool | None = None
    tense: Callable[[], str | None] = no_tense

    def known(self, grain: str) -> date | None:
        """The publication day, when it is known finely enough to count in `grain`."""
        if self.published is None:
            return None
        finest = GRAINS.index(self.grain)
        return self.published if GRAINS.index("week" if grain == "weekend" else grain) >= finest else None

    def story(self, grain: str) -> date | None:
        """The day of which the article tells first, if that is news; else the publication."""
        published = self.known(grain)
        news = published and self.first and timedelta(0) <= published - self.first <= _NEWS
        return self.first if news else published

    def tell(self, reading: Reading, sentence: int) -> None:
        self.last = Told(reading, sentence)
        if reading.grain == "quarter":
            self.quarter = self.quarter or reading
        if reading.grain == "day":
            self.day = self.last
            self.first = self.first or reading.earliest

    def forget(self, sentence: int) -> None:
        """What was told too far back for `sentence` to count from; other times stay in mind until others are told."""
        if self.day and sentence - self.day.sentence > _DAY_REACH:
            self.day = None
        if self.last and sentence - self.last.sentence > _REACH and not self.narrative:
            self.last = None

    def told(self, finest: str = "century", end: bool = False) -> date | None:
        """First or last day of the point that the text has just named and that is no coarser than `finest`."""
        for told in (self.last, self.day):
            if told and told.reading.grain and GRAINS.index(told.reading.grain) <= GRAINS.index(finest):
                return told.reading.latest if end else told.reading.earliest
        return None


def yearless(month: int, day: int | None, context: Context, weekday: int | None = None) -> Reading:
    """A month, or a day of it, without its year: in the year of what the text has just told, or near the publication.

    weekday: 1 to 7 when the text gives it; of the years around it takes one in which the day falls on it.
    """
    finish = f"-{day:02d}" if day else ""
    unknown = Reading("date", f"XXXX-{month:02d}{finish}", grain="day" if day else "month")
    published = context.known("month")
    told = context.told() if context.narrative and (published is None or context.tense() != "future") else None
    if told:
        year = told.year
    elif published:
        year = near_year(month, day, published, context.tense(), weekday)
    elif context.published is None and context.first:  # the day of which an article without a date tells
        year = near_year(month, day, context.first, context.tense(), weekday)
    else:
        return unknown
    if not day:
        return month_point(year, month, cycle="year")
    exact = valid_date(year, month, day)
    return day_point(exact, cycle="year") if exact else unknown


def near_year(
    month: int, day: int | None, published: date, tense: str | None = None, weekday: int | None = None
) -> int:
    """The year near the publication that suits the tense."""
    years = [published.year, published.year - 1, published.year + 1]
    if day and weekday:
        fits = [year for year in years if (exact := valid_date(year, month, day)) and exact.isoweekday() == weekday]
        years = fits or years
    slack = _SLACK if day else 0

    def distance(year: int) -> float:
        days = 365 * (year - published.year) + 30.4 * (month - published.month)
        days += day - published.day if day else 0
        if (tense == "past" and days > slack) or (tense == "future" and days < -slack):
            return _AGAINST_TENSE + abs(days)
        return days * (_AHEAD if tense is None else 1) if days > 0 else -days

    return min(years, key=distance)


def near_weekday(number: int, which: str, published: date, context: Context) -> date:
    """ "Friday": the last one up to the day of publication, or the next one where the clause speaks of the future."""
    ahead = (number - published.isoweekday()) % 7
    if which == "last" or "past" in which:
        back = ahead - 7 if ahead else -7
        return published + timedelta(days=back)
    if which == "next" or "coming" in which:
        return published + timedelta(days=ahead or 7)
    tense = context.tense()
    if which == "this" and tense is None:
        return published + timedelta(days=number - published.isoweekday())
    return published + timedelta(days=ahead if tense == "future" or ahead == 0 else ahead - 7)
