"""Answers as rows, for a data frame, a CSV file or a table of a database."""

from collections.abc import Iterable
from itertools import chain
from typing import TypeAlias

from tertius.model import Alert, Camps, Cell, Crystallised, Finding, Rank, Reading, Series, UsageError, Verdict
from tertius.report.ranks import rank_record
from tertius.report.region import region_records
from tertius.report.tables import (
    Record,
    alert_record,
    estimate_record,
    finding_record,
    reading_record,
    verdict_record,
)

Answer: TypeAlias = Reading | Rank | Series | Finding | Alert | Cell | Camps | Crystallised | Verdict
"""Whatever a study answers."""


def records(
    found: Iterable[Answer],
) -> list[Record]:
    """What a study answers as plain dictionaries, in order: one an answer, of a series one a day.

    Keys are those of the JSON outputs (``docs/reference/json.md``); days are ISO text, unknown is None. Shares and
    probabilities lie between 0 and 1; ``low`` and ``high`` bound the interval that holds ``level`` of the posterior.

    >>> records([])
    []

    Raises:
        UsageError: Something among them is no answer of a study.
    """
    return list(chain.from_iterable(_rows(one) for one in found))


def _rows(one: Answer) -> list[Record]:
    match one:
        case Reading():
            return [reading_record(one)]
        case Rank():
            return [rank_record(one)]
        case Finding():
            return [finding_record(one)]
        case Alert():
            return [alert_record(one)]
        case Cell() | Camps() | Crystallised():
            return region_records(one)
        case Verdict():
            return [verdict_record(one)]
        case Series():
            return _days(one)
    raise UsageError(
        f"{type(one).__name__} is no answer of a study",
        hint="give readings, ranks, series, changes, alerts, verdicts or parts of an architecture",
    )


def _days(series: Series) -> list[Record]:
    """A row a day, with nulls where nothing is known."""
    who: Record = {"measure": series.measure, "actor": series.actor,
                   "pair": None if series.pair is None else str(series.pair), "dataset": series.dataset}  # fmt: skip
    none: Record = dict.fromkeys(("value", "low", "high", "level", "n"))
    return [{**who, "day": day.isoformat(), **(estimate_record(one) if one else none)}
            for day, one in zip(series.days, series.estimates, strict=True)]  # fmt: skip
