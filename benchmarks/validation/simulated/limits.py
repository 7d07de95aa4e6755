"""How well the same fall could be dated if nothing but the months were noisy: series drawn straight from the model."""

import numpy as np

from benchmarks.validation.simulated.worlds import AFTER, BEFORE, START, YEARS
from tertius.codebooks.constants import CONSTANTS
from tertius.inference.day_dating import DailyShare, Loss, day_of_change
from tertius.inference.grids import share_grid

SERIES, RHO, A_DAY, EDGE = 300, 0.05, 60.0 / 30.4375, 180
LOSS = Loss(*(int(CONSTANTS[f"changes.{name}_days"].value) for name in ("near", "far")))


def table() -> list[str]:
    """Median and 90th percentile of the error in days, and coverage, with the correlation of the months known."""
    rng = np.random.default_rng(0)
    day = np.datetime64(START) + np.arange(np.timedelta64(365 * YEARS, "D").astype(int))
    month = (day.astype("datetime64[M]") - day[0].astype("datetime64[M]")).astype(np.int64)
    grid, strength = share_grid(60, a=0.5, b=5.5), (1.0 - RHO) / RHO
    errors, held = [], []
    for when in rng.integers(730, len(day) - 730, SERIES):
        n = rng.poisson(A_DAY, len(day))
        levels = [rng.beta(p * strength, (1.0 - p) * strength, month[-1] + 1)[month] for p in (BEFORE, AFTER)]
        x = rng.binomial(n, np.where(np.arange(len(day)) < when, *levels))
        data = DailyShare(x.astype(float), n.astype(float), month, np.asarray([RHO]))
        found = day_of_change(data, EDGE, len(day) - EDGE, grid=grid, credibility=0.9, loss=LOSS)
        errors.append(abs(found.index - when))
        held.append(found.low <= when <= found.high)
    return [
        "| the same fall in series drawn straight from the model, no media, correlation known | found |",
        "|---|--:|",
        f"| median error of the date, days ({SERIES} series) | {np.median(errors):.0f} |",
        f"| 90th percentile of the error, days | {np.quantile(errors, 0.9):.0f} |",
        f"| interval of the date covers it (90 %) | {np.mean(held):.0%} |",
    ]
