"""The decision rule (methods 7.2): the same for a claim and for its mirror, whoever it favours."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from tertius.claims.support import best_loss, odds_factor, support
from tertius.model import (
    CaseFile,
    Check,
    Claim,
    Direction,
    Estimate,
    Finding,
    Outcome,
    Says,
    Standing,
    Trial,
    Verdict,
    mirror,
)

_USABLE = Standing.MEASURED
_NEEDS_CHANGE = {Says.LOST: Direction.LOSS, Says.GAINED: Direction.GAIN}
_MOST = 10

CONSTANTS = (
    "claims.supported", "claims.contradicted", "claims.robust", "claims.agrees",
    "claims.definitive_ratio", "claims.definitive_months", "claims.draws", "claims.now_months", "claims.before_months",
    "claims.alternative_now_months", "changes.odds_factor",
)  # fmt: skip
"""Rows of the table of constants that a verdict rests on."""


def untestable(claim: Claim, reason: str, as_of: date, evidence: Sequence[str] = ()) -> Verdict:
    """The verdict on a claim that the data cannot speak to, with the reason."""
    return Verdict(claim, Outcome.NOT_TESTABLE, reason, as_of, evidence_for=tuple(evidence))


def decide(claim: Claim, case: CaseFile, as_of: date, constants: Mapping[str, float]) -> Verdict:
    """Weigh a claim.

    Args:
        claim: The hypothesis, frozen before the data were read.
        case: Trials and dated changes seen with data up to ``as_of``.
        as_of: Last day of data used.
        constants: Values of :data:`CONSTANTS`.
    """
    missing = _insufficient(claim, case)
    if missing:
        return untestable(claim, missing, as_of)
    primary, opposite = support(claim, case.primary), support(mirror(claim), _mirrored(claim, case))
    if primary is None or opposite is None:
        return untestable(claim, "the data give no second reading to compare with", as_of)
    runs = [(trial, support(claim, trial)) for trial in case.variants]
    known = [(trial, value) for trial, value in runs if value is not None and trial.now.standing is _USABLE]
    robust = _agreement([value for _, value in known], primary, constants["claims.agrees"])
    outcome, reason = _outcome(claim, case, primary, robust, constants)
    return Verdict(
        claim, outcome, reason, as_of,
        support=primary, mirror=opposite, robust=robust,
        checks=(*_variant_checks(known), *_placebo_checks(claim, case, constants)),
        evidence_for=_evidence(claim, case, favour=True),
        evidence_against=_evidence(claim, case, favour=False),
        notes=_notes(claim, case),
        readings=_shown(case),
    )  # fmt: skip


def _insufficient(claim: Claim, case: CaseFile) -> str:
    trial = case.primary
    for reading in (trial.now, trial.other if claim.says is Says.MORE_THAN else None,
                    trial.before if claim.says in (Says.RISES, Says.FALLS) else None):  # fmt: skip
        if reading is not None and reading.standing is not _USABLE:
            return f"{reading.measure} of {reading.actor}: {reading.reason or reading.standing.value}"
    return ""


def _mirrored(claim: Claim, case: CaseFile) -> Trial:
    """The primary trial with the two actors of a comparison exchanged, as its mirror claim needs it."""
    trial = case.primary
    if claim.says is Says.MORE_THAN and trial.other is not None:
        return replace(trial, now=trial.other, other=trial.now)
    return trial


def _agreement(values: Sequence[float], primary: float, agrees: float) -> float | None:
    if not values:
        return None
    side = [value if primary >= 0.5 else 1.0 - value for value in values]
    return sum(value >= agrees for value in side) / len(side)


def _outcome(claim: Claim, case: CaseFile, primary: float, robust: float | None, constants: Mapping[str, float]
             ) -> tuple[Outcome, str]:  # fmt: skip
    firm = robust is None or robust >= constants["claims.robust"]
    if primary <= constants["claims.contradicted"]:
        return (
            (Outcome.CONTRADICTED, "the opposite is nearly certain and the variants agree")
            if firm
            else (Outcome.MIXED, "the primary run speaks against the claim, the variants do not all agree")
        )
    if primary < constants["claims.supported"]:
        return Outcome.MIXED, _leaning(claim, case, primary, constants["claims.supported"])
    if not firm:
        return Outcome.MIXED, "the primary run supports the claim, the variants do not all agree"
    return _qualified(claim, case, constants)


def _leaning(claim: Claim, case: CaseFile, primary: float, needed: float) -> str:
    """Why a claim is not decided: the data are balanced, or the volume could not decide it whatever had happened."""
    said = f"probability {primary:.2f}: the data lean but do not decide"
    best = best_loss(case.primary) if claim.says is Says.LOST else None
    if best is None or best >= needed:
        return said
    change = _last_change(case.changes, Direction.LOSS, claim.made_on)
    dated = f"a loss is dated {change.when}, but " if change else ""
    return (
        f"probability {primary:.2f}; {dated}at this volume even no act at all would give only {best:.2f}: undetectable"
    )


def _qualified(claim: Claim, case: CaseFile, constants: Mapping[str, float]) -> tuple[Outcome, str]:
    """A claim whose level is supported may still say too much: a change, a size or a finality that is not there."""
    wanted = _NEEDS_CHANGE.get(claim.says)
    change = _last_change(case.changes, wanted, claim.made_on) if wanted else None
    if wanted and change is None:
        return Outcome.MIXED, f"the level fits, but no dated {wanted.value} before the text was found"
    if claim.says in (Says.RISES, Says.FALLS) and case.primary.before is not None:
        factor = odds_factor(case.primary.now, case.primary.before, draws=int(constants["claims.draws"]), seed=0)
        need = constants["changes.odds_factor"]
        if factor is None or max(factor, 1.0 / factor) < need:
            return Outcome.MIXED, f"the direction is right, but the odds changed by less than {need:g} times"
    if claim.quantifier == "definitive" and change is not None:
        too_much = _not_definitive(case, change, claim.made_on, constants)
        if too_much:
            return Outcome.MIXED, too_much
    return Outcome.SUPPORTED, "the primary run and the variants support the claim"


def _last_change(changes: Sequence[Finding], direction: Direction, before: date) -> Finding | None:
    fitting = [one for one in changes if one.direction is direction and one.when <= before]
    return max(fitting, key=lambda one: one.when, default=None)


def _not_definitive(case: CaseFile, change: Finding, made_on: date, constants: Mapping[str, float]) -> str:
    months = (made_on - change.when).days / 30.44
    if months < constants["claims.definitive_months"]:
        return f"the loss is dated {change.when}, {months:.0f} months before the text: so far, not definitive"
    now = case.primary.now.estimate
    limit = constants["claims.definitive_ratio"] * change.before.value
    if now is None or now.high > limit:
        high = "unknown" if now is None else f"{now.high:.2f}"
        return f"the loss is supported, its finality is not: the upper bound {high} exceeds {limit:.2f}"
    return ""


def _variant_checks(known: Sequence[tuple[Trial, float]]) -> tuple[Check, ...]:
    return tuple(Check(trial.name, value, "variant", trial.now.estimate) for trial, value in known)


def _placebo_checks(claim: Claim, case: CaseFile, constants: Mapping[str, float]) -> tuple[Check, ...]:
    found = []
    for trial in case.placebos:
        value = support(claim, trial)
        if value is not None:
            same = value >= constants["claims.supported"]
            note = "placebo: the same would be said of it" if same else "placebo: the same would not be said of it"
            found.append(Check(trial.name, value, note, trial.now.estimate))
    return tuple(found)


def _evidence(claim: Claim, case: CaseFile, *, favour: bool) -> tuple[str, ...]:
    """Events that speak for or against: the actor's own recent acts speak for a role held, others' for one lost."""
    own = case.primary.now.evidence
    against = case.primary.other.evidence if case.primary.other is not None else case.rivals
    if claim.says in (Says.RISES, Says.FALLS) and case.primary.before is not None:
        against = case.primary.before.evidence
    holds = claim.says not in (Says.LOST, Says.FALLS)
    return (own if holds == favour else against)[:_MOST]


def _notes(claim: Claim, case: CaseFile) -> tuple[str, ...]:
    notes = [f"{one.direction.value} dated {one.when} ({one.interval}), log Bayes factor {one.log_bayes_factor:.1f}"
             for one in case.changes]  # fmt: skip
    now = case.primary.now
    if now.detectable is not None:
        notes.append(f"smallest change detectable at this volume: {now.detectable:.2f}")
    if claim.quantifier:
        notes.append(f"the text says {claim.quantifier!r}: tested separately from the level")
    return tuple(notes)


def _shown(case: CaseFile) -> dict[str, Estimate]:
    trial = case.primary
    named = (("now", trial.now), ("before", trial.before), ("other", trial.other))
    return {name: reading.estimate for name, reading in named if reading is not None and reading.estimate is not None}
