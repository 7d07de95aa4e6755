"""Which reports are counted: the rungs of the ladder above one act a day (methods 1.3), for machine-coded data sets.

A machine codes every sentence, so an act is found again on the days after it, and now and then with a wrong actor or
place. Careful coders write an act down once: their data sets are left alone. Tables read besides the study's own:
``arena_pair`` (arena, a, b) and ``machine_dataset`` (dataset).
"""

from tertius.model import Query
from tertius.panels.sides import OFFICIAL_LIST

_SIDES = "(SELECT a FROM arena_pair UNION SELECT b FROM arena_pair)"
_KEY = "dataset, source, target, code, place, official"
_KEY_OF_K = ", ".join(f"k.{name}" for name in _KEY.split(", "))
_USED = ", ".join(f"e.{name}" for name in (
    "event_id", "dataset", "date", "precision", "source", "source_sector", "target", "target_sector", "mutual", "code",
    "event_class", "place", "place_country", "due", "fate", "fate_date", "story_id",
))  # fmt: skip
_ACTING = f"COALESCE(source_sector IN {OFFICIAL_LIST} AND target_sector IN {OFFICIAL_LIST}, FALSE)"
_REPORTS = f"""
    SELECT dataset, source, target, code, place, date, {_ACTING} AS official, event_id
    FROM event
    WHERE precision = 'day' AND (source IN {_SIDES} OR target IN {_SIDES})
"""
_SAME = ("{x}.dataset = {y}.dataset AND {x}.source = {y}.source AND {x}.target = {y}.target AND {x}.code = {y}.code "
         "AND {x}.place IS NOT DISTINCT FROM {y}.place AND {x}.official = {y}.official")  # fmt: skip
_DAY = "DATE_DIFF('day', CAST('1970-01-01' AS DATE), date)"
# spells of two steps, in two rows that are shifted by a step
_SPELLS = tuple(f"CAST(FLOOR(({_DAY} + {shift}) / CAST(2 * ($days + 1) AS DOUBLE)) AS BIGINT)"
                for shift in ("0", "$days + 1"))  # fmt: skip
_STEP = "CAST(FLOOR(DATE_DIFF('day', opened, date) / CAST($days + 1 AS DOUBLE)) AS BIGINT)"


def follow_ups(reports: str) -> str:
    """SELECT of the acts told again (dataset, source, target, code, place, official, date) among reports.

    Reports are a SELECT of these columns; ``$days`` is the distance, ``machine_dataset`` names the data sets looked at.
    """
    known = f"""
        SELECT {_KEY}, date FROM ({reports}) reports
        WHERE source IS NOT NULL AND target IS NOT NULL AND dataset IN (SELECT dataset FROM machine_dataset)
    """
    # days within the distance share a spell of one row or of the other; acts without such days need no sorting
    close = " UNION ALL ".join(
        f"SELECT {_KEY} FROM ({known}) known GROUP BY {_KEY}, {spell} HAVING MIN(date) <> MAX(date)"
        for spell in _SPELLS
    )
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
                          JOIN (SELECT DISTINCT {_KEY} FROM ({close}) acts) g ON {_SAME.format(x="k", y="g")}) days
                ) steps
            ) runs
        ) spells
    ) turns
    WHERE turn > 1
    """


def counted_event(*, follow_up_days: int) -> Query:
    """Table ``counted_event``: events with a side of the arena, those of machine-coded data sets without follow-ups.

    The same official or unofficial act (source, target, code, place) on days no more than ``follow_up_days`` apart is
    a run, of which one day in ``follow_up_days`` + 1 is counted, from its first on (methods 1.3, rung 4).
    """
    return Query(
        "counted_event",
        f"""
        SELECT {_USED}, e.official
        FROM (SELECT *, {_ACTING} AS official FROM event WHERE source IN {_SIDES} OR target IN {_SIDES}) e
        LEFT JOIN ({follow_ups(_REPORTS)}) f
          ON {_SAME.format(x="f", y="e")} AND f.date = e.date AND e.precision = 'day'
        WHERE f.date IS NULL
        """,
        {"days": follow_up_days},
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
                        JOIN event e ON e.event_id = r.event_id AND e.dataset = r.dataset
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
    acts = "COUNT(DISTINCT source || '>' || target || ' ' || code || ' ' || CAST(date AS VARCHAR))"
    return Query("count_ladder", f"""
        SELECT p.arena, n.dataset, n.rung, n.unit, CAST(n.kept AS BIGINT) AS kept, CAST(n.removed AS BIGINT) AS removed
        FROM (SELECT DISTINCT arena FROM arena_pair) p
        CROSS JOIN (
            SELECT dataset, 'one a day' AS rung, 'acts' AS unit, {acts} AS kept, COUNT(*) - {acts} AS removed
            FROM ({_REPORTS}) reports GROUP BY dataset
            UNION ALL
            SELECT r.dataset, 'follow-ups', 'acts', COALESCE(c.acts, 0), r.acts - COALESCE(c.acts, 0)
            FROM (SELECT dataset, {acts} AS acts FROM ({_REPORTS}) reports GROUP BY dataset) r
            LEFT JOIN (SELECT dataset, {acts} AS acts FROM counted_event WHERE precision = 'day' GROUP BY dataset) c
              ON c.dataset = r.dataset
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
