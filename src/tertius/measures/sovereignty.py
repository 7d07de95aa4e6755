"""Sovereignty as few dependences: how a state spreads its cooperation, and whether it stands by a no."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincc

from tertius.codebooks.ties import CONDITIONS, MATERIAL
from tertius.inference.intervals import largest_probability
from tertius.measures.episodes import Act, day_number
from tertius.measures.outsiders import drawn, evidence
from tertius.measures.partners import BURSTS, Pressed, Relation, Spread, answered, each_side, relations
from tertius.measures.rates import Memory, days_of
from tertius.measures.shares import Parts, beta_estimate
from tertius.model import Estimate, Inputs, Measure, Reading, Request, Span, Standing

NAME = "sovereignty"
"""Name of the measure."""
Floats = NDArray[np.float64]


def compute(inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per side asked for; see :data:`MEASURE`."""
    return each_side(inputs, request, NAME, _reading)


def simpson(spread: Spread) -> float:
    """Unbiased concentration of shares: the probability that two independent days have the same partner.

    For plain days it is the sum of n (n - 1) over N (N - 1); below zero where chance has it so.

    Source: Simpson 1949, Nature 163.
    """
    shares, n = spread.worth / spread.worth.sum(), spread.independent
    return float(((shares**2).sum() - 1.0 / n) / (1.0 - 1.0 / n))


def spread_draws(spread: Spread, inputs: Inputs, seed: int) -> Floats:
    """Draws [M] of one less normalised concentration: 0 one partner alone, 1 all alike.

    Draws of the shares say how uncertain the concentration is. They lie beyond it by the noise of the counts and once
    more by their own, so they are moved until their mean is the unbiased estimate.
    """
    # in order of size, so that names and order of partners do not matter
    alpha = np.sort(spread.alpha(inputs.constant("sovereignty.prior_days")))
    total, size = alpha.sum(), len(alpha)
    mean = float((alpha * (alpha + 1.0)).sum() / (total * (total + 1.0)))
    shares = np.random.default_rng([seed, 0]).dirichlet(alpha, int(inputs.constant("roles.draws")))
    concentration = (shares**2).sum(axis=1) - mean + simpson(spread)
    return np.asarray(np.clip((1.0 - concentration) * size / (size - 1.0), 0.0, 1.0))


def _reading(inputs: Inputs, request: Request, actor: str, months: Span) -> Reading:
    known, memory = relations(inputs, request, actor), Memory.of(inputs, request, NAME)
    days = [days_of(partner.every, MATERIAL) for partner in known.values()]
    spread, least = Spread.of(days, memory, months, inputs), inputs.constant("sovereignty.min_effective_days")
    last = min(day_number(months.last), day_number(request.at))
    asked = _demands(inputs, known, last)
    panel, pair = inputs.panel("pair_act"), request.pair
    if len(known) < 2 or spread.independent < 2:  # a chance that two days agree needs two days
        return Reading(NAME, actor, pair, request.period, panel.dataset, Standing.UNDEFINED, reason=_lacking(days))
    level, draws = inputs.constant("interval.level"), spread_draws(spread, inputs, request.seed)
    thin = spread.n < least
    alpha = spread.alpha(inputs.constant("sovereignty.prior_days"))
    leading = float(alpha.max())
    sure = float(betaincc(leading, alpha.sum() - leading, inputs.constant("sovereignty.dependence")))
    material = [act for partner in known.values() for act in partner.every if act.code in MATERIAL]
    return Reading(
        NAME, actor, pair, request.period, panel.dataset, Standing.PRIOR_DOMINATED if thin else Standing.MEASURED,
        estimate=drawn(draws, spread.n, level),
        reason=f"undetectable at this volume: {spread.n:.1f} effective days, below {least:g}" if thin else "",
        state=None if thin else _state(sure, inputs.constant("sovereignty.level")),
        evidence=_evidence(memory, material, asked),
        parts={**_top(inputs, known, days, memory, spread), **_autonomy(inputs, memory, asked),
               "probability_dependent": sure, "concentration": simpson(spread),
               "not_in_the_data": "trade, arms, energy, troops"},
    )  # fmt: skip


def _demands(inputs: Inputs, known: Mapping[str, Relation], last: int) -> list[Pressed]:
    gap, horizon = int(inputs.constant("sovereignty.episode_gap_days")), int(inputs.constant("sovereignty.answer_days"))
    return [one for partner in known.values() for one in answered(partner, CONDITIONS, gap, horizon, last)]


def _lacking(days: list[set[int]]) -> str:
    if len(days) < 2:
        return "the data set and the arena know of one partner only"
    seen = sum(len(own) for own in days)
    return f"undetectable at this volume: {seen} days of material cooperation with anybody in the period"


def _state(sure: float, level: float) -> str:
    if sure > level:
        return "dependent"
    return "spread" if 1.0 - sure > level else "unclear"


def _evidence(memory: Memory, material: list[Act], asked: list[Pressed]) -> tuple[str, ...]:
    found = [(act.day, (act.event_id,)) for act in material] + [(one.day, one.events) for one in asked]
    weights = memory.weights(day for day, _ in found)
    return evidence((float(weight), events) for weight, (_, events) in zip(weights, found, strict=True))


def _top(inputs: Inputs, known: Mapping[str, Relation], days: list[set[int]], memory: Memory, spread: Spread) -> Parts:
    """Whom the state cooperates with most, how much, how surely, and what part of what it receives comes from there."""
    level, prior = inputs.constant("interval.level"), inputs.constant("sovereignty.prior_days")
    alpha, names = spread.alpha(prior), list(known)
    best = [i for i in range(len(names)) if np.isclose(alpha[i], alpha.max())]
    leading = float(alpha[best[0]])
    received = [memory.worth(days_of(partner.received, MATERIAL)) for partner in known.values()]
    own, rest = (spread.tempering * one for one in (received[best[0]], sum(received) - received[best[0]]))
    return {
        "top_partner": " and ".join(names[i] for i in best),
        "top_share": beta_estimate(leading, float(alpha.sum()) - leading, spread.n, level),
        "top_probability": float(largest_probability(alpha)[best[0]]),
        # of two parts, the prior half and half: spread over all partners it would take none seen for none there
        "received_share": beta_estimate(prior / 2 + own, prior / 2 + rest, own + rest, level),
        "partners": float(sum(bool(own) for own in days)),
        "alternatives": float(len(names)),
    }


def _autonomy(inputs: Inputs, memory: Memory, asked: list[Pressed]) -> Parts:
    """Share of demands and threats refused without yielding, and of those yielded to; None where there were none."""
    prior, level = inputs.constant("sovereignty.prior_demands"), inputs.constant("interval.level")
    weights = memory.weights(one.day for one in asked)
    n = float(weights.sum())

    def share(hits: list[bool]) -> Estimate | None:
        yes = float(weights[np.asarray(hits, dtype=np.bool_)].sum())
        return beta_estimate(prior + yes, prior + n - yes, n, level) if asked else None

    return {
        "autonomy": share([one.refused and not one.yielded for one in asked]),
        "yielded": share([one.yielded for one in asked]),
        "demands": n,
    }


MEASURE = Measure(
    name=NAME,
    title="Sovereignty as few dependences",
    question="How little does a state depend on one other, and does it say no to demands and stand by it?",
    unit="1 - normalised concentration of its material cooperation, 0 to 1; state: dependent, spread, unclear",
    formula=(
        "n_v = distinct days of material cooperation (06x, 07x) of the state with partner v, either way, discounted "
        "and tempered; HHI* = unbiased Simpson index, sum n_v (n_v - 1) / (N (N - 1)); value = 1 - (HHI* - 1/V) / (1 - "
        "1/V), V partners; interval from Dirichlet draws moved to HHI*. Dependent: P(share of the first > 0.5) > 0.95. "
        "Autonomy = share of demands and threats (10x, 13x) refused (12x) and not yielded to (08x) within 90 days."
    ),
    reference="Hirschman 1945; Simpson 1949; Krasner 1999; methods 3.13",
    limits=(
        "Days of reported acts, not trade, arms, energy or troops, which make most dependences. Only partners that the "
        "data set follows: a chronicle of one relation makes a state depend on it, and tells least of the outside "
        "powers. `tertius rank` holds the value against that of comparable states. Giving and taking count alike. "
        "Whoever cooperates with nobody is undefined, not sovereign."
    ),
    needs=("pair_act", "outsider_day"),
    constants=(
        "sovereignty.half_life_months", "sovereignty.prior_days", "sovereignty.dependence", "sovereignty.level",
        "sovereignty.min_effective_days", "sovereignty.answer_days", "sovereignty.episode_gap_days",
        "sovereignty.prior_demands", *BURSTS, "rank.min_states", "rank.part", "roles.draws", "interval.level",
    ),
    compute=compute,
)  # fmt: skip
