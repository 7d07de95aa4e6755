"""Timelines: one measure of the leading third parties over time, with intervals, gaps and dated changes."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import fmean

from tertius.model import Estimate, Finding, Series, Span
from tertius.report import anchors
from tertius.report.changes import Change, changes
from tertius.report.evidence import Refs, change_words, refs
from tertius.report.page import Page, PairSection
from tertius.report.plot import Chart, Frame, Line, Mark, Scene, draw
from tertius.report.scales import chart_domain
from tertius.report.wording import (
    between,
    between_days,
    interval_name,
    long_day,
    measure_title,
    measure_unit,
    number,
    short_day,
)

LEADERS = 5
"""Actors drawn, as many as there are dash patterns."""
LONGEST_LABEL = 16
"""Letters of a name that fit beside a chart; a longer name gives way to its id there."""
WIDE = Frame(960, 330, left=50, right=190, top=14, bottom=30, x_ticks=12, y_ticks=6)
NARROW = Frame(360, 280, left=46, right=118, top=12, bottom=28, x_ticks=4, y_ticks=6)
PANEL = Frame(360, 150, left=46, right=10, top=10, bottom=24, x_ticks=6, y_ticks=4)


@dataclass(frozen=True)
class Panel:
    """One actor alone with its interval and dated changes; ``refs`` are the events of its latest reading."""

    name: str
    style: int
    latest: tuple[str, str]
    chart: Chart
    refs: Refs | None


@dataclass(frozen=True)
class Figure:
    """One measure of one section: everybody together at two widths, a panel each, and the values as a table.

    ``shared`` holds the lines all panels draw, in the order of their styles, so that the page states each once. Rows of
    ``table`` are the days on which anything is known, with one cell for each of ``names``.
    """

    address: str
    title: str
    pair: str
    dataset: str
    level: str
    description: str
    wide: Chart
    narrow: Chart
    shared: Chart
    panels: tuple[Panel, ...]
    changes: tuple[Change, ...]
    names: tuple[str, ...]
    table: tuple[tuple[date, str, tuple[str, ...]], ...]


def figures(page: Page, section: PairSection) -> tuple[Figure, ...]:
    """Return one figure for each measure that has a series with a known value, the leading measure first."""
    names = list(dict.fromkeys(series.measure for series in section.series if any(series.estimates)))
    names.sort(key=lambda name: name != page.lead)
    return tuple(_figure(page, section, name) for name in names)


def _figure(page: Page, section: PairSection, measure: str) -> Figure:
    series = sorted((own for own in section.series if own.measure == measure), key=lambda own: -_weight(own))
    leaders = [own for own in series if any(own.estimates)][:LEADERS]
    unit = measure_unit(measure, page.measures)
    own_section = replace(section, findings=tuple(own for own in section.findings if own.measure == measure))
    scene = _scene(page, own_section, leaders, unit)
    known = [estimate for own in leaders for estimate in own.estimates if estimate]
    return Figure(
        address=f"{anchors.section_anchor('time', section)}/{anchors.slug(measure)}",
        title=measure_title(measure, page.measures),
        pair=page.pair_name(section.pair),
        dataset=section.dataset,
        level=interval_name(known[0].level),
        description=_description(page, own_section, leaders, unit),
        wide=draw(scene, WIDE),
        narrow=draw(_without_figures(scene), NARROW),
        shared=draw(replace(scene, marks=()), PANEL),
        panels=tuple(_panel(page, section, scene, own) for own in leaders),
        changes=changes(page, own_section),
        names=tuple(page.name(own.actor) for own in leaders),
        table=_table(leaders, unit),
    )


def _scene(page: Page, section: PairSection, leaders: list[Series], unit: str) -> Scene:
    styles = {own.actor: style for style, own in enumerate(leaders)}
    ordered = sorted(section.findings, key=lambda finding: finding.when)
    known = [estimate for own in leaders for estimate in own.estimates if estimate]
    return Scene(
        lines=tuple(
            Line(styles[own.actor], _label(page, own.actor), number(_last(own).value, unit), own.days, own.estimates)
            for own in leaders
        ),
        marks=tuple(_mark(page, styles, finding) for finding in ordered),
        days=Span(min(own.days[0] for own in leaders), max(own.days[-1] for own in leaders) + timedelta(days=1)),
        values=chart_domain(known, unit),
        unit=unit,
        coverage=section.coverage,
    )


def _mark(page: Page, styles: dict[str, int], finding: Finding) -> Mark:
    name = _label(page, finding.actor)
    return Mark(
        styles.get(finding.actor, LEADERS),
        name,
        f"{name}: {finding.direction.value}, {short_day(finding.when)}",
        finding.direction.value,
        finding.strength.value,
        finding.when,
        finding.interval,
    )


def _without_figures(scene: Scene) -> Scene:
    """The same scene with names alone, for a narrow screen; the figures stand in the panels and the table."""
    lines = tuple(replace(line, value="") for line in scene.lines)
    return replace(scene, lines=lines, marks=tuple(replace(mark, label=mark.actor) for mark in scene.marks))


def _label(page: Page, actor: str) -> str:
    name = page.name(actor)
    return name if len(name) <= LONGEST_LABEL else actor


def _panel(page: Page, section: PairSection, scene: Scene, own: Series) -> Panel:
    style = next(line.style for line in scene.lines if (line.days, line.estimates) == (own.days, own.estimates))
    marks = tuple(
        replace(mark, label=f"{mark.direction}, {short_day(mark.when)}") for mark in scene.marks if mark.style == style
    )
    last = _last(own)
    readings = [item for item in section.readings if (item.measure, item.actor) == (own.measure, own.actor)]
    latest = max(readings, key=lambda item: item.period.end, default=None)
    home = anchors.reading_anchor(section, latest) if latest else ""
    return Panel(
        page.name(own.actor),
        style,
        (number(last.value, scene.unit), between(last, scene.unit)),
        draw(replace(scene, marks=marks), PANEL),
        refs(home, latest.evidence, page.events) if latest and latest.evidence else None,
    )


def _weight(series: Series) -> float:
    """What an actor leads by: its last value or its average while known, whichever is larger."""
    known = [estimate.value for estimate in series.estimates if estimate]
    return max(known[-1], fmean(known)) if known else float("-inf")


def _last(series: Series) -> Estimate:
    return next(estimate for estimate in reversed(series.estimates) if estimate)


def _description(page: Page, section: PairSection, leaders: list[Series], unit: str) -> str:
    first, last = min(own.days[0] for own in leaders), max(own.days[-1] for own in leaders)
    ends = "; ".join(
        f"{page.name(own.actor)} {number(_last(own).value, unit)} ({between(_last(own), unit)})" for own in leaders
    )
    dated = "; ".join(
        f"{page.name(finding.actor)}, {change_words(finding, page)}, {short_day(finding.when)}"
        f" ({between_days(finding.interval)})"
        for finding in section.findings
    )
    return (
        f"Line chart from {long_day(first)} to {long_day(last)}. Last known values: {ends}. "
        f"Dated changes: {dated or 'none'}. The values stand in the table below the chart."
    )


def _table(series: list[Series], unit: str) -> tuple[tuple[date, str, tuple[str, ...]], ...]:
    columns = [dict(zip(own.days, own.estimates, strict=True)) for own in series]
    days = sorted({day for column in columns for day, estimate in column.items() if estimate})
    return tuple((day, short_day(day), tuple(_shown(column.get(day), unit) for column in columns)) for day in days)


def _shown(estimate: Estimate | None, unit: str) -> str:
    return f"{number(estimate.value, unit)} ({between(estimate, unit)})" if estimate else "unknown"
