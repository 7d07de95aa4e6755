"""Alerts on the mediation share, as raised month by month: false alarms, and how soon a fall is noticed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from benchmarks.validation.simulated.worlds import MEDIATOR
from tertius.measures import WATCHERS
from tertius.model import Inputs, Request

WATCHER = WATCHERS[0]
"""That of the mediation share."""
Row = dict[str, Any]
NOTICED_DAYS = 183
LATE_DAYS = 365


def observed(given: Inputs, asked: Request) -> Row:
    """Every alarm of a told world up to its end, and the chance stated beforehand that a fall would be noticed."""
    alerts = WATCHER.watch(given, asked)
    raised = [(one.actor, str(day), way) for one in alerts for day, way in one.alarms]
    return {
        "alarms": [{"actor": actor, "day": day, "loss": way == "loss"} for actor, day, way in raised],
        "watched": len(alerts),
    }


def table(rows: Sequence[Row]) -> list[str]:
    """False alarms a series-decade, share of falls noticed within half a year and a year, and the delay."""
    null, fall = ([row for row in rows if row["kind"] == kind and "watch" in row] for kind in ("null", "fall"))
    lines = ["| gate | found | bar |", "|---|--:|--:|"]
    if null:
        alarms = sum(len(row["watch"]["alarms"]) for row in null)
        decades = sum(row["watch"]["watched"] * row["years"] / 10 for row in null)
        lines.append(f"| false alarms a series-decade, {alarms} in {len(null)} worlds | {alarms / decades:.3f} | 0.1 |")
    if fall:
        delays = [_delay(row) for row in fall]
        half, year = (sum(d is not None and d <= days for d in delays) for days in (NOTICED_DAYS, LATE_DAYS))
        early = [d for d in delays if d is not None and d <= LATE_DAYS]
        false = sum(not _true(row, one) for row in fall for one in row["watch"]["alarms"])
        lines.append(f"| falls from .15 to .03 noticed within half a year | {half} of {len(fall)} | 0.8 |")
        lines.append(f"| noticed within a year | {year} of {len(fall)} | |")
        lines.append(f"| other alarms in those worlds a series-decade | {false / _decades(fall):.3f} | |")
        if early:
            lines.append(f"| median delay of those, days to the end of the month | {np.median(early):.0f} | |")
    return lines


def _decades(rows: Sequence[Row]) -> float:
    return sum(float(row["watch"]["watched"] * row["years"] / 10) for row in rows)


def _days(row: Row, one: Row) -> int:
    return (date.fromisoformat(one["day"]) - date.fromisoformat(row["when"])).days


def _true(row: Row, one: Row) -> bool:
    return bool(one["actor"] == MEDIATOR and one["loss"] and 0 <= _days(row, one) <= LATE_DAYS)


def _delay(row: Row) -> int | None:
    """Days from the fall to the first alarm that tells of it; None when there is none within a year."""
    return min((_days(row, one) for one in row["watch"]["alarms"] if _true(row, one)), default=None)
