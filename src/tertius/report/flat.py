"""Answers as rows, for a data frame, a CSV file or a table of a database."""

from collections.abc import Iterable
from itertools import chain

from tertius.model import Alert, Camps, Cell, Finding, Reading, Series, UsageError, Verdict
from tertius.report.region import camp_records, cell_record
from tertius.report.tables import (
    Record,
    alert_record,
    estimate_record,
    finding_record,
    reading_record,
    verdict_record,
)


def records(found: Iterable[Reading | Series | Finding | Alert | Cell | Camps | Verdict]) -> list[Record]:
    """What a study answers as plain dictionaries, in order: one an answer, of a series one a day.

    Keys are those of the JSON outputs (``docs/reference/json.md``); days are ISO text, unknown is None. Shares and
    probabilities lie between 0 and 1; ``low`` and ``high`` bound the interval that holds ``level`` of the posterior.

    >>> records([])
    []

    Raises:
        UsageError: Something among them is no answer of a study.
    """
    return list(chain.from_iterable(_rows(one) for one in found))


def _rows(one: Reading | Series | Finding | Alert | Cell | Camps | Verdict) -> list[Record]:
    match one:
        case Reading():
            return [reading_record(one)]
        case Finding():
            return [finding_record(one)]
        case Alert():
            return [alert_record(one)]
        case Cell():
            return [cell_record(one)]
        case Camps():
            return camp_records(one)
        case Verdict():
            return [verdict_record(one)]
        case Series():
            return _days(one)
    raise UsageError(
        f"{type(one).__name__} is no answer of a study",
        hint="give readings, series, changes, alerts, cells, camps or verdicts",
    )


def _days(series: Series) -> list[Record]:
    """A row a day, with nulls where nothing is known."""
    who: Record = {"measure": series.measure, "actor": series.actor,
                   "pair": None if series.pair is None else str(series.pair), "dataset": series.dataset}  # fmt: skip
    none: Record = dict.fromkeys(("value", "low", "high", "level", "n"))
    return [{**who, "day": day.isoformat(), **(estimate_record(one) if one else none)}
            for day, one in zip(series.days, series.estimates, strict=True)]  # fmt: skip
