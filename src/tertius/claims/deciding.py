"""The decision rule (methods 7.2): the same for a claim and for its mirror, whoever it favours."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tertius.claims import trends
from tertius.claims.finality import too_strong
from tertius.claims.ruling import TRENDS, WANTED, Hearing, Ruling, mixed, mute
from tertius.claims.showing import checks, notes, readings, sides
from tertius.claims.support import base_rate, best_loss, beyond, otherwise, support
from tertius.model import (
    ONCE,
    CaseFile,
    Claim,
    ClaimType,
    Constants,
    Direction,
    Kind,
    Outcome,
    Reading,
    ReasonCode,
    Says,
    Standing,
    Trial,
    Verdict,
    mirror,
)

_SPLIT = {Kind.BLOC: ReasonCode.BLOCS, Kind.COMPONENT: ReasonCode.COMPONENTS}

CONSTANTS = (
    "claims.supported", "claims.contradicted", "claims.margin_odds", "claims.robust", "claims.agrees",
    "claims.definitive_ratio", "claims.definitive_months", "claims.draws", "claims.now_months", "claims.before_months",
    "claims.alternative_now_months", "claims.short_half_life_months", "claims.long_half_life_months",
    "claims.mixed_effective", "claims.power", "claims.unresolved", "claims.independent_blocs", "claims.weighed_events",
    "claims.forecast_months", "claims.real_possibility", "claims.likely", "changes.odds_factor",
    "claims.looked_back", "claims.short_sentence", "claims.quoted_words", "claims.so_called_letters",
    "rank.part",
)  # fmt: skip
"""Rows of the table of constants that a verdict, or the reading of a claim from a text, rests on."""


def untestable(claim: Claim, reason: str, as_of: date, evidence: Sequence[str] = (),
               code: ReasonCode | None = None) -> Verdict:  # fmt: skip
    """The verdict on a claim that the data cannot speak to, with the reason."""
    if code is None:
        code = ReasonCode.NORMATIVE if claim.type is ClaimType.NORMATIVE else ReasonCode.UNMEASURED
    return Verdict(claim, Outcome.NOT_TESTABLE, reason, as_of, evidence_for=tuple(evidence), code=code)


def decide(claim: Claim, case: CaseFile, as_of: date, constants: Constants) -> Verdict:
    """Weigh a claim.

    Args:
        claim: The hypothesis, frozen before the data were read.
        case: Trials and dated changes seen with data up to ``as_of``.
        as_of: Last day of data used.
        constants: Values of :data:`CONSTANTS`.
    """
    if missing := _insufficient(claim, case, constants):
        return untestable(claim, missing, as_of, code=ReasonCode.DATA)
    primary, opposite = support(claim, case.primary), support(mirror(claim), _mirrored(claim, case))
    clear = beyond(claim, case.primary, constants["claims.margin_odds"])
    if primary is None or opposite is None or clear is None:
        return untestable(claim, _incomparable(claim, case), as_of, code=ReasonCode.DATA)
    known = [
        (trial, value) for trial in case.variants
        if trial.now.standing is Standing.MEASURED and (value := support(claim, trial)) is not None
    ]  # fmt: skip
    robust, split = _agreement(known, primary, constants["claims.agrees"])
    heard = Hearing(claim, case, primary, clear, robust, split, constants)
    ruling = _at_no_day(heard, _ruled(heard))
    favour, against = sides(claim, case)
    return Verdict(
        claim, ruling.outcome, ruling.reason, as_of,
        support=primary, mirror=opposite, robust=robust if ruling.robust is None else ruling.robust,
        checks=checks(claim, case, known, constants),
        evidence_for=favour, evidence_against=against,
        notes=notes(claim, case, constants), readings=readings(case), code=ruling.code,
        influence={event: case.influence[event] for event in (*favour, *against) if event in case.influence},
    )  # fmt: skip


def _incomparable(claim: Claim, case: CaseFile) -> str:
    now = case.primary.now
    if claim.says not in (*TRENDS, Says.MORE_THAN) and now.estimate is not None and case.primary.even is None:
        return (f"{now.measure} gives a value ({now.estimate.value:.2f}) and no border from which on it is said to "
                "hold: claim that it rises, falls or exceeds another's")  # fmt: skip
    return "the data give no second reading to compare with"


def _needed(claim: Claim, trial: Trial) -> list[Reading]:
    """Readings without which the claim cannot be tested."""
    wanted = [trial.now, trial.other if claim.says is Says.MORE_THAN else None,
              trial.before if claim.says in TRENDS else None]  # fmt: skip
    return [one for one in wanted if one is not None]


def _insufficient(claim: Claim, case: CaseFile, constants: Constants) -> str:
    if case.unresolved is not None and case.unresolved > constants["claims.unresolved"]:
        return (f"{case.unresolved:.0%} of the acts of the pair name somebody unknown, more than "
                f"{constants['claims.unresolved']:.0%}")  # fmt: skip
    for reading in _needed(claim, case.primary):
        if reading.standing is not Standing.MEASURED:
            lacks = f"{reading.measure} of {reading.actor}: {reading.reason or reading.standing.value}"
            return f"nothing to compare the present with: {lacks}" if reading is case.primary.before else lacks
    return ""


def _mirrored(claim: Claim, case: CaseFile) -> Trial:
    """The primary trial with the two actors of a comparison exchanged, as its mirror claim needs it."""
    trial = case.primary
    if claim.says is Says.MORE_THAN and trial.other is not None:
        return replace(trial, now=trial.other, other=trial.now)
    return trial


def _agreement(known: Sequence[tuple[Trial, float]], primary: float, agrees: float
               ) -> tuple[float | None, ReasonCode]:  # fmt: skip
    """Share of variants on the side of the primary run, and what kind of them is not."""
    sided = [(trial, value if primary >= 0.5 else 1.0 - value) for trial, value in known
             if trial.kind not in (Kind.COMPONENT, Kind.HALF)]  # fmt: skip
    kinds = {trial.kind for trial, value in sided if value < agrees}
    code = next((_SPLIT[kind] for kind in kinds if kind in _SPLIT), ReasonCode.VARIANTS)
    return (sum(value >= agrees for _, value in sided) / len(sided) if sided else None), code


def _ruled(heard: Hearing) -> Ruling:
    constants, (favour, against) = heard.constants, heard.beyond
    if (never := _never(heard)) is not None:
        return never
    # the opposite must pass the border as clearly as the claim: about the border neither holds
    if against >= 1.0 - constants["claims.contradicted"]:
        return _against(heard)
    if favour < constants["claims.supported"]:
        return _undecided(heard)
    if not heard.firm:
        return mixed(heard.split, "the primary run supports the claim, the variants do not all agree")
    if _components_differ(heard):
        return mixed(ReasonCode.COMPONENTS, "the primary run supports the claim, its components do not")
    return _qualified(heard)


def _at_no_day(heard: Hearing, ruling: Ruling) -> Ruling:
    """What was so *once* may have been so in a part of the time that, taken as a whole, shows the opposite."""
    if heard.claim.quantifier != ONCE or heard.claim.since is not None or ruling.outcome is not Outcome.CONTRADICTED:
        return ruling
    return mixed(ReasonCode.UNDECIDED, f"of all covered time up to {heard.claim.last_day} the opposite is so; the "
                 "claim names no day, and in a part of it it may have been: give since and until")  # fmt: skip


def _never(heard: Hearing) -> Ruling | None:
    """A loss of what was never held, or a gain of what was held all along."""
    if heard.claim.says not in WANTED or heard.change is not None:
        return None
    chance = otherwise(heard.claim, heard.case.primary)
    if chance is None or chance > heard.constants["claims.contradicted"]:
        return None
    was = "held before the present either" if heard.claim.says is Says.LOST else "missing before the present either"
    return Ruling(Outcome.CONTRADICTED, ReasonCode.NEVER, f"probability {chance:.2f} that it was {was}, and no "
                  f"{WANTED[heard.claim.says].value} is dated")  # fmt: skip


def _against(heard: Hearing) -> Ruling:
    # variants that do not all see the opposite may still all exclude a change of the size that is claimed
    unclear = heard.claim.says in TRENDS and (not heard.firm or _components_differ(heard))
    if unclear and (none := trends.excluded(heard)) is not None:
        return none
    if not heard.firm:
        return mixed(heard.split, "the primary run speaks against the claim, the variants do not all agree")
    if _components_differ(heard):
        return mixed(ReasonCode.COMPONENTS, "the primary run speaks against the claim, its components do not")
    loss, gain = heard.last(Direction.LOSS), heard.last(Direction.GAIN)
    first, then = (loss, gain) if heard.claim.says is Says.LOST else (gain, loss)
    if heard.claim.says in WANTED and first is not None and then is not None and first.when < then.when:
        return Ruling(Outcome.CONTRADICTED, ReasonCode.REVERSED,
                      f"a {first.direction.value} is dated {first.when} and was reversed {then.when}")  # fmt: skip
    return Ruling(Outcome.CONTRADICTED, ReasonCode.AGREED, "the opposite is nearly certain and the variants agree")


def _components_differ(heard: Hearing) -> bool:
    """Whether one way of counting the parts of the measure puts the claim on the other side."""
    favours, agrees = heard.support >= 0.5, heard.constants["claims.agrees"]
    found = [support(heard.claim, trial) for trial in heard.case.variants if trial.kind is Kind.COMPONENT]
    return any((1.0 - value if favours else value) >= agrees for value in found if value is not None)


def _undecided(heard: Hearing) -> Ruling:
    """Why a claim is not decided: the data are balanced, or the volume could not decide it whatever had happened."""
    said = f"probability {heard.support:.2f}"
    margin = heard.constants["claims.margin_odds"]
    best = best_loss(heard.case.primary, margin) if heard.claim.says in (Says.LOST, Says.LACKS) else None
    if best is not None and best < heard.constants["claims.supported"]:
        volume = f"at this volume even no act at all would give only {best:.2f}: undetectable"
        if heard.change is not None:  # half of what was said is seen, half cannot be
            return mixed(ReasonCode.COMPONENTS, f"{said}; a loss is dated {heard.change.when}, but {volume}")
        return mute(ReasonCode.UNDETECTABLE, f"{said}; {volume}")
    trend = trends.unclear(heard) if heard.claim.says in TRENDS else None
    if trend is not None:
        return trend
    least = heard.constants["claims.mixed_effective"]
    sizes = [one.estimate.n for one in _needed(heard.claim, heard.case.primary) if one.estimate is not None]
    if sizes and min(sizes) < least:
        return mute(ReasonCode.DATA, f"{said}: not decided, with effective evidence {min(sizes):.1f}, below {least:g}")
    clear, constants, base = max(heard.beyond), heard.constants, base_rate(heard.case.primary.now)
    if base is not None and heard.claim.says is not Says.MORE_THAN:
        return mixed(ReasonCode.UNDECIDED, f"{said}, from a base rate of {base:.3f}: neither it nor its "
                     "opposite is nearly certain both from there and from even odds")  # fmt: skip
    if not constants["claims.contradicted"] < heard.support < constants["claims.supported"]:
        return mixed(ReasonCode.UNDECIDED, f"{said}, but only {clear:.2f} that the odds pass the border by {margin:g} "
                     "times: too near it to call")  # fmt: skip
    return mixed(ReasonCode.UNDECIDED, f"{said}: the data lean but do not decide")


def _qualified(heard: Hearing) -> Ruling:
    """A claim whose level is supported may still say too much: a change, a size or a finality that is not there."""
    if heard.claim.says in WANTED and heard.change is None:
        return _undated(heard)
    trend = trends.oversized(heard) if heard.claim.says in TRENDS and heard.case.primary.before is not None else None
    return trend or too_strong(heard) or Ruling(
        Outcome.SUPPORTED, ReasonCode.AGREED, "the primary run and the variants support the claim")  # fmt: skip


def _undated(heard: Hearing) -> Ruling:
    """The level fits and no change is dated: there was none, or one too small for this volume."""
    trial, what = heard.case.primary, WANTED[heard.claim.says].value
    earlier = [one.estimate.value for one in (trial.before, trial.past) if one is not None and one.estimate is not None]
    if trial.past is None and not earlier:
        return mute(ReasonCode.DATA, f"the level fits, but no day before {trial.now.period.start} is covered, so that "
                    f"it was otherwise and the {what} cannot be seen")  # fmt: skip
    least = trial.now.detectable
    if trial.past is not None and earlier and trial.now.estimate is not None:
        value = trial.now.estimate.value
        claimed = max(abs(level - value) for level in earlier)
        if least is None or claimed < least:
            shown = "none would" if least is None else f"only one of {least:.2f}, not of {claimed:.2f}, would"
            return mute(ReasonCode.UNDETECTABLE,
                        f"the level fits and no {what} is dated, but {shown} be found at this volume")  # fmt: skip
    return mixed(ReasonCode.NO_CHANGE, f"the level fits, but no dated {what} before the text was found")
