"""Listed rivalry: the probability that those who code the peace of all pairs of states put these two at rivalry."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.naming_weights import RIVALS, probability, weight_draws
from tertius.codebooks.quads import Quad, quad_of
from tertius.codebooks.states import STATES
from tertius.measures.episodes import Act, acts, day_number
from tertius.measures.naming import between_states
from tertius.measures.outsiders import IN, OUT, Outsiders, drawn, evidence, outsiders, within
from tertius.measures.rates import Memory
from tertius.measures.shares import Parts, beta_estimate, covered_months, uncovered
from tertius.model import Inputs, Measure, Reading, Request, Standing

NAME = "listed-rivalry"
"""Name of the measure."""
FEATURES = tuple(term.name for term in RIVALS[1:])
"""What the weights stand for, in order."""
CONFLICT = (Quad.VX, Quad.MX)
KINDS = (Quad.VC, Quad.MC, *CONFLICT)
"""Kinds of act whose days are counted; statements that take no side are none of them."""
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Prior:
    """Prior days of a side with all states, the part of the other side in them; days of the two, and their conflict."""

    days: float
    even: float
    kinds: float
    conflict: float

    @classmethod
    def of(cls, constant: Callable[[str], float]) -> "Prior":
        """Read it from the constants."""
        return cls(constant("rivalry.prior_days"), constant("rivalry.even_share"), constant("rivalry.prior_kinds"),
                   constant("rivalry.prior_conflict"))  # fmt: skip


@dataclass(frozen=True)
class Contact:
    """Days with an act, each kind apart: of the two, those of conflict among them, and of either side with any state.

    Numbers of one pair, or arrays [N] of many; ``least`` and ``most`` are the totals of the two sides in order.
    """

    days: Floats
    conflict: Floats
    least: Floats
    most: Floats

    def mean(self, prior: Prior) -> Floats:
        """Features at the posterior means [..., F]."""
        high, low = ((self.days + prior.days * prior.even) / (side + prior.days) for side in (self.least, self.most))
        return features(high, low, (self.conflict + prior.kinds * prior.conflict) / (self.days + prior.kinds))

    def draws(self, prior: Prior, count: int, seed: int) -> Floats:
        """Features of one pair on posterior draws [count, F]: what is counted once enters both shares alike."""
        rng, even = np.random.default_rng([seed, 1]), prior.days * prior.even
        mine = rng.standard_gamma(even + self.days, count)
        shares = [mine / (mine + rng.standard_gamma(prior.days - even + max(0.0, float(side - self.days)), count))
                  for side in (self.least, self.most)]  # fmt: skip
        return features(np.maximum(*shares), np.minimum(*shares), rng.beta(*self.beta(prior), count))

    def beta(self, prior: Prior) -> tuple[float, float]:
        """Beta parameters of the share of conflict of one pair."""
        other = max(0.0, float(self.days - self.conflict))
        return prior.kinds * prior.conflict + float(self.conflict), prior.kinds * (1.0 - prior.conflict) + other


def features(high: Floats, low: Floats, conflict: Floats) -> Floats:
    """Log of the larger and of the smaller share of a side's contacts that the other has; log odds of conflict."""
    return np.stack([np.log(high), np.log(low), np.log(conflict / (1.0 - conflict))], axis=-1)


def compute(inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per side asked for, the same for both; see :data:`MEASURE`."""
    panel = inputs.panel("pair_act")
    months = covered_months(panel, request)
    if months is None:
        return uncovered(NAME, panel, request)
    first, last = day_number(months.start), day_number(months.last)
    memory, (a, b) = Memory.of(inputs, request, "rivalry"), (request.pair.a, request.pair.b)
    between = within(sorted({*acts(panel, request, a, b), *acts(panel, request, b, a)}, key=lambda act: act.day),
                     first, last)  # fmt: skip
    contact, sides = _contact(between, outsiders(inputs.panel("outsider_day"), request), memory, request, (first, last))
    asked = [actor for actor in request.actors if actor in request.pair]
    no = "" if between_states(request) else "a side is no state, while states alone are listed"
    no = no or ("" if contact.days > 0 else "no official act for or against the other between the two in the period")
    if no:
        return [Reading(NAME, actor, request.pair, request.period, panel.dataset, Standing.UNDEFINED, reason=no)
                for actor in asked]  # fmt: skip
    weight = memory.weights(act.day for act in between)
    ids = evidence((float(w), (act.event_id,)) for w, act in zip(weight, between, strict=True) if _kind(act) in KINDS)
    return [_reading(inputs, request, actor, (contact, sides), ids) for actor in asked]


def _kind(act: Act) -> Quad:
    return quad_of(act.code)


def _worth(found: Iterable[Act], kinds: Collection[Quad], memory: Memory) -> float:
    """Worth of the days with an act, each of some kinds apart."""
    every = list(found)
    return sum(memory.worth(act.day for act in every if _kind(act) is kind) for kind in kinds)


def _contact(between: list[Act], outside: Outsiders, memory: Memory, request: Request, span: tuple[int, int]
             ) -> tuple[Contact, dict[str, float]]:  # fmt: skip
    """Contact of the two, and the days of each side with any state."""
    days = _worth(between, KINDS, memory)
    states = [third for third in outside.thirds() if third in STATES]
    sides = {side: days + sum(_worth((act for way in (OUT, IN) for act in
                                      within(outside.acts.get((third, side, way), []), *span)), KINDS, memory)
                              for third in states)
             for side in (request.pair.a, request.pair.b)}  # fmt: skip
    least, most = sorted(sides.values())
    numbers = (np.asarray(one) for one in (days, _worth(between, CONFLICT, memory), least, most))
    return Contact(*numbers), sides


def _reading(inputs: Inputs, request: Request, actor: str, met: tuple[Contact, dict[str, float]],
             events: tuple[str, ...]) -> Reading:  # fmt: skip
    contact, sides = met
    prior, count, level = Prior.of(inputs.constant), int(inputs.constant("roles.draws")), inputs.constant(
        "interval.level")  # fmt: skip
    mean = contact.mean(prior)
    chance = probability(RIVALS, contact.draws(prior, count, request.seed), weight_draws(RIVALS, count, request.seed))
    doubts = [*_outside(inputs, contact, mean)]
    n, other = float(contact.days), request.pair.b if actor == request.pair.a else request.pair.a
    parts: Parts = {
        "counterpart": other,
        **{f"share_of_{one}": (n + prior.days * prior.even) / (sides[side] + prior.days)
           for one, side in (("own", actor), ("other", other))},
        "conflict": beta_estimate(*contact.beta(prior), n, level),
        **dict(zip(FEATURES, mean.tolist(), strict=True)),
    }  # fmt: skip
    return Reading(
        NAME, actor, request.pair, request.period, inputs.panel("pair_act").dataset,
        Standing.PRIOR_DOMINATED if doubts else Standing.MEASURED,
        estimate=drawn(chance, n, level),
        reason="; ".join(doubts),
        probability=float(chance.mean()),
        evidence=events,
        parts=parts,
    )  # fmt: skip


def _outside(inputs: Inputs, contact: Contact, mean: Floats) -> Iterable[str]:
    """In what the pair lies outside the fit, or is too thin."""
    least = inputs.constant("rivalry.min_effective")
    if contact.least < least:
        yield f"effective evidence {float(contact.least):.1f} days of a side with all states, below {least:g}"
    if not inputs.panel("pair_act").machine_coded:
        yield "coded by hand, while the weights were fitted to machine-coded events"
    # below, a pair meets or fights less than any other: that is no rivalry either
    for term, value in zip(RIVALS[1:], mean.tolist(), strict=True):
        if value > term.high:
            yield f"{term.name} {value:.2f} lies above all in the fit ({term.high:.2f})"


MEASURE = Measure(
    name=NAME,
    title="Listed rivalry",
    question="How probable is it that those who code the peace of all pairs of states put these two at rivalry?",
    unit="probability, 0 to 1, of level 0 or .25 of the peace scale (severe or lesser rivalry); probability: its mean",
    formula=(
        "P = 1 / (1 + exp(-(w0 + sum of w (x - centre) / scale))), x = log of the larger and log of the smaller share "
        "of a side's contacts with states that the other has, log odds of conflict in the contact of the two. Contact: "
        "days with an official act, each of verbal and material cooperation and conflict (02x-20x) apart, discounted; "
        "shares and conflict ~ Beta; weights are drawn with their errors"
    ),
    reference=(
        "logistic regression on ICEWS dyad-years 2002-2014 against the peace scale (Diehl, Goertz and Gallegos 2021); "
        "figures on pairs left out, and on graphs of other years, in docs/validation.md"
    ),
    limits=(
        "Behaviour alone, of all pairs of states that meet at all, hardly any of which are rivals: asked of pairs that "
        "somebody chose because they quarrel, it says too little. Rivalries at rest (few acts) are missed, and a "
        "crisis or sanctions of a year look like one: what it says above .8 comes true less often. A study that tells "
        "mostly of the two makes their shares large: it needs data that follow both sides with all states. It says "
        "nothing of who began, or why."
    ),
    needs=("pair_act", "outsider_day"),
    constants=(
        "rivalry.half_life_months", "rivalry.prior_days", "rivalry.even_share", "rivalry.prior_kinds",
        "rivalry.prior_conflict", "rivalry.min_effective", "roles.draws", "interval.level",
    ),
    compute=compute,
)  # fmt: skip
