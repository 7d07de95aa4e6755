"""Score forecasters on the past, from one origin after another, each seeing only what came before its origin."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertius.forecasts.forecaster import Forecaster, Past
from tertius.forecasts.scoring import covered, crps, log_score, pit, pit_coverage
from tertius.model import Constants, UsageError

Floats = NDArray[np.float64]
CONSTANTS = ("forecasts.least_probability", "interval.level")
"""Constants a rolling evaluation reads."""


@dataclass(frozen=True)
class Rolled:
    """Mean scores of one forecaster at one horizon.

    ``crps`` in events; ``log`` natural; ``interval`` coverage of the smallest interval at ``interval.level``;
    ``coverage`` part of the PIT inside the central interval of that level (exact for counts); ``forecasts`` how many
    were scored; ``by_origin`` [O] mean CRPS of each origin.
    """

    forecaster: str
    horizon: int
    crps: float
    log: float
    interval: float
    coverage: float
    forecasts: int
    by_origin: tuple[float, ...]


def roll(
    forecaster: Forecaster, past: Past, origins: Sequence[int], horizons: Sequence[int], constants: Constants
) -> list[Rolled]:
    """Scores of a forecaster per horizon over origins; targets after the end of the data are left out.

    Args:
        forecaster: Whom to score.
        past: All counts, before and after the origins.
        origins: Periods before which it forecasts.
        horizons: How many periods ahead; 1 is the period of the origin.
        constants: Values of the constants of the forecaster and of :data:`CONSTANTS`.

    Raises:
        UsageError: A horizon has no target inside the data.
    """
    found: dict[int, list[tuple[Floats, ...]]] = {horizon: [] for horizon in horizons}
    for origin in origins:
        within = [horizon for horizon in horizons if origin + horizon <= past.periods]
        if within:
            for horizon, scores in zip(within, _scores(forecaster, past, origin, within, constants), strict=True):
                found[horizon].append(scores)
    if empty := [horizon for horizon, scores in found.items() if not scores]:
        raise UsageError(
            f"no forecast {empty[0]} periods ahead has its outcome in the data", hint="roll earlier origins"
        )
    return [_mean(forecaster.name, horizon, scores) for horizon, scores in found.items()]


def _scores(
    forecaster: Forecaster, past: Past, origin: int, horizons: Sequence[int], constants: Constants
) -> list[tuple[Floats, ...]]:
    """CRPS, log score and the two coverages [S] per horizon, from one origin."""
    forecast = forecaster.predict(past.before(origin), horizons, constants)
    outcome = past.counts[:, [origin + horizon - 1 for horizon in horizons]]
    level = constants["interval.level"]
    parts = (
        crps(forecast, outcome),
        log_score(forecast, outcome, floor=constants["forecasts.least_probability"]),
        covered(*forecast.interval(level), outcome).astype(float),
        pit_coverage(pit(forecast, outcome), level),
    )
    return [tuple(part[:, number] for part in parts) for number in range(len(horizons))]


def _mean(name: str, horizon: int, scores: Sequence[tuple[Floats, ...]]) -> Rolled:
    joined = [np.concatenate(parts) for parts in zip(*scores, strict=True)]
    means = [float(part.mean()) for part in joined]
    return Rolled(name, horizon, means[0], means[1], means[2], means[3], len(joined[0]),
                  tuple(float(parts[0].mean()) for parts in scores))  # fmt: skip
