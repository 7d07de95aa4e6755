"""Does the ledger's interval cover the share of the last month, when the share stands still and when it drifts?

Forgetting is what a share that walks calls for. In a steady state the mean over discounted months is the best guess of
a share whose steps have the variance ``v (1 - d)^2 / d``, ``v`` being the variance that one month's share has around it
and ``d`` what a month leaves of the evidence (West and Harrison, Bayesian Forecasting and Dynamic Models: discounting).
Series are drawn straight from the model, no media; the correlation within months is estimated as in a reading.
"""

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.constants import CONSTANTS
from tertius.measures.shares import Settings, share_estimate, share_posterior
from tertius.model import Inputs

SERIES, MONTHS, ALTERNATIVES, RHO, A_MONTH = 300, 120, 11, 0.05, 60
START, LEAST, MOST = 0.30, 0.02, 0.90
SPEEDS = {"stands still": 0.0, "drifts half as fast as the ledger forgets": 0.5, "drifts as fast": 1.0,
          "drifts twice as fast": 2.0}  # fmt: skip
Floats = NDArray[np.float64]


def settings() -> Settings:
    """Those of the mediation share."""
    return Settings.of(Inputs({}, {name: found.value for name, found in CONSTANTS.items()}), "mediation")


def walk(rng: np.random.Generator, speed: float, half_life: float) -> Floats:
    """A share by month, its steps ``speed`` times as large as those that the half-life fits [T]."""
    kept = 2.0 ** (-1.0 / half_life)
    share = np.empty(MONTHS)
    share[0] = START
    for month in range(1, MONTHS):
        p = share[month - 1]
        noise = np.sqrt(p * (1.0 - p) * (RHO + (1.0 - RHO) / A_MONTH))
        step = speed * (1.0 - kept) / np.sqrt(kept) * noise
        share[month] = np.clip(p + step * rng.standard_normal(), LEAST, MOST)
    return share


def counts(rng: np.random.Generator, share: Floats) -> Floats:
    """Monthly counts of the first alternative with that share and of others that part the rest evenly [K, T]."""
    mean = np.column_stack([share, np.repeat((1.0 - share)[:, None] / (ALTERNATIVES - 1), ALTERNATIVES - 1, axis=1)])
    drawn = (rng.dirichlet(row * (1.0 - RHO) / RHO) for row in mean)
    return np.asarray([rng.multinomial(rng.poisson(A_MONTH), row) for row in drawn], dtype=np.float64).T


def covered(speed: float) -> tuple[float, float, float]:
    """Part of the intervals that hold the last month's share, root mean square error and half-width."""
    rng, how = np.random.default_rng(0), settings()
    held, error, width = [], [], []
    for _ in range(SERIES):
        share = walk(rng, speed, how.half_life)
        found = share_estimate(share_posterior(counts(rng, share), how, windowed=False), 0, how)
        held.append(found.low <= share[-1] <= found.high)
        error.append(found.value - share[-1])
        width.append((found.high - found.low) / 2)
    return float(np.mean(held)), float(np.sqrt(np.mean(np.square(error)))), float(np.mean(width))


def table() -> list[str]:
    """One line a speed."""
    lines = [f"| a share of {START:g}, sixty counts a month, {SERIES} series of ten years, no media | its last month "
             "covered (90 %) | RMSE | half-width |", "|---|--:|--:|--:|"]  # fmt: skip
    return lines + ["| {} | {:.0%} | {:.3f} | {:.3f} |".format(name, *covered(speed)) for name, speed in SPEEDS.items()]
