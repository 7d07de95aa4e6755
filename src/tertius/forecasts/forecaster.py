"""Forecasters: what they see, what they give, and what they must state of themselves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius.forecasts.predictive import Predictive
from tertius.model import Constants, UsageError

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Past:
    """Everything a forecaster may see: counts of the periods before the origin.

    ``parts`` [S, T, P] counts events of S series in T periods, each told apart in P equal parts (days of a week,
    quarters of a month; P = 1 where they are not known). ``season`` is the number of periods in a year.

    Raises:
        UsageError: A count is negative or unknown, or there is no series or period.
    """

    parts: Floats
    season: int

    def __post_init__(self) -> None:
        if self.parts.ndim != 3 or 0 in self.parts.shape:
            raise UsageError(f"a past holds series, periods and parts, got shape {self.parts.shape}")
        if not np.all(self.parts >= 0):
            raise UsageError("counts of a past must be known and not negative", hint="cut it where coverage ends")

    @property
    def counts(self) -> Floats:
        """[S, T] counts per period."""
        return np.asarray(self.parts.sum(axis=-1), dtype=float)

    @property
    def periods(self) -> int:
        """Number of periods T."""
        return int(self.parts.shape[1])

    def before(self, origin: int) -> "Past":
        """The past as it was before period ``origin`` (0 is the first).

        Raises:
            UsageError: There is no period before the origin, or the origin lies after the end.
        """
        if not 0 < origin <= self.periods:
            raise UsageError(f"an origin lies between 1 and {self.periods}, got {origin}")
        return Past(self.parts[:, :origin], self.season)

    def top(self, factor: float, more: float) -> int:
        """Largest count told apart in a forecast: ``factor`` times the largest one seen, and ``more``."""
        return int(np.ceil(factor * float(self.counts.max()) + more))


def past_of(counts: ArrayLike, *, season: int, parts: int = 1) -> Past:
    """The past of counts [S, T * parts], given part by part.

    Raises:
        UsageError: There is nothing, or the columns do not make whole periods.
    """
    array = np.atleast_2d(np.asarray(counts, dtype=float))
    if array.size == 0:
        raise UsageError(f"a past holds series and periods, got shape {array.shape}")
    if array.shape[1] % parts:
        raise UsageError(f"{array.shape[1]} columns do not make whole periods of {parts} parts")
    return Past(array.reshape(len(array), -1, parts), season)


@dataclass(frozen=True)
class Forecaster:
    """A rule from the past to a distribution of what comes.

    ``predict`` gives a :class:`Predictive` [S, H, K + 1], one distribution per series and horizon (1 is the period
    right after the past). It is handed nothing but the past, so it cannot see beyond. ``constants`` names the rows of
    the table of constants it reads.
    """

    name: str
    title: str
    formula: str
    reference: str
    limits: str
    constants: tuple[str, ...]
    predict: Callable[[Past, Sequence[int], Constants], Predictive]
    naive: bool = True
