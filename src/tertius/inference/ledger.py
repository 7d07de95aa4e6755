"""The ledger: discounted, tempered conjugate posteriors of rates (Gamma) and of shares (Dirichlet).

Old evidence is forgotten with a half-life, bursts are tempered, and what is forgotten is replaced by the prior.
A nan is an unknown period: it adds no evidence, while forgetting goes on.

Source: West & Harrison, Bayesian Forecasting and Dynamic Models (discounting); Jøsang & Ismail 2002 (two classes).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaln, xlogy

from tertius.model.errors import UsageError

Array = NDArray[np.float64]


def discounted(x: ArrayLike, half_life: float) -> Array:
    """Sum of the past in which evidence ``lag`` periods old counts ``2 ** (-lag / half_life)``.

    Args:
        x: Evidence per period, last axis time; nan counts as no evidence.
        half_life: Periods after which evidence counts half; infinite keeps everything.

    Returns:
        Array of the shape of ``x``; entry ``t`` rests on periods ``0..t`` only.

    Raises:
        UsageError: The half-life is not positive.

    Example:
        >>> discounted([4.0, 0.0, 0.0], half_life=1.0).tolist()
        [4.0, 2.0, 1.0]
    """
    values = np.nan_to_num(np.asarray(x, dtype=float))
    # A recursive filter stays exact for long series, where dividing by powers of the factor would overflow.
    kept = forgetting(half_life)
    if values.ndim == 1:  # a step of one number costs less in Python than in an array
        return np.asarray([*accumulate(values.tolist(), lambda before, now: now + kept * before)])
    # time first, so that a step reads and writes what lies side by side
    sums = np.moveaxis(values, -1, 0).copy()
    for before, now in pairwise(sums):
        now += kept * before
    return np.moveaxis(sums, 0, -1)


def forgetting(half_life: float) -> float:
    """Share of the evidence that survives one period, ``2 ** (-1 / half_life)``.

    Raises:
        UsageError: The half-life is not positive.
    """
    if not half_life > 0:
        raise UsageError(f"a half-life must be positive, got {half_life}", hint="give it in periods, inf for no loss")
    return float(2.0 ** (-1.0 / half_life))


@dataclass(frozen=True)
class GammaLedger:
    """Posterior Gamma of a rate after each period, and what was expected before it.

    Attributes:
        shape: [S, T] shape after the period; mean rate is ``shape / rate``.
        rate: [S, T] rate after the period, in units of exposure.
        forecast_shape: [S, T] shape before the period was seen.
        forecast_rate: [S, T] rate before the period was seen.
        tempering: Power of the likelihood, 1 / dispersion, in (0, 1]; broadcasts against [S, T].
    """

    shape: Array
    rate: Array
    forecast_shape: Array
    forecast_rate: Array
    tempering: Array

    def predictive_log_score(self, y: ArrayLike, exposure: ArrayLike) -> Array:
        """Log probability of each period's count, forecast from the periods before it.

        The forecast is the negative binomial with the mean and variance of the tempered model: mean
        ``a E / b``, variance ``mean / tempering + mean**2 / a``. Without tempering it is exactly NB(a, b / (b + E)).

        Args:
            y: [S, T] counts.
            exposure: [S, T] exposures.

        Returns:
            [S, T] natural logarithms; nan where count or exposure is unknown, 0 where the exposure is 0.
        """
        counts, volume = np.asarray(y, dtype=float), np.asarray(exposure, dtype=float)
        mean = self.forecast_shape / self.forecast_rate * volume
        inflation = np.maximum(1.0 / self.tempering + mean / self.forecast_shape, 1.0 + np.finfo(float).eps)
        size = mean / (inflation - 1.0)
        with np.errstate(invalid="ignore"):
            score = gammaln(counts + size) - gammaln(size) - gammaln(counts + 1.0) - size * np.log(inflation)
        score += xlogy(counts, 1.0 - 1.0 / inflation)
        return np.where(volume == 0, 0.0, score)


def gamma_ledger(
    y: ArrayLike,
    exposure: ArrayLike,
    *,
    half_life: float,
    prior_mean: ArrayLike,
    prior_weight: float,
    tempering: ArrayLike,
) -> GammaLedger:
    """Posterior of a rate per unit of exposure, period by period.

    ``a_t = d a_{t-1} + (1 - d) k m_t + e y_t`` and ``b_t = d b_{t-1} + (1 - d) k + e E_t``, started at the prior.

    Args:
        y: [S, T] counts, not negative, real-valued when weighted.
        exposure: [S, T] exposures, not negative.
        half_life: In periods.
        prior_mean: Prior mean rate ``m``: one value, one per series [S], or [S, T].
        prior_weight: Exposure ``k`` the prior is worth.
        tempering: Power ``e`` of the likelihood in (0, 1]: one value, [S] or [S, T].

    Raises:
        UsageError: Half-life, prior or tempering lie outside their range.
    """
    counts, volume = np.broadcast_arrays(np.asarray(y, dtype=float), np.asarray(exposure, dtype=float))
    known = ~(np.isnan(counts) | np.isnan(volume))
    mean = _by_series(prior_mean, counts.ndim)
    power = _by_series(tempering, counts.ndim)
    if prior_weight <= 0 or np.any(mean <= 0):
        raise UsageError(f"the prior must be positive, got weight {prior_weight} and mean {np.min(mean)}")
    _check_tempering(power)
    keep = forgetting(half_life)
    seen, ground = power * np.where(known, counts, 0.0), power * np.where(known, volume, 0.0)
    # Weight of the prior is constant: what is forgotten of it is replaced. Only its mean may move.
    pull = np.broadcast_to((1.0 - keep) * prior_weight * mean, counts.shape).copy()
    pull[..., 0] += keep * prior_weight * np.broadcast_to(mean, counts.shape)[..., 0]
    shape = discounted(pull + seen, half_life)
    rate = prior_weight + discounted(ground, half_life)
    return GammaLedger(shape, rate, shape - seen, rate - ground, power)


def dirichlet_ledger(x: ArrayLike, *, half_life: float, prior: ArrayLike, tempering: ArrayLike) -> Array:
    """Posterior of the shares of alternatives, period by period: ``alpha_t = d alpha_{t-1} + (1-d) alpha0 + e x_t``.

    Args:
        x: [S, T, K] counts per alternative; nan is unknown.
        half_life: In periods.
        prior: ``alpha0``, [K] or [S, K], positive.
        tempering: Power ``e`` in (0, 1]: one value, [S] or [S, T].

    Returns:
        [S, T, K] Dirichlet parameters; component ``k`` alone is Beta(alpha_k, sum - alpha_k).

    Raises:
        UsageError: Half-life, prior or tempering lie outside their range.
    """
    counts = np.asarray(x, dtype=float)
    start = np.asarray(prior, dtype=float)
    if np.any(start <= 0):
        raise UsageError(f"Dirichlet priors must be positive, got {start.min()}")
    power = _by_series(tempering, counts.ndim - 1)
    _check_tempering(power)
    evidence = np.moveaxis(discounted(np.moveaxis(power[..., None] * counts, -2, -1), half_life), -1, -2)
    return np.asarray(start[..., None, :] + evidence, dtype=float)


def dirichlet_log_score(alpha: ArrayLike, x: ArrayLike, *, tempering: ArrayLike) -> Array:
    """Log probability of each period's counts, forecast from the periods before it.

    The forecast is the Dirichlet-multinomial with the mean and variance of the tempered model; without tempering it is
    exact. The multinomial coefficient is left out: it does not depend on the ledger.

    Args:
        alpha: [S, T, K] ledger of ``x``.
        x: [S, T, K] counts.
        tempering: As given to the ledger.

    Returns:
        [S, T] natural logarithms; 0 where nothing happened, nan where unknown.
    """
    counts = np.asarray(x, dtype=float)
    power = _by_series(tempering, counts.ndim - 1)
    before = np.asarray(alpha, dtype=float) - power[..., None] * np.nan_to_num(counts)
    weight, n = before.sum(axis=-1), counts.sum(axis=-1)
    effect = np.minimum(1.0 / power, np.maximum(n, 1.0))
    inflation = (effect * weight + n) / (weight + 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        concentration = np.clip((n - inflation) / (inflation - 1.0), np.finfo(float).eps, weight)
    concentration = np.where(n > 1.0, concentration, weight)
    spread = before / weight[..., None] * concentration[..., None]
    parts = (gammaln(spread + counts) - gammaln(spread)).sum(axis=-1)
    return np.asarray(parts + gammaln(concentration) - gammaln(concentration + n), dtype=float)


@dataclass(frozen=True)
class HalfLifeChoice:
    """The half-life that forecast best, and the summed log score of each one tried, in their order."""

    half_life: float
    scores: tuple[float, ...]


def choose_half_life(
    y: ArrayLike,
    exposure: ArrayLike,
    *,
    grid: Sequence[float],
    prior_mean: ArrayLike,
    prior_weight: float,
    tempering: ArrayLike,
) -> HalfLifeChoice:
    """Half-life with the best prequential log score over all series and periods.

    Args:
        y: [S, T] counts.
        exposure: [S, T] exposures.
        grid: Half-lives to try, in periods; ties go to the first.
        prior_mean: As in ``gamma_ledger``.
        prior_weight: As in ``gamma_ledger``.
        tempering: As in ``gamma_ledger``.
    """
    scores = []
    for half_life in grid:
        ledger = gamma_ledger(
            y, exposure, half_life=half_life, prior_mean=prior_mean, prior_weight=prior_weight, tempering=tempering
        )
        scores.append(float(np.nansum(ledger.predictive_log_score(y, exposure))))
    return _best(grid, scores)


def choose_share_half_life(
    x: ArrayLike, *, grid: Sequence[float], prior: ArrayLike, tempering: ArrayLike
) -> HalfLifeChoice:
    """Half-life of shares with the best prequential log score over all series and periods.

    Args:
        x: [S, T, K] counts per alternative.
        grid: Half-lives to try, in periods; ties go to the first.
        prior: As in ``dirichlet_ledger``.
        tempering: As in ``dirichlet_ledger``.
    """
    scores = []
    for half_life in grid:
        alpha = dirichlet_ledger(x, half_life=half_life, prior=prior, tempering=tempering)
        scores.append(float(np.nansum(dirichlet_log_score(alpha, x, tempering=tempering))))
    return _best(grid, scores)


def _best(grid: Sequence[float], scores: list[float]) -> HalfLifeChoice:
    if not scores:
        raise UsageError("no half-life was given to choose from")
    return HalfLifeChoice(float(grid[int(np.argmax(scores))]), tuple(scores))


def _by_series(value: ArrayLike, dimensions: int) -> Array:
    """One value, one per series, or one per series and period, made to broadcast against [S, T]."""
    array = np.asarray(value, dtype=float)
    return array[..., None] if array.ndim == dimensions - 1 else array


def _check_tempering(power: Array) -> None:
    if np.any(~((power > 0) & (power <= 1))):
        raise UsageError(f"tempering must lie in (0, 1], got {np.min(power)}..{np.max(power)}")
