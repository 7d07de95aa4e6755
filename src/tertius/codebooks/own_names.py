"""Names of data sets that a user's own table of actors rules on, before the shipped tables and on the days of its rows.

A name is compared whole, as the data set writes it, whatever its case, accents, hyphens and blanks; a number of a list
of states behind it (``Government of Sudan (GW 625)``) is ours and may be left out. An agent of a name of the table
(``Military (Artsakh)``) is an agent of its actor. Rows of kind ``place`` are passed over: they do not act, and where an
act took place a data set says in a column of its own.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from tertius.codebooks.numbered_actors import respelled
from tertius.codebooks.own_actors import read_own_actors
from tertius.codebooks.rulings import Ruling, in_turn
from tertius.codebooks.spelling import key
from tertius.codebooks.tables import day, items

OWN = "own table of actors:"
"""How the reason of a ruling begins that a user's own table made."""
# of two brackets the last is the actor, as in "Member of Legislative (Govt) (Georgia)"; an actor may have its own
AGENT = re.compile(r"(?P<agent>.+?) \((?P<whole>[^()]+(?:\([^()]*\))?)\)")
"""An agent with its actor in brackets."""
_NUMBER = re.compile(r" \((?:GW|COW) \d{1,3}\)$")
_ELSEWHERE = "days on which no row of the table holds"


@dataclass(frozen=True)
class OwnNames:
    """Rulings of a user's own table by the key of a name, and which table it was; without one there are none.

    ``file`` is its name, ``sha256`` the hash of its bytes; both are None where there is no table.
    """

    rulings: Mapping[str, tuple[Ruling, ...]] = field(default_factory=dict)
    file: str | None = None
    sha256: str | None = None

    def before(self, name: str, shipped: Sequence[Ruling], part: Callable[[str, Ruling], Ruling] | None = None
               ) -> tuple[Ruling, ...]:  # fmt: skip
        """Rulings on a name: those of the table on their days, the shipped ones on all others.

        ``part`` makes of an agent and the ruling on its whole the ruling on both; None where names have no agents.
        """
        found = self._on(name, part) if self.rulings else ()
        return tuple(_first(found, shipped)) if found else tuple(shipped)

    def _on(self, name: str, part: Callable[[str, Ruling], Ruling] | None) -> tuple[Ruling, ...]:
        for written in (name, _NUMBER.sub("", name)):
            if (found := self.rulings.get(key(written))) is not None:
                return found
        agent = AGENT.fullmatch(respelled(name.replace("_", " ").strip())) if part else None
        if agent is None or part is None:
            return ()
        made = [part(agent["agent"], one) for one in self.rulings.get(key(agent["whole"]), ())]
        return tuple(one if one.actor is None else replace(one, reason=f"{OWN} {one.reason} ({self.file})")
                     for one in made)  # fmt: skip


NO_OWN_NAMES = OwnNames()
"""No table of the user's own."""


def read_own_names(path: Path) -> OwnNames:
    """Read and check a table of actors, in the form of :mod:`tertius.codebooks.own_actors`, for names of data sets.

    Raises:
        BadFile: A row of the table cannot be meant; says which and what to do.
    """
    gathered: dict[str, list[Ruling]] = {}
    for row in read_own_actors(path):
        for name in items(row["names"]) if row["kind"] != "place" else ():
            gathered.setdefault(key(name), []).append(_ruling(row, path.name))
    known = {name: tuple(rulings) for name, rulings in gathered.items()}
    return OwnNames(known, path.name, sha256(path.read_bytes()).hexdigest())


def _ruling(row: Mapping[str, str], file: str) -> Ruling:
    said = "stands for nobody" if row["kind"] == "none" else f"a {row['kind']}"
    return Ruling(row["actor"] or None, row["sector"] or None, f"{OWN} {said} ({file})", day(row["since"]),
                  day(row["until"]))  # fmt: skip


def _first(own: Sequence[Ruling], shipped: Sequence[Ruling]) -> Iterator[Ruling]:
    """Lay own rulings out over the calendar, the shipped ones in the gaps between them."""
    for one in in_turn(own, _ELSEWHERE):
        if one.reason != _ELSEWHERE:
            yield one
            continue
        for other in shipped:
            if max(one.first, other.first) < min(one.end, other.end):
                yield replace(other, since=max(one.first, other.first) if one.since or other.since else None,
                              until=min(one.end, other.end) if one.until or other.until else None)  # fmt: skip
