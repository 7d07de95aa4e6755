"""Guarantor: whether a third party acts for a side when it is attacked, and more than it does anyway."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from tertius.measures.episodes import Act, day_number, discount
from tertius.measures.guarantees import (
    OUTCOMES,
    Answer,
    Conduct,
    Horizons,
    answers,
    attacks_on,
    brokered_by,
    committed,
    conduct,
    quiet_windows,
)
from tertius.measures.outsiders import drawn, evidence, outsiders
from tertius.measures.shares import Parts, counted_months, covered, uncovered
from tertius.model import Inputs, Measure, Reading, Request, Span, Standing

_NAME = "guarantor"
Floats = NDArray[np.float64]
UNTESTED = "untested"
"""State of a third party that nothing called on."""


@dataclass(frozen=True)
class _Tally:
    """Discounted answers by outcome, deeds among them of its own, and quiet windows with and without a deed."""

    counts: dict[str, float]
    own: float
    hits: float
    tries: float

    @property
    def n(self) -> float:
        return sum(self.counts.values())


@dataclass(frozen=True)
class _Posterior:
    """Draws of the answer (deeds, words at their worth) and of the lift of deeds over quiet windows.

    ``lift`` counts deeds of the third party's own: a ceasefire needs a fight, so quiet windows cannot hold one, and the
    comparison would find that every broker is a guarantor. ``lift_with_ceasefires`` counts them all the same.
    """

    answer: Floats
    lift: Floats
    lift_with_ceasefires: Floats
    quiet: Floats


def compute(inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per third party asked for, both sides pooled; see :data:`MEASURE`."""
    panel = inputs.panel("outsider_day")
    months = counted_months(panel, request)
    if months is None or not covered(panel, request):
        return [uncovered(_NAME, panel, request, actor) for actor in request.actors]
    outside, brokered = outsiders(panel, request), brokered_by(inputs.panel("pair_part"), request)
    pledged = committed(panel, inputs.panel("pair_part"), request)
    sides = [(ward, foe, attacks_on(inputs.panel("pair_act"), request, ward, foe))
             for ward, foe in ((request.pair.a, request.pair.b), (request.pair.b, request.pair.a))]  # fmt: skip
    return [
        _reading(inputs, request, actor, actor in pledged,
                 [_by_side(inputs, ward, attacks, conduct(outside, brokered(actor), actor, ward, foe), months)
                  for ward, foe, attacks in sides])
        for actor in request.actors
    ]  # fmt: skip


_Record = tuple[str, list[Answer], list[tuple[int, bool]]]


def _by_side(inputs: Inputs, ward: str, attacks: list[Act], done: Conduct, months: Span) -> _Record:
    horizons = Horizons.of(inputs)
    first, last = day_number(months.start), day_number(months.last)
    return ward, answers(attacks, done, horizons, last), quiet_windows(attacks, done, horizons, first, last)


def _reading(inputs: Inputs, request: Request, actor: str, pledged: bool, records: Sequence[_Record]) -> Reading:
    span = request.window or Span(request.at, request.at + timedelta(days=1))
    dataset, found = inputs.panel("outsider_day").dataset, [one for _, given, _ in records for one in given]
    if not found:
        return Reading(
            _NAME, actor, request.pair, span, dataset, Standing.UNDEFINED, state=UNTESTED,
            reason="untested: neither side was attacked or called for protection and had its time to be answered",
        )  # fmt: skip
    level = inputs.constant("interval.level")
    sides = {ward: _tally(given, quiet, inputs, request) for ward, given, quiet in records}
    tally, posterior = _pooled(list(sides.values())), _posterior(list(sides.values()), inputs, request.seed)
    thin = tally.n < inputs.constant("guarantor.min_effective")
    acts = float((posterior.lift > inputs.constant("guarantor.lift")).mean())
    weight = _weights([one.day for one in found], inputs, request)
    return Reading(
        _NAME, actor, request.pair, span, dataset, Standing.PRIOR_DOMINATED if thin else Standing.MEASURED,
        estimate=drawn(posterior.answer, tally.n, level),
        reason=f"effective evidence {tally.n:.1f} triggers" if thin else "",
        state=None if thin else _state(acts, pledged, inputs.constant("guarantor.level")),
        probability=acts,
        evidence=evidence(
            (weight[i] + (one.outcome != OUTCOMES[-1]), one.events) for i, one in enumerate(found)
        ),
        parts=_parts(sides, posterior, inputs, request.seed) | {"commitment": "yes" if pledged else "no"},
    )  # fmt: skip


def _state(acts: float, pledged: bool, level: float) -> str | None:
    """Name the state; None where a commitment stands and its worth cannot be told."""
    if acts > level:
        return "guarantor"
    if not pledged:
        return "none"
    return "nominal" if 1.0 - acts > level else None


def _tally(given: Sequence[Answer], quiet: Sequence[tuple[int, bool]], inputs: Inputs, request: Request) -> _Tally:
    counts, weights = dict.fromkeys(OUTCOMES, 0.0), _weights([one.day for one in given], inputs, request)
    for one, weight in zip(given, weights, strict=True):
        counts[one.outcome] += float(weight)
    own = float(weights @ np.asarray([one.own for one in given], dtype=np.float64))
    reach = inputs.constant("guarantor.match_days")
    return _Tally(counts, own, *matched([one.day for one in given], weights, quiet, reach))


def matched(days: Sequence[int], weights: Floats, quiet: Sequence[tuple[int, bool]], reach: float
            ) -> tuple[float, float]:  # fmt: skip
    """Quiet windows with a deed, and all of them, as an effective number matched to the triggers in time.

    Each trigger hands its weight in equal parts to the quiet windows within reach, so that the two are compared under
    the same attention of the press; the effective number of windows is that of their unequal weights.
    """
    when = np.asarray([day for day, _ in quiet], dtype=np.float64)
    near = np.abs(np.asarray(days, dtype=np.float64)[:, None] - when[None, :]) <= reach
    share = near / np.maximum(near.sum(axis=1, keepdims=True), 1)
    weight = weights @ share
    if weight.sum() == 0:
        return 0.0, 0.0
    tries = float(weight.sum() ** 2 / (weight**2).sum())
    hit = np.asarray([hit for _, hit in quiet], dtype=np.float64)
    return tries * float(weight @ hit / weight.sum()), tries


def _weights(days: Sequence[int], inputs: Inputs, request: Request) -> Floats:
    if request.window is not None:
        return np.ones(len(days))
    half_life = inputs.constant("guarantor.half_life_months")
    return discount(np.asarray(days, dtype=np.float64), day_number(request.at), half_life)


def prior(mean: float, weight: float, word_worth: float) -> dict[str, float]:
    """Prior counts of the outcomes: deeds and words alike, the rest halved, so that the answer has the mean given.

    >>> {outcome: round(count, 2) for outcome, count in prior(0.3, 2.0, 0.5).items()}
    {'deed': 0.4, 'word': 0.4, 'reverse': 0.6, 'silence': 0.6}
    """
    each = mean / (1.0 + word_worth)
    rest = (1.0 - 2.0 * each) / 2.0
    return dict(zip(OUTCOMES, (weight * each, weight * each, weight * rest, weight * rest), strict=True))


def _posterior(sides: Sequence[_Tally], inputs: Inputs, seed: int) -> _Posterior:
    """Pool the sides; quiet windows weigh by where the triggers were, lest aid to one side look like an answer."""
    worth = inputs.constant("guarantor.word_worth")
    start = prior(inputs.constant("guarantor.prior_mean"), inputs.constant("guarantor.prior_weight"), worth)
    rng, draws = np.random.default_rng(seed), int(inputs.constant("roles.draws"))
    whole = _pooled(sides)
    gammas = rng.standard_gamma([start[name] + whole.counts[name] for name in OUTCOMES], (draws, len(OUTCOMES)))
    share = gammas / gammas.sum(axis=1, keepdims=True)
    rest = sum(start.values()) - start["deed"]
    own = rng.beta(start["deed"] + whole.own, rest + whole.n - whole.own, draws)
    quiet = np.zeros(draws)
    # in an order of their own, so that the names of the sides do not matter
    for side in sorted(sides, key=lambda one: (one.n, one.hits, one.tries)):
        quiet += side.n / whole.n * rng.beta(start["deed"] + side.hits, rest + side.tries - side.hits, draws)
    return _Posterior(share[:, 0] + worth * share[:, 1], own - quiet, share[:, 0] - quiet, quiet)


def _pooled(sides: Sequence[_Tally]) -> _Tally:
    counts = {name: sum(side.counts[name] for side in sides) for name in OUTCOMES}
    own, hits, tries = (sum(getattr(side, name) for side in sides) for name in ("own", "hits", "tries"))
    return _Tally(counts, own, hits, tries)


def _parts(sides: Mapping[str, _Tally], posterior: _Posterior, inputs: Inputs, seed: int) -> Parts:
    level, whole = inputs.constant("interval.level"), _pooled(list(sides.values()))
    found: Parts = {
        **{f"{name}s" if name != "silence" else name: whole.counts[name] for name in OUTCOMES},
        "ceasefires": whole.counts["deed"] - whole.own,
        "lift": drawn(posterior.lift, whole.n, level),
        "lift_with_ceasefires": drawn(posterior.lift_with_ceasefires, whole.n, level),
        "deed_without_trigger": drawn(posterior.quiet, whole.tries, level),
    }
    for ward, tally in sides.items():
        alone = _posterior([tally], inputs, seed) if tally.n else None
        found[f"toward_{ward}"] = drawn(alone.answer, tally.n, level) if alone else None
        found[f"lift_toward_{ward}"] = drawn(alone.lift, tally.n, level) if alone else None
    return found


MEASURE = Measure(
    name=_NAME,
    title="Guarantor",
    question="When one side is attacked, does a third party act for it, and more than it does anyway?",
    unit="share of triggers answered, a word at half, 0 to 1; state: guarantor, nominal, untested, none; probability: "
    "that deeds follow triggers more often than quiet days",
    formula=(
        "Trigger episode: hostile acts of one side against the other (19x, 138x, 152, 154; gap up to 7 days, anew "
        "after 30), or a call for protection. Answer within 30 days: deed (062, 072, 074 for the side; 15x, 160, 161, "
        "163, 19x against the attacker; a ceasefire 087x that names it as broker); else word within 14 days; else "
        "reverse; else silence. Shares ~ Dirichlet, discounted; G = deed + word / 2; lift = P(own deed | trigger) - "
        "P(deed in a window without trigger, within a year of one), ceasefires left out. Guarantor: P(lift > 0.05) > "
        "0.9; nominal: committed on record and P(lift <= 0.05) > 0.9."
    ),
    reference=(
        "Walter 1997; Fortna 2004; prior: alliances honoured after 1945, Berkemeier and Fuhrmann 2018; methods 3.2"
    ),
    limits=(
        "A guarantor that deters is never tested. Who attacked is itself disputed. Treaties enter only as far as the "
        "data record them as acts, from whatever day; there is no registry of treaties. A deed is matched by code and "
        "time, not by motive."
    ),
    needs=("outsider_day", "pair_act", "pair_part"),
    constants=(
        "guarantor.half_life_months", "guarantor.deed_days", "guarantor.word_days", "guarantor.episode_gap_days",
        "guarantor.prior_mean", "guarantor.prior_weight", "guarantor.word_worth", "guarantor.match_days",
        "guarantor.lift", "guarantor.level", "guarantor.min_effective", "roles.draws", "interval.level",
    ),
    compute=compute,
)  # fmt: skip
