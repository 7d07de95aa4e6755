"""Names of actors as a reader of texts meets them: every name of the code books, cut into pieces, longest first.

The tables ``names_places``, ``names_bodies``, ``names_groups`` and ``office_holders`` hold what data sets write;
``text_names`` and ``text_leaders`` add what only running text writes: capitals and seats that stand for a government,
places, acronyms, and names that hold a shorter name but mean nobody (``American Airlines``).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from tertius.codebooks.spelling import plain
from tertius.codebooks.tables import day, items, rows

PIECE = re.compile(r"[^\W_]+")
"""A run of letters and digits; names are compared piece by piece, whatever stands between."""

_KIND_OF_PLACE = {"state": "state", "de facto": "state", "territory": "state", "region": "place", "continent": "none"}
_SECTOR_OF_PLACE = {"state": "GOV", "de facto": "PRE", "territory": "LOC", "region": None, "continent": None}
# the state is coded by its text name; in data sets the bare name is the smaller neighbour
_OVERRIDDEN = {"Congo": "COD"}


@dataclass(frozen=True)
class Name:
    """What a name stands for from ``since`` until ``until`` (open where None); ``exact``: only as written."""

    actor: str | None
    kind: str
    sector: str | None
    exact: str | None = None
    since: date | None = None
    until: date | None = None

    def holds(self, when: date | None) -> bool:
        """Whether it stands for the actor on a day; on an unknown day whether it ever did."""
        if when is None:
            return True
        return (self.since is None or self.since <= when) and (self.until is None or when < self.until)


def is_acronym(name: str) -> bool:
    """Whether a name counts only as written: one word with more than one capital.

    >>> is_acronym("ECOWAS"), is_acronym("Kenya")
    (True, False)
    """
    return " " not in name and sum(letter.isupper() for letter in name) > 1


def pieces(text: str) -> tuple[str, ...]:
    """The pieces of a name, folded for comparison.

    >>> pieces("Côte d'Ivoire")
    ('cote', 'd', 'ivoire')
    """
    return tuple(PIECE.findall(plain(text).casefold()))


def _named(row: dict[str, str], kind: str, sector: str | None, columns: Sequence[str]) -> Iterator[tuple[str, Name]]:
    since, until = day(row.get("since", "")), day(row.get("until", ""))
    for column in columns:
        for name in items(row[column]):
            exact = name if is_acronym(name) else None
            yield name, Name(_OVERRIDDEN.get(name, row["actor"] or None), kind, sector, exact, since, until)


def _entries() -> Iterator[tuple[str, Name]]:
    for row in rows("text_names"):
        yield from _named(row, row["kind"], row["sector"] or None, ("names",))
    for row in rows("names_places"):
        kind, sector = _KIND_OF_PLACE[row["kind"]], _SECTOR_OF_PLACE[row["kind"]]
        yield from _named(row, kind, sector, ("names",))
        yield from _named(row, "demonym" if kind == "state" else kind, sector, ("demonyms",))
    for row in rows("names_bodies"):
        yield from _named(row, "body", "IGO", ("names", "acronyms", "organs"))
    for row in rows("names_groups"):
        yield from _named(row, "group", row["sector"], ("names",))
    for table in ("office_holders", "text_leaders"):
        for row in rows(table):
            yield from _named(row, "person", row["sector"], ("names",))


@cache
def gazetteer() -> dict[str, list[tuple[tuple[str, ...], tuple[Name, ...]]]]:
    """Names by their first piece: all pieces and what they may stand for, most pieces first, our own table first."""
    found: dict[tuple[str, ...], list[Name]] = {}
    for name, entry in _entries():
        written = pieces(name)
        if written:
            found.setdefault(written, []).append(entry)
    by_first: dict[str, list[tuple[tuple[str, ...], tuple[Name, ...]]]] = {}
    for written, names in found.items():
        by_first.setdefault(written[0], []).append((written, tuple(names)))
    for listed in by_first.values():
        listed.sort(key=lambda entry: -len(entry[0]))
    return by_first


@cache
def _by_surname() -> dict[str, list[Name]]:
    found: dict[str, list[Name]] = {}
    for table in ("office_holders", "text_leaders"):
        for row in rows(table):
            for name, entry in _named(row, "person", row["sector"], ("names",)):
                surname = pieces(name)[-1]
                if entry not in found.setdefault(surname, []):
                    found[surname].append(entry)
    return found


def holder(surname: str, when: date | None) -> Name | None:
    """The actor that holders of a surname stand for on a day, None where nobody or more than one is in office.

    >>> holder("putin", date(2015, 1, 1)).actor
    'RUS'
    """
    held = [entry for entry in _by_surname().get(surname, []) if entry.holds(when)]
    actors = {entry.actor for entry in held}
    return held[0] if len(actors) == 1 else None


@cache
def agent_words() -> dict[str, tuple[str, bool]]:
    """Sector of an agent word by its dictionary form, and whether it means a person."""
    return {row["word"]: (row["sector"], bool(row["person"])) for row in rows("text_agents")}
