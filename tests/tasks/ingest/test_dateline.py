import pytest

from tasks.ingest.dateline import find_dateline


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("TOKYO – The prime minister said", "TOKYO"),
        ("LONDON — The prime minister said", "LONDON"),
        ("WASHINGTON, Sept 27 (Reuters) - The president said", "WASHINGTON"),
        ("DES MOINES, Iowa, Aug. 10 (UPI) — The senator said", "DES MOINES, Iowa"),
        ("MACAU (Reuters) – The owner said", "MACAU"),
        ("Nairobi (AFP) - The minister said", "Nairobi"),
        ("TRENTON, N.J. (AP) — The governor said", "TRENTON, N.J."),
        ("GENEVA: A panel said", "GENEVA"),
        ("PARIS -- “No,” she said", "PARIS"),
        ("NEW DELHI, 12 October 2024 — The ministry said", "NEW DELHI"),
        ("BEIJING/HONG KONG (Wire) — Shares fell", "BEIJING/HONG KONG"),
        ("The minister – who had resigned – said", None),
        ("UPDATE – The minister resigned", None),
        ("NATO—which Ishiba wants to copy—was founded in 1949", None),
        ("Q: What did he say?", None),
        ("COVID-19 cases rose", None),
        ("He said it twice.", None),
        ("", None),
    ],
)
def test_place(opening: str, place: str | None):
    found = find_dateline([opening, "Nothing else happened."], among=3)
    assert (found.place if found else None) == place


def test_a_transcripts_speakers_are_no_places():
    assert find_dateline(["HOST: Good evening.", "GUEST: Good evening.", "HOST: Is it true?"], among=3) is None


def test_a_day_with_its_year_dates_the_article():
    found = find_dateline(["ROME, 3 May 2021 (Wire) — The pope said"], among=1)
    assert found is not None
    assert found.published is not None
    assert (found.published.at.isoformat(), found.published.precision) == ("2021-05-03T00:00:00+00:00", "day")


def test_a_day_without_a_year_dates_nothing():
    found = find_dateline(["ROME, May 3 (Wire) — The pope said"], among=1)
    assert found is not None
    assert found.published is None
