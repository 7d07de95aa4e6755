"""Listed rivalry: the probability that those who code the peace of all pairs of states put these two at rivalry."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.naming_weights import RIVALS, weight_draws
from tertius.measures.listed import CONFLICT, KINDS, Listed, Meeting, Told, conflict_odds, listed_readings
from tertius.measures.naming import probability
from tertius.measures.shares import Parts, beta_estimate
from tertius.model import Inputs, Measure, Reading, Request

NAME = "listed-rivalry"
"""Name of the measure."""
FEATURES = tuple(term.name for term in RIVALS[1:])
"""What the weights stand for, in order."""
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
    return np.stack([np.log(high), np.log(low), conflict_odds(conflict)], axis=-1)


def compute(inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per side asked for, the same for both; see :data:`MEASURE`."""
    return listed_readings(LISTED, inputs, request)


def _tell(inputs: Inputs, request: Request, met: Meeting) -> Told:
    days = met.days(KINDS)
    sides = {side: days + sum(met.circle(side, KINDS).values()) for side in (request.pair.a, request.pair.b)}
    least, most = sorted(sides.values())
    contact = Contact(*(np.asarray(one) for one in (days, met.days(CONFLICT), least, most)))
    prior, count = Prior.of(inputs.constant), int(inputs.constant("roles.draws"))
    chance = probability(RIVALS, contact.draws(prior, count, request.seed), weight_draws(RIVALS, count, request.seed))

    def parts(actor: str) -> Parts:
        other = request.pair.b if actor == request.pair.a else request.pair.a
        return {
            **{f"share_of_{one}": (days + prior.days * prior.even) / (sides[side] + prior.days)
               for one, side in (("own", actor), ("other", other))},
            "conflict": beta_estimate(*contact.beta(prior), days, inputs.constant("interval.level")),
        }  # fmt: skip

    return Told(chance, contact.mean(prior), least, inputs.constant("rivalry.min_effective"), days, parts)


LISTED = Listed(NAME, "rivalry", RIVALS, _tell)
"""What the measure is made of."""

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
        "mostly of the two makes their shares large: it needs data that follow both sides with all states, and says "
        "nothing of data coded by hand, nor of who began, or why."
    ),
    needs=("pair_act", "outsider_day"),
    constants=(
        "rivalry.half_life_months", "rivalry.prior_days", "rivalry.even_share", "rivalry.prior_kinds",
        "rivalry.prior_conflict", "rivalry.min_effective", "roles.draws", "interval.level",
    ),
    compute=compute,
)  # fmt: skip
