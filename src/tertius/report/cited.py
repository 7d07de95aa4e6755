"""An event that a reading cites, as a record with stable keys (``tertius.evidence/1``)."""

from tertius.report.page import EventLine
from tertius.report.tables import Record


def event_record(actor: str, line: EventLine) -> Record:
    """Return an event that the reading of an actor cites: who did what where, with its best source."""
    best = line.links[0] if line.links else None
    return {
        "actor": actor,
        "event_id": line.event_id,
        "date": line.date.isoformat(),
        "source": line.source,
        "target": line.target,
        "code": line.code,
        "act": line.code_name,
        "place": line.place,
        "third_parties": line.third_parties or None,
        "summary": line.summary,
        "publisher": (best.publisher if best else None) or line.publisher,
        "url": (best.url or None) if best else None,
    }
