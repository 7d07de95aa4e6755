"""Claims that something rises or falls: the direction, the size, and whether it lasts."""

import math

from scipy.special import ndtri

from tertius.claims.ruling import Hearing, Ruling, mixed, mute
from tertius.claims.support import odds_changed, odds_error, support
from tertius.model import Kind, Outcome, ReasonCode, Says, Standing, Trial


def unclear(heard: Hearing) -> Ruling | None:
    """What is said of a trend whose direction is not sure by more than the margin; None: nothing but that.

    What this volume could not show is not excluded by it either: a claim is contradicted for want of a change only
    where the change, had there been one, would have been found.
    """
    return undetectable(heard) or slight(heard) or excluded(heard)


def slight(heard: Hearing) -> Ruling | None:
    """A trend whose direction is right by less than the margin; None where it may be wrong."""
    if heard.support < heard.constants["claims.supported"] or not heard.firm:
        return None
    return _too_small(heard)


def excluded(heard: Hearing) -> Ruling | None:
    """A trend whose size the data exclude, whichever way they lean; None where they do not, or the variants do not.

    A trend claims that the odds changed by at least the factor of a change. Where such a change is improbable there is
    none, and it does not matter how sure the direction is.
    """
    constants, chance = heard.constants, sizeable(heard)
    agreeing = _excluding(heard)
    firm = agreeing is None or agreeing >= constants["claims.robust"]
    if chance is None or chance > constants["claims.contradicted"] or not firm:
        return None
    return Ruling(
        Outcome.CONTRADICTED, ReasonCode.EXCLUDED,
        f"a change of the odds by {constants['changes.odds_factor']:g} times has probability {chance:.2f}: there "
        "is none of the size that counts",
        agreeing,
    )  # fmt: skip


def undetectable(heard: Hearing) -> Ruling | None:
    """A trend beyond what this volume can show; None where a change of the size that counts would be seen."""
    constants, error = heard.constants, odds_error(heard.case.primary)
    needed = float(ndtri(constants["claims.supported"]) + ndtri(constants["claims.power"]))
    if error is None or needed * error <= math.log(constants["changes.odds_factor"]):
        return None
    return mute(
        ReasonCode.UNDETECTABLE,
        f"at this volume only a change of the odds by {math.exp(needed * error):.1f} times would be found nine times "
        f"in ten: undetectable (one by {constants['changes.odds_factor']:g} times or more has probability "
        f"{_shown(sizeable(heard))})",
    )


def sizeable(heard: Hearing, trial: Trial | None = None) -> float | None:
    """Probability that the odds changed the claimed way by at least the factor of a change."""
    factor, rises = heard.constants["changes.odds_factor"], heard.claim.says is Says.RISES
    return odds_changed(trial or heard.case.primary, factor, rises=rises)


def _excluding(heard: Hearing) -> float | None:
    """Share of variants that find the change as improbable as they must find a claim probable to agree with it."""
    found = [sizeable(heard, one) for one in heard.case.variants
             if one.now.standing is Standing.MEASURED and one.kind is not Kind.HALF]  # fmt: skip
    known = [chance for chance in found if chance is not None]
    agreeing = sum(chance <= 1.0 - heard.constants["claims.agrees"] for chance in known)
    return agreeing / len(known) if known else None


def oversized(heard: Hearing) -> Ruling | None:
    """Why a trend whose direction is sure is not what is claimed: too small, one spike, or everybody's."""
    chance = sizeable(heard)
    if chance is None or chance < heard.constants["claims.agrees"]:
        return _too_small(heard)
    for trial in heard.case.variants:
        value = support(heard.claim, trial) if trial.kind is Kind.HALF else None
        if value is not None and value < 0.5:
            return mixed(ReasonCode.SPIKE, f"not sustained: in the {trial.name} alone the probability is {value:.2f}")
    same = [support(heard.claim, one) for one in heard.case.placebos]
    known = [value for value in same if value is not None]
    alike = sum(value >= heard.constants["claims.supported"] for value in known)
    if alike > len(known) / 2:
        return mixed(ReasonCode.PLACEBOS, f"the same would be said of {alike} of {len(known)} others")
    return None


def _too_small(heard: Hearing) -> Ruling:
    return mixed(
        ReasonCode.TOO_SMALL,
        f"the direction is right; that the odds changed by {heard.constants['changes.odds_factor']:g} times or more "
        f"has probability {_shown(sizeable(heard))} only",
    )


def _shown(chance: float | None) -> str:
    return "unknown" if chance is None else f"{chance:.2f}"
