"""Resampling of stories and of days. Sums are linear, so a resample is a weight per story or day.

Source: Politis & Romano 1994, JASA 89 (stationary bootstrap).
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius.inference.intervals import Interval
from tertius.model.errors import UsageError

Array = NDArray[np.float64]
Weights = NDArray[np.int32]


def story_weights(strata: ArrayLike, *, draws: int, seed: int) -> Weights:
    """How often each story is drawn when stories are redrawn with replacement within their stratum.

    Args:
        strata: [N] stratum of each story cluster, such as its month.
        draws: Number of resamples.
        seed: Seed.

    Returns:
        [draws, N] whole weights; within a stratum they sum to its number of stories.
    """
    labels = np.asarray(strata)
    _, group, size = np.unique(labels, return_inverse=True, return_counts=True)
    order = np.argsort(group, kind="stable")
    first = np.concatenate([[0], np.cumsum(size)[:-1]])
    rng = np.random.default_rng(seed)
    weights = np.zeros((draws, labels.size), dtype=np.int32)
    for row in weights:
        picked = order[first[group] + (rng.random(labels.size) * size[group]).astype(np.int64)]
        row += np.bincount(picked, minlength=labels.size).astype(np.int32)
    return weights


def day_weights(days: int, *, block: float, draws: int, seed: int) -> Weights:
    """How often each day is drawn when stretches of days are redrawn: the stationary bootstrap.

    Args:
        days: Number of days.
        block: Mean length of a stretch in days, at least 1; the calendar is closed to a circle.
        draws: Number of resamples.
        seed: Seed.

    Returns:
        [draws, days] whole weights, each row summing to ``days``.

    Raises:
        UsageError: The block is shorter than a day or longer than the calendar.
    """
    if not 1 <= block <= days:
        raise UsageError(f"blocks last between 1 and {days} days, got {block}")
    rng = np.random.default_rng(seed)
    fresh = rng.random((draws, days)) < 1.0 / block
    fresh[:, 0] = True
    jump = rng.integers(0, days, (draws, days))
    # Within a stretch the day is its first day plus the time since.
    begin = np.maximum.accumulate(np.where(fresh, np.arange(days), 0), axis=1)
    day = (np.take_along_axis(jump, begin, axis=1) + np.arange(days) - begin) % days
    flat = day + np.arange(draws)[:, None] * days
    return np.bincount(flat.ravel(), minlength=draws * days).reshape(draws, days).astype(np.int32)


def resampled_sums(weights: ArrayLike, values: ArrayLike, cells: ArrayLike, *, size: int) -> Array:
    """Sums per cell in every resample, by one matrix product.

    Args:
        weights: [draws, U] weights of stories or days, columns in the order of ``cells`` units.
        values: [N] credits, one per entry.
        cells: [2, N] for each entry its unit (column of ``weights``) and its cell in the result.
        size: Number of cells.

    Returns:
        [draws, size].
    """
    from scipy.sparse import csr_array  # dear to load, and few commands need it

    drawn = np.asarray(weights, dtype=float)
    unit, cell = np.asarray(cells, dtype=np.int64)
    spread = csr_array((np.asarray(values, dtype=float), (unit, cell)), shape=(drawn.shape[1], size))
    return np.asarray(drawn @ spread)


def draw_interval(draws: ArrayLike, level: float) -> Interval:
    """Equal-tailed interval over the first axis of draws: low, median, high."""
    if not 0 < level < 1:
        raise UsageError(f"the level of an interval lies between 0 and 1, got {level}")
    tail = (1.0 - level) / 2.0
    low, middle, high = np.quantile(np.asarray(draws, dtype=float), [tail, 0.5, 1.0 - tail], axis=0)
    return np.asarray(low), np.asarray(middle), np.asarray(high)
