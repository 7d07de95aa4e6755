"""The claim that a new regional architecture has crystallised, and its mirror, by one rule (methods 3.14, 7.1)."""

from datetime import date

from tertius.claims.deciding import untestable
from tertius.model import Claim, Constants, Crystallised, Outcome, ReasonCode, Says, Verdict

_SAYS_SO, _DENIES = (Says.GAINED, Says.HOLDS), (Says.LACKS, Says.LOST)
_MOST = 10


def crystallised_or_not(claim: Claim, found: Crystallised, as_of: date, constants: Constants) -> Verdict:
    """Weigh a claim on the architecture of a region: *gained* says a new one has crystallised, *lacks* that none has.

    Args:
        claim: The hypothesis; it names no actor and no pair.
        found: What the region's tables say up to ``as_of``.
        as_of: Last day of data used.
        constants: Values of :data:`tertius.claims.CONSTANTS`.

    Returns:
        Supported or contradicted where the answer is known: that there is none only if a common break would have been
        noticed with probability ``claims.power``. Mixed where one was found that has not settled, or not yet.
    """
    if claim.says not in (*_SAYS_SO, *_DENIES):
        reason = f"of a region's architecture only 'gained' and 'lacks' are tested, not {claim.says.value!r}"
        return untestable(claim, reason, as_of)
    if unknown := _unknown(found, constants["claims.power"]):
        return untestable(claim, unknown, as_of, code=ReasonCode.UNDETECTABLE)
    if found.outcome in ("so far", "unsettled"):
        failed = ", ".join(one.name for one in found.conditions if one.holds is False)
        reason = f"{found.outcome}: the roles changed together in {found.when}; what does not hold: {failed}"
        return _verdict(claim, found, as_of, Outcome.MIXED, reason)
    settled = found.outcome == "crystallised"
    told = f"the roles changed together in {found.when} and have stayed" if settled else (
        f"no common break of the region's roles; likeliest would be {found.conditions[0].note}"
    )  # fmt: skip
    right = settled == (claim.says in _SAYS_SO)
    return _verdict(claim, found, as_of, Outcome.SUPPORTED if right else Outcome.CONTRADICTED, told)


def _unknown(found: Crystallised, power: float) -> str:
    """Why the answer is not known; empty where it is."""
    noticed = next((one.value or 0.0 for one in found.conditions if one.name == "would be noticed"), None)
    if noticed is not None and noticed < power:
        return (f"no common break of the region's roles was found, and one would have been noticed with probability "
                f"{noticed:.2f} only; {power:g} is needed")  # fmt: skip
    unsure = [one.note for one in found.conditions if one.holds is None]
    return unsure[0] if found.outcome == "undetectable" and unsure else ""


def _verdict(claim: Claim, found: Crystallised, as_of: date, outcome: Outcome, reason: str) -> Verdict:
    """The mass of the common break speaks for its claim, what is left for the mirror; its events go with it."""
    common, positive = found.conditions[0], claim.says in _SAYS_SO
    mass = common.value or 0.0
    events = common.evidence[:_MOST]
    favours = (mass >= 1 / 2) == positive
    codes = {Outcome.SUPPORTED: ReasonCode.AGREED, Outcome.CONTRADICTED: ReasonCode.EXCLUDED}
    return Verdict(
        claim, outcome, reason, as_of,
        support=mass if positive else 1 - mass, mirror=1 - mass if positive else mass,
        evidence_for=events if favours else (), evidence_against=() if favours else events,
        notes=tuple(f"{one.name}: {_said(one.holds)}, {one.note}" for one in found.conditions),
        code=codes.get(outcome, ReasonCode.COMPONENTS),
    )  # fmt: skip


def _said(holds: bool | None) -> str:
    return "not known" if holds is None else "holds" if holds else "does not hold"
