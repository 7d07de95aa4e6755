"""Acts of third parties with the two sides, one by one: what deeds, directives and hostile acts are read from."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertius.inference.bootstrap import draw_interval
from tertius.measures.credits import seen
from tertius.measures.episodes import Act
from tertius.model import Estimate, Panel, Request

Floats = NDArray[np.float64]
OUT, IN = "out", "in"
"""Direction of an act: the outsider acts, or it is acted upon; a joint act is both."""
_WAYS = {"out": (OUT,), "in": (IN,), "joint": (OUT, IN)}


@dataclass(frozen=True)
class Outsiders:
    """Acts with either side that may be seen, by third party, side and direction, each list in order of day."""

    acts: Mapping[tuple[str, str, str], list[Act]]

    def of(self, third: str, side: str, way: str, codes: Collection[str]) -> list[Act]:
        """Acts of some codes of one third party."""
        return [act for act in self.acts.get((third, side, way), []) if act.code in codes]

    def thirds(self) -> list[str]:
        """Everybody who did anything with a side, in order of name."""
        return sorted({third for third, _, _ in self.acts})


def outsiders(panel: Panel, request: Request) -> Outsiders:
    """Acts of panel ``outsider_day`` that may be seen; a dozen measures read them, so a panel keeps them."""
    return panel.once("outsiders", (request.at, request.window), lambda: _read(panel, request))


def _read(panel: Panel, request: Request) -> Outsiders:
    rows = panel.where(seen(panel, request))
    days = rows["date"].astype("datetime64[D]").astype(np.int64).tolist()
    columns = (rows[name] for name in ("code", "event_id", "direction", "third", "side"))
    found: dict[tuple[str, str, str], list[Act]] = {}
    for day, code, event, direction, third, side in zip(days, *columns, strict=True):
        act = Act(day, str(code), str(event))
        for way in _WAYS.get(str(direction), ()):
            found.setdefault((str(third), str(side), way), []).append(act)
    return Outsiders({key: in_order(acts) for key, acts in found.items()})


def in_order(acts: Iterable[Act]) -> list[Act]:
    """Acts by day, then code, then event."""
    return sorted(acts, key=lambda act: (act.day, act.code, act.event_id))


def within(acts: list[Act], first: int, last: int) -> list[Act]:
    """Acts of an ordered list whose day lies from ``first`` to ``last``, both included."""
    low = bisect_left(acts, first, key=lambda act: act.day)
    return acts[low : bisect_right(acts, last, key=lambda act: act.day)]


def drawn(draws: Floats, n: float, level: float) -> Estimate:
    """Median and equal-tailed interval of posterior draws."""
    low, value, high = (float(bound) for bound in draw_interval(draws, level))
    return Estimate(value, low, high, n, level)


def evidence(found: Iterable[tuple[float, tuple[str, ...]]], most: int = 200) -> tuple[str, ...]:
    """Event ids of (weight, ids), the heaviest first, each once; equal weights by id."""
    ranked = sorted(found, key=lambda one: (-one[0], one[1]))
    return tuple(dict.fromkeys(event for _, ids in ranked for event in ids))[:most]
