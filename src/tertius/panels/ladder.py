"""What each rung of the ladder above one act a day takes away (methods 1.3)."""

from tertius.model import Query
from tertius.panels.told_again import SAME

_REPORT = "SELECT dataset, source, target, code, place, official, date FROM"
_REPORTS = f"{_REPORT} triad_report UNION ALL {_REPORT} other_report"
_FOLLOW_UPS = "SELECT * FROM triad_follow_up UNION ALL SELECT * FROM other_follow_up"


def count_ladder() -> Query:
    """Table ``count_ladder``: arena, dataset, rung, unit, kept, removed: what each rung of the ladder takes away.

    Rungs: ``one a day`` (reports to acts a day), ``follow-ups`` (acts a day), ``outnumbered`` (days of third parties).
    """
    act = "r.dataset, r.source, r.target, r.code, r.date"
    known = "source IS NOT NULL AND target IS NOT NULL AND code IS NOT NULL"
    days = f"""
        SELECT dataset, CAST(SUM(reports) AS BIGINT) AS reports,
               CAST(SUM(CASE WHEN {known} THEN 1 ELSE 0 END) AS BIGINT) AS acts,
               CAST(SUM(CASE WHEN {known} THEN fresh ELSE 0 END) AS BIGINT) AS counted
        FROM (SELECT {act}, COUNT(*) AS reports, MAX(CASE WHEN f.date IS NULL THEN 1 ELSE 0 END) AS fresh
              FROM ({_REPORTS}) r
              LEFT JOIN ({_FOLLOW_UPS}) f ON {SAME.format(x="f", y="r")}
              GROUP BY {act}) acts
        GROUP BY dataset
    """
    return Query("count_ladder", f"""
        SELECT p.arena, n.dataset, n.rung, n.unit, CAST(n.kept AS BIGINT) AS kept, CAST(n.removed AS BIGINT) AS removed
        FROM (SELECT DISTINCT arena FROM arena_pair) p
        CROSS JOIN (
            SELECT d.dataset, g.rung, 'acts' AS unit,
                   CASE WHEN g.rung = 'one a day' THEN d.acts ELSE d.counted END AS kept,
                   CASE WHEN g.rung = 'one a day' THEN d.reports - d.acts ELSE d.acts - d.counted END AS removed
            FROM ({days}) d CROSS JOIN (SELECT 'one a day' AS rung UNION ALL SELECT 'follow-ups' AS rung) g
            UNION ALL
            SELECT w.dataset, 'outnumbered', 'days of third parties', w.days - COALESCE(k.days, 0),
                   COALESCE(k.days, 0)
            FROM ({_third_days("raw_evidence WHERE level <> 'N'")}) w
            LEFT JOIN ({_third_days("outnumbered_day")}) k ON k.dataset = w.dataset
        ) n
    """)  # fmt: skip


def _third_days(rows: str) -> str:
    return f"""
        SELECT dataset, COUNT(DISTINCT a || '-' || b || ' ' || third || ' ' || CAST(date AS VARCHAR)) AS days
        FROM {rows} GROUP BY dataset
    """
