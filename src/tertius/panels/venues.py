"""Where the states of an arena meet, and which third parties are named in the acts of a pair."""

from tertius.model import Query
from tertius.panels.sides import apart


def pair_part() -> Query:
    """Table ``pair_part``: arena, a, b, dataset, third, part, date, code, event_id.

    Third parties that a data set names in acts between the two sides, with the part they had (mediator, guarantor ...).
    """
    return Query(
        "pair_part",
        """
        SELECT DISTINCT b.arena, b.a, b.b, b.dataset, q.actor AS third, q.part, b.date, b.code, b.event_id
        FROM pair_event b JOIN participant q ON q.event_id = b.event_id
        WHERE q.actor <> b.a AND q.actor <> b.b
        """,
    )


def venue_day() -> Query:
    """Table ``venue_day``: arena, a, b, dataset, host, place, level, of_pair, date, event_id.

    One row per host, place, day and rank of a meeting in which a state of the arena met another government or body.
    ``host`` is the receiving side of a visit, else the country of the place; meetings in places fixed by treaty are
    left out. ``of_pair`` is true when a side of the pair took part. ``level`` is null where the rank is unknown.

    Tables read besides the study's own: ``arena_pair`` (arena, a, b), ``arena_state`` (arena, actor), ``venue_code``
    (code, host_side), ``fixed_place`` (place).
    """
    return Query(
        "venue_day",
        f"""
        SELECT arena, a, b, dataset, host, place, level, of_pair, date, MIN(event_id) AS event_id
        FROM (
            SELECT p.arena, p.a, p.b, e.dataset,
                   CASE WHEN v.host_side = 'source' THEN e.source WHEN v.host_side = 'target' THEN e.target
                        ELSE e.place_country END AS host,
                   e.place, e.level, e.source IN (p.a, p.b) OR e.target IN (p.a, p.b) AS of_pair, e.date, e.event_id
            FROM event e
            JOIN venue_code v ON v.code = e.code
            CROSS JOIN arena_pair p
            LEFT JOIN arena_state x ON x.arena = p.arena AND x.actor = e.source
            LEFT JOIN arena_state y ON y.arena = p.arena AND y.actor = e.target
            WHERE e.precision = 'day' AND {apart("e.source", "e.target")}
              AND (x.actor IS NOT NULL OR y.actor IS NOT NULL)
              AND e.source_sector IN ('GOV', 'MIL', 'IGO') AND e.target_sector IN ('GOV', 'MIL', 'IGO')
              AND (e.place IS NULL OR e.place NOT IN (SELECT place FROM fixed_place))
        ) met
        WHERE host IS NOT NULL
        GROUP BY arena, a, b, dataset, host, place, level, of_pair, date
        """,
    )
