"""Simulated worlds, told in the ICEWS dialect and loaded by the real adapter into a study in memory."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from tertius.model import Arena, Dyad, Span
from tertius.simulate import FeedSwitch, Media, Planted, Role, Simulation, World, arena, example_world, icews, simulate
from tertius.study import Study

PAIR = Dyad.of("FJI", "ISL")
MEDIATOR = "BWA"
START = date(2000, 1, 1)
YEARS = 10
NULL_SHARE, BEFORE, AFTER = 0.30, 0.15, 0.03
TRIPLED = FeedSwitch(START, 3.0)


@dataclass(frozen=True)
class Told:
    """A world, what was told of it, and the open study that holds it."""

    simulation: Simulation
    study: Study
    arena: Arena

    @property
    def span(self) -> Span:
        """Days of the world."""
        return self.simulation.world.span

    def truth(self, column: str, window: Span, half_life: float | None = None) -> dict[str, float]:
        """Mean share of every third party over the months of a window, older months weighing less under a half-life.

        ``column``: ``planted`` (the mean share), ``drawn`` (what each month drew around it), ``days`` (table days).
        """
        rows = self.simulation.truth.shares
        month = rows["month"].astype("datetime64[M]")
        first, last = np.datetime64(window.start, "M"), np.datetime64(window.last, "M")
        mine = (rows["table"] == "mediation") & (month >= first) & (month <= last)
        age = (last - month[mine]).astype(np.float64)
        weight = np.ones(len(age)) if half_life is None else np.exp2(-age / half_life)
        value = np.asarray(rows[column], dtype=np.float64)[mine] * weight
        third = rows["third"][mine]
        return {str(name): float(value[third == name].sum() / value.sum()) for name in np.unique(third)}


def steady(seed: int, years: int = YEARS, share: float = NULL_SHARE) -> World:
    """A world in which one mediator holds a share from the first day to the last."""
    end = date(START.year + years, 1, 1)
    roles = (Planted(Role.MEDIATOR, MEDIATOR, PAIR, START, end, share),)
    return example_world(seed=seed, years=years, roles=roles)


def falling(seed: int) -> tuple[World, date]:
    """A world in which the mediator falls from .15 to .03 on a day drawn from the middle six of its ten years."""
    end = date(START.year + YEARS, 1, 1)
    fall = START + timedelta(days=int(np.random.default_rng(seed).integers(730, (end - START).days - 730)))
    roles = (
        Planted(Role.MEDIATOR, MEDIATOR, PAIR, START, fall, BEFORE),
        Planted(Role.MEDIATOR, MEDIATOR, PAIR, fall, end, AFTER),
    )
    return example_world(seed=seed, years=YEARS, roles=roles), fall


def at_volume(world: World, events_per_month: float) -> World:
    """The same world with fewer or more table days a month."""
    return replace(world, events_per_month=events_per_month)


def of_sides(simulation: Simulation) -> Simulation:
    """What was told of either side, and all of the first and last day: no panel of the arena reads anything else."""
    world, events = simulation.world, simulation.events
    sides = [world.actors.index(side) for pair in world.pairs for side in (pair.a, pair.b)]
    kept = np.isin(events.source, sides) | np.isin(events.target, sides)
    kept |= (events.day == events.day.min()) | (events.day == events.day.max())
    columns = {one.name: getattr(events, one.name) for one in fields(events)}
    size = len(events)
    shorter = {name: column[kept] for name, column in columns.items()
               if isinstance(column, np.ndarray) and len(column) == size}  # fmt: skip
    return replace(simulation, events=replace(events, **shorter))


def _outlets(world: World, media: Media) -> str:
    """The publishers of the blocs as a table of a user's own."""
    rows = [f",{publisher},{bloc.country},{bloc.owner},simulated"
            for bloc in media.blocs_of(world) for publisher in bloc.publishers]  # fmt: skip
    return "\n".join(("domains,names,country,owner,source", *rows))


@contextmanager
def told(world: World, media: Media) -> Iterator[Told]:
    """Run a world, write its reports as an ICEWS file, load them and hand over the study.

    The study knows country and kind of owner of every publisher, as that of a real feed does from the shipped table.
    """
    simulation = simulate(world, media)
    with tempfile.TemporaryDirectory() as folder, Study() as study:
        name = Path(folder) / "events"
        name.mkdir()
        # one file for all years: each file of a load has a fixed cost, and nothing is read differently
        with (name / "events.tab").open("w", encoding="utf-8") as file:
            for number, text in enumerate(icews(of_sides(simulation)).values()):
                file.write(text if number == 0 else text[text.index("\n") + 1 :])
        study._engine.run("SET threads = 1")  # the worlds share the cores; a study of one core costs less in all
        known = Path(folder) / "outlets.csv"
        known.write_text(_outlets(world, media), encoding="utf-8")
        study.load("icews", name, publishers=known)
        yield Told(simulation, study, arena(world))
