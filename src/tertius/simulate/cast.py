"""The cast: real state ids played as fictional states, so that names, capitals and countries resolve like real ones.

Ids, names and capitals are real; everything they do in a simulated world is invented. The states lie far apart and
none of them is a contested side of a shipped arena.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType

from tertius.codebooks.capitals import CAPITALS
from tertius.codebooks.states import state
from tertius.model import Actor, ActorKind, Arena, Bloc, Place, UnknownName
from tertius.simulate.world import World


@dataclass(frozen=True)
class Player:
    """A state of the cast: ISO 3166 id, English name, FIPS 10-4 country code, capital and its degrees."""

    iso3: str
    name: str
    fips: str
    capital: str
    latitude: float
    longitude: float

    @property
    def place_id(self) -> str:
        """Id of the capital as a place."""
        return "".join(letter if letter.isalnum() else "-" for letter in self.capital.lower())


def _read() -> dict[str, Player]:
    path = files("tertius.simulate").joinpath("data", "cast.csv")
    with path.open(encoding="utf-8") as lines:
        return {row["iso3"]: _player(row["iso3"], row["fips"]) for row in csv.DictReader(lines)}


def _player(iso3: str, fips: str) -> Player:
    place = CAPITALS[iso3]
    return Player(iso3, state(iso3).name, fips, place.name, place.latitude, place.longitude)


CAST: Mapping[str, Player] = MappingProxyType(_read())
"""The forty states of the cast by id; FIPS codes are those GDELT writes."""


def arena(world: World) -> Arena:
    """The arena of a simulated world: its states, pairs, third parties, capitals and one press bloc a side.

    Every state of the world is a third party or a side; nothing outside the world exists.

    Raises:
        UnknownName: An actor of the world is not in the cast.
    """
    players = [player_of(actor) for actor in world.actors]
    sides = {side: pair for pair in world.pairs for side in (pair.a, pair.b)}
    return Arena(
        name=f"simulated-{world.seed}",
        title=f"Simulated world {world.seed}",
        note="A fictional world. The states lend their ids and names only; nothing here happened.",
        states=tuple(actor for actor in world.actors if actor in sides),
        pairs=world.pairs,
        third_parties=world.thirds,
        actors=tuple(Actor(player.iso3, ActorKind.STATE, player.name) for player in players),
        formats=(),
        places=tuple(
            Place(player.place_id, (player.capital,), player.iso3, player.latitude, player.longitude)
            for player in players
        ),
        blocs=tuple(Bloc(f"press of {side}", (side,), ()) for side in sides),
    )


def player_of(actor: str) -> Player:
    """Return a state of the cast.

    Raises:
        UnknownName: The cast has no such state.
    """
    if actor not in CAST:
        raise UnknownName("state of the cast", actor, CAST)
    return CAST[actor]
