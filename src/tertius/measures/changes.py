"""Role changes: gains and losses of a share, dated with an interval (methods 4.1, 4.2)."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from tertius.inference.changes import ChangePosterior, change_posterior
from tertius.inference.dating import DatedChange, Level, dated_changes
from tertius.inference.dispersion import share_correlation
from tertius.inference.grids import share_grid
from tertius.inference.lengths import SegmentLengths
from tertius.inference.likelihoods import ShareLikelihood
from tertius.inference.multiplicity import e_bh
from tertius.measures.contacts import contacts
from tertius.measures.credits import credited_days, seen
from tertius.measures.shares import counted_months
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
    "changes.mean_segment_months", "changes.min_segment_months", "changes.prior_a", "changes.prior_b",
    "changes.odds_factor", "changes.direction_probability", "changes.persistence_probability",
    "changes.persistence_months", "changes.bayes_factor", "changes.interval", "changes.grid_points", "changes.paths",
    "changes.min_cluster", "changes.most", "changes.floor", "changes.definitive_months", "changes.false_discovery", "dispersion.low",
    "dispersion.high", "dispersion.block_months", "dispersion.unknown",
)  # fmt: skip


@dataclass(frozen=True)
class Table:
    """Monthly counts of a share measure: ``x`` [K, T] per actor, actors in order, first month."""

    actors: tuple[str, ...]
    x: Floats
    months: Span
    credibility: float


def _mediation(inputs: Inputs, request: Request, months: Span) -> Table:
    credits = credited_days(inputs.panel("triad_evidence"), request)
    return Table(credits.actors, credits.monthly(months), months, inputs.constant("changes.interval"))


def _visibility(inputs: Inputs, request: Request, months: Span) -> Table:
    seen_days = contacts(inputs.panel("outsider_day"), request)
    return Table(seen_days.actors, seen_days.monthly(months), months, inputs.constant("changes.interval"))


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
    total = table.x.sum(axis=0)
    posterior = _posterior(table, total, inputs)
    threshold = math.log(inputs.constant("changes.bayes_factor"))
    confirmed = e_bh(posterior.log_bayes_factor, inputs.constant("changes.false_discovery"))
    found = []
    for k, actor in enumerate(table.actors):
        if actor not in request.actors or posterior.log_bayes_factor[k] < threshold:
            continue
        paths = posterior.paths(k, draws=int(inputs.constant("changes.paths")), seed=request.seed)
        for change in dated_changes(
            posterior, k, paths=paths, floor=inputs.constant("changes.floor"),
            least_effect=math.log(inputs.constant("changes.odds_factor")),
            follow=int(inputs.constant("changes.persistence_months")),
        ):  # fmt: skip
            if _holds(change, inputs):
                strength = Strength.CONFIRMED if confirmed[k] else Strength.INDICATED
                notes = _notes(change, int(inputs.constant("changes.definitive_months")))
                about = (actor, strength, float(posterior.log_bayes_factor[k]), notes)
                found.append(_finding(name, about, change, table, source, request))
    return found


def _posterior(table: Table, total: Floats, inputs: Inputs) -> ChangePosterior:
    block, series = int(inputs.constant("dispersion.block_months")), len(table.actors)
    n = np.broadcast_to(total, table.x.shape)
    rho = np.full(series, inputs.constant("dispersion.unknown"))
    if len(total) >= block:
        rho = share_correlation(table.x, n, block=block, low=inputs.constant("dispersion.low"),
                                high=inputs.constant("dispersion.high"))
    grid = share_grid(int(inputs.constant("changes.grid_points")), a=inputs.constant("changes.prior_a"),
                      b=inputs.constant("changes.prior_b"))
    likelihood = ShareLikelihood(table.x, np.ascontiguousarray(n), rho, grid)
    lengths = SegmentLengths(inputs.constant("changes.mean_segment_months"),
                             int(inputs.constant("changes.min_segment_months")))
    return change_posterior(likelihood, lengths, credibility=inputs.constant("changes.interval"),
                            max_number=int(inputs.constant("changes.most")))


def _holds(change: DatedChange, inputs: Inputs) -> bool:
    """A role change is probable, large enough and lasting (methods 4.1 i to iii)."""
    return (
        change.probability >= inputs.constant("changes.min_cluster")
        and change.effect_probability >= inputs.constant("changes.direction_probability")
        and change.persistence >= inputs.constant("changes.persistence_probability")
    )


def _notes(change: DatedChange, months: int) -> tuple[str, ...]:
    return () if change.followed >= months else (f"seen for {change.followed} months only: so far",)


def _finding(name: str, about: tuple[str, Strength, float, tuple[str, ...]], change: DatedChange, table: Table,
             source: Panel, request: Request) -> Finding:  # fmt: skip
    actor, strength, log_bayes_factor, notes = about
    first = month_index(table.months.start)
    dates = np.flatnonzero(change.dates)
    interval = Span(month_start(first + int(dates[0])), month_start(first + int(dates[-1]) + 1))
    when = month_start(first + change.index)
    cut = change.index
    n, level = table.x.sum(axis=0), table.credibility
    return Finding(
        measure=name, actor=actor, pair=request.pair, dataset=source.dataset,
        direction=Direction.GAIN if change.direction > 0 else Direction.LOSS,
        strength=strength, when=min(max(when, interval.start), interval.last), interval=interval,
        probability=change.probability, log_bayes_factor=log_bayes_factor,
        before=_level(change.before, float(n[:cut].sum()), level),
        after=_level(change.after, float(n[cut:].sum()), level),
        evidence=_around(source, request, actor, interval), notes=notes,
        options={"effect_probability": round(change.effect_probability, 4),
                 "persistence": round(change.persistence, 4)},
    )  # fmt: skip


def _level(level: Level, n: float, credibility: float) -> Estimate:
    return Estimate(min(max(level.mean, level.low), level.high), level.low, level.high, n, credibility)


def _around(source: Panel, request: Request, actor: str, interval: Span) -> tuple[str, ...]:
    """Events of the actor nearest to the interval of the date, before and after it."""
    rows = source.where(seen(source, request) & (source["third"] == actor))
    day = rows["date"].astype("datetime64[D]")
    before = (np.datetime64(interval.start) - day).astype(np.int64)
    after = (day - np.datetime64(interval.end - timedelta(days=1))).astype(np.int64)
    order = np.argsort(np.maximum(np.maximum(before, after), 0), kind="stable")
    return tuple(dict.fromkeys(str(rows["event_id"][i]) for i in order))[:_MOST_EVIDENCE]


_FORMULA = (
    "Monthly counts are beta-binomial with correlation rho; segments draw their level anew from Beta(a, b); lengths are "
    "minimum + NegBin(2). A change is reported when BF(any against none) exceeds the threshold, and its date cluster "
    "holds the stated mass, P(odds at least doubled or halved) and P(lasts) are high enough. Confirmed: e-BH across the "
    "actors of the pair; otherwise indicated. Date: posterior median month; interval: smallest set of months (90 %)."
)
_REFERENCE = "Fearnhead 2006 (exact change points); Wang and Ramdas 2022 (e-BH); methods 4.1-4.4"
_LIMITS = (
    "Month resolution. A change in what the data set records looks like a change of role: compare with the change of "
    "coverage and with the other actors. Small arenas cannot show small changes; see the detectable change of the "
    "reading."
)

MEDIATION = Finder(
    name="mediation-changes", title="Dated changes of the mediation share",
    question="Who gained or lost a seat at the mediation table, and when?",
    formula=_FORMULA, reference=_REFERENCE, limits=_LIMITS, needs=("triad_evidence",), constants=_CONSTANTS,
    find=_finder("mediation", "triad_evidence", _mediation),
)  # fmt: skip
VISIBILITY = Finder(
    name="visibility-changes", title="Dated changes of visibility",
    question="Which outside power became more or less present, and when?",
    formula=_FORMULA, reference=_REFERENCE, limits=_LIMITS, needs=("outsider_day",), constants=_CONSTANTS,
    find=_finder("visibility", "outsider_day", _visibility),
)  # fmt: skip
