"""Put a question to the measures: fetch the panels they need, hand over the constants, collect the readings."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache

from tertius.codebooks.constants import constant
from tertius.measures import FINDERS, MEASURES, WATCHERS, subjects
from tertius.model import (
    Alert,
    Arena,
    Dyad,
    Engine,
    Finder,
    Finding,
    Inputs,
    Measure,
    Panel,
    Part,
    Reading,
    Request,
    Series,
    Span,
    UsageError,
    Watcher,
    as_day,
    month_index,
    month_start,
)
from tertius.panels.sides import OFFICIAL, OFFICIAL_LIST
from tertius.study.preparing import covered, panel

PREFERRED = "chronicle"
"""Data set answered from when the user names none and it is loaded."""
_FOLLOWED = (
    "ask another data set of the study, or load one that follows the pair; names that stand for no actor: "
    'tertius sql STUDY "select distinct name, reason from judgement where actor is null"; '
    "whom they mean a table of your own can say: load --actors"
)
_AS_AUTHORITY = (
    f"roles rest on the sectors {', '.join(OFFICIAL)}; give a group that acts for itself PRE in your table of actors, "
    "and load into a new study"
)


def datasets(engine: Engine) -> tuple[str, ...]:
    """Data sets of the study: the chronicle first, then by number of events."""
    rows = engine.rows("SELECT dataset, COUNT(*) FROM event GROUP BY dataset ORDER BY COUNT(*) DESC, dataset")
    names = [str(row[0]) for row in rows]
    return tuple(sorted(names, key=lambda name: name != PREFERRED))


def choose(engine: Engine, dataset: str | None) -> str:
    """The data set to answer from.

    Raises:
        UsageError: The study is empty or does not hold the data set.
    """
    known = datasets(engine)
    if not known:
        raise UsageError("the study holds no events", hint="load some: `tertius load STUDY chronicle`")
    if dataset is None:
        return known[0]
    if dataset not in known:
        raise UsageError(f"the study holds no events of {dataset!r}", hint=f"it holds: {', '.join(known)}")
    return dataset


def unseen(engine: Engine, dataset: str, pair: Dyad) -> str:
    """Why a data set can say nothing of a pair: it tells no act of a side at all; empty where it tells of both.

    That is no zero. A chronicle of one region does not follow another, and its coverage is one of days alone.
    """
    sql = "SELECT 1 FROM event WHERE dataset = $dataset AND (source = $side OR target = $side) LIMIT 1"
    absent = [side for side in (pair.a, pair.b) if not engine.rows(sql, {"dataset": dataset, "side": side})]
    return f"{dataset} holds no act of {' and '.join(absent)}: it does not follow {pair}" if absent else ""


def unofficial(engine: Engine, dataset: str, pair: Dyad) -> str:
    """Why nothing that a data set tells of a pair would count: a side never acts as an authority; empty where it does.

    So it is with an armed group that a user's own table of actors gives a sector such as ``REB``.
    """
    acts = (f"({side} = $side AND {side}_sector IN {OFFICIAL_LIST})" for side in ("source", "target"))
    sql = f"SELECT 1 FROM event WHERE dataset = $dataset AND ({' OR '.join(acts)}) LIMIT 1"
    silent = [side for side in (pair.a, pair.b) if not engine.rows(sql, {"dataset": dataset, "side": side})]
    return (
        f"no act of {' and '.join(silent)} in {dataset} is one of an authority: none counts for a role"
        if silent
        else ""
    )


def refuse_unseen(engine: Engine, dataset: str, pair: Dyad) -> None:
    """Refuse a question about a pair that a data set does not follow.

    Raises:
        UsageError: It holds no act of one of the sides, or none that counts.
    """
    if why := unseen(engine, dataset, pair):
        raise UsageError(why, hint=_FOLLOWED)
    if why := unofficial(engine, dataset, pair):
        raise UsageError(why, hint=_AS_AUTHORITY)


def refuse_uncovered(engine: Engine, dataset: str, day: date) -> None:
    """Refuse a question about what has changed by a day that a data set does not cover: no news is not no change.

    Raises:
        UsageError: It covers other days.
    """
    spans = covered(engine, dataset)
    if not any(span.start <= day < span.end for span in spans):
        raise UsageError(f"{dataset} does not cover {day}", hint=f"it covers {', '.join(map(str, spans))}")


def day_of(engine: Engine, dataset: str, at: date | str | None) -> date:
    """The day somebody asks for, or the last covered day of a data set where none is given."""
    return latest(engine, dataset) if at is None else as_day(at)


def latest(engine: Engine, dataset: str) -> date:
    """Last covered day of a data set."""
    last: date = max(span.last for span in covered(engine, dataset))
    return last


def inputs(engine: Engine, needs: Sequence[str], names: Sequence[str], dataset: str, pair: Dyad) -> Inputs:
    """Panels and constants a measure named."""
    panels: dict[str, Panel] = {name: panel(engine, name, dataset, pair) for name in needs}
    return Inputs(panels, {name: constant(name) for name in names})


def at_hand(engine: Engine, dataset: str, pair: Dyad) -> Callable[[str], Panel]:
    """Panels of a pair by name, each read once, however many measures are asked."""
    return cache(lambda name: panel(engine, name, dataset, pair))


def request(part: Part, arena: Arena, pair: Dyad, at: date, window: Span | None = None) -> Request:
    """Build the request for a measure, finder or watcher."""
    return Request(arena, pair, at, subjects(part, arena, pair), window)


def readings(part: Measure, known: Callable[[str], Panel], asked: Request) -> list[Reading]:
    """Readings of one measure from panels at hand, highest first."""
    given = Inputs({name: known(name) for name in part.needs}, {name: constant(name) for name in part.constants})
    found = part.compute(given, asked)
    return sorted(found, key=lambda one: -one.estimate.value if one.estimate else 1.0)


def series(engine: Engine, part: Measure, dataset: str, asked: Request) -> list[Series]:
    """Paths of one measure over time; empty when it has none."""
    if part.path is None:
        return []
    return part.path(inputs(engine, part.needs, part.constants, dataset, asked.pair), asked)


def findings(engine: Engine, part: Finder, dataset: str, asked: Request) -> list[Finding]:
    """Findings of one finder, in order of date."""
    return dated(part, inputs(engine, part.needs, part.constants, dataset, asked.pair), asked)


def dated(part: Finder, given: Inputs, asked: Request) -> list[Finding]:
    """What a finder finds in panels that are at hand, in order of date."""
    return sorted(part.find(given, asked), key=lambda one: (one.when, one.actor))


def alerts(engine: Engine, part: Watcher, dataset: str, asked: Request) -> list[Alert]:
    """Alerts of one watcher: alarms first, then by probability."""
    found = part.watch(inputs(engine, part.needs, part.constants, dataset, asked.pair), asked)
    return sorted(found, key=lambda one: (not one.raised, -one.probability, one.actor))


def months_back(day: date, months: int) -> Span:
    """The window of whole days that ends on ``day`` (included) and reaches back that many months.

    >>> from datetime import date
    >>> str(months_back(date(2025, 12, 31), 12))
    '2025-01-01/2025-12-31'
    """
    end = day + timedelta(days=1)
    first = month_start(month_index(end) - months)
    last_of_month = month_start(month_index(first) + 1) - timedelta(days=1)
    return Span(first.replace(day=min(end.day, last_of_month.day)), end)


__all__ = [
    "FINDERS",
    "MEASURES",
    "PREFERRED",
    "WATCHERS",
    "alerts",
    "choose",
    "datasets",
    "dated",
    "findings",
    "inputs",
    "latest",
    "months_back",
    "readings",
    "request",
    "series",
]  # fmt: skip
