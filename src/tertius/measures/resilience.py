"""Resilience: how much of a side's cooperation with others remains after a shock from the other side."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.ties import COOPERATION, HOSTILE_DEEDS
from tertius.measures.episodes import Act, acts, day_number
from tertius.measures.outsiders import IN, OUT, Outsiders, evidence, in_order, outsiders, within
from tertius.measures.rates import MONTH, Ratio, Relative, monthly, tempering
from tertius.measures.shares import Parts, covered, uncovered
from tertius.measures.volume import dealings_of, told_growth
from tertius.model import Estimate, Inputs, Measure, Panel, Reading, Request, Span, Standing

NAME = "resilience"
"""Name of the measure."""
Days = NDArray[np.int64]


@dataclass(frozen=True)
class Spike:
    """When hostile days are a shock: in 30 days so many, and so many standard deviations above the usual."""

    least: float
    deviations: float
    before: int
    after: int

    @classmethod
    def of(cls, inputs: Inputs) -> "Spike":
        """Read it from the constants."""
        before, after = inputs.constant("resilience.before_days"), inputs.constant("resilience.after_days")
        return cls(inputs.constant("resilience.spike_days"), inputs.constant("resilience.spike_deviations"),
                   int(before), int(after))  # fmt: skip

    def shocks(self, hostile: list[int], panel: Panel) -> list[int]:
        """First days of shocks in ordered distinct hostile days; none in the days that follow an earlier one."""
        found: list[int] = []
        for i, day in enumerate(hostile):
            if found and day < found[-1] + self.after:
                continue
            if not panel.covers(Span(_date(day - self.before), _date(day + 1))):
                continue
            usual = (i - bisect_left(hostile, day - self.before)) * MONTH / self.before
            count = bisect_left(hostile, day + MONTH) - i
            if count >= self.least and count > usual + self.deviations * usual**0.5:
                found.append(day)
        return found


@dataclass(frozen=True)
class Period:
    """A shock: its first day, the days followed from it on, and the days before it that they are compared with."""

    day: int
    after: int
    before: int

    def counts(self, days: Days) -> tuple[int, int]:
        """Of ordered days: how many lie after, how many before."""
        bounds = np.searchsorted(days, [self.day - self.before, self.day, self.day + self.after])
        return int(bounds[2] - bounds[1]), int(bounds[1] - bounds[0])

    @property
    def before_it(self) -> Span:
        """The days before, as dates."""
        return Span(_date(self.day - self.before), _date(self.day))

    @property
    def after_it(self) -> Span:
        """The days after, as dates."""
        return Span(_date(self.day), _date(self.day + self.after))

    def span(self) -> Span:
        """All of it, as dates."""
        return Span(self.before_it.start, self.after_it.end)


def compute(inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per side asked for, after a shock from the other; see :data:`MEASURE`."""
    panel = inputs.panel("pair_act")
    if not covered(panel, request):
        return uncovered(NAME, panel, request)
    outside = outsiders(inputs.panel("outsider_day"), replace(request, window=None))
    return [_reading(inputs, request, actor, outside) for actor in request.actors if actor in request.pair]


def followed(panel: Panel, request: Request, hostile: list[int], spike: Spike) -> Period | str:
    """The window as the time after a shock, or that after the last spike; in words why there is none."""
    if request.window is not None:
        period = Period(day_number(request.window.start), request.window.days, spike.before)
        ok = panel.covers(period.span())
        return period if ok else f"{panel.dataset} does not cover all of {period.span()}, which is compared"
    known = [Period(day, spike.after, spike.before) for day in spike.shocks(hostile, panel)]
    known = [one for one in known if one.day + one.after <= day_number(request.at) + 1 and panel.covers(one.span())]
    return known[-1] if known else (
        f"no spike of hostile deeds with {spike.before} days before it and {spike.after} after it on record; the first "
        "day of a window is taken for the day of a shock"
    )  # fmt: skip


def dealings(outside: Outsiders, side: str, codes: frozenset[str] | None) -> list[Act]:
    """Acts of a side with others, either way, one for each other and day, in order; ``codes`` None: of any code."""
    found: dict[tuple[str, int], Act] = {}
    for third in outside.thirds():
        for act in in_order([act for way in (OUT, IN) for act in outside.acts.get((third, side, way), [])]):
            if codes is None or act.code in codes:
                found.setdefault((third, act.day), act)
    return in_order(found.values())


def volume(inputs: Inputs, request: Request, side: str, period: Period) -> Ratio | None:
    """Growth of the side's days with others, cooperation left out; None where those after would hold too few."""
    panel = inputs.panel("outsider_day")
    rest = panel.where(~panel.among("code", COOPERATION))
    found = dealings_of(rest, replace(request, window=None), side, period.after_it, period.before_it)
    block, prior = int(inputs.constant("dispersion.block_months")), inputs.constant("resilience.prior_acts")
    growth = found.growth(period.after_it, period.before_it, block=block, prior=prior)
    return told_growth(growth, inputs.constant("resilience.min_effective"))


def placebos(inputs: Inputs, request: Request, period: Period) -> list[Period]:
    """Random days in coverage, as far before and after them on record, none of whose time after is the shock's own.

    None where the record is short: days whose times overlap are no independent witnesses of what is usual.
    """
    panel, at = inputs.panel("pair_act"), day_number(request.at)
    size, stretches = int(inputs.constant("resilience.placebos")), inputs.constant("resilience.min_stretches")
    room = [np.arange(day_number(span.start) + period.before, min(day_number(span.end), at + 1) - period.after + 1)
            for span in panel.coverage]  # fmt: skip
    free = np.concatenate([part[np.abs(part - period.day) >= period.after] for part in room])
    if len(free) < max(size, stretches * period.after):
        return []
    drawn = np.random.default_rng([request.seed, 0]).choice(free, size, replace=False)
    return [replace(period, day=int(day)) for day in drawn]


def _reading(inputs: Inputs, request: Request, actor: str, outside: Outsiders) -> Reading:
    pair, panel, spike = request.pair, inputs.panel("pair_act"), Spike.of(inputs)
    other = pair.b if actor == pair.a else pair.a
    toward = acts(panel, replace(request, window=None), other, actor)
    blows = [act for act in toward if act.code in HOSTILE_DEEDS]
    period = followed(panel, request, sorted({act.day for act in blows}), spike)
    helped = dealings(outside, actor, COOPERATION)
    days = np.asarray([act.day for act in helped], dtype=np.int64)
    if isinstance(period, str) or not any(period.counts(days)):
        reason = period if isinstance(period, str) else f"no cooperation of {actor} with others in {period.span()}"
        return Reading(NAME, actor, pair, request.period, panel.dataset, Standing.UNDEFINED, reason=reason)
    ratio, least = _ratio(inputs, days, period), inputs.constant("resilience.min_effective")
    shock = within(blows, period.day, period.day + min(MONTH, period.after) - 1)
    after = within(helped, period.day, period.day + period.after - 1)
    thin = f"effective evidence {ratio.n:.1f} days, below {least:g}" if ratio.n < least else ""
    level, grown = inputs.constant("interval.level"), volume(inputs, request, actor, period)
    held = None if grown is None else Relative(ratio, grown)
    kept = _times(ratio.fold(level))
    return Reading(
        NAME, actor, pair, request.period, panel.dataset, Standing.PRIOR_DOMINATED if thin else Standing.MEASURED,
        estimate=replace(kept, value=min(1.0, kept.value), low=min(1.0, kept.low), high=min(1.0, kept.high)),
        reason=thin,
        probability=min(1.0 - one.above(1.0) for one in (ratio, held) if one is not None),
        evidence=evidence((float(act.day), (act.event_id,)) for act in (*shock, *after)),
        parts={"counterpart": other, "shock": str(_date(period.day)),
               "shock_is": "last spike" if request.window is None else "first day of the window",
               "hostile_days": float(len({act.day for act in shock})), "ratio": kept,
               "beside_volume": None if held is None else _times(held.fold(level)),
               **_parts(inputs, request, period, days, dealings(outside, actor, None))},
    )  # fmt: skip


def _ratio(inputs: Inputs, days: Days, period: Period) -> Ratio:
    """The rate after against that before; bursts, as they were before, are tempered."""
    after, before = period.counts(days)
    table = monthly(days.tolist(), period.day - period.before, period.day - 1)
    eta = tempering(table[None, :], int(inputs.constant("dispersion.block_months")))
    return Ratio((eta * after, eta * before), (eta * period.after, eta * period.before),
                 inputs.constant("resilience.prior_acts"))  # fmt: skip


def _parts(inputs: Inputs, request: Request, period: Period, days: Days, contact: list[Act]) -> Parts:
    dates = placebos(inputs, request, period)
    prior = inputs.constant("resilience.prior_acts")

    def change(one: Period) -> float:
        after, before = one.counts(days)
        return (after + prior) / (before + prior)

    own, others = change(period), [change(one) for one in dates]
    after, before = period.counts(days)
    all_after, all_before = period.counts(np.asarray([act.day for act in contact], dtype=np.int64))
    return {
        "days_before": float(before),
        "days_after": float(after),
        "all_contact_ratio": all_after * period.before / (all_before * period.after) if all_before else None,
        "place_among_placebos": float(np.mean([(x < own) + 0.5 * (x == own) for x in others])) if others else None,
        "placebos": float(len(others)),
        "months_to_half": months_to_half(days, period, int(inputs.constant("resilience.smooth_months"))),
    }


def months_to_half(days: Days, period: Period, smooth: int) -> float | None:
    """Months of 30 days from the shock until half of the drop was regained; None without a drop, or if it was not.

    Rates are those of ``smooth`` months on end, told at their end; the drop is that from the rate before to the lowest.
    """
    size = period.after // MONTH
    counts = np.bincount((days[(days >= period.day) & (days < period.day + size * MONTH)] - period.day) // MONTH,
                         minlength=size)  # fmt: skip
    if size < smooth:
        return None
    usual = period.counts(days)[1] * MONTH / period.before
    rates = np.convolve(counts, np.ones(smooth), "valid") / smooth
    low = int(rates.argmin())
    regained = np.flatnonzero(rates[low:] >= (usual + rates[low]) / 2.0)
    return float(low + regained[0] + smooth) if rates[low] < usual and len(regained) else None


def _times(fold: Estimate) -> Estimate:
    return replace(fold, value=2.0**fold.value, low=2.0**fold.low, high=2.0**fold.high)


def _date(day: int) -> date:
    return date.fromordinal(day - day_number(date.min) + 1)


MEASURE = Measure(
    name=NAME,
    title="Resilience",
    question="How much of its cooperation with others does a side keep after a shock from the other side?",
    unit="rate after the shock as a part of the rate before, 0 to 1, at most 1; probability: that the rate fell, also "
    "beside other dealings",
    formula=(
        "R = min(1, r / r0): r the rate of days with cooperation (05x-07x, 042, 043; one for each third party and day, "
        "either way) with others than the author of the shock in the 360 days from it on, r0 that of the 360 days "
        "before. Ratio of Gammas, tempered. The probability is the lesser of two: that r / r0 < 1, and that it is less "
        "than the growth of days with acts that are no cooperation, where these suffice. The shock is the first day of "
        "the window, whose days are then those after; or else the last day on which 30 days with hostile deeds "
        "(15x-20x) of the other side begin that are 3 or more and over 4 sd above those of the 360 days before. Place: "
        "among the same at 200 random days of a long record."
    ),
    reference="methods 3.13; Bruneau et al. 2003 (loss after a shock)",
    limits=(
        "Reported cooperation, not welfare, trade or arms. A war draws reports: all_contact_ratio says how much more "
        "or less was reported altogether. Where all dealings with others fall alike it cannot be told from fewer news. "
        "A ratio near 1 is usual; place_among_placebos says how unusual this one is. Cooperation may fall for other "
        "reasons at the same time: no cause is shown. With a window nothing checks that there was a shock; read "
        "hostile_days."
    ),
    needs=("pair_act", "outsider_day"),
    constants=(
        "resilience.before_days", "resilience.after_days", "resilience.spike_days", "resilience.spike_deviations",
        "resilience.prior_acts", "resilience.min_effective", "resilience.placebos", "resilience.min_stretches",
        "resilience.smooth_months", "dispersion.block_months", "interval.level",
    ),
    compute=compute,
)  # fmt: skip
