"""State system membership since 1816: ISO ids, Correlates of War and Gleditsch-Ward numbers, each with its days.

Sources: Correlates of War Project, *State System Membership* (v2016); Gleditsch & Ward 1999, *List of Independent
States*, with microstates. Both lists let a number outlive a state: 365 is Russia and the Soviet Union, 345 Serbia,
Yugoslavia and Serbia again. Here the number is parted by date, so that the id of a state never names another.
A list that counts Abkhazia and South Ossetia as states (Gleditsch-Ward) yields the ids of the de facto authorities,
never Georgia. Membership in a list is a coding decision of its authors, not a verdict on status.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from tertius.codebooks.tables import day, rows
from tertius.model import UnknownName

System = Literal["cow", "gw"]


@dataclass(frozen=True)
class Spell:
    """Days on which a list counts a state as a member: from ``since`` until ``until`` (not included; None = open)."""

    iso3: str
    system: System
    number: int
    abbreviation: str
    since: date
    until: date | None

    def holds(self, on: date) -> bool:
        """Tell whether the spell covers a day."""
        return self.since <= on and (self.until is None or on < self.until)


@dataclass(frozen=True)
class State:
    """A state, its English name and its spells in both lists.

    ``iso3`` is the ISO 3166 alpha-3 code, a withdrawn one (``SUN YUG SCG CSK DDR YMD``), or for states that never
    had any an id of ours (``BAV``, ``RVN``, ``YAR``).
    """

    iso3: str
    name: str
    spells: tuple[Spell, ...]


def _spell(row: dict[str, str]) -> Spell:
    since = date.fromisoformat(row["since"])
    system: System = "cow" if row["system"] == "cow" else "gw"
    return Spell(row["iso3"], system, int(row["number"]), row["abbreviation"], since, day(row["until"]))


SPELLS: tuple[Spell, ...] = tuple(_spell(row) for row in rows("state_spells"))
"""Every spell of both lists, for joins by number and day."""

STATES: Mapping[str, State] = MappingProxyType(
    {
        row["iso3"]: State(row["iso3"], row["name"], tuple(spell for spell in SPELLS if spell.iso3 == row["iso3"]))
        for row in rows("states")
    }
)
"""Every state by id."""


def state(iso3: str) -> State:
    """Return a state by its id.

    Raises:
        UnknownName: Neither list ever had a state of this id.

    >>> state("GEO").name
    'Georgia'
    """
    if iso3 not in STATES:
        raise UnknownName("state", iso3, STATES)
    return STATES[iso3]


def by_cow(number: int, on: date) -> State:
    """Return the state a Correlates of War number stood for on a day.

    Raises:
        UnknownName: The list has no member of that number on that day.

    >>> by_cow(365, date(1985, 1, 1)).iso3, by_cow(365, date(2000, 1, 1)).iso3
    ('SUN', 'RUS')
    """
    return _by_number("cow", number, on)


def by_gw(number: int, on: date) -> State:
    """Return the state (or de facto authority) a Gleditsch-Ward number stood for on a day.

    Raises:
        UnknownName: The list has no member of that number on that day.

    >>> by_gw(340, date(2010, 1, 1)).iso3
    'SRB'
    """
    return _by_number("gw", number, on)


def _by_number(system: System, number: int, on: date) -> State:
    for spell in SPELLS:
        if spell.system == system and spell.number == number and spell.holds(on):
            return STATES[spell.iso3]
    raise UnknownName(f"{system} state", f"{number} on {on}", _days_of(system, number))


def _days_of(system: System, number: int) -> Iterable[str]:
    return (
        f"{number} from {spell.since} until {spell.until or 'today'} ({spell.iso3})"
        for spell in SPELLS
        if spell.system == system and spell.number == number
    )
