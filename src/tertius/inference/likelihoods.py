"""Likelihood of each period's counts at every level of a grid: beta-binomial shares, negative binomial rates.

A nan in the counts or in their volume is an unknown period, and so is a volume of zero: it favours no level.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius.inference.grids import LevelGrid
from tertius.inference.log_gamma import log_gamma
from tertius.model.errors import DataError, UsageError

Array = NDArray[np.float64]


class Likelihood(Protocol):
    """What the change models need to know of a family of series."""

    @property
    def grid(self) -> LevelGrid:
        """Levels and their prior."""

    @property
    def extent(self) -> tuple[int, int]:
        """Number of series and of periods."""

    def of(self, series: slice) -> "Likelihood":
        """The same for some of the series."""

    def log_kernel(self) -> Array:
        """[T, G, S] log likelihood of each period at each level, in units of its best level (so at most 0)."""

    def link(self, level: Array) -> Array:
        """The scale on which levels are compared: log odds of shares, logarithm of rates."""


@dataclass(frozen=True)
class ShareLikelihood:
    """Beta-binomial counts: ``x`` of ``n`` events, correlated within a period.

    Attributes:
        x: [S, T] events of the kind, real-valued when weighted.
        n: [S, T] all events.
        rho: [S] correlation within a period, in (0, 1).
        grid: Levels of the share.
        reach: Largest weight of one period against a level, in log units; guards against a single absurd count.
    """

    x: Array
    n: Array
    rho: Array
    grid: LevelGrid
    reach: float = 460.0

    def __post_init__(self) -> None:
        _check_counts(self.x, self.n, self.rho, self.grid)
        if np.any(self.x > self.n + 1e-9):
            raise DataError("more events of the kind than events: a share above one")
        if np.any(~((self.rho > 0) & (self.rho < 1))):
            raise UsageError(f"correlations lie strictly between 0 and 1, got {self.rho.min()}..{self.rho.max()}")

    @property
    def extent(self) -> tuple[int, int]:
        """Number of series and of periods."""
        return self.x.shape[0], self.x.shape[1]

    def of(self, series: slice) -> "ShareLikelihood":
        """The same for some of the series."""
        return ShareLikelihood(self.x[series], self.n[series], self.rho[series], self.grid.of(series), self.reach)

    def link(self, level: Array) -> Array:
        """Log odds."""
        return np.asarray(np.log(level) - np.log1p(-level))

    def log_kernel(self) -> Array:
        """[T, G, S] beta-binomial log likelihood without terms that do not depend on the share."""
        strength = (1.0 - self.rho) / self.rho
        share = self.grid.values.T
        heads, tails = share * strength, (1.0 - share) * strength
        start = log_gamma(heads) + log_gamma(tails)
        hits, misses = _known(self.x, self.n)
        kernel = np.empty((hits.shape[0], *heads.shape))
        met: dict[bytes, int] = {}
        # Period by period: the working arrays then stay in the processor's cache. Equal counts, as of months in which
        # nothing happened, are worked out once.
        for t, slot in enumerate(kernel):
            if (alike := met.setdefault(hits[t].tobytes() + misses[t].tobytes(), t)) < t:
                slot[:] = kernel[alike]
                continue
            np.subtract(log_gamma(heads + hits[t]) + log_gamma(tails + misses[t]), start, out=slot)
            _relative(slot, self.reach)
        return kernel


@dataclass(frozen=True)
class RateLikelihood:
    """Negative binomial counts with an exposure, variance ``phi`` times the mean.

    Attributes:
        y: [S, T] counts, real-valued when weighted.
        exposure: [S, T] exposures.
        phi: [S] dispersion, at least 1; 1 is Poisson.
        grid: Levels of the rate per unit of exposure.
        reach: Largest weight of one period against a level, in log units; guards against a single absurd count.
    """

    y: Array
    exposure: Array
    phi: Array
    grid: LevelGrid
    reach: float = 460.0

    def __post_init__(self) -> None:
        _check_counts(self.y, self.exposure, self.phi, self.grid)
        if np.any(~(self.phi >= 1)):
            raise UsageError(f"dispersions are at least 1, got {self.phi.min()}")

    @property
    def extent(self) -> tuple[int, int]:
        """Number of series and of periods."""
        return self.y.shape[0], self.y.shape[1]

    def of(self, series: slice) -> "RateLikelihood":
        """The same for some of the series."""
        return RateLikelihood(self.y[series], self.exposure[series], self.phi[series], self.grid.of(series), self.reach)

    def link(self, level: Array) -> Array:
        """Natural logarithm."""
        return np.asarray(np.log(level))

    def log_kernel(self) -> Array:
        """[T, G, S] negative binomial log likelihood without terms that do not depend on the rate."""
        # A dispersion a hair above Poisson is Poisson for every purpose, and keeps the digits of large Gammas.
        excess = np.maximum(self.phi - 1.0, 1e-5)
        rate = self.grid.values.T * np.ones(self.phi.size)
        per_mean = np.log1p(excess) / excess
        known = ~(np.isnan(self.y) | np.isnan(self.exposure)) & (self.exposure > 0)
        counts = np.where(known, self.y, 0.0).T
        volume = np.where(known, self.exposure, 0.0).T
        kernel = np.empty((counts.shape[0], *rate.shape))
        for t, slot in enumerate(kernel):
            mean = rate * np.where(volume[t] > 0, volume[t], 1.0)
            size = mean / excess
            np.subtract(log_gamma(counts[t] + size), log_gamma(size), out=slot)
            slot -= mean * per_mean
            slot *= volume[t] > 0
            _relative(slot, self.reach)
        return kernel


def share_likelihood(x: ArrayLike, n: ArrayLike, *, rho: ArrayLike, grid: LevelGrid) -> ShareLikelihood:
    """Beta-binomial likelihood of [S, T] counts; ``rho`` is one value or one per series."""
    hits, total = (np.atleast_2d(np.asarray(v, dtype=float)) for v in (x, n))
    return ShareLikelihood(hits, total, np.broadcast_to(np.asarray(rho, dtype=float), hits.shape[:1]), grid)


def rate_likelihood(y: ArrayLike, exposure: ArrayLike, *, phi: ArrayLike, grid: LevelGrid) -> RateLikelihood:
    """Negative binomial likelihood of [S, T] counts; ``phi`` is one value or one per series."""
    counts, volume = (np.atleast_2d(np.asarray(v, dtype=float)) for v in (y, exposure))
    return RateLikelihood(counts, volume, np.broadcast_to(np.asarray(phi, dtype=float), counts.shape[:1]), grid)


def _check_counts(x: Array, n: Array, spread: Array, grid: LevelGrid) -> None:
    if x.ndim != 2 or x.shape != n.shape or spread.shape != x.shape[:1]:
        raise UsageError(f"counts, volumes and spread do not fit: {x.shape}, {n.shape}, {spread.shape}")
    if grid.values.shape[0] not in (1, x.shape[0]):
        raise UsageError(f"a grid for {grid.values.shape[0]} series does not fit {x.shape[0]} series")
    if np.any(x < 0) or np.any(n < 0):
        raise DataError("counts and volumes cannot be negative")


def _known(x: Array, n: Array) -> tuple[Array, Array]:
    """[T, S] hits and misses, both zero in unknown periods."""
    known = ~(np.isnan(x) | np.isnan(n))
    hits = np.where(known, x, 0.0)
    return hits.T.copy(), np.maximum(np.where(known, n, 0.0) - hits, 0.0).T.copy()


def _relative(slot: Array, reach: float) -> None:
    """Express one period [G, S] in units of its best level, in place."""
    slot -= slot.max(axis=0)
    np.maximum(slot, -reach, out=slot)
