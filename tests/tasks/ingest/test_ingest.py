"""From files to rows."""

import gzip
import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from schemas.ids import stable_id
from tests.tasks.ingest.room import BODY, Room, body

TITLE = "Harbour to close its northern gate"


def test_a_plain_text_row(room: Room):
    room.write("coastal-press_2016-09-12_gate.txt", f"{TITLE}\nBy Ana Ruiz\nLISBON – {BODY}\n")
    counts = room.ingest()
    row = room.article()
    text = f"{TITLE}\n\nBy Ana Ruiz\n\nLISBON – {BODY}"
    assert row == {
        "article_id": stable_id("article", "coastal-press", TITLE, text),
        "source_uri": room.uri("coastal-press_2016-09-12_gate.txt"),
        "source_format": "txt",
        "source_record": None,
        "outlet": "coastal-press",
        "url": None,
        "title": TITLE,
        "authors": ["Ana Ruiz"],
        "dateline": "LISBON",
        "published_at": datetime(2016, 9, 12, tzinfo=UTC),
        "published_precision": "day",
        "language": "en",
        "text": text,
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "word_count": len(text.split()),
        "sentence_count": None,
        "version_of": None,
        "duplicate_of": None,
        "duplicate_similarity": None,
        "ingested_at": datetime(2026, 1, 1, 1, tzinfo=UTC),
        "run_id": "run-1",
        "pipeline_version": "0.0.0",
    }
    assert (counts.inputs, counts.articles_new, counts.words, counts.quarantined) == (1, 1, len(text.split()), 0)


def test_unknown_is_null(room: Room):
    room.write("a.txt", BODY)
    room.ingest()
    row = room.article()
    unknown = ("outlet", "url", "title", "dateline", "published_at", "published_precision")
    assert [row[name] for name in unknown] == [None] * 6
    assert row["authors"] == []


def test_a_stated_title_stands_before_the_body_and_only_once(room: Room):
    records = [
        {"title": TITLE, "text": BODY},
        {"title": TITLE, "text": f"{TITLE.upper()}.\n\n{BODY} And more."},
        {"title": TITLE, "text": f"By Ana Ruiz\n\n{TITLE}\n\n{BODY} And still more."},
    ]
    room.write("a.jsonl", records)
    room.ingest()
    assert [row["text"] for row in room.articles()] == [
        f"{TITLE}\n\n{BODY}",
        f"{TITLE.upper()}.\n\n{BODY} And more.",
        f"By Ana Ruiz\n\n{TITLE}\n\n{BODY} And still more.",
    ]
    assert {row["title"] for row in room.articles()} == {TITLE}


def test_what_is_stated_wins_over_what_is_read_off(room: Room):
    record = {
        "title": TITLE,
        "text": f"By Tom Berg\n\n27 September 2024\n\n{BODY}",
        "author": "Ana Ruiz",
        "date": "2024-09-28",
        "source": "Coastal Press",
        "url": "https://www.other.example/2024/09/29/gate#top",
    }
    read_off = {"text": record["text"], "url": record["url"]}
    addressed = {"text": f"{BODY} And more.", "url": "HTTPS://WWW.Other.example/2024/09/29/gate-2"}
    room.write("x_2020-01-01.jsonl", [record, read_off, addressed])
    room.ingest()
    rows = room.articles()
    assert [row["authors"] for row in rows] == [["Ana Ruiz"], ["Tom Berg"], []]
    assert [row["published_at"].day for row in rows] == [28, 27, 29]
    assert [row["outlet"] for row in rows] == ["Coastal Press", "other.example", "other.example"]
    assert rows[0]["url"] == "https://www.other.example/2024/09/29/gate"
    assert rows[2]["url"] == "https://www.other.example/2024/09/29/gate-2"


def test_a_collections_name_dates_none_of_its_articles(room: Room):
    room.write("x_2020-01-01.jsonl", [{"text": BODY}])
    room.ingest()
    assert (room.article()["published_at"], room.article()["outlet"]) == (None, None)


@pytest.mark.parametrize(
    "url", ["ftp://example.org/a", "/news/1", "https://", "http://[bad", "https://a b.example/", ""]
)
def test_what_is_no_web_address_is_null(room: Room, url: str):
    room.write("a.jsonl", [{"text": BODY, "url": url}])
    room.ingest()
    assert room.article()["url"] is None


def test_a_saved_page_with_a_txt_name_is_read_as_a_page(room: Room):
    room.write("a.txt", f"<!DOCTYPE html><html><body><article><h1>{TITLE}</h1><p>{BODY}</p></article></body></html>")
    room.ingest()
    assert room.article()["source_format"] == "html"
    assert room.article()["text"] == f"{TITLE}\n\n{BODY}"


@pytest.mark.parametrize(
    ("content", "source_format"),
    [
        (BODY, "txt"),
        (json.dumps({"text": BODY}), "json"),
        (json.dumps([{"text": BODY}], indent=1), "json"),
        (json.dumps({"text": BODY}) + "\n" + json.dumps({"text": body("bridge")}), "jsonl"),
        (f"title,text\n{TITLE},{BODY.replace(',', ' ')}\n", "csv"),
        (f"<html><body><p>{BODY}</p></body></html>", "html"),
        (f"[Updated] {BODY}", "txt"),
    ],
)
def test_a_file_without_an_extension_is_told_by_its_content(room: Room, content: str, source_format: str):
    room.write("article", content)
    room.write("packed", gzip.compress(content.replace("Tuesday", "Friday").replace("number 1", "number 9").encode()))
    room.ingest()
    assert {row["source_format"] for row in room.articles()} == {source_format}
    assert {row["source_uri"] for row in room.articles()} == {room.uri("article"), room.uri("packed")}


def test_ids_do_not_depend_on_the_place(room: Room):
    room.write("a/one.txt", BODY)
    room.write("b/two.txt.gz", gzip.compress(f"  {BODY}\r\n".encode("utf-16")))
    room.ingest(room.raw / "a")
    first = room.article()["article_id"]
    room.ingest(room.raw / "b")
    assert room.article()["article_id"] == first


def test_rows_do_not_depend_on_the_size_of_parts(room: Room):
    room.write("a.jsonl", [{"text": body(f"bridge-{n}"), "date": f"2024-01-{n + 1:02}"} for n in range(20)])
    room.write("b.jsonl", [{"text": body(f"bridge-{n}"), "date": f"2024-02-{n + 1:02}"} for n in range(0, 20, 3)])
    staged = []
    for size in (1, 7, 500):
        room.settings = replace(room.settings, part_articles=size)
        room.forget()
        room.ingest()
        staged.append(room.articles())
    assert staged[0] == staged[1] == staged[2]
    assert len(staged[0]) == 27


def test_progress_tells_how_many_were_read(room: Room):
    room.write("a.jsonl", [{"text": body(f"bridge-{n}")} for n in range(5)] + [{"title": "no text"}])
    room.write("b.txt", BODY)
    room.write("c.txt", "")
    steps: list[int] = []
    room.ingest(progress=steps.append)
    assert sum(steps) == 8


def test_nothing_to_read(room: Room):
    counts = room.ingest()
    assert (counts.inputs, counts.articles_new, counts.quarantined, counts.words) == (0, 0, 0, 0)
    assert room.articles() == []
    assert not (room.staging / "ingest-work").exists()
