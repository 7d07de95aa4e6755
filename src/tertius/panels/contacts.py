"""Who acts in an arena: outsiders' days with either side of a pair, and the two sides' acts toward each other."""

from tertius.model import Query
from tertius.panels.counting import TRIAD_EVENT, VOICED
from tertius.panels.sides import SIDE

_FROM_EVENTS = f"""
    SELECT p.arena, p.a, p.b, e.dataset, e.source AS third, e.target AS side, e.date, e.code, e.event_class,
           CASE WHEN e.mutual THEN 'joint' ELSE 'out' END AS direction, e.event_id, e.voice
    FROM {VOICED} e JOIN {SIDE} p ON e.target = p.side
    WHERE e.official
    UNION ALL
    SELECT p.arena, p.a, p.b, e.dataset, e.target AS third, e.source AS side, e.date, e.code, e.event_class,
           CASE WHEN e.mutual THEN 'joint' ELSE 'in' END AS direction, e.event_id, e.voice
    FROM {VOICED} e JOIN {SIDE} p ON e.source = p.side
    WHERE e.official
"""
_FROM_PARTS = f"""
    SELECT b.arena, b.a, b.b, b.dataset, q.actor AS third, p.side, b.date, b.code, b.event_class,
           'part' AS direction, b.event_id, CAST(NULL AS VARCHAR) AS voice
    FROM pair_event b
    JOIN participant q ON q.event_id = b.event_id
    JOIN {SIDE} p ON p.arena = b.arena AND p.a = b.a AND p.b = b.b
    WHERE q.part <> 'host'
"""


def outsider_day() -> Query:
    """Table ``outsider_day``: arena, a, b, dataset, third, side, date, code, event_class, direction, event_id, voices.

    One row per outsider, side, day, code and direction: ``out`` the outsider acts, ``in`` it is acted upon, ``joint``
    a joint act, ``part`` it is named as taking part in an act between the two sides (hosting alone does not count).
    ``voices`` is the number of different voices (country and kind of owner, or publisher) that tell the act; null where
    none is known.
    """
    return Query(
        "outsider_day",
        f"""
        SELECT arena, a, b, dataset, third, side, date, code, event_class, direction, MIN(event_id) AS event_id,
               CASE WHEN COUNT(voice) > 0 THEN COUNT(DISTINCT voice) END AS voices
        FROM ({_FROM_EVENTS} UNION ALL {_FROM_PARTS}) contacts
        WHERE third IS NOT NULL AND third <> a AND third <> b
        GROUP BY arena, a, b, dataset, third, side, date, code, event_class, direction
        """,
    )


def pair_act() -> Query:
    """Table ``pair_act``: acts of one side of a pair toward the other, joint acts in both directions.

    Columns arena, a, b, dataset, source, target, date, code, event_id, due, fate, fate_date, voice (country and kind of
    owner of the publisher, or its name; null where unknown).
    """
    return Query(
        "pair_act",
        f"""
        SELECT p.arena, p.a, p.b, e.dataset, e.source, e.target, e.date, e.code, e.event_id, e.due, e.fate, e.fate_date,
               e.voice
        FROM {TRIAD_EVENT} e
        JOIN {SIDE} p ON e.source = p.side AND e.target = p.other
        WHERE e.both_sides
        UNION ALL
        SELECT p.arena, p.a, p.b, e.dataset, e.target AS source, e.source AS target, e.date, e.code, e.event_id, e.due,
               e.fate, e.fate_date, e.voice
        FROM {TRIAD_EVENT} e
        JOIN {SIDE} p ON e.source = p.side AND e.target = p.other
        WHERE e.mutual AND e.both_sides
        """,
    )
