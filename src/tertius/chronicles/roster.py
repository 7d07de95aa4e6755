"""Actors of a chronicle that no list of states holds: bodies, non-state actors, and states before independence."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

from tertius.chronicles.remarks import day
from tertius.model import BadFile

ACTORS_FILE = "actors.csv"
ACTOR_FIELDS = ("actor_id", "kind", "name", "since", "until")
"""Columns of ``actors.csv``: ``since`` and ``until`` (not included) bound the days an id holds; empty is open."""


def known_actors(folder: Path, states: Callable[[str, date], bool]) -> Callable[[str, date], bool]:
    """Return the rule that tells whether an actor id was valid on a day: a state, or an actor of the chronicle.

    Args:
        folder: Where ``actors.csv`` lies; a chronicle of states alone has none.
        states: Whether a state id was valid on a day.

    Raises:
        BadFile: The file breaks its schema.
    """
    spells = _spells(folder / ACTORS_FILE) if (folder / ACTORS_FILE).is_file() else []

    def known(actor: str, on: date) -> bool:
        return states(actor, on) or any(name == actor and since <= on < until for name, since, until in spells)

    return known


def _spells(path: Path) -> list[tuple[str, date, date]]:
    with path.open(newline="", encoding="utf-8") as file:
        lines = csv.DictReader(file)
        if tuple(lines.fieldnames or ()) != ACTOR_FIELDS:
            raise BadFile(f"columns are not {', '.join(ACTOR_FIELDS)}", file=path.name, row=1)
        return [_spell(row, path.name, lines.line_num) for row in lines]


def _spell(row: dict[str, str], file: str, line: int) -> tuple[str, date, date]:
    since = day(row["since"]) if row["since"] else date.min
    until = day(row["until"]) if row["until"] else date.max
    if since is None or until is None or until <= since:
        raise BadFile(f"the days of {row['actor_id']!r} cannot be read or do not run forward", file=file, row=line)
    return row["actor_id"], since, until
