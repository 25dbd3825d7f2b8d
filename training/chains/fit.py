"""Maximum-likelihood fit of the log-linear ranker."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize

from tasks.extract.chains.antecedents import Features, Setting
from tasks.extract.chains.ranker import Weights
from training.chains.data import Example

F, S = len(Features._fields), len(Setting._fields)
#: Where the weights of what gold can hardly show begin, and not at 0: "it" that speaks again in a paragraph, persons
#: and bodies that are taken up by the office or noun that was named.
PRIOR = np.zeros(F + S)
for name, weight in {"speaks_again": 2.5, "in_name": 2.5, "noun_said": 1.0, "phrase_said": 3.0}.items():
    PRIOR[Features._fields.index(name)] = weight


def fit(examples: Sequence[Example], penalty: float) -> Weights:
    """Weights that make the right candidates most probable, less `penalty` times their squared distance from `PRIOR`.

    Raises:
        ValueError: no decision has a candidate.
    """
    used = [e for e in examples if len(e.features) and not e.right.all()]
    if not used:
        raise ValueError("at least one decision with candidates is needed")
    rows = np.concatenate([e.features for e in used])
    settings = np.stack([e.setting for e in used])
    right = np.concatenate([e.right[:-1] for e in used])
    none_right = np.array([e.right[-1] for e in used])
    owner = np.repeat(np.arange(len(used)), [len(e.features) for e in used])
    starts = np.searchsorted(owner, np.arange(len(used)))

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        score, none = rows @ w[:F], settings @ w[F:]
        top = np.maximum(np.maximum.reduceat(score, starts), none)
        weight, none_weight = np.exp(score - top[owner]), np.exp(none - top)
        total = np.add.reduceat(weight, starts) + none_weight
        good = np.add.reduceat(weight * right, starts) + none_weight * none_right
        share = weight * right / good[owner] - weight / total[owner]
        none_share = none_weight * none_right / good - none_weight / total
        gradient = np.concatenate([rows.T @ share, settings.T @ none_share])
        away = w - PRIOR
        return float(penalty * away @ away - np.log(good / total).sum()), 2 * penalty * away - gradient

    found = minimize(loss, PRIOR, jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return Weights(found.x[:F].tolist(), found.x[F:].tolist())
