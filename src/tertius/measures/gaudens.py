"""Tertius gaudens and iungens: who gains when the two sides fight, and who brings them together."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.roles import COOPERATING, FIGHTING, GAINS, JOINING
from tertius.inference.branching import Branching, lagged
from tertius.measures.answers import CONSTANTS, Answers
from tertius.measures.episodes import Act, acts
from tertius.measures.outsiders import IN, OUT, Outsiders, evidence, outsiders
from tertius.measures.rates import days_of
from tertius.measures.shares import covered_months, uncovered
from tertius.model import Inputs, Measure, Reading, Request, Standing

_NAME = "gaudens"
Floats = NDArray[np.float64]
_GAINS, _JOINS = (IN, GAINS), (OUT, JOINING)


@dataclass(frozen=True)
class _Follows:
    """How counts follow something: ``past`` begins with it, ``chance`` is the share of moves in time that do so."""

    past: tuple[Floats, ...]
    found: Branching
    chance: float

    @classmethod
    def of(cls, answers: Answers, counts: Floats, behind: tuple[Floats, Floats], wait: float) -> "_Follows | None":
        """Counts as answers to the first of two series, to the other and to their own past; None: nothing to follow."""
        past = [lagged(series, wait) for series in (behind[0], counts, behind[1])]
        if not (past[0].any() and counts @ answers.weight > 0):
            return None
        kept = tuple(one for one in past if one.any())
        return cls(kept, answers.fit(counts, kept), answers.by_chance(counts, kept, 0))


@dataclass(frozen=True)
class _World:
    """The pair and everybody around it, day by day."""

    answers: Answers
    outside: Outsiders
    sides: tuple[str, str]
    fights: Floats
    cooperation: Floats
    gains: Floats
    joins: Floats

    def of(self, third: str, kind: tuple[str, frozenset[str]]) -> Floats:
        """Sides with which a third party has acts of a kind, per day."""
        return self.answers.by_side(self.outside.of(third, side, *kind) for side in self.sides)


def compute(inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per third party asked for; see :data:`MEASURE`."""
    panel = inputs.panel("outsider_day")
    months = covered_months(panel, request)
    if months is None:
        return uncovered(_NAME, panel, request)
    world = _world(inputs, request, Answers.of(inputs, request, months, _NAME))
    return [_reading(inputs, request, actor, world) for actor in request.actors]


def _world(inputs: Inputs, request: Request, answers: Answers) -> _World:
    sides = (request.pair.a, request.pair.b)
    outside = outsiders(inputs.panel("outsider_day"), request)
    between = [act for one, other in (sides, sides[::-1])
               for act in acts(inputs.panel("pair_act"), request, one, other)]  # fmt: skip
    fights, cooperation = (answers.count(days_of(between, codes)) for codes in (FIGHTING, COOPERATING))
    nothing = np.zeros(len(answers.weight))
    bare = _World(answers, outside, sides, fights, cooperation, nothing, nothing)
    gains, joins = (sum((bare.of(third, kind) for third in outside.thirds()), start=nothing)
                    for kind in (_GAINS, _JOINS))  # fmt: skip
    return replace(bare, gains=gains, joins=joins)


def _reading(inputs: Inputs, request: Request, actor: str, world: _World) -> Reading:
    answers, dataset = world.answers, inputs.panel("outsider_day").dataset
    mine, joined = world.of(actor, _GAINS), world.of(actor, _JOINS)
    gains = _Follows.of(answers, mine, (world.fights, world.gains - mine), inputs.constant("gaudens.gain_days"))
    joins = _Follows.of(answers, world.cooperation, (joined, world.joins - joined),
                        inputs.constant("gaudens.join_days"))  # fmt: skip
    if gains is None:
        lacks = "the two sides did not fight" if not world.fights.any() else "it received nothing from either side"
        return Reading(
            _NAME, actor, request.pair, request.period, dataset, Standing.UNDEFINED, reason=f"{lacks} in the period"
        )
    n = float(mine @ answers.weight)
    thin = n < inputs.constant("gaudens.min_effective")
    return Reading(
        _NAME, actor, request.pair, request.period, dataset, Standing.PRIOR_DOMINATED if thin else Standing.MEASURED,
        estimate=answers.rate(gains.found, 0, n),
        reason=f"effective evidence {n:.1f} gains" if thin else "",
        state=None if thin else _state(answers, gains, joins),
        evidence=_evidence(world, actor, gains),
        parts={
            "gain_null_p": gains.chance,
            "joining": answers.rate(joins.found, 0, float(joins.past[0] @ answers.weight)) if joins else None,
            "joining_null_p": joins.chance if joins else None,
        },
    )  # fmt: skip


def _state(answers: Answers, gains: _Follows, joins: _Follows | None) -> str:
    """What stands out from moves in time."""
    found = [name for name, one in (("gaudens", gains), ("iungens", joins)) if one and answers.stands_out(one.chance)]
    return " and ".join(found) or "none"


def _evidence(world: _World, actor: str, gains: _Follows) -> tuple[str, ...]:
    """Gains, those first that most likely follow fights."""
    called = world.answers.called(gains.found, gains.past, 0)
    gained: list[Act] = [act for side in world.sides for act in world.outside.of(actor, side, *_GAINS)
                         if act.day >= world.answers.first]  # fmt: skip
    return evidence((float(called[act.day - world.answers.first]), (act.event_id,)) for act in gained)


MEASURE = Measure(
    name=_NAME,
    title="Who gains, who joins",
    question="Does a third party gain when the two sides fight, and does it bring them together?",
    unit="days of gains called forth by a day of conflict; state: gaudens, iungens, gaudens and iungens, none",
    formula=(
        "Gains of m: (side, day) on which a side visits it, cooperates with it, aids it, yields to it or asks it for "
        "arms (042, 05x-08x, 0212, 0232). Fights: days with 15x-20x between the sides. gains(d) ~ Poisson(background "
        "of the year + g fights' + own past + gains of all others), past days from the next day on with a "
        "half-life of 30 days; value = g. Joining: the same for days on which the sides cooperate (04x, 05x, 08x) "
        "after acts of m that join them (026, 039, 043, 045), half-life 7 days. null_p of either: share of moves by "
        "up to 18 months with as close a following. Gaudens, iungens: null_p <= 0.02."
    ),
    reference="Simmel 1908; Burt 1992; Obstfeld 2005; methods 2.4 and 3.6",
    limits=(
        "Order in time, not intent: who is turned to in a war gains without wishing it. What both fights and gains "
        "follow looks like gain, unless others gain from it too."
    ),
    needs=("outsider_day", "pair_act"),
    constants=("gaudens.half_life_months", "gaudens.gain_days", "gaudens.join_days", "gaudens.min_effective",
               *CONSTANTS),
    compute=compute,
)  # fmt: skip
