"""Intervals and probabilities of Beta, Gamma and Dirichlet posteriors, by closed form or quadrature."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import (
    betainc,
    betainccinv,
    betaincinv,
    gammainc,
    gammainccinv,
    gammaincinv,
    gammaln,
    ndtri,
    polygamma,
)

from tertius.model.errors import UsageError

Array = NDArray[np.float64]
Interval = tuple[Array, Array, Array]


def beta_interval(a: ArrayLike, b: ArrayLike, level: float) -> Interval:
    """Equal-tailed interval of a share: low, median, high of Beta(a, b).

    Args:
        a: Evidence for, positive.
        b: Evidence against, positive.
        level: Probability inside the interval, in (0, 1).

    Example:
        >>> [round(float(bound), 2) for bound in beta_interval(7.94, 8.02, 0.9)]
        [0.3, 0.5, 0.7]
    """
    tail = _tail(level)
    first, second = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    low, middle, high = (betaincinv(first, second, q) for q in (tail, 0.5, 1.0 - tail))
    return np.asarray(low), np.asarray(middle), np.asarray(high)


def gamma_interval(shape: ArrayLike, rate: ArrayLike, level: float) -> Interval:
    """Equal-tailed interval of a rate: low, median, high of Gamma(shape, rate).

    Args:
        shape: Positive; mean is ``shape / rate``.
        rate: Positive.
        level: Probability inside the interval, in (0, 1).
    """
    tail = _tail(level)
    form, scale = np.asarray(shape, dtype=float), 1.0 / np.asarray(rate, dtype=float)
    low, middle, high = (gammaincinv(form, q) * scale for q in (tail, 0.5, 1.0 - tail))
    return np.asarray(low), np.asarray(middle), np.asarray(high)


def normal_error(low: float, high: float, level: float) -> float:
    """Standard error that a normal interval of this width and level would have."""
    return (high - low) / (2.0 * float(ndtri((1.0 + level) / 2.0)))


def at_odds(share: ArrayLike, factor: ArrayLike) -> Array:
    """The share whose odds are ``factor`` times those of a share; 0 and 1 stay."""
    known, times = np.asarray(share, dtype=float), np.asarray(factor, dtype=float)
    return np.asarray(times * known / (1.0 + (times - 1.0) * known))


def beta_difference_probability(
    a1: ArrayLike, b1: ArrayLike, a2: ArrayLike, b2: ArrayLike, *, odds: float = 1.0, nodes: int = 121
) -> Array:
    """Probability that the first share exceeds the second, for independent Beta(a1, b1) and Beta(a2, b2).

    The narrower posterior is integrated over, so that the other varies slowly between the nodes.

    Args:
        a1: Evidence for the first share; all four broadcast.
        b1: Evidence against the first share.
        a2: Evidence for the second share.
        b2: Evidence against the second share.
        odds: So many times must the odds of the first share exceed those of the second, positive.
        nodes: Number of double-exponential quadrature nodes; the default errs by less than
            1e-9, and by 1e-3 where a parameter is as small as 0.1.
    """
    first = np.broadcast_arrays(*(np.asarray(v, dtype=float)[..., None] for v in (a1, b1, a2, b2)))
    one, two = first[:2], first[2:]
    swap = _logit_variance(*one) > _logit_variance(*two)
    a, b, c, d = (np.where(swap, u, v) for u, v in zip((*two, *one), (*one, *two), strict=True))
    lower, upper, weight = _double_exponential(nodes)
    at = np.where(lower < 0.5, betaincinv(a, b, lower), betainccinv(a, b, upper))
    at = at_odds(at, np.where(swap, odds, 1.0 / odds))
    above = np.asarray((weight * betainc(c, d, at)).sum(axis=-1))
    return np.asarray(np.clip(np.where(swap[..., 0], 1.0 - above, above), 0.0, 1.0))


def hpd_set(probabilities: ArrayLike, level: float) -> NDArray[np.bool_]:
    """Smallest set of outcomes holding at least ``level`` of the probability.

    Args:
        probabilities: Not negative, last axis outcomes; rescaled to sum to one. Ties go to the earlier outcome.
        level: In (0, 1].

    Returns:
        Mask of the same shape; the set may be in pieces. Empty where all probabilities are zero.
    """
    mass = np.asarray(probabilities, dtype=float)
    total = mass.sum(axis=-1, keepdims=True)
    order = np.argsort(-mass, axis=-1, kind="stable")
    ranked = np.take_along_axis(mass, order, axis=-1)
    before = np.cumsum(ranked, axis=-1) - ranked
    # Rounding of the sum must not drag in a further outcome.
    chosen = (before < (level - 1e-12) * total) & (ranked > 0)
    mask = np.zeros(mass.shape, dtype=bool)
    np.put_along_axis(mask, order, chosen, axis=-1)
    return mask


def shortest_span(probabilities: ArrayLike, level: float) -> tuple[int, int]:
    """First and last outcome of the shortest run of neighbours holding at least ``level`` of the probability.

    Args:
        probabilities: [N] not negative, in order, not all zero; rescaled to sum to one. Ties go to the earlier run.
        level: In (0, 1].

    Example:
        >>> shortest_span([0.1, 0.5, 0.0, 0.35, 0.05], 0.8)
        (1, 3)
    """
    mass = np.asarray(probabilities, dtype=float)
    reached = np.concatenate([[0.0], np.cumsum(mass)])
    if not 0.0 < level <= 1.0 or not reached[-1] > 0:
        raise UsageError(f"a span needs a level in (0, 1] and some probability, got {level} and {reached[-1]}")
    # Rounding of the sum must not drag in a further outcome.
    needed = reached[:-1] + (level - 1e-12) * reached[-1]
    end = np.searchsorted(reached, needed)
    length = np.where(end < reached.size, end - np.arange(mass.size), mass.size + 1)
    start = int(np.argmin(length))
    return start, int(end[start]) - 1


def largest_probability(alpha: ArrayLike, *, nodes: int | None = None) -> Array:
    """Probability that each component of a Dirichlet is the largest.

    A Dirichlet is a vector of independent Gammas divided by their sum, so the largest share is the largest Gamma:
    one integral over its logarithm serves all components.

    Args:
        alpha: [..., K] positive parameters.
        nodes: Number of points of the trapezoid rule; by default so many that it is exact to about 1e-6, or 1e-4 where
            all parameters are below 0.2.

    Returns:
        [..., K], summing to one.
    """
    shapes = np.asarray(alpha, dtype=float)
    if np.any(~(shapes > 0)):
        raise UsageError("Dirichlet parameters must be positive and known")
    tables = shapes.reshape(-1, shapes.shape[-1])
    found, usual = np.empty_like(tables), tables.max(axis=-1) >= 2.0
    # below two the logarithm of the largest Gamma has a long tail, wider than its other side
    for part, enough, edge in ((usual, 32, 1e-7), (~usual, 240, 1e-15)):
        found[part] = _largest(tables[part], enough if nodes is None else nodes, edge)
    return found.reshape(shapes.shape)


def _largest(shapes: Array, nodes: int, edge: float) -> Array:
    """[N, K] by the trapezoid rule between two quantiles, ``edge`` from either end."""
    top = shapes.max(axis=-1)
    with np.errstate(divide="ignore"):
        low = np.maximum(np.log(gammaincinv(top, edge)), -600.0)
    high = np.log(gammainccinv(top, edge / shapes.shape[-1]))
    z = low[:, None] + (high - low)[:, None] * np.linspace(0.0, 1.0, nodes)
    below = np.maximum(gammainc(shapes[:, None, :], np.exp(z)[..., None]), np.finfo(float).tiny)
    log_density = shapes[:, None, :] * z[..., None] - np.exp(z)[..., None] - gammaln(shapes)[:, None, :]
    log_below = np.log(below)
    mass = np.exp(log_density - log_below + log_below.sum(axis=-1, keepdims=True)).sum(axis=-2)
    return np.asarray(mass / mass.sum(axis=-1, keepdims=True))


def _tail(level: float) -> float:
    if not 0.0 < level < 1.0:
        raise UsageError(f"the level of an interval lies between 0 and 1, got {level}")
    return (1.0 - level) / 2.0


def _logit_variance(a: Array, b: Array) -> Array:
    return np.asarray(polygamma(1, a) + polygamma(1, b))


def _double_exponential(nodes: int) -> tuple[Array, Array, Array]:
    """Nodes ``u``, ``1 - u`` and weights of an integral over (0, 1), dense at both ends."""
    t = np.linspace(-3.2, 3.2, nodes)
    s = np.pi / 2.0 * np.sinh(t)
    upper = 1.0 / (1.0 + np.exp(2.0 * s))
    lower = 1.0 / (1.0 + np.exp(-2.0 * s))
    weight = lower * upper * np.cosh(t)
    return lower, upper, weight / weight.sum()
