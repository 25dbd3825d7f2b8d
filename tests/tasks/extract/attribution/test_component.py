from pathlib import Path
from types import SimpleNamespace

import pytest
import spacy

from tasks.extract.annotations import Attribution, Chars
from tasks.extract.attribution.component import AttributionComponent, joined, make_attribution


def test_the_component_is_a_factory_usable_on_its_own():
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord_attribution")
    assert nlp.get_pipe_meta("onrecord_attribution").assigns == ["doc._.attributions"]
    (claim,) = nlp("The bridge is safe, engineer Mara Lindqvist said.")._.attributions
    assert [claim.source, claim.cue, claim.content] == [(Chars(20, 43),), (Chars(44, 48),), (Chars(0, 18),)]


def test_a_models_spans_become_attributions():
    claim = SimpleNamespace(source=((5, 8),), cue=((9, 13),), content=((14, 16), (0, 4)), confidence=0.5, parent=None)
    doc = spacy.blank("en").make_doc("Wait, she said so")
    [found] = AttributionComponent(SimpleNamespace(predict=lambda texts: [[claim] for _ in texts]))(doc)._.attributions
    assert found == Attribution(
        content=(Chars(0, 4), Chars(14, 16)), cue=(Chars(9, 13),), source=(Chars(5, 8),), confidence=0.5
    )


def test_articles_in_a_group_have_the_claims_that_each_has_alone():
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord_attribution")
    texts = [
        "The bridge is safe, engineer Mara Lindqvist said.",
        "Rain fell all night.",
        "The tunnel is dry, engineer Mara Lindqvist said.",
    ]
    together = [doc._.attributions for doc in nlp.pipe(texts, batch_size=2)]
    assert together == [nlp(text)._.attributions for text in texts]
    assert [len(found) for found in together] == [1, 0, 1]


def test_a_missing_model_is_told_when_the_pipeline_is_built(tmp_path: Path):
    with pytest.raises(OSError, match=r"config\.json"):
        make_attribution(spacy.blank("en"), "attribution", str(tmp_path))


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
