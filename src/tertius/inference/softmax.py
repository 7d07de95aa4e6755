"""Multinomial logistic regression with a ridge penalty, for tables small enough to be fitted in seconds."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_softmax

Array = NDArray[np.float64]


def softmax_weights(design: Any, truth: Array, *, penalty: float, rounds: int, weight: Array | None = None) -> Array:
    """Weights [F, K] under which the labels are most probable.

    Args:
        design: [N, F] features, an array or a sparse matrix; the last column is the constant and is not penalised.
        truth: [N, K] one where the label is, else zero.
        penalty: Half of it times the sum of squared weights is added to the loss.
        rounds: Most steps of the optimiser; the loss is convex, so that they only bound the time.
        weight: [N] weight of each row; one each by default.

    Source:
        Hastie, Tibshirani and Friedman 2009, The Elements of Statistical Learning, 4.4.
    """
    from scipy.optimize import minimize  # dear to load, and few commands fit anything

    shape = (design.shape[1], truth.shape[1])
    rows = np.ones(len(truth)) if weight is None else weight
    shrunk = np.append(np.full(shape[0] - 1, penalty), 0.0)[:, None]

    def loss(flat: Array) -> tuple[float, Array]:
        weights = flat.reshape(shape)
        log_chance = log_softmax(design @ weights, axis=1)
        value = 0.5 * float((shrunk * weights**2).sum()) - float(rows @ (truth * log_chance).sum(axis=1))
        return value, (design.T @ (rows[:, None] * (np.exp(log_chance) - truth)) + shrunk * weights).ravel()

    found = minimize(loss, np.zeros(shape[0] * shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": rounds})
    return np.asarray(found.x, dtype=np.float64).reshape(shape)
