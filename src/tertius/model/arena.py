"""An arena: the states of a region, its contested pairs, and who may stand between them."""

from dataclasses import dataclass
from datetime import date

from tertius.model.actor import Actor
from tertius.model.dyad import Dyad
from tertius.model.errors import UnknownName
from tertius.model.span import Span


@dataclass(frozen=True)
class Membership:
    """A seat in a format, from ``since`` until ``until`` (not included; None = open)."""

    actor: str
    since: date
    until: date | None

    def overlaps(self, span: Span) -> bool:
        """Tell whether the seat was held on any day of the span."""
        return self.since < span.end and (self.until is None or span.start < self.until)


@dataclass(frozen=True)
class Format:
    """A standing body of mediators, such as a set of co-chairs; membership is not behaviour.

    ``actor_id`` is the id under which data sets name the format. Credit it earns is split equally among the
    members seated on the day.
    """

    actor_id: str
    title: str
    pairs: tuple[Dyad, ...]
    members: tuple[Membership, ...]
    source: str


@dataclass(frozen=True)
class Place:
    """A venue: one id, every name in use, the ISO state it is counted under, coordinates in degrees.

    ``treaty_fixed`` marks seats where meetings are held by treaty whoever convenes them (UN headquarters): hosting
    there earns no credit.
    """

    place_id: str
    names: tuple[str, ...]
    country: str
    latitude: float | None = None
    longitude: float | None = None
    treaty_fixed: bool = False


@dataclass(frozen=True)
class Bloc:
    """A set of publishers expected to share a point of view, by country and owner kind."""

    name: str
    countries: tuple[str, ...]
    owners: tuple[str, ...]


@dataclass(frozen=True)
class Arena:
    """A region file, read. Pairs and third parties are actor ids; places and formats are looked up by id."""

    name: str
    title: str
    note: str
    states: tuple[str, ...]
    pairs: tuple[Dyad, ...]
    third_parties: tuple[str, ...]
    actors: tuple[Actor, ...]
    formats: tuple[Format, ...]
    places: tuple[Place, ...]
    blocs: tuple[Bloc, ...]

    def pair(self, text: str) -> Dyad:
        """Return the contested pair written ``A-B``, by ids or by names (``Serbia-Kosovo``).

        Raises:
            UnknownName: The arena has no such pair.
        """
        dyad = Dyad.read("-".join(map(self._id_of, text.split("-"))))
        if dyad not in self.pairs:
            error = UnknownName(f"pair of arena {self.name}", str(dyad), [str(pair) for pair in self.pairs])
            error.hint += "; other pairs belong to other arenas, shipped (`tertius arenas`) or a region file of yours"
            raise error
        return dyad

    def _id_of(self, name: str) -> str:
        """The id of an actor by its name or another one of the region file; what is none is left as it stands."""
        written = name.strip().casefold()
        known = (one for one in self.actors if written in {each.casefold() for each in (one.name, *one.aliases)})
        return next((one.actor_id for one in known), name.strip())

    def candidates(self, pair: Dyad) -> tuple[str, ...]:
        """Actors that may stand between the two: third parties and states of the region, without the pair."""
        return tuple(dict.fromkeys(actor for actor in (*self.third_parties, *self.states) if actor not in pair))

    def title_of(self, actor: str) -> str:
        """Return the display name of an actor id, or the id itself when the arena has none."""
        return next((known.name for known in self.actors if known.actor_id == actor), actor)
