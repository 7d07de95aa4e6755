"""Weights of the probability of being named a mediator, fitted to what people coded of real conflicts.

The table is written by ``python -m benchmarks.validation.mediator_weights --fit``: posterior modes of a logistic
regression with a normal prior, errors and correlations from redrawing whole conflicts.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.tables import rows

Floats = NDArray[np.float64]
INTERCEPT = "intercept"
"""Name of the first term, which belongs to no feature."""


@dataclass(frozen=True)
class Term:
    """A feature in the fit and its weight.

    ``centre``, ``scale`` and ``high`` are mean, standard deviation and largest value of the feature in the fit.
    ``mean`` is the change of the log odds per standard deviation, ``error`` its standard error, and ``together`` the
    correlation of its error with that of every term.
    """

    name: str
    centre: float
    scale: float
    high: float
    mean: float
    error: float
    together: tuple[float, ...]


_ROWS = rows("named_mediator_weights")
_NUMBERS = ("centre", "scale", "high", "mean", "error")
TERMS: tuple[Term, ...] = tuple(
    Term(name=row["term"], **{name: float(row[name]) for name in _NUMBERS},
         together=tuple(float(row[f"with_{other['term']}"]) for other in _ROWS))
    for row in _ROWS
)  # fmt: skip
"""Intercept first, then one term a feature."""


@lru_cache
def weight_draws(draws: int, seed: int) -> Floats:
    """Draws of all weights together [draws, F + 1], in the order of :data:`TERMS`."""
    error = np.asarray([term.error for term in TERMS])
    spread = np.asarray([term.together for term in TERMS]) * np.outer(error, error)
    root, mean = np.linalg.cholesky(spread), np.asarray([term.mean for term in TERMS])
    found = mean + np.random.default_rng(seed).standard_normal((draws, len(mean))) @ root.T
    found.flags.writeable = False  # every reading shares them
    return found
