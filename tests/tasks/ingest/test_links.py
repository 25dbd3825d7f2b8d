"""Copies, near copies and versions."""

import json
from typing import Any

import duckdb
import pytest

from schemas.ids import stable_id
from tests.tasks.ingest.room import BODY, Room, body

LONG = " ".join(f"Paragraph {n} says that the {word} was closed." for n, word in enumerate("abcdefghijklmnopqrst"))


def by_source(room: Room) -> dict[str, dict[str, Any]]:
    """Rows by their outlet."""
    return {f"{row['outlet']}": row for row in room.articles()}


def test_an_exact_copy_names_the_earliest_article(room: Room):
    room.write(
        "a.jsonl",
        [
            {"text": BODY, "source": "undated"},
            {"text": BODY, "source": "later", "date": "2024-05-02"},
            {"text": BODY, "source": "first", "date": "2024-05-01"},
        ],
    )
    counts = room.ingest()
    rows = by_source(room)
    first = rows["first"]["article_id"]
    assert (rows["first"]["duplicate_of"], rows["first"]["duplicate_similarity"]) == (None, None)
    for copy in ("later", "undated"):
        assert (rows[copy]["duplicate_of"], rows[copy]["duplicate_similarity"]) == (first, 1)
    assert (counts.articles_new, counts.articles_duplicate) == (1, 2)
    assert counts.words == rows["first"]["word_count"]


def test_the_same_article_in_several_places_gets_ids_of_its_own(room: Room):
    for name in ("c.txt", "a.txt", "b.txt"):
        room.write(name, BODY)
    room.ingest()
    base = stable_id("article", None, None, BODY)
    assert [row["article_id"] for row in room.articles()] == [base, stable_id(base, 1), stable_id(base, 2)]
    originals = [row["article_id"] for row in room.articles() if row["duplicate_of"] is None]
    assert originals == [min(row["article_id"] for row in room.articles())]


def test_ids_are_the_same_in_sql_and_in_python():
    base = stable_id("article", None, "A “title”", "text")
    (spelt,) = duckdb.execute("SELECT left(sha256(format('[\"{}\", {}]', ?, ?)), 20)", [base, 7]).fetchall()[0]
    assert spelt == stable_id(base, 7)


def test_a_near_copy_is_marked_with_its_similarity(room: Room):
    edited = LONG.replace("Paragraph 7 says", "Paragraph 7 claims")
    room.write(
        "a.jsonl",
        [
            {"text": edited, "source": "edited", "date": "2024-05-02"},
            {"text": LONG, "source": "first", "date": "2024-05-01"},
            {"text": body("bridge"), "source": "other"},
        ],
    )
    counts = room.ingest()
    rows = by_source(room)
    assert rows["edited"]["duplicate_of"] == rows["first"]["article_id"]
    assert 0.8 <= rows["edited"]["duplicate_similarity"] < 1
    assert rows["first"]["duplicate_of"] is rows["other"]["duplicate_of"] is None
    assert (counts.articles_new, counts.articles_duplicate) == (3, 0)


def test_texts_that_differ_in_punctuation_alone_are_near_copies_not_exact_ones(room: Room):
    room.write(
        "a.jsonl", [{"text": LONG, "source": "first", "date": "2024"}, {"text": LONG + "..", "source": "second"}]
    )
    room.ingest()
    similarity = by_source(room)["second"]["duplicate_similarity"]
    assert 0.99 < similarity < 1


def test_a_near_copy_of_a_near_copy_is_compared_with_the_original(room: Room):
    def edited(count: int) -> str:
        text = LONG
        for n in range(count):
            text = text.replace(f"Paragraph {n} says", f"Paragraph {n} claims")
        return text

    room.write(
        "a.jsonl", [{"text": edited(n), "source": f"s{n}", "date": f"2024-05-{n + 1:02}"} for n in range(0, 16, 3)]
    )
    room.ingest()
    originals = {row["article_id"] for row in room.articles() if row["duplicate_of"] is None}
    copies = [row for row in room.articles() if row["duplicate_of"] is not None]
    assert copies
    assert len(originals) > 1
    assert all(row["duplicate_of"] in originals for row in copies)


def test_a_published_article_stays_the_original(room: Room):
    room.write(
        "b.jsonl", [{"text": BODY, "source": "published", "date": "2024-05-02"}, {"text": LONG, "source": "long"}]
    )
    room.ingest()
    rows = by_source(room)
    room.publish()
    near = LONG.replace("Paragraph 3 says", "Paragraph 3 claims")
    room.write(
        "a.jsonl", [{"text": BODY, "source": "x", "date": "2020-01-01"}, {"text": near, "source": "y", "date": "2020"}]
    )
    room.ingest()
    copies = by_source(room)
    assert copies["x"]["duplicate_of"] == rows["published"]["article_id"]
    assert copies["y"]["duplicate_of"] == rows["long"]["article_id"]


def test_a_changed_page_is_a_version_of_the_first_and_no_copy_of_it(room: Room):
    url = "https://example.org/news/gate"
    texts = [LONG, LONG + " The mayor disagreed.", LONG + " The mayor agreed in the end."]
    ids = []
    for run, text in enumerate(texts):
        room.write("a.jsonl", [{"text": text, "url": url, "title": f"Gate {run}"}])
        room.ingest()
        row = room.article()
        ids.append(row["article_id"])
        assert row["version_of"] == (ids[0] if run else None)
        assert row["duplicate_of"] is None
        room.publish()
    assert len(set(ids)) == 3


def test_versions_read_in_one_run(room: Room):
    url = "https://example.org/news/gate"
    records = [
        {"text": LONG + " The mayor disagreed.", "url": url, "date": "2024-05-01T12:00:00Z", "source": "second"},
        {"text": LONG, "url": url + "#top", "date": "2024-05-01T10:00:00Z", "source": "first"},
        {"text": LONG + " The mayor disagreed.", "url": url, "date": "2024-05-01T13:00:00Z", "source": "copy"},
    ]
    room.write("a.jsonl", records)
    room.ingest()
    rows = by_source(room)
    assert rows["first"]["version_of"] is None
    assert rows["second"]["version_of"] == rows["first"]["article_id"]
    assert (rows["copy"]["version_of"], rows["copy"]["duplicate_of"]) == (None, rows["second"]["article_id"])


@pytest.mark.parametrize("url", ["https://example.org", "https://example.org/", "https://example.org/?"])
def test_the_address_of_a_whole_site_makes_no_versions(room: Room, url: str):
    room.write("a.jsonl", [{"text": LONG, "url": url}, {"text": BODY, "url": url}])
    room.ingest()
    assert [row["version_of"] for row in room.articles()] == [None, None]


def test_a_changed_file_under_the_same_title_is_a_version(room: Room):
    room.write("a.txt", f"Gate closes\n\n{LONG}")
    room.ingest()
    first = room.article()["article_id"]
    room.publish()
    room.write("a.txt", f"Gate closes\n\n{LONG} The mayor disagreed.")
    room.ingest()
    assert (room.article()["version_of"], room.article()["duplicate_of"]) == (first, None)


def test_a_changed_file_under_another_title_is_another_article(room: Room):
    room.write("a.txt", f"Gate closes\n\n{LONG}")
    room.ingest()
    room.publish()
    room.write("a.txt", f"Bridge opens\n\n{body('bridge')}")
    room.ingest()
    assert room.article()["version_of"] is None


def test_a_column_with_one_title_is_no_series_of_versions(room: Room):
    columns = [{"title": "Morning notes", "text": body(thing)} for thing in ("bridge", "tunnel", "airport", "canal")]
    room.write("a.jsonl", columns[:3])
    room.ingest()
    assert [row["version_of"] for row in room.articles()] == [None] * 3
    room.publish()
    room.write("a.jsonl", columns)
    counts = room.ingest()
    assert (counts.articles_new, counts.articles_seen) == (1, 3)
    assert room.article()["version_of"] is None


def test_links_do_not_depend_on_names_or_order(room: Room):
    records = [
        {"text": LONG, "source": "a", "date": "2024-05-01"},
        {"text": LONG, "source": "b", "date": "2024-05-02"},
        {"text": LONG.replace("Paragraph 7 says", "Paragraph 7 claims"), "source": "c", "date": "2024-05-03"},
        {"text": BODY, "source": "d", "url": "https://example.org/x"},
        {"text": BODY + " More.", "source": "e", "url": "https://example.org/x"},
    ]
    links = []
    for order in (1, -1):
        for n, record in enumerate(records[::order]):
            room.write(f"{n}.json", json.dumps(record))
        room.forget()
        room.ingest()
        names = ("article_id", "outlet", "duplicate_of", "duplicate_similarity", "version_of")
        links.append(sorted(tuple(row[name] for name in names) for row in room.articles()))
    assert links[0] == links[1]
