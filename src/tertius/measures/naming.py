"""The probability that people who code a conflict name a third party, told from its presence and from who it is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from tertius.codebooks.naming_weights import Terms, weight_draws
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
NEEDS = ("outsider_day",)
"""Panels that are read."""
_VISIBLE = "visibility"
"""The measure whose days of contact, and how they age, are read."""
CONSTANTS = (*constants_of(_VISIBLE), "named.prior_days", "named.floor", "roles.draws")
"""Constants that are read."""
BY_HAND = "coded by hand, while the weights were fitted to machine-coded events"
"""Why weights say nothing of a data set whose rows no program found."""


@dataclass(frozen=True)
class Fit:
    """What a measure was fitted to.

    Attributes:
        name: Name of the measure.
        terms: Its weights, the intercept first and the log share of days next.
        marks: Features of an actor beside the log share, in the order of the terms.
        elsewhere: Says in what a pair lies outside the fit, or nothing; without it no pair does.
    """

    name: str
    terms: Terms
    marks: Callable[[Request, str], tuple[float, ...]]
    elsewhere: Callable[[Request], str] | None = None

    @property
    def features(self) -> tuple[str, ...]:
        """Parts of a reading that the weights stand for, in order."""
        return tuple(term.name for term in self.terms[1:])

    def probability(self, features: Floats, weights: Floats) -> Floats:
        """Probability from features and weights.

        Args:
            features: [..., F] in the order of :attr:`features`.
            weights: [..., F + 1] the intercept first.

        Returns:
            [...], 0 to 1.
        """
        return probability(self.terms, features, weights)


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


def probability(terms: Terms, features: Floats, weights: Floats) -> Floats:
    """Probability from features and weights.

    Args:
        terms: The table, whose centres and scales apply.
        features: [..., F] in its order.
        weights: [..., F + 1] the intercept first.

    Returns:
        [...], 0 to 1.
    """
    centre, scale = (np.asarray([getattr(term, part) for term in terms[1:]]) for part in ("centre", "scale"))
    logit = weights[..., 0] + ((features - centre) / scale * weights[..., 1:]).sum(axis=-1)
    return np.asarray(expit(logit))


def base_rate(terms: Terms, features: Floats) -> float:
    """How often the label falls to anybody with these marks, before what events tell is looked at; features [F]."""
    return float(probability(terms, features, np.asarray([term.bare for term in terms])))


def naming_readings(fit: Fit, inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per actor asked for."""
    panel = inputs.panel("outsider_day")
    months = covered_months(panel, request)
    if months is None:
        return uncovered(fit.name, panel, request)
    if not panel.machine_coded:  # shares of contact there are of what its authors chose to follow
        return [Reading(fit.name, actor, request.pair, request.period, panel.dataset, Standing.UNDEFINED,
                        reason=BY_HAND) for actor in request.actors]  # fmt: skip
    found = _presence(inputs, request, months, windowed=request.window is not None)
    return [_reading(fit, inputs, request, found, actor) for actor in request.actors]


def naming_path(fit: Fit, inputs: Inputs, request: Request) -> list[Series]:
    """The same at the end of every month up to ``at``; None while evidence is thin, and in data coded by hand."""
    panel = inputs.panel("outsider_day")
    months = counted_months(panel, request)
    if months is None:
        return []
    found, first = _presence(inputs, request, months, windowed=False), month_index(months.start)
    days = tuple(min(month_start(first + t + 1) - timedelta(days=1), months.last) for t in range(len(found.n)))
    least = found.settings.min_effective

    def at(actor: str, t: int) -> Estimate | None:
        n = max(0.0, float(found.n[t]))
        return drawn(_draws(fit, inputs, request, found.sides(actor, inputs.constant("named.prior_days"), t), actor),
                     n, found.settings.level) if panel.machine_coded and n >= least else None  # fmt: skip

    return [
        Series(fit.name, actor, request.pair, panel.dataset, days, tuple(at(actor, t) for t in range(len(days))))
        for actor in request.actors
    ]


def is_body(request: Request, actor: str) -> bool:
    """Whether the arena knows an actor as an international body."""
    return _kind(request, actor) is ActorKind.BODY


def between_states(request: Request) -> bool:
    """Whether both sides of the pair are states."""
    return all(_kind(request, side) is ActorKind.STATE for side in (request.pair.a, request.pair.b))


def _kind(request: Request, actor: str) -> ActorKind:
    return next((one.kind for one in request.arena.actors if one.actor_id == actor), ActorKind.STATE)


def _presence(inputs: Inputs, request: Request, months: Span, *, windowed: bool) -> _Presence:
    settings = Settings.of(inputs, _VISIBLE)
    seen = contacts(inputs.panel("outsider_day"), _of_everybody(inputs.panel("outsider_day"), request))
    shares = share_posterior(seen.monthly(months), settings, windowed=windowed)
    return _Presence(seen, shares.alpha - settings.prior, shares.n, settings)


def _of_everybody(panel: Panel, request: Request) -> Request:
    """The request with everybody seen as a candidate: a share must not depend on whom an arena lists."""
    everybody = sorted({*request.arena.candidates(request.pair), *(str(name) for name in panel.numbered("third")[0])})
    return replace(request, arena=replace(request.arena, states=(), third_parties=tuple(everybody)))


def _draws(fit: Fit, inputs: Inputs, request: Request, sides: tuple[float, float], actor: str) -> Floats:
    """Draws of the probability, of weights and share together."""
    count = int(inputs.constant("roles.draws"))
    share = np.random.default_rng([request.seed, 1]).beta(*sides, count)
    return fit.probability(_features(fit, share, inputs, request, actor), weight_draws(fit.terms, count, request.seed))


def _features(fit: Fit, share: Floats, inputs: Inputs, request: Request, actor: str) -> Floats:
    """[..., F] of a share [...]."""
    log_share = np.log(share + inputs.constant("named.floor"))
    return np.stack([log_share, *(np.full_like(log_share, mark) for mark in fit.marks(request, actor))], axis=-1)


def _reading(fit: Fit, inputs: Inputs, request: Request, found: _Presence, actor: str) -> Reading:
    panel, n = inputs.panel("outsider_day"), max(0.0, float(found.n[-1]))
    yes, no = found.sides(actor, inputs.constant("named.prior_days"), -1)
    features = _features(fit, np.asarray(yes / (yes + no)), inputs, request, actor)
    draws, least = _draws(fit, inputs, request, (yes, no), actor), found.settings.min_effective
    thin = [f"effective evidence {n:.1f} days, below {least:g}"] if n < least else []
    # where nothing was checked the weights speak, as a prior does
    doubts = [*thin, *_outside(fit, request, features)]
    parts: Parts = {"share": yes / (yes + no), "base_rate": base_rate(fit.terms, features),
                    **dict(zip(fit.features, features.tolist(), strict=True))}  # fmt: skip
    return Reading(
        fit.name, actor, request.pair, request.period, panel.dataset,
        Standing.PRIOR_DOMINATED if doubts else Standing.MEASURED,
        estimate=drawn(draws, n, found.settings.level),
        reason="; ".join(doubts),
        probability=float(draws.mean()),
        evidence=found.seen.events(actor, request, found.settings.half_life),
        parts=parts,
    )  # fmt: skip


def _outside(fit: Fit, request: Request, features: Floats) -> Iterable[str]:
    """In what the question lies outside what the weights were fitted to."""
    if fit.elsewhere and (elsewhere := fit.elsewhere(request)):
        yield elsewhere
    # below, the floor keeps shares together: nobody is seen less than not at all
    for term, value in zip(fit.terms[1:], features.tolist(), strict=True):
        if value > term.high:
            yield f"{term.name} {value:.2f} lies above all in the fit ({term.high:.2f})"
