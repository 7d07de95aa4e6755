"""What each column of a chronicle means, in one line: for the descriptor and for the template of a code book."""

from collections.abc import Mapping
from types import MappingProxyType

EVENT_MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "event_id": "prefix of the chronicle, first day of the act, number of the day; never reused",
        "stream": "strand of the record the act belongs to",
        "date": "first or only day of the act, local date",
        "date_end": "last day of an act that lasted",
        "precision": "how exactly the date is known; a month or a year is given by its first day",
        "source": "acting side; in a joint act the side first in the alphabet",
        "target": "receiving side; in a joint act the other side",
        "mutual": "yes: a joint act whose sides have no order",
        "third_parties": "ACTOR:part entries separated by semicolons: who else took part, and as what",
        "cameo": "CAMEO 1.1b3 code as text, leading zero kept",
        "plover_type": "PLOVER 2.0 event type",
        "plover_mode": "PLOVER 2.0 mode of that type",
        "place_id": "id of the place; empty for calls and where unknown",
        "level": "highest level at which both sides took part",
        "framing": "how each side describes the act, where they differ",
        "summary": "the act in at most 25 neutral words",
        "source_ids": "source_id values of sources.csv separated by semicolons, each a foreign key; at least one",
        "said_by": "who asserts it: actor ids, or wire for the press, separated by semicolons",
        "confidence": "how well the act is supported",
        "due": "day by which what was promised was to be done",
        "fate": "what became of a promise; open: no page that was read tells",
        "fate_date": "day of that outcome",
        "note": "what a careful reader must know",
    }
)
"""Columns of ``events.csv``."""

SOURCE_MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "source_id": "id of the page",
        "url": "address of the page that was read",
        "title": "title of the page, or a short description",
        "publisher": "who published it; a reprint is named as one",
        "publisher_country": "ISO 3166 alpha-3 of the publisher, INT for none in particular; empty: unknown",
        "publisher_owner": "kind of owner of the publisher",
        "published": "day, month or year of publication",
        "opened": "day on which the page was read",
        "language": "ISO 639 code of its language",
    }
)
"""Columns of ``sources.csv``."""

ACTOR_MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "actor_id": "id as used in events.csv; states have ISO 3166 alpha-3 ids and are listed only for days before "
        "independence",
        "kind": "state, body or non-state",
        "name": "what the id stands for; never a verdict on status",
        "since": "first day the id holds; empty: open",
        "until": "first day it no longer holds; empty: open",
    }
)
"""Columns of ``actors.csv``."""
