"""Events to dyad-days: one row per directed pair, code and day.

The one-a-day rule (methods 1.3, rung 3): however many reports, an act of a kind between two actors counts once a day,
which removes most of the elasticity of counts to media volume. The number of reports is kept as ``clusters``.
"""

from tertius.model import Query, Span, Value
from tertius.panels.sides import OFFICIAL_LIST

_SIDES = """
    SELECT dataset, source, target, code, event_class, quad, date, event_id,
           source_sector IN {official} AND target_sector IN {official} AS official
    FROM event
    WHERE source IS NOT NULL AND target IS NOT NULL AND source <> target AND precision = 'day'{where}
    UNION ALL
    SELECT dataset, target AS source, source AS target, code, event_class, quad, date, event_id,
           source_sector IN {official} AND target_sector IN {official} AS official
    FROM event
    WHERE source IS NOT NULL AND target IS NOT NULL AND source <> target AND precision = 'day' AND mutual{where}
"""


def _within(span: Span | None) -> tuple[str, dict[str, Value]]:
    """Condition on the day, and its values."""
    if span is None:
        return "", {}
    return " AND date >= $first AND date < $after", {"first": span.start, "after": span.end}


def dyad_day(span: Span | None = None) -> Query:
    """Table ``dyad_day``: dataset, source, target, code, event_class, quad, date, official, clusters, event_id.

    A joint act counts in both directions. ``official`` is true when both sides act for a state, a body or de-facto
    authorities. ``event_id`` names one report of the day, so that any count can be opened.

    Args:
        span: Only these days; None: all. A row belongs to one day, so spans can be made one after the other.
    """
    where, values = _within(span)
    return Query(
        "dyad_day",
        f"""
        SELECT dataset, source, target, code, event_class, quad, date, COALESCE(official, FALSE) AS official,
               CAST(COUNT(*) AS BIGINT) AS clusters, MIN(event_id) AS event_id
        FROM ({_SIDES.format(official=OFFICIAL_LIST, where=where)}) sides
        GROUP BY dataset, source, target, code, event_class, quad, date, COALESCE(official, FALSE)
        """,
        values,
    )


def dyad_month(span: Span | None = None) -> Query:
    """Table ``dyad_month``: days with at least one act of a class, per directed pair and calendar month.

    Args:
        span: Only these days, whole months; None: all.
    """
    where, values = _within(span)
    return Query(
        "dyad_month",
        f"""
        SELECT dataset, source, target, event_class, CAST(DATE_TRUNC('month', CAST(date AS DATE)) AS DATE) AS month,
               CAST(COUNT(*) AS BIGINT) AS days, CAST(SUM(clusters) AS BIGINT) AS clusters
        FROM (
            SELECT dataset, source, target, event_class, date, CAST(SUM(clusters) AS BIGINT) AS clusters
            FROM dyad_day WHERE TRUE{where}
            GROUP BY dataset, source, target, event_class, date
        ) days
        GROUP BY dataset, source, target, event_class, CAST(DATE_TRUNC('month', CAST(date AS DATE)) AS DATE)
        """,
        values,
    )
