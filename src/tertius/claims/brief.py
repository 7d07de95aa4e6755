"""What a text is read for: the arena, the day, and on whom measures report."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tertius.model import Arena, Dyad


@dataclass(frozen=True)
class Brief:
    """What a text is read for.

    ``subjects`` gives the actors that a measure reports on for a pair, ``title`` the display name of an actor id.
    ``name`` is the arena as the user wrote it: a shipped name or the path of a region file.
    """

    arena: Arena
    name: str
    made_on: date
    subjects: Callable[[str, Dyad], tuple[str, ...]]
    title: Callable[[str], str]
    source: str = ""
