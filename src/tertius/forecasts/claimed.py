"""A claim about the future that a forecast was frozen for, and what became of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from tertius.forecasts.items import SCORED
from tertius.forecasts.scoring import brier

DENIES = ("lost", "lacks", "falls")
"""What a claim says when it comes true by less: no share above the even one, no more acts than before."""


def chance_of(says: str, line: Mapping[str, Any], above: float | None) -> float:
    """Probability of what is foreseen, from a frozen line.

    Args:
        says: What the claim says.
        line: The line of the month it speaks of.
        above: Acts a month that a rise must exceed and a fall must not; None: the line's own chance decides.
    """
    more = float(line["chance"])
    if above is not None:
        quantiles = [float(value) for value in line["quantiles"].values()]
        more = sum(value > above for value in quantiles) / len(quantiles)
    return 1.0 - more if says in DENIES else more


def judged_claim(claim: Mapping[str, Any] | None, items: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """What became of the claim a forecast was frozen for; None when it was frozen for none."""
    if claim is None:
        return None
    line = next(one for one in items if one["first_day"] == claim["first_day"])
    told = {key: claim[key] for key in ("claim_id", "text", "says", "chance")}
    if line["standing"] != SCORED:
        return {**told, "standing": line["standing"], "came_true": None, "brier": None}
    more = bool(line["happened"]) if claim["above"] is None else float(line["observed"]) > float(claim["above"])
    true = more != (claim["says"] in DENIES)
    score = round(float(brier(claim["chance"], true)), 4)
    return {**told, "standing": line["standing"], "came_true": true, "brier": score}
