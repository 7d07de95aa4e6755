"""Second stage of dating one share: on which day of a stretch, known to hold one change, the share changed.

Days of a month share the noise of their month, so months stay the unit of noise: each is beta-binomial around the level
before or after, and only the month that holds the day in question is cut in two there. Both levels are integrated out,
and so is the size of that noise, which a few years of months tell only roughly.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, logsumexp

from tertius.inference.grids import LevelGrid
from tertius.inference.intervals import shortest_span
from tertius.model.errors import DataError, UsageError

Array = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class DayOfChange:
    """The date of the one change of a stretch.

    Attributes:
        index: First day of the new share: the day of the span with the least expected loss (:class:`Loss`).
        low: First day of the shortest span that holds the stated probability.
        high: Last day of it.
        mass: [D] posterior probability of each day.
    """

    index: int
    low: int
    high: int
    mass: Array


@dataclass(frozen=True)
class Loss:
    """What an error of the printed day costs: nothing up to ``near`` days, ``near`` up to ``far``, ``far`` beyond.

    One day in ``far`` is added for each day of error, so that of days that are as good the middle one is taken. Days
    that may be the right one tend to gather round the edges of a few months. The mean lies between two such edges,
    often near neither; the median takes the likelier half, and is far off where that is wrong. With a loss in steps it
    is an edge where most of the rest is not far from it, and a place between where it is.

    Raises:
        UsageError: The bounds do not rise from one day on.
    """

    near: int
    far: int

    def __post_init__(self) -> None:
        if not 1 <= self.near < self.far:
            raise UsageError(f"near lies between a day and far, got {self.near} and {self.far}")

    def expected(self, mass: Array) -> Array:
        """Expected loss of printing each day [D], from the probability of each [D]."""
        day, upto, moment = np.arange(len(mass)), _sums(mass), _sums(mass * np.arange(len(mass)))

        def beyond(bound: int) -> Array:
            within = upto[np.minimum(day + bound + 1, len(mass))] - upto[np.maximum(day - bound, 0)]
            return np.asarray(upto[-1] - within)

        distance = day * (2.0 * upto[1:] - upto[-1]) + moment[-1] - 2.0 * moment[1:]
        steps = self.near * beyond(self.near) + (self.far - self.near) * beyond(self.far)
        return np.asarray(steps + distance / self.far)


@dataclass(frozen=True)
class DailyShare:
    """Counts of one kind by day, with the stretches of days that share their noise.

    Attributes:
        x: [D] counts of the kind, may be weighted.
        n: [D] counts of all kinds.
        month: [D] number of each day's month; must not fall.
        rho: [R] correlations within a month that may hold, rising, in (0, 1). Each stands for those around it, and all
            are as likely beforehand; a single one is known.

    Raises:
        DataError: A count is negative, unknown, or larger than that of all kinds.
        UsageError: Months or correlations are out of order, or these lie outside their range.
    """

    x: Array
    n: Array
    month: Ints
    rho: Array

    def __post_init__(self) -> None:
        if not (np.all(self.x >= 0) and np.all(self.n >= self.x - 1e-9)):
            raise DataError("counts of a share must be known, not negative and at most those of all kinds")
        if not 0 < self.rho[0] <= self.rho[-1] < 1 or np.any(np.diff(self.rho) <= 0):
            raise UsageError(f"correlations must rise and lie in (0, 1), got {self.rho}")
        if np.any(np.diff(self.month) < 0):
            raise UsageError("months must be in order")


def day_of_change(
    data: DailyShare, first: int, last: int, *, grid: LevelGrid, credibility: float, loss: Loss
) -> DayOfChange:
    """Date the one change of a share, every day from ``first`` to ``last`` being as likely beforehand.

    Args:
        data: Counts; the days before ``first`` and after ``last`` tell the two levels.
        first: First day that may open the new share, at least 1.
        last: Last such day, below D.
        grid: Levels of the share, one row, and their prior; drawn once before and once after.
        credibility: Probability of the span, in (0, 1].
        loss: What an error of the printed day costs.

    Raises:
        UsageError: No day is sought, or one that has no day before it.
    """
    if not 1 <= first <= last < len(data.x):
        raise UsageError(f"a day is sought among 1 to {len(data.x) - 1}, got {first} to {last}")
    days = np.arange(first, last + 1)
    # each correlation weighs as much as the stretch of correlations it stands for
    width = np.gradient(data.rho) if data.rho.size > 1 else np.ones(1)
    log = logsumexp([_evidence(data, days, rho, grid) for rho in data.rho.tolist()], axis=0, b=width[:, None])
    mass = np.zeros(len(data.x))
    mass[days] = np.exp(log - logsumexp(log))
    low, high = shortest_span(mass, credibility)
    best = low + int(loss.expected(mass)[low : high + 1].argmin())
    return DayOfChange(best, low, high, mass)


def _evidence(data: DailyShare, days: Ints, rho: float, grid: LevelGrid) -> Array:
    """[C] log evidence of all counts if the share changed on each of the days, at one correlation."""
    misses = np.maximum(data.n - data.x, 0.0)
    before = _side(data.x, misses, data.month, days, rho, grid)
    # the level after is the level before of the same days read backwards
    return before + _side(data.x[::-1], misses[::-1], -data.month[::-1], len(data.x) - days, rho, grid)


def _side(hits: Array, misses: Array, number: Ints, ends: Ints, rho: float, grid: LevelGrid) -> Array:
    """[C] log evidence of the days before each end: whole months, and the days of the month that the end cuts."""
    months, place = np.unique(number, return_inverse=True)
    whole = _log_kernel(*(np.bincount(place, part).astype(float) for part in (hits, misses)), rho=rho, grid=grid)
    before = np.concatenate([np.zeros((1, grid.size)), np.cumsum(whole, axis=0)])
    upto = [_sums(part) for part in (hits, misses)]
    starts = np.searchsorted(place, np.arange(len(months)))
    cut = place[ends - 1]
    # an end on the last day of a month cuts nothing: its days are the whole month
    begun = _log_kernel(*(part[ends] - part[starts[cut]] for part in upto), rho=rho, grid=grid)
    return np.asarray(logsumexp(before[cut] + begun + grid.log_prior[0], axis=1))


def _sums(values: Array) -> Array:
    """Sums of the values before each place, and of all."""
    return np.concatenate([[0.0], np.cumsum(values)])


def _log_kernel(hits: Array, misses: Array, *, rho: float, grid: LevelGrid) -> Array:
    """[N, G] log probability of counts in a given order (Polya urn) at each level."""
    strength = (1.0 - rho) / rho
    heads, tails = grid.values * strength, (1.0 - grid.values) * strength
    x, y = hits[:, None], misses[:, None]
    parts = gammaln(heads + x) - gammaln(heads) + gammaln(tails + y) - gammaln(tails)
    return np.asarray(parts + gammaln(strength) - gammaln(strength + x + y))
