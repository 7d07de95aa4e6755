"""What changes are read from, and what a change is before it becomes a finding."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tertius.inference.accounts import Accounts
from tertius.inference.changes import change_evidence, change_posterior
from tertius.inference.compositions import composition_posterior
from tertius.inference.dispersion import design_effect, share_correlation
from tertius.inference.grids import LevelGrid, share_grid
from tertius.inference.lengths import SegmentLengths
from tertius.inference.likelihoods import share_likelihood
from tertius.measures.weeks import Daily
from tertius.model import Direction, Estimate, Inputs, Span, month_index, month_start

Floats = NDArray[np.float64]
CONSTANTS = (
    "changes.mean_segment_months",
    "changes.min_segment_months",
    "changes.grid_points",
    "changes.interval",
    "dispersion.low",
    "dispersion.high",
    "dispersion.block_months",
    "dispersion.unknown",
)
"""Rows of the table of constants that both kinds of account rest on."""


@dataclass(frozen=True)
class Table:
    """Monthly counts of a share measure.

    ``x`` [K, T] per alternative, ``actors`` [K] in order; ``daily`` holds the same by day; ``prior`` is the prior count
    of each alternative and ``inputs`` has the constants.
    """

    actors: tuple[str, ...]
    x: Floats
    months: Span
    daily: Daily
    prior: float
    inputs: Inputs

    @property
    def credibility(self) -> float:
        """Probability of every interval."""
        return self.inputs.constant("changes.interval")

    @property
    def first(self) -> int:
        """Month index of the first column."""
        return month_index(self.months.start)

    @cached_property
    def correlations(self) -> tuple[Floats, float]:
        """Correlation within a month of each alternative [K], and their mean by volume, that of the whole table.

        An alternative seldom seen cannot tell its own, so none is taken to be less bursty than the table.
        """
        total, constant = self.x.sum(axis=0), self.inputs.constant
        if len(total) < constant("dispersion.block_months") or total.sum() == 0:
            return np.full(len(self.x), constant("dispersion.unknown")), constant("dispersion.unknown")
        every = share_correlation(
            self.x,
            np.broadcast_to(total, self.x.shape),
            block=int(constant("dispersion.block_months")),
            low=constant("dispersion.low"),
            high=constant("dispersion.high"),
        )
        mean = float(np.average(every, weights=self.x.sum(axis=1)))
        return np.maximum(every, mean), mean

    @cached_property
    def grid(self) -> LevelGrid:
        """Levels of one share of K, with the prior an even Dirichlet gives it."""
        points = int(self.inputs.constant("changes.grid_points"))
        return share_grid(points, a=self.prior, b=self.prior * (len(self.x) - 1))

    @cached_property
    def tempering(self) -> float:
        """Worth of a count of the whole table: one over the design effect of its busy months."""
        total = self.x.sum(axis=0)
        busy = total[total > 0]
        return 1.0 / float(design_effect(busy.mean() if busy.size else 1.0, self.correlations[1]))

    @cached_property
    def accounts(self) -> Accounts:
        """What the table says of changes of each alternative against all others, and of all together."""
        constant, total = self.inputs.constant, np.broadcast_to(self.x.sum(axis=0), self.x.shape)
        lengths = SegmentLengths(constant("changes.mean_segment_months"), int(constant("changes.min_segment_months")))
        likely, alike = (share_likelihood(self.x, total, rho=rho, grid=self.grid) for rho in self.correlations)
        own = change_posterior(likely, lengths, credibility=self.credibility, max_number=1)
        prior = np.full(len(self.x), self.prior)
        joint = composition_posterior(self.x, prior=prior, tempering=self.tempering, lengths=lengths)
        return Accounts(own, joint, change_evidence(alike, lengths))

    def month_date(self, index: int, dates: NDArray[np.bool_]) -> "When":
        """A date to the month: the first day of the median month, and the months of the date set [T]."""
        months = np.flatnonzero(dates)
        interval = Span(month_start(self.first + int(months[0])), month_start(self.first + int(months[-1]) + 1))
        when = month_start(self.first + index)
        return When(min(max(when, interval.start), interval.last), interval, "month")

    def volume(self, cut: int) -> tuple[float, float]:
        """Counts of all alternatives before and after a month."""
        total = self.x.sum(axis=0)
        return float(total[:cut].sum()), float(total[cut:].sum())


@dataclass(frozen=True)
class When:
    """When a change took place, the interval around it, and whether months, weeks or days were compared."""

    day: date
    interval: Span
    resolution: str


@dataclass(frozen=True)
class Change:
    """A gain or loss of the ``k``-th alternative.

    ``probability`` is that of a change among its dates, ``direction_probability`` that it was this one, given a change;
    ``lasting`` whether what followed is sure to stay; ``account`` says what was compared.
    """

    k: int
    direction: Direction
    when: When
    probability: float
    direction_probability: float
    log_bayes_factor: float
    before: Estimate
    after: Estimate
    followed: int
    lasting: bool
    account: str


__all__ = ["CONSTANTS", "Change", "Table", "When"]
