"""The smallest change of a share that would be reported: found, and seen to be large enough.

A change is reported when its Bayes factor passes and when its odds surely changed by a stated factor. In a busy table
the second is the harder: a step of half that factor is found at once and never reported.

Held against simulated searches with both conditions (a threshold of 240, 12 or 60 months on either side, 10 to 200
events a month, shares of .15 and .3): 84 to 98 % of the falls and rises of this size were reported, where nine in ten
are meant; 120 series each.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit, logit, ndtri

from tertius.inference.detectable import both_ways, found_share_levels, nearest_level
from tertius.inference.dispersion import design_effect

Array = NDArray[np.float64]

_POWER = 0.9
# Fitted to the searches: the date is not known, which blurs the step by this much more than its two levels do.
_BLUR = 1.2
# Jeffreys: half an event keeps the spread of the log odds finite where none is left.
_HALF = 0.5


@dataclass(frozen=True)
class Watch:
    """How long and how closely a share is watched; all broadcast.

    Attributes:
        volume: Events per period of all kinds.
        before: Periods at the present level.
        after: Periods at the new level.
        rho: Correlation within a period.
    """

    volume: ArrayLike
    before: ArrayLike
    after: ArrayLike
    rho: ArrayLike


@dataclass(frozen=True)
class Bar:
    """When a change is reported.

    Attributes:
        bayes_factor: Evidence for a change, above 0.
        factor: Ratio of odds that a change must reach, at least 1.
        probability: Posterior probability with which it must reach it, in [0.5, 1).
        least: Share that must be exceeded before a fall or after a rise.
    """

    bayes_factor: float
    factor: float
    probability: float
    least: float = 0.0


def reportable_step(share: ArrayLike, watch: Watch, bar: Bar) -> Array:
    """Smallest step of a share, up or down, that would be reported nine times in ten.

    Args:
        share: Present share, strictly between 0 and 1.
        watch: How closely it is watched.
        bar: When a change is reported.

    Returns:
        Step in the unit of the share; infinite where no step would be reported.

    Raises:
        UsageError: A share outside (0, 1), or a threshold that is not positive.
    """
    present = np.asarray(share, dtype=float)
    found = found_share_levels(
        present, watch.volume, before=watch.before, after=watch.after, rho=watch.rho, bayes_factor=bar.bayes_factor
    )
    worth = np.asarray(watch.volume, dtype=float) / design_effect(watch.volume, watch.rho)
    sides = [worth * np.asarray(side, dtype=float) for side in (watch.before, watch.after)]
    margin = _BLUR * (ndtri(bar.probability) + ndtri(_POWER))

    def surplus(log_odds: Array) -> Array:
        spread = np.sqrt(_variance(present, sides[0]) + _variance(expit(log_odds), sides[1]))
        return np.asarray(np.abs(log_odds - logit(present)) - np.log(bar.factor) - margin * spread)

    ends = both_ways(np.inf, present, watch.volume, watch.before, watch.after, watch.rho)
    down, up = expit(nearest_level(surplus, logit(present), ends))
    fall = np.where(present > bar.least, present - np.minimum(found.fall, down), np.inf)
    rise = np.maximum(np.maximum(found.rise, up), bar.least) - present
    nearer = np.fmin(fall, rise)
    return np.asarray(np.where(np.isnan(nearer), np.inf, nearer))


def _variance(share: Array, weight: Array) -> Array:
    """Variance of the log odds of a share seen in so many events."""
    return np.asarray(1.0 / (weight * share + _HALF) + 1.0 / (weight * (1.0 - share) + _HALF))
