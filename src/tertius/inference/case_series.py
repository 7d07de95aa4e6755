"""How much an exposure raises or lowers a rate, every series its own control (the self-controlled case series)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tertius.inference.nulls import moved_sums

Array = NDArray[np.float64]
_DROP = 30.0  # what lies so far below the mode, in logarithms, has no mass to speak of
_COARSE, _FINE = 0.05, 4001


@dataclass(frozen=True)
class RateRatio:
    """Posterior of the logarithm of a ratio of rates: ``density`` [N] at the points ``log_ratio`` [N], in order."""

    log_ratio: Array
    density: Array

    def interval(self, level: float) -> tuple[float, float, float]:
        """Equal-tailed interval of the logarithm: low, median, high."""
        from scipy.optimize import brentq

        below, low, high = self._below, float(self.log_ratio[0]), float(self.log_ratio[-1])
        points = ((1.0 - level) / 2.0, 0.5, (1.0 + level) / 2.0)
        first, middle, last = (float(brentq(lambda x, p=p: below(x) - p, low, high)) for p in points)
        return first, middle, last

    def above_one(self) -> float:
        """Probability that the exposure raises the rate."""
        zero = min(max(0.0, float(self.log_ratio[0])), float(self.log_ratio[-1]))
        return min(max(1.0 - self._below(zero), 0.0), 1.0)

    @cached_property
    def _below(self) -> Callable[[float], float]:
        """The mass below a point."""
        from scipy.interpolate import CubicSpline  # dear to load, and few commands need it

        mass = CubicSpline(self.log_ratio, self.density)
        whole = float(mass.integrate(self.log_ratio[0], self.log_ratio[-1]))
        below = CubicSpline(self.log_ratio, self.density / whole).antiderivative()
        return lambda x: float(below(x))


@dataclass(frozen=True)
class CaseSeries:
    """Counts by day, and how probably each day is exposed.

    Within a stretch of days the rate is the same but for the exposure, which multiplies it by a ratio. Given how many
    counts a stretch holds, whatever its rate, their days are drawn in proportion to ``1 - z + ratio z``, where ``z`` is
    the probability that the day is exposed. Nothing is supposed of the rates.

    ``counts`` [T] not negative; ``exposed`` [T] in [0, 1]; ``weight`` [T] is how much a day counts, not negative;
    ``stretch`` [T] numbers the stretches from zero.

    Source:
        Farrington 1995, Biometrics 51; Whitaker et al. 2006, Statistics in Medicine 25.
    """

    counts: Array
    exposed: Array
    weight: Array
    stretch: NDArray[np.int64]

    @property
    def usual(self) -> Array:
        """Mean count of the stretch of each day [T]."""
        return self._mean(self.counts)[self.stretch]

    @property
    def telling(self) -> float:
        """Counts that can tell the ratio: all of a stretch half of whose days are exposed, none of one all or none are.

        Fisher's information of the logarithm of the ratio at zero, in units of a count that tells most.
        """
        part = self._mean(self.exposed)[self.stretch]
        return float((self.weight * self.counts) @ (4.0 * part * (1.0 - part)))

    def posterior(self, prior: float) -> RateRatio:
        """Posterior of the ratio.

        Args:
            prior: Counts that the prior is worth on exposed days and on others each, positive: ratio / (1 + ratio) is
                Beta(prior, prior), which favours neither.
        """
        furthest = _DROP / prior
        points = np.arange(-furthest, furthest + _COARSE, _COARSE)
        logs = self._log_density(points, prior)
        likely = points[logs > logs.max() - _DROP]
        points = np.linspace(likely[0] - _COARSE, likely[-1] + _COARSE, _FINE)
        logs = self._log_density(points, prior)
        return RateRatio(points, np.exp(logs - logs.max()))

    def shifted_scores(self) -> Array:
        """How closely the counts go with the exposure moved by 0, 1, ... days around the ends, [T].

        Score of the logarithm of the ratio at zero, as a part of the most it could be, in [-1, 1].

        Source:
            Rao 1948, Mathematical Proceedings of the Cambridge Philosophical Society 44.
        """
        pull = self.weight * (self.counts - self.usual)
        return moved_sums(pull, self.exposed) / max(float(np.abs(pull).sum()), np.finfo(np.float64).tiny)

    def _mean(self, values: Array) -> Array:
        looked = np.bincount(self.stretch, self.weight)
        return np.asarray(
            np.bincount(self.stretch, self.weight * values) / np.maximum(looked, np.finfo(np.float64).tiny)
        )

    def _log_density(self, log_ratio: Array, prior: float) -> Array:
        counted = self.weight * self.counts
        exposed, which = np.unique(self.exposed[counted > 0], return_inverse=True)
        drawn = np.bincount(which, counted[counted > 0], len(exposed))
        held = np.bincount(self.stretch, counted)
        found = prior * (log_ratio - 2.0 * np.logaddexp(0.0, log_ratio))
        return np.asarray(found + _logs(log_ratio, exposed) @ drawn - _logs(log_ratio, self._mean(self.exposed)) @ held)


def _logs(log_ratio: Array, exposed: Array) -> Array:
    """Logarithm of the rate at each ratio [N] and exposure [K] against that of no exposure, [N, K]."""
    part = np.clip(exposed, 0.0, 1.0)
    return np.asarray(np.log((1.0 - part) + np.exp(log_ratio)[:, None] * part))
