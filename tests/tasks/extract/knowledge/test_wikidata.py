"""Wikidata dumps: what is taken of a small invented one, and how bad lines and files end."""

from __future__ import annotations

import bz2
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from schemas.errors import OnRecordError
from tasks.extract.knowledge.records import read
from tasks.extract.knowledge.wikidata import Filter, convert


def statement(value: Any, rank: str = "normal") -> dict[str, Any]:
    return {"rank": rank, "mainsnak": {"snaktype": "value", "datavalue": {"value": value}}}


def item(id_: str, label: str, classes: list[str], **claims: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "type": "item",
        "id": id_,
        "labels": {"en": {"value": label}},
        "aliases": {"en": [{"value": f"{label} II"}, {"value": label.split()[-1]}, {"value": label}]},
        "descriptions": {"en": {"value": "an invented thing"}},
        "claims": {"P31": [statement({"id": class_}) for class_ in classes]} | claims,
    }


JAPAN, UNKNOWN = statement({"id": "Q17"}), {"rank": "normal", "mainsnak": {"snaktype": "somevalue"}}
ITEMS = [
    item("Q900000001", "Mara Osei", ["Q5"], P39=[statement({"id": "Q1"})], P27=[UNKNOWN, JAPAN]),
    item("Q900000002", "Tom Vance", ["Q5"]),  # holds no position
    item("Q900000003", "Vell", ["Q515"], P1082=[statement({"amount": "+250000"})], P17=[JAPAN], P1376=[JAPAN]),
    item("Q900000004", "Small Vell", ["Q515"], P1082=[statement({"amount": "+2500"})], P17=[JAPAN]),
    item("Q900000005", "Vell Guild", ["Q900000099", "Q43229"]),
    item("Q900000006", "Vell Rock", ["Q8502"]),
    {"type": "property", "id": "P9", "labels": {}, "claims": {"P31": [statement({"id": "Q5"})]}},
]


def dump(path: Path, lines: list[str] | None = None) -> Path:
    content = "[\n" + ",\n".join(lines or [json.dumps(entity, separators=(",", ":")) for entity in ITEMS]) + "\n]\n"
    opener = {".gz": gzip.open, ".bz2": bz2.open}.get(path.suffix, open)
    with opener(path, "wb") as file:
        file.write(content.encode())
    return path


@pytest.mark.parametrize("name", ["d.json", "d.json.gz", "d.json.bz2"])
def test_what_is_taken(tmp_path, name):
    done = convert(dump(tmp_path / name), tmp_path / "out.parquet")
    osei, vell, guild = read(tmp_path / "out.parquet")
    assert (osei.entity_id, osei.name, osei.kind, osei.label) == ("Q900000001", "Mara Osei", "person", "PERSON")
    assert (osei.country_code, osei.aliases, osei.ambiguous) == ("JPN", ("Mara Osei II", "Osei"), ("Osei",))
    assert (vell.entity_id, vell.kind, vell.label, vell.capital_of) == ("Q900000003", "place", "GPE", "Q17")
    assert (guild.entity_id, guild.kind, guild.description) == ("Q900000005", "organisation", "an invented thing")
    assert (done.lines, done.bad_lines, dict(done.taken)) == (7, 0, {"person": 1, "place": 1, "organisation": 1})


def test_the_filter(tmp_path):
    wanted = Filter({"Q5": "person", "Q8502": "place"}, with_position=False, min_population=0)
    convert(dump(tmp_path / "d.json"), tmp_path / "out.parquet", wanted)
    assert [entity.name for entity in read(tmp_path / "out.parquet")] == ["Mara Osei", "Tom Vance", "Vell Rock"]


def test_bad_lines_are_counted_and_passed_over(tmp_path):
    lines = [
        "{broken",
        '{"type":"item","id":"Q5"}',
        '{"type":"item","claims":7,"labels":{},"x":"Q5"}',
        json.dumps(ITEMS[0]),
    ]
    done = convert(dump(tmp_path / "d.json", lines), tmp_path / "out.parquet")
    assert [entity.name for entity in read(tmp_path / "out.parquet")] == ["Mara Osei"]
    assert (done.lines, done.bad_lines, done.first_bad) == (4, 3, (1, "no JSON object"))


def test_nothing_good_is_an_error_and_leaves_no_file(tmp_path):
    with pytest.raises(OnRecordError, match=r"OR201.*not one line is a Wikidata entity"):
        convert(dump(tmp_path / "d.json", ["no dump"]), tmp_path / "out.parquet")
    assert [path.name for path in tmp_path.iterdir()] == ["d.json"]


def test_a_dump_cut_short_is_an_error_and_leaves_no_file(tmp_path):
    path = dump(tmp_path / "d.json.gz")
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(OnRecordError, match=r"OR201.*cannot be read on"):
        convert(path, tmp_path / "out.parquet")
    assert [found.name for found in tmp_path.iterdir()] == ["d.json.gz"]


def test_another_ending_is_an_error(tmp_path):
    (tmp_path / "d.xml").write_text("[")
    with pytest.raises(OnRecordError, match=r"OR201.*ends in \.json"):
        convert(tmp_path / "d.xml", tmp_path / "out.parquet")


def test_memory_does_not_grow_with_the_dump(tmp_path):
    """A thousand lines that nobody asked for are read one at a time: what is held is far less than the file."""
    import tracemalloc

    line = json.dumps(item("Q900000006", "Vell Rock " + "x" * 20_000, ["Q8502"]))
    path = dump(tmp_path / "d.json", [line] * 1_000 + [json.dumps(ITEMS[0])])
    tracemalloc.start()
    convert(path, tmp_path / "out.parquet")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert path.stat().st_size > 60_000_000
    assert peak < 15_000_000
