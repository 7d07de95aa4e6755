"""Tables: the packaged ones, read once, and those of users. CSV with a header, UTF-8, no null but the empty field."""

import csv
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from tertius.model import BadFile


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    """Return the rows of ``data/<table>.csv`` in file order, every field as text."""
    path = files("tertius.codebooks").joinpath("data", f"{table}.csv")
    with path.open(encoding="utf-8") as lines:
        return tuple(csv.DictReader(lines))


def own_table(path: Path, what: str, needed: Sequence[str] = ()
              ) -> tuple[tuple[str, ...], list[tuple[int, dict[str, str]]]]:  # fmt: skip
    """Return the header of a user's table of ``what``, and its rows as text with the lines they end on.

    Raises:
        BadFile: It cannot be read, or lacks a column that is ``needed``.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, restval="")
            have, found = tuple(reader.fieldnames or ()), [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as exc:
        raise BadFile(f"the table of {what} cannot be read ({exc})", file=str(path),
                      hint="it is a CSV file in UTF-8") from exc  # fmt: skip
    if missing := [field for field in needed if field not in have]:
        raise BadFile(f"wrong header: column {missing[0]!r} is missing", file=str(path), row=1,
                      hint=f"columns of a table of {what}: {', '.join(needed)}")  # fmt: skip
    return have, found


def items(field: str) -> tuple[str, ...]:
    """Split a field that holds several values joined by ``|``.

    >>> items("crime|corruption")
    ('crime', 'corruption')
    """
    return tuple(part for part in field.split("|") if part)


def day(field: str) -> date | None:
    """Read an ISO day; an empty field is an open end."""
    return date.fromisoformat(field) if field else None
