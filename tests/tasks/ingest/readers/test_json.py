import json
from dataclasses import replace

import pytest

from schemas.quarantine import Rejection
from tasks.ingest.article import FoundArticle
from tasks.ingest.refused import Refused
from tests.tasks.ingest.readers.reading import SETTINGS, outline, read, stream


@pytest.mark.parametrize(
    ("text", "records"),
    [
        ('{"text": "One."}', [(None, "One.")]),
        ('[{"text": "One."}]', [(0, "One.")]),
        ('[{"text": "One."}, {"text": "Two."}]', [(0, "One."), (1, "Two.")]),
        ('{"status": "ok", "articles": [{"text": "One."}, {"text": "Two."}], "n": 2}', [(0, "One."), (1, "Two.")]),
        ('{"text": "One."}\n{"text": "Two."}\n{"text": "Three."}', [(0, "One."), (1, "Two."), (2, "Three.")]),
        ('{"text": "One.", "items": [{"a": 1}]}', [(None, "One.")]),
        ('{"documents": ["a.pdf", "b.pdf"], "text": "One."}', [(None, "One.")]),
        ('{"documents": [], "text": "One."}', [(None, "One.")]),
        ('[1, {"text": "Two."}, null]', [(0, "broken_record"), (1, "Two."), (2, "broken_record")]),
        ('[{"a": {"text": "x"}}, {"text": "Two."}]', [(0, "no_text_field"), (1, "Two.")]),
        ("17", [(None, "broken_record")]),
    ],
)
def test_the_shapes_that_json_comes_in(text: str, records: list[tuple[int | None, str]]):
    assert outline(read("json", text)) == records


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_other_encodings(encoding: str):
    text = json.dumps({"text": "Café owners disagreed."}, ensure_ascii=False)
    assert outline(read("json", text.encode(encoding))) == [(None, "Café")]


@pytest.mark.parametrize(
    ("text", "good", "record"),
    [
        ('[{"text": "One."}, {"text": "Two."', [(0, "One.")], 1),
        ('[{"text": "One."}, {"text": NaN}]', [(0, "One.")], 1),
        ('[{"text": "One."}] and more', [(0, "One.")], 1),
        ('{"text": "One."', [], None),
        ("The minister said no.", [], None),
    ],
)
def test_what_is_no_json_ends_the_file_and_not_what_came_before(
    text: str, good: list[tuple[int | None, str]], record: int | None
):
    found: list[FoundArticle | Rejection] = []
    with pytest.raises(Refused, match="broken_file") as refused:
        found.extend(stream("json", text))
    assert outline(found) == good
    assert refused.value.record == record


def test_a_record_nested_too_deep_is_rejected_alone():
    deep = '[{"text": "x", "more": ' + "[" * 50_000 + "]" * 50_000 + '}, {"text": "Good."}]'
    assert outline(read("json", deep)) == [(0, "too_nested"), (1, "Good.")]


def test_half_a_surrogate_pair_is_kept_to_be_refused_not_replaced():
    (found,) = read("json", '{"text": "\\ud83d x"}')
    assert found.paragraphs == ("\ud83d x",)  # type: ignore[union-attr]


def test_a_record_beyond_the_limit():
    small = replace(SETTINGS, max_record_bytes=1000)
    with pytest.raises(Refused, match="too_long"):
        read("json", json.dumps([{"text": "word " * 100_000}]), small)


def test_an_empty_list():
    with pytest.raises(Refused, match="empty"):
        read("json", "[]")
