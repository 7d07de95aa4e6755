"""From distributions to lines that can be frozen, each beside how such forecasts fared before."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tertius.forecasts import naive
from tertius.forecasts.forecaster import Forecaster, Past
from tertius.forecasts.items import COUNT, ROLE, Item, Skill
from tertius.forecasts.ledger import LEDGER
from tertius.forecasts.roles import ROLE_FORECASTERS, RoleOutlook, roll_roles
from tertius.forecasts.rolling import Rolled, roll
from tertius.forecasts.scoring import brier, levels, skill
from tertius.model import Constants, Span

Floats = NDArray[np.float64]
_NAIVE = (naive.LAST_VALUE, naive.SEASONAL, naive.CONFLICTOLOGY, naive.MEAN)


def count_items(
    forecaster: Forecaster,
    past: Past,
    rows: Sequence[int],
    series: Sequence[tuple[str, str, str]],
    periods: Sequence[Span],
    constants: Constants,
) -> list[Item]:
    """One line per series and month ahead.

    Args:
        forecaster: Who forecasts.
        past: Counts of all series it may learn from.
        rows: Rows of the series to be told.
        series: Source, target and quad class of each of these.
        periods: Months ahead, in order.
        constants: Values of the forecaster's constants and ``forecasts.quantiles``.
    """
    forecast = forecaster.predict(past, range(1, len(periods) + 1), constants)
    at = levels(int(constants["forecasts.quantiles"]))
    quantiles, mean = forecast.quantiles(at), forecast.mean()
    return [
        Item(COUNT, quad, source, target, h + 1, period, float(mean[row, h]), float(1.0 - forecast.pmf[row, h, 0]),
             dict(zip(at, map(float, quantiles[row, h]), strict=True)))
        for row, (source, target, quad) in zip(rows, series, strict=True) for h, period in enumerate(periods)
    ]  # fmt: skip


def role_items(
    what: str,
    outlook: RoleOutlook,
    rows: Sequence[int],
    names: Sequence[str],
    periods: Sequence[Span],
    constants: Constants,
) -> list[Item]:
    """One line per actor and month ahead.

    Args:
        what: Name of the measure the role is read by.
        outlook: What is expected of every alternative of its table.
        rows: Rows of the actors to be told.
        names: Name of every row.
        periods: Months ahead, in order.
        constants: Value of ``forecasts.quantiles``.
    """
    at = levels(int(constants["forecasts.quantiles"]))
    quantiles, mean = outlook.quantiles(at), outlook.mean()
    return [
        Item(ROLE, what, names[row], None, h + 1, period, float(mean[row, h]), float(outlook.chance[row, h]),
             dict(zip(at, map(float, quantiles[row, h]), strict=True)), float(outlook.level[row, h]))
        for row in rows for h, period in enumerate(periods)
    ]  # fmt: skip


def count_skill(past: Past, horizons: Sequence[int], constants: Constants) -> list[Skill]:
    """CRPS of the ledger and of the best naive forecaster per horizon, over the last origins; none when too short."""
    origins = _origins(past.periods, horizons, constants)
    told = [step for step in horizons if origins and origins[0] + step <= past.periods]
    if not told:
        return []
    ours = roll(LEDGER, past, origins, told, constants)
    theirs = [roll(one, past, origins, told, constants) for one in _NAIVE]
    return [_count_skill(mine, min((one[i] for one in theirs), key=lambda one: one.crps))
            for i, mine in enumerate(ours)]  # fmt: skip


def _count_skill(mine: Rolled, best: Rolled) -> Skill:
    saved = skill(mine.crps, best.crps) if best.crps > 0 else 0.0
    return Skill(COUNT, mine.horizon, "crps", mine.crps, best.forecaster, best.crps, saved, mine.coverage,
                 mine.forecasts)  # fmt: skip


def role_skill(table: Floats, horizons: Sequence[int], constants: Constants) -> list[Skill]:
    """Brier score of the ledger's chances and of the best naive ones per horizon, over the last origins."""
    origins = _origins(table.shape[1], horizons, constants)
    if not origins:
        return []
    rolled = {name: roll_roles(name, table, origins, horizons, constants) for name in ROLE_FORECASTERS}
    found = []
    for number, horizon in enumerate(horizons):
        happened = rolled["ledger"][1][:, number]
        seen = ~np.isnan(happened)
        if not seen.any():
            continue
        scores = {name: float(brier(given[seen, number], happened[seen]).mean()) for name, (given, _) in rolled.items()}
        ours = scores.pop("ledger")
        best = min(scores, key=lambda name: scores[name])
        saved = skill(ours, scores[best]) if scores[best] > 0 else 0.0
        found.append(Skill(ROLE, horizon, "brier", ours, best, scores[best], saved, None, int(seen.sum())))
    return found


def _origins(periods: int, horizons: Sequence[int], constants: Constants) -> list[int]:
    """The last origins whose longest forecast has come due, each with some past."""
    last = periods - max(horizons)
    first = last - int(constants["forecasts.skill_origins"]) + 1
    return list(range(max(first, int(constants["forecasts.naive_window"])), last + 1))
