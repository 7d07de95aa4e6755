"""Acts read as answers to earlier acts: the days of a request, with a background for each stretch of time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from tertius.inference.branching import Branching, Days, branching, shifted_scores
from tertius.inference.nulls import shift_p_value
from tertius.measures.episodes import Act, day_number
from tertius.measures.rates import Memory
from tertius.model import Estimate, Inputs, Request, Span

Floats = NDArray[np.float64]
CONSTANTS = ("answers.block_days", "answers.prior_acts", "answers.steady_acts", "answers.typical", "answers.shift_days",
             "answers.null_level", "interval.level")  # fmt: skip
"""Constants that reading answers takes."""


@dataclass(frozen=True)
class Answers:
    """The days from ``first`` on, how much each counts, and the constants of the reading."""

    first: int
    weight: Floats
    stretch: NDArray[np.int64]
    inputs: Inputs

    @classmethod
    def of(cls, inputs: Inputs, request: Request, months: Span, measure: str) -> "Answers":
        """Read the days of ``months``; the half-life is that of the measure."""
        first, last = day_number(months.start), day_number(months.last)
        weight = Memory.of(inputs, request, measure).weights(range(first, last + 1))
        return cls(first, weight, np.arange(len(weight)) // int(inputs.constant("answers.block_days")), inputs)

    def count(self, days: Iterable[int]) -> Floats:
        """How often each day is named; days before the first are left out."""
        index = np.asarray(sorted(days), dtype=np.int64) - self.first
        return np.bincount(index[index >= 0], minlength=len(self.weight)).astype(np.float64)

    def by_side(self, sides: Iterable[Iterable[Act]]) -> Floats:
        """On how many sides there is any act, per day."""
        return self.count(day for acts in sides for day in {act.day for act in acts})

    def fit(self, counts: Floats, past: Sequence[Floats]) -> Branching:
        """Counts as answers to past acts of several kinds, none of which is empty."""
        return branching(self._days(counts), np.stack(past), self.inputs.constant("answers.typical"))

    def by_chance(self, counts: Floats, past: Sequence[Floats], mine: int) -> float:
        """Share of the moves of one kind in time under which the counts follow it as closely."""
        others = [one for number, one in enumerate(past) if number != mine]
        furthest = int(self.inputs.constant("answers.shift_days"))
        expected = self.fit(counts, others).expected
        return shift_p_value(shifted_scores(self._days(counts), expected, past[mine]), furthest=furthest)

    def called(self, found: Branching, past: Sequence[Floats], mine: int) -> Floats:
        """Probability that a count of each day answers one kind, by the weight of the day."""
        return np.asarray(self.weight * np.exp(found.log_rate[mine]) * past[mine] / found.expected)

    def stands_out(self, chance: float) -> bool:
        """Whether so few moves in time show as much that it is said."""
        return chance <= self.inputs.constant("answers.null_level")

    def rate(self, found: Branching, mine: int, n: float) -> Estimate:
        """Counts that one act of a driver calls forth, with its interval."""
        middle, error = float(found.log_rate[mine]), float(np.sqrt(found.covariance[mine, mine]))
        level = self.inputs.constant("interval.level")
        low, value, high = (float(np.exp(middle + side * error)) for side in bounds(level))
        return Estimate(value, low, high, n, level)

    def _days(self, counts: Floats) -> Days:
        prior, steady = self.inputs.constant("answers.prior_acts"), self.inputs.constant("answers.steady_acts")
        return Days(counts, self.stretch, self.weight, prior, steady)


def bounds(level: float) -> tuple[float, float, float]:
    """Lower end, middle and upper end of an interval in standard errors of a normal distribution."""
    reach = float(ndtri((1.0 + level) / 2.0))
    return -reach, 0.0, reach
