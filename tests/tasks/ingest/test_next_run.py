"""What the next run reads: only what is new, unless it is told otherwise."""

import json
import os
import zipfile
from typing import Any

import pytest

from schemas.ids import stable_id
from tasks.ingest import reading
from tests.tasks.ingest.room import BODY, Room, body

THINGS = ("bridge", "tunnel", "airport", "canal")


def records(*things: str) -> list[dict[str, Any]]:
    return [{"title": f"Closed: {thing}", "text": body(thing), "source": "Coastal Press"} for thing in things]


def test_what_did_not_change_is_not_opened(room: Room, monkeypatch: pytest.MonkeyPatch):
    room.write("a.jsonl", records(*THINGS))
    room.write("b.txt", "")
    with zipfile.ZipFile(room.raw / "c.zip", "w") as archive:
        archive.writestr("c.txt", BODY)
    room.ingest()
    room.publish()
    monkeypatch.setattr(reading.Source, "sha256", lambda source: pytest.fail(f"opened {source.uri}"))
    counts = room.ingest()
    assert (counts.inputs, counts.articles_new, counts.articles_seen, counts.quarantined) == (3, 0, 5, 0)
    assert room.articles() == room.quarantine() == []
    assert room.reread() == {"quarantine": [], "articles": [], "kept": []}


def test_a_touched_file_is_recognised_by_its_bytes(room: Room, monkeypatch: pytest.MonkeyPatch):
    path = room.write("a.jsonl", records(*THINGS))
    room.ingest()
    room.publish()
    os.utime(path, ns=(0, 12345))
    monkeypatch.setattr(reading, "identify_format", lambda source, settings: pytest.fail(f"read {source.uri}"))
    counts = room.ingest()
    assert (counts.articles_new, counts.articles_seen) == (0, 4)
    room.publish()
    monkeypatch.setattr(reading.Source, "sha256", lambda source: pytest.fail(f"opened {source.uri}"))
    assert room.ingest().articles_seen == 4


def test_only_the_new_records_of_a_file_that_grew(room: Room):
    room.write("a.jsonl", [*records("bridge", "tunnel"), {"title": "no text"}])
    room.ingest()
    room.publish()
    room.write("a.jsonl", [*records("bridge", "tunnel"), {"title": "no text"}, *records("canal")])
    counts = room.ingest()
    assert (counts.articles_new, counts.articles_seen, counts.quarantined) == (1, 2, 1)
    assert room.article()["title"] == "Closed: canal"
    assert room.reread() == {"quarantine": [room.uri("a.jsonl")], "articles": [], "kept": []}
    room.publish()
    assert room.ingest().articles_seen == 3


def test_the_same_record_twice_in_a_file_is_seen_twice_and_no_more(room: Room):
    room.write("a.jsonl", records("bridge", "bridge"))
    room.ingest()
    room.publish()
    room.write("a.jsonl", records("bridge", "bridge", "bridge"))
    counts = room.ingest()
    assert (counts.articles_new, counts.articles_duplicate, counts.articles_seen) == (0, 1, 2)
    base = stable_id("article", "Coastal Press", "Closed: bridge", f"Closed: bridge\n\n{body('bridge')}")
    assert room.article()["article_id"] == stable_id(base, 2)


def test_a_copy_in_a_new_place_is_a_row_with_an_id_of_its_own(room: Room):
    room.write("a.jsonl", records("bridge"))
    room.ingest()
    base = room.article()["article_id"]
    room.publish()
    room.write("b.jsonl", records("bridge"))
    counts = room.ingest()
    assert counts.articles_duplicate == 1
    row = room.article()
    assert (row["article_id"], row["duplicate_of"]) == (stable_id(base, 1), base)
    room.publish()
    room.write("c.jsonl", records("bridge"))
    room.ingest()
    assert room.article()["article_id"] == stable_id(base, 2)


def test_a_forced_source_is_read_again_and_replaces_its_articles(room: Room):
    room.write("a.jsonl", records("bridge", "tunnel"))
    room.write("b.jsonl", records("canal"))
    room.ingest()
    before = {row["article_id"] for row in room.articles() if row["source_uri"] == room.uri("a.jsonl")}
    room.publish()
    counts = room.ingest(force=[room.uri("a.jsonl")])
    assert (counts.articles_new, counts.articles_seen) == (2, 1)
    assert {row["article_id"] for row in room.articles()} == before
    assert room.reread() == {"quarantine": [room.uri("a.jsonl")], "articles": [room.uri("a.jsonl")], "kept": []}


def test_forcing_an_archive_forces_its_members(room: Room):
    with zipfile.ZipFile(room.raw / "c.zip", "w") as archive:
        archive.writestr("c.txt", BODY)
    room.ingest()
    room.publish()
    assert room.ingest(force=[room.uri("c.zip")]).articles_new == 1


def test_reprocessing_gives_the_same_rows(room: Room):
    room.write("a.jsonl", records("bridge", "bridge", "tunnel"))
    room.write("b.jsonl", [{"text": body("bridge"), "source": "Other"}, *records("bridge"), {"title": "no text"}])
    room.ingest()
    names = ("article_id", "duplicate_of", "duplicate_similarity", "version_of", "text")
    before = sorted([row[name] for name in names] for row in room.articles())
    room.publish()
    counts = room.ingest(reprocess=True)
    assert sorted([row[name] for name in names] for row in room.articles()) == before
    assert counts.articles_seen == 0
    room.publish()
    assert sorted(room.articles(), key=str) != []
    assert room.ingest().articles_seen == 5


def test_reprocessing_keeps_versions_that_no_source_holds_any_more(room: Room):
    room.write("a.txt", f"Gate closes\n\n{body('gate')}")
    room.ingest()
    first = room.article()["article_id"]
    room.publish()
    room.write("a.txt", f"Gate closes\n\n{body('gate')} The mayor disagreed.")
    room.ingest()
    second = room.article()["article_id"]
    room.publish()
    room.ingest(reprocess=True)
    assert room.reread()["kept"] == [first]
    assert (room.article()["article_id"], room.article()["version_of"]) == (second, first)


def test_a_forced_source_that_is_gone_keeps_its_articles(room: Room):
    path = room.write("a.txt", BODY)
    room.ingest()
    room.publish()
    path.unlink()
    room.ingest(path, force=[room.uri("a.txt")])
    assert room.reread()["articles"] == []
    assert room.reasons() == [("a.txt", None, "unreadable")]


def test_the_original_stays_the_original_when_it_is_read_again(room: Room):
    room.write("a.json", json.dumps({"text": BODY, "source": "first", "date": "2024-01-01"}))
    room.write("b.json", json.dumps({"text": BODY, "source": "second", "date": "2024-01-02"}))
    room.ingest()
    original = next(row["article_id"] for row in room.articles() if row["duplicate_of"] is None)
    room.publish()
    room.ingest(force=[room.uri("a.json")])
    assert (room.article()["article_id"], room.article()["duplicate_of"]) == (original, None)
