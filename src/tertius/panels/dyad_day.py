"""Events to dyad-days: one row per directed pair, code and day.

The one-a-day rule (methods 1.3, rung 3): however many reports, an act of a kind between two actors counts once a day,
which removes most of the elasticity of counts to media volume. The number of reports is kept as ``clusters``.
"""

from tertius.model import Query
from tertius.panels.days import MONTH, bits
from tertius.panels.sides import OFFICIAL_LIST, apart

_BETWEEN = f"precision = 'day' AND {apart('source', 'target')}"


def _sides(columns: str) -> str:
    """SELECT of source, target and columns of every act between two sides, a joint act in both directions."""
    return f"""
        SELECT source, target, {columns} FROM event WHERE {_BETWEEN}
        UNION ALL
        SELECT target AS source, source AS target, {columns} FROM event WHERE mutual AND {_BETWEEN}
    """


def dyad_day() -> Query:
    """Table ``dyad_day``: dataset, source, target, code, event_class, quad, date, official, clusters, event_id.

    A joint act counts in both directions. ``official`` is true when both sides act for a state, a body or de-facto
    authorities. ``event_id`` names one report of the day, so that any count can be opened.
    """
    acting = f"source_sector IN {OFFICIAL_LIST} AND target_sector IN {OFFICIAL_LIST} AS official"
    sides = _sides(f"dataset, code, event_class, quad, date, event_id, {acting}")
    return Query(
        "dyad_day",
        f"""
        SELECT dataset, source, target, code, event_class, quad, date, COALESCE(official, FALSE) AS official,
               CAST(COUNT(*) AS BIGINT) AS clusters, MIN(event_id) AS event_id
        FROM ({sides}) sides
        GROUP BY dataset, source, target, code, event_class, quad, date, COALESCE(official, FALSE)
        """,
    )


def dyad_month() -> Query:
    """Table ``dyad_month``: days with at least one act of a class, per directed pair and calendar month.

    Columns dataset, source, target, event_class, month (its first day), days, clusters (reports).
    """
    sides = _sides("dataset, event_class, date")
    month = MONTH.format(date="date")
    return Query(
        "dyad_month",
        f"""
        SELECT dataset, source, target, event_class, {month} AS month,
               CAST(BIT_COUNT({bits("date")}) AS BIGINT) AS days, CAST(COUNT(*) AS BIGINT) AS clusters
        FROM ({sides}) sides
        GROUP BY dataset, source, target, event_class, {month}
        """,
    )
