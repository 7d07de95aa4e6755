"""Shares of a table of counts as a tempered Dirichlet posterior (methods 2.2), read off for every actor."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tertius.inference.dispersion import design_effect, share_correlation, table_correlation
from tertius.inference.intervals import beta_interval, largest_probability
from tertius.inference.ledger import dirichlet_ledger, discounted, forgetting
from tertius.inference.reportable import Bar, Watch, reportable_step
from tertius.model import Estimate, Inputs, Panel, Reading, Request, Series, Span, Standing, month_index, month_start

Floats = NDArray[np.float64]
Parts: TypeAlias = dict[str, Estimate | float | str | None]
_BAR = ("changes.bayes_factor", "changes.odds_factor", "changes.direction_probability")
"""When a change of a share is reported: evidence, size, and how sure the size must be."""


@dataclass(frozen=True)
class Settings:
    """Constants of a share measure: name of the measure whose rows of the table of constants apply."""

    half_life: float
    prior: float
    min_effective: float
    level: float
    block: int
    low: float
    high: float
    unknown: float
    bar: Bar

    @classmethod
    def of(cls, inputs: Inputs, measure: str) -> "Settings":
        """Read them from the inputs."""
        return cls(
            inputs.constant(f"{measure}.half_life_months"),
            inputs.constant(f"{measure}.prior_days"),
            inputs.constant(f"{measure}.min_effective_days"),
            inputs.constant("interval.level"),
            int(inputs.constant("dispersion.block_months")),
            inputs.constant("dispersion.low"),
            inputs.constant("dispersion.high"),
            inputs.constant("dispersion.unknown"),
            Bar(*(inputs.constant(name) for name in _BAR)),
        )


def constants_of(measure: str) -> tuple[str, ...]:
    """Names of the constants that :class:`Settings` reads."""
    own = tuple(f"{measure}.{name}" for name in ("half_life_months", "prior_days", "min_effective_days"))
    return (*own, "interval.level", "dispersion.block_months", "dispersion.low", "dispersion.high",
            "dispersion.unknown", *_BAR)  # fmt: skip


@dataclass(frozen=True)
class Shares:
    """Posterior of shares: ``alpha`` [T, K] after each month, ``n`` [T] effective evidence, ``rho`` its correlation.

    ``spread`` [T, K] is a further variance of each share, from counts that may be mistaken; no share gets less certain
    by it than the ``prior`` counts of a table leave it.
    """

    alpha: Floats
    n: Floats
    rho: float
    per_month: float
    spread: Floats
    prior: float

    @cached_property
    def sides(self) -> tuple[Floats, Floats]:
        """Beta parameters of every share after each month [T, K]: counts for it, and against it."""
        total = self.alpha.sum(axis=1, keepdims=True)
        mean = self.alpha / total
        own = mean * (1.0 - mean) / (total + 1.0)
        worth = np.maximum((total + 1.0) * own / (own + self.spread) - 1.0, np.minimum(self.prior, total))
        return mean * worth, (1.0 - mean) * worth

    def component(self, k: int, t: int = -1) -> tuple[float, float]:
        """Beta parameters of one actor's share after month ``t``."""
        mine, rest = self.sides
        return float(mine[t, k]), float(rest[t, k])


def aged(shares: Shares, months: Sequence[int], settings: Settings) -> Shares:
    """The shares as they will stand so many months after the last one if nothing new is told [H, K].

    Evidence is forgotten as by the ledger itself; how many counts may be mistaken stays the same part of them.
    """
    prior = shares.prior / shares.alpha.shape[1]
    kept = forgetting(settings.half_life) ** np.asarray(months, dtype=float)[:, None]
    alpha = prior + kept * (shares.alpha[-1] - prior)
    spread = np.repeat(shares.spread[-1:], len(kept), axis=0)
    return replace(shares, alpha=alpha, n=alpha.sum(axis=1) - shares.prior, spread=spread)


def share_posterior(
    table: Floats, settings: Settings, *, windowed: bool, lasting: float = 0.0, mistaken: Floats | None = None
) -> Shares:
    """Posterior of the shares of a table of counts.

    Args:
        table: Counts [K, T] per actor and month.
        settings: Constants.
        windowed: Count the whole table once, undiscounted, instead of forgetting month by month.
        lasting: Correlation of counts over all months, for errors that stay the same: evidence of ``n`` is worth
            ``n / (1 + lasting n)``.
        mistaken: Counts [K, T] that may be mistaken, as one standard deviation; all of them err together. None: none.
    """
    total = table.sum(axis=0)
    rho = _correlation(table, settings, windowed=windowed)
    busy = total[total > 0]
    per_month = float(busy.mean()) if len(busy) else 0.0
    eta = 1.0 / max(1.0, float(design_effect(per_month, rho)))
    prior = np.full(len(table), settings.prior)
    if windowed:
        counted = table.sum(axis=1)
        alpha = (prior + eta * counted)[None, :]
    else:
        alpha = dirichlet_ledger(table.T[None], half_life=settings.half_life, prior=prior, tempering=eta)[0]
    n = alpha.sum(axis=1) - prior.sum()
    alpha = prior + (alpha - prior) / (1.0 + lasting * n)[:, None]
    spread = np.zeros_like(alpha) if mistaken is None else _spread(table, mistaken, alpha, None if windowed else
                                                                   settings.half_life)  # fmt: skip
    return Shares(alpha, alpha.sum(axis=1) - prior.sum(), rho, per_month, spread, float(prior.sum()))


def _spread(table: Floats, mistaken: Floats, alpha: Floats, half_life: float | None) -> Floats:
    """Variance of each share [T, K] if the mistaken counts were taken out, those of all alternatives together."""
    counted, wrong = (part.sum(axis=1, keepdims=True) if half_life is None else discounted(part, half_life)
                      for part in (table, mistaken))  # fmt: skip
    total, mean = counted.sum(axis=0)[:, None], alpha / alpha.sum(axis=1, keepdims=True)
    moved = wrong.T - mean * wrong.sum(axis=0)[:, None]
    return np.asarray(np.divide(moved, total, out=np.zeros_like(mean), where=total > 0) ** 2)


def _correlation(table: Floats, settings: Settings, *, windowed: bool) -> float:
    """Correlation of the counts of a month; a window is taken to have one level, so all of its months tell it."""
    if not windowed:
        return correlation(table, table.sum(axis=0), block=settings.block, low=settings.low, high=settings.high,
                           unknown=settings.unknown)  # fmt: skip
    if table.shape[1] < settings.block or not table.sum() > 0:
        return settings.unknown
    return table_correlation(table, block=settings.block, low=settings.low, high=settings.high)


def correlation(table: Floats, total: Floats, *, block: int, low: float, high: float, unknown: float) -> float:
    """Correlation of the counts of a month [K, T] with monthly sums ``total`` [T], averaged by volume.

    Args:
        table: Counts per alternative and month.
        total: Counts per month.
        block: Months within which shares are taken as constant.
        low: Floor.
        high: Ceiling.
        unknown: The answer for a shorter table, and for an empty one.
    """
    if table.shape[1] < block:
        return unknown
    every = share_correlation(table, np.broadcast_to(total, table.shape), block=block, low=low, high=high)
    return float(np.average(every, weights=table.sum(axis=1))) if table.sum() > 0 else unknown


def counted_months(panel: Panel, request: Request) -> Span | None:
    """Months to count: the window, or from the first covered day to ``at``; None when nothing is covered."""
    if request.window is not None:
        return request.window
    starts = [span.start for span in panel.coverage if span.start <= request.at]
    return Span(min(starts), request.at + timedelta(days=1)) if starts else None


def covered_months(panel: Panel, request: Request) -> Span | None:
    """Months to count; None where coverage holds not all of the day or window asked for."""
    return counted_months(panel, request) if covered(panel, request) else None


def uncovered(measure: str, panel: Panel, request: Request) -> list[Reading]:
    """The readings of a period the data set did not look at, one per actor asked for."""
    shown = ", ".join(str(part) for part in panel.coverage) or "no day"
    lacks = f"{panel.dataset} covers {shown}, not all of {request.period}"
    return [
        Reading(measure, actor, request.pair, request.period, panel.dataset, Standing.NOT_COVERED, reason=lacks)
        for actor in request.actors
    ]


def covered(panel: Panel, request: Request) -> bool:
    """Tell whether the day asked for, or the whole window, lies inside coverage."""
    return panel.covers(request.period)


def beta_estimate(yes: float, no: float, n: float, level: float) -> Estimate:
    """Median and equal-tailed interval of Beta(yes, no), with the evidence behind it."""
    low, value, high = (float(x) for x in beta_interval(yes, no, level))
    return Estimate(value, low, high, n, level)


def share_estimate(shares: Shares, k: int, settings: Settings, t: int = -1) -> Estimate:
    """Median and interval of one actor's share after month ``t``."""
    return beta_estimate(*shares.component(k, t), max(0.0, float(shares.n[t])), settings.level)


def first_probability(shares: Shares, pooled: int) -> Floats:
    """Probability of each actor that its share is the largest, the last ``pooled`` + 1 alternatives left out [K]."""
    named = shares.alpha[-1][: -(pooled + 1)]
    return np.concatenate([largest_probability(named), np.zeros(pooled + 1)])


def smallest_changes(shares: Shares, settings: Settings) -> Floats:
    """Smallest fall or rise of every share that would be reported at this volume, infinite when no change would be [K].

    One half-life is watched on either side. All alternatives are tested together, so the first to be found needs as
    many times the evidence as there are (methods 4.4).
    """
    size, months = shares.alpha.shape[1], settings.half_life
    bar = replace(settings.bar, bayes_factor=settings.bar.bayes_factor * size, least=1.0 / size)
    now = shares.alpha[-1]
    share = beta_interval(now, now.sum() - now, settings.level)[1]
    return reportable_step(share, Watch(shares.per_month, months, months, shares.rho), bar)


@dataclass(frozen=True)
class View:
    """Everything a share reading is made from, for one measure and request.

    ``tested`` are the shares of the table in which changes are looked for; None: those of the reading.
    """

    measure: str
    request: Request
    panel: Panel
    shares: Shares
    settings: Settings
    tested: Shares | None = None

    @cached_property
    def detectable(self) -> Floats:
        """Smallest change of every actor's share that would be reported [K]."""
        return smallest_changes(self.tested or self.shares, self.settings)

    @property
    def thin(self) -> str:
        """Why the reading is dominated by its prior; empty when it is not."""
        n, least = float(self.shares.n[-1]), self.settings.min_effective
        return f"effective evidence {n:.1f} days, below {least:g}" if n < least else ""

    def reading(self, actor: str, k: int, events: tuple[str, ...], parts: Parts, **more: Any) -> Reading:
        """The reading of the ``k``-th actor; ``more`` are further fields of a reading."""
        request = self.request
        estimate = share_estimate(self.shares, k, self.settings)
        return Reading(
            self.measure,
            actor,
            request.pair,
            request.period,
            self.panel.dataset,
            Standing.PRIOR_DOMINATED if self.thin else Standing.MEASURED,
            estimate=estimate,
            reason=self.thin,
            detectable=float(self.detectable[k]) if np.isfinite(self.detectable[k]) else None,
            beta=self.shares.component(k),
            evidence=events,
            parts={**parts, "even_share": 1.0 / self.shares.alpha.shape[1]},
            **more,
        )


def share_series(measure: str, request: Request, panel: Panel, shares: Shares, settings: Settings) -> list[Series]:
    """State of knowledge of each actor's share at the end of every counted month; None while evidence is thin."""
    months = counted_months(panel, request)
    if months is None:
        return []
    first, actors = month_index(months.start), request.arena.candidates(request.pair)
    days = tuple(min(month_start(first + t + 1) - timedelta(days=1), months.last) for t in range(len(shares.alpha)))
    bounds = np.stack(beta_interval(*shares.sides, settings.level))
    return [
        Series(measure, actor, request.pair, panel.dataset, days,
               _estimates(bounds[:, :, actors.index(actor)], shares.n, settings))
        for actor in request.actors
    ]  # fmt: skip


def _estimates(bounds: Floats, n: Floats, settings: Settings) -> tuple[Estimate | None, ...]:
    """Estimates from low, median and high [3, T]; None where evidence is thin."""
    return tuple(
        Estimate(float(value), float(low), float(high), float(found), settings.level)
        if found >= settings.min_effective else None
        for low, value, high, found in zip(*bounds, n, strict=True)
    )  # fmt: skip
