"""Names of actors as a reader of texts meets them: every name of the code books, cut into pieces, longest first.

The tables ``names_places``, ``names_bodies``, ``names_groups`` and ``office_holders`` hold what data sets write;
``text_names`` and ``text_leaders`` add what only running text writes: capitals and seats that stand for a government,
places, acronyms, and names that hold a shorter name but mean nobody (``American Airlines``).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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


Entry = tuple[tuple[str, ...], tuple[Name, ...]]
"""All pieces of a name and what it may stand for."""


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


def _named(row: Mapping[str, str], kind: str, sector: str | None, columns: Sequence[str]) -> Iterator[tuple[str, Name]]:
    since, until = day(row.get("since", "")), day(row.get("until", ""))
    for column in columns:
        for name in items(row[column]):
            exact = name if is_acronym(name) else None
            yield name, Name(row["actor"] or None, kind, sector, exact, since, until)


def _entries() -> Iterator[tuple[str, Name]]:
    for row in rows("text_names"):
        yield from _named(row, row["kind"], row["sector"] or None, ("names",))
    for row in rows("names_places"):
        kind, sector = _KIND_OF_PLACE[row["kind"]], _SECTOR_OF_PLACE[row["kind"]]
        for name, entry in _named(row, kind, sector, ("names",)):
            yield name, replace(entry, actor=_OVERRIDDEN.get(name, entry.actor))
        yield from _named(row, "demonym" if kind == "state" else kind, sector, ("demonyms",))
    for row in rows("names_bodies"):
        yield from _named(row, "body", "IGO", ("names", "acronyms", "organs"))
    for row in rows("names_groups"):
        yield from _named(row, "group", row["sector"], ("names",))
    for table in ("office_holders", "text_leaders"):
        for row in rows(table):
            yield from _named(row, "person", row["sector"], ("names",))


class Gazetteer:
    """Names to be found in texts: ours, and before them the rows of a user's own table (``own_actors``).

    A user's name takes the place of ours on the days on which its row holds; of two names that begin at one word the
    longer one is read, whoever wrote it.

    >>> Gazetteer().holder("putin", date(2015, 1, 1)).actor
    'RUS'
    """

    def __init__(self, own: Sequence[Mapping[str, str]] = ()) -> None:
        shipped, self._surnames = _shipped()
        entries = [one for row in own for one in _named(row, row["kind"], row["sector"] or None, ("names",))]
        added, self._own_surnames = _by_pieces(entries), _by_surname(entries)
        self.own = len(entries)
        """Number of the user's names."""
        self.overruled = tuple(name for name, _ in entries if pieces(name) in shipped)
        """Names of the user's that stand before ours, as written."""
        both = {written: added.get(written, ()) + shipped.get(written, ()) for written in (*shipped, *added)}
        self._by_first = _by_first(both) if added else _by_first_shipped()

    def beginning(self, piece: str) -> Sequence[Entry]:
        """Names by their first piece: all pieces and what they may stand for, most pieces first, the user's first."""
        return self._by_first.get(piece, ())

    def holder(self, surname: str, when: date | None) -> Name | None:
        """The actor that holders of a surname stand for on a day, None where nobody or more than one is in office."""
        for table in (self._own_surnames, self._surnames):
            held = [entry for entry in table.get(surname, ()) if entry.holds(when)]
            if held:
                return held[0] if len({entry.actor for entry in held}) == 1 else None
        return None


def _by_pieces(entries: Iterable[tuple[str, Name]]) -> dict[tuple[str, ...], tuple[Name, ...]]:
    found: dict[tuple[str, ...], list[Name]] = {}
    for name, entry in entries:
        written = pieces(name)
        if written:
            found.setdefault(written, []).append(entry)
    return {written: tuple(names) for written, names in found.items()}


def _by_first(names: Mapping[tuple[str, ...], tuple[Name, ...]]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for written, meant in names.items():
        found.setdefault(written[0], []).append((written, meant))
    for listed in found.values():
        listed.sort(key=lambda entry: -len(entry[0]))
    return found


def _by_surname(entries: Iterable[tuple[str, Name]]) -> dict[str, list[Name]]:
    found: dict[str, list[Name]] = {}
    for name, entry in entries:
        if entry.kind == "person":
            found.setdefault(pieces(name)[-1], []).append(entry)
    return found


@cache
def _shipped() -> tuple[dict[tuple[str, ...], tuple[Name, ...]], dict[str, list[Name]]]:
    """Our names by their pieces, and persons in office by their surname."""
    entries = list(_entries())
    return _by_pieces(entries), _by_surname(entries)


@cache
def _by_first_shipped() -> dict[str, list[Entry]]:
    return _by_first(_shipped()[0])


@cache
def shipped_names() -> Gazetteer:
    """The names of ours alone."""
    return Gazetteer()


@cache
def agent_words() -> dict[str, tuple[str, bool]]:
    """Sector of an agent word by its dictionary form, and whether it means a person."""
    return {row["word"]: (row["sector"], bool(row["person"])) for row in rows("text_agents")}
