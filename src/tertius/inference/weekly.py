"""Second stage of dating: where in a short stretch, known to hold one change of a composition, the change lies.

The first stage (:mod:`tertius.inference.compositions`) says that shares changed and in which months; counts of weeks
around them say more exactly when. Only the alternatives that moved are told apart: the others, pooled, keep a
Dirichlet prior and add no noise.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaln

from tertius.inference.intervals import hpd_set
from tertius.model.errors import DataError, UsageError

Array = NDArray[np.float64]


@dataclass(frozen=True)
class SingleChange:
    """The date of the one change of a stretch.

    Attributes:
        index: First period of the new shares, posterior median.
        dates: [T] smallest set of periods holding the stated probability; may be in pieces.
        mass: [T] posterior probability of each period; 0 at period 0.
    """

    index: int
    dates: NDArray[np.bool_]
    mass: Array


def single_change(x: ArrayLike, *, prior: ArrayLike, tempering: float, credibility: float) -> SingleChange:
    """Date the one change of a composition, every period but the first being as likely beforehand.

    Args:
        x: [K, T] counts per alternative and period, may be weighted; at least two periods.
        prior: [K] Dirichlet parameters of the shares before, and of those after.
        tempering: Power of the likelihood in (0, 1]: 1 / design effect.
        credibility: Probability of the set of dates, in (0, 1].

    Raises:
        DataError: A count is negative or unknown.
        UsageError: Prior, tempering or the number of periods lie outside their range.

    Example:
        >>> found = single_change([[9, 8, 9, 0, 1], [1, 2, 1, 9, 9]], prior=[0.5, 0.5], tempering=1.0, credibility=0.9)
        >>> found.index
        3
    """
    counts, alpha = np.asarray(x, dtype=float), np.asarray(prior, dtype=float)
    if np.any(~(counts >= 0)):
        raise DataError("counts of a composition must be known and not negative")
    if np.any(~(alpha > 0)) or not 0 < tempering <= 1 or alpha.shape != counts.shape[:1] or counts.shape[1] < 2:
        raise UsageError("a change needs two periods, a positive prior per alternative and a tempering in (0, 1]")
    upto = np.cumsum(counts * tempering, axis=1)
    log = _log_evidence(upto[:, :-1], alpha) + _log_evidence(upto[:, [-1]] - upto[:, :-1], alpha)
    mass = np.concatenate([[0.0], np.exp(log - log.max())])
    mass /= mass.sum()
    index = int(np.searchsorted(np.cumsum(mass), 0.5))
    return SingleChange(index, hpd_set(mass, credibility), mass)


def _log_evidence(inside: Array, alpha: Array) -> Array:
    """[T] Dirichlet-multinomial log evidence of segments with the given counts [K, T], constants dropped."""
    parts = gammaln(alpha[:, None] + np.maximum(inside, 0.0)).sum(axis=0)
    return np.asarray(parts - gammaln(alpha.sum() + np.maximum(inside, 0.0).sum(axis=0)))
