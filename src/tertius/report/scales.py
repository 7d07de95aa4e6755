"""From values and days to places on a chart, and the ticks of its axes."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from tertius.model import Estimate, month_index, month_start
from tertius.report.wording import is_share, short_month

_STEPS_IN_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240)
_MONTHS_A_YEAR = 12
_ROUND = (1, 2, 2.5, 5, 10, 20, 25, 50)
_SLACK = 1e-9


@dataclass(frozen=True)
class Scale:
    """A straight line from the domain ``low..high`` to the places ``start..stop``."""

    low: float
    high: float
    start: float
    stop: float

    def __call__(self, value: float) -> float:
        """Return the place of a value, in tenths of a unit; values outside the domain are held at its ends."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return round(self.start + share * (self.stop - self.start), 1)


@dataclass(frozen=True)
class Days:
    """A scale for days: ``first`` at ``start``, ``last`` at ``stop``."""

    first: date
    last: date
    start: float
    stop: float

    def __call__(self, day: date) -> float:
        """Return the place of a day."""
        return self._scale((day - self.first).days)

    @cached_property
    def _scale(self) -> Scale:
        return Scale(0, max((self.last - self.first).days, 1), self.start, self.stop)

    def ticks(self, most: int) -> tuple[tuple[float, str], ...]:
        """Return places and labels of at most ``most`` round months or years."""
        first, last = month_index(self.first + timedelta(days=-1)) + 1, month_index(self.last)
        step = next((step for step in _STEPS_IN_MONTHS if (last - first) // step < most), _STEPS_IN_MONTHS[-1])
        start = first + (-first) % step
        return tuple((self(month_start(index)), _tick_name(index, step)) for index in range(start, last + 1, step))


def _tick_name(index: int, step: int) -> str:
    day = month_start(index)
    return str(day.year) if step >= _MONTHS_A_YEAR else short_month(day)


def domain(estimates: list[Estimate], unit: str) -> tuple[float, float]:
    """Return the range to draw: 0 to 1 for shares, else zero and every interval."""
    if is_share(unit):
        return 0.0, 1.0
    return _reach(estimates)


def chart_domain(estimates: list[Estimate], unit: str) -> tuple[float, float]:
    """Return the range of a chart: for shares from 0 up to the quarter above the highest interval."""
    if not is_share(unit):
        return _reach(estimates)
    high = max((estimate.high for estimate in estimates), default=1.0)
    return 0.0, max(0.25, math.ceil(high * 4) / 4)


def _reach(estimates: list[Estimate]) -> tuple[float, float]:
    low = min([0.0, *(estimate.low for estimate in estimates)])
    high = max([0.0, *(estimate.high for estimate in estimates)])
    return (low, high) if high > low else (low, low + 1.0)


def value_ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Return at most ``most`` round values from ``low`` to ``high``, both of them if a round step allows it."""
    size = 10.0 ** math.floor(math.log10((high - low) / most))
    steps = [size * factor for factor in _ROUND if (high - low) / (size * factor) <= most - 1]
    step = next((step for step in steps if _whole(low / step) and _whole(high / step)), steps[0])
    first, last = math.ceil(low / step - _SLACK), math.floor(high / step + _SLACK)
    return tuple(round(index * step, 10) for index in range(first, last + 1))


def _whole(value: float) -> bool:
    return abs(value - round(value)) < _SLACK
