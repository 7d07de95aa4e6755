"""The verb that asks for a whole region at once."""

from collections.abc import Sequence
from pathlib import Path

import click

from tertius.cli.output import ARENA, AT, DATASET, FORMAT, STUDY, Bar, emit, say, show, tell_choice, to_ask
from tertius.model import Cell, read_day
from tertius.report.region import camp_records, cell_record, crystallised_records, moved_words


@click.command()
@STUDY
@ARENA
@AT
@click.option("--part", type=click.Choice(["roles", "camps", "crystallised"]), default="roles", show_default=True,
              help="Who holds which role, who stands with whom, or whether that is new and settled.")  # fmt: skip
@click.option("--months", type=click.IntRange(min=1), default=None,
              help="Length of the windows whose camps are compared; default: 12.")  # fmt: skip
@DATASET
@FORMAT
def architecture(study: Path, arena: str, at: str | None, part: str, months: int | None, dataset: str | None,
                 form: str) -> None:  # fmt: skip
    """Show a whole region: who holds which role over all pairs, who stands with whom, and whether that is new.

    A table of roles has a row an actor and a column a role: the value with its 90 % interval, or why there is none. CSV
    and JSON hold a row for each actor and role with evidence and state, and JSON the reading of every pair behind it.
    Camps have a row an actor: with whom it stands by net cooperation, how sure that is, and the same in the window
    before. Crystallised has the answer in its first row, and a row for each condition: one break common to the roles of
    the region, rarer than chance, calm and without a second for a year.
    """
    day = read_day(at, end=True) if at else None
    with to_ask(study, arena) as opened:
        name = opened.prepare(arena).name
        if part == "camps":
            camps = opened.camps(arena, at=day, months=months, dataset=dataset)
            emit("tertius.camps/1", camp_records(camps), opened, form, arena=name)
            say(moved_words(camps))
        elif part == "crystallised":
            rows = crystallised_records(opened.crystallised(arena, at=day, dataset=dataset))
            emit("tertius.crystallised/1", rows, opened, form, arena=name)
        else:
            with Bar() as opened.progress:
                cells = opened.region_roles(arena, at=day, dataset=dataset)
            if form == "table":
                _matrix(cells)
            else:
                emit("tertius.architecture/1", [cell_record(one) for one in cells], opened, form, arena=name)
        tell_choice(opened, dataset)


def _matrix(found: Sequence[Cell]) -> None:
    columns = list(dict.fromkeys(cell.measure for cell in found))
    cells = {(cell.actor, cell.measure): cell for cell in found}
    rows: list[Sequence[object]] = [
        (actor, *(_text(cells.get((actor, column))) for column in columns))
        for actor in dict.fromkeys(cell.actor for cell in found)
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
