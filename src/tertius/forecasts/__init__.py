"""Room forecasts: what the ledgers expect of the coming periods, beside naive forecasts, scored and frozen.

``FORECASTERS`` give a distribution of counts per series and horizon; each is handed the past and nothing else.
"""

from tertius.forecasts import ledger, naive, roles, rolling
from tertius.forecasts.claimed import chance_of, judged_claim
from tertius.forecasts.forecaster import Forecaster, Past, past_of
from tertius.forecasts.freezing import freeze, thaw
from tertius.forecasts.items import SCORED, Item, Outcome, Skill, judge
from tertius.forecasts.predictive import Predictive
from tertius.forecasts.roles import ROLE_FORECASTERS, above_even, role_outlook, roll_roles
from tertius.forecasts.rolling import Rolled, roll
from tertius.model import UnknownName

FORECASTERS: tuple[Forecaster, ...] = (
    ledger.LEDGER,
    naive.LAST_VALUE,
    naive.SEASONAL,
    naive.CONFLICTOLOGY,
    naive.MEAN,
)
"""Every forecaster of counts, the house's own first."""

CONSTANTS: tuple[str, ...] = tuple(
    dict.fromkeys(
        (*(name for one in FORECASTERS for name in one.constants), *roles.CONSTANTS, *rolling.CONSTANTS,
         "forecasts.quantiles", "forecasts.skill_origins")
    )
)  # fmt: skip
"""Names of the constants behind a forecast and its scores."""


def forecaster(name: str) -> Forecaster:
    """Return a forecaster by name.

    Raises:
        UnknownName: There is no such forecaster.
    """
    for known in FORECASTERS:
        if known.name == name:
            return known
    raise UnknownName("forecaster", name, [known.name for known in FORECASTERS])


__all__ = [
    "CONSTANTS",
    "FORECASTERS",
    "ROLE_FORECASTERS",
    "SCORED",
    "Forecaster",
    "Item",
    "Outcome",
    "Past",
    "Predictive",
    "Rolled",
    "Skill",
    "above_even",
    "chance_of",
    "forecaster",
    "freeze",
    "judge",
    "judged_claim",
    "past_of",
    "role_outlook",
    "roll",
    "roll_roles",
    "thaw",
]
