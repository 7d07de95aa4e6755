"""How much burstier than independent events the counts are: overdispersion of shares and of rates.

Estimated within short blocks, so that a change of level is not taken for noise, then combined by a median over blocks,
so that the one block holding the change does not count. Where few blocks are all there is and one level is taken for
all of them, they are pooled.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaincinv

from tertius.model.errors import UsageError

Array = NDArray[np.float64]


def share_correlation(x: ArrayLike, n: ArrayLike, *, block: int, low: float, high: float) -> Array:
    """Correlation of events within a period, for beta-binomial shares.

    The analysis-of-variance moment estimator within each block; the median over blocks is weighted by what a block
    can tell. The between-period mean square is divided by the median of its sampling law, because the median of a few
    skewed values otherwise falls short of the truth.

    Args:
        x: [S, T] events of the kind; nan is unknown.
        n: [S, T] all events; periods with none tell nothing.
        block: Periods in a block.
        low: Floor of the result; also the answer where no block tells anything.
        high: Ceiling of the result.

    Returns:
        [S] correlations in ``[low, high]``. Where fewer than about twenty events of the kind were seen, the estimate is
        mostly the floor. For shares below 0.05 the estimate falls short by a tenth to a fifth.

    Raises:
        UsageError: The block is shorter than three periods or longer than the series.

    Source:
        Ridout, Demétrio & Firth 1999, Biometrics 55 (estimator).
    """
    hits, total = _blocks(x, n, block)
    between, within, typical = _mean_squares(hits, total)
    with np.errstate(divide="ignore", invalid="ignore"):
        between = between / _median_factor((total > 0).sum(axis=-1))
        information = between + (typical - 1.0) * within
        correlation = (between - within) / information
    return np.asarray(np.clip(_weighted_median(correlation, information, otherwise=low), low, high))


def table_correlation(table: ArrayLike, *, block: int, low: float, high: float) -> float:
    """Correlation of events within a period, one for all alternatives of a table.

    The moment estimator of :func:`share_correlation` with the mean squares summed over alternatives and blocks before
    they are divided. Few blocks tell it with less error, and without the bias, of a median of single ratios; a change
    of level within a block is taken for noise.

    Args:
        table: [K, T] events by alternative and period; nan is unknown.
        block: Periods in a block; the oldest that fill none are left out.
        low: Floor of the result; also the answer where no block tells anything, for want of two periods with events or
            of more events than such periods.
        high: Ceiling of the result.

    Raises:
        UsageError: The block is shorter than three periods or longer than the table.

    Source:
        Weir & Hill 2002, Annual Review of Genetics 36 (sums of mean squares over alleles and loci).
    """
    counts = np.asarray(table, dtype=float)
    hits, total = _blocks(counts, counts.sum(axis=0), block)
    periods = (total > 0).sum(axis=-1)
    tells = (periods > 1) & (total.sum(axis=-1) > periods)
    between, within, typical = (part[tells] for part in _mean_squares(hits, total))
    excess, information = float((between - within).sum()), float((between + (typical - 1.0) * within).sum())
    return float(np.clip(excess / information, low, high)) if information > 0 else low


def _mean_squares(hits: Array, total: Array) -> tuple[Array, Array, Array]:
    """Mean squares between and within the periods of each block, and its typical volume of a period."""
    used = total > 0
    volume, k = total.sum(axis=-1), used.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = hits.sum(axis=-1) / volume
        size = np.where(used, total, 1.0)
        between = (np.where(used, hits - total * share[..., None], 0.0) ** 2 / size).sum(axis=-1) / (k - 1)
        within = (hits * (total - hits) / size).sum(axis=-1) / (volume - k)
        typical = (volume - (total**2).sum(axis=-1) / volume) / (k - 1)
    return between, within, typical


def rate_dispersion(y: ArrayLike, exposure: ArrayLike, *, block: int) -> Array:
    """Variance of counts in units of their mean, given the exposure; 1 is Poisson.

    Args:
        y: [S, T] counts; nan is unknown.
        exposure: [S, T] exposures; periods with none tell nothing.
        block: Periods in a block.

    Returns:
        [S] dispersions, at least 1; exactly 1 where no block tells anything.

    Raises:
        UsageError: The block is shorter than three periods or longer than the series.
    """
    counts, volume = _blocks(y, exposure, block)
    used = volume > 0
    k = used.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = volume * (counts.sum(axis=-1) / volume.sum(axis=-1))[..., None]
        pearson = (np.where(used, counts - expected, 0.0) ** 2 / np.where(expected > 0, expected, 1.0)).sum(axis=-1)
        dispersion = pearson / (k - 1) / _median_factor(k)
    return np.asarray(np.maximum(_weighted_median(dispersion, counts.sum(axis=-1), otherwise=1.0), 1.0))


def design_effect(n_mean: ArrayLike, rho: ArrayLike) -> Array:
    """Events needed for the information of one independent event: ``1 + (n_mean - 1) rho``, never below 1.

    Args:
        n_mean: Mean events per period.
        rho: Correlation within a period.
    """
    effect = 1.0 + (np.asarray(n_mean, dtype=float) - 1.0) * np.asarray(rho, dtype=float)
    return np.asarray(np.maximum(effect, 1.0))


def _blocks(x: ArrayLike, n: ArrayLike, block: int) -> tuple[Array, Array]:
    """Cut both into [S, blocks, block], leaving out the oldest periods; unknown periods become empty ones."""
    hits, total = np.broadcast_arrays(np.asarray(x, dtype=float), np.asarray(n, dtype=float))
    periods = hits.shape[-1]
    if not 3 <= block <= periods:
        raise UsageError(f"a block holds between 3 and {periods} periods, got {block}")
    known = ~(np.isnan(hits) | np.isnan(total))
    shape = (*hits.shape[:-1], periods // block, block)
    start = periods % block
    hits, total = (np.where(known, part, 0.0)[..., start:].reshape(shape) for part in (hits, total))
    return hits, total


def _median_factor(k: NDArray[np.int64]) -> Array:
    """Median of a mean square of ``k`` deviations, in units of its mean."""
    freedom = np.maximum(k - 1, 1)
    # the median of a chi-squared variable with this many degrees of freedom, over its mean
    return np.asarray(2.0 * gammaincinv(freedom / 2.0, 0.5) / freedom, dtype=float)


def _weighted_median(values: Array, weights: Array, *, otherwise: float) -> Array:
    """Median over the last axis; values that are not finite or carry no weight are left out."""
    usable = np.isfinite(values) & np.isfinite(weights) & (weights > 0)
    order = np.argsort(np.where(usable, values, np.inf), axis=-1, kind="stable")
    ranked = np.take_along_axis(np.where(usable, values, otherwise), order, axis=-1)
    reached = np.cumsum(np.take_along_axis(np.where(usable, weights, 0.0), order, axis=-1), axis=-1)
    middle = np.argmax(reached >= 0.5 * reached[..., -1:], axis=-1)
    median = np.take_along_axis(ranked, middle[..., None], axis=-1)[..., 0]
    return np.where(usable.any(axis=-1), median, otherwise)
