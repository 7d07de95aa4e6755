"""Run a world through the media."""

from dataclasses import dataclass

import numpy as np

from tertius.simulate.acts import Acts
from tertius.simulate.latent import live
from tertius.simulate.media import Media
from tertius.simulate.reporting import Events, report
from tertius.simulate.truth import Truth
from tertius.simulate.world import World


@dataclass(frozen=True)
class Simulation:
    """A simulated data set: the reports, the truth behind them, and what made them.

    ``acts`` are the latent acts that ``events.act`` points to.
    """

    world: World
    media: Media
    events: Events
    truth: Truth
    acts: Acts


def simulate(world: World, media: Media) -> Simulation:
    """Let a world run and report on it.

    The world runs first, from one generator with its seed; what the media then make of an act is looked up by act, bloc
    and copy. Equal worlds therefore have the same latent acts and truth under any media, tellings that differ in one
    part of the media are paired, and equal worlds under equal media give the same bytes.

    >>> from tertius.simulate.world import example_world
    >>> world = example_world(years=1)
    >>> len(simulate(world, Media.clean()).events) == len(simulate(world, Media.clean()).acts)
    True
    """
    latent = live(world, np.random.default_rng(world.seed))
    events = report(latent.stage, latent.acts, media)
    return Simulation(world, media, events, latent.truth, latent.acts)
