"""Spoiling: whether an outsider turns hostile in the weeks after the two sides came nearer to a settlement."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.roles import MILESTONES, PLAIN_MILESTONES, SPOILING
from tertius.inference.case_series import CaseSeries
from tertius.inference.nulls import shift_p_value
from tertius.measures.alike import several, voices_alike
from tertius.measures.credits import seen
from tertius.measures.episodes import Act, day_number, discount
from tertius.measures.outsiders import OUT, evidence, outsiders, within
from tertius.measures.rates import log2_fold
from tertius.measures.shares import Parts, covered_months, uncovered
from tertius.model import Inputs, Measure, Reading, Request, Standing

_NAME = "spoiling"
_ROOT = 2
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Calendar:
    """Days of the period from ``first`` on: how probably a milestone took place on each [T].

    ``after``: how probably one took place in the days before it; ``before``: in as many days that come after it [T].
    """

    first: int
    milestone: Floats
    after: Floats
    before: Floats

    @property
    def other(self) -> Floats:
        """How probably each day neither holds nor follows a milestone [T]."""
        return (1.0 - self.milestone) * (1.0 - self.after)

    @classmethod
    def of(cls, milestones: Iterable[tuple[int, float]], first: int, last: int, *, after: int) -> "Calendar":
        """Mark the days from ``first`` to ``last`` (both included).

        Args:
            milestones: Day of each, and the probability that it took place, whatever the others did.
            first: Day number.
            last: Day number.
            after: So many days follow a milestone, and so many precede it.
        """
        missed = np.ones(last - first + 1)
        for day, chance in milestones:
            missed[day - first] *= 1.0 - chance
        earlier, later = np.ones(len(missed)), np.ones(len(missed))
        for lag in range(1, after + 1):
            earlier[lag:] *= missed[:-lag]
            later[:-lag] *= missed[lag:]
        return cls(first, 1.0 - missed, 1.0 - earlier, 1.0 - later)


@dataclass(frozen=True)
class Milestone:
    """A report of a milestone: its day, its root, how probably it took place, and the third parties named in it."""

    day: int
    root: str
    chance: float
    named: frozenset[str]


def milestones(inputs: Inputs, request: Request, *, alike: bool) -> list[Milestone]:
    """Reports of milestones of the pair that may be seen.

    Args:
        inputs: Panels ``pair_event`` and ``pair_part``.
        request: What is asked.
        alike: Whether voices are told apart. Then a milestone that enough voices tell of a day took place, another as
            often as in the simulated worlds, and those that only the last digit tells from routine are left out.
    """
    panel = inputs.panel("pair_event")
    rows = panel.where(seen(panel, request) & panel.among("code", PLAIN_MILESTONES if alike else MILESTONES))
    chance = np.ones(len(rows))
    if alike:
        chance[voices_alike(rows) < inputs.constant("role.voices")] = inputs.constant("spoiling.single_voice")
    named: dict[str, set[str]] = {}
    parts = inputs.panel("pair_part")
    for third, event in zip(parts["third"], parts["event_id"], strict=True):
        named.setdefault(str(event), set()).add(str(third))
    days = rows["date"].astype("datetime64[D]").astype(np.int64)
    return [Milestone(int(day), str(code)[:_ROOT], float(part), frozenset(named.get(str(event), ())))
            for day, code, part, event in zip(days, rows["code"], chance, rows["event_id"], strict=True)]  # fmt: skip


def compute(inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per third party asked for; see :data:`MEASURE`."""
    panel = inputs.panel("outsider_day")
    months = covered_months(panel, request)
    if months is None:
        return uncovered(_NAME, panel, request)
    alike = several(inputs.panel("pair_event"), request)
    if alike:
        panel = panel.where(np.asarray(panel["voices"], dtype=np.float64) >= inputs.constant("role.voices"))
    outside, told = outsiders(panel, request), milestones(inputs, request, alike=alike)
    first, last = day_number(months.start), day_number(months.last)
    readings = []
    for actor in request.actors:
        # a data set may hold acts from before the days it covers; there nothing can be compared
        hostile = [within(outside.of(actor, side, OUT, SPOILING), first, last)
                   for side in (request.pair.a, request.pair.b)]  # fmt: skip
        own = {(one.day, one.root): one.chance for one in told if actor not in one.named and one.day >= first}
        calendar = Calendar.of([(day, chance) for (day, _), chance in own.items()], first, last,
                               after=int(inputs.constant("spoiling.after_days")))  # fmt: skip
        readings.append(_reading(inputs, request, actor, hostile, calendar))
    return readings


def _reading(inputs: Inputs, request: Request, actor: str, hostile: list[list[Act]], calendar: Calendar) -> Reading:
    dataset, level = inputs.panel("outsider_day").dataset, inputs.constant("interval.level")
    if not calendar.after.any() or not calendar.other.any():
        lacks = "other day" if calendar.after.any() else "milestone"
        return Reading(_NAME, actor, request.pair, request.period, dataset, Standing.UNDEFINED,
                       reason=f"no {lacks} to compare with in the period")  # fmt: skip
    series = _series(hostile, calendar, inputs, request)
    ratio = series.posterior(inputs.constant("spoiling.prior_acts"))
    rise, acts = ratio.above_one(), float(series.weight @ series.counts)
    thin = acts < inputs.constant("spoiling.min_effective")
    null = shift_p_value(series.shifted_scores(), furthest=int(inputs.constant("spoiling.shift_days")))
    turn = _around(series, calendar).posterior(inputs.constant("spoiling.prior_acts")).above_one()
    sure = rise > inputs.constant("spoiling.level") and null <= inputs.constant("spoiling.null_level")
    sure = sure and turn > inputs.constant("spoiling.before_level")
    return Reading(
        _NAME, actor, request.pair, request.period, dataset, Standing.PRIOR_DOMINATED if thin else Standing.MEASURED,
        estimate=log2_fold(ratio, acts, level),
        reason=f"effective evidence {acts:.1f} hostile acts" if thin else "",
        state=None if thin else "spoiler" if sure else "none",
        probability=rise,
        evidence=_evidence(hostile, calendar),
        parts={**_parts(series, calendar), "null_p": null, "above_before": turn},
    )  # fmt: skip


def _series(hostile: list[list[Act]], calendar: Calendar, inputs: Inputs, request: Request) -> CaseSeries:
    """Sides toward which something hostile was done, by day; the day of a milestone itself tells nothing."""
    count, weight = np.zeros(len(calendar.after)), 1.0 - calendar.milestone
    for acts in hostile:
        count[np.asarray(sorted({act.day for act in acts}), dtype=np.int64) - calendar.first] += 1.0
    if request.window is None:
        days = calendar.first + np.arange(len(count), dtype=np.float64)
        weight = weight * discount(days, day_number(request.at), inputs.constant("spoiling.half_life_months"))
    return CaseSeries(
        count, calendar.after, weight, np.arange(len(count)) // int(inputs.constant("spoiling.block_days"))
    )


def _around(series: CaseSeries, calendar: Calendar) -> CaseSeries:
    """Days that follow a milestone, held against days that precede one; what is both, or neither, is left out.

    Where milestones and hostility come in the same bursts there is more hostility about a milestone on both its sides.
    """
    follows, precedes = calendar.after * (1.0 - calendar.before), calendar.before * (1.0 - calendar.after)
    either = follows + precedes
    exposed = np.divide(follows, either, out=np.zeros(len(either)), where=either > 0.0)
    return replace(series, exposed=exposed, weight=series.weight * either)


def _evidence(hostile: list[list[Act]], calendar: Calendar) -> tuple[str, ...]:
    """Hostile acts that more likely than not follow a milestone, the latest first."""
    return evidence((float(act.day), (act.event_id,)) for acts in hostile for act in acts
                    if calendar.after[act.day - calendar.first] > 0.5)  # fmt: skip


def _parts(series: CaseSeries, calendar: Calendar) -> Parts:
    after, other = series.weight * series.exposed, series.weight * (1.0 - series.exposed)
    return {
        "milestones": float(calendar.milestone.sum()),
        "acts_after": float(after @ series.counts),
        "acts_other": float(other @ series.counts),
        "expected_after": float(after @ series.usual),
        "expected_other": float(other @ series.usual),
    }


MEASURE = Measure(
    name=_NAME,
    title="Spoiling",
    question="Does an outsider turn hostile in the weeks after the two sides came nearer to a settlement?",
    unit="log2 ratio of hostile days after milestones to other days; state: spoiler, none; probability: above 0",
    formula=(
        "Milestones: 057, 046, 036, 037, 087x, 0841, 043, 044 between the two sides, the outsider not named in them. "
        "z: probability that one took place in the 21 days before. Given how many distinct (side, day) of hostile acts "
        "(113, 112x, 125, 127, 129, 13x, 15x-19x) fall in a half-year, discounted, their days are drawn in proportion "
        "to 1 - z + ratio z; ratio / (1 + ratio) ~ Beta(p, p); value = log2 of the ratio. Days of milestones are left "
        "out. null_p: share of shifts of z by up to 18 months with as large a score, the sum of z over hostile days "
        "less that of all days. above_before: P(ratio > 1) of the 21 days after milestones to the 21 before, what is "
        "both left out. Spoiler: P(ratio > 1) > 0.95, null_p <= 0.05 and above_before > 0.8. In machine-coded data "
        "in which several voices are heard only acts that two voices tell alike are read, and no milestone of root 04; "
        "a milestone that one voice alone tells took place with probability 0.3."
    ),
    reference="Stedman 1997; Greenhill and Major 2007; self-controlled case series: Farrington 1995, Whitaker et al. "
    "2006; null: circular shift, methods 2.2; methods 3.6",
    limits=(
        "Timing, not motive: milestones also follow crises. Who is as hostile before milestones as after them is no "
        "spoiler here. Hostility toward mediators or toward a document is not seen. Weekdays are balanced only by "
        "windows of three whole weeks."
    ),
    needs=("outsider_day", "pair_event", "pair_part"),
    constants=(
        "spoiling.after_days", "spoiling.single_voice", "spoiling.block_days", "spoiling.half_life_months",
        "spoiling.prior_acts", "spoiling.min_effective", "spoiling.level", "spoiling.null_level",
        "spoiling.before_level", "spoiling.shift_days", "role.voices", "interval.level",
    ),
    compute=compute,
)  # fmt: skip
