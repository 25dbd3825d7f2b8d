from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.ingest.file_name import date_in_name, outlet_in_name
from tasks.ingest.publication_date import date_in_url, stated_date


def stated(value: object) -> tuple[str, str] | None:
    found = stated_date(value)
    return (found.at.strftime("%Y-%m-%dT%H:%M:%S%z"), found.precision) if found else None


@pytest.mark.parametrize(
    ("value", "moment", "precision"),
    [
        ("2024-09-27T10:15:33+09:00", "2024-09-27T01:15:33+0000", "second"),
        ("2024-09-27T10:15:33.123Z", "2024-09-27T10:15:33+0000", "second"),
        ("2024-09-27T10:15", "2024-09-27T10:15:00+0000", "minute"),
        ("2024-09-27 00:00:00", "2024-09-27T00:00:00+0000", "day"),
        ("2024-09-27", "2024-09-27T00:00:00+0000", "day"),
        ("20240927", "2024-09-27T00:00:00+0000", "day"),
        ("20240927101533", "2024-09-27T10:15:33+0000", "second"),
        ("2024-09", "2024-09-01T00:00:00+0000", "month"),
        ("2024", "2024-01-01T00:00:00+0000", "year"),
        ("Fri, 27 Sep 2024 10:15:33 GMT", "2024-09-27T10:15:33+0000", "second"),
        ("Sept. 27, 2024", "2024-09-27T00:00:00+0000", "day"),
        ("Friday 27 September 2024 10.15 BST", "2024-09-27T09:15:00+0000", "minute"),
        ("September 27, 2024, 3:04 p.m. ET", "2024-09-27T19:04:00+0000", "minute"),
        ("January 27, 2024, 3:04 p.m. ET", "2024-01-27T20:04:00+0000", "minute"),
        ("September 2024", "2024-09-01T00:00:00+0000", "month"),
        ("27/09/2024", "2024-09-27T00:00:00+0000", "day"),
        ("9/27/2024", "2024-09-27T00:00:00+0000", "day"),
        ("03/04/2024", "2024-01-01T00:00:00+0000", "year"),  # March or April: only the year is sure
        ("04/04/2024", "2024-04-04T00:00:00+0000", "day"),
        (1727400000, "2024-09-27T01:20:00+0000", "second"),
        (1727400000000, "2024-09-27T01:20:00+0000", "second"),
        ("1727400000", "2024-09-27T01:20:00+0000", "second"),
        (2024, "2024-01-01T00:00:00+0000", "year"),
        (date(2024, 9, 27), "2024-09-27T00:00:00+0000", "day"),
        (datetime(2024, 9, 27, 10, 15, 33, tzinfo=UTC), "2024-09-27T10:15:33+0000", "second"),
    ],
)
def test_stated_dates(value: object, moment: str, precision: str):
    assert stated(value) == (moment, precision)


@pytest.mark.parametrize(
    "value",
    ["yesterday", "2 hours ago", "Monday", "Sept 27", "soon", "", "0", "12", "2024-13-45", "32 May 2024",
     "9999999999999999", None, True, float("nan"), float("inf"), -5, 10**30, "27 septembre 2024", "0000-00-00"],
)  # fmt: skip
def test_what_states_no_date(value: object):
    assert stated(value) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/2024/09/27/slug", "2024-09-27"),
        ("https://example.org/world/2024/sep/07/slug", "2024-09-07"),
        ("https://example.org/world/2024-09-27/slug", "2024-09-27"),
        ("https://example.org/1234/56/78/slug", None),
        ("https://example.org/slug", None),
    ],
)
def test_dates_in_addresses(url: str, day: str | None):
    found = date_in_url(url)
    assert (found.at.date().isoformat() if found else None) == day


def test_file_names():
    found = date_in_name("hillside-review_2016-09-12_slug.txt")
    assert found is not None
    assert found.at.date() == date(2016, 9, 12)
    assert date_in_name("report-20160912.txt") is None
    assert outlet_in_name("hillside-review_2016-09-12_slug.txt") == "hillside-review"
    assert outlet_in_name("hillside-review_2016-09-12.txt") == "hillside-review"
    assert outlet_in_name("2016-09-12_slug.txt") is None
    assert outlet_in_name("asian-nato.txt") is None


@given(st.one_of(st.text(max_size=40), st.from_regex(r"[0-9 ./:-]{1,30}( [A-Z]{2,3})?", fullmatch=True), st.floats()))
def test_no_value_breaks_it(value: object):
    found = stated_date(value)
    assert found is None or found.at.tzinfo is UTC


def test_dates_do_not_depend_on_today():
    assert stated("May 2031") == ("2031-05-01T00:00:00+0000", "month")
    assert stated("10:15") is None
