"""Who will hold a role in the coming months, from the monthly table of credits of a pair.

Two answers: the share itself as the ledger of the measure will have it when it has aged without new evidence, and the
chance that an actor has more than the even share of the credits of one month, which can be checked later.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, betaincinv

from tertius.forecasts.states import state_chances
from tertius.model import Constants, UsageError

Floats = NDArray[np.float64]
Chances: TypeAlias = Callable[[Floats, Sequence[int], Constants], Floats]
CONSTANTS = (
    "forecasts.role_shortest_half_life",
    "forecasts.role_half_lives",
    "forecasts.half_life_ratio",
    "forecasts.state_prior_periods",
    "forecasts.naive_window",
    "forecasts.fit_prior_events",
    "forecasts.fit_rounds",
)
"""Constants a forecast of roles reads."""
_JEFFREYS = 0.5


@dataclass(frozen=True)
class RoleOutlook:
    """What the ledger expects of the K alternatives of a table, H months ahead.

    Attributes:
        yes: [K, H] Beta parameters of the shares: counts for each,
        no: [K, H] and against it.
        chance: [K, H] probability that the share of that month's own credits will lie above the even one, if there are
            any.
    """

    yes: Floats
    no: Floats
    chance: Floats

    @property
    def level(self) -> Floats:
        """[K, H] probability that the share lies above the even share ``1 / K``."""
        return np.asarray(1.0 - betainc(self.yes, self.no, 1.0 / len(self.yes)), dtype=float)

    def quantiles(self, levels: Sequence[float]) -> Floats:
        """[K, H, L] quantiles of the shares."""
        return np.asarray(betaincinv(self.yes[..., None], self.no[..., None], np.asarray(levels)), dtype=float)

    def mean(self) -> Floats:
        """[K, H] expected shares."""
        return np.asarray(self.yes / (self.yes + self.no), dtype=float)


def above_even(table: Floats) -> Floats:
    """[K, T] 1 where an alternative has more than the even share of a month's credits, else 0; nan without credits."""
    total = table.sum(axis=0)
    above = (table * len(table) > total[None, :]).astype(float)
    return np.where(total > 0, above, np.nan)


def role_outlook(
    table: Floats, ledger: tuple[Floats, Floats], horizons: Sequence[int], constants: Constants
) -> RoleOutlook:
    """Forecast the shares of a monthly table of credits [K, T] from all of its months.

    Args:
        table: Credits per alternative and month, not negative.
        ledger: Beta parameters of every share at each horizon [H, K], for it and against it, as the measure of the role
            will have them without new evidence.
        horizons: Months ahead, 1 is the month after the table.
        constants: Values of :data:`CONSTANTS`.

    Raises:
        UsageError: The table holds fewer than two alternatives, no month or a negative credit.
    """
    if table.ndim != 2 or table.shape[0] < 2 or table.shape[1] < 1 or not np.all(table >= 0):
        raise UsageError(f"a table of shares needs two alternatives and a month of known credits, got {table.shape}")
    return RoleOutlook(ledger[0].T, ledger[1].T, _ledger(table, horizons, constants))


def _grid(constants: Constants) -> tuple[float, ...]:
    first, ratio = constants["forecasts.role_shortest_half_life"], constants["forecasts.half_life_ratio"]
    return tuple(first * ratio**step for step in range(int(constants["forecasts.role_half_lives"])))


def _ledger(table: Floats, horizons: Sequence[int], constants: Constants) -> Floats:
    return state_chances(above_even(table), horizons, half_lives=_grid(constants), constants=constants)


def _last_value(table: Floats, horizons: Sequence[int], constants: Constants) -> Floats:  # noqa: ARG001
    """The state of the last month with credits, as sure as that state has been to last until the next such month."""
    above = above_even(table)
    seen = above[:, ~np.isnan(above[0])]
    if seen.shape[1] == 0:
        return np.full((len(table), len(horizons)), 1.0 / len(table))
    same = seen[:, 1:] == seen[:, :-1]
    sure = (same.sum() + _JEFFREYS) / (same.size + 2.0 * _JEFFREYS)
    return np.repeat(np.where(seen[:, -1] > 0, sure, 1.0 - sure)[:, None], len(horizons), axis=1)


def _climatology(table: Floats, horizons: Sequence[int], constants: Constants) -> Floats:
    """How often the share lay above the even one in the last twelve months that had credits (Jeffreys prior)."""
    above = above_even(table)
    recent = above[:, ~np.isnan(above[0])][:, -int(constants["forecasts.naive_window"]) :]
    chance = (recent.sum(axis=1) + _JEFFREYS) / (recent.shape[1] + 2.0 * _JEFFREYS)
    return np.repeat(chance[:, None], len(horizons), axis=1)


ROLE_FORECASTERS: Mapping[str, Chances] = MappingProxyType(
    {"ledger": _ledger, "last-value": _last_value, "climatology-12": _climatology}
)
"""Chances [K, H] of a share above the even one, from a table [K, T] of the months before; the ledger's comes first."""


def roll_roles(
    name: str, table: Floats, origins: Sequence[int], horizons: Sequence[int], constants: Constants
) -> tuple[Floats, Floats]:
    """Chances given and what happened, [N, H] over origins and alternatives; nan where a month had no credits.

    Args:
        name: One of :data:`ROLE_FORECASTERS`.
        table: Credits [K, T] of all months.
        origins: Months before which it forecasts; each sees only the months before.
        horizons: Months ahead.
        constants: Values of :data:`CONSTANTS`.
    """
    above = above_even(table)
    given, happened = [], []
    for origin in origins:
        given.append(ROLE_FORECASTERS[name](table[:, :origin], horizons, constants))
        later = [origin + horizon - 1 for horizon in horizons]
        happened.append(
            np.stack([above[:, t] if t < table.shape[1] else np.full(len(table), np.nan) for t in later], 1)
        )
    return np.concatenate(given), np.concatenate(happened)
