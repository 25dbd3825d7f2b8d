"""The numbers that the pages quote are the measured ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.figures import FIGURES, PAGES, quoted_places, read_figures, refreshed

MEASURED = {"polnear-dev": {"articles": 1084, "scores": {"claims+source": {"f1": 0.7416}}, "bins": [{"right": 0.25}]}}


def test_a_quoted_number_becomes_the_measured_one_with_the_decimals_that_stand_there():
    source = "<!-- polnear-dev, scores, claims+source, f1 -->"
    page = f"F1 **0.1{source}** and 0.123{source}"
    assert refreshed(page, MEASURED) == f"F1 **0.7{source}** and 0.742{source}"
    assert refreshed("9<!-- polnear-dev, articles --> of 84 articles", MEASURED).startswith("1,084<!--")


def test_a_number_of_a_list_is_quoted_by_its_place():
    assert refreshed("0.0<!-- polnear-dev, bins, 0, right -->", MEASURED).startswith("0.2<!--")


def test_numbers_without_a_source_and_other_comments_stay():
    page = "0.5 <!-- a note, of ours --> and 0.6<!-- todo -->"
    assert refreshed(page, MEASURED) == page


@pytest.mark.parametrize(
    "place",
    ["polnear-dev, scores, claims, f1", "nowhere, f1", "polnear-dev, articles, f1", "polnear-dev, bins, 1, right"],
)
def test_a_place_that_does_not_exist_is_an_error(place: str):
    with pytest.raises(KeyError, match=place):
        refreshed(f"0.1<!-- {place} -->", MEASURED)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: "-".join(path.parts[-2:]))
def test_each_page_agrees_with_the_measured_figures(page: Path):
    text = page.read_text(encoding="utf-8")
    assert text == refreshed(text, read_figures()), "run: .venv/bin/python -m scripts.figures"


@pytest.mark.skipif(not (FIGURES / "polnear-dev.json").exists(), reason="no figures have been reported yet")
def test_the_readme_reports_the_headline_figures():
    readme = PAGES[0]
    quoted = quoted_places(readme.read_text(encoding="utf-8"))
    for level in ("claims", "claims+source", "claims+source+cue"):
        assert f"polnear-dev, scores, {level}, f1" in quoted
