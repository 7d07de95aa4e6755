"""Named mediator: the probability that people who code peace processes name a third party the mediator of a pair."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from tertius.codebooks.named_mediator_weights import TERMS, weight_draws
from tertius.measures.contacts import Contacts, contacts
from tertius.measures.outsiders import drawn
from tertius.measures.shares import (
    Parts,
    Settings,
    constants_of,
    counted_months,
    covered_months,
    share_posterior,
    uncovered,
)
from tertius.model import (
    ActorKind,
    Estimate,
    Inputs,
    Measure,
    Panel,
    Reading,
    Request,
    Series,
    Span,
    Standing,
    month_index,
    month_start,
)

Floats = NDArray[np.float64]
NAME = "named-mediator"
"""Name of the measure."""
FEATURES = tuple(term.name for term in TERMS[1:])
"""Parts of a reading that the weights stand for, in order."""
_VISIBLE = "visibility"
"""The measure whose days of contact, and how they age, are read."""


@dataclass(frozen=True)
class _Presence:
    """What outsiders did, counted: ``days`` [T, K] of contact of each actor after each month, tempered and aged."""

    seen: Contacts
    days: Floats
    n: Floats
    settings: Settings

    def sides(self, actor: str, prior: float, t: int) -> tuple[float, float]:
        """Beta parameters of an actor's share of all days of outsiders."""
        mine, own = max(0.0, float(self.days[t, self.seen.actors.index(actor)])), self.settings.prior
        return own + mine, prior - own + max(0.0, float(self.n[t]) - mine)


def compute(inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per actor asked for; see :data:`MEASURE`."""
    panel = inputs.panel("outsider_day")
    months = covered_months(panel, request)
    if months is None:
        return uncovered(NAME, panel, request)
    found = _presence(inputs, request, months, windowed=request.window is not None)
    return [_reading(inputs, request, found, actor) for actor in request.actors]


def path(inputs: Inputs, request: Request) -> list[Series]:
    """The same probability at the end of every month up to ``at``; None while evidence is thin."""
    panel = inputs.panel("outsider_day")
    months = counted_months(panel, request)
    if months is None:
        return []
    found, first = _presence(inputs, request, months, windowed=False), month_index(months.start)
    days = tuple(min(month_start(first + t + 1) - timedelta(days=1), months.last) for t in range(len(found.n)))
    least = found.settings.min_effective

    def at(actor: str, t: int) -> Estimate | None:
        n = max(0.0, float(found.n[t]))
        return drawn(_draws(inputs, request, found, actor, t), n, found.settings.level) if n >= least else None

    return [
        Series(NAME, actor, request.pair, panel.dataset, days, tuple(at(actor, t) for t in range(len(days))))
        for actor in request.actors
    ]


def probability(features: Floats, weights: Floats) -> Floats:
    """Probability from features and weights.

    Args:
        features: [..., F] in the order of :data:`FEATURES`.
        weights: [..., F + 1] the intercept first.

    Returns:
        [...], 0 to 1.
    """
    centre, scale = (np.asarray([getattr(term, name) for term in TERMS[1:]]) for name in ("centre", "scale"))
    logit = weights[..., 0] + ((features - centre) / scale * weights[..., 1:]).sum(axis=-1)
    return np.asarray(expit(logit))


def _presence(inputs: Inputs, request: Request, months: Span, *, windowed: bool) -> _Presence:
    settings = Settings.of(inputs, _VISIBLE)
    seen = contacts(inputs.panel("outsider_day"), _of_everybody(inputs.panel("outsider_day"), request))
    shares = share_posterior(seen.monthly(months), settings, windowed=windowed)
    return _Presence(seen, shares.alpha - settings.prior, shares.n, settings)


def _of_everybody(panel: Panel, request: Request) -> Request:
    """The request with everybody seen as a candidate: a share must not depend on whom an arena lists."""
    everybody = sorted({*request.arena.candidates(request.pair), *(str(name) for name in panel.numbered("third")[0])})
    return replace(request, arena=replace(request.arena, states=(), third_parties=tuple(everybody)))


def _draws(inputs: Inputs, request: Request, found: _Presence, actor: str, t: int = -1) -> Floats:
    """Draws of the probability, of weights and share together."""
    count = int(inputs.constant("roles.draws"))
    sides = found.sides(actor, inputs.constant("named.prior_days"), t)
    share = np.random.default_rng([request.seed, 1]).beta(*sides, count)
    features = _features(share, inputs, request, actor)
    return probability(features, weight_draws(count, request.seed))


def _features(share: Floats, inputs: Inputs, request: Request, actor: str) -> Floats:
    """[..., F] of a share [...]."""
    kinds = {one.actor_id: one.kind for one in request.arena.actors}
    body = kinds.get(actor) is ActorKind.BODY
    states = all(kinds.get(side, ActorKind.STATE) is ActorKind.STATE for side in (request.pair.a, request.pair.b))
    log_share = np.log(share + inputs.constant("named.floor"))
    return np.stack([log_share, *(np.full_like(log_share, float(mark)) for mark in (body, states))], axis=-1)


def _reading(inputs: Inputs, request: Request, found: _Presence, actor: str) -> Reading:
    panel, n = inputs.panel("outsider_day"), max(0.0, float(found.n[-1]))
    yes, no = found.sides(actor, inputs.constant("named.prior_days"), -1)
    features = _features(np.asarray(yes / (yes + no)), inputs, request, actor)
    draws, least = _draws(inputs, request, found, actor), found.settings.min_effective
    thin = [f"effective evidence {n:.1f} days, below {least:g}"] if n < least else []
    # where nothing was checked the weights speak, as a prior does
    doubts = [*thin, *_outside(panel, features)]
    parts: Parts = {"share": yes / (yes + no), **dict(zip(FEATURES, features.tolist(), strict=True))}
    return Reading(
        NAME, actor, request.pair, request.period, panel.dataset,
        Standing.PRIOR_DOMINATED if doubts else Standing.MEASURED,
        estimate=drawn(draws, n, found.settings.level),
        reason="; ".join(doubts),
        probability=float(draws.mean()),
        evidence=found.seen.events(actor, request, found.settings.half_life),
        parts=parts,
    )  # fmt: skip


def _outside(panel: Panel, features: Floats) -> Iterable[str]:
    """In what the question lies outside what the weights were fitted to."""
    if not panel.machine_coded:
        yield "coded by hand, while the weights were fitted to machine-coded events"
    # below, the floor keeps shares together: nobody is seen less than not at all
    for term, value in zip(TERMS[1:], features.tolist(), strict=True):
        if value > term.high:
            yield f"{term.name} {value:.2f} lies above all in the fit ({term.high:.2f})"


MEASURE = Measure(
    name=NAME,
    title="Named mediator",
    question="How probable is it that people who code peace processes name this third party a mediator of the two?",
    unit="probability, 0 to 1, of being named in a record of talks or texts of the period; probability: its mean",
    formula=(
        "P = 1 / (1 + exp(-(w0 + sum of w (x - centre) / scale))), x = log(share + floor), 1 for a body (0 for a "
        "state), 1 between two states (0 with an armed group); share ~ Beta(prior + days of the party, days of all "
        "other outsiders + theirs), days of contact as in visibility, all outsiders apart; weights are drawn with "
        "their errors"
    ),
    reference=(
        "logistic regression on ICEWS 2014, 2018 and 2021 against negotiations 1989-2023 and PA-X signatures; "
        "figures on conflicts left out in docs/validation.md"
    ),
    limits=(
        "Calibrated on few conflicts, of two states hardly any with a mediator, in machine-coded news of a year. "
        "Presence is nearly all it sees, so it ranks no better than visibility, a busy ally looks like a mediator, and "
        "quiet mediators (Norway, a foundation) are missed. It supposes talks or a text in the period: where there "
        "are none, nobody mediates. Who signs as a witness counts as named."
    ),
    needs=("outsider_day",),
    constants=(*constants_of(_VISIBLE), "named.prior_days", "named.floor", "roles.draws"),
    compute=compute,
    path=path,
)
