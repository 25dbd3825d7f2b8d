"""Predict the claims of text files: `python -m training.attribution.predict --articles DIR --model DIR > FILE`.

A row an article: {"article": name, "claims": [{"source": [[start, end], …], "cue": …, "content": …, "confidence": …}]}.
Claims inside other claims' content are left out unless --nested is given.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from tasks.extract.attribution.model import AttributionModel


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, required=True, help="folder of .txt files")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--nested", action="store_true")
    args = parser.parse_args()
    model = AttributionModel.load(args.model)
    for path in sorted(args.articles.glob("*.txt")):
        rows = [
            {
                "source": claim.source,
                "cue": claim.cue,
                "content": claim.content,
                "confidence": round(claim.confidence, 4),
                "parent": claim.parent,
            }
            for claim in model.predict([path.read_bytes().decode("utf-8")])[0]
            if args.nested or claim.parent is None
        ]
        print(json.dumps({"article": path.stem, "claims": rows}))


if __name__ == "__main__":
    main()
