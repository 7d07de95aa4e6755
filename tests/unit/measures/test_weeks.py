"""Dates to the week, and when there are none."""

from datetime import date, timedelta

import numpy as np

from tertius.codebooks.constants import constant
from tertius.measures.weeks import CONSTANTS, Daily, stretch_of, weekly_date
from tertius.model import Inputs, Span

INPUTS = Inputs({}, {name: constant(name) for name in CONSTANTS})
FIRST, FALL = date(2004, 1, 1), date(2004, 7, 14)
STRETCH = Span(FIRST, date(2005, 1, 1))
MOVED = np.array([True, False, False])


def daily(every: int) -> Daily:
    """One act every so many days: of the first actor until the fall, then of the second."""
    days = [FIRST + timedelta(days=n) for n in range(0, STRETCH.days, every)]
    third = np.asarray([0 if day < FALL else 1 for day in days])
    return Daily(third, np.asarray(days, dtype="datetime64[D]"), np.ones(len(days)))


def test_a_busy_table_dates_a_change_to_the_week() -> None:
    found = weekly_date(daily(1), MOVED, STRETCH, prior=0.5, tempering=1.0, inputs=INPUTS)
    assert found is not None
    when, interval = found
    assert abs((when - FALL).days) <= 7
    assert FALL in interval
    assert when in interval
    assert interval.days <= 21


def test_a_thin_table_keeps_its_month() -> None:
    assert weekly_date(daily(4), MOVED, STRETCH, prior=0.5, tempering=1.0, inputs=INPUTS) is None


def test_without_an_actor_that_moved_there_is_no_date() -> None:
    still = np.zeros(3, dtype=bool)
    assert weekly_date(daily(1), still, STRETCH, prior=0.5, tempering=1.0, inputs=INPUTS) is None


def test_the_stretch_ends_at_the_neighbouring_changes() -> None:
    months = np.zeros(60, dtype=bool)
    months[30:32] = True
    first = 2000 * 12
    assert stretch_of(months, first, (0, 60), INPUTS) == Span(date(2002, 1, 1), date(2003, 3, 1))
    assert stretch_of(months, first, (29, 33), INPUTS) == Span(date(2002, 6, 1), date(2002, 10, 1))
