"""How long a level lasts before it changes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertius.model.errors import UsageError

Array = NDArray[np.float64]


@dataclass(frozen=True)
class SegmentLengths:
    """Prior of the length of a segment: ``minimum`` plus a negative binomial of two successes.

    It is the time to pass two phases of constant hazard after ``minimum - 2`` sheltered periods, which is what makes
    the change model computable in linear time.

    Attributes:
        mean: Expected length in periods, above ``minimum``.
        minimum: Shortest length in periods, at least 2.

    Source:
        Fearnhead 2006, Statistics and Computing 16 (negative binomial segment lengths).
    """

    mean: float
    minimum: int

    def __post_init__(self) -> None:
        if self.minimum < 2:
            raise UsageError(f"a segment lasts at least 2 periods, got {self.minimum}")
        if not self.mean > self.minimum:
            raise UsageError(f"segments of at least {self.minimum} periods cannot have mean {self.mean}")

    @property
    def delay(self) -> int:
        """Sheltered periods before the first phase."""
        return self.minimum - 2

    @property
    def hazard(self) -> float:
        """Probability per period of leaving either phase."""
        return 2.0 / (self.mean - self.minimum + 2.0)

    def log_probability(self, periods: int) -> Array:
        """[periods + 1] log probability that a segment lasts exactly 0, 1, ... ``periods``."""
        spare = np.arange(periods + 1) - self.minimum
        with np.errstate(divide="ignore", invalid="ignore"):
            log = np.log(spare + 1.0) + 2.0 * np.log(self.hazard) + spare * np.log1p(-self.hazard)
        return np.where(spare >= 0, log, -np.inf)

    def log_survival(self, periods: int) -> Array:
        """[periods + 1] log probability that a segment lasts at least 0, 1, ... ``periods``."""
        # At least m + j: fewer than two successes in the j + 1 trials before the last possible one.
        trials = np.maximum(np.arange(periods + 1) - self.minimum + 1.0, 0.0)
        log_stay = np.log1p(-self.hazard)
        at_most_one = trials * log_stay + np.log1p(trials * self.hazard / (1.0 - self.hazard))
        return np.where(trials > 0, at_most_one, 0.0)
