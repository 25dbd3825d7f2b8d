"""Label claims inside claims: `python -m training.attribution.nested --polnear DIR --model DIR --out FILE`.

PolNeAR marks one layer of claims. A model that has learned that layer finds the next one when it reads the content of a
claim as if it were a paragraph of its own: "We think they knew" is then no longer part of what somebody said. What it
finds with a source and some confidence in the content of gold claims is what the second stage of training learns, so
that both layers come from one reading.

A row an article: {"article": name, "claims": [{"source": [[start, end], …], "cue": …, "content": …, "confidence": …}]}.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from tasks.extract.attribution.model import AttributionModel, PredictedClaim
from tasks.extract.attribution.windows import read_paragraph
from training.attribution.data import Article, Claim, Span, read_articles

#: A stretch of content with fewer characters holds no claim ("We think so").
SHORTEST = 12
#: Of 104 claims found in 24 articles' content, those below this were mostly acts ("campaign about", "offers").
CONFIDENT = 0.55
_QUOTE_MARKS = "\"'“”‘’«»„‟"


def find_nested(article: Article, model: AttributionModel) -> list[PredictedClaim]:
    """Claims with a source inside the contents that the article's first annotator marked."""
    text = article.text
    contents = {_unquoted(text, span) for claim in article.annotations[0] for span in claim["content"]}
    paragraphs = [
        read_paragraph(text, start, end, model.tokenizer)
        for start, end in sorted(contents)
        if end - start >= SHORTEST and "\n" not in text[start:end]
    ]
    return [claim for claim in model.read(text, paragraphs) if claim.source and claim.parent is None]


def _unquoted(text: str, span: Span) -> Span:
    """A stretch of content without the quotation marks around it."""
    start, end = span
    while start < end and (text[start] in _QUOTE_MARKS or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in _QUOTE_MARKS or text[end - 1].isspace()):
        end -= 1
    return start, end


def read_nested(path: Path) -> dict[str, list[Claim]]:
    """The labels of each article that are sure enough to learn from."""
    out: dict[str, list[Claim]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        out[row["article"]] = [
            {role: [(start, end) for start, end in claim[role]] for role in ("source", "cue", "content")}
            for claim in row["claims"]
            if claim["confidence"] >= CONFIDENT
        ]
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True, help="an exported and calibrated model of the first stage")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    model = AttributionModel.load(args.model)
    with args.out.open("w", encoding="utf-8") as out:
        for article in read_articles(args.polnear / "train"):
            claims = [
                {"source": c.source, "cue": c.cue, "content": c.content, "confidence": round(c.confidence, 4)}
                for c in find_nested(article, model)
            ]
            out.write(json.dumps({"article": article.name, "claims": claims}) + "\n")


if __name__ == "__main__":
    main()
