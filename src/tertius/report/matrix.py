"""The architecture matrix: who plays which role toward a pair, each cell with interval, standing and events."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tertius import model
from tertius.model import Estimate, Reading, Standing
from tertius.report import anchors
from tertius.report.bars import Bar, bar
from tertius.report.evidence import Refs, refs
from tertius.report.page import Page, PairSection
from tertius.report.scales import domain
from tertius.report.wording import (
    between,
    between_days,
    chance,
    interval_name,
    measure_title,
    measure_unit,
    number,
    short_day,
)

COLUMNS_AT_ONCE = 6
"""Measures side by side in one table; more are set in further tables below it."""


@dataclass(frozen=True)
class Cell:
    """A reading as shown. ``value``, ``interval`` and ``bar`` are empty where it is undefined or not covered."""

    address: str
    standing: str
    value: str
    interval: str
    level: str
    bar: Bar | None
    state: str
    reason: str
    refs: Refs
    details: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Row:
    """An actor and one cell for each column; None where the measure says nothing of the actor."""

    actor: str
    name: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class Table:
    """Some measures as columns (title, question), and the actors as rows."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Entry:
    """A reading in the list of all; ``address`` is empty when a cell of the matrix bears it."""

    address: str
    actor: str
    measure: str
    period: str
    cell: Cell


@dataclass(frozen=True)
class Matrix:
    """What one data set says of one pair: third parties first, then the two sides themselves."""

    address: str
    title: str
    dataset: str
    as_of: str
    tables: tuple[Table, ...]
    sides: tuple[Table, ...]
    readings: tuple[Entry, ...]
    notes: tuple[str, ...]


def matrix(page: Page, section: PairSection) -> Matrix:
    """Lay out the latest reading of every actor on every measure; earlier ones stay in the list of all readings."""
    latest = _latest(section.readings)
    outside = [reading for reading in latest if reading.actor not in section.pair]
    inside = [reading for reading in latest if reading.actor in section.pair]
    last = max((reading.period.last for reading in section.readings), default=page.made_on)
    return Matrix(
        anchors.section_anchor("roles", section),
        page.pair_name(section.pair),
        section.dataset,
        short_day(last),
        _tables(page, section, outside),
        _tables(page, section, inside),
        tuple(_entry(page, section, reading, shown=reading in latest) for reading in section.readings),
        section.notes,
    )


def cell(page: Page, section: PairSection, reading: Reading) -> Cell:
    """Return one reading as shown."""
    unit = measure_unit(reading.measure, page.measures)
    home = anchors.reading_anchor(section, reading)
    estimate = reading.estimate
    return Cell(
        home,
        reading.standing.value,
        number(estimate.value, unit) if estimate else "",
        between(estimate, unit) if estimate else "",
        interval_name(estimate.level) if estimate else "",
        bar(estimate, *_scale(section, reading.measure, unit)) if estimate else None,
        reading.state or "",
        reading.reason,
        refs(home, reading.evidence, page.events),
        tuple(_details(reading, unit)),
    )


def _entry(page: Page, section: PairSection, reading: Reading, *, shown: bool) -> Entry:
    own = cell(page, section, reading)
    return Entry(
        "" if shown else own.address,
        page.name(reading.actor),
        measure_title(reading.measure, page.measures),
        between_days(reading.period),
        own,
    )


def _latest(readings: Iterable[Reading]) -> list[Reading]:
    last: dict[tuple[str, str, str], Reading] = {}
    for reading in readings:
        key = (reading.measure, reading.actor, str(reading.pair))
        if key not in last or last[key].period.end <= reading.period.end:
            last[key] = reading
    return list(last.values())


def _tables(page: Page, section: PairSection, readings: list[Reading]) -> tuple[Table, ...]:
    names = list(dict.fromkeys(reading.measure for reading in readings))
    names.sort(key=lambda name: name != page.lead)
    actors = order(page, readings)
    chunks = [names[start : start + COLUMNS_AT_ONCE] for start in range(0, len(names), COLUMNS_AT_ONCE)]
    return tuple(_table(page, section, readings, chunk, actors) for chunk in chunks)


def _table(page: Page, section: PairSection, readings: list[Reading], names: list[str], actors: list[str]) -> Table:
    found = {(one.actor, one.measure): cell(page, section, one) for one in readings if one.measure in names}
    questions = {measure.name: measure.question for measure in page.measures}
    rows = tuple(
        Row(actor, page.name(actor), tuple(found.get((actor, name)) for name in names))
        for actor in actors
        if any((actor, name) in found for name in names)
    )
    return Table(tuple((measure_title(name, page.measures), questions.get(name, "")) for name in names), rows)


def order(page: Page, said: Sequence[Reading | model.Cell]) -> list[str]:
    """Actors by their value on the leading measure, measured ones first; then as they come."""
    leading = {one.actor: one for one in said if one.measure == page.lead}
    ranks = {Standing.MEASURED: 0, Standing.PRIOR_DOMINATED: 1, Standing.UNDEFINED: 2, Standing.NOT_COVERED: 3}

    def rank(actor: str) -> tuple[int, float]:
        one = leading.get(actor)
        if one is None:
            return len(ranks), 0.0
        return ranks[one.standing], -one.estimate.value if one.estimate else 0.0

    return sorted(dict.fromkeys(one.actor for one in said), key=rank)


def _scale(section: PairSection, measure: str, unit: str) -> tuple[float, float]:
    own = [reading.estimate for reading in section.readings if reading.measure == measure and reading.estimate]
    return domain(own, unit)


def _details(reading: Reading, unit: str) -> Iterable[tuple[str, str]]:
    if reading.estimate:
        yield "effective n", f"{reading.estimate.n:.1f}"
    if reading.probability is not None:
        yield "probability", chance(reading.probability)
    if reading.detectable is not None:
        yield "smallest change found nine times in ten", number(reading.detectable, unit)
    for name, part in reading.parts.items():
        yield name.replace("_", " "), _part(part)


def _part(part: Estimate | float | str | None) -> str:
    if isinstance(part, Estimate):
        return f"{number(part.value)} ({between(part)})"
    if part is None:
        return "unknown"
    return part if isinstance(part, str) else number(part)
