"""The power architecture of a whole region: every measure of its matrix, asked of every pair."""

from datetime import date

from tertius.measures import architecture, subjects
from tertius.model import Architecture, Arena, Cell, Engine, UsageError
from tertius.study import asking


def architecture_of(engine: Engine, arena: Arena, dataset: str, day: date) -> Architecture:
    """Matrix of a region on a day, from one data set.

    Raises:
        UsageError: The data set follows no pair of the arena.
    """
    pairs = [pair for pair in arena.pairs if not asking.unseen(engine, dataset, pair)]
    if not pairs:
        raise UsageError(f"{dataset} follows no pair of arena {arena.name}",
                         hint="ask another data set of the study, or load one that follows the region")  # fmt: skip
    cells: list[Cell] = []
    for part in architecture.COLUMNS:
        found = [asking.readings(engine, part, dataset, asking.request(part, arena, pair, day)) for pair in pairs]
        for actor in dict.fromkeys(actor for pair in pairs for actor in subjects(part, arena, pair)):
            cells.append(architecture.cell([one for every in found for one in every if one.actor == actor]))
    return Architecture(arena.name, dataset, day, tuple(cells))
