"""Causal claims: whether the cause came first, and what else did (methods 7.1 C5). Never more than order in time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from tertius.claims.ruling import WANTED
from tertius.model import (
    Cause,
    Check,
    Claim,
    Constants,
    Direction,
    Finding,
    Kind,
    Outcome,
    ReasonCode,
    Says,
    Verdict,
)

Days = NDArray[np.float64]
_WAYS = {**WANTED, Says.FALLS: Direction.LOSS, Says.RISES: Direction.GAIN}
_MONTH_DAYS = 30.4375
_GRAIN_DAYS = {"week": 7.0, "month": _MONTH_DAYS}
_MOST = 5


@dataclass(frozen=True)
class Dated:
    """Dated changes of every measure that has a finder, by the name of the measure."""

    changes: Mapping[str, Sequence[Finding]]

    def last(self, actor: str | None, name: str | None, says: Says, until: date) -> Finding | None:
        """The last change of an actor in the direction that is claimed."""
        fitting = [one for one in self.changes.get(name or "", ())
                   if one.actor == actor and one.direction is _WAYS.get(says) and one.when <= until]  # fmt: skip
        return max(fitting, key=lambda one: one.when, default=None)


def in_order(claim: Claim, cause: Cause, dated: Dated, as_of: date, constants: Constants) -> Verdict:
    """Weigh a causal claim: *consistent with*, *inconsistent with*, or not testable because not identified.

    It is consistent with the data when the cause preceded the effect with the probability of a supported claim, by no
    more than the months before the present that other claims look at, and at least one rival explanation was tested;
    inconsistent when the order is reversed with that probability.
    """
    effect = dated.last(claim.actor, claim.measure, claim.says, claim.made_on)
    source = dated.last(cause.actor, cause.measure, cause.says, claim.made_on)
    for what, found, name in (("effect", effect, claim.measure), ("cause", source, cause.measure)):
        if found is None:
            why = "no change is dated" if name in dated.changes else "no finder dates its changes"
            return _silent(claim, f"the {what} ({name}) has no date: {why}", as_of)
    if effect is None or source is None:  # told above; for the type checker
        return _silent(claim, "no date", as_of)
    first = precedes(source, effect, constants)
    lag = (effect.when - source.when).days / _MONTH_DAYS
    rivals = rivals_of(claim, (source, effect), dated, constants)
    outcome, code, reason = _ruled(first, lag, rivals, constants)
    against = tuple(dict.fromkeys(event for one in dated.changes.values() for change in one
                                  if change not in (source, effect) for event in change.evidence[:2]))  # fmt: skip
    return Verdict(
        claim, outcome, reason, as_of,
        support=first, mirror=1.0 - first, checks=rivals,
        evidence_for=tuple(dict.fromkeys((*source.evidence[:_MOST], *effect.evidence[:_MOST]))),
        evidence_against=against[: 2 * _MOST],
        notes=(f"cause: {source.direction.value} of {source.measure} by {source.actor} dated {source.when} "
               f"({source.interval})",
               f"effect: {effect.direction.value} of {effect.measure} by {effect.actor} dated {effect.when} "
               f"({effect.interval})",
               "order in time is no proof of a cause"),
        code=code,
    )  # fmt: skip


def _silent(claim: Claim, reason: str, as_of: date) -> Verdict:
    return Verdict(claim, Outcome.NOT_TESTABLE, reason, as_of, code=ReasonCode.UNIDENTIFIED)


def _ruled(first: float, lag: float, rivals: Sequence[Check], constants: Constants) -> tuple[Outcome, ReasonCode, str]:
    said = f"probability {first:.2f} that the cause came first"
    if first <= constants["claims.contradicted"]:
        return Outcome.INCONSISTENT, ReasonCode.ORDER, f"{said}: the effect preceded it"
    if first < constants["claims.supported"]:
        return (
            Outcome.NOT_TESTABLE,
            ReasonCode.UNIDENTIFIED,
            f"{said}: the order is not known, so nothing is identified",
        )
    most = constants["claims.before_months"]
    if lag > most:
        return (Outcome.NOT_TESTABLE, ReasonCode.UNIDENTIFIED,
                f"{said}, but by {lag:.0f} months, more than {most:g}: too far apart to be told apart")  # fmt: skip
    if not rivals:
        return (Outcome.NOT_TESTABLE, ReasonCode.UNIDENTIFIED,
                f"{said}, but no rival explanation was tested: name one under 'rivals'")  # fmt: skip
    alike = [one.name for one in rivals if one.note.startswith("rival: also fits")]
    also = f"; so do {', '.join(alike)}" if alike else f"; none of {len(rivals)} rival explanations does"
    return Outcome.CONSISTENT, ReasonCode.ORDER, f"{said}, by {lag:.0f} months: it fits in time{also}"


def rivals_of(claim: Claim, mine: tuple[Finding, Finding], dated: Dated, constants: Constants) -> tuple[Check, ...]:
    """Everything else that could explain the effect, with the probability that it came first.

    Rivals are those the claim names, and every other dated change of the pair by somebody else. One *also fits* when it
    more likely than not preceded the effect, by no more than the months that the cause itself may.
    """
    _, effect = mine
    when = draws(effect, constants, seed=1)
    found = [(rival.name, np.full(len(when), float(rival.on.toordinal()))) for rival in claim.rivals]
    taken = {one.actor for one in mine}
    found += [
        (f"{change.direction.value} of {change.measure} by {change.actor}, {change.when}",
         draws(change, constants, seed=2))
        for changes in dated.changes.values() for change in changes
        if change.actor not in taken and change.when <= claim.made_on
    ]  # fmt: skip
    return tuple(_rival(name, day, when, constants) for name, day in found)


def _rival(name: str, day: Days, when: Days, constants: Constants) -> Check:
    chance, lag = float((day < when).mean()), float(np.median(when - day)) / _MONTH_DAYS
    fits = chance > 0.5 and lag <= constants["claims.before_months"]
    note = "rival: also fits in time" if fits else "rival: does not fit in time"
    return Check(name, chance, note, kind=Kind.ORDER)


def precedes(cause: Finding, effect: Finding, constants: Constants) -> float:
    """Probability that one dated change came before another, their dates independent."""
    return float((draws(cause, constants, seed=0) < draws(effect, constants, seed=1)).mean())


def draws(finding: Finding, constants: Constants, *, seed: int) -> Days:
    """Draws of the day of a change, as ordinals [claims.draws].

    Of the posterior of a date its median and its interval are known. Half of the draws fall on either side of the
    median, half-normal and as wide as puts nine tenths of them inside the interval; then a day of the grain that was
    dated is drawn.
    """
    rng = np.random.default_rng(seed)
    size, unit = int(constants["claims.draws"]), float(ndtri(0.95))
    grain = _GRAIN_DAYS.get(str(finding.options.get("resolution", "month")), _MONTH_DAYS)
    below = (finding.when - finding.interval.start).days / unit
    above = max((finding.interval.last - finding.when).days - grain, 0.0) / unit
    z = rng.standard_normal(size)
    offset = np.where(z < 0, z * below, z * above) + rng.random(size) * grain
    return np.asarray(finding.when.toordinal() + offset)
