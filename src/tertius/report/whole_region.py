"""The matrix of a whole region: what each measure says of each actor over all pairs, and of which pairs it is made."""

from dataclasses import dataclass

from tertius.model import Cell, Reading
from tertius.report import anchors
from tertius.report.bars import Bar, bar
from tertius.report.evidence import reading_value
from tertius.report.matrix import order
from tertius.report.page import Page
from tertius.report.scales import domain
from tertius.report.wording import between, interval_name, measure_title, measure_unit, number, short_day

COLUMNS_AT_ONCE = 4
"""Measures side by side in one table; more are set in further tables below it."""


@dataclass(frozen=True)
class OfPair:
    """The reading of one pair behind a cell: its address in the page, the pair, and the value."""

    address: str
    pair: str
    shown: str


@dataclass(frozen=True)
class Pooled:
    """A cell as shown. ``value``, ``interval`` and ``bar`` are empty where nothing was measured."""

    address: str
    standing: str
    value: str
    interval: str
    level: str
    bar: Bar | None
    state: str
    reason: str
    pooled: int
    pairs: tuple[OfPair, ...]


@dataclass(frozen=True)
class Row:
    """An actor and one cell for each column; None where the measure says nothing of the actor."""

    name: str
    cells: tuple[Pooled | None, ...]


@dataclass(frozen=True)
class Part:
    """Some measures as columns (title, question), and the actors as rows."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class WholeRegion:
    """What one data set says of the whole region on a day."""

    dataset: str
    as_of: str
    parts: tuple[Part, ...]


def whole_region(page: Page) -> WholeRegion | None:
    """Lay out the cells of the page; None where it has none."""
    if not page.region:
        return None
    names = list(dict.fromkeys(one.measure for one in page.region))
    names.sort(key=lambda name: name != page.lead)
    actors = order(page, page.region)
    found = {(one.actor, one.measure): _pooled(page, one) for one in page.region}
    chunks = [names[start : start + COLUMNS_AT_ONCE] for start in range(0, len(names), COLUMNS_AT_ONCE)]
    parts = tuple(
        Part(
            tuple((measure_title(name, page.measures), "") for name in chunk),
            tuple(Row(page.name(actor), tuple(found.get((actor, name)) for name in chunk)) for actor in actors),
        )
        for chunk in chunks
    )
    first = page.region[0]
    return WholeRegion(first.dataset, short_day(max(one.at for one in page.region)), parts)


def _pooled(page: Page, cell: Cell) -> Pooled:
    unit, estimate = measure_unit(cell.measure, page.measures), cell.estimate
    every = [one.estimate for one in page.region if one.measure == cell.measure and one.estimate]
    return Pooled(
        anchors.cell_anchor(cell),
        cell.standing.value,
        number(estimate.value, unit) if estimate else "",
        between(estimate, unit) if estimate else "",
        interval_name(estimate.level) if estimate else "",
        bar(estimate, *domain(every, unit)) if estimate else None,
        cell.state or "",
        cell.reason,
        cell.pooled,
        tuple(one for reading in cell.readings for one in _of_pair(page, reading)),
    )


def _of_pair(page: Page, reading: Reading) -> list[OfPair]:
    return [OfPair(anchors.reading_anchor(section, reading), page.pair_name(section.pair), reading_value(page, reading))
            for section in page.sections if section.pair == reading.pair and reading in section.readings]  # fmt: skip
