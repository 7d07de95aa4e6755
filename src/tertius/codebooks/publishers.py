"""Publishers: which country an outlet belongs to and who owns it, by its domain or by the name data sets write.

``state`` is an outlet that a state owns, controls or funds by law, public broadcasters among them; ``wire`` an agency
that sells to others and belongs to no state; ``igo`` an international body; ``private`` the rest. The country is that
of the owner. Rows come from the public record and say what it is; an outlet that is in no row is unknown, never
guessed from the ending of its address. A table of the same columns extends or overrules ours.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from tertius.codebooks.spelling import key
from tertius.codebooks.tables import items, own_table, rows
from tertius.model import BadFile

OWNERS = ("state", "private", "wire", "igo", "academic")
"""Kinds of owner; an empty field is an unknown owner."""
INTERNATIONAL = "INT"
"""Country of the outlets of international bodies."""
FIELDS = ("domains", "names", "country", "owner", "source")
"""Columns of a table of publishers; ``domains`` and ``names`` hold several joined by ``|``."""


class Outlet(NamedTuple):
    """Country (ISO3, ``INT`` for international bodies) and kind of owner; None is unknown."""

    country: str | None
    owner: str | None


_UNKNOWN = Outlet(None, None)


class Publishers:
    """The table of publishers, with the rows of a user's own before ours.

    >>> Publishers().outlet("en.trend.az"), Publishers().outlet("Xinhua News Agency").owner
    (Outlet(country='AZE', owner='private'), 'state')
    """

    def __init__(self, own: Sequence[Mapping[str, str]] = ()) -> None:
        self._own = _keyed(own)

    @cached_property
    def _known(self) -> Mapping[str, Outlet]:
        return MappingProxyType({**_shipped(), **self._own})

    def outlet(self, written: str) -> Outlet:
        """Outlet of a host, a domain or a name; of several joined by ``;`` only what all of them share."""
        parts = [self._single(part) for part in written.split(";") if part.strip()]
        if not parts:
            return _UNKNOWN
        first = parts[0]
        return Outlet(
            first.country if all(part.country == first.country for part in parts) else None,
            first.owner if all(part.owner == first.owner for part in parts) else None,
        )

    def _single(self, written: str) -> Outlet:
        return _looked_up(self._known, written) if self._own else _of_shipped(written)

    def table(self, written: Iterable[str]) -> list[tuple[str, str | None, str | None]]:
        """Rows (publisher, country, owner) of the publishers that are known."""
        found = ((name, *self.outlet(name)) for name in dict.fromkeys(written))
        return [row for row in found if row[1:] != _UNKNOWN]

    def usual(self) -> list[str]:
        """Hosts a feed is likely to write: every domain, bare and with ``www.`` before it."""
        domains = [domain for domain in self._known if "." in domain and " " not in domain]
        return [host for domain in domains for host in (domain, f"www.{domain}")]


def _keyed(table: Iterable[Mapping[str, str]]) -> dict[str, Outlet]:
    found: dict[str, Outlet] = {}
    for row in table:
        outlet = Outlet(row["country"] or None, row["owner"] or None)
        found |= dict.fromkeys((domain.casefold() for domain in items(row["domains"])), outlet)
        found |= dict.fromkeys(map(key, items(row["names"])), outlet)
    return found


@cache
def _shipped() -> Mapping[str, Outlet]:
    return MappingProxyType(_keyed(rows("publishers")))


# every load of a feed asks for the same two thousand hosts
@lru_cache(maxsize=1 << 14)
def _of_shipped(written: str) -> Outlet:
    return _looked_up(_shipped(), written)


def _looked_up(known: Mapping[str, Outlet], written: str) -> Outlet:
    """The outlet of a name, or of a host or the nearest domain above it."""
    name = key(written)
    if name in known:
        return known[name]
    host = written.strip().casefold().rstrip(".")
    while "." in host:
        if host in known:
            return known[host]
        host = host.partition(".")[2]
    return _UNKNOWN


def read_publishers(path: Path) -> Publishers:
    """Read a user's own table of publishers, in the form of ours.

    Raises:
        BadFile: A column is missing, an owner is of no known kind or a row names no outlet.
    """
    _, found = own_table(path, "publishers", FIELDS)
    for number, row in found:
        _check(row, path, number)
    return Publishers([row for _, row in found])


def _check(row: Mapping[str, str], path: Path, number: int) -> None:
    if row["owner"] and row["owner"] not in OWNERS:
        raise BadFile(f"the owner {row['owner']!r} is none of {', '.join(OWNERS)}", file=str(path), row=number,
                      hint="leave the field empty where the owner is unknown")  # fmt: skip
    if not items(row["domains"]) and not items(row["names"]):
        raise BadFile("the row names no domain and no outlet", file=str(path), row=number)
    if not row["source"].strip():
        raise BadFile("the row does not say where it is known from (column source)", file=str(path), row=number)
