"""Probabilities that a list puts two states in a relation: what the two do, and what each does with others."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.naming_weights import Terms
from tertius.codebooks.quads import Quad, quad_of
from tertius.codebooks.states import STATES
from tertius.measures.episodes import Act, acts, day_number
from tertius.measures.naming import BY_HAND, base_rate, between_states
from tertius.measures.outsiders import IN, OUT, Outsiders, drawn, evidence, outsiders, within
from tertius.measures.rates import Memory
from tertius.measures.shares import Parts, covered_months, uncovered
from tertius.model import Inputs, Reading, Request, Standing

Floats = NDArray[np.float64]
COOPERATION, CONFLICT = (Quad.VC, Quad.MC), (Quad.VX, Quad.MX)
KINDS = (*COOPERATION, *CONFLICT)
"""Kinds of act whose days are counted; statements that take no side are none of them."""


@dataclass(frozen=True)
class Meeting:
    """Acts of two states toward each other in the period, those with everybody else, and how days age."""

    between: list[Act]
    outside: Outsiders
    memory: Memory
    span: tuple[int, int]

    def days(self, kinds: Collection[Quad]) -> float:
        """Worth of the days of the two with an act, each of some kinds apart."""
        return self._worth(self.between, kinds)

    def circle(self, side: str, kinds: Collection[Quad]) -> dict[str, float]:
        """Worth of the days of a side with each third state, each of some kinds apart."""
        states = [third for third in self.outside.thirds() if third in STATES]
        return {third: self._worth((act for way in (OUT, IN) for act in
                                    within(self.outside.acts.get((third, side, way), []), *self.span)), kinds)
                for third in states}  # fmt: skip

    def events(self) -> tuple[str, ...]:
        """Acts of the two that count, the heaviest first."""
        weight = self.memory.weights(act.day for act in self.between)
        return evidence((float(w), (act.event_id,)) for w, act in zip(weight, self.between, strict=True)
                        if quad_of(act.code) in KINDS)  # fmt: skip

    def _worth(self, found: Iterable[Act], kinds: Collection[Quad]) -> float:
        every = list(found)
        return sum(self.memory.worth(act.day for act in every if quad_of(act.code) is kind) for kind in kinds)


@dataclass(frozen=True)
class Told:
    """What a measure makes of a meeting.

    Attributes:
        chance: Draws of the probability.
        mean: Features at the posterior means [F].
        least: Effective days of the side with fewer, with all states.
        enough: Below this many the value is shown as dominated by the prior.
        days: Effective days of the two.
        parts: Further parts of the reading of a side.
    """

    chance: Floats
    mean: Floats
    least: float
    enough: float
    days: float
    parts: Callable[[str], Parts]


@dataclass(frozen=True)
class Listed:
    """A measure of being listed: its name, that of its constants, its weights, and how it tells.

    ``unknown`` says why nothing can be said of a pair of states, or nothing.
    """

    name: str
    key: str
    terms: Terms
    tell: Callable[[Inputs, Request, Meeting], Told]
    unknown: Callable[[Request], str] = lambda _: ""

    @property
    def features(self) -> tuple[str, ...]:
        """What the weights stand for, in order."""
        return tuple(term.name for term in self.terms[1:])


def conflict_odds(conflict: Floats) -> Floats:
    """Log odds of the part of conflict in the contact of the two."""
    return np.asarray(np.log(conflict / (1.0 - conflict)))


def listed_readings(listed: Listed, inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per side asked for, the same for both."""
    panel = inputs.panel("pair_act")
    months = covered_months(panel, request)
    if months is None:
        return uncovered(listed.name, panel, request)
    span = day_number(months.start), day_number(months.last)
    memory, (a, b) = Memory.of(inputs, request, listed.key), (request.pair.a, request.pair.b)
    between = within(sorted({*acts(panel, request, a, b), *acts(panel, request, b, a)}, key=lambda act: act.day), *span)
    met = Meeting(between, outsiders(inputs.panel("outsider_day"), request), memory, span)
    asked = [actor for actor in request.actors if actor in request.pair]
    no = "" if between_states(request) else "a side is no state, while states alone are listed"
    # shares of contact in a chronicle are of what its authors chose to follow: no wider interval makes up for that
    no = no or ("" if panel.machine_coded else BY_HAND)
    no = no or listed.unknown(request)
    no = no or ("" if met.days(KINDS) > 0 else "no official act for or against the other between the two in the period")
    if no:
        return [Reading(listed.name, actor, request.pair, request.period, panel.dataset, Standing.UNDEFINED, reason=no)
                for actor in asked]  # fmt: skip
    told, events = listed.tell(inputs, request, met), met.events()
    return [_reading(listed, inputs, request, actor, (told, events)) for actor in asked]


def _reading(listed: Listed, inputs: Inputs, request: Request, actor: str, found: tuple[Told, tuple[str, ...]]
             ) -> Reading:  # fmt: skip
    told, events = found
    doubts = [*_outside(listed, told)]
    other = request.pair.b if actor == request.pair.a else request.pair.a
    return Reading(
        listed.name, actor, request.pair, request.period, inputs.panel("pair_act").dataset,
        Standing.PRIOR_DOMINATED if doubts else Standing.MEASURED,
        estimate=drawn(told.chance, told.days, inputs.constant("interval.level")),
        reason="; ".join(doubts),
        probability=float(told.chance.mean()),
        evidence=events,
        parts={"counterpart": other, "base_rate": base_rate(listed.terms, told.mean), **told.parts(actor),
               **dict(zip(listed.features, told.mean.tolist(), strict=True))},
    )  # fmt: skip


def _outside(listed: Listed, told: Told) -> Iterable[str]:
    """In what the pair lies outside the fit, or is too thin."""
    if told.least < told.enough:
        yield f"effective evidence {told.least:.1f} days of a side with all states, below {told.enough:g}"
    # below, a pair meets, fights or resembles less than any other: that speaks no louder than what was seen
    for term, value in zip(listed.terms[1:], told.mean.tolist(), strict=True):
        if value > term.high:
            yield f"{term.name} {value:.2f} lies above all in the fit ({term.high:.2f})"
