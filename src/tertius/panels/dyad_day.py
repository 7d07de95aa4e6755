"""Events to dyad-days: one row per directed pair, code and day.

The one-a-day rule (methods 1.3, rung 3): however many reports, an act of a kind between two actors counts once a day,
which removes most of the elasticity of counts to media volume. The number of reports is kept as ``clusters``.
"""

from tertius.model import Query, Span, Value
from tertius.panels.days import MONTH, bits
from tertius.panels.sides import OFFICIAL_LIST, apart

_BETWEEN = f"precision = 'day' AND {apart('source', 'target')}"


def _sides(columns: str, span: Span | None) -> tuple[str, dict[str, Value]]:
    """SELECT of source, target and columns of every act between two sides, a joint act in both directions."""
    within, values = "", dict[str, Value]()
    if span is not None:
        within, values = " AND date >= $first AND date < $after", {"first": span.start, "after": span.end}
    return (
        f"""
        SELECT source, target, {columns} FROM event WHERE {_BETWEEN}{within}
        UNION ALL
        SELECT target AS source, source AS target, {columns} FROM event WHERE mutual AND {_BETWEEN}{within}
    """,
        values,
    )


def dyad_day(span: Span | None = None) -> Query:
    """Table ``dyad_day``: dataset, source, target, code, event_class, quad, date, official, clusters, event_id.

    A joint act counts in both directions. ``official`` is true when both sides act for a state, a body or de-facto
    authorities. ``event_id`` names one report of the day, so that any count can be opened.

    Args:
        span: Only these days; None: all. A row belongs to one day, so spans can be made one after the other.
    """
    acting = f"source_sector IN {OFFICIAL_LIST} AND target_sector IN {OFFICIAL_LIST} AS official"
    sides, values = _sides(f"dataset, code, event_class, quad, date, event_id, {acting}", span)
    return Query(
        "dyad_day",
        f"""
        SELECT dataset, source, target, code, event_class, quad, date, COALESCE(official, FALSE) AS official,
               CAST(COUNT(*) AS BIGINT) AS clusters, MIN(event_id) AS event_id
        FROM ({sides}) sides
        GROUP BY dataset, source, target, code, event_class, quad, date, COALESCE(official, FALSE)
        """,
        values,
    )


def dyad_month(span: Span | None = None) -> Query:
    """Table ``dyad_month``: days with at least one act of a class, per directed pair and calendar month.

    Columns dataset, source, target, event_class, month (its first day), days, clusters (reports).

    Args:
        span: Only these days, whole months; None: all.
    """
    sides, values = _sides("dataset, event_class, date", span)
    month = MONTH.format(date="date")
    return Query(
        "dyad_month",
        f"""
        SELECT dataset, source, target, event_class, {month} AS month,
               CAST(BIT_COUNT({bits("date")}) AS BIGINT) AS days, CAST(COUNT(*) AS BIGINT) AS clusters
        FROM ({sides}) sides
        GROUP BY dataset, source, target, event_class, {month}
        """,
        values,
    )
