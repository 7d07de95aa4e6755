"""Acts told again on the next days, found among reports (methods 1.3, rung 4)."""

from tertius.model import UsageError
from tertius.panels.days import DAY, MONTH, bits

_KEY = "dataset, source, target, code, place, official"
_KEY_OF_K = ", ".join(f"k.{name}" for name in _KEY.split(", "))
_ACT = "dataset, source, target, code, place"
_SAME_ACT = ("{x}.dataset = {y}.dataset AND {x}.source = {y}.source AND {x}.target = {y}.target "
             "AND {x}.code = {y}.code AND {x}.place IS NOT DISTINCT FROM {y}.place")  # fmt: skip
SAME = f"{_SAME_ACT} AND {{x}}.official = {{y}}.official AND {{x}}.date = {{y}}.date"
"""Condition that a report ``x`` tells the act ``y`` on its day."""
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
        UsageError: Another distance.
    """
    if not 1 <= days <= _MOST_DAYS:
        raise UsageError(
            f"acts told again are looked for within 1 to {_MOST_DAYS} days, not {days}",
            hint="a month has to hold the distance twice",
        )
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
    edge = f"{DAY.format(date=_LATER)} <= 2 * $days"
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
