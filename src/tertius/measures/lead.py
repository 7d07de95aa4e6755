"""Lead: whose acts the two sides react to."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, ndtr

from tertius.inference.branching import Branching, lagged
from tertius.measures.answers import CONSTANTS, Answers, bounds
from tertius.measures.credits import OTHER
from tertius.measures.episodes import Act, acts
from tertius.measures.outsiders import OUT, evidence, outsiders
from tertius.measures.shares import Parts, covered_months, uncovered
from tertius.model import Estimate, Inputs, Measure, Reading, Request, Standing

_NAME = "lead"
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class _Table:
    """What the two sides did each day, and what came before: acts of third parties by name, last those of the sides."""

    names: tuple[str, ...]
    past: tuple[Floats, ...]
    counts: Floats
    own: list[Act]

    @property
    def among(self) -> NDArray[np.int64]:
        """Numbers of the third parties."""
        return np.arange(len(self.names))


def compute(inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per third party asked for; see :data:`MEASURE`."""
    panel = inputs.panel("outsider_day")
    months = covered_months(panel, request)
    if months is None:
        return uncovered(_NAME, panel, request)
    answers = Answers.of(inputs, request, months, _NAME)
    table = _table(inputs, request, answers)
    if not table.own or len(table.names) < 2:
        lacks = "act of a side toward the other" if not table.own else "two third parties to compare"
        return [_undefined(inputs, request, actor, f"no {lacks} in the period") for actor in request.actors]
    found = answers.fit(table.counts, table.past)
    return [
        _reading(inputs, request, actor, (answers, table, found)) if actor in table.names
        else _undefined(inputs, request, actor, "it did nothing toward either side in the period")
        for actor in request.actors
    ]  # fmt: skip


def _table(inputs: Inputs, request: Request, answers: Answers) -> _Table:
    sides = (request.pair.a, request.pair.b)
    own = [acts(inputs.panel("pair_act"), request, one, other) for one, other in (sides, sides[::-1])]
    met = answers.by_side(own)
    known, wait = request.arena.candidates(request.pair), inputs.constant("lead.lag_days")
    done: dict[str, Floats] = {}
    outside = outsiders(inputs.panel("outsider_day"), request)
    for third in outside.thirds():
        name = third if third in known else OTHER
        done[name] = done.get(name, 0.0) + answers.by_side(outside.acts.get((third, side, OUT), []) for side in sides)
    past = {name: lagged(days, wait) for name, days in done.items()}
    past = {name: days for name, days in past.items() if days.any()}
    before = lagged(met, wait)
    counted = [act for given in own for act in given if act.day >= answers.first]
    return _Table(tuple(past), (*past.values(), *([before] if before.any() else [])), met, counted)


def _undefined(inputs: Inputs, request: Request, actor: str, reason: str) -> Reading:
    return Reading(_NAME, actor, request.pair, request.period, inputs.panel("outsider_day").dataset, Standing.UNDEFINED,
                   reason=reason)  # fmt: skip


def _reading(inputs: Inputs, request: Request, actor: str, read: tuple[Answers, _Table, Branching]) -> Reading:
    answers, table, found = read
    k, level = table.names.index(actor), inputs.constant("interval.level")
    n, even = float(found.called[table.among].sum()), 1.0 / len(table.names)
    logit, error = found.share(k, table.among)
    low, value, high = (float(expit(logit + side * error)) for side in bounds(level))
    thin = n < inputs.constant("lead.min_effective")
    chance = answers.by_chance(table.counts, table.past, k)
    more = float(ndtr((logit - np.log(even / (1.0 - even))) / error))
    leads = more > inputs.constant("lead.level") and answers.stands_out(chance)
    done = float(table.past[k] @ answers.weight)
    parts: Parts = {"called_forth": answers.rate(found, k, done), "acts": done, "null_p": chance, "even_share": even}
    return Reading(
        _NAME, actor, request.pair, request.period, inputs.panel("outsider_day").dataset,
        Standing.PRIOR_DOMINATED if thin else Standing.MEASURED,
        estimate=Estimate(value, low, high, n, level),
        reason=f"effective evidence {n:.1f} acts called forth" if thin else "",
        state=None if thin else "leads" if leads else "none",
        probability=more,
        evidence=_evidence(answers, table, found, k),
        parts=parts,
    )  # fmt: skip


def _evidence(answers: Answers, table: _Table, found: Branching, k: int) -> tuple[str, ...]:
    """Acts of the sides that most likely answer this third party."""
    called = answers.called(found, table.past, k)
    return evidence((float(called[act.day - answers.first]), (act.event_id,)) for act in table.own
                    if called[act.day - answers.first] > 0)  # fmt: skip


MEASURE = Measure(
    name=_NAME,
    title="Setting the pace",
    question="To whose acts do the two sides react?",
    unit="share of the acts called forth by third parties, 0 to 1; state: leads, none; probability: above the even one",
    formula=(
        "y(d) = sides that act toward the other on day d ~ Poisson(background of the year + sum over m of g(m) "
        "x(m,d) + g(own) y'(d)), x and y' past acts of a third party toward the sides and of the sides themselves, "
        "from the next day on with a half-life of 7 days; g >= 0, Gamma priors, mode and curvature in logarithms; "
        "value = g(m) x(m) / sum over third parties. null_p: share of moves of m's acts by up to 18 months that the "
        "sides' acts follow as closely. Leads: P(value > even share) > 0.95 and null_p <= 0.02."
    ),
    reference="methods 2.4 and 3.8 (L); Hawkes 1971; Bachrach and Baratz 1962 (who sets the pace)",
    limits=(
        "Order in time, not cause: what moves a third party first and then the sides looks like lead. Acts of one "
        "day have no order and do not count."
    ),
    needs=("outsider_day", "pair_act"),
    constants=("lead.half_life_months", "lead.lag_days", "lead.min_effective", "lead.level", *CONSTANTS),
    compute=compute,
)
