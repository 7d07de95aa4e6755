"""What two sides give each other, counted in days: the evidence behind a type of partnership."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.ties import ASKS, CONDITIONS, CURRENCIES, DEFERENCE, MATERIAL
from tertius.measures.episodes import Act, acts, day_number
from tertius.measures.outsiders import OUT, Outsiders
from tertius.measures.rates import Memory, days_of
from tertius.model import Panel, Request

Floats = NDArray[np.float64]
JOINED = frozenset().union(*CURRENCIES.values())
"""Every code that counts as an exchange."""


@dataclass(frozen=True, order=True)
class Given:
    """What one side does toward the other, in worth of distinct days.

    ``currencies`` follow the order of the code book. ``bargained`` are days of material cooperation that came after a
    demand or threat of the giver; ``after_demand`` are all days that did, whatever was done on them, of ``looked_at``
    in the period. ``elsewhere`` is material cooperation that this side **received** from outsiders.
    """

    currencies: tuple[float, ...]
    material: float
    asks: float
    deference: float
    bargained: float
    elsewhere: float
    after_demand: float
    looked_at: float

    @property
    def n(self) -> float:
        """Effective evidence: days, once per currency."""
        return sum(self.currencies)


@dataclass(frozen=True)
class Horizon:
    """First and last day that count, and days within which a demand is a condition of what follows."""

    first: int
    last: int
    condition: int

    def inside(self, own: Sequence[Act]) -> list[Act]:
        """Acts in the period."""
        return [act for act in own if self.first <= act.day <= self.last]


def given(panel: Panel, outside: Outsiders, request: Request, sides: tuple[str, str], memory: Memory, horizon: Horizon
          ) -> tuple[Given, list[Act]]:  # fmt: skip
    """What the first of two sides gave the second, and the exchanges it is read from.

    Args:
        panel: Panel ``pair_act``.
        outside: Acts of outsiders with either side.
        request: What is asked.
        sides: Giver and receiver.
        memory: How days count by their age.
        horizon: The period.
    """
    source, target = sides
    # a demand from just before a window is still a condition of what is given inside it
    ever = acts(panel, replace(request, window=None), source, target)
    own = horizon.inside(ever)
    demanded, period = days_of(ever, CONDITIONS), range(horizon.first, horizon.last + 1)
    material = sorted(days_of(own, MATERIAL))
    received = [(third, act.day) for third in outside.thirds() for act in outside.of(third, source, OUT, MATERIAL)]
    days = sorted({(third, day) for third, day in received if horizon.first <= day <= horizon.last})
    found = Given(
        tuple(memory.worth(days_of(own, codes)) for codes in CURRENCIES.values()),
        memory.worth(material),
        memory.worth(days_of(own, ASKS)),
        memory.worth(days_of(own, DEFERENCE)),
        memory.worth(after(demanded, material, horizon.condition)),
        float(memory.weights(sorted(day for _, day in days)).sum()),
        memory.worth(after(demanded, period, horizon.condition)),
        memory.worth(period),
    )
    return found, [act for act in own if act.code in JOINED]


def after(demanded: Iterable[int], days: Sequence[int], within: int) -> list[int]:
    """The days, in their order, that have a demand on one of so many days before them."""
    made = np.asarray(sorted(demanded), dtype=np.int64)
    before = np.searchsorted(made, days)
    return [day for day, at in zip(days, before, strict=True) if at and day - int(made[at - 1]) <= within]


def period(request: Request, first: int, last: int, condition: float) -> Horizon:
    """The period of a request between two days, cut at the day asked for."""
    return Horizon(first, min(last, day_number(request.at)), int(condition))


def divergence(one: Floats, two: Floats) -> Floats:
    """Jensen-Shannon divergence of shares [M, K], in bits: 0 alike, 1 nothing in common.

    Source: Lin 1991, IEEE Transactions on Information Theory 37.
    """
    middle = (one + two) / 2.0
    return (_surprise(one, middle) + _surprise(two, middle)) / 2.0


def _surprise(shares: Floats, of: Floats) -> Floats:
    tiny = np.finfo(np.float64).tiny
    return np.asarray((shares * np.log2(np.maximum(shares, tiny) / np.maximum(of, tiny))).sum(axis=1))
