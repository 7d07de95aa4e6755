"""What the right verdict is, from what was planted and the smallest effect that the planted volume can show.

Nothing here reads a verdict or an event as told. A claim is **decidable** when its planted effect would be found nine
times in ten at the planted volume: then only the truth is right. It is **out of reach** when it would be found less
than one time in four (among them effects of exactly zero, where no truth exists): then only *mixed* and *not testable*
are right. Between the two the truth, *mixed* and *not testable* are right, and the opposite of the truth is wrong.
"""

import math
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from scipy.stats import norm

from benchmarks.texts.verdict_worlds import MADE_ON, START
from tertius.codebooks.constants import constant
from tertius.inference.detectable import detectable_share
from tertius.inference.dispersion import design_effect
from tertius.model import Claim, Outcome, Says, Span, month_index
from tertius.simulate import Simulation
from tertius.study.asking import months_back

SURE = float(norm.ppf(0.95))
"""Standard errors between an estimate and a border from which the posterior probability is .95."""
FOUND, MISSED = 0.9, 0.25
"""Chance of finding the effect from which a claim is decidable, and below which it is out of reach."""
OPEN = frozenset({Outcome.MIXED, Outcome.NOT_TESTABLE})
OPPOSITE = {Outcome.SUPPORTED: Outcome.CONTRADICTED, Outcome.CONTRADICTED: Outcome.SUPPORTED}
_LEAST_MONTHS = 6
_LIFT, _UNKNOWN = constant("guarantor.lift"), 0.5


@dataclass(frozen=True)
class Truth:
    """What is true, how likely the data could show it, and the outcomes that are right."""

    outcome: Outcome
    power: float

    @property
    def reach(self) -> str:
        """decidable, between or out of reach."""
        return "decidable" if self.power >= FOUND else "out of reach" if self.power < MISSED else "between"

    @property
    def right(self) -> frozenset[Outcome]:
        """Outcomes that count as right."""
        if self.outcome is Outcome.MIXED or self.reach == "out of reach":
            return OPEN
        return frozenset({self.outcome}) | (OPEN if self.reach == "between" else frozenset())


@dataclass(frozen=True)
class Shown:
    """Planted mean shares per month [T], and the independent table days that a month is worth."""

    path: dict[str, np.ndarray]
    per_month: float
    rho: float
    volume: float
    even: float

    def mean(self, actor: str, window: Span) -> float:
        """Planted share over the months of a window."""
        first = month_index(START)
        return float(self.path[actor][month_index(window.start) - first : month_index(window.last) - first + 1].mean())

    def n(self, months: float) -> float:
        """Independent table days in so many months."""
        return months * self.per_month


def truth(simulation: Simulation, claim: Claim) -> Truth:
    """The right verdict on a claim about a simulated world."""
    if claim.measure == "mediation":
        return _of_share(_shown(simulation), claim)
    return _of_conduct(simulation, claim)


def _shown(simulation: Simulation) -> Shown:
    rows, world = simulation.truth.shares, simulation.world
    mine = rows["table"] == "mediation"
    order = np.argsort(rows["month"][mine], kind="stable")
    third, share = rows["third"][mine][order], np.asarray(rows["planted"], dtype=float)[mine][order]
    volume = world.events_per_month
    worth = volume / float(design_effect(volume, world.overdispersion))
    path = {str(name): share[third == name] for name in np.unique(third)}
    return Shown(path, worth, world.overdispersion, volume, 1.0 / (len(world.thirds) + 2))


def _of_share(shown: Shown, claim: Claim) -> Truth:
    now, before = _windows()
    p = shown.mean(str(claim.actor), now)
    if claim.says is Says.MORE_THAN:
        return _higher(p, shown.mean(str(claim.other), now), shown.n(12))
    if claim.says in (Says.RISES, Says.FALLS):
        return _trend(claim.says, p, shown.mean(str(claim.actor), before), (shown.n(12), shown.n(24)))
    level = _above(p, shown.even, shown.n(12))
    if claim.says is Says.HOLDS:
        return level
    turned = Truth(_flipped(level.outcome), level.power) if claim.says is Says.LOST else level
    if turned.outcome is not Outcome.SUPPORTED:
        return turned
    changed = _changed(shown, claim)
    both = Truth(changed.outcome, min(changed.power, turned.power))
    return _final(shown, claim, p, both) if claim.quantifier else both


def _windows() -> tuple[Span, Span]:
    now = months_back(MADE_ON, int(constant("claims.now_months")))
    return now, months_back(now.start - timedelta(days=1), int(constant("claims.before_months")))


def _flipped(outcome: Outcome) -> Outcome:
    return OPPOSITE.get(outcome, outcome)


def _above(p: float, border: float, n: float) -> Truth:
    """Whether a share exceeds a border; the chance that the posterior says so with .95."""
    if math.isclose(p, border, rel_tol=1e-3):
        return Truth(Outcome.MIXED, 0.0)
    gap = abs(p - border) - SURE * math.sqrt(border * (1 - border) / n)
    power = float(norm.cdf(gap / math.sqrt(p * (1 - p) / n)))
    return Truth(Outcome.SUPPORTED if p > border else Outcome.CONTRADICTED, power)


def _higher(p: float, q: float, n: float) -> Truth:
    if math.isclose(p, q, rel_tol=1e-3):
        return Truth(Outcome.MIXED, 0.0)
    error = math.sqrt((p + q - (p - q) ** 2) / n)
    return Truth(Outcome.SUPPORTED if p > q else Outcome.CONTRADICTED, float(norm.cdf(abs(p - q) / error - SURE)))


def _trend(says: Says, now: float, before: float, n: tuple[float, float]) -> Truth:
    """A trend claims that the odds changed by the factor of a change; an unchanged share contradicts it."""
    step = math.log(now / (1 - now)) - math.log(before / (1 - before))
    step = step if says is Says.RISES else -step
    error = math.sqrt(1 / (n[0] * now * (1 - now)) + 1 / (n[1] * before * (1 - before)))
    least = math.log(constant("changes.odds_factor"))
    if step >= least:
        large = (step - least) / error - float(norm.ppf(constant("claims.agrees")))
        return Truth(Outcome.SUPPORTED, float(norm.cdf(min(step / error - SURE, large))))
    if step > 1e-3:
        return Truth(Outcome.MIXED, 0.0)
    return Truth(Outcome.CONTRADICTED, float(norm.cdf((least - step) / error - SURE)))


def _changed(shown: Shown, claim: Claim) -> Truth:
    """Whether the share crossed the even one the claimed way; the chance that a search for changes would find it."""
    path, even = shown.path[str(claim.actor)], shown.even
    held = path > even if claim.says is Says.LOST else path < even
    last = int(np.flatnonzero(held)[-1]) + 1 if held.any() else 0
    before, after = last, len(path) - last
    if min(before, after) < _LEAST_MONTHS or not held[max(0, last - _LEAST_MONTHS) : last].all():
        # never otherwise: what the claim presupposes is false; the chance that the past is seen for what it is
        past = _above(float(path[:-12].mean()), even, shown.n(len(path) - 12))
        return Truth(Outcome.CONTRADICTED, past.power)
    level, then = float(path[max(0, last - 24) : last - 1].mean()), float(path[last + 1 :].mean())
    least = float(detectable_share(level, shown.volume, before=min(before, 24), after=after, rho=shown.rho,
                                   bayes_factor=constant("changes.bayes_factor")))  # fmt: skip
    # the closed form gives the step found nine times in ten; a step smaller by half is taken to be found rarely
    step = abs(level - then)
    return Truth(Outcome.SUPPORTED, FOUND if step >= least else _UNKNOWN if step >= least / 2 else 0.0)


def _final(shown: Shown, claim: Claim, p: float, lost: Truth) -> Truth:
    """A definitive loss leaves less than a tenth of the level before it."""
    if lost.outcome is not Outcome.SUPPORTED:
        return lost
    path = shown.path[str(claim.actor)]
    limit = constant("claims.definitive_ratio") * float(path[path > shown.even].mean())
    small = _above(p, limit, shown.n(12))
    if small.outcome is Outcome.CONTRADICTED:
        return Truth(Outcome.SUPPORTED, min(lost.power, small.power))
    return Truth(Outcome.MIXED, lost.power)


def _of_conduct(simulation: Simulation, claim: Claim) -> Truth:
    """Promises, asks and guarantees: planted chances of answers, and how many answers there were to see."""
    kind = {"promises": "promise", "responses": "ask", "guarantor": "trigger"}[str(claim.measure)]
    roles = {role.actor: role for role in simulation.world.roles}
    rows = simulation.truth.answers
    seen = {actor: int(((rows["kind"] == kind) & (rows["answerer"] == actor)).sum()) for actor in roles}
    if claim.says is Says.MORE_THAN:
        p, q = (_chance(roles[str(actor)].role.value, roles[str(actor)].level) for actor in (claim.actor, claim.other))
        error = math.sqrt(p * (1 - p) / seen[str(claim.actor)] + q * (1 - q) / seen[str(claim.other)])
        power = float(norm.cdf(abs(p - q) / error - SURE))
        return Truth(Outcome.SUPPORTED if p > q else Outcome.CONTRADICTED, power)
    level = _guards(roles[str(claim.actor)].level, seen[str(claim.actor)], sum(seen.values()))
    return level if claim.says is Says.HOLDS else Truth(_flipped(level.outcome), level.power)


def _guards(level: float, mine: int, every: int) -> Truth:
    """Whether deeds follow triggers; the triggers of both sides are pooled, and quiet days vary as much as they do."""
    p = level * mine / max(every, 1)
    error = math.sqrt(2.0 * max(p, _LIFT) * (1.0 - max(p, _LIFT)) / max(every, 1))
    power = float(norm.cdf(abs(p - _LIFT) / error - SURE))
    return Truth(Outcome.SUPPORTED if p > _LIFT else Outcome.CONTRADICTED, power)


def _chance(role: str, level: float) -> float:
    """Planted chance that a promise is kept, or an ask left without answer."""
    return (1.0 - level) / 2 if role == "promise-breaker" else level
