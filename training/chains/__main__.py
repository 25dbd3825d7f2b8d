"""Train and measure the ranker behind the chains: `python -m training.chains --gum DIR --polnear DIR [--out DIR]`.

Prints what five-fold cross-validation over documents says of pronouns and chains, each document read by a ranker that
never saw it; with --out, fits the ranker on all documents and writes it there. Minutes on one core. Run it in the
project's folder, which holds gold/pronouns.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from spacy.tokens import Doc
from spacy.util import load_config, load_model_from_config

from tasks.evaluate.coreference import chains_found, conll_f1
from tasks.evaluate.documents import GoldDocument, Mention, Prediction, read_documents
from tasks.evaluate.mentions import pronouns_resolved
from tasks.evaluate.scores import Score
from tasks.extract.chains.antecedents import Features, Setting
from tasks.extract.chains.component import Chains, Chooser
from tasks.extract.chains.ranker import Ranker, Weights
from tasks.extract.knowledge.reference_table import ReferenceTable
from tasks.extract.pipeline import PIPELINE
from training.chains.data import Example, examples
from training.chains.fit import fit
from training.chains.pronouns import read_marked, read_pronouns

PRONOUNS = Path("gold/pronouns")
FOLDS, SEED = 5, 0
PENALTY = 1.0  #: 0.3, 1 and 3 differ by less than 0.01
#: Probability that an antecedent must have: a wrong name is worse than none, and it and they mean an unnamed thing more
#: often than a named one.
LEAST = {"person": 0.3, "it": 0.35, "they": 0.55, "nominal": 0.45}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gum", type=Path, required=True, help="folder with gold.json (onrecord evaluate --help)")
    parser.add_argument("--polnear", type=Path, required=True, help="folder with train/, for gold/pronouns")
    parser.add_argument("--out", type=Path, help="folder for ranker.json")
    options = parser.parse_args()
    corpora = {
        "GUM": read_documents(options.gum),
        "PolNeAR": read_pronouns(PRONOUNS / "pronouns.csv", options.polnear / "train"),
        "own": read_marked(PRONOUNS / "articles"),
    }
    gold = {document.name: document for documents in corpora.values() for document in documents}
    docs = dict(zip(gold, annotated(gold.values()), strict=True))
    lessons = Lessons(gold, docs, {d.name for d in (*corpora["GUM"], *corpora["own"])})
    predictions = {}
    for held_out in folds(list(gold)):
        ranker = lessons.ranker([name for name in gold if name not in held_out])
        for name in held_out:
            predictions[name] = prediction(Chains(ranker, lessons.reference)(docs[name]))
    for corpus, documents in corpora.items():
        print(f"{corpus}: {len(documents)} documents, {FOLDS}-fold cross-validation")
        scores = pronouns_resolved(documents, predictions)
        if corpus == "GUM":
            scores |= chains_found(documents, predictions)
        for name, score in scores.items():
            print(line(name, score))
        if corpus == "GUM":
            for scope in ("chains", "chains/named"):
                print(f"{scope + '/conll':24} F1 {conll_f1(scores, scope):.3f}")
    if options.out:
        write(lessons.ranker(list(gold)), options.out)


class Lessons:
    """The decisions of all documents, and rankers that learn from some of them."""

    def __init__(
        self,
        gold: Mapping[str, GoldDocument],
        docs: Mapping[str, Doc],
        whole: Collection[str],
    ) -> None:
        """`whole`: documents in which gold marks nominals, too, and not pronouns alone."""
        self.gold, self.docs, self.whole = gold, docs, whole
        self.reference = ReferenceTable.load([])
        self.told = {name: self.decisions(name, None) for name in gold}

    def decisions(self, name: str, choose: Chooser | None) -> list[Example]:
        found = examples(self.docs[name], self.gold[name], self.reference, choose)
        return [example for example in found if example.kind != "nominal" or name in self.whole]

    def ranker(self, names: Sequence[str]) -> Ranker:
        """What is learned from `names`, in two rounds.

        In the first, all that stands before a mention is understood rightly; at run time it is not. So the second adds
        the same decisions as the first round's ranker comes to them (Daumé's learning as search, 2009): on PolNeAR it
        gives "it" a recall of 0.37 for 0.28.
        """
        told = [self.told[name] for name in names]
        first = trained(told)
        return trained([*told, *(self.decisions(name, first) for name in names)])


def annotated(gold: Iterable[GoldDocument]) -> list[Doc]:
    """The documents as they come to `onrecord_chains`."""
    config = load_config(PIPELINE)
    names = config["nlp"]["pipeline"]
    later = names[names.index("onrecord_chains") :]  # which need a ranker with all features
    nlp = load_model_from_config(config, auto_fill=True, exclude=later)
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
