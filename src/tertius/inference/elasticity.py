"""How far counts follow the volume of news: the slope of log counts on log volume within pairs.

If nothing changes between two actors and twice as many stories are printed, how much does the count grow? 0: not at
all, 1: in proportion. Dyads are compared with themselves, so that what they differ in by nature drops out.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from tertius.model.errors import UsageError

_FEWEST_MONTHS = 6


class Slope(NamedTuple):
    """Slope with its interval, and the series and months it is from."""

    value: float
    low: float
    high: float
    series: int
    months: int


def elasticity(counts: ArrayLike, volume: ArrayLike, level: float) -> Slope | None:
    """Slope of ``log(counts)`` on ``log(volume)`` within series, its error clustered by month.

    Args:
        counts: [D, T], positive: a row a series, a column a month.
        volume: [D, T] or [T], positive.
        level: Probability inside the interval, in (0, 1).

    Returns:
        The slope, or None with fewer than six months, no series, or a volume that never changes.

    Raises:
        UsageError: A count or a volume is not positive.

    Reference: Cameron, A. C. and Miller, D. L. (2015). A practitioner's guide to cluster-robust inference. Journal of
    Human Resources 50(2), 317-372; interval from Student's t with months - 1 degrees of freedom. Months that depend on
    each other make it too narrow.

    Example:
        >>> volume = [10, 20, 40, 80, 40, 20]
        >>> slope = elasticity([[v / 2 for v in volume]], volume, 0.9)
        >>> round(slope.value, 6), slope.series, slope.months
        (1.0, 1, 6)
    """
    found = np.atleast_2d(np.asarray(counts, dtype=float))
    size = np.broadcast_to(np.asarray(volume, dtype=float), found.shape)
    if found.shape[0] == 0 or found.shape[1] < _FEWEST_MONTHS:
        return None
    if (found <= 0).any() or (size <= 0).any():
        raise UsageError("an elasticity needs counts and volumes above zero", hint="leave out series with empty months")
    y = np.log(found) - np.log(found).mean(axis=1, keepdims=True)
    x = np.log(size) - np.log(size).mean(axis=1, keepdims=True)
    total = float((x * x).sum())
    if total < np.finfo(float).eps * x.size:
        return None
    slope = float((x * y).sum()) / total
    scores = (x * (y - slope * x)).sum(axis=0)
    months = found.shape[1]
    error = float(np.sqrt((scores**2).sum() * months / (months - 1))) / total
    reach = float(stdtrit(months - 1, 0.5 + level / 2.0)) * error
    return Slope(slope, slope - reach, slope + reach, found.shape[0], months)
