"""How often intervals held the truth and states were called."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.validation.coverage.drawing import Case, Seen

_SLACK = 1e-9  # a truth at the end of the scale and a bound there may differ by the last digits


@dataclass(frozen=True)
class Cell:
    """One figure at one size: ``told`` draws that were measured, of ``drawn``; all else by truth, in their order.

    ``held``: part of the intervals that hold the truth; ``off``: mean of the median less the truth; ``fired``: part of
    the measured draws in which the state was called. Empty where it is not asked.
    """

    told: int
    drawn: int
    held: tuple[float, ...] = ()
    off: tuple[float, ...] = ()
    fired: tuple[float, ...] = ()


@dataclass(frozen=True)
class Figure:
    """One figure of one case at its three sizes."""

    case: Case
    what: str
    cells: tuple[Cell, ...]


def figures(case: Case, draws: int, seed: tuple[int, ...], *, sizes: int = 3) -> list[Figure]:
    """Draw a case at each of its first ``sizes`` sizes and count."""
    found: dict[str, list[Cell]] = {}
    for place, size in enumerate(case.sizes[:sizes]):
        rng = np.random.default_rng([*seed, place])
        drawn = [(number % len(case.truths), one) for number in range(draws)
                 for one in case.draw(rng, size, case.truths[number % len(case.truths)])]  # fmt: skip
        for what in dict.fromkeys(one.what for _, one in drawn):
            found.setdefault(what, []).append(_cell([pair for pair in drawn if pair[1].what == what]))
    return [Figure(case, what, tuple(cells)) for what, cells in found.items()]


def _cell(drawn: Sequence[tuple[int, Seen]]) -> Cell:
    held: list[float] = []
    off: list[float] = []
    fired: list[float] = []
    told = [(truth, one) for truth, one in drawn if not one.thin]
    for place in sorted({truth for truth, _ in told}):
        own = [one for truth, one in told if truth == place]
        called = [one.fired for one in own if one.fired is not None]
        rated = [(one.truth, one.estimate) for one in own if one.truth is not None and one.estimate is not None]
        if called:
            fired.append(float(np.mean(called)))
        if rated:
            held.append(float(np.mean([e.low - _SLACK <= t <= e.high + _SLACK for t, e in rated])))
            off.append(float(np.mean([e.value - t for t, e in rated])))
    return Cell(len(told), len(drawn), tuple(held), tuple(off), tuple(fired))


def lines(found: Sequence[Figure]) -> list[str]:
    """The table, in Markdown."""
    head = "| measure | drawn from | figure | thin | middle | dense |"
    return [head, "|---|---|---|--:|--:|--:|", *(_line(one) for one in found)]


def _line(one: Figure) -> str:
    case = one.case
    sizes = ", ".join(f"{size:g}" for size in case.sizes)
    cells = " | ".join(_shown(cell) for cell in one.cells)
    return f"| {case.measure} | {case.law} ({sizes} {case.of}) | {one.what} | {cells} |"


def _shown(cell: Cell) -> str:
    few = f" ({cell.told} of {cell.drawn})" if cell.told < cell.drawn else ""
    if cell.fired:
        return f"called {_percent(cell.fired)}{few}"
    off = ", ".join(f"{part:+.2f}" for part in cell.off)
    return f"{_percent(cell.held)} [{off}]{few}" if cell.held else f"–{few}"


def _percent(parts: Sequence[float]) -> str:
    return ", ".join(f"{100 * part:.0f}" for part in parts)
