"""Weights of the probabilities of being named or listed: as mediator, peacekeeper, rivals, allies.

The tables are written by ``python -m benchmarks.validation.mediator_weights --fit``, and so ``keeper_weights``,
``rivalry_weights`` and ``pact_weights``: posterior modes of a logistic regression with a normal prior, errors and
correlations from redrawing whole conflicts (of rivals and allies: states).
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.tables import rows

Floats = NDArray[np.float64]
INTERCEPT = "intercept"
"""Name of the first term, which belongs to no feature."""
_NUMBERS = ("centre", "scale", "high", "mean", "error", "bare")


@dataclass(frozen=True)
class Term:
    """A feature in the fit and its weight.

    ``centre``, ``scale`` and ``high`` are mean, standard deviation and largest value of the feature in the fit.
    ``mean`` is the change of the log odds per standard deviation, ``error`` its standard error, and ``together`` the
    correlation of its error with that of every term. ``bare`` is the weight in a fit to the same cases without what
    events tell, which gives the base rate: 0 for a feature of events.
    """

    name: str
    centre: float
    scale: float
    high: float
    mean: float
    error: float
    bare: float
    together: tuple[float, ...]


Terms = tuple[Term, ...]
"""Intercept first, then one term a feature."""


def _terms(table: str) -> Terms:
    found = rows(table)
    return tuple(
        Term(name=row["term"], **{name: float(row[name]) for name in _NUMBERS},
             together=tuple(float(row[f"with_{other['term']}"]) for other in found))
        for row in found
    )  # fmt: skip


MEDIATOR: Terms = _terms("named_mediator_weights")
"""Of being named a mediator."""
PEACEKEEPER: Terms = _terms("named_peacekeeper_weights")
"""Of being named as one that has peacekeepers in a conflict."""
RIVALS: Terms = _terms("listed_rivalry_weights")
"""Of two states being listed as rivals."""
PACTS: Terms = _terms("listed_pact_weights")
"""Of two states being listed as bound to defend each other."""
PACTS_BY_DISTANCE: Terms = _terms("pact_by_distance_weights")
"""Of the same by nothing but how far apart their capitals lie."""
PACTS_WITH_DISTANCE: Terms = _terms("pact_with_distance_weights")
"""Of the same by acts and distance together."""


@lru_cache
def weight_draws(terms: Terms, draws: int, seed: int) -> Floats:
    """Draws of all weights of a table together [draws, F + 1], in its order."""
    error = np.asarray([term.error for term in terms])
    spread = np.asarray([term.together for term in terms]) * np.outer(error, error)
    root, mean = np.linalg.cholesky(spread), np.asarray([term.mean for term in terms])
    found = mean + np.random.default_rng(seed).standard_normal((draws, len(mean))) @ root.T
    found.flags.writeable = False  # every reading shares them
    return found
