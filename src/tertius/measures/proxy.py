"""Proxy: whether a side supports an armed agent that attacks the other side when the two are at odds."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincc, gammaincinv

from tertius.codebooks.ties import AGENT_ATTACK
from tertius.inference.case_series import CaseSeries, RateRatio
from tertius.measures.agents import Agents, agents
from tertius.measures.episodes import Act, acts, day_number
from tertius.measures.outsiders import evidence, within
from tertius.measures.rates import Memory, log2_fold, monthly, tempering
from tertius.measures.shares import beta_estimate, covered_months, uncovered
from tertius.model import Estimate, Inputs, Measure, Reading, Request, Standing

NAME = "proxy"
"""Name of the measure."""
_TENSION = ("11", "12", "13", "14", "15", "16")
_UNDETECTABLE = "undetectable: no attack in a stretch of days of which some follow tension and some do not"


@dataclass(frozen=True)
class Period:
    """Days that count, from ``first`` to ``last``, by their weight; and days that follow tension closely [T]."""

    memory: Memory
    first: int
    last: int
    exposure: float
    tension: frozenset[int]
    reach: int

    def after(self, days: Sequence[int]) -> NDArray[np.bool_]:
        """Tell of each day whether there was tension on one of the days before."""
        close = {day + lag for day in self.tension for lag in range(1, self.reach + 1)}
        return np.asarray([day in close for day in days], dtype=np.bool_)


@dataclass(frozen=True)
class Triple:
    """A sponsor's agent against the other side: its acts, and the three probabilities that make it a proxy.

    ``telling``: effective days of attack that can tell whether attacks follow tension.
    """

    agent: str
    support: list[Act]
    attacks: list[Act]
    worth: tuple[float, float]
    supported: float
    attacked: float
    excited: RateRatio
    telling: float

    @property
    def chance(self) -> float:
        """Probability of support, of attacks, and of attacks that follow tension, together."""
        return self.supported * self.attacked * self.excited.above_one()

    @property
    def n(self) -> float:
        """Effective evidence: the fewer of the days of support and of those of attack that can tell."""
        return min(self.worth[0], self.telling)


def compute(inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per side asked for, as a sponsor against the other; see :data:`MEASURE`."""
    panel = inputs.panel("pair_act")
    months = covered_months(panel, request)
    if months is None:
        return uncovered(NAME, panel, request)
    known, memory = agents(inputs.panel("agent_day"), request), Memory.of(inputs, request, NAME)
    a, b = request.pair.a, request.pair.b
    between = [*acts(panel, request, a, b), *acts(panel, request, b, a)]
    tense = frozenset(act.day for act in between if act.code.startswith(_TENSION))
    period = Period(memory, day_number(months.start), day_number(months.last), memory.exposure(panel, months), tense,
                    int(inputs.constant("proxy.excited_days")))  # fmt: skip
    return [_reading(inputs, request, actor, known, period) for actor in request.actors if actor in request.pair]


def triples(inputs: Inputs, known: Agents, sides: tuple[str, str], period: Period) -> list[Triple]:
    """Every agent that the sponsor supported and that attacked the target, the likeliest proxy first.

    Args:
        inputs: Constants.
        known: Acts of agents with either side.
        sides: Sponsor and target.
        period: The days that count.
    """
    sponsor, target = sides
    found = []
    for agent in known.names():
        support = within(known.support(sponsor, agent), period.first, period.last)
        attacks = within(known.attacks(agent, target), period.first, period.last)
        if support and attacks:
            found.append(_triple(inputs, agent, support, attacks, period))
    return sorted(found, key=lambda one: (-one.chance, -one.n, one.agent))


def _triple(inputs: Inputs, agent: str, support: list[Act], attacks: list[Act], period: Period) -> Triple:
    worth = period.memory.worth({act.day for act in support}), period.memory.worth({act.day for act in attacks})
    prior, exposure = inputs.constant("proxy.prior_acts"), inputs.constant("proxy.prior_exposure_days")
    threshold = float(gammaincinv(prior, inputs.constant("proxy.percentile"))) / exposure
    series = _series(inputs, attacks, period)
    helped, struck = (float(gammaincc(prior + one, threshold * (exposure + period.exposure))) for one in worth)
    return Triple(agent, support, attacks, worth, helped, struck, series.posterior(prior), series.telling)


def _series(inputs: Inputs, attacks: list[Act], period: Period) -> CaseSeries:
    """Days of attack, and whether they follow tension; attacks in waves of days are tempered by the monthly counts."""
    days = sorted({act.day for act in attacks})
    table = monthly(days, period.first, period.last)
    eta = tempering(table[None, :], int(inputs.constant("dispersion.block_months")))
    every = range(period.first, period.last + 1)
    hit = np.isin(np.asarray(every), days).astype(np.float64)
    stretch = np.arange(len(hit)) // int(inputs.constant("proxy.block_days"))
    return CaseSeries(hit, period.after(every).astype(np.float64), eta * period.memory.weights(every), stretch)


def _reading(inputs: Inputs, request: Request, actor: str, known: Agents, period: Period) -> Reading:
    pair, panel = request.pair, inputs.panel("pair_act")
    other = pair.b if actor == pair.a else pair.a
    found = triples(inputs, known, (actor, other), period)
    compared = [one for one in found if one.telling > 0]
    if not compared:
        nobody = f"no armed agent in the data was supported by {actor} and attacked {other} in the period"
        reason = _UNDETECTABLE if found else nobody
        return Reading(NAME, actor, pair, request.period, panel.dataset, Standing.UNDEFINED, reason=reason)
    best, level = compared[0], inputs.constant("interval.level")
    thin = best.n < inputs.constant("proxy.min_effective")
    own = {act.day for act in acts(panel, request, actor, other) if act.code in AGENT_ATTACK}
    return Reading(
        NAME, actor, pair, request.period, panel.dataset, Standing.PRIOR_DOMINATED if thin else Standing.MEASURED,
        estimate=log2_fold(best.excited, best.n, level),
        reason=f"effective evidence {best.n:.1f} days of support, or of attack that can tell" if thin else "",
        state=None if thin else "proxy" if best.chance > _bar(inputs, len(compared)) else "none",
        probability=best.chance,
        evidence=evidence((float(period.memory.weights([act.day])[0]), (act.event_id,))
                          for one in compared for act in (*one.support, *one.attacks)),
        parts={"counterpart": other, "agent": best.agent, "agents": float(len(compared)), "supported": best.supported,
               "attacked": best.attacked, "excited": best.excited.above_one(), "support_days": best.worth[0],
               "attack_days": best.worth[1], "attacks_that_tell": best.telling,
               "direct_force": _direct(inputs, period.memory.worth(own), best.worth[1])},
    )  # fmt: skip


def _bar(inputs: Inputs, agents: int) -> float:
    """What the likeliest of so many agents must exceed: the doubt left to one is parted among all (Bonferroni)."""
    return 1.0 - (1.0 - inputs.constant("proxy.level")) / agents


def _direct(inputs: Inputs, own: float, attacks: float) -> Estimate:
    """Share of the sponsor's own days of force in its own and the agent's: low where the sponsor keeps out of it."""
    prior, level = inputs.constant("proxy.prior_acts"), inputs.constant("interval.level")
    return beta_estimate(prior + own, prior + attacks, own + attacks, level)


MEASURE = Measure(
    name=NAME,
    title="Proxy war",
    question="Does one side support an armed agent that attacks the other when the two are at odds?",
    unit="log2 of the ratio of attacks in the 30 days after tension to those on other days of a stretch; state: proxy, "
    "none; probability: of support, of attacks and of that rise together",
    formula=(
        "For each agent x (sectors REB, SEP, PRE, CRM, UAF, PMC): PX = P(rate of support of s for x > q) * P(rate of "
        "attacks of x on t > q) * P(attacks are more frequent 1-30 days after tension, 11x-16x, between s and t). "
        "Days ~ Gamma, discounted; q is the 80th percentile of the prior. Given how many attacks fall in a stretch of "
        "30 days, their days are drawn in proportion to the ratio after tension and to 1 else; ratio / (1 + ratio) ~ "
        "Beta(p, p), tempered. The likeliest agent is reported. Proxy: PX > 1 - 0.1 / agents."
    ),
    reference="Mumford 2013; Salehyan 2010; self-controlled case series: Farrington 1995, Whitaker et al. 2006; "
    "methods 3.5",
    limits=(
        "Support must be reported as an act; what is secret or only alleged is not counted. The armed groups of a "
        "country are one agent. Attacks after tension may have a cause in common with it that lasts less than a month; "
        "tension on most days leaves nothing to compare with. A de-facto authority is an agent here whatever its "
        "status; being supported is not being directed."
    ),
    needs=("pair_act", "agent_day"),
    constants=(
        "proxy.half_life_months", "proxy.prior_acts", "proxy.prior_exposure_days", "proxy.percentile",
        "proxy.excited_days", "proxy.block_days", "proxy.level", "proxy.min_effective", "dispersion.block_months",
        "interval.level",
    ),
    compute=compute,
)  # fmt: skip
