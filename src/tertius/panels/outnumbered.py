"""Third parties that others outnumber on a day: errors of a machine in actors and places (methods 1.3, rung 5)."""

from tertius.model import Query


def outnumbered_day(*, outnumbered: float) -> Query:
    """Table ``outnumbered_day``: arena, a, b, dataset, date, third: third parties that others outnumber (rung 5).

    In a machine-coded data set a third party is left out on a day on which it has fewer than ``outnumbered`` times the
    acts (source, target, code, place) of the one that has most: so few are within what wrong actors and places make of
    the others' acts. Acts are counted, not reports, so that copies of a story change nothing. Refusals (level N)
    neither count nor are left out.
    """
    day = "arena, a, b, dataset, date"
    # a third party has an act at least, so another has more than 1 / outnumbered rows: on few days one has so many
    crowded = f"""
        SELECT DISTINCT {day} FROM (
            SELECT {day}, third FROM raw_evidence
            WHERE level <> 'N' AND dataset IN (SELECT dataset FROM machine_dataset)
            GROUP BY {day}, third HAVING $outnumbered * COUNT(*) > 1
        ) many
    """
    return Query(
        "outnumbered_day",
        f"""
        SELECT {day}, third
        FROM (
            SELECT {day}, third, acts, MAX(acts) OVER (PARTITION BY {day}) AS most
            FROM (
                SELECT {day}, third, COUNT(*) AS acts
                FROM (
                    SELECT DISTINCT r.arena, r.a, r.b, r.dataset, r.date, r.third, e.source, e.target, e.code, e.place
                    FROM (
                        SELECT DISTINCT r.arena, r.a, r.b, r.dataset, r.date, r.third, r.event_id
                        FROM raw_evidence r
                        JOIN ({crowded}) c
                          ON c.arena = r.arena AND c.a = r.a AND c.b = r.b AND c.dataset = r.dataset AND c.date = r.date
                        WHERE r.level <> 'N'
                    ) r
                    JOIN triad_report e ON e.event_id = r.event_id AND e.dataset = r.dataset
                ) told
                GROUP BY {day}, third
            ) thirds
        ) days
        WHERE acts < $outnumbered * most
        """,
        {"outnumbered": outnumbered},
    )
