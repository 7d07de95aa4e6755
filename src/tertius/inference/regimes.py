"""Whether shares vary more in one stretch of time than in another, whatever the volumes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertius.inference.bootstrap import draw_interval

Array = NDArray[np.float64]


@dataclass(frozen=True)
class DispersionRatio:
    """Dispersion of the second stretch over that of the first: median, bounds, probability that it exceeds 1."""

    value: float
    low: float
    high: float
    larger: float


def dispersion_ratio(
    stretches: Sequence[tuple[Array, Array]], *, draws: int, level: float, seed: int
) -> DispersionRatio | None:
    """Compare the variation of monthly shares around their own mean before and after.

    Pearson's statistic over its degrees of freedom is the variance in units of what the counts alone would give, so
    that busy and quiet stretches can be compared; statistics and degrees of freedom of several tables are added up. As
    a posterior of a variance under a flat prior of its logarithm, each is its statistic over a chi-square.

    Args:
        stretches: Of each table counts [K, T1] before and [K, T2] after.
        draws: Number of draws.
        level: Probability of the interval.
        seed: Of the draws.

    Returns:
        None where either side has no month to compare with another.
    """
    sums = np.asarray([[_pearson(part) for part in pair] for pair in stretches]).reshape(-1, 2, 2).sum(axis=0)
    if np.any(sums <= 0.0):
        return None
    rng = np.random.default_rng(seed)
    first, second = (statistic / rng.chisquare(freedom, draws) for statistic, freedom in sums)
    low, value, high = (float(bound) for bound in draw_interval(second / first, level))
    return DispersionRatio(value, low, high, float((second > first).mean()))


def _pearson(counts: Array) -> tuple[float, float]:
    """Pearson's statistic of counts [K, T] against equal shares in all periods, and its degrees of freedom."""
    used = counts[counts.sum(axis=1) > 0][:, counts.sum(axis=0) > 0]
    if min(used.shape) < 2:
        return 0.0, 0.0
    expected = np.outer(used.sum(axis=1), used.sum(axis=0)) / used.sum()
    return float(((used - expected) ** 2 / expected).sum()), float((used.shape[0] - 1) * (used.shape[1] - 1))
