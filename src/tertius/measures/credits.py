"""From triad evidence to credited days: one credit per third party and day, the strongest level plus any outcome."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from tertius.model import Panel, Request, Span, month_index

Floats = NDArray[np.float64]
OTHER = "other"
"""Pool of third parties that the arena does not list."""
_REFUSAL, _OUTCOME = "N", "E4"


@dataclass(frozen=True)
class Credits:
    """Credited days of third parties.

    ``actors`` [K] ends with ``other``; ``third`` [N] indexes it; ``day`` [N] is ``datetime64[D]``; ``credit`` [N] is the
    day's credit. Rows are one per third party and day, in order of day.
    """

    actors: tuple[str, ...]
    third: NDArray[np.int64]
    day: NDArray[np.datetime64]
    credit: Floats

    def monthly(self, months: Span) -> Floats:
        """Credits per actor and calendar month, [K, T]."""
        first, last = month_index(months.start), month_index(months.last)
        table = np.zeros((len(self.actors), last - first + 1))
        index = months_of(self.day) - first
        inside = (index >= 0) & (index < table.shape[1])
        np.add.at(table, (self.third[inside], index[inside]), self.credit[inside])
        return table


def months_of(days: NDArray[np.datetime64]) -> NDArray[np.int64]:
    """Month index (see :func:`tertius.model.month_index`) of each day."""
    epoch = month_index(date(1970, 1, 1))
    return days.astype("datetime64[M]").astype(np.int64) + epoch


def credited_days(evidence: Panel, request: Request, weights: Floats | None = None) -> Credits:
    """Credited days up to ``request.at`` (or inside its window) for the candidates of the pair.

    Args:
        evidence: Panel ``triad_evidence`` of the pair.
        request: What is asked; its window bounds the days.
        weights: Credit per evidence row to use instead of the panel's [len(evidence)].
    """
    rows = evidence.where(seen(evidence, request) & (evidence["level"] != _REFUSAL))
    kept = evidence["weight"] if weights is None else weights
    weight = np.asarray(kept, dtype=np.float64)[seen(evidence, request) & (evidence["level"] != _REFUSAL)]
    actors = (*request.arena.candidates(request.pair), OTHER)
    place = {actor: number for number, actor in enumerate(actors)}
    third = np.asarray([place.get(str(name), len(actors) - 1) for name in rows["third"]], dtype=np.int64)
    day = rows["date"].astype("datetime64[D]")
    outcome = rows["level"] == _OUTCOME
    keys = np.stack([day.astype(np.int64), third], axis=1)
    unique, where = np.unique(keys, axis=0, return_inverse=True)
    credit = _largest(weight, outcome, where.ravel(), len(unique))
    return Credits(actors, unique[:, 1], unique[:, 0].astype("datetime64[D]"), credit)


def _largest(weight: Floats, outcome: NDArray[np.bool_], where: NDArray[np.int64], size: int) -> Floats:
    """Strongest act of the day plus the strongest outcome credit that goes with it."""
    act, follow = np.zeros(size), np.zeros(size)
    np.maximum.at(act, where[~outcome], weight[~outcome])
    np.maximum.at(follow, where[outcome], weight[outcome])
    return act + follow


def seen(panel: Panel, request: Request) -> NDArray[np.bool_]:
    """Rows that may be used: not after ``at``, and inside the window when there is one."""
    day = panel["date"].astype("datetime64[D]")
    mask = day <= np.datetime64(request.at)
    if request.window is not None:
        mask &= (day >= np.datetime64(request.window.start)) & (day < np.datetime64(request.window.end))
    return np.asarray(mask, dtype=np.bool_)
