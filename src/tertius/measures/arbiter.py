"""Arbiter: whether both sides do as a third party tells them, and more than as others tell them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.roles import DIRECTIVES, FACILITATION, LEVERAGE, REFUSALS
from tertius.inference.intervals import beta_interval
from tertius.measures.alike import several, told_alike
from tertius.measures.directives import OBEYING, Directive, Terms, chances, complied, directives, replies
from tertius.measures.episodes import acts, day_number, discount
from tertius.measures.outsiders import OUT, Outsiders, drawn, evidence, outsiders
from tertius.measures.shares import Parts, beta_estimate, covered_months, uncovered
from tertius.model import Estimate, Inputs, Measure, Reading, Request, Standing

_NAME = "arbiter"
Floats = NDArray[np.float64]
Told = Mapping[str, Sequence[Directive]]


@dataclass(frozen=True)
class _Scale:
    """What turns counts into a posterior: half-life, prior, interval, and the day from which age is counted."""

    half_life: float
    prior: float
    level: float
    draws: int
    at: int
    windowed: bool

    @classmethod
    def of(cls, inputs: Inputs, request: Request) -> "_Scale":
        return cls(
            inputs.constant("arbiter.half_life_months"),
            inputs.constant("arbiter.prior"),
            inputs.constant("interval.level"),
            int(inputs.constant("roles.draws")),
            day_number(request.at),
            request.window is not None,
        )

    def weights(self, days: Sequence[int]) -> Floats:
        """Weight of each day by its age."""
        if self.windowed:
            return np.ones(len(days))
        return discount(np.asarray(days, dtype=np.float64), self.at, self.half_life)

    def beta(self, found: Sequence[Directive]) -> tuple[float, float]:
        """Posterior of the share complied with."""
        weight = self.weights([one.day for one in found])
        yes = float(weight[np.asarray(complied(found), dtype=np.bool_)].sum())
        return self.prior + yes, self.prior + float(weight.sum()) - yes

    def share(self, hits: float, misses: float) -> Estimate:
        """A share with its interval."""
        return beta_estimate(self.prior + hits, self.prior + misses, hits + misses, self.level)


@dataclass(frozen=True)
class _Obeyed:
    """Draws of two-sided compliance, of its lift over that with others, and of how much both exceed chance.

    ``excess`` is None where acts are taken as told.
    """

    two_sided: Floats
    lift: Floats
    excess: Floats | None


def compute(inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per third party asked for; see :data:`MEASURE`."""
    panel = inputs.panel("outsider_day")
    months = covered_months(panel, request)
    if months is None:
        return uncovered(_NAME, panel, request)
    alike = several(inputs.panel("pair_act"), request)
    given = told_alike(inputs, OBEYING | REFUSALS, inputs.constant("role.voices")) if alike else inputs
    outside = outsiders(given.panel("outsider_day"), request)
    terms, scale = Terms.of(inputs), _Scale.of(inputs, request)
    last = min(day_number(request.at), day_number(request.window.last) if request.window else day_number(request.at))
    told: dict[str, Told] = {third: {} for third in request.actors}
    usual: dict[str, dict[str, float]] = {third: {} for third in request.actors}
    for side, other in ((request.pair.a, request.pair.b), (request.pair.b, request.pair.a)):
        toward = acts(given.panel("pair_act"), request, side, other)
        for third in {*outside.thirds(), *request.actors}:
            found = directives(outside, toward, (third, side), terms, last)
            told[third] = {**told.get(third, {}), side: found}
            if alike and third in usual and found:
                days, reach = (day_number(months.start), last), int(inputs.constant("arbiter.match_days"))
                often = chances(found, replies(outside, toward, (third, side)), terms, days, reach)
                usual[third][side] = float(np.average(often, weights=scale.weights([one.day for one in found])))
    return [_reading(inputs, request, actor, outside, told, usual[actor] if alike else None)
            for actor in request.actors]  # fmt: skip


def _reading(inputs: Inputs, request: Request, actor: str, outside: Outsiders, told: Mapping[str, Told],
             usual: Mapping[str, float] | None) -> Reading:  # fmt: skip
    dataset, own, scale = inputs.panel("outsider_day").dataset, told[actor], _Scale.of(inputs, request)
    found = [one for given in own.values() for one in given]
    kind = "directive" if usual is None else f"directive that {inputs.constant('role.voices'):g} voices tell alike"
    if idle := [side for side, given in own.items() if not given]:
        return Reading(
            _NAME, actor, request.pair, request.period, dataset, Standing.UNDEFINED,
            reason=f"no {kind} to {' or '.join(sorted(idle))} whose time was up",
            evidence=evidence((0.0, one.events) for one in found),
        )  # fmt: skip
    obeyed = _draws(own, _others(told, actor), scale, request.seed, usual)
    weight = scale.weights([one.day for one in found])
    n, least = float(weight.sum()), inputs.constant("arbiter.min_effective")
    thin = n < least
    above, sure = _above(obeyed, inputs)
    return Reading(
        _NAME, actor, request.pair, request.period, dataset, Standing.PRIOR_DOMINATED if thin else Standing.MEASURED,
        estimate=_lesser(obeyed.two_sided, [scale.beta(given) for given in own.values()], n, scale.level),
        reason=f"effective evidence {n:.1f} {kind.replace('directive', 'directives')}, below {least:g}" if thin else "",
        state=None if thin else "arbiter" if sure else "none",
        probability=above,
        evidence=evidence((float(w), one.events) for w, one in zip(weight, found, strict=True)),
        parts=_parts(actor, outside, told, obeyed, scale),
    )  # fmt: skip


def _lesser(draws: Floats, sides: Sequence[tuple[float, float]], n: float, level: float) -> Estimate:
    """The lesser of two shares: the median of its draws, and the lesser of either end of the two intervals.

    The lesser of two draws lies below the lesser of two shares that are alike: an interval of such draws lies too low.
    """
    low, _, high = (float(one) for one in np.stack([beta_interval(*side, level) for side in sides]).min(axis=0))
    return Estimate(min(max(float(np.median(draws)), low), high), low, high, n, level)


def _above(obeyed: _Obeyed, inputs: Inputs) -> tuple[float, bool]:
    """Probability that both sides obey more than they otherwise would, and whether that makes an arbiter.

    Against others where acts are taken as told. Where what several voices tell is read, few directives of others are
    left, and days around the directives tell better what comes anyway; others need only be obeyed less.
    """
    above = float((obeyed.lift > 0).mean())
    if obeyed.excess is None:
        return above, above > inputs.constant("arbiter.level")
    both = float((obeyed.excess > 0).mean())
    return both, both > inputs.constant("arbiter.sure_level") and above > inputs.constant("arbiter.others_level")


def _others(told: Mapping[str, Told], actor: str) -> Told:
    """Directives of every other outsider, by side."""
    others = [given for third, given in sorted(told.items()) if third != actor]
    return {side: [one for given in others for one in given[side]] for side in told[actor]}


def _draws(own: Told, others: Told, scale: _Scale, seed: int, usual: Mapping[str, float] | None) -> _Obeyed:
    """Draws of compliance; the two sides in no order."""
    rng = np.random.default_rng(seed)
    sides = sorted((scale.beta(own[side]), scale.beta(others[side]), (usual or {}).get(side, 0.0)) for side in own)
    obeyed = [(rng.beta(*mine, scale.draws), rng.beta(*theirs, scale.draws)) for mine, theirs, _ in sides]
    two_sided = np.minimum(obeyed[0][0], obeyed[1][0])
    excess = np.minimum(*(mine - anyway for (mine, _), (*_, anyway) in zip(obeyed, sides, strict=True)))
    lift = two_sided - np.minimum(obeyed[0][1], obeyed[1][1])
    return _Obeyed(two_sided, lift, None if usual is None else excess)


def _parts(actor: str, outside: Outsiders, told: Mapping[str, Told], obeyed: _Obeyed, scale: _Scale
           ) -> Parts:  # fmt: skip
    own, n = told[actor], sum(len(given) for given in told[actor].values())
    directive, eased = _days(outside, actor, own, DIRECTIVES, scale), _days(outside, actor, own, FACILITATION, scale)
    every = sum(_days(outside, third, own, DIRECTIVES, scale) for third in outside.thirds())
    found: Parts = {
        "lift": drawn(obeyed.lift, float(n), scale.level),
        "directive_share": scale.share(directive, eased),
        "share_of_directives": scale.share(directive, every - directive),
        "leverage_days": _days(outside, actor, own, LEVERAGE, scale),
    }
    if obeyed.excess is not None:
        found["lift_over_chance"] = drawn(obeyed.excess, float(n), scale.level)
    for side, given in own.items():
        a, b = scale.beta(given)
        found[f"complied_{side}"] = scale.share(a - scale.prior, b - scale.prior)
    return found


def _days(outside: Outsiders, third: str, sides: Told, codes: frozenset[str] | Mapping[str, object], scale: _Scale
          ) -> float:  # fmt: skip
    """Discounted (side, day) on which a third party did something of the kind."""
    kept = frozenset(codes)
    days = [day for side in sides for day in {act.day for act in outside.of(third, side, OUT, kept)}]
    return float(scale.weights(sorted(days)).sum())


MEASURE = Measure(
    name=_NAME,
    title="Arbiter",
    question="Do both sides do as a third party tells them, and more than as others tell them?",
    unit="share of directives that the less obedient side complied with, 0 to 1; state: arbiter, none; probability: "
    "that it exceeds compliance with others",
    formula=(
        "Directives to a side: 102, 104x, 105x, 106, 107, 139; complied with when the matched act follows within 30 "
        "days (withdrawals 60), toward the third party or the other side; refused by 12x; else silence. "
        "Compliance of a side ~ Beta(a0 + complied, a0 + not), discounted; two-sided = the lesser of the two, draw by "
        "draw, its bounds the lesser of theirs; lift = two-sided - the same with directives of all others. Arbiter: "
        "P(lift > 0) > 0.95. In machine-coded data in which several voices are heard only acts that two voices tell "
        "alike are read; arbiter: P(both sides comply more often than after any day within a year of a directive) > "
        "0.7 and P(lift > 0) > 0.5."
    ),
    reference="Gent and Shannon 2010; Issue Correlates of War (binding settlement); methods 3.3",
    limits=(
        "Behaviour, not law: rulings of courts are not in it. Demands are often rhetoric, hence the floor on their "
        "number. An act that would have come anyway counts as compliance; the lift takes out what it is with others."
    ),
    needs=("outsider_day", "pair_act"),
    constants=(
        "arbiter.half_life_months", "arbiter.horizon_days", "arbiter.withdrawal_days", "arbiter.follow_up_days",
        "arbiter.prior", "arbiter.min_effective", "arbiter.level", "arbiter.sure_level", "arbiter.others_level",
        "arbiter.match_days", "role.voices", "roles.draws", "interval.level",
    ),
    compute=compute,
)  # fmt: skip
