"""Joint role: what a third party is toward a pair, as one probability over all roles."""

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.role_weights import ROLES, SCALES, WEIGHTS
from tertius.measures.contacts import contacts
from tertius.measures.fitted_range import beyond_the_fit, distance, strange, tail
from tertius.measures.outsiders import drawn
from tertius.measures.shares import Parts, covered, uncovered
from tertius.measures.signs import CONSTANTS, NAMES, NEEDS, Signs, signs
from tertius.model import Inputs, Measure, Reading, Request, Standing

_NAME = "role"
Floats = NDArray[np.float64]


def compute(inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per third party asked for; see :data:`MEASURE`."""
    panel = inputs.panel("outsider_day")
    if not covered(panel, request):
        return uncovered(_NAME, panel, request)
    found = signs(inputs, request, half_life=inputs.constant("role.half_life_months"))
    out = beyond_the_fit(found.values)
    inside = [k for k, far in enumerate(distance(out)) if tail(far) > inputs.constant("role.range_tail")]
    drawn_roles = probabilities(found.values[inside], int(inputs.constant("roles.draws")), request.seed)
    chances = dict(zip(inside, drawn_roles.swapaxes(0, 1), strict=True))
    places = (found.actors.index(actor) for actor in request.actors)
    return [_reading(inputs, request, found, k, out[k], chances.get(k)) for k in places]


def probabilities(values: Floats, draws: int, seed: int) -> Floats:
    """Draws of the probability of each role.

    Args:
        values: [K, F] signs of third parties, in the order of the table of weights.
        draws: Number of draws; the weights are drawn, the signs are taken as they read.
        seed: Seed.

    Returns:
        [draws, K, R].
    """
    rng = np.random.default_rng(seed)
    mean, error = (np.asarray([[getattr(weight, name) for weight in row] for row in WEIGHTS])
                   for name in ("mean", "error"))  # fmt: skip
    weights = mean + error * rng.standard_normal((draws, *mean.shape))
    centre, scale = np.asarray([one.centre for one in SCALES]), np.asarray([one.scale for one in SCALES])
    rows = np.concatenate([np.ones((len(values), 1)), (values - centre) / scale], axis=1)
    logit = np.einsum("kf,drf->dkr", rows, weights)
    chance = np.exp(logit - logit.max(axis=2, keepdims=True))
    return np.asarray(chance / chance.sum(axis=2, keepdims=True))


def _reading(inputs: Inputs, request: Request, found: Signs, k: int, out: Floats, chances: Floats | None) -> Reading:
    """Reading of third party ``k``; its chances [draws, R] are None where its signs lie outside the fit."""
    panel, actor = inputs.panel("outsider_day"), found.actors[k]
    who = (_NAME, actor, request.pair, request.period, panel.dataset)
    evidence = contacts(panel, request).events(actor, request, inputs.constant("role.half_life_months"))
    far = float(distance(out))
    parts: Parts = {"range_distance": far, "range_tail": tail(far)}
    n = float(found.acts[k].sum())
    thin = n < inputs.constant("role.min_effective_days")
    little = f"effective evidence {n:.1f} days of contact" if thin else ""
    if chances is None:
        why = f"signs outside what the weights were fitted on: {strange(out, NAMES)}"
        reason = "; ".join(filter(None, (little, why)))
        return Reading(*who, Standing.UNDEFINED, reason=reason, evidence=evidence, parts=parts)
    roles = {role: drawn(chances[:, r], n, inputs.constant("interval.level")) for r, role in enumerate(ROLES)}
    mean = chances.mean(axis=0)
    first = int(np.argmax(mean))
    sure = float(mean[first]) >= inputs.constant("role.level")
    return Reading(
        *who,
        Standing.PRIOR_DOMINATED if thin else Standing.MEASURED,
        estimate=roles[ROLES[first]],
        reason=little or ("" if sure else _between(mean)),
        state=ROLES[first] if sure and not thin else None,
        probability=float(mean[first]),
        evidence=evidence,
        parts={**{f"probability_{role}": estimate for role, estimate in roles.items()}, **parts},
    )


def _between(mean: Floats) -> str:
    """What stays open where no role is probable enough to be named."""
    first, second = np.argsort(-mean, kind="stable")[:2]
    return f"{ROLES[first]} ({mean[first]:.2f}) or {ROLES[second]} ({mean[second]:.2f}): not told apart at this volume"


MEASURE = Measure(
    name=_NAME,
    title="Joint role",
    question="All signs together: what is a third party toward the two sides?",
    unit="probability of the most probable role, 0 to 1; state: that role when it is probable enough; parts: all roles",
    formula=(
        "P(role) = softmax(intercept + sum of weight x (sign - centre) / scale) over "
        f"{', '.join(ROLES)}; signs are shares and one-sidedness of the kinds of its acts, its volume against that of "
        "the others, and values and probabilities of mediation, guarantor, arbiter, convening, spoiling and reference"
    ),
    reference="methods 2.1 and 3.1 to 3.7 (roles as functionals); weights fitted to simulated worlds, methods 5.5",
    limits=(
        "Calibrated on simulated worlds, not on real conflicts. Where signs lie outside all that was simulated the "
        "role is undefined; in graphs of civil wars and in the shipped chronicle that is everybody. One role a third "
        "party: who both mediates and guarantees shows as the stronger one. A data set that follows some relations "
        "more closely than others shifts every sign. Convening and being a point of reference belong to an arena and "
        "are measured apart."
    ),
    needs=NEEDS,
    constants=tuple(dict.fromkeys((*CONSTANTS, "roles.draws", "interval.level", "role.half_life_months",
                                   "role.min_effective_days", "role.level", "role.range_tail"))),
    compute=compute,
)  # fmt: skip
