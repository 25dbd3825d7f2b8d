"""The names within gold's noun phrases, and corpora that are not what they should be."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from schemas.errors import Errors, OnRecordError
from tasks.evaluate.documents import name_core, read_documents
from tests.tasks.evaluate.documents_build import DOCUMENT, ROW, write_documents


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("Ada Osborn", "Ada Osborn"),
        ("the Duke of Vell, who left in 1911", "Duke of Vell"),
        ("The Vell Times", "Vell Times"),
        ("Élodie de la Tour", "Élodie de la Tour"),
        ("Osborn’s", "Osborn"),
        ("Osborn in 1911", "Osborn"),
        ("Vell, Upper Linden", "Vell"),
        ("District 8-4A", "District 8-4A"),
        ("the Ministry of Ports and Tolls", "Ministry of Ports and Tolls"),
        ("a Vellish painter", None),
        ("Osborn’s sister", None),
        ("the mayor of Vell", None),
        ("her painting", None),
    ],
)
def test_a_noun_phrase_is_a_name_or_holds_one(phrase: str, name: str | None):
    core = name_core("In " + phrase, 3, 3 + len(phrase))
    assert (core and ("In " + phrase)[slice(*core)]) == name


def test_two_names_joined_are_no_name_when_the_second_is_a_mention():
    text = "Ada Osborn and Bo Lind"
    assert name_core(text, 0, len(text), {0, text.index("Bo")}) is None


def test_documents_come_with_mentions_dates_and_day_of_publication(tmp_path: Path):
    assert read_documents(write_documents(tmp_path, {"life": ROW})) == [DOCUMENT]
    assert DOCUMENT.published == date(1930, 1, 1)
    assert DOCUMENT.mentions[0].identity == "Ada Osborn (painter)"
    assert [found.value for found in DOCUMENT.dates] == ["1911", "1912"]


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ({"life": {"text": "Ada."}}, "lacks 'mentions'"),
        ({"life": ROW | {"dates": [{"start": 0, "end": 9999, "when": "1911"}]}}, "life: 0 to 9999 is no span"),
        ({"life": ROW | {"date": "yesterday"}}, "yesterday"),
        ({}, "it holds no documents"),
    ],
)
def test_a_file_of_another_form_is_refused_with_the_reason(tmp_path: Path, rows: Any, problem: str):
    with pytest.raises(OnRecordError) as raised:
        read_documents(write_documents(tmp_path, rows))
    assert raised.value.error is Errors.OR506
    assert problem in str(raised.value)
