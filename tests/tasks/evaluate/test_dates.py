"""Dates found and valued."""

from __future__ import annotations

from dataclasses import replace

from tasks.evaluate.dates import dates_found
from tasks.evaluate.documents import GoldDate
from tasks.evaluate.scores import Score
from tests.tasks.evaluate.documents_build import DOCUMENT, FOUND


def test_a_date_is_found_where_it_is_touched_and_valued_when_the_value_is_the_same():
    found = dates_found([DOCUMENT], {DOCUMENT.name: FOUND})
    assert found == {"dates/any": Score.paired(2, 2, 2), "dates/value": Score.paired(1, 2, 2)}


def test_a_date_that_is_missed_has_no_value():
    found = dates_found([DOCUMENT], {DOCUMENT.name: replace(FOUND, dates=FOUND.dates[:1])})
    assert found["dates/any"] == Score.paired(1, 1, 2)
    assert found["dates/value"] == Score.paired(1, 1, 2)


def test_a_value_without_a_year_is_not_asked_for():
    month = replace(DOCUMENT, dates=(*DOCUMENT.dates, GoldDate(0, 3, "--07")))
    found = dates_found([month], {DOCUMENT.name: FOUND})
    assert found["dates/any"].gold == 3
    assert found["dates/value"].gold == 2


def test_a_time_of_day_is_compared_by_its_day():
    timed = replace(FOUND, dates=tuple(replace(date, value=f"{date.value}TNI") for date in FOUND.dates))
    assert dates_found([DOCUMENT], {DOCUMENT.name: timed})["dates/value"] == Score.paired(1, 2, 2)


def test_a_duration_is_no_day():
    lengths = replace(FOUND, dates=tuple(replace(date, value="P1D") for date in FOUND.dates))
    assert dates_found([DOCUMENT], {DOCUMENT.name: lengths})["dates/value"] == Score.paired(0, 2, 2)
