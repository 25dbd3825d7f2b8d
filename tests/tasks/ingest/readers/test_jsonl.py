import json
from dataclasses import replace

import pytest

from schemas.quarantine import Rejection
from tests.tasks.ingest.readers.reading import SETTINGS, outline, read


def test_a_broken_line_among_good_ones():
    lines = '{"text": "One is here."}\n{"text": "broken\n\n{"text": "Three is here."}\n["four"]\n{"text": "Five."}'
    found = read("jsonl", lines)
    assert outline(found) == [(0, "One"), (1, "broken_record"), (3, "Three"), (4, "broken_record"), (5, "Five.")]
    broken = found[1]
    assert isinstance(broken, Rejection)
    assert broken.payload == '{"text": "broken\n'


def test_nan_is_a_missing_value():
    (found,) = read("jsonl", '{"text": "One is here.", "author": NaN, "score": Infinity}')
    assert not isinstance(found, Rejection)
    assert found.authors == ()


def test_nesting_that_exhausts_the_stack():
    deep = '{"text": "x", "more": ' + "[" * 200_000 + "]" * 200_000 + "}"
    assert outline(read("jsonl", deep + '\n{"text": "Good."}')) == [(0, "too_nested"), (1, "Good.")]


def test_lines_in_another_encoding_are_decoded_one_by_one():
    good = json.dumps(
        {"text": "Café owners disagreed with the minister, who said that it was too late."}, ensure_ascii=False
    )
    found = read("jsonl", good.encode() + b"\n" + good.encode("cp1252") + b"\n" + b'{"text": "\xff\xfe\x81\x8d"}')
    assert outline(found) == [(0, "Café"), (1, "Café"), (2, "undecodable")]


def test_a_line_beyond_the_limit_is_skipped_without_being_held():
    small = replace(SETTINGS, max_record_bytes=100)
    long_line = json.dumps({"text": "word " * 100})
    found = read("jsonl", f'{{"text": "One."}}\n{long_line}\n{{"text": "Three."}}\n{long_line}', small)
    assert outline(found) == [(0, "One."), (1, "too_long"), (2, "Three."), (3, "too_long")]


def test_byte_order_mark_and_carriage_returns():
    assert outline(read("jsonl", b'\xef\xbb\xbf{"text": "One."}\r\n{"text": "Two."}\r\n')) == [(0, "One."), (1, "Two.")]


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ('{"title": "No text"}', "no_text_field"),
        ('{"text": "  "}', "empty"),
        ('{"text": null}', "empty"),
        ("17", "broken_record"),
    ],
)
def test_records_without_a_text(record: str, reason: str):
    assert outline(read("jsonl", record)) == [(0, reason)]
