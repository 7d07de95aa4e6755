"""How often intervals held the truth and states were called, with what is to be expected of chance."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.validation.coverage.drawing import Case, Seen


@dataclass(frozen=True)
class Cell:
    """One figure at one size: ``told`` draws that were measured, of ``drawn``.

    ``held``: part of the intervals that hold the truth, by truth [truths]; ``off``: mean of the median less the truth,
    by truth; ``fired``: part of the measured draws in which the state was called. None where it is not asked.
    """

    told: int
    drawn: int
    held: tuple[float, ...] | None
    off: tuple[float, ...] | None
    fired: float | None


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
    told = [(truth, one) for truth, one in drawn if not one.thin]
    fired = [one.fired for _, one in told if one.fired is not None]
    rated = [(truth, one) for truth, one in told if one.estimate is not None and one.truth is not None]
    if not rated:
        return Cell(len(told), len(drawn), None, None, float(np.mean(fired)) if fired else None)
    held, off = [], []
    for place in sorted({truth for truth, _ in rated}):
        own = [(one.truth, one.estimate) for truth, one in rated if truth == place]
        held.append(float(np.mean([e.low - 1e-9 <= t <= e.high + 1e-9 for t, e in own])))
        off.append(float(np.mean([e.value - t for t, e in own])))
    return Cell(len(told), len(drawn), tuple(held), tuple(off), None)


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
    if cell.fired is not None:
        return f"called {100 * cell.fired:.1f}{few}"
    if cell.held is None or cell.off is None:
        return f"–{few}"
    held = ", ".join(f"{100 * part:.0f}" for part in cell.held)
    off = ", ".join(f"{part:+.2f}" for part in cell.off)
    return f"{held} [{off}]{few}"
