"""Freeze a forecast for a claim about the future; `score` judges it once its month is covered."""

from datetime import date
from typing import Any, Protocol

from tertius.claims import CONSTANTS, Outlook, foreseen, untestable
from tertius.codebooks.constants import constant
from tertius.codebooks.quads import Quad
from tertius.forecasts import chance_of, freeze, thaw
from tertius.forecasts.items import COUNT, ROLE
from tertius.model import Arena, Claim, Dyad, Engine, ReasonCode, Says, UsageError, Verdict, month_index
from tertius.study import forecasting

_MOST_MONTHS = 24
_HOSTILITY = "pressure"
"""Measure whose claims about the future are read as material hostile acts of one side toward the other."""
_ROLE_SAYS = (Says.HOLDS, Says.GAINED, Says.LOST, Says.LACKS)
_COUNT_SAYS = (Says.HOLDS, Says.RISES, Says.FALLS)


class Issued(Protocol):
    """The forecast for a pair as of a day, so many months ahead, of one kind of item; made once an audit."""

    def __call__(self, pair: Dyad, as_of: date, horizon: int, kind: str, /) -> forecasting.Record:
        """Issue the forecast."""


def verdict(engine: Engine, arena: Arena, claim: Claim, dataset: str, as_of: date, issue: Issued) -> Verdict:
    """The pending verdict on a claim about the future, with its frozen forecast; the reason where there can be none."""
    pair = claim.pair
    if pair is None or claim.actor is None or not _foreseeable(claim, pair):
        return untestable(
            claim, "forecasts are made of mediation (holds, gained, lost, lacks) and of pressure between the sides "
            "(holds, rises, falls) only", as_of, code=ReasonCode.UNMEASURED,
        )  # fmt: skip
    try:
        record = issue(pair, as_of, _horizon(claim), _kind(claim))
        outlook = _outlook(engine, arena, claim, dataset, record)
    except UsageError as exc:
        return untestable(claim, str(exc.args[0]), as_of, code=ReasonCode.DATA)
    return foreseen(claim, outlook, as_of, {name: constant(name) for name in CONSTANTS})


def _foreseeable(claim: Claim, pair: Dyad) -> bool:
    if claim.measure == _HOSTILITY:
        return claim.says in _COUNT_SAYS and claim.actor in (pair.a, pair.b)
    return claim.measure == forecasting.ROLE and claim.says in _ROLE_SAYS


def _kind(claim: Claim) -> str:
    return COUNT if claim.measure == _HOSTILITY else ROLE


def _horizon(claim: Claim) -> int:
    if claim.by is None:
        return int(constant("claims.forecast_months"))
    return min(max(month_index(claim.by) - month_index(claim.made_on), 1), _MOST_MONTHS)


def _outlook(engine: Engine, arena: Arena, claim: Claim, dataset: str, record: forecasting.Record) -> Outlook:
    """The lines that concern the claim, sealed with it; the last month decides."""
    kind = _kind(claim)
    what = Quad.MX.value if kind == COUNT else str(claim.measure)
    lines = [one for one in record["items"] if (one["kind"], one["what"], one["actor"]) == (kind, what, claim.actor)]
    if not lines:
        raise UsageError(f"no forecast is made of {claim.measure} by {claim.actor}")
    last = max(lines, key=lambda one: int(one["horizon"]))
    told: dict[str, Any] = {"claim_id": claim.claim_id, "text": claim.text, "says": claim.says.value,
                            "first_day": last["first_day"],
                            "above": _above(engine, arena, claim, dataset, record)}  # fmt: skip
    told["chance"] = round(chance_of(claim.says.value, last, told["above"]), 4)
    kept = {key: value for key, value in record.items() if key != "sha256"}
    sealed = dict(thaw(freeze({**kept, "items": lines, "claim": told}), "the new forecast"))
    return Outlook(told["chance"], date.fromisoformat(str(last["last_day"])), sealed)


def _above(engine: Engine, arena: Arena, claim: Claim, dataset: str, record: forecasting.Record) -> float | None:
    """Acts a month that a rise must exceed, or a fall not reach: the mean of the year before (None: no such claim)."""
    if claim.says not in (Says.RISES, Says.FALLS) or claim.pair is None:
        return None
    acts = forecasting.monthly_acts(engine, arena, dataset, date.fromisoformat(str(record["known_until"])))
    target = claim.pair.b if claim.actor == claim.pair.a else claim.pair.a
    return round(float(acts(str(claim.actor), target, Quad.MX.value)[-12:].mean()), 4)
