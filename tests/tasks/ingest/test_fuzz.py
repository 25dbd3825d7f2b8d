"""Whatever lies in a folder, every input and every record is an article or in quarantine exactly once."""

import gzip
import io
import json
import random
import tempfile
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tasks.ingest.room import BODY, Room, body

TEXTS = st.one_of(
    st.sampled_from(
        ["", "No.", BODY, BODY, body("bridge"), f"Title\n\nBy Ana Ruiz\n\n{body('tunnel')}", "word " * 90_000]
    ),
    st.text(max_size=300),
    st.text(alphabet="abc “”\n\t\0\u2028<>&;\ud83d", max_size=300),
)
FIELD = st.sampled_from(["text", "body", "title", "date", "author", "source", "url", "other"])
VALUES = st.one_of(
    TEXTS, st.none(), st.integers(), st.floats(), st.booleans(), st.lists(st.text(max_size=5), max_size=2)
)
RECORDS = st.lists(st.dictionaries(FIELD, VALUES, max_size=4), max_size=5)


def utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def as_jsonl(records: list[dict[str, Any]]) -> tuple[bytes, int]:
    return "".join(json.dumps(record) + "\n" for record in records).encode(), len(records)


def as_json(records: list[dict[str, Any]]) -> tuple[bytes, int]:
    finite = json.loads(json.dumps(records), parse_constant=lambda name: None)
    return json.dumps(finite).encode(), len(records)


def as_csv(records: list[dict[str, Any]]) -> tuple[bytes, int]:
    import csv

    table = io.StringIO(newline="")
    rows = csv.writer(table)
    rows.writerow(["title", "text"])
    for record in records:
        rows.writerow([str(record.get("title", "")), str(record.get("text", "x"))])
    return utf8(table.getvalue()), len(records)


def as_parquet(records: list[dict[str, Any]]) -> tuple[bytes, int]:
    texts = [utf8(str(record.get("text", ""))).decode() for record in records]
    buffer = io.BytesIO()
    pq.write_table(pa.table({"text": pa.array(texts, pa.string())}), buffer)
    return buffer.getvalue(), len(records)


WRITERS = {"jsonl": as_jsonl, "json": as_json, "csv": as_csv, "parquet": as_parquet}


@st.composite
def files(draw: st.DrawFn) -> tuple[str, bytes, int | None]:
    """An extension, content, and how many records it holds; null where that cannot be said beforehand."""
    kind = draw(st.sampled_from(["txt", "html", "jsonl", "json", "csv", "parquet", "", "xyz"]))
    if kind in WRITERS:
        data, count = WRITERS[kind](draw(RECORDS))
    elif kind == "html":
        data, count = utf8(f"<html><body><article><p>{draw(TEXTS)}</p></article></body></html>"), 1
    else:
        data, count = utf8(draw(TEXTS)), 1
    outcome: int | None = max(count, 1)  # a file without records is itself in quarantine
    if draw(st.booleans()) and draw(st.booleans()):
        data, outcome = damaged(data, draw(st.randoms(use_true_random=False))), None
    packing = draw(st.sampled_from(["", "", "", "gz", "zip"]))
    if packing == "gz":
        return f"{kind}.gz" if kind else "gz", gzip.compress(data, mtime=0), outcome
    if packing == "zip":
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(f"member.{kind}" if kind else "member", data)
        return "zip", buffer.getvalue(), outcome
    return kind, data, outcome


def damaged(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data[: chance.randrange(len(data) + 1)])
    for _ in range(min(len(changed), 5)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(files(), max_size=6))
def test_every_input_is_an_article_or_in_quarantine_exactly_once(mess: list[tuple[str, bytes, int | None]]):
    with tempfile.TemporaryDirectory() as folder:
        room = Room(Path(folder))
        expected: dict[str, int | None] = {}
        for n, (extension, data, outcome) in enumerate(mess):
            name = f"{n}.{extension}" if extension else str(n)
            room.write(name, data)
            expected[room.uri(name)] = outcome
        counts = room.ingest()
        articles, refused = room.articles(), room.quarantine()
        found = Counter(row["source_uri"].split("!/")[0] for row in [*articles, *refused])

        assert found.keys() == expected.keys()
        assert [row["message"] for row in refused if row["message"].startswith("unexpected")] == []
        refused_whole = {
            row["source_uri"] for row in refused if row["reason_code"] == "binary" and row["source_record"] is None
        }
        for uri, outcome in expected.items():
            assert outcome is None or found[uri] == (1 if uri in refused_whole else outcome), uri
        places = Counter((row["source_uri"], row["source_record"]) for row in [*articles, *refused])
        assert max(places.values(), default=1) == 1
        assert len({row["article_id"] for row in articles}) == len(articles)
        assert len({row["quarantine_id"] for row in refused}) == len(refused)
        assert counts.inputs == len(mess)
        assert (counts.articles_new + counts.articles_duplicate, counts.quarantined) == (len(articles), len(refused))

        room.publish()
        again = room.ingest()
        assert (again.articles_new, again.articles_duplicate, again.quarantined) == (0, 0, 0)
        assert again.articles_seen == len(articles)
