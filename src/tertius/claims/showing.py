"""What a verdict shows of its runs: checks, notes, readings, and events on the side they speak for."""

from collections.abc import Sequence

from tertius.claims.ruling import TRENDS, WANTED
from tertius.claims.support import beyond, otherwise, support
from tertius.model import (
    ONCE,
    CaseFile,
    Check,
    Claim,
    Constants,
    Estimate,
    Kind,
    Says,
    Span,
    Trial,
    month_index,
)

_MOST = 10
"""Events shown on either side."""


def checks(claim: Claim, case: CaseFile, known: Sequence[tuple[Trial, float]], constants: Constants
           ) -> tuple[Check, ...]:  # fmt: skip
    """Every run beside the primary one, with its support."""
    found = [Check(trial.name, value, "variant", trial.now.estimate, trial.kind) for trial, value in known]
    if claim.says in WANTED:
        chance = otherwise(claim, case.primary)
        if chance is not None:
            past = case.primary.past.estimate if case.primary.past else None
            found.append(Check("once otherwise", chance, "what the claim takes for granted", past, Kind.PRESUPPOSITION))
    return (*found, *_placebos(claim, case, constants))


def _placebos(claim: Claim, case: CaseFile, constants: Constants) -> list[Check]:
    found = []
    for trial in case.placebos:
        value = support(claim, trial)
        clear = beyond(claim, trial, constants["claims.margin_odds"])
        if value is not None and clear is not None:
            same = clear[0] >= constants["claims.supported"]
            note = "placebo: the same would be said of it" if same else "placebo: the same would not be said of it"
            found.append(Check(trial.name, value, note, trial.now.estimate, Kind.PLACEBO))
    return found


def sides(claim: Claim, case: CaseFile) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Events for and against, the weightiest first, one a story.

    An event stands where its story moves the log-odds of the claim; one that moves nothing stands by what it is, after
    the others: the actor's own recent acts speak for a role held, those of others for one lost.
    """
    weight = case.influence
    by_kind = weighable(claim, case)
    if not weight:
        return by_kind[0][:_MOST], by_kind[1][:_MOST]
    ranked = sorted((event for event in weight if weight[event] != 0.0), key=lambda event: -abs(weight[event]))
    found = [
        (*(event for event in ranked if (weight[event] > 0) == favour),
         *(event for event in events if weight.get(event) == 0.0))[:_MOST]
        for favour, events in zip((True, False), by_kind, strict=True)
    ]  # fmt: skip
    return found[0], found[1]


def weighable(claim: Claim, case: CaseFile) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Events that by what they are speak for the claim, and those that speak against it, the strongest first."""
    own = case.primary.now.evidence
    against = case.primary.other.evidence if case.primary.other is not None else case.rivals
    if claim.says in TRENDS and case.primary.before is not None:
        against = case.primary.before.evidence
    return (against, own) if claim.says in (Says.LOST, Says.LACKS, Says.FALLS) else (own, against)


def notes(claim: Claim, case: CaseFile, constants: Constants) -> tuple[str, ...]:
    """What time was looked at instead of the one spoken of, dated changes, the smallest change that could be found."""
    found = _time(claim, case.primary.now.period, int(constants["claims.now_months"]))
    found += [f"{one.direction.value} dated {one.when} ({one.interval}), log Bayes factor {one.log_bayes_factor:.1f}"
             for one in case.changes]  # fmt: skip
    now = case.primary.now
    if now.detectable is not None:
        found.append(f"smallest change detectable at this volume: {now.detectable:.2f}")
    if case.unresolved:
        found.append(f"acts of the pair that name somebody unknown: {case.unresolved:.1%}")
    if claim.quantifier:
        found.append(f"the text says {claim.quantifier!r}: tested separately from the level")
    return tuple(found)


def _time(claim: Claim, looked_at: Span, months: int) -> list[str]:
    """Where the time looked at is another than the one that the claim speaks of."""
    found = []
    if looked_at.last < claim.last_day:
        found.append(f"the data end on {looked_at.last}, the claim speaks of {claim.last_day}")
    if claim.since is not None or claim.quantifier == ONCE:
        return found
    if month_index(looked_at.end) - month_index(looked_at.start) < months:
        found.append(f"{looked_at} stands for the {months} months before: the days that are covered")
    if claim.until is not None:
        found.append(f"of the time up to {claim.until} its last {months} months are tested, and not that it ended then")
    return found


def readings(case: CaseFile) -> dict[str, Estimate]:
    """Estimates of the primary run by name."""
    trial = case.primary
    named = (("now", trial.now), ("before", trial.before), ("other", trial.other), ("past", trial.past))
    return {name: reading.estimate for name, reading in named if reading is not None and reading.estimate is not None}
