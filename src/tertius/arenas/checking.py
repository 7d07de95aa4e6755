"""What a region file must not say: lists that are none, ids that lead nowhere, the same thing twice."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import combinations
from typing import Any

from tertius.model import ActorKind, Arena, BadFile, Format, Membership

_LISTS = {
    "": ("states", "pairs", "third_parties"),
    "actors": ("aliases",),
    "formats": ("pairs",),
    "places": ("names",),
    "blocs": ("countries", "owners"),
}
"""Keys whose value is a list of texts, by part of the file; of a text its letters would be taken for entries."""
_POLE, _DATE_LINE = 90.0, 180.0


def check_shapes(data: Mapping[str, Any], file: str) -> None:
    """Refuse a text where a list of texts belongs, a kind that is none, and a day that is no day.

    Raises:
        BadFile: A value has another shape than its key asks for.
    """
    for part, keys in _LISTS.items():
        for row in data.get(part, ()) if part else (data,):
            where = f" of [[{part}]] {row.get('id') or row.get('name')}" if part else ""
            for key in (one for one in keys if one in row):
                _check_list(row[key], key, where, file)
    for row in data.get("actors", ()):
        if row["kind"] not in list(ActorKind):
            known = f"known: {', '.join(ActorKind)}"
            raise BadFile(f"{row['kind']!r} is no kind of an actor ({row['id']})", file=file, hint=known)
    for row in data.get("formats", ()):
        for seat in row["members"]:
            _check_seat(seat, f"{seat['actor']} in [[formats]] {row['id']}", file)


def _check_list(value: object, key: str, where: str, file: str) -> None:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise BadFile(f"{key}{where} must be a list of texts, got {value!r}", file=file,
                      hint=f'write it as {key} = ["..."]')  # fmt: skip


def _check_seat(seat: Mapping[str, Any], whose: str, file: str) -> None:
    for key in ("since", "until"):
        if key in seat and (not isinstance(seat[key], date) or isinstance(seat[key], datetime)):
            raise BadFile(f"{key} of {whose} is no day: {seat[key]!r}", file=file,
                          hint="write a day such as 2020-10-01, without quotes")  # fmt: skip


def check(arena: Arena, file: str) -> None:
    """Refuse what would be counted wrongly, or never.

    Raises:
        BadFile: An id leads nowhere, something is listed twice, or a seat, a format or a place cannot be.
    """
    if not arena.pairs:
        raise BadFile("no pair is listed, so there is nothing to ask", file=file, hint='write pairs = ["A-B"]')
    _check_ids(arena, file)
    for what, ids in _listed(arena).items():
        if twice := _repeated(ids):
            raise BadFile(f"{what} {twice!r} is listed twice", file=file)
    for one in arena.formats:
        _check_format(one, arena, file)
    for place in arena.places:
        beyond = abs(place.latitude or 0.0) > _POLE or abs(place.longitude or 0.0) > _DATE_LINE
        if beyond or (place.latitude is None) != (place.longitude is None):
            raise BadFile(f"place {place.place_id} lies nowhere: latitude {place.latitude}, longitude "
                          f"{place.longitude}", file=file, hint="both in degrees, or neither")  # fmt: skip


def _check_ids(arena: Arena, file: str) -> None:
    known = {actor.actor_id for actor in arena.actors}
    named = {*arena.states, *arena.third_parties}
    named |= {side for pair in arena.pairs for side in (pair.a, pair.b)}
    named |= {name for one in arena.formats for name in (one.actor_id, *(seat.actor for seat in one.members))}
    if missing := sorted(named - known):
        raise BadFile(f"actor {missing[0]!r} is used but not listed under [[actors]]", file=file)


def _listed(arena: Arena) -> dict[str, Iterable[str]]:
    return {
        "actor": [one.actor_id for one in arena.actors],
        "state": arena.states,
        "pair": [str(pair) for pair in arena.pairs],
        "third party": arena.third_parties,
        "format": [one.actor_id for one in arena.formats],
        "place": [one.place_id for one in arena.places],
        "name of a place": [name.casefold() for one in arena.places for name in dict.fromkeys(one.names)],
        "bloc": [one.name for one in arena.blocs],
    }


def _check_format(one: Format, arena: Arena, file: str) -> None:
    for pair in one.pairs:
        if pair not in arena.pairs:
            raise BadFile(f"format {one.actor_id} is of {pair}, which is no pair of this region", file=file)
        if sides := [seat.actor for seat in one.members if seat.actor in pair]:
            raise BadFile(f"{sides[0]} sits in format {one.actor_id} and is a side of its pair {pair}", file=file)
    for seat in one.members:
        if seat.until is not None and seat.until <= seat.since:
            raise BadFile(f"the seat of {seat.actor} ends ({seat.until}) before it starts ({seat.since})", file=file)
    for first, second in combinations(one.members, 2):
        if first.actor == second.actor and _meet(first, second):
            raise BadFile(f"{first.actor} holds two seats in format {one.actor_id} at one time ({first.since} and "
                          f"{second.since})", file=file)  # fmt: skip


def _meet(first: Membership, second: Membership) -> bool:
    early, late = sorted((first, second), key=lambda one: one.since)
    return early.until is None or late.since < early.until


def _repeated(ids: Iterable[str]) -> str | None:
    seen: set[str] = set()
    return next((one for one in ids if one in seen or seen.add(one)), None)  # type: ignore[func-returns-value]
