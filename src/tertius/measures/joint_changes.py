"""Changes of a whole table at once: all shares drawn anew on one date, then read actor by actor."""

import numpy as np
from numpy.typing import NDArray

from tertius.inference.joint_dating import Dating, JointChange, joint_changes
from tertius.measures.change_table import Change, Floats, Table, When
from tertius.measures.weeks import stretch_of, weekly_date
from tertius.model import Direction, Estimate

ACCOUNT = "whole table"


def table_changes(table: Table, *, seed: int) -> list[Change]:
    """Changes of every alternative that moved when the table did, in order of time and alternative."""
    constant = table.inputs.constant
    how = Dating(
        floor=constant("changes.floor"),
        gap=int(constant("changes.min_segment_months")),
        factor=constant("changes.odds_factor"),
        least=1.0 / len(table.actors),
        credibility=table.credibility,
        draws=int(constant("changes.paths")),
        seed=seed,
    )
    likely = [
        change
        for change in joint_changes(table.accounts.joint, how)
        if change.probability >= constant("changes.min_cluster")
        and change.followed >= constant("changes.persistence_months")
    ]
    bounds = [0, *(change.index for change in likely), table.x.shape[1]]
    found = []
    for number, change in enumerate(likely):
        moved = np.maximum(change.rise, change.fall) >= constant("changes.direction_probability")
        when = _when(table, change, moved, (bounds[number], bounds[number + 2]))
        found += [_change(table, change, int(k), when) for k in np.flatnonzero(moved)]
    return found


def _when(table: Table, change: JointChange, moved: NDArray[np.bool_], bounds: tuple[int, int]) -> When:
    """The common date: to the week where the weeks around it hold enough, else to the month."""
    found = weekly_date(
        table.daily,
        moved,
        stretch_of(change.dates, table.first, bounds, table.inputs),
        prior=table.prior,
        tempering=table.tempering,
        inputs=table.inputs,
    )
    return table.month_date(change.index, change.dates) if found is None else When(*found, "week")


def _change(table: Table, change: JointChange, k: int, when: When) -> Change:
    gained = change.rise[k] >= change.fall[k]
    before, after = table.volume(change.index)
    return Change(
        k=k,
        direction=Direction.GAIN if gained else Direction.LOSS,
        when=when,
        probability=change.probability,
        direction_probability=float(change.rise[k] if gained else change.fall[k]),
        log_bayes_factor=table.accounts.joint.log_bayes_factor,
        before=_level(change.before[k], before, table.credibility),
        after=_level(change.after[k], after, table.credibility),
        followed=change.followed,
        lasting=True,
        account=ACCOUNT,
    )


def _level(level: Floats, n: float, credibility: float) -> Estimate:
    low, value, high = (float(x) for x in level)
    return Estimate(value, low, high, n, credibility)
