"""Fit the weights of the classifier of sentences from labels; the package ships those of ``claim_weights.csv``."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp

from tertius.claims.typing import CONSTANT, LABELS, Floats


def fit(sentences: Sequence[Mapping[str, float]], labels: Sequence[str], penalty: float) -> dict[str, Floats]:
    """Weights [labels] of every cue, from labelled sentences: multinomial logistic regression with a ridge penalty.

    Args:
        sentences: Cues of each sentence, see :func:`tertius.claims.cues.cues`.
        labels: One of :data:`LABELS` each.
        penalty: Half the weight of the sum of squared weights; the constant is not penalised.
    """
    names = (*sentences[0], CONSTANT)
    table = np.array([[*one.values(), 1.0] for one in sentences])
    truth = np.eye(len(LABELS))[[LABELS.index(label) for label in labels]]
    shrunk = np.append(np.full(table.shape[1] - 1, penalty), 0.0)[:, None]

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(table.shape[1], len(LABELS))
        score = table @ weights
        log_chance = score - logsumexp(score, axis=1, keepdims=True)
        value = -float((truth * log_chance).sum()) + 0.5 * float((shrunk * weights**2).sum())
        return value, (table.T @ (np.exp(log_chance) - truth) + shrunk * weights).ravel()

    start = np.zeros(table.shape[1] * len(LABELS))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return dict(zip(names, found.x.reshape(table.shape[1], len(LABELS)), strict=True))
