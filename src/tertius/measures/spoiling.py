"""Spoiling: whether an outsider turns hostile in the weeks after the two sides came nearer to a settlement."""

import math
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincc

from tertius.codebooks.roles import MILESTONES, PLAIN_MILESTONES, SPOILING
from tertius.inference.intervals import beta_interval
from tertius.inference.nulls import moved_sums, shift_p_value
from tertius.measures.alike import several, told_alike
from tertius.measures.credits import seen
from tertius.measures.episodes import Act, day_number, discount
from tertius.measures.outsiders import OUT, evidence, outsiders, within
from tertius.measures.shares import Parts, counted_months, covered, uncovered
from tertius.model import Estimate, Inputs, Measure, Panel, Reading, Request, Span, Standing

_NAME = "spoiling"
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Calendar:
    """Days of the period looked at, from ``first`` on: ``after`` a milestone, ``control`` days near one [T].

    A control day lies within reach of a milestone, is no milestone day and follows none closely.
    """

    first: int
    after: Bools
    control: Bools

    @classmethod
    def of(cls, milestones: Collection[int], first: int, last: int, *, after: int, control: int) -> "Calendar":
        """Mark the days from ``first`` to ``last`` (both included) by the milestone days among them."""
        size = last - first + 1
        event = np.zeros(size)
        event[np.asarray(sorted(milestones), dtype=np.int64) - first] = 1.0
        total = np.concatenate([[0.0], np.cumsum(event)])
        day = np.arange(size)
        follows = total[day] - total[np.maximum(day - after, 0)] > 0
        near = total[np.minimum(day + control + 1, size)] - total[np.maximum(day - control, 0)] > 0
        return cls(first, follows, near & ~follows & (event == 0))


@dataclass(frozen=True)
class Rates:
    """Hostile acts after milestones and on control days, and how many the rate of their time of year would give.

    ``acts`` and ``expected`` are discounted; ``prior`` is the number of acts that the prior of either rate is worth.
    Rates are relative to the local rate, so a volume of news that grows or falls away is no rise.
    """

    acts: tuple[float, float]
    expected: tuple[float, float]
    prior: float

    @property
    def shapes(self) -> tuple[float, float]:
        """Shapes of the two Gamma posteriors."""
        return self.prior + self.acts[0], self.prior + self.acts[1]

    @property
    def exposures(self) -> tuple[float, float]:
        """Rates of the two Gamma posteriors; the prior mean is one, so it favours neither."""
        return self.prior + self.expected[0], self.prior + self.expected[1]

    def fold(self, level: float) -> Estimate:
        """Log2 of the ratio of the two rates: a ratio of Gammas is the odds of a Beta, scaled."""
        scale = self.exposures[1] / self.exposures[0]
        low, value, high = (math.log2(float(x) / (1.0 - float(x)) * scale) for x in beta_interval(*self.shapes, level))
        return Estimate(value, low, high, sum(self.acts), level)

    def rise(self) -> float:
        """Probability that the rate after milestones exceeds that of control days."""
        even = self.exposures[0] / sum(self.exposures)
        return float(betaincc(*self.shapes, even))


def milestone_events(meetings: Panel, parts: Panel, request: Request) -> dict[str, tuple[int, frozenset[str]]]:
    """Milestones of the pair that may be seen: event id to its day and the third parties named in it."""
    rows = meetings.where(seen(meetings, request) & np.asarray([str(code) in MILESTONES for code in meetings["code"]],
                                                                dtype=np.bool_))  # fmt: skip
    named: dict[str, set[str]] = {}
    for third, event in zip(parts["third"], parts["event_id"], strict=True):
        named.setdefault(str(event), set()).add(str(third))
    days = rows["date"].astype("datetime64[D]").astype(np.int64)
    return {str(event): (int(day), frozenset(named.get(str(event), ())))
            for event, day in zip(rows["event_id"], days, strict=True)}  # fmt: skip


def compute(inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per third party asked for; see :data:`MEASURE`."""
    panel = inputs.panel("outsider_day")
    months = counted_months(panel, request)
    if months is None or not covered(panel, request):
        return [uncovered(_NAME, panel, request, actor) for actor in request.actors]
    if several(inputs.panel("pair_event"), request):
        inputs = told_alike(inputs, PLAIN_MILESTONES, inputs.constant("role.voices"), "pair_event")
    outside = outsiders(inputs.panel("outsider_day"), request)
    events = milestone_events(inputs.panel("pair_event"), inputs.panel("pair_part"), request)
    first, last = day_number(months.start), day_number(months.last)
    readings = []
    for actor in request.actors:
        # a data set may hold acts from before the days it covers; there nothing can be compared
        hostile = [within(outside.of(actor, side, OUT, SPOILING), first, last)
                   for side in (request.pair.a, request.pair.b)]  # fmt: skip
        own = {day for day, named in events.values() if actor not in named and day >= first}
        readings.append(_reading(inputs, request, actor, hostile, (own, months)))
    return readings


def _reading(inputs: Inputs, request: Request, actor: str, hostile: list[list[Act]], where: tuple[set[int], Span]
             ) -> Reading:  # fmt: skip
    milestones, months = where
    dataset, level = inputs.panel("outsider_day").dataset, inputs.constant("interval.level")
    first = day_number(months.start)
    calendar = Calendar.of(
        milestones, first, day_number(months.last),
        after=int(inputs.constant("spoiling.after_days")), control=int(inputs.constant("spoiling.control_days")),
    )  # fmt: skip
    if not calendar.after.any() or not calendar.control.any():
        lacks = "milestone" if not calendar.after.any() else "control day"
        return Reading(_NAME, actor, request.pair, request.period, dataset, Standing.UNDEFINED,
                       reason=f"no {lacks} to compare with in the period")  # fmt: skip
    count = _count(hostile, first, len(calendar.after))
    rates = _rates(count, calendar, inputs, request)
    thin = sum(rates.acts) < inputs.constant("spoiling.min_effective")
    null = _null(count, calendar, inputs)
    sure = rates.rise() > inputs.constant("spoiling.level") and null <= inputs.constant("spoiling.null_level")
    return Reading(
        _NAME, actor, request.pair, request.period, dataset, Standing.PRIOR_DOMINATED if thin else Standing.MEASURED,
        estimate=rates.fold(level),
        reason=f"effective evidence {sum(rates.acts):.1f} hostile acts" if thin else "",
        state=None if thin else "spoiler" if sure else "none",
        probability=rates.rise(),
        evidence=_evidence(hostile, calendar),
        parts=_parts(rates, len(milestones), null),
    )  # fmt: skip


def _count(hostile: list[list[Act]], first: int, size: int) -> Floats:
    """Sides toward which something hostile was done, per day [T]."""
    count = np.zeros(size)
    for acts in hostile:
        count[np.asarray(sorted({act.day for act in acts}), dtype=np.int64) - first] += 1.0
    return count


def local_rate(count: Floats, block: int) -> Floats:
    """Mean of a series within stretches of ``block`` days, for every day [T]."""
    stretch = np.arange(len(count)) // block
    return np.asarray((np.bincount(stretch, count) / np.bincount(stretch))[stretch])


def _rates(count: Floats, calendar: Calendar, inputs: Inputs, request: Request) -> Rates:
    weight = np.ones(len(count))
    if request.window is None:
        days = calendar.first + np.arange(len(count), dtype=np.float64)
        weight = discount(days, day_number(request.at), inputs.constant("spoiling.half_life_months"))
    usual = local_rate(count, int(inputs.constant("spoiling.block_days")))
    (after, expected), (control, usually) = (
        (float((count * weight)[mask].sum()), float((usual * weight)[mask].sum()))
        for mask in (calendar.after, calendar.control)
    )
    return Rates((after, control), (expected, usually), inputs.constant("spoiling.prior_acts"))


def _null(count: Floats, calendar: Calendar, inputs: Inputs) -> float:
    """Share of the shifts of the milestones in time, around the ends, that show as large a rise."""
    prior = inputs.constant("spoiling.prior_acts")
    usual = local_rate(count, int(inputs.constant("spoiling.block_days")))
    # sums of a transform may be a digit below zero
    after, control = (
        np.log((prior + np.maximum(moved_sums(count, mask), 0.0)) / (prior + np.maximum(moved_sums(usual, mask), 0.0)))
        for mask in (calendar.after, calendar.control)
    )
    return shift_p_value(after - control, furthest=int(inputs.constant("spoiling.shift_days")))


def _evidence(hostile: list[list[Act]], calendar: Calendar) -> tuple[str, ...]:
    """Hostile acts after milestones, the latest first."""
    return evidence((float(act.day), (act.event_id,)) for acts in hostile for act in acts
                    if calendar.after[act.day - calendar.first])  # fmt: skip


def _parts(rates: Rates, milestones: int, null: float) -> Parts:
    return {
        "milestones": float(milestones),
        "acts_after": rates.acts[0],
        "acts_control": rates.acts[1],
        "expected_after": rates.expected[0],
        "expected_control": rates.expected[1],
        "null_p": null,
    }


MEASURE = Measure(
    name=_NAME,
    title="Spoiling",
    question="Does an outsider turn hostile in the weeks after the two sides came nearer to a settlement?",
    unit="log2 ratio of hostile days after milestones to control days; state: spoiler, none; probability: above 0",
    formula=(
        "Milestones: 057, 046, 036, 037, 087x, 0841, 043, 044 between the two sides, the outsider not named in them. "
        "After: days 1 to 21; control: other days within 90. Distinct (side, day) of hostile acts (113, 112x, 125, "
        "127, 129, 13x, 15x-19x) over those its rate in the same half-year would give, discounted; either rate ~ "
        "Gamma(p + acts, p + expected); value = log2 of their ratio. null_p: share of shifts of the milestones by up "
        "to 18 months with as large a rise. Spoiler: P(ratio > 1) > 0.95 and null_p <= 0.05. In "
        "machine-coded data in which several voices are heard only acts that two voices tell alike are read, and no "
        "milestone of root 04."
    ),
    reference="Stedman 1997; Greenhill and Major 2007; null: circular shift, methods 2.2; methods 3.6",
    limits=(
        "Timing, not motive: milestones also follow crises. Hostility toward mediators or toward a document is not "
        "seen. Weekdays are balanced only by windows of three whole weeks."
    ),
    needs=("outsider_day", "pair_event", "pair_part"),
    constants=(
        "spoiling.after_days", "spoiling.control_days", "spoiling.block_days", "spoiling.half_life_months",
        "spoiling.prior_acts", "spoiling.min_effective", "spoiling.level", "spoiling.null_level",
        "spoiling.shift_days", "role.voices", "interval.level",
    ),
    compute=compute,
)  # fmt: skip
