"""Read and check a region file."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tertius.arenas.checking import check, check_shapes
from tertius.model import Actor, ActorKind, Arena, BadFile, Bloc, Dyad, Format, Membership, Place, TertiusError

_KEYS = {"name", "title", "note", "states", "third_parties", "pairs", "actors", "formats", "places", "blocs"}
_ENTRIES = {
    "actors": (("id", "kind", "name"), ("aliases",)),
    "formats": (("id", "title", "pairs", "members", "source"), ()),
    "places": (("id", "names", "country"), ("latitude", "longitude", "treaty_fixed")),
    "blocs": (("name",), ("countries", "owners")),
}
"""Keys an entry must have, and those it may have."""
_SEAT = (("actor", "since"), ("until",))


def read_arena(path: Path) -> Arena:
    """Read a region file.

    Raises:
        BadFile: The file cannot be read, a key is unknown or missing, or a reference leads nowhere.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as exc:
        raise BadFile(f"cannot be read ({exc.strerror})", file=str(path)) from exc
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise BadFile(f"not a readable region file: {exc}", file=str(path)) from exc
    unknown = sorted(set(data) - _KEYS)
    if unknown:
        raise BadFile(f"unknown key {unknown[0]!r}", file=str(path), hint=f"known: {', '.join(sorted(_KEYS))}")
    try:
        _check_entries(data, str(path))
        check_shapes(data, str(path))
        arena = _build(data)
    except BadFile:
        raise
    except KeyError as exc:
        raise BadFile(f"key {exc.args[0]!r} is missing", file=str(path)) from exc
    except (TypeError, ValueError, AttributeError) as exc:
        reason = exc.args[0] if isinstance(exc, TertiusError) else exc
        raise BadFile(str(reason), file=str(path)) from exc
    check(arena, str(path))
    return arena


def _check_entries(data: Mapping[str, Any], file: str) -> None:
    for part, keys in _ENTRIES.items():
        for number, row in enumerate(data.get(part, ()), 1):
            where = f"[[{part}]] {row.get('id') or row.get('name') or f'number {number}'}"
            _check_keys(row, keys, where, file)
            for seat in row.get("members", ()):
                _check_keys(seat, _SEAT, f"a member of {where}", file)


def _check_keys(row: Mapping[str, Any], keys: tuple[tuple[str, ...], tuple[str, ...]], where: str, file: str) -> None:
    needed, optional = keys
    if lacking := [key for key in needed if key not in row]:
        raise BadFile(f"key {lacking[0]!r} is missing in {where}", file=file)
    if unknown := sorted(set(row) - {*needed, *optional}):
        hint = f"known: {', '.join((*needed, *optional))}"
        raise BadFile(f"unknown key {unknown[0]!r} in {where}", file=file, hint=hint)


def _build(data: Mapping[str, Any]) -> Arena:
    pairs = tuple(Dyad.read(text) for text in data["pairs"])
    return Arena(
        name=data["name"],
        title=data["title"],
        note=data.get("note", ""),
        states=tuple(data["states"]),
        pairs=pairs,
        third_parties=tuple(data["third_parties"]),
        actors=tuple(_actor(row) for row in data["actors"]),
        formats=tuple(_format(row) for row in data.get("formats", ())),
        places=tuple(_place(row) for row in data.get("places", ())),
        blocs=tuple(
            Bloc(row["name"], tuple(row.get("countries", ())), tuple(row.get("owners", ())))
            for row in data.get("blocs", ())
        ),
    )


def _actor(row: Mapping[str, Any]) -> Actor:
    return Actor(row["id"], ActorKind(row["kind"]), row["name"], tuple(row.get("aliases", ())))


def _format(row: Mapping[str, Any]) -> Format:
    members = tuple(Membership(seat["actor"], seat["since"], seat.get("until")) for seat in row["members"])
    return Format(row["id"], row["title"], tuple(Dyad.read(text) for text in row["pairs"]), members, row["source"])


def _place(row: Mapping[str, Any]) -> Place:
    return Place(
        row["id"],
        tuple(row["names"]),
        row["country"],
        row.get("latitude"),
        row.get("longitude"),
        row.get("treaty_fixed", False),
    )
