"""The power architecture of a whole region: every measure of its matrix asked of every pair, and its camps."""

from dataclasses import replace
from datetime import date, timedelta
from operator import attrgetter

from tertius.codebooks.constants import constant
from tertius.measures import architecture, camps, changes, crystallised, region_tables, subjects
from tertius.measures.crystallised import RoleTable
from tertius.model import (
    ActorKind,
    Architecture,
    Arena,
    Camps,
    Cell,
    Crystallised,
    Dyad,
    Engine,
    Inputs,
    Panel,
    Span,
    UsageError,
    Value,
)
from tertius.study import asking
from tertius.study.preparing import covered
from tertius.study.progress import Progress, silent, told


def architecture_of(engine: Engine, arena: Arena, dataset: str, day: date, months: int | None = None,
                    progress: Progress = silent) -> Architecture:  # fmt: skip
    """Architecture of a region on a day, from one data set.

    ``months`` is the length of the windows whose camps are compared.

    Raises:
        UsageError: The data set follows no pair of the arena, or a window has no month.
    """
    return Architecture(
        arena.name, dataset, day,
        cells_on(engine, arena, dataset, day, progress),
        camps_on(engine, arena, dataset, day, months),
        crystallised_on(engine, arena, dataset, day),
    )  # fmt: skip


def _followed(engine: Engine, arena: Arena, dataset: str) -> list[Dyad]:
    pairs = [pair for pair in arena.pairs if not asking.unseen(engine, dataset, pair)]
    if not pairs:
        raise UsageError(f"{dataset} follows no pair of arena {arena.name}",
                         hint="ask another data set of the study, or load one that follows the region")  # fmt: skip
    return pairs


def camps_on(engine: Engine, arena: Arena, dataset: str, day: date, months: int | None = None) -> Camps:
    """Camps of the last ``months`` up to a day, and of as many before.

    Raises:
        UsageError: The data set follows no pair of the arena, or a window has no month.
    """
    length = int(constant("architecture.window_months")) if months is None else months
    if length < 1:
        raise UsageError(f"a window of {length} months holds nothing", hint="give at least one month")
    _followed(engine, arena, dataset)
    both, now = asking.months_back(day, 2 * length), asking.months_back(day, length)
    actors = members(arena)
    return _camps(official_acts(engine, dataset, actors, both), actors, Span(both.start, now.start), now)


def _camps(acts: Panel, actors: tuple[str, ...], before: Span, now: Span) -> Camps:
    """Camps of two windows; of what is not covered nothing is said."""
    if not acts.covers(Span(now.last, now.end)):
        return Camps(now, before, (), None, None, None, f"{acts.dataset} does not cover {now.last}")
    found = camps.camps(acts, actors, (before, now), {name: constant(name) for name in camps.CONSTANTS}, seed=0)
    if acts.covers(Span(before.start, now.end)):
        return found
    reason = f"{acts.dataset} does not cover all of {Span(before.start, now.end)}"
    return replace(found, moved=None, by_chance=None, more=None, reason=reason)


def crystallised_on(engine: Engine, arena: Arena, dataset: str, day: date) -> Crystallised:
    """Whether a new architecture had crystallised by a day, from one data set; of a day not covered nothing is said.

    Raises:
        UsageError: The data set follows no pair of the arena.
    """
    pairs = _followed(engine, arena, dataset)
    history = asking.months_back(day, int(constant("architecture.history_months")) + 1)
    acts = official_acts(engine, dataset, members(arena), history)
    if not acts.covers(Span(day, day + timedelta(days=1))):
        return crystallised.unknown(f"{dataset} does not cover {day}")
    constants = {name: constant(name) for name in crystallised.CONSTANTS}
    return crystallised.crystallised(_tables(engine, arena, pairs, acts, day), constants, seed=0)


def _tables(engine: Engine, arena: Arena, pairs: list[Dyad], acts: Panel, day: date) -> list[RoleTable]:
    """Mediation of each pair and contact of each state, of the same whole months; empty where nothing is covered."""
    part, history = changes.MEDIATION, int(constant("architecture.history_months"))
    given = {pair: asking.inputs(engine, part.needs, part.constants, acts.dataset, pair) for pair in pairs}
    asked = {pair: asking.request(part, arena, pair, day) for pair in pairs}
    months = region_tables.whole_months(acts, asked[pairs[0]], history)
    if months is None:
        return []
    found = [region_tables.mediation_of(given[pair], asked[pair], months) for pair in pairs]
    taken = set().union(*(region_tables.at_a_table(one.panel("triad_evidence")) for one in given.values()))
    thirds = tuple(one for one in members(arena) if one not in arena.states)
    shared = Inputs({}, {name: constant(name) for name in changes.VISIBILITY.constants})
    return found + [region_tables.contact_of(acts, state, thirds, taken, months, shared) for state in arena.states]


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


def cells_on(engine: Engine, arena: Arena, dataset: str, day: date, progress: Progress = silent) -> tuple[Cell, ...]:
    """Every role of every actor over all pairs of a region that a data set follows, on a day.

    Raises:
        UsageError: It follows none.
    """
    known = {pair: asking.at_hand(engine, dataset, pair) for pair in _followed(engine, arena, dataset)}
    cells: list[Cell] = []
    for part in told(architecture.COLUMNS, progress, attrgetter("name")):
        found = [asking.readings(part, known[pair], asking.request(part, arena, pair, day)) for pair in known]
        actors = dict.fromkeys(actor for pair in known for actor in subjects(part, arena, pair))
        cells += architecture.column([one for every in found for one in every], actors)
    return tuple(cells)
