"""What a check says of a row, and what it is told about the world outside the chronicle."""

from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import date

FIRST_DAY = date(1800, 1, 1)
"""Earliest day a chronicle may speak of; the last one is today."""


@dataclass(frozen=True, order=True)
class Remark:
    """One thing wrong with one field of one row.

    ``row_id`` is an event id or source id, or a file name where the remark is on a whole file.
    """

    row_id: str
    field: str
    message: str


@dataclass(frozen=True)
class Known:
    """What counts as known: codes of the code book, actor ids on a day, place ids."""

    codes: Container[str]
    actors: Callable[[str, date], bool]
    places: Container[str]


def day(text: str) -> date | None:
    """A day written ``YYYY-MM-DD``, or None where the text is anything else.

    >>> day("2020-11-10"), day("10.11.2020"), day("20201110")
    (datetime.date(2020, 11, 10), None, None)
    """
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.isoformat() == text else None
