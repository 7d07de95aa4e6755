"""Slow twin of the margin of a verdict, written from its definition: densities of log-odds, integrated on a grid."""

import numpy as np
from scipy.stats import beta

FINE = np.linspace(-30.0, 30.0, 60_001)
STEP = FINE[1] - FINE[0]


def density(a, b):
    """Density of the log-odds of a Beta share on the fine grid."""
    share = 1.0 / (1.0 + np.exp(-FINE))
    mass = beta.pdf(share, a, b) * share * (1.0 - share)
    return mass / mass.sum()


def beyond_border(a, b, even, margin):
    """Probability that the odds of the share exceed those of a border ``margin`` times, and that they fall short."""
    gap = FINE - np.log(even / (1.0 - even))
    mass = density(a, b)
    return mass[gap > np.log(margin)].sum(), mass[gap < -np.log(margin)].sum()


def beyond_other(one, other, margin):
    """The same for the odds of another share."""
    lead = round(float(np.log(margin) / STEP))
    first, second = density(*one), density(*other)

    def larger(x, y):
        below = np.concatenate([[0.0], np.cumsum(y)[:-1]])
        shifted = np.concatenate([np.zeros(lead), below[: len(below) - lead]])
        return float(x @ shifted)

    return larger(first, second), larger(second, first)
