"""The ledger's own forecast: discounted Gamma-Poisson ledgers, averaged by how they forecast, with learned dispersion.

Four steps, all from the past alone. (1) Each series keeps one ledger per half-life; its prior mean is the pooled level
of all series. (2) The expected count is a sum of the ledgers' means with weights that do not fall below zero, learned
over all series from earlier forecasts, recent ones first. (3) Its negative binomial has the dispersion those forecasts
had. (4) The distribution is drawn toward what the series itself has shown: a Dirichlet ledger over counts, prior (3).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tertius.forecasts.averaging import Cases, average_weights, count_dispersion
from tertius.forecasts.forecaster import Forecaster, Past
from tertius.forecasts.predictive import Predictive, empirical, negative_binomial
from tertius.inference.ledger import discounted, forgetting
from tertius.model import Constants

Floats = NDArray[np.float64]


def half_lives(constants: Constants) -> tuple[float, ...]:
    """Half-lives of the ledgers in periods: a geometric ladder, and one that forgets nothing."""
    first, ratio = constants["forecasts.shortest_half_life"], constants["forecasts.half_life_ratio"]
    return (*(first * ratio**step for step in range(int(constants["forecasts.half_lives"]))), np.inf)


def ledger_means(past: Past, constants: Constants) -> Floats:
    """[S, T + 1, F] expected count per period of each ledger, before period 0, 1, ... T; the pooled level comes last.

    A ledger is a Gamma posterior of the rate of one series, its prior mean the level of all series at the time.
    """
    series, periods, parts = past.parts.shape
    weight = constants["forecasts.prior_periods"]
    counts = past.parts.reshape(series, -1)
    level = _before(discounted(counts.mean(axis=0), parts * constants["forecasts.pooled_half_life"]), parts)
    ground = _before(discounted(np.ones(periods * parts), parts * constants["forecasts.pooled_half_life"]), parts)
    pooled = parts * (level + constants["forecasts.least_mean"] / parts) / (ground + 1.0)
    found = np.empty((series, periods + 1, len(half_lives(constants)) + 1))
    for f, half_life in enumerate(half_lives(constants)):
        shape = weight * pooled + _before(discounted(counts, parts * half_life), parts)
        rate = weight + _before(discounted(np.ones(periods * parts), parts * half_life), parts) / parts
        found[:, :, f] = shape / rate
    found[:, :, -1] = pooled
    return found


def _before(sums: Floats, parts: int) -> Floats:
    """Sums [..., T * P] as they stood before each period, and after the last one [..., T + 1]."""
    ends = sums[..., parts - 1 :: parts]
    return np.concatenate([np.zeros((*ends.shape[:-1], 1)), ends], axis=-1)


def _predict(past: Past, horizons: Sequence[int], constants: Constants) -> Predictive:
    means = ledger_means(past, constants)
    top = past.top(constants["forecasts.top_factor"], constants["forecasts.top_more"])
    own = _own_outcomes(past, constants, top)
    weight = constants["forecasts.own_prior_periods"]
    found = []
    for horizon in horizons:
        cases = _cases(past, means, horizon, constants)
        weights = average_weights(cases, constants)
        spread = count_dispersion(cases, weights, constants)
        mean = np.maximum(means[:, -1] @ weights, constants["forecasts.least_mean"] * weights.sum())
        base = negative_binomial(mean, spread.size(mean), top)
        found.append((weight * base + own[1] * own[0]) / (weight + own[1]))
    return Predictive(np.stack(found, axis=1))


def _own_outcomes(past: Past, constants: Constants, top: int) -> tuple[Floats, float]:
    """[S, K + 1] what each series has shown, older periods discounted, and how many periods that is worth."""
    age = np.arange(past.periods)[::-1]
    weights = np.asarray(forgetting(constants["forecasts.own_half_life"]) ** age, dtype=float)
    return empirical(past.counts, weights, top), float(weights.sum())


def _cases(past: Past, means: Floats, horizon: int, constants: Constants) -> Cases:
    """Earlier forecasts at this horizon with what then came, the recent ones weighing most.

    Few series need a long memory to learn anything; many afford a short one, which follows changes of media volume.
    """
    series, counts = len(means), past.counts
    half_life = max(constants["forecasts.fit_half_life"], constants["forecasts.fit_cases"] * np.log(2.0) / series)
    first = min(int(constants["forecasts.fit_burn_in"]), past.periods - horizon)
    # beyond ten half-lives a case weighs less than a thousandth
    first = max(first, past.periods - horizon - int(10 * half_life), 0)
    origins = np.arange(first, past.periods - horizon + 1)
    stride = max(1, series * len(origins) // int(constants["forecasts.fit_most_cases"]))
    means_then = means[:, origins].reshape(-1, means.shape[-1])[::stride]
    came = counts[:, origins + horizon - 1].ravel()[::stride]
    weight = np.exp2(-(origins[-1] - origins) / half_life) if len(origins) else np.zeros(0)
    return Cases(means_then, came, np.tile(weight, series)[::stride])


LEDGER = Forecaster(
    name="ledger",
    title="Averaged ledgers",
    formula=(
        "m(t,h) = sum over half-lives of w(h) a/b, with a = k mu + discounted counts, b = k + discounted periods; "
        "w >= 0 by Poisson likelihood of earlier forecasts; NB(mean m, variance m (1 + c) + m^2/r); "
        "P(y) = (A NB(y) + discounted own outcomes equal to y) / (A + discounted periods)"
    ),
    reference=(
        "methods 2.2 and 6.2; West & Harrison 1997 (discounting); Raftery, Karny & Ettler 2010 (averaging with "
        "forgetting); Ferguson 1973 (Dirichlet prior over outcomes)"
    ),
    limits=(
        "Knows counts only: no calendar of summits, no news, no cause. It expects the level to move slowly; what "
        "breaks out of nothing is in its tail, not in its mean."
    ),
    constants=(
        "forecasts.shortest_half_life",
        "forecasts.half_life_ratio",
        "forecasts.half_lives",
        "forecasts.pooled_half_life",
        "forecasts.prior_periods",
        "forecasts.least_mean",
        "forecasts.fit_half_life",
        "forecasts.fit_cases",
        "forecasts.fit_most_cases",
        "forecasts.fit_burn_in",
        "forecasts.fit_prior_events",
        "forecasts.fit_rounds",
        "forecasts.dispersion_low",
        "forecasts.dispersion_high",
        "forecasts.dispersion_points",
        "forecasts.own_half_life",
        "forecasts.own_prior_periods",
        "forecasts.top_factor",
        "forecasts.top_more",
    ),
    predict=_predict,
    naive=False,
)
