"""Small worlds for the tests of the simulator, and the naive counts they are checked by."""

from datetime import date

import numpy as np

from tertius.model import Dyad, Panel
from tertius.simulate import Media, Planted, Role, Simulation, World, example_world, simulate

PAIR = Dyad.of("FJI", "ISL")
START, MIDDLE, END = date(2000, 1, 1), date(2005, 6, 16), date(2010, 1, 1)
CLEAN = Media.clean()
EXPLICIT = ("045", "039", "038")


def planted(role, actor, level=None, since=START, until=END, **more):
    return Planted(Role(role), actor, PAIR, since, until, level, **more)


def world(*roles, seed=7, **more):
    made = example_world(seed=seed, years=10, roles=roles)
    fields = {name: getattr(made, name) for name in World.__dataclass_fields__}
    return World(**{**fields, **more})


def run(*roles, media=CLEAN, seed=7, **more) -> Simulation:
    return simulate(world(*roles, seed=seed, **more), media)


def acts(simulation, *codes, source=None, target=None) -> Panel:
    panel = simulation.events.panel()
    mask = np.isin(panel["code"].astype(str), codes)
    for name, wanted in (("source", source), ("target", target)):
        if wanted is not None:
            mask &= np.isin(panel[name].astype(str), wanted)
    return panel.where(mask)


def between(panel, since, until):
    return panel.where((panel["date"] >= np.datetime64(since)) & (panel["date"] < np.datetime64(until)))


def mediation_days(simulation, since=START, until=END):
    """Distinct days of explicit mediation toward the pair, per third party."""
    found = {}
    panel = between(acts(simulation, *EXPLICIT), since, until)
    for source, target, day in zip(panel["source"], panel["target"], panel["date"], strict=True):
        if source in PAIR or target in PAIR:
            found.setdefault(target if source in PAIR else source, set()).add(day)
    return {third: len(days) for third, days in found.items()}


def share(counts, actor):
    total = sum(counts.values())
    return counts.get(actor, 0) / total, total


def dyad_days(simulation):
    """Distinct (day, source, target, code)."""
    events = simulation.events
    return set(
        zip(events.day.tolist(), events.source.tolist(), events.target.tolist(), events.code.tolist(), strict=True)
    )


def same(x, y):
    names = [name for name in x.events.__dataclass_fields__ if name != "stage"]
    return all(np.array_equal(getattr(x.events, name), getattr(y.events, name)) for name in names)
