"""The events behind numbers: whose are asked for, and each event as a record, the ones that weigh most first."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeAlias, TypeVar

from tertius.measures import measure
from tertius.model import Alert, Arena, Finding, Reading, UnknownName
from tertius.report.cited import event_record
from tertius.report.page import EventLine
from tertius.report.tables import Record

Number: TypeAlias = Reading | Finding | Alert
"""What names the events it rests on."""
One = TypeVar("One", Reading, Alert)


class Holder(Protocol):
    """What holds events."""

    def events(self, ids: Iterable[str], arena: str | Arena) -> list[EventLine]:
        """Events by id; those it does not hold are left out."""


def of_actor(readings: Sequence[One], role: str, actor: str | None) -> list[One]:
    """Return the readings of an actor among those of a role; all of them where none is named.

    Raises:
        UnknownName: The measure says nothing of the actor.
    """
    known = [one.actor for one in readings]
    if actor is not None and actor.upper() not in known:
        raise UnknownName(f"actor of {measure(role).name} for this pair", actor, known)
    return [one for one in readings if actor is None or one.actor == actor.upper()]


def cited(study: Holder, numbers: Sequence[Number], arena: str | Arena) -> list[tuple[str, EventLine]]:
    """Return the events that readings or changes cite, each with the actor whose number it is, in their order."""
    lines = {one.event_id: one for one in study.events([event for one in numbers for event in one.evidence], arena)}
    return [(one.actor, lines[event]) for one in numbers for event in one.evidence if event in lines]


def cited_records(study: Holder, readings: Sequence[Reading], arena: str | Arena) -> list[Record]:
    """Return the same as records with stable keys (``tertius.evidence/1``)."""
    return [event_record(actor, line) for actor, line in cited(study, readings, arena)]
