"""Volume: how much more a side is told of lately, by its dealings with everybody but the other side."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertius.measures.credits import seen
from tertius.measures.episodes import day_number
from tertius.measures.rates import Ratio, monthly, tempering
from tertius.model import Panel, Request, Span

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Dealings:
    """Days of a side with others in two periods.

    ``now`` and ``before`` [K] count the days with each of the others, ``days`` [N] are those of before, one for each
    other and day.
    """

    now: Floats
    before: Floats
    days: NDArray[np.int64]

    def growth(self, now: Span, before: Span, *, block: int, prior: float) -> Ratio:
        """Rate now against the rate before; bursts, and others that did not grow alike, are tempered.

        Args:
            now: The recent days.
            before: The days they are compared with.
            block: Months within which the rate is taken as constant when its bursts are measured.
            prior: Prior days now and before each.
        """
        table = monthly(self.days, day_number(before.start), day_number(before.last))
        eta = min(tempering(table[None, :], block), 1.0 / unlike(self.now, self.before))
        counts = eta * float(self.now.sum()), eta * float(self.before.sum())
        return Ratio(counts, (eta * now.days, eta * before.days), prior)


def told_growth(growth: Ratio, least: float) -> Ratio | None:
    """The growth where the recent days would hold so many effective ones at the mean rate of both periods, else None.

    The recent days themselves must not say whether they are asked.
    """
    return growth if growth.n * growth.days[0] >= least * sum(growth.days) else None


def dealings_of(panel: Panel, request: Request, side: str, now: Span, before: Span) -> Dealings:
    """Days with each other party in panel ``outsider_day``, either way and of any code, known on the day asked for."""
    rows = panel.where(seen(panel, request) & (panel["side"] == side))
    names, third = rows.numbered("third")
    size = max(len(names), 1)
    days, who = np.divmod(np.unique(rows["date"].astype("datetime64[D]").astype(np.int64) * size + third), size)
    inside = [(days >= day_number(span.start)) & (days < day_number(span.end)) for span in (now, before)]
    recent, earlier = (np.bincount(who[part], minlength=size).astype(np.float64) for part in inside)
    return Dealings(recent, earlier, days[inside[1]])


def unlike(now: Floats, before: Floats) -> float:
    """How much more the growth of all together varies than by chance, as its parts did not grow alike; at least 1.

    The variance of the part of all days that is recent, from the residual of each party (a sandwich), in units of the
    binomial one; a party that has most of the days has most of the say.

    Args:
        now: Recent days with each party [K].
        before: Earlier days with each.
    """
    every = now + before
    total = float(every.sum())
    if not (now.sum() and before.sum()):
        return 1.0
    part, spread = float(now.sum()) / total, 1.0 - float(((every / total) ** 2).sum())
    if spread <= 0.0:
        return 1.0
    residual = float(((now - part * every) ** 2).sum())
    return max(1.0, residual / (total * part * (1.0 - part) * spread))
