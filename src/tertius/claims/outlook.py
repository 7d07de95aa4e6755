"""Claims about the future: a probability now, frozen, and scored once the day has come (methods 7.1 C6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tertius.model import Claim, Constants, Outcome, ReasonCode, Verdict

_MAY = ("may", "might", "could", "possible")


@dataclass(frozen=True)
class Outlook:
    """What a forecast says of a claim: its chance, the last day of the month it is for, and the sealed record."""

    chance: float
    until: date
    record: Mapping[str, object]


def foreseen(claim: Claim, outlook: Outlook, as_of: date, constants: Constants) -> Verdict:
    """The verdict on a claim about the future: pending, with the probability that is frozen for it.

    *May* is satisfied by any probability above zero, so it is read as a real possibility, and a claim without it as
    likely; the reason says whether the forecast agrees with that reading.
    """
    possible = claim.quantifier in _MAY
    least = constants["claims.real_possibility"] if possible else constants["claims.likely"]
    reading = f"{'a real possibility' if possible else 'likely'} (from {least:g})"
    agrees = "the forecast agrees" if outlook.chance >= least else "the forecast does not agree"
    return Verdict(
        claim, Outcome.NOT_TESTABLE,
        f"probability {outlook.chance:.2f} for the month that ends {outlook.until}; read as {reading}: {agrees}; "
        "frozen, to be scored then",
        as_of, support=outlook.chance, mirror=1.0 - outlook.chance, code=ReasonCode.PENDING, frozen=outlook.record,
        notes=(f"frozen forecast: sha256 {outlook.record.get('sha256')}",),
    )  # fmt: skip
