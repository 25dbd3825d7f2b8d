"""Numbers as news writes them, with the value, unit, currency and hedge that a reader gives them.

The readings were decided before the code was run on them.
"""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from tasks.extract.dates.component import find_dates
from tasks.extract.quantities.component import find_quantities

#: "sentence | words = value[..value_max] [unit] [CURRENCY] [modifier]"; a sentence alone has no quantity.
SENTENCES = """
    Around 50,000 troops crossed the border. | Around 50,000 troops = 50000 unit:troops about
    Up to 50,000 troops crossed the border. | Up to 50,000 troops = 50000 unit:troops at_most
    As many as 300 homes were lost. | As many as 300 homes = 300 unit:homes at_most
    At least 17 people died. | At least 17 people = 17 unit:people at_least
    No fewer than six mayors resigned. | No fewer than six mayors = 6 unit:mayors at_least
    More than 2 million voters stayed at home. | More than 2 million voters = 2000000 unit:voters more_than
    Over 900 flights were cancelled. | Over 900 flights = 900 unit:flights more_than
    Fewer than a dozen villagers remain. | Fewer than a dozen villagers = 12 unit:villagers less_than
    Nearly 400 houses burned. | Nearly 400 houses = 400 unit:houses about
    Some 3,000 miners walked out. | Some 3,000 miners = 3000 unit:miners about
    An estimated 10,000 people marched. | An estimated 10,000 people = 10000 unit:people about
    About two dozen protesters were held. | About two dozen protesters = 24 unit:protesters about
    Just under 500 seats were sold. | Just under 500 seats = 500 unit:seats less_than
    It needs 500 or more workers. | 500 or more workers = 500 unit:workers at_least
    The deal is worth $1.5 billion. | $1.5 billion = 1500000000 USD
    The deal is worth US$40 million. | US$40 million = 40000000 USD
    The deal is worth C$2.5m. | C$2.5m = 2500000 CAD
    The deal is worth €300m. | €300m = 300000000 EUR
    The deal is worth £3bn. | £3bn = 3000000000 GBP
    The deal is worth about ¥20 billion. | about ¥20 billion = 20000000000 JPY about
    The deal is worth 15 million euros. | 15 million euros = 15000000 EUR
    It cost 1,150 Chilean pesos a share. | 1,150 Chilean pesos = 1150 CLP
    It cost 1,150 old pesos a share. | 1,150 old pesos = 1150 unit:pesos
    It cost 1,150 pesos a share. | 1,150 pesos = 1150 unit:pesos
    They paid 32 million reais. | 32 million reais = 32000000 BRL
    They paid 500 Egyptian pounds. | 500 Egyptian pounds = 500 EGP
    They weigh 500 pounds. | 500 pounds = 500 unit:pounds
    They wore 12 crowns. | 12 crowns = 12 unit:crowns
    They paid ₱500 then. | ₱500 = 500 PHP
    A magnitude 6.8 earthquake struck. | 6.8 = 6.8
    Temperatures fell to -8°C overnight. | -8°C = -8 unit:°C
    Temperatures drop to -18 C by dawn. | -18 C = -18 unit:C
    Output fell by a third in May. | a third = 0.3333333333
    It was sold by a third party. | third = 3 ordinal
    It made nearly half of the world's output. | nearly half of the world's output = 0.5 unit:output about
    It rose by between 15% and 20%. | between 15% and 20% = 15..20 unit:percent
    The price rose from £2.3bn to £3bn. | £2.3bn = 2300000000 GBP | £3bn = 3000000000 GBP
    Costs rose from 30 to 40 million euros. | 30 = 30000000 EUR | 40 million euros = 40000000 EUR
    It rose from 5 to 7 percent. | 5 = 5 unit:percent | 7 percent = 7 unit:percent
    Prices range from 5 to 7 percent. | 5 to 7 percent = 5..7 unit:percent
    It fell to minus 12 degrees. | minus 12 degrees = -12 unit:degrees
    It grew 1.5 degrees Celsius warmer. | 1.5 degrees Celsius = 1.5 unit:degrees Celsius
    It reached 41.2C in Vell. | 41.2C = 41.2 unit:C
    It pays 12.5 pence a share. | 12.5 pence = 0.125 GBP
    It costs 20,000 rupees. | 20,000 rupees = 20000 INR
    It rose from 15% to 20%. | 15% = 15 unit:percent | 20% = 20 unit:percent
    It is 26 light-years from here. | 26 light-years = 26 unit:light-years
    It lies 1.5 million kilometres away. | 1.5 million kilometres = 1500000 unit:kilometres
    It is 14 times expected profit. | 14 times = 14 unit:times
    The deal is worth 20 million US dollars. | 20 million US dollars = 20000000 USD
    It cost between $10 million and $15 million. | between $10 million and $15 million = 10000000..15000000 USD
    The deal is worth $10-15 million. | $10-15 million = 10000000..15000000 USD
    The deal is worth more than $3 trillion. | more than $3 trillion = 3000000000000 USD more_than
    A ticket costs 50 cents. | 50 cents = 0.5 USD
    A ticket costs $12.50. | $12.50 = 12.5 USD
    Shares fell 5.6 per cent. | 5.6 per cent = 5.6 unit:percent
    Shares fell 5.6%. | 5.6% = 5.6 unit:percent
    Shares fell by 3 percent. | 3 percent = 3 unit:percent
    Prices rose between 10 and 20 percent. | between 10 and 20 percent = 10..20 unit:percent
    Prices rose 10 to 20 percent. | 10 to 20 percent = 10..20 unit:percent
    Prices rose 2-3%. | 2-3% = 2..3 unit:percent
    Prices rose by at least 12 percent. | at least 12 percent = 12 unit:percent at_least
    The bank cut its rate by 0.25 percentage points. | 0.25 percentage points = 0.25 unit:percentage points
    The bank cut its rate by 25 basis points. | 25 basis points = 25 unit:basis points
    A third of the voters stayed at home. | A third of the voters = 0.3333333333 unit:voters
    Two-thirds of lawmakers agreed. | Two-thirds of lawmakers = 0.6666666667 unit:lawmakers
    Three quarters of the crop was lost. | Three quarters of the crop = 0.75 unit:crop
    Half of the seats were empty. | Half of the seats = 0.5 unit:seats
    More than half of the seats were empty. | More than half of the seats = 0.5 unit:seats more_than
    Dozens of houses were lost. | Dozens of houses = 12 unit:houses at_least
    Hundreds of protesters marched. | Hundreds of protesters = 100 unit:protesters at_least
    Tens of thousands of people fled. | Tens of thousands of people = 10000 unit:people at_least
    Thousands fled. | Thousands = 1000 at_least
    The town lies 40 km north of Vell. | 40 km = 40 unit:km
    The pipeline is 1,200 kilometres long. | 1,200 kilometres = 1200 unit:kilometres
    The reactor produces 900 MW. | 900 MW = 900 unit:MW
    The park covers 1,200 square miles. | 1,200 square miles = 1200 unit:square miles
    The ship carried 30,000 tonnes of grain. | 30,000 tonnes = 30000 unit:tonnes
    It reached 41.5 degrees in Vell. | 41.5 degrees = 41.5 unit:degrees
    Output fell to 1.2 million barrels a day. | 1.2 million barrels = 1200000 unit:barrels
    The 20-year-old lost the race. | 20-year-old = 20 unit:years
    The 12-member council met. | 12-member = 12 unit:member
    Osborn, 61, resigned. | 61 = 61 unit:years
    Ada Osborn, 61, resigned. | 61 = 61 unit:years
    He died aged 87. | aged 87 = 87 unit:years
    He died at the age of 87. | age of 87 = 87 unit:years
    They won 3-1.
    Lind beat Osborn 6-4, 7-5.
    The senate voted 52 to 48 for the bill. | 52 = 52 unit:votes | 48 = 48 unit:votes
    The senate passed the bill 52-48. | 52 = 52 unit:votes | 48 = 48 unit:votes
    By a vote of 7 to 2 the court struck it down. | 7 = 7 unit:votes | 2 = 2 unit:votes
    It costs less than $1 billion or more than $2 billion. | more than $2 billion = 2000000000 USD more_than
    The motion passed by 312 votes to 290. | 312 votes = 312 unit:votes | 290 = 290 unit:votes
    The army lost three to five tanks. | three to five tanks = 3..5 unit:tanks
    It was her third term. | third = 3 ordinal
    He finished 21st. | 21st = 21 ordinal
    The firm has twenty-five workers. | twenty-five workers = 25 unit:workers
    The fund lent two hundred thousand dollars. | two hundred thousand dollars = 200000 USD
    Sales were three times higher. | three times = 3 unit:times
    Half a million people marched. | Half a million people = 500000 unit:people
    The tower cost one and a half million euros. | one and a half million euros = 1500000 EUR
    The envoy flew a Boeing 737.
    It broke Article 5 of the treaty.
    COVID-19 closed the ports.
    The G7 met.
    Call 555-123-4567.
    It met on 5 May 2020.
    No one spoke.
"""


def cases() -> list[tuple[str, dict[str, str]]]:
    read = []
    for line in SENTENCES.splitlines():
        sentence, *expected = (part.strip() for part in line.split(" | "))
        if sentence:
            read.append((sentence, dict(each.split(" = ", 1) for each in expected)))  # type: ignore[misc]
    return read


@pytest.fixture(scope="module")
def docs(nlp: Language) -> dict[str, Doc]:
    sentences = [sentence for sentence, _ in cases()]
    return dict(zip(sentences, nlp.pipe(sentences), strict=True))


def _written(number: float) -> str:
    return f"{number:.10f}".rstrip("0").rstrip(".")


def readings(doc: Doc) -> dict[str, str]:
    found = {}
    for quantity in find_quantities(find_dates(doc))._.quantities:
        value = "..".join(_written(number) for number in (quantity.value, quantity.value_max) if number is not None)
        marks = [f"unit:{quantity.unit}" if quantity.unit else None, quantity.currency, quantity.modifier]
        marks.append("ordinal" if quantity.kind == "ordinal" else None)
        found[doc.text[slice(*quantity.chars)]] = " ".join([value, *filter(None, marks)])
    return found


@pytest.mark.parametrize(("sentence", "expected"), cases())
def test_reading(docs: dict[str, Doc], sentence: str, expected: dict[str, str]) -> None:
    found = readings(docs[sentence])
    assert {text: found.get(text) for text in expected} == expected, found
    assert expected or not found


def test_the_set_is_as_large_as_it_says() -> None:
    assert len(cases()) >= 60
