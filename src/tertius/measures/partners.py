"""Everybody a state has to do with: what each partner did toward it, it toward each, and on how many days."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.ties import REFUSALS, YIELDING
from tertius.inference.dispersion import design_effect
from tertius.measures.credits import months_of
from tertius.measures.episodes import Act, acts, episodes
from tertius.measures.outsiders import IN, OUT, outsiders
from tertius.measures.rates import Memory
from tertius.measures.shares import correlation, covered_months, uncovered
from tertius.model import ActorKind, Inputs, Reading, Request, Span, month_index

Floats = NDArray[np.float64]
BURSTS = ("dispersion.block_months", "dispersion.low", "dispersion.high", "dispersion.unknown")
"""Constants by which days that come in bursts count less."""


def each_side(
    inputs: Inputs, request: Request, name: str, read: Callable[[Inputs, Request, str, Span], Reading]
) -> list[Reading]:
    """One reading of measure ``name`` per side asked for, from the months counted; uncovered where there are none."""
    panel = inputs.panel("pair_act")
    months = covered_months(panel, request)
    if months is None:
        return uncovered(name, panel, request)
    return [read(inputs, request, actor, months) for actor in request.actors if actor in request.pair]


@dataclass(frozen=True)
class Relation:
    """Acts of one partner toward a state, and of the state toward it, in order of day; joint acts are both."""

    received: list[Act]
    given: list[Act]

    @property
    def every(self) -> list[Act]:
        """Acts of either toward the other."""
        return [*self.received, *self.given]


def relations(inputs: Inputs, request: Request, state: str) -> Mapping[str, Relation]:
    """What may be seen between a side of the pair and each of its partners.

    Partners are the other side, all that the arena lists, and whoever else acts officially with the state; authorities
    that the arena lists as no state are none. Partners without any act are there too. Needs panels ``pair_act`` and
    ``outsider_day``.
    """
    pair, between = request.pair, inputs.panel("pair_act")
    other = pair.b if state == pair.a else pair.a
    outside = outsiders(inputs.panel("outsider_day"), request)
    barred = {actor.actor_id for actor in request.arena.actors if actor.kind is ActorKind.NON_STATE}
    met = sorted({third for third, side, _ in outside.acts if side == state})
    thirds = [one for one in dict.fromkeys((*request.arena.candidates(pair), *met)) if one not in barred]
    found = {other: Relation(acts(between, request, other, state), acts(between, request, state, other))}
    for third in thirds:
        received, given = (outside.acts.get((third, state, way), []) for way in (OUT, IN))
        found[third] = Relation(received, given)
    return found


@dataclass(frozen=True)
class Pressed:
    """Acts of one partner that ask or press and belong together, and what the state did about them in time."""

    day: int
    refused: bool
    yielded: bool
    events: tuple[str, ...]


def answered(partner: Relation, codes: frozenset[str], gap: int, horizon: int, last: int) -> list[Pressed]:
    """What a state did about acts of a partner of some codes, where its time was up.

    Args:
        partner: Acts of the two.
        codes: Acts of the partner that ask or press.
        gap: Days between such acts that belong together.
        horizon: Days after the last of them in which a refusal or a concession still counts.
        last: Last day that may be seen.
    """
    found = []
    for episode in episodes([act for act in partner.received if act.code in codes], gap):
        first, end = episode[0].day, episode[-1].day + horizon
        if end > last:
            continue
        answers = [act for act in partner.given if first <= act.day <= end]
        refused, yielded = ([act for act in answers if act.code in kind] for kind in (REFUSALS, YIELDING))
        events = tuple(act.event_id for act in (*episode, *refused, *yielded))
        found.append(Pressed(first, bool(refused), bool(yielded), events))
    return found


@dataclass(frozen=True)
class Spread:
    """Days of each partner [V], one per partner and day, by their weight, as evidence on its share.

    ``worth`` [V] is the weight of its days, ``squares`` that of all days squared, ``tempering`` what a day counts where
    days come in bursts.
    """

    worth: Floats
    squares: float
    tempering: float

    @classmethod
    def of(cls, days: list[set[int]], memory: Memory, months: Span, inputs: Inputs) -> "Spread":
        """Count the days of every partner, in an order of partners; days outside ``months`` are not there."""
        first, last = month_index(months.start), month_index(months.last)
        table = np.zeros((len(days), last - first + 1))
        for row, own in enumerate(days):
            at = months_of(np.asarray(sorted(own), dtype="datetime64[D]")) - first
            np.add.at(table[row], at, 1.0)
        total = table.sum(axis=0)
        block, low, high, unknown = (inputs.constant(name) for name in BURSTS)
        rho = correlation(table, total, block=int(block), low=low, high=high, unknown=unknown)
        busy = total[total > 0]
        effect = float(design_effect(float(busy.mean()), rho)) if len(busy) else 1.0
        weights = [memory.weights(sorted(own)) for own in days]
        return cls(np.asarray([own.sum() for own in weights]), float(sum((own**2).sum() for own in weights)),
                   1.0 / max(1.0, effect))  # fmt: skip

    @property
    def n(self) -> float:
        """Effective days, after discounting and tempering."""
        return self.tempering * float(self.worth.sum())

    @cached_property
    def independent(self) -> float:
        """Independent days whose shares would vary as much as these: weighted days vary less than their weight says.

        Source: Kish 1965, Survey Sampling.
        """
        return self.tempering * float(self.worth.sum()) ** 2 / self.squares if self.squares else 0.0

    def alpha(self, prior: float) -> Floats:
        """Dirichlet parameters of the shares [V], a prior of so many days spread evenly over the partners."""
        return prior / len(self.worth) + self.tempering * self.worth
