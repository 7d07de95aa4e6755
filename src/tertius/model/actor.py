"""Actors and the judgements that tie a written name to one of them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tertius.model.errors import UsageError


class ActorKind(StrEnum):
    """What sort of actor an id stands for."""

    STATE = "state"
    BODY = "body"
    NON_STATE = "non-state"


@dataclass(frozen=True)
class Actor:
    """A state (ISO 3166 alpha-3 id), a body such as ``OSCE``, or a non-state actor.

    ``actor_id`` is never reused. Names are aliases, never verdicts on status.
    """

    actor_id: str
    kind: ActorKind
    name: str
    aliases: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.actor_id:
            raise UsageError("an actor needs an id; an unknown actor is None")


class Sameness(StrEnum):
    """How sure a judgement is."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Judgement:
    """One ruling that a written name stands (or not) for an actor, with its reason.

    ``since`` and ``until`` bound the ruling in time (``until`` not included, None = open): a minister
    speaks for a state only while in office. ``actor_id`` is None when the name stays unresolved.
    """

    name: str
    actor_id: str | None
    sector: str | None
    since: date | None
    until: date | None
    sameness: Sameness
    reason: str
