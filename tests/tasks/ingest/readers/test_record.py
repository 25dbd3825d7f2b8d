from dataclasses import replace
from typing import Any

import pytest

from tasks.ingest.readers.record import article_in
from tasks.ingest.settings import IngestSettings
from tests.tasks.ingest.readers.reading import SETTINGS

USUAL = [
    {"text": "One.", "title": "A", "url": "u", "date": "2024-09-27", "author": "Ana Ruiz", "source": "Coast"},
    {
        "Body": "One.",
        "Headline": "A",
        "Link": "u",
        "Published": "2024-09-27",
        "Byline": "By Ana Ruiz",
        "Outlet": "Coast",
    },
    {
        "maintext": "One.",
        "title": "A",
        "url": "u",
        "date_publish": "2024-09-27 00:00:00",
        "authors": ["Ana Ruiz"],
        "source_domain": "Coast",
    },
    {
        "articleBody": "One.",
        "headline": "A",
        "url": "u",
        "datePublished": "2024-09-27",
        "author": {"name": "Ana Ruiz"},
        "publisher": {"name": "Coast"},
    },
    {
        "content": ["One."],
        "title": "A",
        "link": "u",
        "publish-date": "27 September 2024",
        "authors": "['Ana Ruiz']",
        "site name": "Coast",
    },
]


@pytest.mark.parametrize("record", USUAL)
def test_the_usual_field_names(record: dict[str, Any]):
    found = article_in(record, None, SETTINGS)
    assert (found.paragraphs, found.title, found.url) == (("One.",), "A", "u")
    assert (found.authors, found.outlet) == (("Ana Ruiz",), "Coast")
    assert found.published is not None
    assert (found.published.at.date().isoformat(), found.published.precision) == ("2024-09-27", "day")


def test_the_first_field_that_holds_something_wins():
    record = {"text": " ", "body": "One.", "title": None, "headline": "A", "source": float("nan"), "publisher": "P"}
    found = article_in(record, None, SETTINGS)
    assert (found.paragraphs, found.title, found.outlet) == (("One.",), "A", "P")


def test_field_names_can_be_set():
    settings = replace(SETTINGS, fields={"text": ("Story_Text",), "title": ("slug",)})
    found = article_in({"storytext": "One.", "slug": "A", "text": "no", "url": "u"}, None, settings)
    assert (found.paragraphs, found.title, found.url) == (("One.",), "A", "u")


def test_an_unknown_part_cannot_be_set():
    with pytest.raises(ValueError, match="headline"):
        IngestSettings(fields={"headline": ("slug",)})


def test_markup_in_a_text_field():
    text = (
        "<p>First, <b>he</b> said.</p><p>“No,” she<br/>said.</p><ul><li>One</li><li>Two</li></ul><script>x()</script>"
    )
    found = article_in({"text": text}, None, SETTINGS)
    assert found.paragraphs == ("First, he said.", "“No,” she", "said.", "One", "Two")


def test_angle_brackets_that_are_no_markup_stay():
    text = "He wrote: if a <b and c> d then <stop>. The value was <5 % and then >7 %."
    assert article_in({"text": text}, None, SETTINGS).paragraphs == (text,)
