"""From triad evidence to credited days: one credit per third party and day, the strongest level plus any outcome."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from tertius.model import Array, Panel, Request, Span, month_index, month_start

Floats = NDArray[np.float64]
OTHER = "other"
"""Pool of third parties that the arena does not list."""
NOBODY = "nobody"
"""The alternative that the two sides meet with no third party between them."""
POOLED = (OTHER, NOBODY)
"""Alternatives of a table that are no named third party."""
_REFUSAL, _OUTCOME = "N", "E4"


def by_month(who: NDArray[np.int64], day: NDArray[np.datetime64], credit: Floats, size: int, months: Span) -> Floats:
    """Credit per alternative and calendar month [K, T]; days outside ``months`` are left out.

    Args:
        who: Which of ``size`` alternatives each day belongs to [N].
        day: The days [N].
        credit: What each counts [N].
        size: K.
        months: The months to count.
    """
    first, last = month_index(months.start), month_index(months.last)
    table = np.zeros((size, last - first + 1))
    index = months_of(day) - first
    inside = (index >= 0) & (index < table.shape[1])
    np.add.at(table, (who[inside], index[inside]), credit[inside])
    return table


@dataclass(frozen=True)
class Credits:
    """Credited days of third parties.

    ``actors`` [K] ends with ``other`` and ``nobody``; ``third`` [N] indexes it; ``day`` [N] is
    ``datetime64[D]``; ``credit`` [N] is the day's credit. Rows are one per third party and day, in order of day.
    ``variance`` [K] is that of all credits of an actor together, from what is not known of them; None: nothing.
    ``voiced`` is the part of the evidence whose mistakes the voices of the media told apart.
    """

    actors: tuple[str, ...]
    third: NDArray[np.int64]
    day: NDArray[np.datetime64]
    credit: Floats
    machine_coded: bool = False
    variance: Floats | None = None
    voiced: float = 0.0

    def monthly(self, months: Span) -> Floats:
        """Credits per actor and calendar month, [K, T]."""
        return by_month(self.third, self.day, self.credit, len(self.actors), months)


@dataclass(frozen=True)
class Told:
    """What is kept of what one voice alone tells: of each row of evidence [N], and of each act of the two sides [M].

    ``part`` is the part of the days of evidence of which several voices could have told.
    """

    evidence: Floats
    meetings: Floats
    part: float


def month_lengths(months: Span) -> Floats:
    """Days of each calendar month that lie in the span [T]."""
    edges = [max(month_start(index), months.start) for index in range(month_index(months.start),
                                                                      month_index(months.last) + 1)]  # fmt: skip
    return np.diff(np.asarray([*edges, months.end], dtype="datetime64[D]").astype(np.int64)).astype(np.float64)


def months_of(days: NDArray[np.datetime64]) -> NDArray[np.int64]:
    """Month index (see :func:`tertius.model.month_index`) of each day."""
    epoch = month_index(date(1970, 1, 1))
    return days.astype("datetime64[M]").astype(np.int64) + epoch


def credited_days(
    evidence: Panel, meetings: Panel, request: Request, *, tolerance: int, weights: Floats | None = None,
    told: Told | None = None,
) -> Credits:  # fmt: skip
    """Credited days up to ``request.at`` (or inside its window) for the candidates of the pair, and for nobody.

    Args:
        evidence: Panel ``triad_evidence`` of the pair.
        meetings: Panel ``pair_event`` of the pair: a day on which the two talk is credited to nobody as far as no third
            party earned credit within the tolerance.
        request: What is asked; its window bounds the days.
        tolerance: Days by which talks and third-party evidence may lie apart.
        weights: Credit per evidence row to use instead of the panel's [len(evidence)].
        told: What is kept of what one voice alone tells. A day on which somebody is said to have been with the two
            counts as theirs alone no more for that; None: all is kept.
    """
    kept = seen(evidence, request) & ~evidence.among("level", (_REFUSAL,))
    rows = evidence.where(kept)
    weight = np.asarray(evidence["weight"] if weights is None else weights, dtype=np.float64)[kept]
    actors = (*request.arena.candidates(request.pair), *POOLED)
    place = {actor: number for number, actor in enumerate(actors)}
    names, where = rows.numbered("third")
    third = np.asarray([place.get(str(name), len(actors) - 2) for name in names], dtype=np.int64)[where]
    day = rows["date"].astype("datetime64[D]").astype(np.int64)
    # one number a day and third party sorts many times faster than rows of two
    keys, where = np.unique(day * len(actors) + third, return_inverse=True)
    unique = np.stack(np.divmod(keys, len(actors)), axis=1)
    follows = rows.among("level", (_OUTCOME,))
    said, outcome = _largest(weight, follows, where, len(unique))
    act = said if told is None else _largest(weight * told.evidence[kept], follows, where, len(unique))[0]
    whole, _ = _largest(np.asarray(rows["weight"], dtype=np.float64), follows, where, len(unique))
    # an outcome is credited as far as what it follows took place
    outcome *= np.minimum(np.divide(act, whole, out=np.ones_like(act), where=whole > 0), 1.0)
    met = seen(meetings, request) & meetings["talk"].astype(np.bool_)
    talks, which = np.unique(meetings["date"][met].astype("datetime64[D]").astype(np.int64), return_inverse=True)
    sure = np.zeros(len(talks))
    np.maximum.at(sure, which, np.ones(len(which)) if told is None else told.meetings[met])
    left = _alone(talks, unique[:, 0], said, tolerance) * sure
    alone_day, alone = talks[left > 0], left[left > 0]
    days = np.concatenate([unique[:, 0], alone_day])
    thirds = np.concatenate([unique[:, 1], np.full(len(alone_day), len(actors) - 1)])
    credit = np.concatenate([act + outcome, alone])
    order = np.argsort(days, kind="stable")
    return Credits(actors, thirds[order], days[order].astype("datetime64[D]"), credit[order], evidence.machine_coded)


def _alone(talks: NDArray[np.int64], day: NDArray[np.int64], act: Floats, tolerance: int) -> Floats:
    """Part of the credit of each day of talks of the two sides that no third party earned."""
    earned = np.zeros(len(talks))
    for shift in range(-tolerance, tolerance + 1):
        sums = np.zeros(len(talks))
        index = np.searchsorted(talks, day + shift)
        hit = (index < len(talks)) & (talks[np.minimum(index, max(len(talks) - 1, 0))] == day + shift) if len(
            talks) else np.zeros(len(day), dtype=np.bool_)  # fmt: skip
        np.add.at(sums, index[hit], act[hit])
        earned = np.maximum(earned, sums)
    return np.maximum(0.0, 1.0 - earned)


def _largest(weight: Floats, outcome: NDArray[np.bool_], where: NDArray[np.int64], size: int
             ) -> tuple[Floats, Floats]:  # fmt: skip
    """Strongest act of the day, and the strongest outcome credit that goes with it."""
    act, follow = np.zeros(size), np.zeros(size)
    np.maximum.at(act, where[~outcome], weight[~outcome])
    np.maximum.at(follow, where[outcome], weight[outcome])
    return act, follow


def seen(panel: Panel, request: Request) -> NDArray[np.bool_]:
    """Rows that may be used: known by ``at``, and inside the window when there is one."""
    day = panel["date"].astype("datetime64[D]")
    # credit for an outcome belongs to the day of the talks but is known only when the outcome came
    known = panel["known"].astype("datetime64[D]") if "known" in panel.columns else day
    mask = known <= np.datetime64(request.at)
    if request.window is not None:
        mask &= (day >= np.datetime64(request.window.start)) & (known < np.datetime64(request.window.end))
    return np.asarray(mask, dtype=np.bool_)


def first_events(event_id: Array, order: NDArray[np.int64], most: int) -> tuple[str, ...]:
    """The first different events of rows taken in an order, at most so many."""
    found: dict[str, None] = {}
    for row in order:
        found[str(event_id[row])] = None
        if len(found) == most:
            break
    return tuple(found)
