"""Days of outsiders with the two sides of a pair, counted once per side and day."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertius.measures.credits import OTHER, by_month, first_events, seen
from tertius.model import Panel, Request, Span

Floats = NDArray[np.float64]
Objects = NDArray[np.object_]
_MOST_EVIDENCE = 200
_MONTH = 30.0


@dataclass(frozen=True)
class Contacts:
    """Contacts of outsiders, up to the day asked for.

    ``third`` and ``day`` [N] are distinct (third, side, day); ``row_third``, ``code``, ``direction``, ``row_day`` and
    ``event_id`` [R] are the rows behind them. ``actors`` [K] ends with ``other``.
    """

    actors: tuple[str, ...]
    third: NDArray[np.int64]
    day: NDArray[np.datetime64]
    row_third: NDArray[np.int64]
    row_day: NDArray[np.datetime64]
    code: Objects
    direction: Objects
    event_id: Objects

    def monthly(self, months: Span) -> Floats:
        """Distinct (side, day) contacts per actor and month, [K, T]."""
        return by_month(self.third, self.day, np.ones(len(self.day)), len(self.actors), months)

    def events(self, actor: str, request: Request, half_life: float) -> tuple[str, ...]:
        """Events of an actor, latest first (the discount makes the latest the strongest)."""
        mine = np.flatnonzero(self.row_third == self.actors.index(actor))
        age = (np.datetime64(request.at) - self.row_day[mine]).astype(np.float64) / _MONTH
        order = mine[np.argsort(-np.exp2(-age / half_life), kind="stable")]
        return first_events(self.event_id, order, _MOST_EVIDENCE)


def contacts(panel: Panel, request: Request, keep: NDArray[np.bool_] | None = None) -> Contacts:
    """Contacts of the candidates of the pair (others pooled) in panel ``outsider_day``.

    Args:
        panel: The panel.
        request: What is asked.
        keep: Rows to use; all of them by default.
    """
    mask = seen(panel, request) if keep is None else seen(panel, request) & keep
    rows = panel.where(mask)
    actors = (*request.arena.candidates(request.pair), OTHER)
    place = {actor: number for number, actor in enumerate(actors)}
    names, number = rows.numbered("third")
    third = np.asarray([place.get(str(name), len(actors) - 1) for name in names], dtype=np.int64)[number]
    day = rows["date"].astype("datetime64[D]")
    first_side = np.asarray(rows["side"] == request.pair.a, dtype=np.int64)
    unique = np.unique(np.stack([third, first_side, day.astype(np.int64)], axis=1), axis=0)
    return Contacts(
        actors,
        unique[:, 0],
        unique[:, 2].astype("datetime64[D]"),
        third,
        day,
        rows["code"].astype(object),
        rows["direction"].astype(object),
        rows["event_id"].astype(object),
    )
