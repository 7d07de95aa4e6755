"""A latent world: who is in it, what they quarrel about, and which roles are planted in it from when to when."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from tertius.model import Dyad, Span, UnknownName, UsageError


class Role(StrEnum):
    """A role that can be planted; what ``Planted.strength`` means for it stands behind the dash."""

    MEDIATOR = "mediator"  # share of the mediation table, 0-0.9
    GUARANTOR = "guarantor"  # probability of a deed after a trigger
    ARBITER = "arbiter"  # probability that each side complies with a directive
    ALLY = "ally"  # 1: eight acts of alliance a month
    PATRON = "patron"  # 1: eight acts of patronage a month
    PROXY = "proxy"  # probability that tension of the sponsor is followed by the agent's attack
    SPOILER = "spoiler"  # factor on hostile acts in the three weeks after a milestone, 1-20
    CONVENER = "convener"  # share of the world's gatherings held on its soil
    PROMISE_KEEPER = "promise-keeper"  # probability that a promise is kept
    PROMISE_BREAKER = "promise-breaker"  # probability that a promise is broken
    IGNORER = "ignorer"  # probability that an ask stays without answer
    PLAYER = "player"  # 1: eight consequential acts a month
    BYSTANDER = "bystander"  # 1: eight acts of mere talk a month


DEFAULT_STRENGTH = {Role.MEDIATOR: 0.3, Role.GUARANTOR: 0.5, Role.SPOILER: 3.0, Role.CONVENER: 0.4}
"""Strengths used where none is given; 0.8 for every role not listed."""
_FALLBACK_STRENGTH = 0.8
_LIMITS = {Role.MEDIATOR: (0.0, 0.9), Role.SPOILER: (1.0, 20.0), Role.CONVENER: (0.0, 0.9)}
_OPEN_TO_SIDES = frozenset({Role.PROMISE_KEEPER, Role.PROMISE_BREAKER, Role.IGNORER})
SHARED = frozenset({Role.MEDIATOR, Role.CONVENER})
"""Roles whose strengths are shares of one table and cannot add up to more than ``MOST_SHARED``."""
MOST_SHARED = 0.95
_MONTH_DAYS = 30.4375


def _role(given: str) -> Role:
    if given not in list(Role):
        raise UnknownName("role to plant", given, list(Role))
    return Role(given)


@dataclass(frozen=True)
class Planted:
    """A role of an actor toward a pair from ``since`` until ``until`` (not included).

    ``strength`` None takes the default of the role (see :class:`Role`). ``side`` is whom it is for: protégé of a
    guarantor, ally or client of an ally or patron, target of a proxy war, the other side of promises and asks; None
    takes the pair's first side (or, for a side of the pair, the other one). ``agent`` is who fights for the sponsor of
    a proxy war.

    Raises:
        UsageError: The dates, strength or actors do not go together.
    """

    role: Role
    actor: str
    pair: Dyad
    since: date
    until: date
    strength: float | None = None
    side: str | None = None
    agent: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "role", _role(self.role))
        if not isinstance(self.pair, Dyad) or not all(isinstance(one, date) for one in (self.since, self.until)):
            raise UsageError(
                f"{self.role} {self.actor}: the pair is a Dyad and both ends are days",
                hint='such as Dyad.of("FJI", "ISL"), date(2004, 5, 17)',
            )
        if self.until <= self.since:
            raise UsageError(f"{self.role} {self.actor} ends ({self.until}) before it starts ({self.since})")
        low, high = _LIMITS.get(self.role, (0.0, 1.0))
        if not low <= self.level <= high:
            raise UsageError(f"strength {self.level} of {self.role} {self.actor} lies outside {low} to {high}")
        self._check_actors()

    def _check_actors(self) -> None:
        if self.actor in self.pair and self.role not in _OPEN_TO_SIDES:
            raise UsageError(f"{self.actor} is a side of {self.pair}, so it cannot be its {self.role}")
        if self.toward not in self.pair or self.toward == self.actor:
            raise UsageError(f"{self.toward} is no other side of {self.pair}", hint="name one of the pair as side")
        if (self.role is Role.PROXY) != (self.agent is not None):
            raise UsageError(f"{self.role} {self.actor}: a proxy, and only a proxy, names an agent")
        if self.agent is not None and self.agent in (self.actor, self.toward):
            raise UsageError(f"agent {self.agent} is the sponsor or the target of the same proxy war")

    @property
    def level(self) -> float:
        """Strength, or the default of the role."""
        given = self.strength
        return DEFAULT_STRENGTH.get(self.role, _FALLBACK_STRENGTH) if given is None else given

    @property
    def toward(self) -> str:
        """The side the role is for."""
        if self.side is not None:
            return self.side
        return self.pair.b if self.actor == self.pair.a else self.pair.a

    @property
    def against(self) -> str:
        """The side of the pair that the role is not for."""
        return self.pair.b if self.toward == self.pair.a else self.pair.a


@dataclass(frozen=True)
class World:
    """A fictional world in days; equal worlds with equal media give equal bytes.

    ``actors`` are ids of the cast; ``camps`` part some of them into friends; ``pairs`` are the contested pairs and
    ``thirds`` who may stand between them. ``events_per_month`` is the expected number of table days of third parties a
    month and contested pair (the n behind a mediation share); ``traffic_per_month`` the number of routine acts of the
    whole world. ``overdispersion`` is the intra-month correlation of table shares (0: none). ``masses`` are weights of
    the actors in the gravity law (empty: drawn).

    Raises:
        UsageError: Actors are unknown to the world, roles lie outside the span or overlap, or a share is impossible.
    """

    actors: tuple[str, ...]
    pairs: tuple[Dyad, ...]
    span: Span
    thirds: tuple[str, ...] = ()
    camps: tuple[tuple[str, ...], ...] = ()
    roles: tuple[Planted, ...] = ()
    events_per_month: float = 60.0
    traffic_per_month: float = 120.0
    overdispersion: float = 0.05
    masses: tuple[float, ...] = ()
    seed: int = 0

    def __post_init__(self) -> None:
        if not self.thirds:
            sides = {side for pair in self.pairs for side in (pair.a, pair.b)}
            object.__setattr__(self, "thirds", tuple(actor for actor in self.actors if actor not in sides))
        self._check_cast()
        self._check_roles()
        self._check_shares()

    def _check_cast(self) -> None:
        named = {*self.thirds, *(actor for camp in self.camps for actor in camp)}
        named |= {side for pair in self.pairs for side in (pair.a, pair.b)}
        named |= {role.actor for role in self.roles} | {role.agent for role in self.roles if role.agent}
        if missing := sorted(named - set(self.actors)):
            raise UsageError(f"{missing[0]} is used but is no actor of the world")
        if not self.pairs or len(self.thirds) < 2 or len(set(self.actors)) < len(self.actors):
            raise UsageError("a world needs a contested pair, two third parties and no actor twice")
        if self.masses and len(self.masses) != len(self.actors):
            raise UsageError(f"{len(self.masses)} masses for {len(self.actors)} actors")
        if not 0.0 <= self.overdispersion < 1.0:
            raise UsageError(f"overdispersion {self.overdispersion} lies outside 0 to 1")

    def _check_roles(self) -> None:
        for planted in self.roles:
            if planted.pair not in self.pairs:
                raise UsageError(f"{planted.pair} is no pair of the world")
            if planted.since < self.span.start or planted.until > self.span.end:
                raise UsageError(f"{planted.role} {planted.actor} lies outside {self.span}")
            if planted.role in SHARED and planted.actor not in self.thirds:
                raise UsageError(f"{planted.role} {planted.actor} is no third party of the world")
        held = sorted(self.roles, key=lambda r: (r.role, r.actor, r.pair, r.toward, r.since))
        for first, then in pairwise(held):
            same = (first.role, first.actor, first.pair, first.toward) == (
                then.role,
                then.actor,
                then.pair,
                then.toward,
            )
            if same and then.since < first.until:
                raise UsageError(f"{first.actor} is {first.role} twice on {then.since}")

    def _check_shares(self) -> None:
        for edge in self.roles:
            together = [
                role.level
                for role in self.roles
                if role.role is edge.role
                and role.role in SHARED
                and (role.pair == edge.pair or role.role is Role.CONVENER)
                and role.since <= edge.since < role.until
            ]
            if sum(together) > MOST_SHARED:
                raise UsageError(f"shares of {edge.role}s add up to {sum(together):.2f} on {edge.since}")
            daily = edge.level * self.events_per_month / _MONTH_DAYS
            if edge.role is Role.MEDIATOR and daily > 1.0:
                raise UsageError(
                    f"{edge.actor} would be at the table {daily:.2f} times a day",
                    hint="one table day a day is the most: lower the share or events_per_month",
                )


def example_world(*, seed: int = 0, actors: int = 12, years: int = 20, roles: tuple[Planted, ...] = ()) -> World:
    """A world of 12 to 40 states in two camps with one contested pair, FJI-ISL, from 1 January 2000.

    Args:
        seed: Seed of every draw.
        actors: Number of states.
        years: Length, up to 23.
        roles: Planted roles.

    >>> example_world().pairs
    (Dyad(a='FJI', b='ISL'),)
    """
    names = EXAMPLE_ACTORS[:actors]
    if years < 1 or seed < 0:
        raise UsageError(f"a world lasts at least one year and its seed is not negative, got {years} and {seed}")
    if len(names) < actors or actors < 4:
        raise UsageError(f"an example world has 4 to {len(EXAMPLE_ACTORS)} actors, not {actors}")
    return World(
        actors=names,
        pairs=(Dyad.of(names[0], names[1]),),
        span=Span(date(2000, 1, 1), date(2000 + years, 1, 1)),
        camps=(names[0::4], names[1::4]),
        roles=roles,
        seed=seed,
    )


EXAMPLE_ACTORS = (
    "FJI", "ISL", "BWA", "URY", "BTN", "MLT", "SUR", "GAB", "MUS", "JAM",
    "LSO", "VUT", "LUX", "PRY", "ZMB", "MNG", "BLZ", "TON", "NAM", "BRB",
    "MDV", "WSM", "GUY", "TTO", "PNG", "SYC", "CRI", "PAN", "MWI", "BEN",
    "TGO", "LAO", "SLB", "ECU", "HND", "MDG", "KIR", "BHS", "DOM", "BRN",
)  # fmt: skip
"""States of the cast in the order in which example worlds take them."""
