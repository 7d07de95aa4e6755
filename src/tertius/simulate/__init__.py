"""TertiusSim: fictional worlds with planted roles, told by imperfect media, in the dialects of real data sets.

A proof of every measure, and a way to learn what the measures can and cannot see. ``docs/simulate.md`` explains it.
"""

from tertius.simulate.cast import CAST, arena
from tertius.simulate.dialects import DIALECTS, chronicle, gdelt, icews
from tertius.simulate.media import FeedSwitch, Media, PressBloc, confusion, default_blocs
from tertius.simulate.simulation import Simulation, simulate
from tertius.simulate.truth import Truth
from tertius.simulate.world import Planted, Role, World, example_world

__all__ = [
    "CAST",
    "DIALECTS",
    "FeedSwitch",
    "Media",
    "Planted",
    "PressBloc",
    "Role",
    "Simulation",
    "Truth",
    "World",
    "arena",
    "chronicle",
    "confusion",
    "default_blocs",
    "example_world",
    "gdelt",
    "icews",
    "simulate",
]
