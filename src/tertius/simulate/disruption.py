"""Roles that disturb: sponsors of proxy wars and spoilers of milestones."""

import numpy as np

from tertius.simulate import rates
from tertius.simulate.acts import MONTH_DAYS, Acts, Bools, Floats, Stage, acts_of, join, no_answers
from tertius.simulate.background import Made, mixed
from tertius.simulate.codes import number_of
from tertius.simulate.table import milestone_days
from tertius.simulate.world import Planted


def proxy(stage: Stage, _: Acts, planted: Planted) -> Made:
    """Support for the agent; tension between sponsor and target is followed, by the planted chance, by its attacks."""
    sponsor, target = stage.number(planted.actor), stage.number(planted.toward)
    agent, window = stage.number(str(planted.agent)), stage.window(planted)
    day = stage.poisson_days(rates.TENSION_RATE, window)
    size = len(day)
    tension = acts_of(day, sponsor, target, mixed(stage, rates.TENSION, size))
    follow = stage.rng.random(size) < planted.level
    strike = day[follow] + stage.rng.integers(1, rates.PROXY_DAYS + 1, int(follow.sum()))
    attacks = acts_of(strike, agent, target, mixed(stage, rates.PROXY_ACTS, len(strike)), place=target)
    denied = strike[stage.rng.random(len(strike)) < rates.DENIAL_SHARE]
    help_days = stage.poisson_days(rates.SUPPORT_RATE, window)
    support = acts_of(help_days, sponsor, agent, mixed(stage, rates.SUPPORT, len(help_days)), place=agent)
    words = (
        acts_of(denied + 1, target, sponsor, number_of("112")),
        acts_of(denied + 1, sponsor, target, number_of("016")),
    )
    return join([(part, no_answers()) for part in (tension, attacks, support, *words)])


def spoiler(stage: Stage, acts: Acts, planted: Planted) -> Made:
    """Hostile acts toward either side, more by the planted factor in the three weeks after a milestone."""
    start, end = stage.window(planted)
    milestone = milestone_days(stage, acts, planted.pair)
    near: Bools = np.zeros(stage.days + rates.SPOILER_DAYS + 1, dtype=np.bool_)
    for lag in range(1, rates.SPOILER_DAYS + 1):
        near[milestone + lag] = True
    chance: Floats = np.where(near[start:end], planted.level, 1.0) * rates.SPOILER_RATE / MONTH_DAYS
    day = start + np.repeat(np.arange(end - start), stage.rng.poisson(chance))
    a, b = stage.number(planted.pair.a), stage.number(planted.pair.b)
    target = stage.pick(np.asarray([a, b], dtype=np.int64), len(day))
    code = mixed(stage, rates.SPOILER_ACTS, len(day))
    return acts_of(day, stage.number(planted.actor), target, code, place=target), no_answers()
