"""Score stances given the readers' own claims, so that what is measured is that step alone.

    python -m scripts.score_stances gold/stances ../shared/corpora/polnear/train

The pipeline runs over the corpus's texts with the annotated claims in the place of the attribution model's. What is
printed is what `onrecord evaluate gold/stances --corpus …` prints for the published rows.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from tasks.evaluate.figures import stance_figures
from tasks.evaluate.gold import Claim, GoldArticle, read_gold
from tasks.evaluate.printed import stance_lines
from tasks.evaluate.stances import Position, agreement, read_stances
from tasks.extract.annotations import Attribution, Chars
from tasks.extract.pipeline import load_pipeline
from tasks.extract.settings import ExtractSettings


def annotated(nlp: Language, article: GoldArticle) -> Doc:
    """The article through the pipeline, its gold claims in the place of those that the model finds."""
    doc = nlp.make_doc(article.text)
    for name, component in nlp.pipeline:
        if name == "onrecord_attribution":
            doc._.attributions = [_attribution(claim) for claim in article.claims]
        else:
            doc = component(doc)
    return doc


def _attribution(claim: Claim) -> Attribution:
    content, cue, source = (tuple(Chars(*span) for span in spans) for spans in (claim.content, claim.cue, claim.source))
    return Attribution(content, cue, source)


def positions(doc: Doc) -> list[tuple[Claim, list[Position]]]:
    """The claims that the pipeline keeps (some say nothing of anybody) with their positions."""
    found: list[tuple[Claim, list[Position]]] = [
        (Claim(*(tuple(tuple(span) for span in spans) for spans in (claim.source, claim.cue, claim.content))), [])
        for claim in doc._.attributions
    ]
    for stance in doc._.stances:
        found[stance.claim][1].append(Position(tuple(stance.target), stance.stance))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stances", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, help="only the first so many")
    arguments = parser.parse_args()
    gold = read_stances(arguments.stances)
    names = sorted({claim.article for claim in gold})[: arguments.articles]
    texts = {article.name: article for article in read_gold(arguments.corpus) if article.name in names}
    nlp = load_pipeline(ExtractSettings())
    found = {name: positions(annotated(nlp, texts[name])) for name in names}
    kept = [claim for claim in gold if claim.article in texts]
    for line in stance_lines(stance_figures(kept, texts, found, agreement(arguments.stances))):
        print(line)


if __name__ == "__main__":
    main()
