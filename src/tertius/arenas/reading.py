"""Read and check a region file."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

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
        arena = _build(data)
    except BadFile:
        raise
    except KeyError as exc:
        raise BadFile(f"key {exc.args[0]!r} is missing", file=str(path)) from exc
    except (TypeError, ValueError, AttributeError) as exc:
        reason = exc.args[0] if isinstance(exc, TertiusError) else exc
        raise BadFile(str(reason), file=str(path)) from exc
    _check(arena, str(path))
    _check_sides(arena, str(path))
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


def _check(arena: Arena, file: str) -> None:
    known = {actor.actor_id for actor in arena.actors}
    seats = [(seat.actor, seat.since, seat.until) for fmt in arena.formats for seat in fmt.members]
    named = {*arena.states, *arena.third_parties, *(seat[0] for seat in seats)}
    named |= {side for pair in arena.pairs for side in (pair.a, pair.b)}
    named |= {fmt.actor_id for fmt in arena.formats}
    if missing := sorted(named - known):
        raise BadFile(f"actor {missing[0]!r} is used but not listed under [[actors]]", file=file)
    for what, ids in (("actor", [a.actor_id for a in arena.actors]), ("place", [p.place_id for p in arena.places])):
        if twice := _repeated(ids):
            raise BadFile(f"{what} {twice!r} is listed twice", file=file)
    for actor, since, until in seats:
        if not isinstance(since, date) or (until is not None and until <= since):
            raise BadFile(f"the seat of {actor} ends ({until}) before it starts ({since})", file=file)


def _check_sides(arena: Arena, file: str) -> None:
    for fmt in arena.formats:
        for pair in fmt.pairs:
            if sides := [seat.actor for seat in fmt.members if seat.actor in pair]:
                raise BadFile(f"{sides[0]} sits in format {fmt.actor_id} and is a side of its pair {pair}", file=file)


def _repeated(ids: Iterable[str]) -> str | None:
    seen: set[str] = set()
    return next((one for one in ids if one in seen or seen.add(one)), None)  # type: ignore[func-returns-value]
