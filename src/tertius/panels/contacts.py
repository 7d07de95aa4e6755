"""Who acts in an arena: outsiders' days with either side of a pair, and the two sides' acts toward each other."""

from tertius.model import Query

_OFFICIAL = "('GOV', 'MIL', 'IGO', 'PRE')"
_FROM_EVENTS = f"""
    SELECT p.arena, p.a, p.b, e.dataset, e.source AS third, e.target AS side, e.date, e.code, e.event_class,
           CASE WHEN e.mutual THEN 'joint' ELSE 'out' END AS direction, e.event_id
    FROM counted_event e JOIN arena_pair p ON e.target = p.a OR e.target = p.b
    WHERE e.precision = 'day' AND e.source_sector IN {_OFFICIAL} AND e.target_sector IN {_OFFICIAL}
    UNION ALL
    SELECT p.arena, p.a, p.b, e.dataset, e.target AS third, e.source AS side, e.date, e.code, e.event_class,
           CASE WHEN e.mutual THEN 'joint' ELSE 'in' END AS direction, e.event_id
    FROM counted_event e JOIN arena_pair p ON e.source = p.a OR e.source = p.b
    WHERE e.precision = 'day' AND e.source_sector IN {_OFFICIAL} AND e.target_sector IN {_OFFICIAL}
"""
_FROM_PARTS = """
    SELECT b.arena, b.a, b.b, b.dataset, q.actor AS third, side.actor AS side, b.date, b.code, b.event_class,
           'part' AS direction, b.event_id
    FROM pair_event b
    JOIN participant q ON q.event_id = b.event_id
    JOIN (SELECT arena, a, b, a AS actor FROM arena_pair UNION ALL SELECT arena, a, b, b AS actor FROM arena_pair) side
      ON side.arena = b.arena AND side.a = b.a AND side.b = b.b
    WHERE q.part <> 'host'
"""


def outsider_day() -> Query:
    """Table ``outsider_day``: arena, a, b, dataset, third, side, date, code, event_class, direction, event_id.

    One row per outsider, side, day, code and direction: ``out`` the outsider acts, ``in`` it is acted upon, ``joint``
    a joint act, ``part`` it is named as taking part in an act between the two sides (hosting alone does not count).
    """
    return Query(
        "outsider_day",
        f"""
        SELECT arena, a, b, dataset, third, side, date, code, event_class, direction, MIN(event_id) AS event_id
        FROM ({_FROM_EVENTS} UNION ALL {_FROM_PARTS}) contacts
        WHERE third IS NOT NULL AND third <> a AND third <> b
        GROUP BY arena, a, b, dataset, third, side, date, code, event_class, direction
        """,
    )


def pair_act() -> Query:
    """Table ``pair_act``: acts of one side of a pair toward the other, joint acts in both directions.

    Columns arena, a, b, dataset, source, target, date, code, event_id, due, fate, fate_date.
    """
    return Query(
        "pair_act",
        f"""
        SELECT p.arena, p.a, p.b, e.dataset, e.source, e.target, e.date, e.code, e.event_id, e.due, e.fate, e.fate_date
        FROM counted_event e
        JOIN arena_pair p ON (e.source = p.a AND e.target = p.b) OR (e.source = p.b AND e.target = p.a)
        WHERE e.precision = 'day' AND e.source_sector IN {_OFFICIAL} AND e.target_sector IN {_OFFICIAL}
        UNION ALL
        SELECT p.arena, p.a, p.b, e.dataset, e.target AS source, e.source AS target, e.date, e.code, e.event_id, e.due,
               e.fate, e.fate_date
        FROM counted_event e
        JOIN arena_pair p ON (e.source = p.a AND e.target = p.b) OR (e.source = p.b AND e.target = p.a)
        WHERE e.mutual AND e.precision = 'day' AND e.source_sector IN {_OFFICIAL} AND e.target_sector IN {_OFFICIAL}
        """,
    )
