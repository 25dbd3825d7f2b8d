"""Date and time expressions and their values."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from tasks.extract.annotations import DateExpression, Dateline
from tasks.extract.dates import candidates
from tasks.extract.dates.component import find_dates
from tasks.extract.dates.grammar import RULES
from tests.tasks.extract.dates.test_values import cases

TUESDAY = datetime(2024, 10, 1, 9, 30, tzinfo=UTC)


def dates(
    nlp: Language, text: str, published: datetime | None = TUESDAY, precision: str = "day"
) -> list[DateExpression]:
    doc = nlp(text)
    doc._.dateline = Dateline(published, precision if published else None)
    return find_dates(doc)._.date_expressions


def values(nlp: Language, text: str, published: datetime | None = TUESDAY) -> list[tuple[str, str | None]]:
    return [(text[found.chars.start : found.chars.end], found.value) for found in dates(nlp, text, published=published)]


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("on September 27, 2024", "2024-09-27"),
        ("on 27 September 2024", "2024-09-27"),
        ("on 2024-09-27", "2024-09-27"),
        ("on 9/27/2024", "2024-09-27"),
        ("in May 2019", "2019-05"),
        ("in 1944", "1944"),
        ("for the first time since 1944", "1944"),
        ("in the 1950s", "195X"),
        ("in the early 1990s", "199X"),
        ("in the 19th century", "18XX"),
        ("on Friday", "2024-09-27"),
        ("on Tuesday", "2024-10-01"),
        ("last Friday", "2024-09-27"),
        ("next Friday", "2024-10-04"),
        ("yesterday", "2024-09-30"),
        ("last week", "2024-W39"),
        ("last month", "2024-09"),
        ("last year", "2023"),
        ("two weeks ago", "2024-W38"),
        ("ten years ago", "2014"),
        ("three days ago", "2024-09-28"),
        ("last August", "2024-08"),
        ("in November", "2023-11"),
        ("last summer", "2024-SU"),
        ("in the third quarter of 2023", "2023-Q3"),
        ("for two weeks", "P2W"),
        ("for a decade", "P10Y"),
        ("every Friday", "XXXX-WXX-5"),
        ("every year", "P1Y"),
        ("on Christmas Day", "2023-12-25"),
        ("on 9/11", "2001-09-11"),
    ],
)
def test_value_against_the_publication(nlp: Language, phrase: str, value: str) -> None:
    assert [found for _, found in values(nlp, f"The envoys of Vell met {phrase}.")] == [value]


def test_a_range_and_its_ends_are_dates(nlp: Language) -> None:
    found = dates(nlp, "He was mayor in 2015-16.")
    assert [found.value for found in found] == ["2015", "2015/2016", "2016"]
    assert (found[1].earliest, found[1].latest) == (date(2015, 1, 1), date(2016, 12, 31))


def test_two_dates_that_are_listed_are_no_range(nlp: Language) -> None:
    found = values(nlp, "It met on 3 and 5 May 2020, in 2021 and in 2023.")
    assert [value for _, value in found] == ["2020-05-03", "2020-05-05", "2021", "2023"]


@pytest.mark.parametrize("text", ["The fee rose by 2019 dollars.", "He cited Exodus 18:21 there.", "It won 3:2."])
def test_numbers_that_only_look_like_dates(nlp: Language, text: str) -> None:
    assert values(nlp, text) == []


def test_only_the_surroundings_of_a_trigger_are_searched_and_nothing_is_lost() -> None:
    for _, sentence, _ in cases():
        everywhere = [(rule.name, match.span()) for rule in RULES for match in rule.pattern.finditer(sentence)]
        found = [(candidate.rule.name, candidate.match.span()) for candidate in candidates(sentence)]
        assert sorted(found) == sorted(everywhere)


def test_a_clause_about_the_future_looks_ahead(nlp: Language) -> None:
    assert values(nlp, "The envoys will meet on Friday.") == [("Friday", "2024-10-04")]


def test_a_distance_counts_from_the_date_told_before(nlp: Language) -> None:
    text = "The mine opened on 3 May 2021. It closed two years later."
    assert values(nlp, text) == [("3 May 2021", "2021-05-03"), ("two years later", "2023")]


def test_without_a_publication_date_relative_dates_stay_without_value(nlp: Language) -> None:
    found = dates(nlp, "He left yesterday. They met in October and in 1944.", published=None)
    assert [(d.value, d.earliest is None) for d in found] == [(None, True), ("XXXX-10", True), ("1944", False)]


def test_what_is_coarser_than_the_publication_date_is_known(nlp: Language) -> None:
    found = dates(nlp, "He left yesterday after a bad last year.", precision="year")
    assert [d.value for d in found] == [None, "2023"]


def test_bounds_are_first_and_last_day(nlp: Language) -> None:
    (found,) = dates(nlp, "The treaty was signed in February 2024.")
    assert (found.earliest, found.latest) == (date(2024, 2, 1), date(2024, 2, 29))


def test_either_order_of_a_numeric_date_stays_open(nlp: Language) -> None:
    (found,) = dates(nlp, "It was signed on 3/5/2024.")
    assert (found.value, found.earliest, found.latest) == ("2024-XX-XX", date(2024, 3, 5), date(2024, 5, 3))


def test_clock_time_takes_the_day_beside_it(nlp: Language) -> None:
    assert ("5 p.m.", "2024-09-27T17:00") in values(nlp, "Polls closed at 5 p.m. on Friday.")


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("The quake struck on Monday. It hit at 14:30 GMT.", "2024-09-30T14:30Z"),
        ("The quake struck on Monday, police said on Tuesday. It hit at 14:30 GMT.", "2024-09-30T14:30Z"),
        ("Osborn called the mayor on Monday and left at noon.", "2024-09-30T12:00"),
        ("The ferry left at 9 p.m. on Sunday and was due at 5 a.m.", "XXXX-XX-XXT05:00"),
        ("The club was founded on 3 May 1921. Doors open at 7 p.m.", "XXXX-XX-XXT19:00"),
    ],
)
def test_clock_time_is_on_the_weekday_just_told(nlp: Language, text: str, clock: str) -> None:
    assert values(nlp, text)[-1][1] == clock


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May met her ministers.",
        "They may march on the capital.",
        "The fee is $1999 a seat.",
        "Some 2000 troops crossed the river.",
        "The planet is about 110 light years from Earth.",
        "The 40-year-old lost.",
        "They sold lamps on Black Friday.",
        "Nationally, about a quarter of students owe money.",
    ],
)
def test_names_verbs_counts_and_ages_are_no_dates(nlp: Language, text: str) -> None:
    assert values(nlp, text) == []


def test_impossible_days_are_no_error(nlp: Language) -> None:
    for text in ("It was February 30, 2023.", "On 99/99/2024 he left.", "In 0000-00-00 and 31 November he left."):
        for found in dates(nlp, text):
            assert found.earliest is None or found.latest is None or found.earliest <= found.latest


def test_a_text_of_dates_alone_takes_linear_time(nlp: Language) -> None:
    words = ["on", "Friday", ",", "May", "5", ",", "two", "weeks", "later"] * 2000
    doc = Doc(nlp.vocab, words=words, sent_starts=[True] + [False] * (len(words) - 1))
    assert len(find_dates(doc)._.date_expressions) > 4000


def test_as_many_years_is_no_length(nlp: Language) -> None:
    doc = find_dates(nlp("It is the third vote in as many years."))
    assert [doc.text[slice(*found.chars)] for found in doc._.date_expressions] == []


def test_the_day_before_a_month_has_no_value(nlp: Language) -> None:
    found = values(nlp, "Prices fell in August. The day before, markets were shut.")
    assert found == [("August", "2024-08"), ("The day before", None)]


def test_news_that_tells_of_old_years_names_days_of_its_own_year(nlp: Language) -> None:
    old = "He was jailed in 2011, fled in 2012 and was caught in 2014. "
    news = values(nlp, f"Oskar Telm was found guilty on Monday. {old}The trial began on March 3.")
    life = values(nlp, f"Oskar Telm was a thief. {old}The trial began on March 3.")
    essay = values(nlp, f"Oskar Telm fled last month and was held last week. {old}The trial began on March 3.")
    assert [text[-1][1] for text in (news, life, essay)] == ["2024-03-03", "2014-03-03", "2024-03-03"]


def test_a_day_on_which_something_was_said_does_not_move_what_is_told(nlp: Language) -> None:
    found = values(nlp, "The quake struck on Saturday, officials said on Monday. A day earlier, the sea had risen.")
    assert found[-1] == ("A day earlier", "2024-09-27")


def test_the_next_day_is_that_of_the_last_day_and_of_no_year(nlp: Language) -> None:
    text = "Lind was held on Saturday. She ran. She hid. She came ninth in 2019. The next day she was freed."
    assert values(nlp, text)[-1] == ("The next day", "2024-09-29")
    assert values(nlp, "She came ninth in 2019. The next day she was freed.")[-1] == ("The next day", None)


def test_the_last_day_is_remembered_over_a_month(nlp: Language) -> None:
    text = "Lind resigned on Saturday. She was appointed in June and had denied it earlier in the day."
    assert values(nlp, text)[-1] == ("earlier in the day", "2024-09-28")


def test_what_counts_from_nothing_near_counts_from_the_day_of_the_story(nlp: Language) -> None:
    text = "Calder beat Norby on Saturday. Arden scored. Lind saved. Osborn ran. A week earlier, Calder had lost."
    assert values(nlp, text)[-1] == ("A week earlier", "2024-W38")


def test_without_a_publication_date_days_are_those_around_the_first_one(nlp: Language) -> None:
    text = "The bridge was approved on Tuesday, 3 October 2023. Built on 17 May 1931, it was closed on 5 September."
    assert values(nlp, text, published=None)[-1] == ("5 September", "2023-09-05")


def test_years_of_the_first_millennium_in_a_text_that_tells_of_it(nlp: Language) -> None:
    text = "Theodora of Vell (c. 314 – 368) settled around 328. In 348 Petra died."
    assert [value for _, value in values(nlp, text)] == ["0314", "0314/0368", "0368", "0328", "0348"]
    assert values(nlp, "The fee rose to about 373, he said.") == []
