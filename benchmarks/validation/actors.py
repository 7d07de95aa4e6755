"""Names in the truth sets, read through the code books of Tertius."""

import re
from datetime import date
from functools import cache

from tertius.codebooks.mentions import mentions
from tertius.codebooks.names import resolve
from tertius.codebooks.states import STATES, by_cow
from tertius.model import UnknownName

ARMED = "_PRE_ARMED"
"""Ending of the id under which the armed groups of a state are one side; the actor table folds them into the state."""
_SPLIT = re.compile(r"[,;/()]| and ")
_ACTING = ("GOV", "IGO")


@cache
def actors_in(text: str) -> frozenset[str]:
    """States and bodies that a list of names stands for; a name no table knows stands for nobody."""
    found: set[str] = set()
    for name in (part.strip() for part in _SPLIT.split(text)):
        ruled = [r for r in resolve([name], "icews") if r.actor_id and r.sector in _ACTING] if name else []
        found |= {str(r.actor_id) for r in ruled} or set(mentions(name))
    return frozenset(found)


def unread(text: str) -> list[str]:
    """Names of a list that stand for no actor of the tables."""
    return [name.strip() for name in _SPLIT.split(text) if name.strip() and not actors_in(name.strip())]


def first_state(text: str) -> str | None:
    """The state named first in a text, after the word of a data set for it has been read; None when there is none."""
    direct = [actor for actor in actors_in(text) if actor in STATES]
    named = [actor for actor in mentions(text) if actor in STATES]
    return next(iter(named or direct), None)


def cow(number: int, year: int) -> str | None:
    """State of a Correlates of War number at the end of a year."""
    try:
        return by_cow(number, date(year, 12, 31)).iso3
    except UnknownName:
        return None


@cache
def members(year: int) -> tuple[str, ...]:
    """Members of the state system at the end of a year."""
    day = date(year, 12, 31)
    return tuple(sorted(s.iso3 for s in STATES.values() if any(x.system == "cow" and x.holds(day) for x in s.spells)))
