"""What a forecaster gives: the probability of every count, and what is read off it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, xlogy

from tertius.model import UsageError

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Predictive:
    """Probability of each count: ``pmf[..., k]`` is that of ``k``, the last entry that of "so many or more".

    Raises:
        UsageError: A probability is negative or a distribution does not sum to 1.
    """

    pmf: Floats

    def __post_init__(self) -> None:
        if np.any(self.pmf < 0) or not np.allclose(self.pmf.sum(axis=-1), 1.0, atol=1e-9):
            raise UsageError("probabilities of a forecast must not be negative and must sum to 1")

    @property
    def top(self) -> int:
        """The count whose entry also holds all larger ones."""
        return int(self.pmf.shape[-1]) - 1

    def cdf(self) -> Floats:
        """[..., K + 1] probability of at most 0, 1, ... K."""
        return np.minimum(np.cumsum(self.pmf, axis=-1), 1.0)

    def mean(self) -> Floats:
        """[...] expected count."""
        return np.asarray(self.pmf @ np.arange(self.top + 1.0), dtype=float)

    def quantiles(self, levels: Sequence[float]) -> Counts:
        """[..., L] smallest count whose cumulative probability reaches each level; rises with the level.

        Raises:
            UsageError: A level lies outside (0, 1).
        """
        if not all(0 < level < 1 for level in levels):
            raise UsageError(f"levels of quantiles lie between 0 and 1, got {tuple(levels)}")
        cdf = self.cdf()
        # a cumulative sum may miss its level by rounding alone
        return np.stack([np.argmax(cdf >= level - 1e-12, axis=-1) for level in levels], axis=-1)

    def interval(self, level: float) -> tuple[Counts, Counts]:
        """Ends of the smallest interval that holds at least ``level``; among equally small ones the most probable.

        Counts are few and lie against zero, where the central interval holds far more than it says. Both ends belong to
        the interval.
        """
        cdf = self.cdf()
        flat = np.concatenate([np.zeros((*cdf.shape[:-1], 1)), cdf], axis=-1).reshape(-1, cdf.shape[-1] + 1)
        low, high = np.zeros((2, len(flat)), dtype=np.int64)
        open_rows = np.arange(len(flat))
        for width in range(cdf.shape[-1]):
            held = flat[open_rows, width + 1 :] - flat[open_rows, : flat.shape[1] - width - 1]
            best = np.argmax(held, axis=-1)
            done = held[np.arange(len(open_rows)), best] >= level - 1e-12
            low[open_rows[done]], high[open_rows[done]] = best[done], best[done] + width
            open_rows = open_rows[~done]
            if len(open_rows) == 0:
                break
        shape = cdf.shape[:-1]
        return low.reshape(shape), high.reshape(shape)


def negative_binomial(mean: Floats, size: Floats, top: int) -> Floats:
    """Probabilities of 0, 1, ... ``top`` or more [..., top + 1]; an infinite size is the Poisson.

    Args:
        mean: Expected counts, positive.
        size: Sizes; variance is ``mean + mean**2 / size``.
        top: Largest count told apart.
    """
    mu = np.maximum(np.asarray(mean, dtype=float), np.finfo(float).tiny)[..., None]
    k = np.arange(top, dtype=float)
    poisson = np.isinf(np.asarray(size, dtype=float))[..., None]
    r = np.where(poisson, 1.0, np.asarray(size, dtype=float)[..., None])
    burst = gammaln(k + r) - gammaln(r) - r * np.log1p(mu / r) + xlogy(k, mu / (r + mu))
    return closed(np.exp(np.where(poisson, xlogy(k, mu) - mu, burst) - gammaln(k + 1.0)))


def closed(pmf: Floats) -> Floats:
    """Probabilities of 0 .. K - 1 with what is missing to 1 put behind them, as that of K or more."""
    total = pmf.sum(axis=-1, keepdims=True)
    scaled = pmf / np.maximum(total, 1.0)
    return np.concatenate([scaled, np.maximum(1.0 - scaled.sum(axis=-1, keepdims=True), 0.0)], axis=-1)


def empirical(outcomes: Floats, weights: Floats, top: int) -> Floats:
    """[S, top + 1] weighted shares of the outcomes [S, N] of each series; weights [N] are scaled to sum to 1."""
    series = np.arange(len(outcomes))
    found = np.zeros((len(outcomes), top + 1))
    for column, weight in zip(np.minimum(outcomes, top).astype(np.int64).T, weights / weights.sum(), strict=True):
        found[series, column] += weight
    return found
