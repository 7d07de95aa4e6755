"""The claim that a state has a quality, and its mirror: its place among comparable states (methods 7.1, C7)."""

from datetime import date

from tertius.claims.deciding import untestable
from tertius.model import Claim, Constants, Estimate, Outcome, Rank, Reading, ReasonCode, Says, Verdict

_MOST = 10


def high_or_low(claim: Claim, found: Rank | None, as_of: date, constants: Constants) -> Verdict:
    """Weigh a claim that a state has a quality (*holds*) or not (*lacks*), for the part of it that is measured.

    It holds in the highest part of the comparable states and is lacking in the lowest, so that a claim and its mirror
    leave the same room between them; a state in the middle has it neither way.

    Args:
        claim: The hypothesis; it names an actor and no pair.
        found: The place of the actor; None where the data set holds no act of it.
        as_of: Last day of data used.
        constants: Values of :data:`tertius.claims.CONSTANTS`.
    """
    if claim.says not in (Says.HOLDS, Says.LACKS):
        reason = f"of the quality of a state only 'holds' and 'lacks' are tested, not {claim.says.value!r}"
        return untestable(claim, reason, as_of)
    if found is None:
        return untestable(claim, f"the data hold no such act of {claim.actor}", as_of, code=ReasonCode.DATA)
    if found.reading.estimate is None or found.place is None or found.highest is None or found.lowest is None:
        return untestable(claim, f"{found.reading.measure} of {claim.actor}: {found.reason}", as_of,
                          code=ReasonCode.DATA)  # fmt: skip
    high = (found.highest, "highest"), (found.lowest, "lowest")
    (favour, end), (against, other) = high if claim.says is Says.HOLDS else high[::-1]
    part = f"{constants['rank.part']:.0%} of comparable states"
    said = f"probability {favour:.2f} of the {end} {part}, {against:.2f} of the {other}"
    outcome, code, reason = _ruled(favour, against, said, constants["claims.supported"])
    events = found.reading.evidence[:_MOST]
    return Verdict(
        claim, outcome, reason, as_of, support=favour, mirror=against,
        evidence_for=events if favour >= against else (), evidence_against=events if favour < against else (),
        notes=_notes(found.place, found.reading), code=code,
        readings={"now": found.reading.estimate, "place": found.place},
    )  # fmt: skip


def _ruled(favour: float, against: float, said: str, sure: float) -> tuple[Outcome, ReasonCode, str]:
    if favour >= sure:
        return Outcome.SUPPORTED, ReasonCode.AGREED, f"{said}; this is of the measured part only"
    if against >= sure:
        return Outcome.CONTRADICTED, ReasonCode.EXCLUDED, f"{said}; this is of the measured part only"
    if 1.0 - favour - against >= sure:
        return Outcome.MIXED, ReasonCode.UNDECIDED, f"{said}: in the middle, so neither it nor its opposite"
    return Outcome.MIXED, ReasonCode.UNDECIDED, f"{said}: not decided"


def _notes(place: Estimate, reading: Reading) -> tuple[str, ...]:
    noted = f"place {place.value:.2f} ({place.low:.2f}-{place.high:.2f}) among {place.n + 1:.0f} comparable states"
    beyond = reading.parts.get("not_in_the_data")
    return (noted, f"not in the data: {beyond}") if isinstance(beyond, str) else (noted,)
