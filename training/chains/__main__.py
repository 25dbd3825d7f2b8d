"""Train and measure the ranker behind the chains: `python -m training.chains --gum DIR [--out models/chains]`.

Prints what five-fold cross-validation over documents says of pronouns and chains, each document read by a ranker that
never saw it; with --out, fits the ranker on all documents and writes it there. Minutes on one core.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from spacy.tokens import Doc

from tasks.evaluate.coreference import chains_found, conll_f1
from tasks.evaluate.documents import GoldDocument, Mention, Prediction, read_documents
from tasks.evaluate.mentions import pronouns_resolved
from tasks.evaluate.scores import Score
from tasks.extract.chains.antecedents import Features, Setting
from tasks.extract.chains.component import Chains
from tasks.extract.chains.ranker import Ranker, Weights
from tasks.extract.knowledge.reference_table import ReferenceTable
from tasks.extract.pipeline import load_pipeline
from tasks.extract.settings import ExtractSettings
from training.chains.data import Example, examples
from training.chains.fit import fit

FOLDS, SEED = 5, 0
PENALTY = 1.0  #: 0.3, 1 and 3 differ by less than 0.01
#: Probability that an antecedent must have: a wrong name is worse than none, and it and they mean an unnamed thing more
#: often than a named one.
LEAST = {"person": 0.3, "it": 0.4, "they": 0.6, "nominal": 0.5}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gum", type=Path, required=True, help="folder with gold.json (onrecord evaluate --help)")
    parser.add_argument("--out", type=Path, help="folder for ranker.json")
    options = parser.parse_args()
    gold = read_documents(options.gum)
    docs = dict(zip((document.name for document in gold), annotated(gold), strict=True))
    reference = ReferenceTable.load([])
    decisions = {document.name: examples(docs[document.name], document, reference) for document in gold}
    predictions = {}
    for held_out in folds(list(docs)):
        ranker = trained(decisions[name] for name in docs if name not in held_out)
        for name in held_out:
            predictions[name] = prediction(Chains(ranker, reference)(docs[name]))
    print(f"{len(gold)} documents, {FOLDS}-fold cross-validation, {sum(map(len, decisions.values()))} decisions")
    scores = pronouns_resolved(gold, predictions) | chains_found(gold, predictions)
    for name, score in scores.items():
        print(line(name, score))
    for scope in ("chains", "chains/named"):
        print(f"{scope + '/conll':24} F1 {conll_f1(scores, scope):.3f}")
    if options.out:
        write(trained(decisions.values()), options.out)


def annotated(gold: Sequence[GoldDocument]) -> list[Doc]:
    """The documents as they come to `onrecord_chains`."""
    nlp = load_pipeline(ExtractSettings())
    before = nlp.pipe_names[: nlp.pipe_names.index("onrecord_chains")]
    with nlp.select_pipes(enable=before):
        return [nlp(document.text) for document in gold]


def folds(names: list[str]) -> list[list[str]]:
    shuffled = sorted(names)
    random.Random(SEED).shuffle(shuffled)
    return [shuffled[number::FOLDS] for number in range(FOLDS)]


def trained(decisions: Iterable[Sequence[Example]]) -> Ranker:
    seen = [example for of_document in decisions for example in of_document]
    return Ranker({kind: fit([e for e in seen if e.kind == kind], PENALTY) for kind in LEAST}, LEAST)


def prediction(doc: Doc) -> Prediction:
    chains = doc._.chains
    return Prediction(
        mentions=tuple(
            Mention(*m.chars, m.kind)
            if m.chain is None
            else Mention(*m.chars, m.kind, str(m.chain), chains[m.chain].name, chains[m.chain].entity_id)
            for m in doc._.mentions
        )
    )


def line(name: str, score: Score) -> str:
    counts = f"({score.right:g}/{score.predicted:g} predicted, {score.recalled:g}/{score.gold:g} gold)"
    return f"{name:24} P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}   {counts}"


def write(ranker: Ranker, folder: Path) -> None:
    def by_name(weights: Weights) -> Mapping[str, Mapping[str, float]]:
        return {
            "features": dict(zip(Features._fields, (round(w, 3) for w in weights.features), strict=True)),
            "setting": dict(zip(Setting._fields, (round(w, 3) for w in weights.setting), strict=True)),
        }

    folder.mkdir(parents=True, exist_ok=True)
    stored = {"least": ranker.least, "weights": {kind: by_name(weights) for kind, weights in ranker.weights.items()}}
    (folder / "ranker.json").write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
