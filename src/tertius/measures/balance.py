"""Multi-vector balance: how evenly a state turns to the great and regional powers of its arena."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.special import xlogy

from tertius.codebooks.ties import COERCION, COOPERATION, STRAINS
from tertius.inference.ledger import discounted
from tertius.measures.credits import months_of
from tertius.measures.episodes import day_number
from tertius.measures.outsiders import drawn, evidence
from tertius.measures.partners import BURSTS, Pressed, Relation, Spread, answered, each_side, relations
from tertius.measures.rates import Memory, days_of
from tertius.measures.shares import Parts, beta_estimate
from tertius.model import Inputs, Measure, Reading, Request, Span, Standing, month_index

NAME = "balance"
"""Name of the measure."""
Floats = NDArray[np.float64]


def compute(inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per side asked for; see :data:`MEASURE`."""
    return each_side(inputs, request, NAME, _reading)


def entropy(shares: Floats) -> Floats:
    """Entropy of shares [..., V] in nats."""
    return np.asarray(-xlogy(shares, shares).sum(axis=-1))


def net_draws(approach: Floats, strain: Floats, prior: float, size: int, seed: int) -> Floats:
    """Draws [M, V] of the positive part of cooperation less hostility, in days; vectors by size, not by name.

    Without hostility a draw divided by its sum is one of the Dirichlet posterior of the shares.

    Args:
        approach: Effective days of cooperation [V].
        strain: Effective days of hostility [V].
        prior: Prior days of cooperation, spread evenly.
        size: Draws.
        seed: Seed.
    """
    order, rng = np.lexsort((strain, approach)), np.random.default_rng([seed, 0])
    turned = rng.standard_gamma(prior / len(approach) + approach[order], (size, len(approach)))
    return np.asarray(np.maximum(turned - rng.standard_gamma(strain[order], (size, len(approach))), 0.0))


def balance_draws(net: Floats, bare: Floats) -> Floats:
    """Draws [M] of exp(entropy) / V, moved to an entropy without bias.

    Noise makes shares look less even: the counts less than the truth, and draws from them as much again less than the
    counts. So the entropy of the mean shares is raised by what bare draws lie below it, and the draws are moved there.

    Args:
        net: Draws of net cooperation [M, V].
        bare: The same without a prior: powers never met stay at nothing.

    Source: Wolpert & Wolf 1995 (posterior of an entropy); Miller 1955 (its bias, which this is where nothing is
    hostile).
    """
    mean, found, size = bare.mean(axis=0), entropy(_shares(net)), net.shape[1]
    plain = float(entropy(mean / mean.sum()))
    centre = plain + max(0.0, plain - float(entropy(_shares(bare)).mean()))
    return np.asarray(np.exp(np.clip(found - found.mean() + centre, 0.0, np.log(size))) / size)


def _shares(net: Floats) -> Floats:
    total = net.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(net, total, out=np.zeros_like(net), where=total > 0))


def consistency(approach: Floats, strain: Floats, half_life: float, prior: float, least: float) -> float | None:
    """One less the mean monthly change of the shares, half the sum of all differences: 1 never moves.

    Args:
        approach: Days of cooperation per vector and month [V, T].
        strain: Days of hostility [V, T].
        half_life: Months after which they count half.
        prior: Prior days of cooperation, spread evenly.
        least: Months with less discounted cooperation are left out; None where fewer than two are left.
    """
    turned, away = (discounted(table, half_life) for table in (approach, strain))
    net = prior / len(turned) + np.maximum(turned - away, 0.0)
    shares = (net / net.sum(axis=0))[:, turned.sum(axis=0) >= least]
    if shares.shape[1] < 2:
        return None
    return 1.0 - float((np.abs(np.diff(shares, axis=1)).sum(axis=0) / 2).mean())


def _reading(inputs: Inputs, request: Request, actor: str, months: Span) -> Reading:
    every = relations(inputs, request, actor)
    known = {name: every[name] for name in request.arena.third_parties if name in every}
    memory, level, prior = Memory.of(inputs, request, NAME), inputs.constant("interval.level"), inputs.constant(
        "balance.prior_days")  # fmt: skip
    days = [[days_of(partner.every, codes) for partner in known.values()] for codes in (COOPERATION, STRAINS)]
    spread, least = Spread.of(days[0], memory, months, inputs), inputs.constant("balance.min_effective_days")
    strain = np.asarray([spread.tempering * memory.worth(own) for own in days[1]])
    asked = _pressed(inputs, known, min(day_number(months.last), day_number(request.at)))
    size = int(inputs.constant("roles.draws"))
    net, bare = (net_draws(spread.tempering * spread.worth, strain, one, size, request.seed) for one in (prior, 0.0))
    turned, away = (_monthly(own, months) for own in days)
    path = consistency(turned, away, inputs.constant("balance.half_life_months"), prior, least)
    panel, pair, lacking = inputs.panel("pair_act"), request.pair, _lacking(spread, bare)
    if lacking:
        return Reading(NAME, actor, pair, request.period, panel.dataset, Standing.UNDEFINED, reason=lacking)
    n = float(np.maximum(spread.tempering * spread.worth - strain, 0.0).sum())
    thin = n < least
    acts = [(act.day, (act.event_id,)) for partner in known.values() for act in partner.every
            if act.code in COOPERATION | STRAINS]  # fmt: skip
    found = acts + [(one.day, one.events) for one in asked]
    weights = memory.weights(day for day, _ in found)
    return Reading(
        NAME, actor, pair, request.period, panel.dataset, Standing.PRIOR_DOMINATED if thin else Standing.MEASURED,
        estimate=drawn(balance_draws(net, bare), n, level),
        reason=f"undetectable at this volume: {n:.1f} effective net days, below {least:g}" if thin else "",
        evidence=evidence((float(weight), events) for weight, (_, events) in zip(weights, found, strict=True)),
        parts={"consistency": path, **_reactivity(inputs, memory, asked), **_first(known, spread, strain, prior),
               "vectors": float(len(known)), "hostile_days": float(strain.sum())},
    )  # fmt: skip


def _monthly(days: list[set[int]], months: Span) -> Floats:
    """Days of each vector and calendar month [V, T]."""
    first, last = month_index(months.start), month_index(months.last)
    table = np.zeros((len(days), last - first + 1))
    for row, own in zip(table, days, strict=True):
        np.add.at(row, months_of(np.asarray(sorted(own), dtype="datetime64[D]")) - first, 1.0)
    return table


def _lacking(spread: Spread, bare: Floats) -> str:
    """Why nothing can be said; empty where something can."""
    if len(spread.worth) < 2:
        return "the arena lists fewer than two outside powers"
    if spread.independent < 2:
        return f"undetectable at this volume: {spread.n:.1f} effective days of cooperation with any outside power"
    return "more hostility than cooperation with every outside power" if (bare.sum(axis=1) == 0).mean() > 0.5 else ""


def _pressed(inputs: Inputs, known: Mapping[str, Relation], last: int) -> list[Pressed]:
    gap, horizon = int(inputs.constant("balance.episode_gap_days")), int(inputs.constant("balance.answer_days"))
    return [one for partner in known.values() for one in answered(partner, COERCION, gap, horizon, last)]


def _reactivity(inputs: Inputs, memory: Memory, asked: list[Pressed]) -> Parts:
    """Share of coercion by any power that was yielded to in time; None where there was none."""
    prior, weights = inputs.constant("balance.prior_answers"), memory.weights(one.day for one in asked)
    n = float(weights.sum())
    yes = float(weights[np.asarray([one.yielded for one in asked], dtype=np.bool_)].sum())
    share = beta_estimate(prior + yes, prior + n - yes, n, inputs.constant("interval.level")) if asked else None
    return {"reactivity": share, "coercions": n}


def _first(known: Mapping[str, Relation], spread: Spread, strain: Floats, prior: float) -> Parts:
    """The power the state turns to most, net of hostility, and its share."""
    net = prior / len(known) + np.maximum(spread.tempering * spread.worth - strain, 0.0)
    names = [name for name, one in zip(known, net, strict=True) if np.isclose(one, net.max())]
    return {"first_vector": " and ".join(names), "first_net_share": float(net.max() / net.sum())}


MEASURE = Measure(
    name=NAME,
    title="Multi-vector balance",
    question="How evenly does a state turn to the outside powers of its arena, and does it give in when one presses?",
    unit="effective number of powers it turns to, by all the arena lists, 0 to 1",
    formula=(
        "c_v, h_v = distinct days of cooperation (042, 043, 05x, 06x, 07x) and of hostility (11x, 13x-20x) between the "
        "state and outside power v, discounted and tempered; g_v = positive part of Gamma(1/V + c_v) - Gamma(h_v), p = "
        "g / sum g; value = exp(H(p)) / V, H on draws, moved to no bias. Consistency = 1 - mean by month "
        "of half sum |p_v,t - p_v,t-1|. Reactivity = share of coercion (13x-16x) yielded to (08x) within 60 days."
    ),
    reference="Kuik 2008; Wolpert and Wolf 1995; methods 3.13",
    limits=(
        "Evenness of reported contact with the powers that the arena lists, bodies among them, all weighing alike: not "
        "skill, intent or wisdom. A data set that follows one power most shows its focus. Maturity is more than that; "
        "`tertius rank` holds the value against that of other states. Consistency is near 1 by its memory: compare it "
        "only with itself."
    ),
    needs=("pair_act", "outsider_day"),
    constants=(
        "balance.half_life_months", "balance.prior_days", "balance.min_effective_days", "balance.answer_days",
        "balance.episode_gap_days", "balance.prior_answers", *BURSTS, "rank.min_states", "rank.part", "roles.draws",
        "interval.level",
    ),
    compute=compute,
)  # fmt: skip
