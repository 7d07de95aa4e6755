"""Whole histories of a series drawn from the posterior of its changes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertius.inference.grids import LevelGrid
from tertius.inference.lengths import SegmentLengths

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Paths:
    """Draws of one series' history.

    Attributes:
        starts: [D, T] whether a new segment starts in the period; period 0 never counts as a change.
        level: [D, T] level of the share or rate in each period.
    """

    starts: NDArray[np.bool_]
    level: Array


def sample_paths(
    log_kernel: Array,
    grid: LevelGrid,
    *,
    log_change: Array,
    lengths: SegmentLengths,
    rng: np.random.Generator,
    draws: int,
) -> Paths:
    """Draw the last segment, then the one before it, back to the first; exact, no chain to converge.

    Args:
        log_kernel: [T, G] log likelihood of each period at each level.
        grid: Levels of this one series; within a cell the level is spread evenly.
        log_change: [T] log joint probability of the data before ``t`` and a change at ``t``.
        lengths: Prior of segment lengths.
        rng: Source of randomness.
        draws: Number of histories.
    """
    periods = log_kernel.shape[0]
    edges = grid.edges[0]
    whole = np.concatenate([np.zeros((1, log_kernel.shape[1])), np.cumsum(log_kernel, axis=0)])
    starting = log_change[:, None] - whole[:-1] + grid.log_prior[0]
    log_lengths, log_survival = lengths.log_probability(periods), lengths.log_survival(periods)
    starts = np.zeros((draws, periods), dtype=bool)
    drawn: list[tuple[NDArray[np.int64], NDArray[np.int64], Array]] = []
    ends = np.full(draws, periods)
    while np.any(ends > 0):
        for end in np.unique(ends[ends > 0]):
            rows = np.flatnonzero(ends == end)
            lasting = log_survival if end == periods else log_lengths
            weight = starting[:end] + whole[end]
            weight += lasting[end:0:-1, None]
            begin, cell = np.divmod(_draw(weight, rng.random(rows.size)), edges.size - 1)
            drawn.append((rows, begin, edges[cell] + rng.random(rows.size) * (edges[cell + 1] - edges[cell])))
            starts[rows, begin] = True
            ends[rows] = begin
    level = _unrolled(drawn, draws, periods)
    starts[:, 0] = False
    return Paths(starts, level)


def _unrolled(drawn: list[tuple[NDArray[np.int64], NDArray[np.int64], Array]], draws: int, periods: int) -> Array:
    """[D, T] level of each period from (row, first period, level) of each segment; segments of a row leave no gap."""
    rows, begins, levels = (np.concatenate(column) for column in zip(*drawn, strict=True))
    place = rows * periods + begins
    order = np.argsort(place)
    lasting = np.diff(place[order], append=draws * periods)
    return np.repeat(levels[order], lasting).reshape(draws, periods)


def _draw(log_weight: Array, uniform: Array) -> NDArray[np.int64]:
    """Indices into the flattened weights, which are overwritten, one per uniform number."""
    log_weight -= log_weight.max()
    reached = np.cumsum(np.exp(log_weight, out=log_weight).ravel())
    place = np.searchsorted(reached, uniform * reached[-1], side="right")
    return np.asarray(np.minimum(place, reached.size - 1), dtype=np.int64)
