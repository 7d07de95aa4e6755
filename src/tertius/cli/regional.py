"""The verb that asks for a whole region at once."""

from collections.abc import Sequence
from pathlib import Path

import click

from tertius.cli.output import ARENA, AT, DATASET, FORMAT, STUDY, emit, show
from tertius.model import Architecture, Cell, read_day
from tertius.report.region import cell_record
from tertius.study import Study


@click.command()
@STUDY
@ARENA
@AT
@DATASET
@FORMAT
def architecture(study: Path, arena: str, at: str | None, dataset: str | None, form: str) -> None:
    """Show a whole region: who holds which role over all its pairs, one row an actor, one column a role.

    A table shows the value with its 90 % interval, or why there is none; CSV and JSON hold a row for each actor and
    role with evidence and state, and JSON the reading of every pair behind it.
    """
    with Study(study, make=False) as opened:
        found = opened.architecture(arena, at=read_day(at, end=True) if at else None, dataset=dataset)
        if form == "table":
            _matrix(found)
        else:
            emit("tertius.architecture/1", [cell_record(one) for one in found.cells], opened, form, arena=found.arena)


def _matrix(found: Architecture) -> None:
    columns = list(dict.fromkeys(cell.measure for cell in found.cells))
    cells = {(cell.actor, cell.measure): cell for cell in found.cells}
    rows: list[Sequence[object]] = [
        (actor, *(_text(cells.get((actor, column))) for column in columns))
        for actor in dict.fromkeys(cell.actor for cell in found.cells)
    ]
    show(("actor", *columns), rows, "table")


def _text(cell: Cell | None) -> str | None:
    """Value with interval and state, or the standing where no pair has enough; None: not asked of this actor."""
    if cell is None:
        return None
    if cell.estimate is None or cell.standing.value != "measured":
        return cell.standing.value
    one = cell.estimate
    return f"{one.value:.2f} ({one.low:.2f}-{one.high:.2f})" + (f" {cell.state}" if cell.state else "")
