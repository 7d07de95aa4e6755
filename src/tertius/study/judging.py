"""Judge frozen forecasts once their months are covered."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from tertius.codebooks.constants import constant
from tertius.forecasts import Outcome, judge, judged_claim, thaw
from tertius.forecasts.items import COUNT, summary
from tertius.forecasts.roles import above_even
from tertius.model import Arena, BadFile, Dyad, Engine, Span, UsageError, month_index
from tertius.study.asking import choose, latest
from tertius.study.forecasting import (
    Floats,
    Known,
    Record,
    acts_sha256,
    counts,
    known_on,
    role_table,
    series_of,
    versions,
)
from tertius.version import VERSION


def read(path: Path) -> Record:
    """The record of a frozen forecast.

    Raises:
        BadFile: It cannot be read, is no forecast, or was changed.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as exc:
        why = exc.strerror if isinstance(exc, OSError) else "it is not text in UTF-8"
        raise BadFile(f"cannot be read: {why}", file=str(path), hint="give a file of `tertius forecast --out`") from exc
    record: Record = dict(thaw(text, str(path)))
    if record.get("schema") != "tertius.forecast/1":
        raise BadFile(
            f"no forecast but {record.get('schema')}",
            file=str(path),
            hint="give a file of `tertius forecast`",
        )
    return record


def score(engine: Engine, record: Mapping[str, Any], arena: Arena) -> Record:
    """A thawed forecast with the score of every line whose month is covered by now.

    Raises:
        UsageError: The study does not hold the data set, or the arena is not that of the forecast.
    """
    if record["arena"] != arena.name:
        raise UsageError(f"the forecast is of arena {record['arena']!r}, not {arena.name!r}", hint="name its arena")
    dataset = choose(engine, record["data"]["dataset"])
    known = known_on(engine, arena, dataset, latest(engine, dataset))
    came = _outcomes(engine, known, arena.pair(record["pair"]))
    floor = constant("forecasts.least_probability")
    items = [judge(item, came(item), floor=floor) for item in record["items"]]
    return {
        "schema": "tertius.score/1",
        "made_on": datetime.now(UTC).date().isoformat(),
        "study": {"tertius": VERSION, **versions(engine, dataset)},
        "arena": arena.name,
        "pair": record["pair"],
        "forecast": {key: record[key] for key in ("sha256", "made_on", "known_until")},
        "notes": _changed(engine, arena, record),
        "summary": summary(items),
        "items": items,
        "claim": judged_claim(record.get("claim"), items),
    }


def _changed(engine: Engine, arena: Arena, record: Mapping[str, Any]) -> list[str]:
    """Whether the months known to a forecast hold the same acts today; nothing of a forecast that did not say."""
    data, until = record["data"], record["known_until"]
    if "acts_sha256" not in data:
        return []
    months = Span(date.fromisoformat(data["since"]), date.fromisoformat(until) + timedelta(days=1))
    if acts_sha256(engine, Known(arena, data["dataset"], months)) == data["acts_sha256"]:
        return []
    return [f"the acts up to {until} are not those the forecast was made from: other files, another version of the "
            "data set, or a changed region file; what came may not be what was forecast"]  # fmt: skip


def _outcomes(engine: Engine, known: Known, pair: Dyad) -> Callable[[Mapping[str, Any]], Outcome]:
    """What came of a line, read from the months covered by now."""
    names, table = role_table(engine, known, pair, latest(engine, known.dataset))
    past, series, above = counts(engine, known), series_of(known.arena), above_even(table)
    first = month_index(known.months.start)

    def came(item: Mapping[str, Any]) -> Outcome:
        month = month_index(date.fromisoformat(item["first_day"])) - first
        if not 0 <= month < past.periods:
            return Outcome(None, None, "not covered")
        if item["kind"] == COUNT:
            value = float(past.counts[series.index((item["actor"], item["target"], item["what"])), month])
            return Outcome(value, value > 0)
        return _role_outcome(table[:, month], above[:, month], names.index(item["actor"]))

    return came


def _role_outcome(credits: Floats, above: Floats, k: int) -> Outcome:
    total = float(credits.sum())
    return Outcome(float(credits[k]) / total, bool(above[k])) if total > 0 else Outcome(None, None, "no credits")
