"""Rates of acts between two actors: forgetting, bursts, and the ratio of two rates."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincc, betaincinv

from tertius.inference.case_series import RateRatio
from tertius.inference.dispersion import rate_dispersion
from tertius.inference.intervals import beta_interval
from tertius.measures.episodes import Act, day_number, discount
from tertius.model import Estimate, Inputs, Panel, Request, Span

Floats = NDArray[np.float64]
MONTH = 30
"""Days in a month of exposure."""
_PARTS, _SLACK = 100, 1e-9


@dataclass(frozen=True)
class Memory:
    """How much a day counts by its age: all alike inside a window, else by half-life, counted back from day ``at``."""

    half_life: float
    at: int
    windowed: bool

    @classmethod
    def of(cls, inputs: Inputs, request: Request, measure: str) -> "Memory":
        """Read it from the constants of a measure."""
        half_life = inputs.constant(f"{measure}.half_life_months")
        return cls(half_life, day_number(request.at), request.window is not None)

    def weights(self, days: Iterable[int]) -> Floats:
        """Weight of each day."""
        every = np.asarray(list(days), dtype=np.float64)
        return np.ones(len(every)) if self.windowed else discount(every, self.at, self.half_life)

    def worth(self, days: Iterable[int]) -> float:
        """Weight of the distinct days together; the order of days does not matter."""
        return float(self.weights(sorted(set(days))).sum())

    def exposure(self, panel: Panel, months: Span) -> float:
        """Days looked at, by their weight: those of ``months`` that the data set covers."""
        spans = ((max(part.start, months.start), min(part.end, months.end)) for part in panel.coverage)
        return sum(self.worth(range(day_number(start), day_number(end))) for start, end in spans if start < end)


def days_of(acts: Iterable[Act], codes: frozenset[str]) -> set[int]:
    """Distinct days with an act of some codes."""
    return {act.day for act in acts if act.code in codes}


def monthly(days: Iterable[int], first: int, last: int) -> Floats:
    """Days per 30 days counted back from ``last`` (included), oldest first; an unfilled stretch is left out."""
    size = (last - first + 1) // MONTH
    back = np.asarray([(last - day) // MONTH for day in days], dtype=np.int64)
    return np.bincount(back[(back >= 0) & (back < size)], minlength=size)[::-1].astype(np.float64)


def tempering(table: Floats, block: int) -> float:
    """Power of the likelihood, 1 / dispersion of monthly counts: 1 for events that come independently, less in bursts.

    Args:
        table: Counts per series and month [S, T]; the dispersion of the series is averaged by volume.
        block: Months within which a rate is taken as constant; where the table is shorter, nothing is known of bursts
            and the power is 1.
    """
    if table.shape[1] < block or table.sum() == 0:
        return 1.0
    every = rate_dispersion(table, np.ones_like(table), block=block)
    return 1.0 / float(np.average(every, weights=table.sum(axis=1)))


def log2_fold(ratio: RateRatio, n: float, level: float) -> Estimate:
    """Log2 of the ratio of a case series to which ``n`` counts go."""
    low, value, high = (bound / math.log(2.0) for bound in ratio.interval(level))
    return Estimate(value, low, high, n, level)


@dataclass(frozen=True)
class Ratio:
    """A rate now against a rate before, both Gamma: days with an act, and days looked at, (now, before)."""

    acts: tuple[float, float]
    days: tuple[float, float]
    prior: float

    @property
    def n(self) -> float:
        """Effective days with an act."""
        return sum(self.acts)

    @property
    def _shapes(self) -> tuple[float, float]:
        return self.prior + self.acts[0], self.prior + self.acts[1]

    @property
    def _exposures(self) -> tuple[float, float]:
        # the prior mean is the pooled rate, so that it favours neither
        worth = self.prior * sum(self.days) / (self.n + self.prior)
        return worth + self.days[0], worth + self.days[1]

    def folds(self, chances: Floats) -> Floats:
        """Log2 of the ratio at some levels of its distribution [N]."""
        share = np.asarray(betaincinv(*self._shapes, chances), dtype=np.float64)
        return np.asarray(np.log2(share / (1.0 - share) * self._exposures[1] / self._exposures[0]), dtype=np.float64)

    def fold(self, level: float) -> Estimate:
        """Log2 of the ratio: a ratio of Gammas is the odds of a Beta, scaled."""
        scale = self._exposures[1] / self._exposures[0]
        low, value, high = (math.log2(float(x) / (1.0 - float(x)) * scale) for x in beta_interval(*self._shapes, level))
        return Estimate(value, low, high, self.n, level)

    def above(self, factor: float) -> float:
        """Probability that the rate now exceeds ``factor`` times the rate before."""
        return float(self.beyond(np.asarray([factor]))[0])

    def beyond(self, factors: Floats) -> Floats:
        """Probability that the rate now exceeds each factor times the rate before [N]."""
        now, before = self._exposures
        return np.asarray(betaincc(*self._shapes, factors * now / (before + factors * now)), dtype=np.float64)


@dataclass(frozen=True)
class Relative:
    """A ratio of rates held against another: how much more the first grew than ``other`` did.

    The other is taken at the middles of equal parts of its distribution, so nothing is drawn.
    """

    ratio: Ratio
    other: Ratio

    @property
    def _other(self) -> Floats:
        return self.other.folds((np.arange(_PARTS) + 0.5) / _PARTS)

    def fold(self, level: float) -> Estimate:
        """Log2 of the ratio of ratios; ``n`` is that of the first."""
        tail, other = (1.0 - level) / 2.0, self._other
        own = self.ratio.folds(np.asarray([tail, 0.5, 1.0 - tail]))
        low, value, high = (self._at(chance, float(fold), other)
                            for chance, fold in zip((tail, 0.5, 1.0 - tail), own, strict=True))  # fmt: skip
        return Estimate(value, low, high, self.ratio.n, level)

    def above(self, factor: float) -> float:
        """Probability that the first ratio exceeds ``factor`` times the other."""
        return self._above(math.log2(factor), self._other)

    def _above(self, fold: float, other: Floats) -> float:
        return float(self.ratio.beyond(np.exp2(fold + other)).mean())

    def _at(self, chance: float, fold: float, other: Floats) -> float:
        from scipy.optimize import brentq  # dear to load, and few commands need it

        # between the quantile of the first less the most and less the least of the other
        low, high = fold - float(other[-1]) - _SLACK, fold - float(other[0]) + _SLACK
        return float(brentq(lambda x: 1.0 - self._above(x, other) - chance, low, high, xtol=_SLACK))
