import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
import spacy
from spacy.tokens import Doc

from tasks.extract.annotations import Attribution, Chars
from tasks.extract.attribution import AttributionComponent, joined, trained


def test_the_component_is_a_factory_that_rules_serve_by_default():
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord_attribution")
    meta = nlp.get_pipe_meta("onrecord_attribution")
    assert "doc._.attributions" in meta.assigns
    assert "doc.sents" in meta.requires


def test_pipe_hands_whole_batches_to_the_attributor_and_keeps_the_order():
    sizes = []

    def attribute(docs):
        sizes.append(len(docs))
        return [[Attribution(content=(Chars(0, len(doc.text)),))] for doc in docs]

    nlp = spacy.blank("en")
    docs = [nlp.make_doc(text) for text in ("One", "Three", "Seven")]
    out = list(AttributionComponent(attribute).pipe(docs, batch_size=2))
    assert sizes == [2, 1]
    assert [doc._.attributions[0].content[0].end for doc in out] == [3, 5, 5]


def test_one_doc_alone_is_a_batch_of_one():
    doc = spacy.blank("en").make_doc("One")
    assert AttributionComponent(lambda docs: [[] for _ in docs])(doc)._.attributions == []


def test_an_attributor_that_loses_a_doc_is_found_out():
    doc = spacy.blank("en").make_doc("One")
    with pytest.raises(ValueError, match="zip"):
        AttributionComponent(lambda docs: [])(doc)


def test_a_models_spans_become_attributions(monkeypatch: pytest.MonkeyPatch):
    claim = SimpleNamespace(source=((5, 8),), cue=((9, 13),), content=((14, 16), (0, 4)), confidence=0.5, parent=None)
    module = ModuleType("tasks.extract.attribution_model")
    module.AttributionModel = SimpleNamespace(  # type: ignore[attr-defined]
        load=lambda path: SimpleNamespace(predict=lambda texts: [[claim] for _ in texts])
    )
    monkeypatch.setitem(sys.modules, "tasks.extract.attribution_model", module)
    doc: Doc = spacy.blank("en").make_doc("Wait, she said so")
    [[found]] = trained(Path("anywhere"))([doc])
    assert found == Attribution(
        content=(Chars(0, 4), Chars(14, 16)), cue=(Chars(9, 13),), source=(Chars(5, 8),), confidence=0.5
    )


def test_a_missing_model_is_told_when_the_pipeline_is_built(tmp_path: Path):
    pytest.importorskip("onnxruntime")
    with pytest.raises(OSError, match=r"config\.json"):
        trained(tmp_path)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(4, 6), (0, 2)], (Chars(0, 2), Chars(4, 6))),
        ([(0, 2), (2, 4)], (Chars(0, 4),)),
        ([(0, 5), (1, 2)], (Chars(0, 5),)),
        ([(3, 3)], ()),
    ],
)
def test_joined_spans_neither_touch_nor_overlap(spans, expected):
    assert joined(spans) == expected
