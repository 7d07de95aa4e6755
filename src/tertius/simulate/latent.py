"""From a world to its acts and its truth, before any media."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.random import Generator

from tertius.simulate.acts import Acts, Answers, Stage, in_order, join
from tertius.simulate.background import Made, conflict, directives, gatherings, masses, traffic
from tertius.simulate.disruption import proxy, spoiler
from tertius.simulate.episodes import arbiter, guarantor, ignorer, promiser
from tertius.simulate.partners import ally, bystander, hush, patron, player
from tertius.simulate.shares import mediation_table, venue_table
from tertius.simulate.table import milestones, sit, table_acts
from tertius.simulate.truth import Truth, answers_table, conflicts_table, dates_table, roles_table, shares_table
from tertius.simulate.world import Planted, Role, World

MAKERS: Mapping[Role, Callable[[Stage, Acts, Planted], Made]] = MappingProxyType({
    Role.GUARANTOR: guarantor,
    Role.ARBITER: arbiter,
    Role.ALLY: ally,
    Role.PATRON: patron,
    Role.PROXY: proxy,
    Role.SPOILER: spoiler,
    Role.PROMISE_KEEPER: promiser,
    Role.PROMISE_BREAKER: promiser,
    Role.IGNORER: ignorer,
    Role.PLAYER: player,
    Role.BYSTANDER: bystander,
})  # fmt: skip
"""What plants each role; mediators and conveners are planted in the tables that all third parties share."""


@dataclass(frozen=True)
class Latent:
    """What really happened: acts in order of day, answers, truth, and the stage they were made on."""

    stage: Stage
    acts: Acts
    answers: Answers
    truth: Truth


def live(world: World, rng: Generator) -> Latent:
    """Let a world run: routine first, then the table, then the roles, which see what went before."""
    stage = Stage(world, rng, world.span.days)
    weight = masses(stage)
    fights, state, dyads = conflict(stage)
    venues = venue_table(stage, weight)
    sat = [sit(stage, pair, mediation_table(stage, pair, weight)) for pair in world.pairs]
    parts = [traffic(stage, weight), fights, gatherings(stage, weight, venues), *directives(stage)]
    parts += [make(stage, days) for days in sat for make in (table_acts, milestones)]
    base, _ = join(parts)
    parts += [_planted(stage, in_order(base, stage.days), planted) for planted in world.roles if planted.role in MAKERS]
    acts, answers = join(parts)
    truth = Truth(roles_table(stage), dates_table(stage), shares_table(stage, sat, venues),
                  answers_table(stage, answers), conflicts_table(stage, state, dyads))  # fmt: skip
    return Latent(stage, hush(stage, in_order(acts, stage.days)), answers, truth)


def _planted(stage: Stage, seen: Acts, planted: Planted) -> Made:
    acts, answers = MAKERS[planted.role](stage, seen, planted)
    acts.role[:] = np.where(acts.role < 0, stage.role_number(planted), acts.role)
    return acts, answers
