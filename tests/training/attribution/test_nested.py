"""Labels of claims inside claims."""

import json

from tasks.extract.attribution.model import PredictedClaim
from training.attribution.data import Article
from training.attribution.nested import find_nested, read_nested

TEXT = "“I think it rained,” Ada said. “So?” said Bo."
CLAIMS = [
    {"source": [(21, 24)], "cue": [(25, 29)], "content": [(0, 20)]},
    {"source": [(42, 44)], "cue": [(37, 41)], "content": [(31, 36)]},
]


class OneClaim:
    """Reads a paragraph of one piece as a claim without source, then as one with."""

    class Tokenizer:
        @staticmethod
        def encode(text, add_special_tokens):
            return type("Encoding", (), {"ids": [7], "offsets": [(0, len(text))], "word_ids": [0]})()

    tokenizer = Tokenizer()

    def read(self, text, paragraphs):
        self.texts = [text[p.start[0] : p.end[-1]] for p in paragraphs]
        sourceless = PredictedClaim((), ((3, 8),), ((9, 18),), 0.9)
        return [sourceless, PredictedClaim(((1, 2),), ((3, 8),), ((9, 18),), 0.9)]


def test_contents_are_read_without_their_quotation_marks_and_short_ones_not_at_all():
    model = OneClaim()
    (found,) = find_nested(Article("a", TEXT, [CLAIMS]), model)
    assert model.texts == ["I think it rained,"]
    assert found.source == ((1, 2),)


def test_labels_that_are_not_sure_are_left_out(tmp_path):
    claim = {"source": [[1, 2]], "cue": [[3, 8]], "content": [[9, 18]]}
    row = {"article": "a", "claims": [claim | {"confidence": 0.9}, claim | {"confidence": 0.3}]}
    (tmp_path / "nested.jsonl").write_text(json.dumps(row) + "\n")
    assert read_nested(tmp_path / "nested.jsonl") == {
        "a": [{"source": [(1, 2)], "cue": [(3, 8)], "content": [(9, 18)]}]
    }
