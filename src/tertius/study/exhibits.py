"""Describe the events of a verdict: who did what where, who reported it, and where it can be read."""

from collections.abc import Mapping, Sequence
from datetime import date

from tertius.model import Arena, Engine, Evidence, Value, Verdict
from tertius.study.blocs import voices


def described(engine: Engine, arena: Arena, verdict: Verdict) -> tuple[Evidence, ...]:
    """The events for, then those against, in the order of the verdict."""
    listed = [(event, True) for event in verdict.evidence_for] + [(event, False) for event in verdict.evidence_against]
    ids = list(dict.fromkeys(event for event, _ in listed))
    if not ids:
        return ()
    rows, third, heard = _rows(engine, ids), _third_parties(engine), voices(engine, arena, ids)
    return tuple(_evidence(event, favours, verdict.influence, rows[event], third.get(event, ()), heard[event])
                 for event, favours in listed if event in rows)  # fmt: skip


def _rows(engine: Engine, ids: Sequence[str]) -> dict[str, tuple[Value, ...]]:
    """Date, actors, code, place and first citation of each event."""
    engine.fill("exhibit", {"event_id": "VARCHAR"}, [(one,) for one in ids])
    found = engine.rows("""
        SELECT event_id, date, source, target, event.code, place,
               COALESCE(cited.publisher, event.publisher),
               COALESCE(cited.publisher_owner, event.publisher_owner),
               COALESCE(cited.publisher_country, event.publisher_country), url
        FROM event LEFT JOIN (
            SELECT * FROM citation WHERE event_id IN (SELECT event_id FROM exhibit)
            QUALIFY ROW_NUMBER() OVER (PARTITION BY event_id ORDER BY url IS NULL, url, publisher) = 1
        ) AS cited USING (event_id)
        WHERE event_id IN (SELECT event_id FROM exhibit) ORDER BY event_id
    """)
    return {str(row[0]): row[1:] for row in found}


def _third_parties(engine: Engine) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for event, actor, part in engine.rows("""
        SELECT event_id, actor, part FROM participant WHERE event_id IN (SELECT event_id FROM exhibit) ORDER BY ALL
    """):
        found.setdefault(str(event), []).append(f"{actor} ({part})")
    return {event: tuple(names) for event, names in found.items()}


def _evidence(event: str, favours: bool, weight: Mapping[str, float], row: tuple[Value, ...],
              third: tuple[str, ...], heard: tuple[str, ...]) -> Evidence:  # fmt: skip
    day, source, target, code, place, publisher, owner, country, url = row
    text = [None if one is None else str(one) for one in (source, target, place, publisher, owner, country, url)]
    return Evidence(
        event, favours, weight.get(event),
        day if isinstance(day, date) else date.fromisoformat(str(day)),
        text[0], text[1], third, str(code), text[2], text[3], text[4], text[5], text[6], heard,
    )  # fmt: skip
