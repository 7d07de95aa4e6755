"""Event claims: whether an act took place, by who reports it (methods 7.1 C4)."""

from collections.abc import Mapping, Sequence
from datetime import date

from tertius.model import Claim, Constants, Outcome, ReasonCode, Verdict

_MOST = 10


def exists(claim: Claim, acts: Sequence[str], voices: Mapping[str, tuple[str, ...]], as_of: date, constants: Constants
           ) -> Verdict:  # fmt: skip
    """Weigh the claim that an act took place.

    Args:
        claim: The act, its actors and the period.
        acts: Events on record that fit it, in order of date.
        voices: Independent points of view that report each event.
        as_of: Last day of data used.
        constants: Values of :data:`tertius.claims.CONSTANTS`.

    Returns:
        *Supported* when a single act is reported from enough points of view, or several acts together are; *mixed* when
        only one view tells of them; *not testable* when none is on record, since silence is no proof of absence.
    """
    coded = ", ".join(claim.codes)
    if not acts:
        return Verdict(
            claim, Outcome.NOT_TESTABLE, f"no act coded {coded} is on record: silence is no proof of absence", as_of,
            code=ReasonCode.DATA,
        )  # fmt: skip
    least = int(constants["claims.independent_blocs"])
    ranked = sorted(acts, key=lambda event: -len(voices.get(event, ())))
    heard = sorted({voice for event in acts for voice in voices.get(event, ())})
    best = len(voices.get(ranked[0], ()))
    if len(heard) >= least:
        told = f"one of them by {best}" if best >= least else "though no single one by two"
        outcome, code = Outcome.SUPPORTED, ReasonCode.AGREED
        reason = f"{len(acts)} acts coded {coded} are on record from {len(heard)} independent sides, {told}"
    else:
        outcome, code = Outcome.MIXED, ReasonCode.ONE_BLOC
        who = heard[0] if heard else "nobody that is named"
        reason = f"{len(acts)} acts coded {coded} are on record, reported by {who} alone: one side is not enough"
    return Verdict(
        claim, outcome, reason, as_of, evidence_for=tuple(ranked[:_MOST]), code=code,
        notes=(f"reported by: {', '.join(heard) or 'nobody that is named'}",),
    )  # fmt: skip
