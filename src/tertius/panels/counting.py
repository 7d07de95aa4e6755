"""Which reports are counted: the rungs of the ladder above one act a day (methods 1.3), for machine-coded data sets.

A machine codes every sentence, so an act is found again on the days after it, and now and then with a wrong actor or
place. Careful coders write an act down once: their data sets are left alone. Tables read besides the study's own:
``arena_pair`` (arena, a, b) and ``machine_dataset`` (dataset).
"""

from tertius.model import Query
from tertius.panels.days import MONTH, bits
from tertius.panels.sides import AGENTS, OFFICIAL_LIST

_SIDES = "(SELECT a FROM arena_pair UNION SELECT b FROM arena_pair)"
_KEY = "dataset, source, target, code, place, official"
_KEY_OF_K = ", ".join(f"k.{name}" for name in _KEY.split(", "))
_USED = ", ".join(f"e.{name}" for name in (
    "event_id", "dataset", "date", "source", "source_sector", "target", "target_sector", "mutual", "code",
    "event_class", "place", "place_country", "due", "fate", "fate_date", "story_id",
))  # fmt: skip
_ACTING = f"COALESCE(source_sector IN {OFFICIAL_LIST} AND target_sector IN {OFFICIAL_LIST}, FALSE)"
_REPORTS = f"""
    SELECT dataset, source, target, code, place, date, {_ACTING} AS official, event_id
    FROM event
    WHERE precision = 'day' AND (source IN {_SIDES} OR target IN {_SIDES})
"""
_ACT = "dataset, source, target, code, place"
_SAME_ACT = ("{x}.dataset = {y}.dataset AND {x}.source = {y}.source AND {x}.target = {y}.target "
             "AND {x}.code = {y}.code AND {x}.place IS NOT DISTINCT FROM {y}.place")  # fmt: skip
_SAME = f"{_SAME_ACT} AND {{x}}.official = {{y}}.official"
_LATER = "(date + CAST($days AS INTEGER))"
_MOST_DAYS = 14
_STEP = "CAST(FLOOR(DATE_DIFF('day', opened, date) / CAST($days + 1 AS DOUBLE)) AS BIGINT)"


def follow_ups(reports: str, days: int) -> str:
    """SELECT of the acts told again (dataset, source, target, code, place, official, date) among reports.

    ``$days`` must be bound to ``days``, the distance; ``machine_dataset`` names the data sets looked at.

    Args:
        reports: SELECT of these columns.
        days: Distance in days, 1 to 14.

    Raises:
        ValueError: Another distance.
    """
    if not 1 <= days <= _MOST_DAYS:
        raise ValueError(f"acts told again are looked for within 1 to {_MOST_DAYS} days, not {days}")
    known = f"""
        SELECT {_KEY}, date FROM ({reports}) reports
        WHERE source IS NOT NULL AND target IS NOT NULL AND dataset IN (SELECT dataset FROM machine_dataset)
    """
    return f"""
    SELECT {_KEY}, date
    FROM (
        SELECT {_KEY}, date,
               ROW_NUMBER() OVER (PARTITION BY {_KEY}, opened, {_STEP} ORDER BY date NULLS LAST) AS turn
        FROM (
            SELECT {_KEY}, date, MIN(date) OVER (PARTITION BY {_KEY}, run) AS opened
            FROM (
                SELECT {_KEY}, date,
                       CAST(SUM(fresh) OVER (PARTITION BY {_KEY} ORDER BY date NULLS LAST) AS BIGINT) AS run
                FROM (
                    SELECT {_KEY}, date,
                           CASE WHEN DATE_DIFF('day', LAG(date) OVER (PARTITION BY {_KEY} ORDER BY date NULLS LAST),
                                               date) <= $days THEN 0 ELSE 1 END AS fresh
                    FROM (SELECT DISTINCT {_KEY_OF_K}, k.date FROM ({known}) k
                          JOIN ({_close(known, days)}) g
                            ON {_SAME_ACT.format(x="k", y="g")} AND {MONTH.format(date="k.date")} = g.month) days
                ) steps
            ) runs
        ) spells
    ) turns
    WHERE turn > 1
    """


def _close(known: str, days: int) -> str:
    """Acts and months with two days no more than ``days`` apart: few, and only these need sorting.

    Two such days lie in one month, or the later in the first days of a month and the other in the last of the month
    before: together within one month when all dates are moved on by ``days``.
    """
    edge = f"DATE_DIFF('day', {MONTH.format(date=_LATER)}, {_LATER}) < 2 * $days"
    months = ((known, "date"), (f"SELECT * FROM ({known}) known WHERE {edge}", _LATER))
    found = (f"SELECT {_ACT}, MIN(date) AS first, MAX(date) AS last FROM ({rows}) rows_of_months "
             f"GROUP BY {_ACT}, {MONTH.format(date=day)} HAVING ({_again(bits(day), days)}) <> 0"
             for rows, day in months)  # fmt: skip
    return f"""
        SELECT DISTINCT {_ACT}, {MONTH.format(date="CASE WHEN later THEN last ELSE first END")} AS month
        FROM ({" UNION ALL ".join(found)}) acts CROSS JOIN (SELECT FALSE AS later UNION ALL SELECT TRUE AS later) ends
    """


def _again(held: str, days: int) -> str:
    """Bits of the days on which an act is told that is told within ``days`` again."""
    return f"{held} & ({' | '.join(f'({held} >> {step})' for step in range(1, days + 1))})"


def follow_up(*, follow_up_days: int) -> Query:
    """Table ``follow_up``: acts of machine-coded data sets that are told again, with a side of the arena.

    Columns dataset, source, target, code, place, official, date. The same official or unofficial act (source, target,
    code, place) on days no more than ``follow_up_days`` apart is a run, of which one day in ``follow_up_days`` + 1 is
    counted, from its first on (methods 1.3, rung 4); the other days are the rows of this table.
    """
    return Query("follow_up", follow_ups(_REPORTS, follow_up_days), {"days": follow_up_days})


def counted_event() -> Query:
    """Table ``counted_event``: events of a known day with a side of the arena that are not in ``follow_up``.

    Only what other panels read: acts between officials, and those of or toward armed groups and de-facto authorities.
    """
    read = f"precision = 'day' AND (source IN {_SIDES} OR target IN {_SIDES})"
    return Query(
        "counted_event",
        f"""
        SELECT {_USED}, e.official
        FROM (SELECT *, {_ACTING} AS official FROM event WHERE {read}) e
        LEFT JOIN follow_up f ON {_SAME.format(x="f", y="e")} AND f.date = e.date
        WHERE f.date IS NULL AND (e.official OR e.source_sector IN {AGENTS} OR e.target_sector IN {AGENTS})
        """,
    )


def counted_evidence(*, outnumbered: float) -> Query:
    """Table ``counted_evidence``: raw evidence without third parties that others outnumber on the day (rung 5).

    In a machine-coded data set a third party is left out on a day on which it has fewer than ``outnumbered`` times the
    acts (source, target, code, place) of the one that has most: so few are within what wrong actors and places make of
    the others' acts. Acts are counted, not reports, so that copies of a story change nothing. Refusals (level N) stay.
    """
    day = "arena, a, b, dataset, date"
    same_day = "d.arena = r.arena AND d.a = r.a AND d.b = r.b AND d.dataset = r.dataset AND d.date = r.date"
    told = "level <> 'N' AND dataset IN (SELECT dataset FROM machine_dataset)"
    # a third party has a report at least, so the other has more than 1 / outnumbered: few days have so many rows
    return Query(
        "counted_evidence",
        f"""
        SELECT r.* FROM raw_evidence r
        LEFT JOIN (
            SELECT {day}, third
            FROM (
                SELECT {day}, third, acts, MAX(acts) OVER (PARTITION BY {day}) AS most
                FROM (
                    SELECT {day}, third, COUNT(*) AS acts
                    FROM (
                        SELECT DISTINCT r.arena, r.a, r.b, r.dataset, r.date, r.third,
                               e.source, e.target, e.code, e.place
                        FROM raw_evidence r
                        JOIN counted_event e ON e.event_id = r.event_id AND e.dataset = r.dataset
                        JOIN (SELECT {day} FROM raw_evidence WHERE {told} GROUP BY {day}
                              HAVING $outnumbered * COUNT(*) > 1) d
                          ON {same_day}
                        WHERE r.level <> 'N'
                    ) told
                    GROUP BY {day}, third
                ) thirds
            ) days
            WHERE acts < $outnumbered * most
        ) d ON {same_day} AND d.third = r.third
        WHERE r.level = 'N' OR d.third IS NULL
        """,
        {"outnumbered": outnumbered},
    )


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
              LEFT JOIN follow_up f ON {_SAME.format(x="f", y="r")} AND f.date = r.date
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
            SELECT w.dataset, 'outnumbered', 'days of third parties', COALESCE(k.days, 0),
                   w.days - COALESCE(k.days, 0)
            FROM ({_third_days("raw_evidence")}) w LEFT JOIN ({_third_days("counted_evidence")}) k
              ON k.dataset = w.dataset
        ) n
    """)  # fmt: skip


def _third_days(table: str) -> str:
    return f"""
        SELECT dataset, COUNT(DISTINCT a || '-' || b || ' ' || third || ' ' || CAST(date AS VARCHAR)) AS days
        FROM {table} WHERE level <> 'N' GROUP BY dataset
    """
