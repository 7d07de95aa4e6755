"""The registers of names: places, bodies, groups and office-holders, each name with its rulings.

Sectors follow CAMEO role codes where one exists (``GOV MIL COP SPY LEG JUD OPP REB CVL BUS MED IGO NGO``), and three of
ours: ``LOC`` (government below the state), ``PTY`` (party) and ``PRE`` (de facto authority, as PLOVER).
"""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from tertius.codebooks.rulings import Ruling, in_turn
from tertius.codebooks.spelling import key
from tertius.codebooks.tables import day, items, rows

_OF_KIND = {"state": "GOV", "territory": "LOC", "region": "LOC", "de facto": "PRE", "continent": None}
_WHY = {
    "state": "name of a state; data sets mean its government",
    "territory": "name of a dependent territory; not a government of a state",
    "region": "name of a part of a state; not its government",
    "de facto": "name of a de facto authority; never folded into a state",
    "continent": "a region of several states is no actor",
}
_NO_OFFICE = "a known person, in no office of the table on these days"
_NOT_THEN = "a known name that stands for no actor of the table on these days"


def _places() -> Iterator[tuple[str, Ruling]]:
    for row in rows("names_places"):
        ruling = Ruling(row["actor"] or None, _OF_KIND[row["kind"]], _WHY[row["kind"]])
        for name in items(row["names"]):
            yield name, ruling


def _bodies() -> Iterator[tuple[str, Ruling]]:
    for row in rows("names_bodies"):
        for column, why in (
            ("names", "an international body"),
            ("acronyms", "an international body"),
            ("organs", "an organ of an international body"),
        ):
            for name in items(row[column]):
                yield name, Ruling(row["actor"], "IGO", why)


def _groups() -> Iterator[tuple[str, Ruling]]:
    for row in rows("names_groups"):
        ruling = Ruling(row["actor"], row["sector"], "a named group or person", day(row["since"]), day(row["until"]))
        for name in items(row["names"]):
            yield name, ruling


def _office_holders() -> Iterator[tuple[str, Ruling]]:
    for row in rows("office_holders"):
        reason = f"{row['office']} of {row['actor']}"
        ruling = Ruling(row["actor"], row["sector"], reason, day(row["since"]), day(row["until"]))
        for name in items(row["names"]):
            yield name, ruling


@cache
def register() -> Mapping[str, tuple[Ruling, ...]]:
    """Rulings by the key of a name, laid out so that each day has exactly one. A person goes before a group."""
    found: dict[str, tuple[Ruling, ...]] = {}
    for entries, otherwise in (
        (_places(), _NOT_THEN),
        (_bodies(), _NOT_THEN),
        (_groups(), _NOT_THEN),
        (_office_holders(), _NO_OFFICE),
    ):
        gathered: dict[str, list[Ruling]] = {}
        for name, ruling in entries:
            gathered.setdefault(key(name), []).append(ruling)
        found |= {name: in_turn(rulings, otherwise) for name, rulings in gathered.items()}
    return MappingProxyType(found)
