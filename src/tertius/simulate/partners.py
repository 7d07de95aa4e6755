"""Roles that are seen in what is done, month by month: allies, patrons, players and bystanders."""

import numpy as np

from tertius.simulate import rates
from tertius.simulate.acts import Acts, Stage, acts_of, join, no_answers
from tertius.simulate.background import Made, mixed
from tertius.simulate.codes import in_roots, numbers
from tertius.simulate.world import Planted, Role

_CONSEQUENTIAL = in_roots(*(f"{root:02d}" for root in (6, 7, 8, *range(13, 21))))


def ally(stage: Stage, _: Acts, planted: Planted) -> Made:
    """Security cooperation both ways, support in words, and acts against the other side."""
    actor, friend, foe = (stage.number(one) for one in (planted.actor, planted.toward, planted.against))
    day = stage.poisson_days(rates.DENSE * planted.level, stage.window(planted))
    out = stage.rng.random(len(day)) < 0.6
    acts = acts_of(day, np.where(out, actor, friend), np.where(out, friend, actor),
                   mixed(stage, rates.ALLY_ACTS, len(day)))  # fmt: skip
    rate = rates.DENSE * planted.level * rates.ALLY_AGAINST_PART
    hostile = stage.poisson_days(rate, stage.window(planted))
    against = acts_of(hostile, actor, foe, mixed(stage, rates.ALLY_AGAINST, len(hostile)))
    return join([(acts, no_answers()), (against, no_answers())])


def patron(stage: Stage, _: Acts, planted: Planted) -> Made:
    """Aid that flows one way, asks and deference that flow back."""
    actor, client = stage.number(planted.actor), stage.number(planted.toward)
    parts: list[Made] = []
    for source, target, mix, part in (
        (actor, client, rates.PATRON_GIVES, rates.PATRON_PART),
        (client, actor, rates.CLIENT_RETURNS, 1.0 - rates.PATRON_PART),
    ):
        day = stage.poisson_days(rates.DENSE * planted.level * part, stage.window(planted))
        parts.append((acts_of(day, source, target, mixed(stage, mix, len(day))), no_answers()))
    return join(parts)


def player(stage: Stage, _: Acts, planted: Planted) -> Made:
    """Consequential acts toward either side."""
    return _toward_both(stage, planted, rates.PLAYER_ACTS)


def bystander(stage: Stage, _: Acts, planted: Planted) -> Made:
    """Comments on either side, and nothing else."""
    return _toward_both(stage, planted, rates.TALK_ONLY)


def _toward_both(stage: Stage, planted: Planted, mix: dict[str, float]) -> Made:
    day = stage.poisson_days(rates.DENSE * planted.level, stage.window(planted))
    sides = np.asarray([stage.number(planted.pair.a), stage.number(planted.pair.b)], dtype=np.int64)
    target = stage.pick(sides, len(day))
    return acts_of(day, stage.number(planted.actor), target, mixed(stage, mix, len(day))), no_answers()


def hush(stage: Stage, acts: Acts) -> Acts:
    """Replace what bystanders do to or with the sides of their pair by mere talk, while they are bystanders."""
    talk = numbers(" ".join(rates.TALK_ONLY))
    for planted in stage.world.roles:
        if planted.role is not Role.BYSTANDER:
            continue
        start, end = stage.window(planted)
        actor = stage.number(planted.actor)
        with_pair = acts.between(actor, stage.number(planted.pair.a)) | acts.between(
            actor, stage.number(planted.pair.b)
        )
        inside = (acts.day >= start) & (acts.day < end)
        rows = np.flatnonzero(with_pair & inside & acts.coded(_CONSEQUENTIAL))
        acts.code[rows] = stage.pick(talk, len(rows))
        acts.mutual[rows] = False
    return acts
