"""Month by month: what a data set says, whether it looked at all, and whether its volume broke.

Four silences are told apart. ``stable zero``: the month is covered and holds no event. ``not covered``: no file looked
at it, and events dated to it are looked back to. ``failed``: no file covers it, and one whose name bears its date was
refused. ``unresolved``: there are events, and in none of them are both sides known. All else is ``measured``.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from math import log
from statistics import fmean, median

from tertius.codebooks.constants import constant
from tertius.model import Engine, Span, month_index, month_start
from tertius.sources import SOURCES
from tertius.study.preparing import covered

Record = dict[str, object]
_DATED = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])?(?:[0-3]\d)?(?:\d{6})?(?!\d)")
_DATASETS = "SELECT dataset FROM load UNION SELECT dataset FROM failure"
COUNTS = ("events", "one_sided", "unresolved", "uncounted", "exact", "re_emitted", "near_duplicate", "same_day",
           "follow_up", "counted")  # fmt: skip
"""What becomes of the events of a month, see :mod:`tertius.study.laddering`."""


def months(engine: Engine) -> list[Record]:
    """One record a data set and month between its first and its last; table ``ladder`` must be filled."""
    found: dict[str, dict[int, Mapping[str, object]]] = {}
    names = engine.names("SELECT * FROM ladder")
    for row in engine.rows("SELECT * FROM ladder ORDER BY dataset, month"):
        record = dict(zip(names, row, strict=True))
        found.setdefault(str(record["dataset"]), {})[month_index(_day(record["month"]))] = record
    rows = _rows_of_files(engine)
    failed = _failed(engine)
    made: list[Record] = []
    beside = {source.name for source in SOURCES if source.fills != "event"}
    for dataset in sorted({str(name) for (name,) in engine.rows(_DATASETS)} - beside):
        spans = covered(engine, dataset)
        counts = found.get(dataset, {})
        inside = {m for span in spans for m in range(month_index(span.start), month_index(span.last) + 1)}
        wanted = inside | failed.get(dataset, set())
        listed = sorted({*range(min(wanted), max(wanted) + 1), *counts}) if wanted else sorted(counts)
        part = [_month(dataset, m, counts.get(m), spans, m in failed.get(dataset, ()), rows) for m in listed]
        _mark_breaks(part)
        made += part
    return made


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _month(dataset: str, index: int, counts: Mapping[str, object] | None, spans: Iterable[Span], failed: bool,
           rows: Mapping[tuple[str, int], tuple[int, int]]) -> Record:  # fmt: skip
    month = Span(month_start(index), month_start(index + 1))
    days = sum(max(0, (min(span.end, month.end) - max(span.start, month.start)).days) for span in spans)
    none = dict.fromkeys(COUNTS, 0) | {"near_duplicate": None}
    numbers = {name: (counts or none)[name] for name in COUNTS}
    known = rows.get((dataset, index))
    return {
        "dataset": dataset,
        "month": month.start.isoformat()[:7],
        "state": _state(numbers, days, failed=failed),
        "covered_days": days,
        "rows": known[0] if known else None,
        "rejects": known[1] if known else None,
        **numbers,
        "volume_break": None,
    }


def _state(numbers: Mapping[str, object], days: int, *, failed: bool) -> str:
    if not days:
        return "failed" if failed else "not covered"
    if not numbers["events"]:
        return "stable zero"
    without = int(str(numbers["one_sided"])) + int(str(numbers["unresolved"]))
    return "unresolved" if without == numbers["events"] else "measured"


def _rows_of_files(engine: Engine) -> dict[tuple[str, int], tuple[int, int]]:
    """Rows and rejects of the files of a month; a month that a file of several months covers has none of its own."""
    single: dict[tuple[str, int], tuple[int, int]] = {}
    mixed: set[tuple[str, int]] = set()
    for name, rows, rejects, since, until in engine.rows("SELECT dataset, rows, rejects, since, until FROM load"):
        if since is None or until is None:
            continue
        first, last = month_index(_day(since)), month_index(_day(until) - timedelta(days=1))
        if first != last:
            mixed |= {(str(name), m) for m in range(first, last + 1)}
            continue
        before = single.get((str(name), first), (0, 0))
        single[str(name), first] = (before[0] + int(str(rows)), before[1] + int(str(rejects)))
    return {key: value for key, value in single.items() if key not in mixed}


def _failed(engine: Engine) -> dict[str, set[int]]:
    """Months that the names of refused files bear, by data set."""
    found: dict[str, set[int]] = {}
    for name, file in engine.rows("SELECT dataset, file FROM failure"):
        if match := _DATED.search(str(file)):
            first = month_index(date(int(match["year"]), int(match["month"] or 1), 1))
            found.setdefault(str(name), set()).update(range(first, first + (1 if match["month"] else 12)))
    return found


def _mark_breaks(months_of_one: list[Record]) -> None:
    """Write the ratio of the volume after to that before into the months in which it broke.

    The medians of the months on either side decide that there is a break; of neighbouring months that could be its
    first the one with the largest step of the logarithm of their means is.
    """
    reach, least = int(constant("doctor.break_months")), constant("doctor.break_ratio")
    daily = [_volume(one) for one in months_of_one]
    found: dict[int, tuple[float, float]] = {}
    for place in range(reach, len(daily) - reach + 1):
        before = [volume for volume in daily[place - reach : place] if volume is not None]
        after = [volume for volume in daily[place : place + reach] if volume is not None]
        if len(before) < reach or len(after) < reach:
            continue
        ratio = median(after) / median(before)
        if max(ratio, 1 / ratio) >= least:
            found[place] = (abs(log(fmean(after) / fmean(before))), ratio)
    for place, (step, ratio) in found.items():
        near = [(found[p][0], -p) for p in range(place - reach, place + reach + 1) if p in found]
        if (step, -place) == max(near):
            months_of_one[place]["volume_break"] = round(ratio, 2)


def _volume(month: Record) -> float | None:
    """Events a covered day; None where too few events or days make it a matter of chance."""
    events, days = int(str(month["events"])), int(str(month["covered_days"]))
    return events / days if days and events >= constant("doctor.break_events") else None
