"""Numbers with unit, currency and hedge."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Span

from tasks.extract.annotations import Quantity
from tasks.extract.dates.component import find_dates
from tasks.extract.numerals import read_number, read_ordinal
from tasks.extract.quantities.component import find_quantities

#: Wikidata's of the countries below.
IDS = {"Norway": "Q20", "Denmark": "Q35", "Kenya": "Q114"}


def quantities(nlp: Language, text: str) -> list[tuple[str, Quantity]]:
    doc = find_quantities(find_dates(nlp(text)))
    return [(text[found.chars.start : found.chars.end], found) for found in doc._.quantities]


@pytest.mark.parametrize(
    ("phrase", "value", "unit", "modifier"),
    [
        ("around 50,000 troops", 50_000, "troops", "about"),
        ("at least 12 ageing fighter jets", 12, "fighter jets", "at_least"),
        ("more than 3,000 soldiers", 3_000, "soldiers", "more_than"),
        ("fewer than 100 people", 100, "people", "less_than"),
        ("no more than five votes", 5, "votes", "at_most"),
        ("up to 20 km", 20, "km", "at_most"),
        ("nearly 400 houses", 400, "houses", "about"),
        ("two dozen people", 24, "people", None),
        ("1.2 million barrels", 1_200_000, "barrels", None),
        ("hundreds of protesters", 100, "protesters", "at_least"),
        ("tens of thousands of homes", 10_000, "homes", "at_least"),
        ("a third of voters", 1 / 3, "voters", None),
        ("two-thirds of lawmakers", 2 / 3, "lawmakers", None),
        ("42 percent", 42, "percent", None),
        ("1,200 square miles", 1_200, "square miles", None),
        ("six in 10 voters", 0.6, "voters", None),
        ("roughly one in 5,000 children", 0.0002, "children", "about"),
        ("12 lakh people", 1_200_000, "people", None),
        ("thousands of crowns", 1_000, "crowns", "at_least"),
        ("two front-runners", 2, "front-runners", None),
        ("4,500-strong", 4_500, None, None),
    ],
)
def test_counts_with_unit_and_hedge(
    nlp: Language, phrase: str, value: float, unit: str | None, modifier: str | None
) -> None:
    ((text, found),) = quantities(nlp, f"The report spoke of {phrase}.")
    assert text == phrase
    assert (found.value, found.unit, found.modifier) == (pytest.approx(value), unit, modifier)


@pytest.mark.parametrize(
    ("phrase", "value", "currency"),
    [
        ("$1.5 billion", 1.5e9, "USD"),
        ("€20m", 20e6, "EUR"),
        ("£3bn", 3e9, "GBP"),
        ("€8.2bn", 8_200_000_000, "EUR"),
        ("$16.4 billion", 16_400_000_000, "USD"),
        ("A$5 million", 5e6, "AUD"),
        ("USD 40", 40, "USD"),
        ("3 billion won", 3e9, "KRW"),
        ("25 cents", 0.25, "USD"),
        ("10 million euros", 1e7, "EUR"),
        ("hundreds of millions of dollars", 1e8, "USD"),
        ("billions of Canadian dollars", 1e9, "CAD"),
        ("₹1,200 crore", 1.2e10, "INR"),
        ("Rs 1,200 crore", 1.2e10, "INR"),
    ],
)
def test_money(nlp: Language, phrase: str, value: float, currency: str) -> None:
    ((text, found),) = quantities(nlp, f"It cost {phrase} to build.")
    assert (text, found.value, found.currency, found.kind) == (phrase, value, currency, "money")


def test_ranges_share_their_scale(nlp: Language) -> None:
    found = [(q.value, q.value_max) for _, q in quantities(nlp, "It rose 10 to 15 percent, or $2-3 million.")]
    assert found == [(10, 15), (2e6, 3e6)]


def test_two_numbers_that_are_no_range_are_two(nlp: Language) -> None:
    assert [q.value for _, q in quantities(nlp, "In the two towns 12 and 15 people died.")] == [2, 12, 15]


def test_a_share_and_an_amount_do_not_lend_each_other_a_scale(nlp: Language) -> None:
    found = quantities(nlp, "Sales rose 7.3 percent to $98 billion.")
    assert [(q.value, q.unit, q.currency) for _, q in found] == [(7.3, "percent", None), (98e9, None, "USD")]


def test_a_dash_ends_what_is_counted(nlp: Language) -> None:
    assert [q.unit for _, q in quantities(nlp, "They met two fritas - cakes that he liked.")] == ["fritas"]


def test_what_happened_in_several_games_is_no_share(nlp: Language) -> None:
    assert [q.value for _, q in quantities(nlp, "She won two in three games.")] == [2, 3]


def test_ages_are_years(nlp: Language) -> None:
    found = quantities(nlp, "The 40-year-old mayor is 12 years older than his 28-year-old rival.")
    assert [(q.value, q.unit) for text, q in found if "old" in text and "older" not in text] == [
        (40, "years"),
        (28, "years"),
    ]


def test_ordinals(nlp: Language) -> None:
    assert [(t, q.value, q.kind) for t, q in quantities(nlp, "It was her third term and her 4th race.")] == [
        ("third", 3, "ordinal"),
        ("4th", 4, "ordinal"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It flew a Boeing 737 to Vell.",
        "See http://vell.example/123 or call 555-123-4567.",
        "They won 3-2.",
        "It was a 9-to-5 job.",
        "They won the best-of-seven series.",
        "The 3–1 victory pleased the coach.",
        "A 1–3 defeat followed.",
        "The shock was felt at night (2142 UTC).",
        "It met on 5 May 2020 for two weeks.",
        "COVID-19 and the F-35 were discussed.",
        "No one spoke.",
        "The line is cited [5] there.",
    ],
)
def test_numbers_that_count_nothing(nlp: Language, text: str) -> None:
    assert quantities(nlp, text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("twenty-five", 25), ("two hundred and six", 206), ("half a million", 5e5), ("a dozen", 12), ("2½", 2.5)],
)
def test_numbers_in_words(text: str, value: float) -> None:
    assert read_number(text) == value


def test_ordinals_in_words_and_digits() -> None:
    assert [read_ordinal(text) for text in ("twenty-first", "3rd", "twelfth", "next")] == [21, 3, 12, None]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Norway said it would pay 500 million kroner.", "NOK"),
        ("Denmark said it would pay 500 million kroner.", "DKK"),
        ("They would pay 500 million kroner.", None),
        ("Norway said it would pay 500 million Danish kroner.", "DKK"),
        ("Kenya is to raise 38 billion shillings.", "KES"),
    ],
)
def test_money_of_several_countries_is_that_of_the_country_named(nlp: Language, text: str, code: str | None) -> None:
    doc = nlp(text)
    doc.set_ents([Span(doc, 0, 1, label="GPE", kb_id=IDS.get(doc[0].text, ""))])
    (found,) = find_quantities(find_dates(doc))._.quantities
    assert (found.kind, found.currency) == ("money", code)


@pytest.mark.parametrize(
    ("text", "number", "value", "unit"),
    [
        ("Rain of 180 mm fell and the river peaked at 6.1m.", "6.1m", 6.1, "m"),
        ("The 60m hurdles were held 2 km away.", "60m", 60, "m"),
        ("Rain of 180 mm fell on 6.1m people.", "6.1m people", 6_100_000, "people"),
        ("Rain of 180 mm fell; 2.3m of them had no power.", "2.3m", 2_300_000, None),
        ("Unemployment rose to 2.1m.", "2.1m", 2_100_000, None),
    ],
)
def test_an_m_is_metres_in_a_text_of_lengths(
    nlp: Language, text: str, number: str, value: float, unit: str | None
) -> None:
    found = dict(quantities(nlp, text))[number]
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "said", "value", "modifier"),
    [
        ("Prices fell by nearly a third in May.", "nearly a third", 1 / 3, "about"),
        ("It is worth a quarter less than it was.", "a quarter", 0.25, None),
        ("It paid half of last year's dividend.", "half", 0.5, None),
        ("The shares are down two-fifths since May.", "two-fifths", 0.4, None),
        ("The Greens won less than half.", "less than half", 0.5, "less_than"),
    ],
)
def test_shares_beside_hedges_comparisons_and_dates(
    nlp: Language, text: str, said: str, value: float, modifier: str | None
) -> None:
    ((where, found),) = quantities(nlp, text)
    assert (where, found.value, found.modifier) == (said, pytest.approx(value), modifier)
