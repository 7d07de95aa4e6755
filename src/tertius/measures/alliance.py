"""Alliance in deed: security cooperation, shared adversaries, words and restraint between the two sides of a pair."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincc

from tertius.codebooks.ties import ADVERSE, BLAME, HOSTILE_DEEDS, PRAISE, SECURITY
from tertius.measures.episodes import Act, acts, day_number
from tertius.measures.outsiders import IN, OUT, Outsiders, drawn, evidence, outsiders, within
from tertius.measures.rates import Memory, days_of, monthly, tempering
from tertius.measures.shares import Parts, beta_estimate, covered_months, uncovered
from tertius.model import Inputs, Measure, Reading, Request, Standing

NAME = "alliance"
"""Name of the measure."""
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class _Scene:
    """What was seen: acts of each side toward the other [2 lists], acts with outsiders, and the days looked at."""

    toward: tuple[list[Act], list[Act]]
    outside: Outsiders
    memory: Memory
    first: int
    last: int
    exposure: float

    def days(self, codes: frozenset[str]) -> float:
        """Worth of the distinct (side, day) on which a side did something of the kind toward the other."""
        return sum(self.memory.worth(days_of(own, codes)) for own in self.toward)

    def contact(self) -> float:
        """Worth of the distinct (side, day) on which a side did anything toward the other."""
        return sum(self.memory.worth({act.day for act in own}) for own in self.toward)

    def kept(self, third: str, side: str, ways: Sequence[str], codes: frozenset[str]) -> set[int]:
        """Days in the period with acts of a kind between an outsider and a side."""
        found = [act for way in ways for act in self.outside.of(third, side, way, codes)]
        return {act.day for act in found if self.first <= act.day <= self.last}


@dataclass(frozen=True)
class Security:
    """Draws [M] of the rate of security cooperation of the two and of the upper quartile of comparable dyads, a day.

    ``days`` are the effective days of the two, ``every`` those of all these dyads together.
    """

    own: Floats
    threshold: Floats
    days: float
    every: float

    @property
    def odds(self) -> Floats:
        """The rate as a part of rate and threshold: one half where they are equal."""
        return self.own / (self.own + self.threshold)


@dataclass(frozen=True)
class _Posterior:
    """The components on draws; ``security`` and ``adversaries`` are None where the data do not allow them.

    ``against`` are the effective hostile days behind ``adversaries``, of the side that has fewer.
    """

    security: Security | None
    adversaries: Floats | None
    against: float
    alignment: tuple[float, float]
    restraint: tuple[float, float]
    formula: Floats


def compute(inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per side asked for, the same for both; see :data:`MEASURE`."""
    panel = inputs.panel("pair_act")
    months = covered_months(panel, request)
    if months is None:
        return uncovered(NAME, panel, request)
    first, last = day_number(months.start), day_number(months.last)
    memory, (a, b) = Memory.of(inputs, request, NAME), (request.pair.a, request.pair.b)
    toward = (within(acts(panel, request, a, b), first, last), within(acts(panel, request, b, a), first, last))
    scene = _Scene(toward, outsiders(inputs.panel("outsider_day"), request), memory, first, last,
                   memory.exposure(panel, months))  # fmt: skip
    if not any(scene.toward):
        span, reason = request.period, "no official act between the two in the period"
        return [Reading(NAME, actor, request.pair, span, panel.dataset, Standing.UNDEFINED, reason=reason)
                for actor in request.actors if actor in request.pair]  # fmt: skip
    posterior = _posterior(scene, inputs, request)
    return [_reading(inputs, request, actor, scene, posterior) for actor in request.actors if actor in request.pair]


def _posterior(scene: _Scene, inputs: Inputs, request: Request) -> _Posterior:
    prior, draws = inputs.constant("alliance.prior_acts"), int(inputs.constant("roles.draws"))
    alignment = prior + scene.days(PRAISE), prior + scene.days(BLAME)
    hostile = scene.days(HOSTILE_DEEDS)
    restraint = prior + scene.contact() - hostile, prior + hostile
    rng = np.random.default_rng([request.seed, 0])
    shown = [rng.beta(*alignment, draws), rng.beta(*restraint, draws)]
    vectors = _against(scene, request)
    security, adversaries = _security(scene, inputs, request), _adversaries(vectors, inputs, request)
    shown += [security.odds] if security is not None else []
    shown += [adversaries] if adversaries is not None else []
    tiny = np.finfo(np.float64).tiny
    formula = np.exp(np.mean([np.log(np.maximum(one, tiny)) for one in shown], axis=0))
    return _Posterior(security, adversaries, min(map(sum, vectors)), alignment, restraint, formula)


def _security(scene: _Scene, inputs: Inputs, request: Request) -> Security | None:
    """The rate of the two against those of either side with every other partner of the arena, bursts tempered."""
    pair, both = request.pair, (OUT, IN)
    own = days_of([*scene.toward[0], *scene.toward[1]], SECURITY)
    peers = [scene.kept(third, side, both, SECURITY) for side in (pair.a, pair.b)
             for third in request.arena.candidates(pair)]  # fmt: skip
    if not peers:
        return None
    table = np.stack([monthly(days, scene.first, scene.last) for days in (own, *peers)])
    eta = tempering(table, int(inputs.constant("dispersion.block_months")))
    worth = [scene.memory.worth(days) for days in (own, *peers)]
    prior, draws = inputs.constant("alliance.prior_acts"), int(inputs.constant("roles.draws"))
    # the prior mean is the rate of all these dyads together
    rate = prior * len(worth) * scene.exposure / (sum(worth) + prior) + eta * scene.exposure
    rng = np.random.default_rng([request.seed, 1])
    mine = rng.standard_gamma(prior + eta * worth[0], draws) / rate
    others = rng.standard_gamma(prior + eta * np.sort(worth[1:]), (draws, len(peers))) / rate
    return Security(mine, np.quantile(others, inputs.constant("alliance.percentile"), axis=1), worth[0],
                    sum(worth))  # fmt: skip


def _against(scene: _Scene, request: Request) -> list[list[float]]:
    """Worth of the days on which either side did something against each third state [2, thirds]."""
    thirds = request.arena.candidates(request.pair)
    return [[scene.memory.worth(scene.kept(third, side, (IN,), ADVERSE)) for third in thirds]
            for side in (request.pair.a, request.pair.b)]  # fmt: skip


def _adversaries(vectors: list[list[float]], inputs: Inputs, request: Request) -> Floats | None:
    """Draws of the cosine of what either side does against third states; None where either does too little."""
    if min(map(sum, vectors)) < inputs.constant("alliance.min_effective"):
        return None
    thirds = request.arena.candidates(request.pair)
    rng, draws = np.random.default_rng([request.seed, 2]), int(inputs.constant("roles.draws"))
    prior = inputs.constant("alliance.prior_adversary") / len(thirds)
    one, two = (rng.standard_gamma(prior + np.asarray(vector), (draws, len(thirds))) for vector in sorted(vectors))
    size = np.linalg.norm(one, axis=1) * np.linalg.norm(two, axis=1)
    return np.asarray((one * two).sum(axis=1) / size)


def _reading(inputs: Inputs, request: Request, actor: str, scene: _Scene, posterior: _Posterior) -> Reading:
    level, n = inputs.constant("interval.level"), scene.contact()
    thin = _thin(scene, posterior, inputs.constant("alliance.min_effective"))
    sure = float((posterior.formula > inputs.constant("alliance.formula")).mean())
    found = [act for own in scene.toward for act in own if act.code in SECURITY | PRAISE | BLAME | HOSTILE_DEEDS]
    weight = scene.memory.weights(act.day for act in found)
    return Reading(
        NAME, actor, request.pair, request.period, inputs.panel("pair_act").dataset,
        Standing.PRIOR_DOMINATED if thin else Standing.MEASURED,
        estimate=drawn(posterior.formula, n, level),
        reason=thin,
        state=None if thin else _state(sure, inputs.constant("alliance.level")),
        probability=sure,
        evidence=evidence((float(w), (act.event_id,)) for w, act in zip(weight, found, strict=True)),
        parts=_parts(request, actor, scene, posterior, level),
    )  # fmt: skip


def _thin(scene: _Scene, posterior: _Posterior, least: float) -> str:
    """Which of the three parts that always enter rest on too little; empty when none does."""
    every = posterior.security.every if posterior.security is not None else 0.0
    seen = (("contact", scene.contact()), ("praise and blame", scene.days(PRAISE) + scene.days(BLAME)),
            ("security cooperation of comparable dyads", every))  # fmt: skip
    lacking = [f"{days:.1f} days of {name}" for name, days in seen if days < least]
    return f"effective evidence {', '.join(lacking)}, below {least:g}" if lacking else ""


def _state(sure: float, level: float) -> str:
    if sure > level:
        return "in deed"
    return "not in deed" if 1.0 - sure > level else "unclear"


def _parts(request: Request, actor: str, scene: _Scene, posterior: _Posterior, level: float) -> Parts:
    pair, security, praise = request.pair, posterior.security, posterior.alignment
    words = scene.days(PRAISE) + scene.days(BLAME)
    return {
        "counterpart": pair.b if actor == pair.a else pair.a,
        "security_cooperation": None if security is None else float((security.own > security.threshold).mean()),
        "security_days": None if security is None else security.days,
        "shared_adversaries": None if posterior.adversaries is None
        else drawn(posterior.adversaries, posterior.against, level),
        "diplomatic_alignment": float(betaincc(*praise, 0.5)),
        "words": words,
        "mutual_restraint": beta_estimate(*posterior.restraint, scene.contact(), level),
        "formal_treaty": "not in the data",
    }  # fmt: skip


MEASURE = Measure(
    name=NAME,
    title="Alliance in deed",
    question="Do the two sides act toward each other as allies do?",
    unit="geometric mean of the components, 0 to 1, not calibrated; state: in deed, not in deed, unclear; probability: "
    "that it exceeds one half",
    formula=(
        "F = geometric mean, draw by draw, of s1 = r / (r + q), r the rate of days with security cooperation (0312, "
        "0314, 062, 064, 0332, 072, 074) and q the 75th percentile of that of either side with every other partner of "
        "the arena; s2 = cosine of what the two do against third states (13x-20x), where both do enough; s3 = share of "
        "praise (019, 051-053) against blame (110-113) days; s4 = 1 - share of contact days with a hostile deed "
        "(15x-20x). Rates ~ Gamma, tempered; shares ~ Beta; discounted. Shown: P(r > q), cosine, P(praise > blame), "
        "1 - share. In deed: P(F > 0.5) > 0.9."
    ),
    reference="Leeds et al. 2002 (ATOP); methods 3.4",
    limits=(
        "Behaviour, not treaties: whether a treaty is in force is another column, and it is not in the data. The four "
        "parts weigh alike; weights fitted to alliances on record are future work. Exercises have seasons: ask for "
        "whole years. The threshold is that of the partners the data set covers."
    ),
    needs=("pair_act", "outsider_day"),
    constants=(
        "alliance.half_life_months", "alliance.prior_acts", "alliance.prior_adversary", "alliance.percentile",
        "alliance.formula", "alliance.level", "alliance.min_effective", "dispersion.block_months", "roles.draws",
        "interval.level",
    ),
    compute=compute,
)  # fmt: skip
