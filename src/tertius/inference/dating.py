"""Dated changes of one series, read from the posterior of its changes."""

import itertools
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tertius.inference.intervals import hpd_set
from tertius.inference.paths import Paths
from tertius.inference.posterior import ChangePosterior
from tertius.model.errors import UsageError

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Level:
    """Level of a segment: posterior mean and the bounds of its interval."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class DatedChange:
    """One change of one series.

    Attributes:
        index: First period of the new level, posterior median.
        dates: [T] smallest set of periods holding the stated probability of the date, given the change; may be in
            pieces.
        probability: Posterior probability that a change happened in this cluster of dates.
        direction: 1 for a rise, -1 for a fall.
        before: Level just before the change.
        after: Level just after it.
        effect_probability: Probability, given the change, of a step of at least the stated size in ``direction``, from
            or to more than the least level.
        persistence: Probability, given the change, that the level stays on the new side of the median level before,
            in every one of the following periods asked for.
        followed: Periods the series has from ``index`` on; where fewer than asked for, ``persistence`` rests on these.
    """

    index: int
    dates: NDArray[np.bool_]
    probability: float
    direction: int
    before: Level
    after: Level
    effect_probability: float
    persistence: float
    followed: int


@dataclass(frozen=True)
class Criteria:
    """When dates belong to one change, and when a change matters.

    Attributes:
        floor: Probability per period below which dates are background, in (0, 1).
        least_effect: Size of a step that matters, on the scale of log odds (shares) or logarithms (rates).
        follow: Periods, the first included, over which the new level must last to be called persistent.
        least: Level that must be exceeded before a fall or after a rise for the step to matter.

    Raises:
        UsageError: ``floor`` or ``follow`` lie outside their range.
    """

    floor: float
    least_effect: float
    follow: int
    least: float = 0.0

    def __post_init__(self) -> None:
        if not 0 < self.floor < 1 or self.follow < 1:
            raise UsageError(f"floor lies in (0, 1) and follow is at least 1, got {self.floor} and {self.follow}")


def dated_changes(posterior: ChangePosterior, series: int, *, paths: Paths, criteria: Criteria) -> list[DatedChange]:
    """Changes of one series in order of time.

    Periods whose probability of a change reaches the floor form clusters, joined when nearer than the shortest segment
    and parted when the histories mostly hold several changes there. In each history the largest step within the
    cluster is the change.

    Args:
        posterior: Posterior of the changes of many series.
        series: Row of the series.
        paths: Histories drawn from the posterior of this series.
        criteria: When dates belong to one change, and when a change matters.

    Returns:
        Changes, also improbable ones; empty where no period reaches the floor or no history has a change there.
    """
    linked = posterior.likelihood.link(paths.level)
    step = np.abs(np.diff(linked, axis=1, prepend=linked[:, :1]))
    found = []
    for start, end in _clusters(posterior.at[series], paths, floor=criteria.floor, gap=posterior.lengths.minimum):
        inside = paths.starts[:, start:end]
        rows = np.flatnonzero(inside.any(axis=1))
        if rows.size:
            when = np.where(inside[rows], step[rows, start:end], -1.0).argmax(axis=1) + start
            probability = rows.size / paths.starts.shape[0]
            change = _describe(paths.level[rows], when, posterior, criteria)
            found.append(replace(change, probability=probability))
    return found


def _clusters(at: Array, paths: Paths, *, floor: float, gap: int) -> list[tuple[int, int]]:
    """Half-open stretches of periods, each holding mostly one change."""
    active = np.flatnonzero(at >= floor)
    if active.size == 0:
        return []
    groups = np.split(active, np.flatnonzero(np.diff(active) > gap) + 1)
    return [piece for group in groups for piece in _parted(paths, int(group[0]), int(group[-1]) + 1)]


def _parted(paths: Paths, start: int, end: int) -> list[tuple[int, int]]:
    """Part a stretch midway between the typical dates of its changes, when most histories have several there."""
    inside = paths.starts[:, start:end]
    counts = inside.sum(axis=1)
    usual = int(np.bincount(counts[counts > 0]).argmax()) if counts.any() else 1
    if usual <= 1:
        return [(start, end)]
    rows = inside[counts == usual]
    dates = np.median(np.nonzero(rows)[1].reshape(len(rows), usual), axis=0)
    cuts = [start, *(start + np.ceil((dates[:-1] + dates[1:]) / 2.0)).astype(int).tolist(), end]
    return [(left, right) for left, right in itertools.pairwise(cuts) if left < right]


def _describe(level: Array, when: NDArray[np.int64], posterior: ChangePosterior, criteria: Criteria) -> DatedChange:
    """One change from the histories [D, T] that have it, and the period it has in each."""
    periods = level.shape[1]
    index = int(np.quantile(when, 0.5, method="inverted_cdf"))
    before, after = (np.take_along_axis(level, place[:, None], axis=1)[:, 0] for place in (when - 1, when))
    step = posterior.likelihood.link(after) - posterior.likelihood.link(before)
    direction = 1 if step.mean() >= 0 else -1
    relapses = np.cumsum(direction * (level - np.median(before)) <= 0, axis=1)
    matters = (direction * step >= criteria.least_effect) & (np.maximum(before, after) > criteria.least)
    last = np.minimum(when + criteria.follow, periods) - 1
    until, at_start = (np.take_along_axis(relapses, place[:, None], axis=1) for place in (last, when - 1))
    return DatedChange(
        index=index,
        dates=hpd_set(np.bincount(when, minlength=periods), posterior.credibility),
        probability=1.0,
        direction=direction,
        before=_level(before, posterior.credibility),
        after=_level(after, posterior.credibility),
        effect_probability=float(np.mean(matters)),
        persistence=float(np.mean(until == at_start)),
        followed=periods - index,
    )


def _level(draws: Array, credibility: float) -> Level:
    tail = (1.0 - credibility) / 2.0
    low, high = np.quantile(draws, [tail, 1.0 - tail])
    return Level(float(draws.mean()), float(low), float(high))
