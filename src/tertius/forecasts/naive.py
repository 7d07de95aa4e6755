"""The naive forecasters every forecast is shown beside."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tertius.forecasts.forecaster import Forecaster, Past
from tertius.forecasts.predictive import Predictive, empirical, negative_binomial
from tertius.model import Constants

Floats = NDArray[np.float64]
_GRID = ("forecasts.top_factor", "forecasts.top_more")
_MEAN = (*_GRID, "forecasts.least_mean")
_WINDOW = "forecasts.naive_window"


def _top(past: Past, constants: Constants) -> int:
    return past.top(constants["forecasts.top_factor"], constants["forecasts.top_more"])


def _poisson(mean: Floats, past: Past, constants: Constants) -> Predictive:
    """Poisson with means [S, H], none below the floor."""
    floor = constants["forecasts.least_mean"]
    return Predictive(negative_binomial(np.maximum(mean, floor), np.full(mean.shape, np.inf), _top(past, constants)))


def _every(row: Floats, horizons: Sequence[int]) -> Floats:
    return np.repeat(row[:, None], len(horizons), axis=1)


def _last_value(past: Past, horizons: Sequence[int], constants: Constants) -> Predictive:
    return _poisson(_every(past.counts[:, -1], horizons), past, constants)


def _seasonal(past: Past, horizons: Sequence[int], constants: Constants) -> Predictive:
    """The same period a year earlier; the last value where the past is shorter than that."""
    counts, found = past.counts, []
    for horizon in horizons:
        at = past.periods + horizon - 1 - past.season * int(np.ceil(horizon / past.season))
        found.append(counts[:, at if at >= 0 else -1])
    return _poisson(np.stack(found, axis=1), past, constants)


def _conflictology(past: Past, horizons: Sequence[int], constants: Constants) -> Predictive:
    recent = past.counts[:, -int(constants["forecasts.naive_window"]) :]
    pmf = empirical(recent, np.ones(recent.shape[1]), _top(past, constants))
    return Predictive(np.repeat(pmf[:, None], len(horizons), axis=1))


def _mean(past: Past, horizons: Sequence[int], constants: Constants) -> Predictive:
    recent = past.counts[:, -int(constants["forecasts.naive_window"]) :]
    return _poisson(_every(recent.mean(axis=1), horizons), past, constants)


LAST_VALUE = Forecaster(
    name="last-value",
    title="Last value",
    formula="y(t+h) ~ Poisson(max(y(t), floor))",
    reference="Hegre et al. 2022, ViEWS prediction challenge (benchmark: last value, Poisson-expanded)",
    limits="Takes one period for the level; wrong after every single burst.",
    constants=_MEAN,
    predict=_last_value,
)
SEASONAL = Forecaster(
    name="seasonal",
    title="Same period of the last year",
    formula="y(t+h) ~ Poisson(max(y(t+h-season), floor)); the last value where the past is shorter than a year",
    reference="Hyndman & Athanasopoulos 2021, Forecasting: Principles and Practice 5.2 (seasonal naive)",
    limits="Conflicts follow the calendar weakly; one period stands for the level.",
    constants=_MEAN,
    predict=_seasonal,
)
CONFLICTOLOGY = Forecaster(
    name="conflictology",
    title="Conflictology",
    formula="y(t+h) is one of the last 12 values, each as probable as the others",
    reference="Hegre et al. 2024, arXiv:2407.11045 (benchmark of the 2023/24 ViEWS challenge)",
    limits="Gives no probability to a count not seen in its window, so its log score is poor.",
    constants=(*_GRID, _WINDOW),
    predict=_conflictology,
)
MEAN = Forecaster(
    name="mean-12",
    title="Mean of twelve periods",
    formula="y(t+h) ~ Poisson(max(mean of the last 12 values, floor))",
    reference="methods 6.2 (12-period mean as benchmark)",
    limits="Knows no burst: intervals of busy pairs are too narrow.",
    constants=(*_MEAN, _WINDOW),
    predict=_mean,
)
