"""Issue forecasts of a pair from the whole months that a data set covers."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.constants import constant
from tertius.codebooks.quads import Quad
from tertius.forecasts import CONSTANTS, FORECASTERS, Item, Past, freeze, past_of, thaw
from tertius.forecasts.issuing import count_items, count_skill, role_items, role_skill
from tertius.forecasts.items import COUNT, Skill
from tertius.forecasts.items import ROLE as ROLE_LINE
from tertius.forecasts.roles import role_outlook
from tertius.measures import measure
from tertius.measures.mediation import expected, table_of
from tertius.model import (
    Arena,
    Constants,
    ContractBroken,
    Dyad,
    Engine,
    Span,
    UsageError,
    Value,
    month_index,
    month_start,
)
from tertius.study.asking import inputs, latest, request
from tertius.study.preparing import covered
from tertius.study.progress import Progress, silent, told
from tertius.study.recording import VERSIONS
from tertius.version import VERSION

Floats = NDArray[np.float64]
Record = dict[str, Any]
Lines = tuple[list[Item], list[Skill]]
ROLE = "mediation"
QUADS = (Quad.VC, Quad.MC, Quad.VX, Quad.MX)
_PARTS, _SEASON = 4, 12  # quarters of a month, months of a year


@dataclass(frozen=True)
class Known:
    """What is known when a forecast is made: whole covered months of one data set, without a gap."""

    arena: Arena
    dataset: str
    months: Span

    def period(self, horizon: int) -> Span:
        """The month so many after the last known one."""
        index = month_index(self.months.end) + horizon
        return Span(month_start(index - 1), month_start(index))


def known_on(engine: Engine, arena: Arena, dataset: str, at: date) -> Known:
    """Whole months up to a day that a data set covers without a gap.

    Raises:
        UsageError: The day is not covered, or no two months in a row are.
    """
    return Known(arena, dataset, _months(engine, dataset, at))


def issue(engine: Engine, known: Known, pair: Dyad, *, horizon: int, kinds: Sequence[str] = (COUNT, ROLE_LINE),
          progress: Progress = silent) -> Record:  # fmt: skip
    """A sealed forecast of the pair, 1 to ``horizon`` months ahead, from what is known.

    Lines of the kinds asked for, counts of acts and chances of a role, each kind with its skill so far.

    Raises:
        UsageError: The horizon is not positive.
    """
    if horizon < 1:
        raise UsageError(f"a forecast looks at least one month ahead, got {horizon}")
    constants = {name: constant(name) for name in CONSTANTS}
    ways = {COUNT: _count_lines, ROLE_LINE: _role_lines}
    made = [ways[kind](engine, known, pair, horizon, constants) for kind in told(kinds, progress, str)]
    record: dict[str, Any] = {
        "schema": "tertius.forecast/1",
        "made_on": datetime.now(UTC).date().isoformat(),
        "study": {"tertius": VERSION, **versions(engine, known.dataset)},
        "arena": known.arena.name,
        "pair": str(pair),
        "known_until": known.months.last.isoformat(),
        "data": {
            "dataset": known.dataset,
            "sha256": _fingerprint(engine, known.dataset),
            "since": known.months.start.isoformat(),
            "acts_sha256": acts_sha256(engine, known),
        },
        "constants": constants,
        **({"ledger": _standing(engine, known, pair)} if ROLE_LINE in kinds else {}),
        "skill": [one.record() for _, told in made for one in told],
        "items": [one.record() for items, _ in made for one in items],
    }
    return dict(thaw(freeze(record), "the new forecast"))


def _count_lines(engine: Engine, known: Known, pair: Dyad, horizon: int, constants: Constants) -> Lines:
    past, series, ahead = counts(engine, known), series_of(known.arena), range(1, horizon + 1)
    mine = [number for number, one in enumerate(series) if {one[0], one[1]} == {pair.a, pair.b}]
    periods = [known.period(step) for step in ahead]
    items = count_items(FORECASTERS[0], past, mine, [series[i] for i in mine], periods, constants)
    return items, count_skill(past, ahead, constants)


def _role_lines(engine: Engine, known: Known, pair: Dyad, horizon: int, constants: Constants) -> Lines:
    names, table = role_table(engine, known, pair, known.months.last)
    ahead, asked = range(1, horizon + 1), [names.index(one) for one in known.arena.candidates(pair)]
    outlook = role_outlook(table, _ledger(engine, known, pair, ahead), ahead, constants)
    periods = [known.period(step) for step in ahead]
    return role_items(ROLE, outlook, asked, names, periods, constants), role_skill(table, ahead, constants)


def _ledger(engine: Engine, known: Known, pair: Dyad, ahead: Sequence[int]) -> tuple[Floats, Floats]:
    """Beta parameters of the shares [H, K] as the measure will have them so many months on if nothing new is told."""
    part = measure(ROLE)
    given = inputs(engine, part.needs, part.constants, known.dataset, pair)
    shares = expected(given, request(part, known.arena, pair, known.months.last), ahead)
    if shares is None:
        raise ContractBroken(f"{known.dataset} covers {known.months.last} for a forecast and not for {ROLE}")
    return shares.sides


def _standing(engine: Engine, known: Known, pair: Dyad) -> Record:
    """What the measure says of its own table on the last known day: measured, thin, or no table at all."""
    part = measure(ROLE)
    given = inputs(engine, part.needs, part.constants, known.dataset, pair)
    one, *_ = part.compute(given, request(part, known.arena, pair, known.months.last))
    return {
        "standing": one.standing.value,
        "reason": one.reason,
        "n": round(one.estimate.n, 4) if one.estimate else None,
    }


def acts_sha256(engine: Engine, known: Known) -> str:
    """Hash of what a forecast of counts is made from: acts a month of every series of the arena."""
    return hashlib.sha256(counts(engine, known).counts.astype("<i8").tobytes()).hexdigest()


def counts(engine: Engine, known: Known) -> Past:
    """Acts per quarter of each month: every contested pair, both directions, four quad classes."""
    place = {one: number for number, one in enumerate(series_of(known.arena))}
    first = month_index(known.months.start)
    found = np.zeros((len(place), (month_index(known.months.end) - first) * _PARTS))
    for source, target, quad, day, acts in engine.rows(*_acts(known)):
        row = place.get((str(source), str(target), str(quad)))
        if row is not None and isinstance(day, date):
            quarter = min((day.day - 1) * _PARTS // 28, _PARTS - 1)  # days 29 to 31 join the last one
            found[row, (month_index(day) - first) * _PARTS + quarter] += float(str(acts))
    return past_of(found, season=_SEASON, parts=_PARTS)


def monthly_acts(engine: Engine, arena: Arena, dataset: str, at: date) -> Callable[[str, str, str], Floats]:
    """Acts per whole month known on a day, by source, target and quad class [months]."""
    known = known_on(engine, arena, dataset, at)
    past, series = counts(engine, known), series_of(arena)
    return lambda source, target, quad: np.asarray(past.counts[series.index((source, target, quad))])


def role_table(engine: Engine, known: Known, pair: Dyad, at: date) -> tuple[tuple[str, ...], Floats]:
    """Alternatives of the mediation table of the pair, and their credits per month, as they were known on a day."""
    part = measure(ROLE)
    given = inputs(engine, part.needs, part.constants, known.dataset, pair)
    credits = table_of(given, request(part, known.arena, pair, at))
    return credits.actors, credits.monthly(known.months)


def role_tables(engine: Engine, arena: Arena, dataset: str) -> list[Floats]:
    """The mediation table of every contested pair of an arena, over all whole months covered by now."""
    day = latest(engine, dataset)
    known = known_on(engine, arena, dataset, day)
    return [role_table(engine, known, pair, day)[1] for pair in arena.pairs]


def series_of(arena: Arena) -> list[tuple[str, str, str]]:
    """Source, target and quad class of every series of an arena."""
    return [(one, other, quad.value) for pair in arena.pairs for one, other in ((pair.a, pair.b), (pair.b, pair.a))
            for quad in QUADS]  # fmt: skip


def _acts(known: Known) -> tuple[str, dict[str, Value]]:
    states = sorted({one for pair in known.arena.pairs for one in (pair.a, pair.b)})
    listed = ", ".join(f"$s{number}" for number in range(len(states)))
    values: dict[str, Value] = {f"s{number}": state for number, state in enumerate(states)}
    values |= {"dataset": known.dataset, "first": known.months.start, "after": known.months.end}
    return (
        f"""
        SELECT source, target, quad, date, COUNT(*) FROM dyad_day
        WHERE dataset = $dataset AND date >= $first AND date < $after
          AND source IN ({listed}) AND target IN ({listed})
        GROUP BY source, target, quad, date ORDER BY source, target, quad, date
    """,
        values,
    )


def _months(engine: Engine, dataset: str, at: date) -> Span:
    """Whole months of the covered span that holds ``at``."""
    for span in covered(engine, dataset):
        if at in span:
            first = month_index(span.start) + (span.start.day > 1)
            end = month_index(min(span.end, date.fromordinal(at.toordinal() + 1)))
            if end - first > 1:
                return Span(month_start(first), month_start(end))
            raise UsageError(f"{dataset} covers no two whole months before {at}", hint="forecast a later day")
    raise UsageError(f"{dataset} does not cover {at}", hint=f"it covers {_shown(covered(engine, dataset))}")


def _shown(spans: Iterable[Span]) -> str:
    return ", ".join(map(str, spans)) or "no day"


def versions(engine: Engine, dataset: str) -> dict[str, str]:
    """Version of a data set in a study, by its name."""
    rows = engine.rows(f"{VERSIONS} WHERE dataset = $dataset ORDER BY ALL", {"dataset": dataset})
    return {dataset: ", ".join(str(version) for _, version in rows)}


def _fingerprint(engine: Engine, dataset: str) -> str:
    """Hash of the files a data set was loaded from, and of the table of actors that its names were read by, if any."""
    rows = engine.rows("""
        SELECT file_sha256 AS hash FROM load WHERE dataset = $dataset
        UNION ALL SELECT DISTINCT actors_sha256 FROM load WHERE dataset = $dataset AND actors IS NOT NULL ORDER BY ALL
    """, {"dataset": dataset})  # fmt: skip
    return hashlib.sha256("\n".join(str(row[0]) for row in rows).encode()).hexdigest()
