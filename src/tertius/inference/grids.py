"""Grids of levels a share or a rate may have, with the prior probability of each."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betainc, betaincc, gammainc, gammaincc

from tertius.model.errors import UsageError

Array = NDArray[np.float64]


@dataclass(frozen=True)
class LevelGrid:
    """Cells of the level of a share or a rate, the same for all series or one row per series.

    Attributes:
        values: [1 or S, G] level that stands for each cell, rising.
        edges: [1 or S, G + 1] borders of the cells.
        log_prior: [1 or S, G] log prior probability of each cell; probabilities sum to one.
    """

    values: Array
    edges: Array
    log_prior: Array

    def __post_init__(self) -> None:
        shape = self.values.shape
        if self.values.ndim != 2 or self.log_prior.shape != shape or self.edges.shape != (shape[0], shape[1] + 1):
            raise UsageError(f"a grid needs values and prior of one shape, got {shape} and {self.log_prior.shape}")

    @property
    def size(self) -> int:
        """Number of cells."""
        return int(self.values.shape[1])

    def of(self, series: slice) -> "LevelGrid":
        """The part of the grid that belongs to some of the series."""
        if self.values.shape[0] == 1:
            return self
        return LevelGrid(self.values[series], self.edges[series], self.log_prior[series])


def share_grid(points: int, *, a: float, b: float) -> LevelGrid:
    """Grid of a share with prior Beta(a, b).

    Half of the points follow the prior and half the arcsine law, so that any share between 0 and 1 is near one.

    Args:
        points: Number of cells.
        a: First parameter of the prior, positive.
        b: Second parameter of the prior, positive.
    """
    _check_points(points)
    table = np.sin(np.linspace(0.0, np.pi / 2.0, 64 * points + 1)) ** 2
    reached = 0.5 * betainc(a, b, table) + 0.5 * betainc(0.5, 0.5, table)
    cuts = np.interp(np.arange(2 * points + 1) / (2.0 * points), reached, table)
    edges, values = cuts[::2], cuts[1::2]
    # Above the middle the complement keeps the digits that a difference of numbers near one would lose.
    mass = np.where(
        values < a / (a + b), np.diff(betainc(a, b, edges)), betaincc(a, b, edges[:-1]) - betaincc(a, b, edges[1:])
    )
    return _grid(values[None], edges[None], mass[None])


def rate_grid(points: int, *, mean: ArrayLike, shape: float, span: float) -> LevelGrid:
    """Grid of a rate with prior Gamma of the given mean and shape, evenly spaced in the logarithm.

    Args:
        points: Number of cells.
        mean: Prior mean rate, one value or one per series [S], positive.
        shape: Shape of the prior; 1 is exponential, larger is more certain.
        span: The grid reaches from ``mean / span`` to ``mean * span``; the outer cells take what lies beyond.
    """
    _check_points(points)
    centre = np.atleast_1d(np.asarray(mean, dtype=float))
    if np.any(~(centre > 0)) or shape <= 0 or span <= 1:
        raise UsageError(f"a rate grid needs positive mean and shape and a span above 1, got {shape} and {span}")
    cuts = span ** np.linspace(-1.0, 1.0, 2 * points + 1)
    edges, values = cuts[::2].copy(), cuts[1::2]
    inner = np.concatenate([[0.0], edges[1:-1], [np.inf]])
    mass = np.where(
        values < 1.0,
        np.diff(gammainc(shape, shape * inner)),
        gammaincc(shape, shape * inner[:-1]) - gammaincc(shape, shape * inner[1:]),
    )
    return _grid(centre[:, None] * values, centre[:, None] * edges, np.broadcast_to(mass, (centre.size, points)))


def _grid(values: Array, edges: Array, mass: Array) -> LevelGrid:
    floored = np.maximum(mass, np.finfo(float).tiny)
    return LevelGrid(values, edges, np.log(floored / floored.sum(axis=-1, keepdims=True)))


def _check_points(points: int) -> None:
    if points < 2:
        raise UsageError(f"a grid needs at least 2 points, got {points}")


def level_quantiles(level: Array, edges: Array, probabilities: tuple[float, ...]) -> list[Array]:
    """[T, S] quantiles of levels [T, G, S], even within cells; ``level`` is overwritten by its running sums.

    Args:
        level: Weight of each cell.
        edges: [G + 1, 1 or S] borders of the cells.
        probabilities: One answer for each.
    """
    for cell in range(1, level.shape[1]):
        level[:, cell] += level[:, cell - 1]
    border = np.broadcast_to(edges, (edges.shape[0], level.shape[2]))[None]
    quantiles = []
    for probability in probabilities:
        target = probability * level[:, -1:]
        cell = np.minimum((level < target).sum(axis=1, keepdims=True), level.shape[1] - 1)
        top = np.take_along_axis(level, cell, axis=1)
        bottom = np.where(cell > 0, np.take_along_axis(level, np.maximum(cell - 1, 0), axis=1), 0.0)
        left, right = (np.take_along_axis(border, place, axis=1) for place in (cell, cell + 1))
        quantiles.append((left + (target - bottom) / (top - bottom) * (right - left))[:, 0])
    return quantiles
