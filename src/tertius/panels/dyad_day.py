"""Events to dyad-days: one row per directed pair, code and day.

The one-a-day rule (methods 1.3, rung 3): however many reports, an act of a kind between two actors counts once a day,
which removes most of the elasticity of counts to media volume. The number of reports is kept as ``clusters``.
"""

from tertius.model import Query
from tertius.panels.sides import OFFICIAL_LIST

_SIDES = f"""
    SELECT dataset, source, target, code, event_class, quad, date, event_id,
           source_sector IN {OFFICIAL_LIST} AND target_sector IN {OFFICIAL_LIST} AS official
    FROM event
    WHERE source IS NOT NULL AND target IS NOT NULL AND source <> target AND precision = 'day'
    UNION ALL
    SELECT dataset, target AS source, source AS target, code, event_class, quad, date, event_id,
           source_sector IN {OFFICIAL_LIST} AND target_sector IN {OFFICIAL_LIST} AS official
    FROM event
    WHERE source IS NOT NULL AND target IS NOT NULL AND source <> target AND precision = 'day' AND mutual
"""


def dyad_day() -> Query:
    """Table ``dyad_day``: dataset, source, target, code, event_class, quad, date, official, clusters, event_id.

    A joint act counts in both directions. ``official`` is true when both sides act for a state, a body or de-facto
    authorities. ``event_id`` names one report of the day, so that any count can be opened.
    """
    return Query(
        "dyad_day",
        f"""
        SELECT dataset, source, target, code, event_class, quad, date, COALESCE(official, FALSE) AS official,
               CAST(COUNT(*) AS BIGINT) AS clusters, MIN(event_id) AS event_id
        FROM ({_SIDES}) sides
        GROUP BY dataset, source, target, code, event_class, quad, date, COALESCE(official, FALSE)
        """,
    )


def dyad_month() -> Query:
    """Table ``dyad_month``: days with at least one act of a class, per directed pair and calendar month."""
    return Query(
        "dyad_month",
        """
        SELECT dataset, source, target, event_class, CAST(DATE_TRUNC('month', CAST(date AS DATE)) AS DATE) AS month,
               CAST(COUNT(DISTINCT date) AS BIGINT) AS days, CAST(SUM(clusters) AS BIGINT) AS clusters
        FROM dyad_day
        GROUP BY dataset, source, target, event_class, CAST(DATE_TRUNC('month', CAST(date AS DATE)) AS DATE)
        """,
    )
