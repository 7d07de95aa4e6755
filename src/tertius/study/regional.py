"""The power architecture of a whole region: every measure of its matrix asked of every pair, and its camps."""

from datetime import date

from tertius.codebooks.constants import constant
from tertius.measures import architecture, camps, subjects
from tertius.model import ActorKind, Architecture, Arena, Cell, Dyad, Engine, Panel, Span, UsageError, Value
from tertius.study import asking
from tertius.study.preparing import covered


def architecture_of(engine: Engine, arena: Arena, dataset: str, day: date, months: int | None = None) -> Architecture:
    """Architecture of a region on a day, from one data set.

    ``months`` is the length of the windows whose camps are compared.

    Raises:
        UsageError: The data set follows no pair of the arena, or a window has no month.
    """
    length = int(constant("architecture.window_months")) if months is None else months
    if length < 1:
        raise UsageError(f"a window of {length} months holds nothing", hint="give at least one month")
    pairs = [pair for pair in arena.pairs if not asking.unseen(engine, dataset, pair)]
    if not pairs:
        raise UsageError(f"{dataset} follows no pair of arena {arena.name}",
                         hint="ask another data set of the study, or load one that follows the region")  # fmt: skip
    both = asking.months_back(day, 2 * length)
    now = asking.months_back(day, length)
    constants = {name: constant(name) for name in camps.CONSTANTS}
    actors = members(arena)
    acts = official_acts(engine, dataset, actors, both)
    found = camps.camps(acts, actors, (Span(both.start, now.start), now), constants, seed=0)
    return Architecture(arena.name, dataset, day, _matrix(engine, arena, pairs, dataset, day), found)


def members(arena: Arena) -> tuple[str, ...]:
    """States of a region and the states and bodies around it, as the region file lists them."""
    barred = {actor.actor_id for actor in arena.actors if actor.kind is ActorKind.NON_STATE}
    return tuple(one for one in dict.fromkeys((*arena.states, *arena.third_parties)) if one not in barred)


def official_acts(engine: Engine, dataset: str, actors: tuple[str, ...], span: Span) -> Panel:
    """Rows of ``dyad_day`` between officials of some actors in a span of days."""
    names = ", ".join(f"$actor{i}" for i in range(len(actors)))
    values: dict[str, Value] = {f"actor{i}": actor for i, actor in enumerate(actors)}
    values |= {"dataset": dataset, "first": span.start, "after": span.end}
    sql = f"""
        SELECT source, target, code, date, event_id FROM dyad_day
        WHERE dataset = $dataset AND official AND date >= $first AND date < $after
          AND source IN ({names}) AND target IN ({names})
        ORDER BY ALL
    """
    return Panel("dyad_day", dataset, engine.frame(sql, values), covered(engine, dataset))


def _matrix(engine: Engine, arena: Arena, pairs: list[Dyad], dataset: str, day: date) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for part in architecture.COLUMNS:
        found = [asking.readings(engine, part, dataset, asking.request(part, arena, pair, day)) for pair in pairs]
        for actor in dict.fromkeys(actor for pair in pairs for actor in subjects(part, arena, pair)):
            cells.append(architecture.cell([one for every in found for one in every if one.actor == actor]))
    return tuple(cells)
