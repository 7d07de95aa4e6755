"""The mediation table: what third parties do between the two sides, and the milestones that follow."""

from dataclasses import dataclass

import numpy as np

from tertius.model import Dyad
from tertius.simulate import rates
from tertius.simulate.acts import MONTH_DAYS, Acts, Bools, Part, Stage, acts_of, join, no_answers
from tertius.simulate.background import Made, mixed
from tertius.simulate.codes import Ints, among, number_of, numbers
from tertius.simulate.shares import Table, daily_chance
from tertius.simulate.world import Role

_MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class TableDays:
    """Table days of third parties: ``day`` [N] and ``third`` [N], each third party at most once a day and pair."""

    pair: Dyad
    table: Table
    day: Ints
    third: Ints


def sit(stage: Stage, pair: Dyad, table: Table) -> TableDays:
    """Draw the table days of a pair: independent days, each third party by its share."""
    chance = daily_chance(stage, table)
    day, column = np.nonzero(stage.rng.random(chance.shape) < chance)
    return TableDays(pair, table, day, table.thirds[column])


def table_acts(stage: Stage, days: TableDays) -> Made:
    """Acts of every table day; every kind of act is as likely for one third party as for another."""
    a, b = stage.number(days.pair.a), stage.number(days.pair.b)
    size = len(days.day)
    kind = stage.pick(np.arange(len(rates.TABLE)), size, list(rates.TABLE.values()))
    first = np.where(stage.rng.random(size) < 0.5, a, b)
    role = _roles(stage, days)
    parts = [
        make(stage, days.day[rows], days.third[rows], (first[rows], a + b - first[rows]))
        for rows, make in ((np.flatnonzero(kind == k), _KINDS[name]) for k, name in enumerate(rates.TABLE))
    ]
    numbered = [_with_role(acts, role) for acts in parts]
    return join([(acts, no_answers()) for acts in numbered])


def _roles(stage: Stage, days: TableDays) -> Ints:
    """Planted mediator behind every (day, third) cell, [T, A]; -1: none."""
    found = np.full((stage.days, len(stage.world.actors)), -1)
    for number, planted in enumerate(stage.world.roles):
        if planted.role is Role.MEDIATOR and planted.pair == days.pair:
            start, end = stage.window(planted)
            found[start:end, stage.number(planted.actor)] = number
    return found


def _with_role(acts: Acts, role: Ints) -> Acts:
    last = len(role) - 1
    acts.role[:] = role[np.minimum(acts.day, last), acts.third]
    return acts


Sides = tuple[Ints, Ints]


def _joined(*parts: Acts) -> Acts:
    return Acts(**{name: np.concatenate([getattr(x, name) for x in parts]) for name in Acts.__dataclass_fields__})


def _mediate(_: Stage, day: Ints, third: Ints, sides: Sides) -> Acts:
    item = np.arange(len(day))
    code = number_of("045")
    return _joined(*(acts_of(day, third, side, code, item=item, third=third) for side in sides))


def _offer(_: Stage, day: Ints, third: Ints, sides: Sides) -> Acts:
    return acts_of(day, third, sides[0], number_of("039"), third=third)


def _accept(_: Stage, day: Ints, third: Ints, sides: Sides) -> Acts:
    return acts_of(day, sides[0], third, number_of("038"), third=third)


def _call(stage: Stage, day: Ints, third: Ints, sides: Sides) -> Acts:
    return acts_of(day, third, sides[0], stage.pick(numbers("026 027"), len(day)), third=third)


def _talks(stage: Stage, day: Ints, third: Ints, sides: Sides) -> Acts:
    """Talks with one side, and with the other on the same day (then all three meet) or up to two days later."""
    item = np.arange(len(day))
    code = stage.pick(numbers("040 041 046"), len(day), (6.0, 2.0, 3.0))
    lag = stage.pick(np.arange(len(rates.TALK_LAGS)), len(day), rates.TALK_LAGS)
    legs = (
        acts_of(when, third, side, code, place=third, item=item, third=third)
        for when, side in ((day, sides[0]), (day + lag, sides[1]))
    )
    met = np.flatnonzero(lag == 0)
    room = acts_of(day[met], sides[0][met], sides[1][met], number_of("040"), place=third[met],
                   item=item[met], third=third[met], part=Part.MEDIATOR)  # fmt: skip
    return _joined(*legs, room)


def _host(_: Stage, day: Ints, third: Ints, sides: Sides) -> Acts:
    """A meeting of the two sides on the third party's soil."""
    code = number_of("040")
    return acts_of(day, sides[0], sides[1], code, place=third, third=third, part=Part.HOST)


_KINDS = {"mediate": _mediate, "offer": _offer, "accept": _accept, "call": _call, "talks": _talks, "host": _host}


def milestones(stage: Stage, days: TableDays) -> Made:
    """Texts, truces and releases between the two sides, each one to five days after some table day."""
    count = stage.rng.poisson(rates.MILESTONES_PER_YEAR * stage.days / (MONTH_DAYS * _MONTHS_A_YEAR))
    count = min(count, len(days.day))
    after = np.sort(stage.rng.choice(len(days.day), count, replace=False))
    day = days.day[after] + stage.rng.integers(1, rates.OUTCOME_LAG_DAYS + 1, count)
    third = days.third[after]
    code = mixed(stage, rates.OUTCOMES, count)
    a, b = stage.number(days.pair.a), stage.number(days.pair.b)
    first = np.where(stage.rng.random(count) < 0.5, a, b)
    acts = acts_of(day, first, a + b - first, code, place=third, third=third, part=Part.MEDIATOR)  # fmt: skip
    return acts, no_answers()


_MILESTONE_CODES = among("057 046 036 037 0871 0841 044 043")


def milestone_days(stage: Stage, acts: Acts, pair: Dyad) -> Ints:
    """Days of milestones between the two sides, each once, in order."""
    rows: Bools = acts.between(stage.number(pair.a), stage.number(pair.b)) & acts.coded(_MILESTONE_CODES)
    return np.unique(acts.day[rows])
