"""Many series looked at together: which Bayes factors may be believed.

Source: Wang & Ramdas 2022, JRSS B 84 (e-BH); Efron 2008, Statistical Science 23 (local false discovery rate).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit

from tertius.model.errors import UsageError

Array = NDArray[np.float64]


def e_bh(log_bayes_factor: ArrayLike, *, alpha: float) -> NDArray[np.bool_]:
    """Series whose change is confirmed with a false discovery rate of at most ``alpha``, however they depend.

    A Bayes factor against its own null is an e-value: the ``k`` largest are taken, for the largest ``k`` at which the
    k-th reaches ``M / (alpha k)``. The promise rests on the likelihood being right, the dispersion above all.

    Args:
        log_bayes_factor: [M] natural logs.
        alpha: False discovery rate in (0, 1).

    Returns:
        [M] mask.
    """
    values = np.asarray(log_bayes_factor, dtype=float)
    _check_rate(alpha)
    ranked = np.sort(values)[::-1]
    needed = np.log(values.size) - np.log(alpha) - np.log(np.arange(1, values.size + 1))
    passing = np.flatnonzero(ranked >= needed)
    if passing.size == 0:
        return np.zeros(values.shape, dtype=bool)
    return np.asarray(values >= needed[passing[-1]])


@dataclass(frozen=True)
class LocalRates:
    """Local false discovery rates.

    Attributes:
        lfdr: [M] probability that the series has no change.
        changed: Estimated share of series with a change.
    """

    lfdr: Array
    changed: float

    def indicated(self, *, alpha: float) -> NDArray[np.bool_]:
        """Largest set of most probable changes with a mean lfdr of at most ``alpha``; ties stay together."""
        _check_rate(alpha)
        ranked = np.sort(self.lfdr)
        mean = np.cumsum(ranked) / np.arange(1, ranked.size + 1)
        # A run of ties is taken whole or not at all, so that the order of series cannot matter.
        last_of_ties = np.append(ranked[1:] > ranked[:-1], True) if ranked.size else np.zeros(0, dtype=bool)
        passing = np.flatnonzero((mean <= alpha) & last_of_ties)
        if passing.size == 0:
            return np.zeros(self.lfdr.shape, dtype=bool)
        return np.asarray(self.lfdr <= ranked[passing[-1]])


def local_rates(
    log_bayes_factor: ArrayLike, *, start: float, tolerance: float = 1e-10, rounds: int = 10_000
) -> LocalRates:
    """Estimate how many series changed, by expectation maximisation on the Bayes factors, and each one's lfdr.

    Args:
        log_bayes_factor: [M] natural logs; they must be calibrated, that is rest on the true dispersion. With one
            estimated from ten years of months, a set taken at 0.05 held 0.07 to 0.11 false ones in simulations.
        start: First guess of the share of changed series, in (0, 1); the likelihood has one peak.
        tolerance: Change of the share at which the search ends.
        rounds: Most steps.

    Raises:
        UsageError: No series, or a guess outside (0, 1).
    """
    values = np.asarray(log_bayes_factor, dtype=float)
    _check_rate(start)
    if values.size == 0:
        raise UsageError("no Bayes factors were given")
    changed = start
    for _ in range(rounds):
        updated = float(expit(values + _log_odds(changed)).mean())
        if abs(updated - changed) <= tolerance:
            break
        changed = updated
    return LocalRates(np.asarray(expit(-values - _log_odds(changed))), changed)


def _log_odds(share: float) -> float:
    tiny = float(np.finfo(float).tiny)
    return float(np.log(max(share, tiny)) - np.log(max(1.0 - share, tiny)))


def _check_rate(rate: float) -> None:
    if not 0 < rate < 1:
        raise UsageError(f"a rate lies strictly between 0 and 1, got {rate}")
