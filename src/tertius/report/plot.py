"""Geometry of line charts with intervals: places only, no markup, so that it can be tested as numbers."""

from dataclasses import dataclass
from datetime import date

from tertius.model import Estimate, Span
from tertius.report.scales import Days, Scale, value_ticks
from tertius.report.wording import number

LANE = 22.0
"""Height of the strip that shows one dated change below the axis."""
LABEL_GAP = 17.0
"""Least distance between two labels at the ends of lines."""


@dataclass(frozen=True)
class Frame:
    """Size of a chart and the margins around its plot, in units of its view box."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    x_ticks: int
    y_ticks: int


@dataclass(frozen=True)
class Line:
    """One actor's values over time; ``style`` counts dash patterns from 0, ``label`` and ``value`` stand at its end."""

    style: int
    label: str
    value: str
    days: tuple[date, ...]
    estimates: tuple[Estimate | None, ...]


@dataclass(frozen=True)
class Mark:
    """One dated change and the interval of its date."""

    style: int
    actor: str
    label: str
    direction: str
    strength: str
    when: date
    interval: Span


@dataclass(frozen=True)
class Scene:
    """What is to be drawn: lines, changes, the days and values shown, and the days the data set covers."""

    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    days: Span
    values: tuple[float, float]
    unit: str
    coverage: tuple[Span, ...]


@dataclass(frozen=True)
class Trace:
    """A line as paths: ``runs`` without gaps, ``bands`` of the interval, ``dots`` for days known alone."""

    style: int
    runs: tuple[str, ...]
    bands: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Label:
    """Words at the end of a line: where the line ends and at what height the words stand."""

    style: int
    text: str
    value: str
    x: float
    y: float
    end_x: float
    end_y: float


@dataclass(frozen=True)
class Placed:
    """A change as places: the day, its interval, the height of its lane, and which side of it has room for words."""

    mark: Mark
    x: float
    start: float
    length: float
    y: float
    text_x: float
    text_left: bool


@dataclass(frozen=True)
class Chart:
    """Everything a template needs to write the SVG."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    x_ticks: tuple[tuple[float, str], ...]
    y_ticks: tuple[tuple[float, str], ...]
    voids: tuple[tuple[float, float], ...]
    traces: tuple[Trace, ...]
    labels: tuple[Label, ...]
    marks: tuple[Placed, ...]


def draw(scene: Scene, frame: Frame) -> Chart:
    """Place a scene in a frame. The chart grows by one lane below the axis for each change."""
    right, bottom = frame.width - frame.right, frame.height - frame.bottom
    across = Days(scene.days.start, scene.days.last, frame.left, right)
    up = Scale(*scene.values, bottom, frame.top)
    return Chart(
        width=frame.width,
        height=frame.height + LANE * len(scene.marks),
        left=frame.left,
        right=right,
        top=frame.top,
        bottom=bottom,
        x_ticks=across.ticks(frame.x_ticks),
        y_ticks=tuple((up(value), number(value, scene.unit)) for value in value_ticks(*scene.values, frame.y_ticks)),
        voids=_voids(scene, across),
        traces=tuple(_trace(line, across, up) for line in scene.lines),
        labels=_labels(scene.lines, across, up, (frame.top, bottom)),
        marks=tuple(
            _placed(mark, across, frame.height + LANE * (lane + 0.5), (frame.left + right) / 2)
            for lane, mark in enumerate(scene.marks)
        ),
    )


def spread(heights: list[float], gap: float, low: float, high: float) -> list[float]:
    """Move heights apart until neighbours stand ``gap`` from each other, keeping their order and, if they fit, bounds.

    >>> spread([10.0, 11.0, 50.0], 10.0, 0.0, 100.0)
    [10.0, 20.0, 50.0]
    """
    order = sorted(range(len(heights)), key=lambda place: heights[place])
    moved = list(heights)
    floor = low
    for place in order:
        moved[place] = floor = max(moved[place], floor)
        floor += gap
    ceiling = high
    for place in reversed(order):
        moved[place] = ceiling = min(moved[place], ceiling)
        ceiling -= gap
    return moved


def runs(line: Line) -> list[list[tuple[date, Estimate]]]:
    """Split a line at its unknown days; nothing is drawn across a gap."""
    found: list[list[tuple[date, Estimate]]] = [[]]
    for day, estimate in zip(line.days, line.estimates, strict=True):
        if estimate is not None:
            found[-1].append((day, estimate))
        elif found[-1]:
            found.append([])
    return [run for run in found if run]


def _trace(line: Line, across: Days, up: Scale) -> Trace:
    parts = [
        [(across(day), up(one.low), up(one.value), up(one.high)) for day, one in run] for run in runs(line)
    ]  # fmt: skip
    long = [run for run in parts if len(run) > 1]
    paths = tuple(_path([(x, value) for x, _, value, _ in run]) for run in long)
    bands = tuple(
        _path([(x, high) for x, _, _, high in run] + [(x, low) for x, low, _, _ in reversed(run)]) + "Z"
        for run in long
    )  # fmt: skip
    dots = tuple((run[0][0], run[0][2]) for run in parts if len(run) == 1)
    return Trace(line.style, paths, bands, dots)


def _path(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)


def _voids(scene: Scene, across: Days) -> tuple[tuple[float, float], ...]:
    """Stretches of the axis that the data set does not cover."""
    edges, since = [], scene.days.start
    for span in sorted(scene.coverage):
        if span.start > since:
            edges.append((since, min(span.start, scene.days.end)))
        since = max(since, span.end)
    if since < scene.days.end:
        edges.append((since, scene.days.end))
    places = [(across(start), across(end)) for start, end in edges if start < scene.days.end]
    return tuple((start, round(end - start, 1)) for start, end in places if end > start)


def _labels(lines: tuple[Line, ...], across: Days, up: Scale, bounds: tuple[float, float]) -> tuple[Label, ...]:
    ends = [(line, *runs(line)[-1][-1]) for line in lines if runs(line)]
    heights = spread([up(estimate.value) for _, _, estimate in ends], LABEL_GAP, *bounds)
    return tuple(
        Label(line.style, line.label, line.value, across.stop + 10, round(height, 1), across(day), up(estimate.value))
        for (line, day, estimate), height in zip(ends, heights, strict=True)
    )


def _placed(mark: Mark, across: Days, y: float, middle: float) -> Placed:
    start, stop = across(mark.interval.start), across(mark.interval.last)
    left = (start + stop) / 2 > middle
    return Placed(
        mark, across(mark.when), start, round(max(stop - start, 2.0), 1), y, start - 9 if left else stop + 9, left
    )
