"""The sample in data/raw shows a copy, a near copy, a refused file and every format."""

import shutil
from pathlib import Path

from schemas.articles import FORMATS
from tests.tasks.ingest.room import Room

RAW = Path(__file__).parents[3] / "data" / "raw"


def test_the_sample(room: Room):
    shutil.copytree(RAW, room.raw, dirs_exist_ok=True)
    counts = room.ingest()
    rows = room.articles()
    assert (counts.articles_new, counts.articles_duplicate, counts.quarantined) == (9, 1, 1)
    assert {row["source_format"] for row in rows} == set(FORMATS)
    assert [row["outlet"] for row in rows if row["duplicate_similarity"] == 1] == ["Tampere Morning Post"]
    assert [row["outlet"] for row in rows if (row["duplicate_similarity"] or 1) < 1] == ["prairiebulletin.example"]
    assert room.reasons() == [("port-marseille.txt", None, "language")]
    assert all(row["title"] and row["authors"] for row in rows)


def test_plain_text_keeps_every_character_of_the_sample(room: Room):
    original = (RAW / "asian-nato.txt").read_text("utf-8")
    room.write("asian-nato.txt", original)
    room.ingest()
    row = room.article()
    assert "".join(row["text"].split()) == "".join(original.split())
    assert row["title"] == "Incoming Japan PM Ishiba’s ‘Asian NATO’ Proposal Tests US Diplomacy"
    assert (row["authors"], row["dateline"], row["published_at"]) == (["Tim Kelly"], "TOKYO", None)
    assert row["text"].count("\n\n") == 14
