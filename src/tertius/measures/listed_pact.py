"""Listed pact: the probability that a list of alliances binds two states to defend each other."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.capitals import distance
from tertius.codebooks.naming_weights import PACTS, PACTS_BY_DISTANCE, PACTS_WITH_DISTANCE, Terms, weight_draws
from tertius.codebooks.state_contacts import CONTACTS
from tertius.measures.listed import (
    CONFLICT,
    COOPERATION,
    KINDS,
    Listed,
    Meeting,
    Told,
    conflict_odds,
    listed_readings,
)
from tertius.measures.naming import probability
from tertius.measures.shares import Parts, beta_estimate
from tertius.model import Inputs, Measure, Reading, Request

NAME = "listed-pact"
"""Name of the measure."""
FEATURES = tuple(term.name for term in PACTS[1:])
"""What the weights stand for, in order."""
Floats = NDArray[np.float64]


class Prior(NamedTuple):
    """Prior days beside those of the two, noise in what is alike, prior days of contact and the conflict in them."""

    days: float
    noise: float
    kinds: float
    conflict: float

    @classmethod
    def of(cls, constant: Callable[[str], float]) -> "Prior":
        """Read it from the constants."""
        return cls(constant("pact.prior_days"), constant("pact.noise"), constant("pact.prior_kinds"),
                   constant("pact.prior_conflict"))  # fmt: skip


@dataclass(frozen=True)
class Circles:
    """Days of one pair of states, or of many [N].

    Attributes:
        together: Days on which the two cooperate, each kind apart.
        conflict: Days of conflict of the two.
        own: Days [2, ..., K] on which either side cooperates with each third state; nothing with the two.
        share: Share [2, ..., K] of each third in all contacts of the world but the side's own; nothing of the two.
        other: The same of the other side [2, ...].
    """

    together: Floats
    conflict: Floats
    own: Floats
    share: Floats
    other: Floats

    def _sides(self) -> Floats:
        """Cooperative days of either side with all states [2, ...]."""
        return np.asarray(self.together + self.own.sum(axis=-1))

    def lift(self, together: Floats, prior: Prior) -> Floats:
        """Log of days together over those that size gives, the mean of what either side's days say."""
        expected = self._sides() * self.other
        return np.asarray(np.log(together + prior.days) - np.log(expected + prior.days).mean(axis=0))

    def alike(self, prior: Prior) -> tuple[Floats, Floats]:
        """How alike the two choose whom they cooperate with beyond size, -1 to 1, and its error from counting.

        Roots of days have nearly the same noise whatever their size, a variance of a quarter; few days cannot make
        the sums of squares large against ``prior.noise``, so that chance in them counts for little.
        """
        beyond = np.sqrt(self.own) - np.sqrt(self._sides()[..., None] * self.share)
        squares = (beyond**2).sum(axis=-1)
        size = np.sqrt((squares + prior.noise).prod(axis=0))
        return beyond.prod(axis=0).sum(axis=-1) / size, 0.5 * np.sqrt(squares.sum(axis=0)) / size

    def beta(self, prior: Prior) -> tuple[Floats, Floats]:
        """Beta parameters of the part of conflict in the contact of the two."""
        return prior.kinds * prior.conflict + self.conflict, prior.kinds * (1.0 - prior.conflict) + self.together

    def mean(self, prior: Prior) -> Floats:
        """Features at the posterior means [..., F]."""
        yes, no = self.beta(prior)
        return np.stack([self.alike(prior)[0], self.lift(self.together, prior), conflict_odds(yes / (yes + no))],
                        axis=-1)  # fmt: skip

    def draws(self, prior: Prior, count: int, seed: int) -> Floats:
        """Features of one pair on posterior draws [count, F]."""
        rng, (alike, error) = np.random.default_rng([seed, 1]), self.alike(prior)
        like = np.clip(rng.normal(float(alike), float(error), count), -1.0, 1.0)
        together = rng.standard_gamma(float(self.together) + prior.days, count)
        # the prior days stand in the draw already
        lift = self.lift(together - prior.days, prior)
        yes, no = (float(one) for one in self.beta(prior))
        return np.stack([like, lift, conflict_odds(rng.beta(yes, no, count))], axis=-1)


def compute(inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per side asked for, the same for both; see :data:`MEASURE`."""
    return listed_readings(LISTED, inputs, request)


def _tell(inputs: Inputs, request: Request, met: Meeting) -> Told:
    pair, days = (request.pair.a, request.pair.b), met.days(KINDS)
    found = _circles(met, pair)
    prior, count = Prior.of(inputs.constant), int(inputs.constant("roles.draws"))
    drawn = found.draws(prior, count, request.seed)
    chance = probability(PACTS, drawn, weight_draws(PACTS, count, request.seed))
    yes, no = (float(one) for one in found.beta(prior))
    parts: Parts = {"conflict": beta_estimate(yes, no, days, inputs.constant("interval.level")),
                    "error_of_alike": float(found.alike(prior)[1]),
                    **_beside_the_map(drawn, pair, inputs.constant("pact.near_km"), request.seed)}  # fmt: skip
    least = days + min(sum(met.circle(side, KINDS).values()) for side in pair)
    return Told(chance, found.mean(prior), least, inputs.constant("pact.min_effective"), days, lambda _: parts)


def _beside_the_map(drawn: Floats, pair: tuple[str, str], near: float, seed: int) -> Parts:
    """What the distance of the capitals says alone and beside the acts; the value has no part in it."""
    km = distance(*pair)
    if km is None:
        return {"kilometres": None, "by_distance": None, "with_distance": None}
    far = np.full((len(drawn), 1), np.log(near + km))

    def said(terms: Terms, features: Floats) -> float:
        return float(probability(terms, features, weight_draws(terms, len(drawn), seed)).mean())

    return {"kilometres": km, "by_distance": said(PACTS_BY_DISTANCE, far),
            "with_distance": said(PACTS_WITH_DISTANCE, np.column_stack([drawn, far]))}  # fmt: skip


def _circles(met: Meeting, pair: tuple[str, str]) -> Circles:
    thirds = [state for state in CONTACTS if state not in pair]
    circles = [met.circle(side, COOPERATION) for side in pair]
    own = np.asarray([[circle.get(third, 0.0) for third in thirds] for circle in circles])
    rest = np.asarray([1.0 - CONTACTS[side] for side in pair])
    share = np.asarray([CONTACTS[third] for third in thirds]) / rest[:, None]
    other = np.asarray([CONTACTS[side] for side in reversed(pair)]) / rest
    return Circles(np.asarray(met.days(COOPERATION)), np.asarray(met.days(CONFLICT)), own, share, other)


def _unknown(request: Request) -> str:
    lacking = sorted(side for side in (request.pair.a, request.pair.b) if side not in CONTACTS)
    return f"no share of the world's contacts is known of {', '.join(lacking)}" if lacking else ""


LISTED = Listed(NAME, "pact", PACTS, _tell, _unknown)
"""What the measure is made of."""

MEASURE = Measure(
    name=NAME,
    title="Listed pact",
    question="How probable is it that a list of alliances binds these two states to defend each other?",
    unit="probability, 0 to 1, of a defence pact of the two in force in ATOP; probability: its mean",
    formula=(
        "P = 1 / (1 + exp(-(w0 + sum of w (x - centre) / scale))), x = how alike the two choose whom they cooperate "
        "with (cosine over third states of roots of days less those that the size of the third gives), log of their "
        "days of cooperation over those that size gives, log odds of conflict in their contact. Days with an official "
        "act, each kind apart (02x-20x), discounted; lift ~ Gamma, conflict ~ Beta, cosine ~ Normal with the noise of "
        "counting; weights are drawn with their errors"
    ),
    reference=(
        "logistic regression on ICEWS dyad-years 2002-2014 against ATOP 5.1 (Leeds and others 2002); figures on pairs "
        "left out, and on graphs of other years, in docs/measures/listed-pact.md"
    ),
    limits=(
        "Behaviour alone, of pairs that meet at all: it tells who behaves as members of one pact do, which are mostly "
        "neighbours in one region; rivals in one region and old friends without a treaty look the same, and a map "
        "alone tells nearly as much (parts by_distance and with_distance; the value leaves it out). It answers "
        "for a sixth of all pairs of states in a graph of one year. In data of some hundred days a side (ICEWS 2014) "
        "it says hardly more than the base rate, and says too much. It needs data that follow both sides with all "
        "states, and says nothing of data coded by hand."
    ),
    needs=("pair_act", "outsider_day"),
    constants=(
        "pact.half_life_months", "pact.prior_days", "pact.noise", "pact.prior_kinds", "pact.prior_conflict",
        "pact.min_effective", "pact.near_km", "roles.draws", "interval.level",
    ),
    compute=compute,
)  # fmt: skip
