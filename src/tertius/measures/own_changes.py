"""Changes of one alternative against all others, each with its own evidence and its own date."""

import math

import numpy as np
from numpy.typing import NDArray

from tertius.inference.dating import Criteria, DatedChange, Level, dated_changes
from tertius.inference.day_dating import DailyShare, Loss, day_of_change
from tertius.measures.change_table import Change, Table, When
from tertius.measures.weeks import WEEK, stretch_of
from tertius.model import Direction, Estimate, Span, month_start

ACCOUNT = "one against all others"


def own_changes(table: Table, found: NDArray[np.bool_], *, seed: int) -> list[Change]:
    """Changes of the alternatives whose own series were found to change [K], in order of alternative and time."""
    return [change for k in np.flatnonzero(found) for change in _of(table, int(k), seed)]


def _of(table: Table, k: int, seed: int) -> list[Change]:
    constant, posterior = table.inputs.constant, table.accounts.own
    criteria = Criteria(
        floor=constant("changes.floor"),
        least_effect=math.log(constant("changes.odds_factor")),
        follow=int(constant("changes.persistence_months")),
        least=1.0 / len(table.actors),
    )
    paths = posterior.paths(k, draws=int(constant("changes.paths")), seed=seed)
    likely = [
        one
        for one in dated_changes(posterior, k, paths=paths, criteria=criteria)
        if one.probability >= constant("changes.min_cluster") and one.followed >= constant("changes.persistence_months")
    ]
    bounds = [0, *(one.index for one in likely), table.x.shape[1]]
    return [
        _change(table, k, one, (bounds[number], bounds[number + 2]))
        for number, one in enumerate(likely)
        if one.effect_probability >= constant("changes.direction_probability")
    ]


def _change(table: Table, k: int, one: DatedChange, bounds: tuple[int, int]) -> Change:
    before, after = table.volume(one.index)
    return Change(
        k=k,
        direction=Direction.GAIN if one.direction > 0 else Direction.LOSS,
        when=_day(table, k, one, bounds) or table.month_date(one.index, one.dates),
        probability=one.probability,
        direction_probability=one.effect_probability,
        log_bayes_factor=float(table.accounts.own.log_bayes_factor[k]),
        before=_estimate(one.before, before, table.credibility),
        after=_estimate(one.after, after, table.credibility),
        followed=one.followed,
        lasting=one.persistence >= table.inputs.constant("changes.confirmed_probability"),
        account=ACCOUNT,
    )


def _estimate(level: Level, n: float, credibility: float) -> Estimate:
    return Estimate(level.mean, level.low, level.high, n, credibility)


def _correlations(table: Table) -> NDArray[np.float64]:
    """Correlations within a month among which the dates do not choose, evenly spaced in the logarithm."""
    constant = table.inputs.constant
    return np.geomspace(constant("dispersion.low"), constant("dispersion.high"), int(constant("changes.correlations")))


def _day(table: Table, k: int, one: DatedChange, bounds: tuple[int, int]) -> When | None:
    """The date to the day; None where the days around the change are too empty.

    Args:
        table: Counts by month and by day.
        k: The alternative.
        one: Its change, dated by month.
        bounds: Months from the change before to the one after, counted from the first column.
    """
    sought = stretch_of(one.dates, table.first, bounds, table.inputs)
    whole = Span(*(month_start(table.first + month) for month in bounds))
    x, n = table.daily.days(k, whole)
    first, last = (sought.start - whole.start).days, (sought.last - whole.start).days
    busy = float(n[first : last + 1].sum()) * WEEK / sought.days
    if busy < table.inputs.constant("changes.weekly_credit") or last < 1:
        return None
    day = np.datetime64(whole.start) + np.arange(whole.days + 1)
    month = day[:-1].astype("datetime64[M]").astype(np.int64)
    counts = DailyShare(x, n, month, _correlations(table))
    loss = Loss(int(table.inputs.constant("changes.near_days")), int(table.inputs.constant("changes.far_days")))
    found = day_of_change(counts, max(first, 1), last, grid=table.grid, credibility=table.credibility, loss=loss)
    when, low, end = (day[place].astype(object) for place in (found.index, found.low, found.high + 1))
    return When(when, Span(low, end), "day")
