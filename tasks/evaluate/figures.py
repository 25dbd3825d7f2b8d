"""Everything that an evaluation found, as plain numbers: what is printed, written as JSON and quoted in the README."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tasks.evaluate.breakdown import breakdown
from tasks.evaluate.calibration import Calibration, by_confidence, calibration
from tasks.evaluate.coreference import chains_found, conll_f1
from tasks.evaluate.dates import dates_found
from tasks.evaluate.documents import GoldDocument, Prediction
from tasks.evaluate.gold import Claim, GoldArticle
from tasks.evaluate.mentions import links_agreeing, names_found, pronouns_resolved
from tasks.evaluate.relations import Fact, GoldFacts, relations_found
from tasks.evaluate.scores import Score, score
from tasks.evaluate.stances import PARTS, Agreement, GoldClaim, Position, stances_found

Figures = dict[str, Any]

#: A claim is right, for breakdown and calibration, when somebody's words are found and ascribed to the right one:
#: `confidence` is the probability of that.
LEVEL = "claims+source"


def claim_figures(gold: Sequence[GoldArticle], predictions: Mapping[str, Sequence[Claim]]) -> Figures:
    return {
        "articles": len(gold),
        "scores": {name: numbers(value) for name, value in score(gold, predictions).items()},
        "breakdown": {
            division: {kind: numbers(value) for kind, value in kinds.items()}
            for division, kinds in breakdown(gold, predictions, LEVEL).items()
        },
        "confidence": {str(t): numbers(value) for t, value in by_confidence(gold, predictions, LEVEL).items()},
        "reliability": _reliability(calibration(gold, predictions, LEVEL)),
    }


def document_figures(gold: Sequence[GoldDocument], predictions: Mapping[str, Prediction]) -> Figures:
    links, other_titles = links_agreeing(gold, predictions)
    chains = chains_found(gold, predictions)
    scores = (
        names_found(gold, predictions)
        | pronouns_resolved(gold, predictions)
        | {"links/same title": links}
        | dates_found(gold, predictions)
        | chains
    )
    return {
        "documents": len(gold),
        "scores": {name: numbers(value) for name, value in scores.items()},
        "conll_f1": {scope: round(conll_f1(chains, scope), 4) for scope in ("chains", "chains/named")},
        "other_titles": [
            {"entity": entity, "title": title, "links": count}
            for (entity, title), count in sorted(other_titles.items(), key=lambda item: (-item[1], item[0]))
        ],
    }


def stance_figures(
    gold: Sequence[GoldClaim],
    texts: Mapping[str, GoldArticle],
    predictions: Mapping[str, Sequence[tuple[Claim, Sequence[Position]]]],
    agreements: Mapping[str, Agreement],
) -> Figures:
    """Scores of the articles that the component may have been fitted to, and of those held out, apart."""
    parts = {part: [claim for claim in gold if claim.part == part] for part in PARTS}
    return {
        "claims": {part: len(claims) for part, claims in parts.items()},
        "articles": {part: len({claim.article for claim in claims}) for part, claims in parts.items()},
        "scores": {
            f"{part}/{name}": numbers(value)
            for part, claims in parts.items()
            for name, value in stances_found(claims, texts, predictions).items()
        },
        "agreement": {
            unit: {
                "units": found.units,
                "raw": round(found.raw, 4),
                "kappa": None if found.kappa is None else round(found.kappa, 4),
            }
            for unit, found in agreements.items()
        },
    }


def relation_figures(gold: Sequence[GoldFacts], predictions: Mapping[str, Sequence[Fact]]) -> Figures:
    """Scores of the articles that the rules were mended on, and of those held out, apart."""
    parts = {part: [article for article in gold if article.part == part] for part in PARTS}
    return {
        "articles": {part: len(articles) for part, articles in parts.items()},
        "scores": {
            f"{part}/{name}": numbers(value)
            for part, articles in parts.items()
            for name, value in relations_found(articles, predictions).items()
        },
    }


def numbers(value: Score) -> Figures:
    """A score for JSON, with the counts behind it; null where there was nothing to be right about."""
    return {
        "p": round(value.precision, 4) if value.predicted else None,
        "r": round(value.recall, 4) if value.gold else None,
        "f1": round(value.f1, 4),
        "right": round(value.right, 2),
        "predicted": round(value.predicted, 2),
        "recalled": round(value.recalled, 2),
        "gold": round(value.gold, 2),
    }


def _reliability(table: Calibration) -> Figures:
    return {
        "level": table.level,
        "error": round(table.error, 4),
        "bins": [
            {
                "low": bin.low,
                "high": bin.high,
                "claims": bin.claims,
                "confidence": round(bin.confidence, 4),
                "right": round(bin.right, 4),
            }
            for bin in table.bins
        ],
    }
