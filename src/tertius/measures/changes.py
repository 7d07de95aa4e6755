"""Role changes: gains and losses of a share, dated with an interval (methods 4.1, 4.2)."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from tertius.inference.compositions import CompositionPosterior, composition_posterior
from tertius.inference.dispersion import design_effect, share_correlation
from tertius.inference.joint_dating import Dating, JointChange, joint_changes
from tertius.inference.lengths import SegmentLengths
from tertius.measures.contacts import contacts
from tertius.measures.credits import seen
from tertius.measures.mediation import table_of
from tertius.measures.shares import counted_months
from tertius.measures.weeks import CONSTANTS as WEEKLY
from tertius.measures.weeks import Daily, stretch_of, weekly_date
from tertius.model import (
    Direction,
    Estimate,
    Finder,
    Finding,
    Inputs,
    Panel,
    Request,
    Span,
    Strength,
    month_index,
    month_start,
)

Floats = NDArray[np.float64]
_MOST_EVIDENCE = 40
_CONSTANTS = (
    "changes.mean_segment_months",
    "changes.min_segment_months",
    "mediation.prior_days",
    "visibility.prior_days",
    "changes.odds_factor",
    "changes.direction_probability",
    "changes.persistence_months",
    "changes.bayes_factor",
    "changes.interval",
    "changes.paths",
    "changes.min_cluster",
    "changes.confirmed_probability",
    "changes.floor",
    "changes.definitive_months",
    "dispersion.low",
    "dispersion.high",
    "dispersion.block_months",
    "dispersion.unknown",
    "mediation.tolerance_days",
    "counting.follow_up_days",
    *(name for name in WEEKLY if name != "changes.interval"),
)  # fmt: skip


@dataclass(frozen=True)
class Table:
    """Monthly counts of a share measure: ``x`` [K, T] per actor, actors in order; ``daily`` holds the same by day."""

    actors: tuple[str, ...]
    x: Floats
    months: Span
    credibility: float
    daily: Daily


def _mediation(inputs: Inputs, request: Request, months: Span) -> Table:
    credits = table_of(inputs, request)
    daily = Daily(credits.third, credits.day, credits.credit)
    return Table(credits.actors, credits.monthly(months), months, inputs.constant("changes.interval"), daily)


def _visibility(inputs: Inputs, request: Request, months: Span) -> Table:
    seen_days = contacts(inputs.panel("outsider_day"), request)
    daily = Daily(seen_days.third, seen_days.day, np.ones(len(seen_days.day)))
    return Table(seen_days.actors, seen_days.monthly(months), months, inputs.constant("changes.interval"), daily)


def _finder(name: str, panel: str, table: Callable[[Inputs, Request, Span], Table]
            ) -> Callable[[Inputs, Request], list[Finding]]:  # fmt: skip
    def find(inputs: Inputs, request: Request) -> list[Finding]:
        source = inputs.panel(panel)
        months = counted_months(source, request)
        if months is None or len(source) == 0:
            return []
        return _changes(name, table(inputs, request, months), source, inputs, request)

    return find


def _changes(name: str, table: Table, source: Panel, inputs: Inputs, request: Request) -> list[Finding]:
    posterior = _posterior(name, table, inputs)
    if posterior.log_bayes_factor < math.log(inputs.constant("changes.bayes_factor")):
        return []
    how = Dating(
        floor=inputs.constant("changes.floor"),
        gap=int(inputs.constant("changes.min_segment_months")),
        factor=inputs.constant("changes.odds_factor"),
        least=1.0 / len(table.actors),
        credibility=table.credibility,
        draws=int(inputs.constant("changes.paths")),
        seed=request.seed,
    )
    likely = [
        change
        for change in joint_changes(posterior, how)
        if change.probability >= inputs.constant("changes.min_cluster")
        and change.followed >= inputs.constant("changes.persistence_months")
    ]
    dates = [_date(name, table, likely, number, inputs) for number in range(len(likely))]
    return [
        _finding(_Where(name, actor, k, source, request), change, dated, table, posterior.log_bayes_factor, inputs)
        for change, dated in zip(likely, dates, strict=True)
        for k, actor in enumerate(table.actors)
        if actor in request.actors
        and max(change.rise[k], change.fall[k]) >= inputs.constant("changes.direction_probability")
    ]


def _tempering(table: Table, inputs: Inputs) -> float:
    total = table.x.sum(axis=0)
    busy = total[total > 0]
    rho = _correlation(table, total, inputs)
    return 1.0 / max(1.0, float(design_effect(float(busy.mean()) if len(busy) else 1.0, rho)))


def _posterior(name: str, table: Table, inputs: Inputs) -> CompositionPosterior:
    return composition_posterior(
        table.x,
        prior=np.full(len(table.actors), inputs.constant(f"{name}.prior_days")),
        tempering=_tempering(table, inputs),
        lengths=SegmentLengths(
            inputs.constant("changes.mean_segment_months"), int(inputs.constant("changes.min_segment_months"))
        ),
    )


def _correlation(table: Table, total: Floats, inputs: Inputs) -> float:
    block = int(inputs.constant("dispersion.block_months"))
    if len(total) < block or total.sum() == 0:
        return inputs.constant("dispersion.unknown")
    every = share_correlation(
        table.x,
        np.broadcast_to(total, table.x.shape),
        block=block,
        low=inputs.constant("dispersion.low"),
        high=inputs.constant("dispersion.high"),
    )
    return float(np.average(every, weights=table.x.sum(axis=1)))


@dataclass(frozen=True)
class _Date:
    """When a change took place: the day given, the interval around it, and whether months or weeks were compared."""

    when: date
    interval: Span
    resolution: str


def _date(name: str, table: Table, likely: list[JointChange], number: int, inputs: Inputs) -> _Date:
    """The date of one of the changes: to the week where the weeks around it hold enough, else to the month."""
    change, first = likely[number], month_index(table.months.start)
    bounds = (
        likely[number - 1].index if number else 0,
        likely[number + 1].index if number + 1 < len(likely) else table.x.shape[1],
    )
    found = weekly_date(
        table.daily,
        np.maximum(change.rise, change.fall) >= inputs.constant("changes.direction_probability"),
        stretch_of(change.dates, first, bounds, inputs),
        prior=inputs.constant(f"{name}.prior_days"),
        tempering=_tempering(table, inputs),
        inputs=inputs,
    )
    if found is not None:
        return _Date(*found, "week")
    months = np.flatnonzero(change.dates)
    interval = Span(month_start(first + int(months[0])), month_start(first + int(months[-1]) + 1))
    when = month_start(first + change.index)
    return _Date(min(max(when, interval.start), interval.last), interval, "month")


@dataclass(frozen=True)
class _Where:
    """Whose change, of which measure, in which panel."""

    name: str
    actor: str
    k: int
    source: Panel
    request: Request


def _finding(where: _Where, change: JointChange, dated: _Date, table: Table, log_bayes_factor: float, inputs: Inputs
             ) -> Finding:  # fmt: skip
    k, source, request = where.k, where.source, where.request
    n, cut = table.x.sum(axis=0), change.index
    gained = change.rise[k] >= change.fall[k]
    months = inputs.constant("changes.definitive_months")
    sure = change.probability >= inputs.constant("changes.confirmed_probability")
    return Finding(
        measure=where.name,
        actor=where.actor,
        pair=request.pair,
        dataset=source.dataset,
        direction=Direction.GAIN if gained else Direction.LOSS,
        strength=Strength.CONFIRMED if sure and change.followed >= months else Strength.INDICATED,
        when=dated.when,
        interval=dated.interval,
        probability=float(change.probability * (change.rise[k] if gained else change.fall[k])),
        log_bayes_factor=log_bayes_factor,
        before=_level(change.before[k], float(n[:cut].sum()), table.credibility),
        after=_level(change.after[k], float(n[cut:].sum()), table.credibility),
        evidence=_around(source, request, where.actor, dated.interval),
        notes=() if change.followed >= months else (f"seen for {change.followed} months only: so far",),
        options={"date_probability": round(change.probability, 4), "resolution": dated.resolution},
    )


def _level(level: Floats, n: float, credibility: float) -> Estimate:
    low, value, high = (float(x) for x in level)
    return Estimate(value, low, high, n, credibility)


def _around(source: Panel, request: Request, actor: str, interval: Span) -> tuple[str, ...]:
    """Events of the actor nearest to the interval of the date, before and after it."""
    rows = source.where(seen(source, request) & (source["third"] == actor))
    day = rows["date"].astype("datetime64[D]")
    before = (np.datetime64(interval.start) - day).astype(np.int64)
    after = (day - np.datetime64(interval.end - timedelta(days=1))).astype(np.int64)
    order = np.argsort(np.maximum(np.maximum(before, after), 0), kind="stable")
    return tuple(dict.fromkeys(str(rows["event_id"][i]) for i in order))[:_MOST_EVIDENCE]


_FORMULA = (
    "Monthly credits of all third parties, and of nobody, are one composition: Dirichlet-multinomial with the "
    "ledger's prior, tempered for overdispersion; at a change all shares are drawn anew; segment lengths are minimum "
    "+ NegBin(2). Given BF(any change against none) above the threshold, each cluster of dates that more likely than "
    "not holds a change is read: an actor lost (gained) when, with probability 0.9, it held more than the even share "
    "before (after) and its odds at least halved (doubled), and the new shares lasted. Date: posterior median month, "
    "or, in a busy table, the week of one change among the weeks within six months; interval: smallest "
    "set (90 %). Confirmed: the change is all but certain and has lasted a year; else indicated."
)
_REFERENCE = "Fearnhead 2006 (exact change points); methods 4.1, 4.2 (joint change of a role vector)"
_LIMITS = (
    "The resolution is a month, or a week where the table is busy. A change in what the data set records looks like a "
    "change of role: compare with the change of coverage and with the other actors. Small arenas cannot show small "
    "changes; see the detectable change of the reading."
)

MEDIATION = Finder(
    name="mediation-changes", title="Dated changes of the mediation share",
    question="Who gained or lost a seat at the mediation table, and when?",
    formula=_FORMULA, reference=_REFERENCE, limits=_LIMITS, needs=("triad_evidence", "pair_event"),
    constants=_CONSTANTS,
    find=_finder("mediation", "triad_evidence", _mediation),
)  # fmt: skip
VISIBILITY = Finder(
    name="visibility-changes", title="Dated changes of visibility",
    question="Which outside power became more or less present, and when?",
    formula=_FORMULA, reference=_REFERENCE, limits=_LIMITS, needs=("outsider_day",), constants=_CONSTANTS,
    find=_finder("visibility", "outsider_day", _visibility),
)  # fmt: skip
