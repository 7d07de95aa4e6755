"""Tables of which third parties hold shares: the mediation table of a pair and the venues of the world."""

from dataclasses import dataclass

import numpy as np

from tertius.model import Dyad
from tertius.simulate import rates
from tertius.simulate.acts import MONTH_DAYS, Floats, Stage
from tertius.simulate.codes import Ints
from tertius.simulate.world import Role

_LEAST_SHAPE = 1e-3


@dataclass(frozen=True)
class Table:
    """Shares of third parties in a table.

    ``thirds`` [K] are positions among the actors; ``planted`` [T, K] the shares planted for every day, rows summing to
    one; ``drawn`` [T, K] the same after the draws of each month.
    """

    thirds: Ints
    planted: Floats
    drawn: Floats

    def draw(self, stage: Stage, day: Ints) -> Ints:
        """One third party for each day, by its drawn share."""
        edge = np.cumsum(self.drawn[day], axis=1)
        chosen = (stage.rng.random(len(day))[:, None] * edge[:, -1:] > edge).sum(axis=1)
        return np.asarray(self.thirds[np.minimum(chosen, len(self.thirds) - 1)])


def mediation_table(stage: Stage, pair: Dyad, weight: Floats) -> Table:
    """The mediation table of a pair: planted mediators hold their share, the others part the rest by mass."""
    return _table(stage, Role.MEDIATOR, weight, pair)


def venue_table(stage: Stage, weight: Floats) -> Table:
    """Where the world meets: planted conveners hold their share, the other third parties part the rest equally."""
    return _table(stage, Role.CONVENER, np.ones_like(weight), None)


def _table(stage: Stage, role: Role, weight: Floats, pair: Dyad | None) -> Table:
    thirds = np.asarray([stage.number(third) for third in stage.world.thirds], dtype=np.int64)
    column = {int(third): k for k, third in enumerate(thirds)}
    base = np.tile(weight[thirds], (stage.days, 1))
    held = np.zeros_like(base)
    for planted in stage.world.roles:
        here = pair is None or planted.pair == pair
        start, end = stage.window(planted)
        k = column.get(stage.number(planted.actor))
        if here and planted.role is role and k is not None:
            held[start:end, k] = planted.level
        if here and planted.role is Role.BYSTANDER and k is not None and pair is not None:
            base[start:end, k] *= rates.BYSTANDER_TABLE_PART
    base[held > 0] = 0.0
    rest = base / np.maximum(base.sum(axis=1, keepdims=True), 1e-12)
    planted_share = held + rest * (1.0 - held.sum(axis=1, keepdims=True))
    return Table(thirds, planted_share, _overdispersed(stage, planted_share))


def months_of(stage: Stage) -> Ints:
    """Number of the calendar month of every day, counted from the first [T]."""
    start = stage.world.span.start
    first = np.datetime64(start, "M")
    days = np.datetime64(start, "D") + np.arange(stage.days)
    return (days.astype("datetime64[M]") - first).astype(np.int64)


def _overdispersed(stage: Stage, share: Floats) -> Floats:
    """Dirichlet draws per month around the planted shares, with the world's intra-month correlation."""
    rho = stage.world.overdispersion
    if rho == 0.0:
        return share
    month = months_of(stage)
    size = int(month[-1]) + 1
    total = np.stack([np.bincount(month, share[:, k], size) for k in range(share.shape[1])], axis=1)
    mean = total / np.bincount(month, minlength=size)[:, None]
    shape = np.maximum(mean * (1.0 - rho) / rho, _LEAST_SHAPE)
    drawn = stage.rng.gamma(shape)
    factor = np.where(mean > 0, drawn / drawn.sum(axis=1, keepdims=True) / np.maximum(mean, 1e-12), 0.0)
    found = share * factor[month]
    return np.asarray(found / found.sum(axis=1, keepdims=True))


def daily_chance(stage: Stage, table: Table) -> Floats:
    """Chance of a table day of each third party on each day [T, K]; one table day a day is the most."""
    return np.minimum(table.drawn * stage.world.events_per_month / MONTH_DAYS, 1.0)
