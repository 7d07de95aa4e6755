"""Mediation: a third party's share of the mediation table of a pair, with intensity, acceptance and rank."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammainc

from tertius.inference.intervals import gamma_interval
from tertius.measures.coincidence import alone_parts, credit_variance, kept_parts, kept_weights
from tertius.measures.credits import Credits, credited_days, first_events, seen
from tertius.measures.even_handed import CONSTANTS as EVEN_HANDED
from tertius.measures.even_handed import even_handed
from tertius.measures.repeats import with_repeats
from tertius.measures.routine import routine_days
from tertius.measures.shares import (
    Parts,
    Settings,
    Shares,
    View,
    aged,
    beta_estimate,
    constants_of,
    counted_months,
    covered_months,
    first_probability,
    share_estimate,
    share_posterior,
    share_series,
    uncovered,
)
from tertius.measures.voices import as_told
from tertius.model import Estimate, Inputs, Measure, Panel, Reading, Request, Series, Span, Standing

_NAME = "mediation"
_UNIT_DAYS = 30.0
_REFUSAL, _ACCEPTING = "N", ("038", "045", "E1")
_MOST_EVIDENCE = 200


def compute(inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per actor asked for; see :data:`MEASURE`."""
    evidence, settings = inputs.panel("triad_evidence"), Settings.of(inputs, _NAME)
    months = covered_months(evidence, request)
    if months is None:
        return uncovered(_NAME, evidence, request)
    credits = table_of(inputs, request)
    shares = _posterior(credits, months, inputs, request, windowed=request.window is not None)
    table = _intensity(credits, months, inputs, request)
    if isinstance(table, str):
        return [_no_table(evidence, request, actor, settings, table) for actor in request.actors]
    view = View(_NAME, request, evidence, shares, settings)
    own = [share_estimate(shares, k, settings) for k in range(len(credits.actors))]
    first, bands = first_probability(shares, 1), _format_bands(inputs, request, months, settings, own)
    readings, usable = [], evidence.where(seen(evidence, request))
    even = even_handed(inputs, request)
    for actor in request.actors:
        k = credits.actors.index(actor)
        parts: Parts = {
            "intensity_per_30d": table,
            "acceptance": _acceptance(usable, actor, inputs),
            "even_handedness": even[actor].estimate if actor in even else None,
            "leans_to": even[actor].leaning if actor in even else None,
            "credited_days": float(credits.credit[credits.third == k].sum()),
            "without_format_credit": bands[0][k],
            "with_full_format_credit": bands[1][k],
            "nobody": share_estimate(shares, len(credits.actors) - 1, settings),
        }
        events = _events(usable, request, actor, settings.half_life)
        readings.append(view.reading(actor, k, events, parts, probability=float(first[k])))
    return readings


def path(inputs: Inputs, request: Request) -> list[Series]:
    """The same share at the end of every month up to ``at``, for every actor asked for."""
    evidence, settings = inputs.panel("triad_evidence"), Settings.of(inputs, _NAME)
    months = counted_months(evidence, request)
    if months is None:
        return []
    credits = table_of(inputs, request)
    shares = _posterior(credits, months, inputs, request, windowed=False)
    return share_series(_NAME, request, evidence, shares, settings)


def expected(inputs: Inputs, request: Request, months: Sequence[int]) -> Shares | None:
    """The shares of all alternatives so many months after ``at`` if nothing new is told; None outside coverage."""
    counted = covered_months(inputs.panel("triad_evidence"), request)
    if counted is None:
        return None
    shares = _posterior(table_of(inputs, request), counted, inputs, request, windowed=False)
    return aged(shares, months, Settings.of(inputs, _NAME))


def _no_table(evidence: Panel, request: Request, actor: str, settings: Settings, reason: str) -> Reading:
    usable = evidence.where(seen(evidence, request))
    return Reading(
        _NAME, actor, request.pair, request.period, evidence.dataset, Standing.UNDEFINED, reason=reason,
        evidence=_events(usable, request, actor, settings.half_life),
    )  # fmt: skip


def _intensity(credits: Credits, months: Span, inputs: Inputs, request: Request) -> Estimate | str:
    """Rate of mediation days per 30 days; a sentence instead when there is no table to share."""
    half_life = inputs.constant("mediation.half_life_months") * _UNIT_DAYS
    days = np.unique(credits.day[(credits.third < len(credits.actors) - 1) & (credits.credit > 0)])
    age = (np.datetime64(request.at) - days).astype(np.float64)
    keep = np.ones(len(days)) if request.window is not None else np.exp2(-age / half_life)
    exposure = sum(_exposure(part, months, request, half_life) for part in inputs.panel("triad_evidence").coverage)
    shape = inputs.constant("mediation.rate_prior_days") + keep.sum()
    rate = (inputs.constant("mediation.rate_prior_exposure_days") + exposure) / _UNIT_DAYS
    floor = inputs.constant("mediation.table_rate_per_30d")
    if float(gammainc(shape, rate * floor)) > inputs.constant("mediation.no_table_probability"):
        return f"no table: third parties meet the pair less than {floor:g} days a month"
    low, value, high = (float(x) for x in gamma_interval(shape, rate, inputs.constant("interval.level")))
    return Estimate(value, low, high, float(keep.sum()), inputs.constant("interval.level"))


def _exposure(part: Span, months: Span, request: Request, half_life: float) -> float:
    """Days of a covered span that were counted, older ones discounted like the evidence."""
    start, end = max(part.start, months.start), min(part.end, months.end)
    if start >= end:
        return 0.0
    if request.window is not None:
        return float((end - start).days)
    old, young = (float((months.end - day).days) for day in (start, end))
    return float(half_life / np.log(2.0) * (np.exp2(-young / half_life) - np.exp2(-old / half_life)))


def _acceptance(evidence: Panel, actor: str, inputs: Inputs) -> Estimate | None:
    """Share of the actor's days that were accepted rather than refused; None when it offered nothing."""
    mine = evidence.among("third", (actor,))
    refused = mine & evidence.among("level", (_REFUSAL,))
    held = mine & evidence.among("level", ("E1", "E3"))
    yes, no = len(np.unique(evidence["date"][held])), len(np.unique(evidence["date"][refused]))
    if yes + no == 0:
        return None
    prior = inputs.constant("mediation.acceptance_prior")
    level = inputs.constant("interval.level")
    return beta_estimate(prior + yes, prior + no, float(yes + no), level)


def table_of(
    inputs: Inputs, request: Request, weights: NDArray[np.float64] | None = None, *, voices: bool = True
) -> Credits:
    """Credited days of every candidate, of others, and of nobody; in machine-coded data without chance talks.

    ``voices``: what one voice alone tells counts as far as it is true (machine-coded data of known publishers). A share
    needs that; when it changed is told better by all that was said, since mistakes come on all days alike.
    """
    evidence, meetings = inputs.panel("triad_evidence"), inputs.panel("pair_event")
    tolerance, weeks = int(inputs.constant("mediation.tolerance_days")), int(inputs.constant("mediation.chance_weeks"))
    months = counted_months(evidence, request)
    weight = np.asarray(evidence["weight"] if weights is None else weights, dtype=np.float64)
    if not evidence.machine_coded or months is None:
        return credited_days(evidence, meetings, request, tolerance=tolerance, weights=weight)
    contacts = inputs.panel("outsider_day")
    parts = alone_parts(evidence, request, months,
                        kept_parts(contacts, request, months, tolerance=tolerance, weeks=weeks))  # fmt: skip
    # how far one voice is right is told by all that is known: the days of a window may be too few for it
    whole = replace(request, window=None)
    known = counted_months(evidence, whole)
    told = as_told(evidence, meetings, contacts, whole, known,
                   block=int(inputs.constant("mediation.voices_months"))) if voices and known else None  # fmt: skip
    credits = credited_days(evidence, meetings, request, tolerance=tolerance,
                            weights=weight * kept_weights(evidence, parts), told=told)  # fmt: skip
    variance = credit_variance(evidence, request, parts, credits.actors)
    return replace(credits, variance=variance, voiced=told.part if told else 0.0)


def _posterior(credits: Credits, months: Span, inputs: Inputs, request: Request, *, windowed: bool) -> Shares:
    """Posterior of the shares; what is wrong in all months alike bounds how sure more of the same can make."""
    settings, lasting = Settings.of(inputs, _NAME), inputs.constant("mediation.lasting_correlation")
    known, unknown = inputs.constant("mediation.mistaken_voiced"), inputs.constant("mediation.mistaken_credit")
    days = int(inputs.constant("counting.follow_up_days"))
    if not credits.machine_coded:
        return share_posterior(credits.monthly(months), settings, windowed=windowed)
    table = with_repeats(credits, inputs.panel("outsider_day"), request, months, days=days)
    routine = routine_days(inputs.panel("outsider_day"), request, credits, months)
    return share_posterior(table, settings, windowed=windowed, lasting=lasting + _doubt(credits, table),
                           mistaken=(credits.voiced * known + (1.0 - credits.voiced) * unknown) * routine)  # fmt: skip


def _doubt(credits: Credits, table: NDArray[np.float64]) -> float:
    """Variance of the credits over that of as many wholly dependent ones: a correlation over all months."""
    total = table.sum()
    if credits.variance is None or total == 0:
        return 0.0
    share = table.sum(axis=1) / total
    alike = total**2 * float((share * (1.0 - share)).sum())
    return float(credits.variance.sum()) / alike if alike > 0 else 0.0


def _format_bands(
    inputs: Inputs, request: Request, months: Span, settings: Settings, own: Sequence[Estimate]
) -> tuple[Sequence[Estimate], Sequence[Estimate]]:
    """Shares when a format's credit goes to none of its members, and in full to each; ``own`` are those as split."""
    evidence = inputs.panel("triad_evidence")
    share = np.asarray(evidence["share"], dtype=np.float64)
    weight = np.asarray(evidence["weight"], dtype=np.float64)
    if not (share < 1.0).any():  # no format earned anything
        return own, own
    alone = np.where(share < 1.0, 0.0, weight)
    bands = []
    for weights in (alone, weight / share):
        credits = table_of(inputs, request, weights)
        shares = _posterior(credits, months, inputs, request, windowed=request.window is not None)
        bands.append([share_estimate(shares, k, settings) for k in range(len(credits.actors))])
    return bands[0], bands[1]


def _events(evidence: Panel, request: Request, actor: str, half_life: float) -> tuple[str, ...]:
    """Events that earned the actor credit, strongest first: by weight, older ones discounted; refusals earn none."""
    rows = evidence.where(evidence.among("third", (actor,)) & ~evidence.among("level", (_REFUSAL,)))
    age = (np.datetime64(request.at) - rows["date"].astype("datetime64[D]")).astype(np.float64) / _UNIT_DAYS
    kept: NDArray[np.float64] = np.asarray(rows["weight"], dtype=np.float64)
    if request.window is None:
        kept = kept * np.exp2(-age / half_life)
    return first_events(rows["event_id"], np.argsort(-kept, kind="stable"), _MOST_EVIDENCE)


MEASURE = Measure(
    name=_NAME,
    title="Mediation share",
    question="Whose table is it: which third party stands between the two sides when they talk?",
    unit="share of the encounters of the two, 0 to 1; probability: of the largest share among third parties",
    formula=(
        "x(m,d) = strongest evidence of the day (E1, E2, E3) + outcome credit (E4); days on which the two talk without "
        "a third party are credited to nobody; in machine-coded data talks near each other keep the part that is no "
        "coincidence, what one voice alone tells the part that is true, and credits of a month are multiplied for acts "
        "not counted soon after the same act; "
        "alpha(t) = d alpha(t-1) + (1-d) alpha0 + eta x(t), d = 2^(-1/half-life), eta = 1/(1+(n-1) rho); "
        "share(m) ~ Beta(alpha_m, sum(alpha) - alpha_m). Undefined when mediation days per 30 days are probably "
        "below the floor. A format's credit is split equally among the members seated that day."
    ),
    reference=(
        "Bercovitch, Anagnoson and Wille 1991 (definition); CAMEO Manual 1.1b3 (slots of 045, 039, 038); "
        "levels and weights: methods 3.1, initial values not yet refitted to labelled mediation"
    ),
    limits=(
        "Public mediation only: back channels are invisible. A share says who sits at the table, not who moves the "
        "sides. Hosting earns part credit even where the host was passive. Even-handedness is reported beside it, not "
        "required."
    ),
    needs=("triad_evidence", "pair_event", "outsider_day"),
    constants=(
        *dict.fromkeys((*constants_of(_NAME), *EVEN_HANDED)),
        "mediation.table_rate_per_30d",
        "mediation.no_table_probability",
        "mediation.rate_prior_days",
        "mediation.rate_prior_exposure_days",
        "mediation.acceptance_prior",
        "mediation.tolerance_days",
        "mediation.chance_weeks",
        "mediation.voices_months",
        "mediation.lasting_correlation",
        "mediation.mistaken_credit",
        "mediation.mistaken_voiced",
        "mediation.outcome_days",
        "counting.follow_up_days",
        "counting.outnumbered",
    ),
    compute=compute,
    path=path,
)
