"""The verb that holds a state against comparable ones."""

from pathlib import Path

import click

from tertius.cli.output import ARENA, AT, DATASET, FORMAT, SINCE, STUDY, UNTIL, emit, say, tell_choice, to_ask, window
from tertius.model import read_day
from tertius.report.ranks import rank_record


@click.command()
@STUDY
@ARENA
@AT
@SINCE
@UNTIL
@click.option("--role", required=True, help="A measure of a state alone: sovereignty or balance.")
@DATASET
@FORMAT
def rank(study: Path, arena: str, at: str | None, since: str | None, until: str | None, role: str,
         dataset: str | None, form: str) -> None:  # fmt: skip
    """Hold every state that the data follow against the others, by a measure of a state alone; the highest first.

    Each row is a state: its value with the 90 % interval, and its place among the comparable ones, 0 the lowest and 1
    the highest, with an interval that holds how uncertain the others are too. Comparable are all states with enough
    evidence; with fewer than 30 of them no place is given.
    """
    day, span = read_day(at, end=True) if at else None, window(since, until)
    with to_ask(study, arena) as opened:
        name = opened.prepare(arena).name
        found = opened.rank(arena, role, at=day, window=span, dataset=dataset)
        emit("tertius.rank/1", [rank_record(one) for one in found], opened, form, arena=name)
        tell_choice(opened, dataset)
    known = sum(one.reading.standing.value == "measured" for one in found)
    say(f"{known} of {len(found)} states have enough evidence to be compared")
