"""The packaged tables, read once: CSV with a header, UTF-8, no null but the empty field."""

import csv
from datetime import date
from functools import cache
from importlib.resources import files


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    """Return the rows of ``data/<table>.csv`` in file order, every field as text."""
    path = files("tertius.codebooks").joinpath("data", f"{table}.csv")
    with path.open(encoding="utf-8") as lines:
        return tuple(csv.DictReader(lines))


def items(field: str) -> tuple[str, ...]:
    """Split a field that holds several values joined by ``|``.

    >>> items("crime|corruption")
    ('crime', 'corruption')
    """
    return tuple(part for part in field.split("|") if part)


def day(field: str) -> date | None:
    """Read an ISO day; an empty field is an open end."""
    return date.fromisoformat(field) if field else None
