"""Knowledge files: the same things from CSV, Parquet and JSONL, and what is wrong with a file."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from schemas.errors import OnRecordError
from tasks.extract.knowledge.records import ReferenceEntity, read

OSEI = ReferenceEntity(
    "Q900000001",
    "Mara Osei",
    "person",
    "PERSON",
    "GHA",
    ("M. Osei", "Osei"),
    ambiguous=("Osei",),
    description="Minister",
)


def as_csv(path: Path) -> None:
    path.write_text(
        "id,name,kind,country,aliases,ambiguous,description\n"
        "Q900000001,Mara Osei,person,GHA,M. Osei|Osei,Osei,Minister\n",
        encoding="utf-8",
    )


def as_jsonl(path: Path) -> None:
    row = {"entity_id": "Q900000001", "name": "Mara Osei", "kind": "person", "country_code": "GHA"}
    row |= {"aliases": ["M. Osei", "Osei"], "ambiguous": "Osei", "description": "Minister"}
    path.write_text(json.dumps(row) + "\n\n", encoding="utf-8")


def as_parquet(path: Path) -> None:
    row = {"id": "Q900000001", "name": "Mara Osei", "kind": "person", "country": "GHA"}
    row |= {"aliases": ["M. Osei", "Osei"], "ambiguous": ["Osei"], "description": "Minister", "capital_of": None}
    pq.write_table(pa.Table.from_pylist([row]), path)


@pytest.mark.parametrize(
    ("name", "write"), [("a.csv", as_csv), ("a.jsonl", as_jsonl), ("a.ndjson", as_jsonl), ("a.parquet", as_parquet)]
)
def test_every_form_gives_the_same_entity(tmp_path, name, write):
    write(tmp_path / name)
    assert list(read(tmp_path / name)) == [OSEI]


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("a.txt", "", "line 1: it must end in .csv"),
        ("a.csv", "id,entity_id,name,kind\n", "line 1: columns must be"),
        ("a.csv", "name,kind,country\nFen,place,GB\n", "line 2: 'GB' is no ISO 3166"),
        ("a.jsonl", '{"name": "Fen", "kind": "place"}\n[1]\n', "line 2: a line must be an object"),
        ("a.jsonl", '{"name": "Fen", "kind": "place", "aliases": [1]}\n', "line 1: aliases must be a list"),
        ("a.jsonl", '{"name": 7, "kind": "place"}\n', "line 1: name must be a text"),
        ("a.jsonl", '{"name": "Fen",\n', "line 1: Expecting"),
        ("a.jsonl", '{"name": "Fen"}\n', "line 1: columns must be"),
        ("a.jsonl", '{"name": "Fen", "kind": "place", "swamp": 1}\n', "line 1: columns must be"),
        ("a.jsonl", '{"a":' * 100_000, "line 1"),
        ("a.parquet", "PAR1 no more", "line 1"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path, name, text, complaint):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OnRecordError, match=r"OR201") as raised:
        list(read(path))
    assert complaint in str(raised.value)


def test_a_missing_file_is_an_error_of_ours(tmp_path):
    with pytest.raises(OnRecordError, match=r"OR201.*none\.csv"):
        list(read(tmp_path / "none.csv"))
