"""A share of cases of which some look like the other kind by coincidence: the share with the coincidence undone."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

from tertius.model.errors import UsageError

Array = NDArray[np.float64]
_SHARES = 1000
_MASKINGS = 33


class Unmasked(NamedTuple):
    """Interval and median of the share, and the Beta distribution of the same mean and variance."""

    low: float
    value: float
    high: float
    beta: tuple[float, float]


def unmasked_share(seen: float, n: float, masking: tuple[float, float], prior: tuple[float, float], level: float
                   ) -> Unmasked:  # fmt: skip
    """Posterior of the share of cases of a kind, when a case of it looks like another with some probability.

    With share p and masking m a case is seen as of the kind with probability p (1 - m). Where m is close to one, what
    is seen says next to nothing and the prior comes back.

    Args:
        seen: Cases seen as of the kind, weighted; from 0 to ``n``.
        n: All cases, weighted.
        masking: Beta parameters of m, positive.
        prior: Beta parameters of the prior of p, positive.
        level: Probability inside the interval, in (0, 1).

    Raises:
        UsageError: More cases are seen than there are.

    Source:
        Rogan and Gladen 1978, American Journal of Epidemiology 107 (a share under imperfect detection); its posterior
        as in Joseph, Gyorkos and Coupal 1995, American Journal of Epidemiology 141.
    """
    if not 0.0 <= seen <= n:
        raise UsageError(f"{seen} cases of {n} were seen as of a kind", hint="seen lies between 0 and n")
    # equal steps of the angle: a Beta density that is infinite at an end is finite there
    angle = (np.arange(_SHARES) + 0.5) / _SHARES * np.pi / 2
    share = np.sin(angle) ** 2
    log_prior = (prior[0] - 0.5) * np.log(share) + (prior[1] - 0.5) * np.log1p(-share)
    shown = share[:, None] * (1.0 - betaincinv(*masking, (np.arange(_MASKINGS) + 0.5) / _MASKINGS))
    fit = seen * np.log(np.maximum(shown, np.finfo(np.float64).tiny)) + (n - seen) * np.log1p(-shown)
    log_weight = log_prior[:, None] + fit
    weight = np.exp(log_weight - log_weight.max()).sum(axis=1)
    return _described(share, weight / weight.sum(), level)


def _described(share: Array, weight: Array, level: float) -> Unmasked:
    mean = float(weight @ share)
    variance = float(weight @ (share - mean) ** 2)
    size = mean * (1.0 - mean) / variance - 1.0
    middle = np.cumsum(weight) - weight / 2
    low, value, high = (float(x) for x in np.interp(((1 - level) / 2, 0.5, (1 + level) / 2), middle, share))
    return Unmasked(low, value, high, (mean * size, (1.0 - mean) * size))
