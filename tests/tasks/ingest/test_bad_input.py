"""Every reason to refuse an input: it goes to quarantine with its code, and the rest of the run goes on."""

import gzip
import json
import os
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from schemas.quarantine import ReasonCode
from tasks.ingest.article import FoundArticle
from tasks.ingest.readers import txt
from tasks.ingest.settings import IngestSettings
from tasks.ingest.sources import Source
from tests.tasks.ingest.room import BODY, Room

FRENCH = (
    "Le ministre a déclaré vendredi que la fermeture du vieux bassin serait reportée d'un an, selon plusieurs journaux."
)
ZIP_IN_ZIP = "archive.zip"


def zipped(path: Path, members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\n", "empty"),
        ("a.txt", b"\xef\xbb\xbf\n", "empty"),
        ("a.html", b"", "empty"),
        ("a.json", b"", "empty"),
        ("a.csv", b"", "empty"),
        ("a.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + os.urandom(500), "binary"),
        ("a.csv", bytes(1000), "binary"),
        ("a.txt", BODY.replace(" ", "\0", 1).encode(), "binary"),
        ("a.docx", b"PK\x03\x04", "unknown_format"),
        ("a.md", BODY.encode(), "unknown_format"),
        ("a.txt", f"“{BODY}” – “No” – “é".encode()[:-1], "undecodable"),
        ("a.json", b"{", "broken_file"),
        ("a.parquet", b"PAR1", "broken_file"),
        ("a.txt.gz", gzip.compress(BODY.encode())[:-5], "broken_archive"),
        ("a.txt.gz", gzip.compress(bytes(2**25)), "archive_bomb"),
        ("a.zip", b"PK\x03\x04", "broken_archive"),
        ("a.json", b'{"title": "A"}', "no_text_field"),
        ("a.csv", b"title,when\nA,B\n", "no_text_field"),
        ("a.html", b"<html><body><nav><a href=/>Home</a></nav></body></html>", "no_article"),
        ("a.html", b"<html>" + b"<div>" * 300 + BODY.encode(), "too_nested"),
        ("a.txt", ("word " * 200_000).encode(), "too_long"),
        ("a.txt", b"No.", "too_short"),
        ("a.txt", FRENCH.encode(), "language"),
    ],
)
def test_file_is_refused(room: Room, name: str, content: bytes, reason: str):
    room.write(name, content)
    room.write("good.txt", BODY)
    counts = room.ingest()
    assert room.reasons() == [(name, None, reason)]
    assert [row["source_uri"] for row in room.articles()] == [room.uri("good.txt")]
    assert (counts.inputs, counts.articles_new, counts.quarantined) == (2, 1, 1)


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ("{broken", "broken_record"),
        (json.dumps({"text": BODY + "\ud83d"}), "broken_record"),
        (json.dumps({"text": BODY, "author": "Ana \ud83d Ruiz"}), "broken_record"),
        (json.dumps({"text": BODY + "\0"}), "binary"),
        (json.dumps({"text": BODY, "source": "Coastal\0Press"}), "binary"),
        (json.dumps({"text": FRENCH}), "language"),
        (json.dumps({"text": "No."}), "too_short"),
        (json.dumps({"text": "word " * 200_000}), "too_long"),
        (json.dumps({"text": "", "title": "A"}), "empty"),
        (json.dumps({"title": "A"}), "no_text_field"),
        (json.dumps({"text": f"<p>{BODY}</p>" + "<div>" * 300}), "too_nested"),
        ("[" * 200_000, "too_nested"),
    ],
)
def test_record_is_refused_alone(room: Room, record: str, reason: str):
    good = json.dumps({"text": BODY})
    room.write("a.jsonl", f"{good}\n{record}\n{good}\n")
    room.ingest()
    assert room.reasons() == [("a.jsonl", 1, reason)]
    assert [row["source_record"] for row in room.articles()] == [0, 2]


def test_the_rest_of_a_broken_file_is_refused_once(room: Room):
    room.write("a.json", json.dumps([{"text": BODY}, {"text": BODY + " More."}])[:-20])
    room.ingest()
    assert room.reasons() == [("a.json", 1, "broken_file")]
    assert [row["source_record"] for row in room.articles()] == [0]


def test_archives_inside_archives_are_refused(room: Room):
    inner = room.root / "inner.zip"
    zipped(inner, {"a.txt": BODY.encode()})
    zipped(room.raw / "b.zip", {"inner.zip": inner.read_bytes(), "good.txt": BODY.encode()})
    room.ingest()
    assert room.reasons() == [("b.zip!/inner.zip", None, "unknown_format")]
    assert room.article()["source_uri"] == room.uri("b.zip") + "!/good.txt"


def test_a_file_that_is_not_there(room: Room):
    room.write("good.txt", BODY)
    counts = room.ingest(room.raw, room.root / "gone.txt")
    assert [row["reason_code"] for row in room.quarantine()] == ["unreadable"]
    assert counts.articles_new == 1


def test_a_file_that_vanishes_while_it_is_read(room: Room, monkeypatch: pytest.MonkeyPatch):
    path = room.write("a.txt", BODY)
    room.write("good.txt", BODY)
    read = txt.read

    def read_and_remove(source: Source, settings: IngestSettings) -> Iterator[FoundArticle]:
        yield from read(source, settings)
        path.unlink(missing_ok=True)

    monkeypatch.setattr(txt, "read", read_and_remove)
    room.ingest()
    assert room.reasons() == [("a.txt", None, "unreadable")]
    assert [row["source_uri"] for row in room.articles()] == [room.uri("good.txt")]


def test_a_file_that_grows_while_it_is_read_is_taken_back_and_read_next_time(
    room: Room, monkeypatch: pytest.MonkeyPatch
):
    path = room.write("a.txt", BODY)
    read = txt.read

    def read_and_grow(source: Source, settings: IngestSettings) -> Iterator[FoundArticle]:
        yield from read(source, settings)
        with path.open("a") as file:
            file.write(" And more was said on Wednesday.")

    monkeypatch.setattr(txt, "read", read_and_grow)
    counts = room.ingest()
    assert room.reasons() == [("a.txt", None, "changed_while_read")]
    assert (room.articles(), counts.articles_new) == ([], 0)
    room.publish()

    monkeypatch.setattr(txt, "read", read)
    room.ingest()
    assert room.article()["text"].endswith("on Wednesday.")
    assert room.reread()["quarantine"] == [room.uri("a.txt")]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission(room: Room):
    room.write("a.txt", BODY).chmod(0)
    room.ingest()
    assert room.reasons() == [("a.txt", None, "unreadable")]


def test_limits_can_be_set(room: Room):
    room.settings = replace(room.settings, max_article_chars=100, min_words=3)
    room.write("long.txt", BODY)
    room.write("short.txt", "He said no.")
    room.ingest()
    assert room.reasons() == [("long.txt", None, "too_long")]


def test_a_name_with_quotes_and_newlines_is_read_rightly(room: Room):
    name = 'it\'s "the\nnews" 100% — день.txt'
    room.write(name, BODY)
    room.ingest()
    assert room.article()["source_uri"] == room.uri(name)


def test_evidence_is_kept_and_cut_to_size(room: Room):
    room.write("a.txt", FRENCH * 100)
    room.ingest()
    (row,) = room.quarantine()
    assert row["payload"] == (FRENCH * 100)[:2000]
    assert "fr" in row["message"]


def test_every_reason_of_ingest_has_its_test():
    later = {"extract_failed", "extract_timeout", "extract_crashed", "expectation", "orphan"}
    text = Path(__file__).read_text("utf-8")
    assert [reason for reason in ReasonCode if reason not in later and f'"{reason}"' not in text] == []
