"""Scores of forecasts: how far off, how sure, how honest. Smaller is better except for the log score."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betainc, hyp2f1

from tertius.forecasts.predictive import Predictive
from tertius.model import UsageError

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def crps(forecast: Predictive, outcome: ArrayLike) -> Floats:
    """Continuous ranked probability score of each distribution, in events; 0 is a sure and right forecast.

    Sum over counts of ``(F(k) - 1{y <= k})**2``.

    Source:
        Gneiting & Raftery 2007, JASA 102.
    """
    y = np.asarray(outcome, dtype=float)[..., None]
    steps = (forecast.cdf()[..., :-1] - (y <= np.arange(forecast.top))) ** 2
    # all mass at or below the top: each count beyond it costs one
    return np.asarray(steps.sum(axis=-1) + np.maximum(y[..., 0] - forecast.top, 0.0), dtype=float)


def crps_samples(draws: ArrayLike, outcome: ArrayLike) -> Floats:
    """CRPS of forecasts given as equally likely draws [..., M]: ``E|X - y| - E|X - X'| / 2``.

    Source:
        Gneiting & Raftery 2007, JASA 102, equation 21.
    """
    x = np.sort(np.asarray(draws, dtype=float), axis=-1)
    m = x.shape[-1]
    off = np.abs(x - np.asarray(outcome, dtype=float)[..., None]).mean(axis=-1)
    # sum over pairs of |x - x'| from the order of the draws
    spread = (x * (2.0 * np.arange(m) - m + 1.0)).sum(axis=-1) / m**2
    return np.asarray(off - spread, dtype=float)


def crps_negative_binomial(mean: ArrayLike, size: ArrayLike, outcome: ArrayLike) -> Floats:
    """CRPS of negative binomials with these means and sizes, in closed form.

    Source:
        Wei & Held 2014, TEST 23; Jordan, Krüger & Lerch 2019, Journal of Statistical Software 90.
    """
    mu, n, y = np.broadcast_arrays(*(np.asarray(part, dtype=float) for part in (mean, size, outcome)))
    p = n / (n + mu)
    ratio = (1.0 - p) / p**2
    below = _nb_cdf(y - 1.0, n + 1.0, p)
    inner = p * (2.0 * below - 1.0) + hyp2f1(n + 1.0, 0.5, 2.0, -4.0 * ratio)
    return np.asarray(y * (2.0 * _nb_cdf(y, n, p) - 1.0) - n * ratio * inner, dtype=float)


def _nb_cdf(y: Floats, size: Floats, p: Floats) -> Floats:
    return np.where(y < 0, 0.0, betainc(size, np.maximum(y, 0.0) + 1.0, p))


def crps_quantiles(quantiles: Mapping[float, float], outcome: float) -> float:
    """CRPS of one forecast given by quantiles: twice the mean pinball loss over its levels.

    Exact for evenly spread levels as their number grows; with 19 of them a few per cent too low in the tails.

    Raises:
        UsageError: There is no quantile.
    """
    if not quantiles:
        raise UsageError("a forecast without quantiles cannot be scored")
    losses = [(outcome - at) * (level - (outcome < at)) for level, at in quantiles.items()]
    return float(2.0 * np.mean(losses))


def log_score(forecast: Predictive, outcome: ArrayLike, *, floor: float) -> Floats:
    """Natural log of the probability given to what came, none counted below ``floor``; larger is better.

    Source:
        Good 1952, JRSS B 14; the floor as in the ViEWS challenge, where a count not foreseen would cost without end.
    """
    return np.asarray(np.log(np.maximum(_at(forecast.pmf, forecast, outcome), floor)), dtype=float)


def brier(probability: ArrayLike, happened: ArrayLike) -> Floats:
    """Squared distance of a probability from what happened (0 or 1).

    Source:
        Brier 1950, Monthly Weather Review 78.
    """
    return np.asarray((np.asarray(probability, dtype=float) - np.asarray(happened, dtype=float)) ** 2, dtype=float)


def log_score_of_chance(probability: ArrayLike, happened: ArrayLike, *, floor: float) -> Floats:
    """Natural log of the probability given to what happened (0 or 1), none counted below ``floor``."""
    p, y = np.asarray(probability, dtype=float), np.asarray(happened, dtype=bool)
    return np.asarray(np.log(np.maximum(np.where(y, p, 1.0 - p), floor)), dtype=float)


def interval_score(low: ArrayLike, high: ArrayLike, outcome: ArrayLike, *, level: float) -> Floats:
    """Width of an interval plus a penalty for what falls outside it.

    Source:
        Gneiting & Raftery 2007, JASA 102, equation 43.
    """
    lower, upper, y = (np.asarray(part, dtype=float) for part in (low, high, outcome))
    missed = np.maximum(lower - y, 0.0) + np.maximum(y - upper, 0.0)
    return np.asarray(upper - lower + 2.0 / (1.0 - level) * missed, dtype=float)


def covered(low: ArrayLike, high: ArrayLike, outcome: ArrayLike) -> Flags:
    """Whether the outcome lies inside the interval, both ends included."""
    y = np.asarray(outcome)
    return np.asarray((y >= np.asarray(low)) & (y <= np.asarray(high)), dtype=np.bool_)


def pit(forecast: Predictive, outcome: ArrayLike) -> tuple[Floats, Floats]:
    """Probability integral transform of counts: ``F(y - 1)`` and ``F(y)``, between which it lies evenly.

    Source:
        Czado, Gneiting & Held 2009, Biometrics 65 (non-randomised PIT).
    """
    high = _at(forecast.cdf(), forecast, outcome)
    return np.maximum(high - _at(forecast.pmf, forecast, outcome), 0.0), high


def pit_coverage(ends: tuple[Floats, Floats], level: float) -> Floats:
    """Part of each PIT inside the central interval of a level: its mean is ``level`` for an honest forecast of counts.

    The coverage of a central interval of counts is not: its ends are whole numbers, so it holds more than it says.
    """
    low, high = ends
    tail = (1.0 - level) / 2.0
    inside = np.maximum(np.minimum(high, 1.0 - tail) - np.maximum(low, tail), 0.0)
    return np.asarray(inside / np.maximum(high - low, np.finfo(float).tiny), dtype=float)


def pit_histogram(ends: tuple[Floats, Floats], bins: int) -> Floats:
    """[bins] mean share of the PITs in equal bins of [0, 1]; each is ``1 / bins`` for an honest forecast."""
    low, high = (part.ravel()[:, None] for part in ends)
    edges = np.linspace(0.0, 1.0, bins + 1)
    reached = np.clip((edges - low) / np.maximum(high - low, np.finfo(float).tiny), 0.0, 1.0)
    return np.asarray(np.diff(reached, axis=1).mean(axis=0), dtype=float)


def skill(score: float, reference: float) -> float:
    """Part of the reference's score that the forecast saves: 1 is perfect, 0 no better, negative worse.

    Raises:
        UsageError: The reference is perfect, so nothing can be saved.
    """
    if reference == 0:
        raise UsageError("skill over a forecast without error is not defined")
    return 1.0 - score / reference


def levels(count: int) -> Sequence[float]:
    """``count`` evenly spread levels of quantiles between 0 and 1.

    >>> levels(3)
    [0.25, 0.5, 0.75]
    """
    return [round(step / (count + 1), 6) for step in range(1, count + 1)]


def _at(values: Floats, forecast: Predictive, outcome: ArrayLike) -> Floats:
    """Entry of each distribution at its outcome; beyond the top, the last one."""
    index = np.minimum(np.asarray(outcome, dtype=np.int64), forecast.top)[..., None]
    return np.asarray(np.take_along_axis(values, index, axis=-1)[..., 0], dtype=float)
