"""Dates to the week: a change found by month, looked at again in the weeks around it (methods 4.1)."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from tertius.inference.weekly import single_change
from tertius.measures.credits import by_month
from tertius.model import Inputs, Span, month_start

Floats = NDArray[np.float64]
CONSTANTS = ("changes.weekly_margin_months", "changes.weekly_credit", "changes.interval")
"""Rows of the table of constants that the second stage rests on."""
WEEK = 7
_HALF_WEEK = 3


@dataclass(frozen=True)
class Daily:
    """Counts by day behind a table of months: ``third`` [N] indexes the K alternatives, ``credit`` [N] is the count."""

    third: NDArray[np.int64]
    day: NDArray[np.datetime64]
    credit: Floats

    def weekly(self, groups: NDArray[np.int64], first: date, weeks: int) -> Floats:
        """Counts per group of alternatives and week from a day on, [G, weeks]; ``groups`` [K] numbers the groups."""
        table = np.zeros((int(groups.max()) + 1, weeks))
        week = (self.day - np.datetime64(first)).astype(np.int64) // WEEK
        inside = (week >= 0) & (week < weeks)
        np.add.at(table, (groups[self.third[inside]], week[inside]), self.credit[inside])
        return table

    def monthly(self, size: int, months: Span) -> Floats:
        """Counts per alternative and calendar month, [K, T] of ``size`` alternatives."""
        return by_month(self.third, self.day, self.credit, size, months)

    def days(self, k: int, span: Span) -> tuple[Floats, Floats]:
        """Counts by day of one alternative and of all, [days] each."""
        place = (self.day - np.datetime64(span.start)).astype(np.int64)
        inside = (place >= 0) & (place < span.days)
        mine = inside & (self.third == k)
        one, every = (np.bincount(place[rows], self.credit[rows], span.days).astype(float) for rows in (mine, inside))
        return one, every


def weekly_date(
    daily: Daily, moved: NDArray[np.bool_], stretch: Span, *, prior: float, tempering: float, inputs: Inputs
) -> tuple[date, Span] | None:
    """Date of the one change of a stretch, and the days of its interval; None where the weeks are too empty.

    Args:
        daily: Counts by day.
        moved: [K] alternatives whose share changed; the others are pooled.
        stretch: Days known to hold the change and no other.
        prior: Prior credit of each alternative.
        tempering: Power of the likelihood, as in the first stage.
        inputs: Constants.
    """
    weeks = stretch.days // WEEK
    groups = np.where(moved, np.cumsum(moved) - 1, int(moved.sum()))
    if weeks < 2 or moved.all() or not moved.any():
        return None
    table = daily.weekly(groups, stretch.start, weeks)
    if table.sum() / weeks < inputs.constant("changes.weekly_credit"):
        return None
    found = single_change(
        table,
        prior=prior * np.bincount(groups).astype(np.float64),
        tempering=tempering,
        credibility=inputs.constant("changes.interval"),
    )
    kept = np.flatnonzero(found.dates)
    # a change in the middle of a week makes that week or the next the first of the new shares
    first, last = (stretch.start + timedelta(days=WEEK * int(week)) for week in (kept[0], kept[-1]))
    interval = Span(first - timedelta(days=_HALF_WEEK), last + timedelta(days=_HALF_WEEK + 1))
    when = stretch.start + timedelta(days=WEEK * found.index)
    return min(max(when, interval.start), interval.last), interval


def stretch_of(months: NDArray[np.bool_], first: int, bounds: tuple[int, int], inputs: Inputs) -> Span:
    """The days around the months of a change, up to the changes before and after it.

    Args:
        months: [T] months of the date set.
        first: Month index of the first of them.
        bounds: First and last + 1 of the months between the neighbouring changes, counted from ``first``.
        inputs: Constants.
    """
    margin = int(inputs.constant("changes.weekly_margin_months"))
    held = np.flatnonzero(months)
    low, high = max(bounds[0], int(held[0]) - margin), min(bounds[1], int(held[-1]) + 1 + margin)
    return Span(month_start(first + low), month_start(first + high))


__all__ = ["CONSTANTS", "WEEK", "Daily", "stretch_of", "weekly_date"]
