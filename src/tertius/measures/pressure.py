"""Pressure below war: whether one side has lately done more of it to the other, channel by channel."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from tertius.codebooks.ties import HOSTILE_DEEDS, PROVOCATION, VERBAL
from tertius.measures.agents import agents, armed
from tertius.measures.episodes import Act, acts, day_number
from tertius.measures.outsiders import evidence, within
from tertius.measures.rates import Ratio, Relative, monthly, tempering
from tertius.measures.shares import Parts, covered, uncovered
from tertius.measures.volume import dealings_of, told_growth
from tertius.model import Estimate, Inputs, Measure, Panel, Reading, Request, Span, Standing

NAME = "pressure"
"""Name of the measure."""
_ALONE = {"verbal": "verbal conflict", "provocation": "provocation", "proxy": "proxy"}


@dataclass(frozen=True)
class Periods:
    """The recent days and the earlier days they are compared with."""

    now: Span
    before: Span

    @classmethod
    def of(cls, inputs: Inputs, request: Request) -> "Periods":
        """The window, or the days up to the one asked for; and a reference that ends well before."""
        recent = timedelta(days=int(inputs.constant("pressure.now_days")))
        gap = timedelta(days=int(inputs.constant("pressure.gap_days")))
        reference = timedelta(days=int(inputs.constant("pressure.reference_days")))
        end = request.at + timedelta(days=1)
        now = request.window or Span(end - recent, end)
        return cls(now, Span(now.start - gap - reference, now.start - gap))


@dataclass(frozen=True)
class Channel:
    """One channel: its acts in the recent days, and the ratio of the rates, plain and held against the volume.

    ``raised`` is the probability that it is raised, the lesser of both; without ``held`` that of the plain ratio.
    """

    now: list[Act]
    ratio: Ratio
    held: Relative | None
    raised: float

    def fold(self, level: float) -> Estimate:
        """Log2 of the ratio, held against the volume where that is known."""
        return (self.held or self.ratio).fold(level)


def compute(inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per side asked for, about what it does to the other; see :data:`MEASURE`."""
    panel = inputs.panel("pair_act")
    if not covered(panel, request):
        return uncovered(NAME, panel, request)
    return [_reading(inputs, request, actor) for actor in request.actors if actor in request.pair]


def unprovoked(
    own: list[Act],
    other: list[Act],
    days: int,
    *,
    codes: Collection[str] = PROVOCATION,
    occasions: Collection[str] = HOSTILE_DEEDS,
) -> list[Act]:
    """Provocations before which, on that day and for some days, the other side had done nothing hostile.

    Args:
        own: Acts of a side toward the other, in order of day.
        other: Acts of the other side toward it, in order of day.
        days: How long a hostile deed of the other side counts as the occasion.
        codes: What counts as a provocation.
        occasions: What of the other side counts as hostile.
    """
    hostile = [act for act in other if act.code in occasions]
    return [act for act in own if act.code in codes and not within(hostile, act.day - days, act.day)]


def _acts(inputs: Inputs, request: Request, actor: str, other: str) -> Mapping[str, list[Act]]:
    """Acts of every channel up to the day asked for."""
    panel, ever = inputs.panel("pair_act"), replace(request, window=None)
    own, back = acts(panel, ever, actor, other), acts(panel, ever, other, actor)
    known = agents(inputs.panel("agent_day"), request)
    return {
        "verbal": [act for act in own if act.code in VERBAL],
        "provocation": unprovoked(own, back, int(inputs.constant("pressure.occasion_days"))),
        "proxy": armed(known, actor, other, int(inputs.constant("pressure.support_days"))),
    }


def _volume(inputs: Inputs, request: Request, actor: str, periods: Periods) -> Ratio | None:
    """How much more the side deals with everybody else than before; None where the dealings are too few to tell."""
    ever = replace(request, window=None)
    found = dealings_of(inputs.panel("outsider_day"), ever, actor, periods.now, periods.before)
    block, prior = int(inputs.constant("dispersion.block_months")), inputs.constant("pressure.prior_acts")
    volume = found.growth(periods.now, periods.before, block=block, prior=prior)
    return told_growth(volume, inputs.constant("pressure.min_effective"))


def _channel(own: list[Act], periods: Periods, inputs: Inputs, volume: Ratio | None) -> Channel:
    """Compare the days with an act; bursts, as they were before, are tempered."""
    now, before = (within(own, day_number(span.start), day_number(span.last)) for span in (periods.now, periods.before))
    recent, earlier = ({act.day for act in found} for found in (now, before))
    table = monthly(earlier, day_number(periods.before.start), day_number(periods.before.last))
    eta = tempering(table[None, :], int(inputs.constant("dispersion.block_months")))
    ratio = Ratio((eta * len(recent), eta * len(earlier)), (eta * periods.now.days, eta * periods.before.days),
                  inputs.constant("pressure.prior_acts"))  # fmt: skip
    held = None if volume is None else Relative(ratio, volume)
    factor = inputs.constant("pressure.ratio")
    raised = min(one.above(factor) for one in (ratio, held) if one is not None)
    return Channel(now, ratio, held, raised)


def _reading(inputs: Inputs, request: Request, actor: str) -> Reading:
    pair, panel, periods = request.pair, inputs.panel("pair_act"), Periods.of(inputs, request)
    other = pair.b if actor == pair.a else pair.a
    least, level = inputs.constant("pressure.min_effective"), inputs.constant("interval.level")
    volume, own = _volume(inputs, request, actor, periods), _acts(inputs, request, actor, other)
    found = {name: _channel(channel, periods, inputs, volume) for name, channel in own.items()}
    if reason := _why_not(panel, periods, found):
        return Reading(NAME, actor, pair, request.period, panel.dataset, Standing.UNDEFINED, reason=reason)
    usable = {name: channel for name, channel in found.items() if channel.ratio.n >= least}
    main = max(usable or found, key=lambda name: found[name].raised if usable else found[name].ratio.n)
    raised = [name for name, channel in usable.items() if channel.raised > inputs.constant("pressure.level")]
    return Reading(
        NAME, actor, pair, request.period, panel.dataset, Standing.MEASURED if usable else Standing.PRIOR_DOMINATED,
        estimate=found[main].fold(level),
        reason="" if usable else f"effective evidence {found[main].ratio.n:.1f} days in the fullest channel",
        state=_state(raised) if usable else None,
        probability=1.0 - math.prod(1.0 - channel.raised for channel in usable.values()) if usable else None,
        evidence=evidence((channel.raised, (act.event_id,)) for channel in found.values() for act in channel.now),
        parts={"counterpart": other, "channel": main, "channels_raised": float(len(raised)),
               "compared_with": str(periods.before), "unheld": found[main].ratio.fold(level),
               "held_against": "own past" if volume is None else "dealings with others",
               "volume": None if volume is None else volume.fold(level), **_parts(found, least, level)},
    )  # fmt: skip


def _why_not(panel: Panel, periods: Periods, found: Mapping[str, Channel]) -> str:
    for span in (periods.before, periods.now):
        if not panel.covers(span):
            return f"{panel.dataset} does not cover all of {span}, which is compared"
    if not any(channel.ratio.n for channel in found.values()):
        return f"no act of pressure in {periods.now} or in {periods.before}"
    return ""


def _state(raised: list[str]) -> str:
    if len(raised) > 1:
        return "hybrid"
    return _ALONE[raised[0]] if raised else "none"


def _parts(found: Mapping[str, Channel], least: float, level: float) -> Parts:
    """The fold and the probability of every channel; the probability of a thin one is not shown, nor used."""
    folds: Parts = {name: channel.fold(level) for name, channel in found.items()}
    chances: Parts = {f"{name}_raised": channel.raised if channel.ratio.n >= least else None
                      for name, channel in found.items()}  # fmt: skip
    return folds | chances


MEASURE = Measure(
    name=NAME,
    title="Pressure",
    question="Has one side lately put more pressure on the other than it did before?",
    unit="log2 of the ratio of the rate now to the rate before, over that of the side's dealings with others, in the "
    "channel that is most probably raised; state: hybrid, verbal conflict, provocation, proxy, none; probability: that "
    "at least one channel is raised",
    formula=(
        "Days with an act in the last 90 days (or in the window) against those in 24 months that end 90 days earlier, "
        "per channel: verbal (110-113, 012, 016, 130); provocation (150-154, 138x, 139, 161, 163, 166x, 171x, 173-175, "
        "181, 191, 196, with no hostile deed of the other side on that day or in the 14 days before); proxy (attacks, "
        "171x, 18x-20x, of an armed agent that the side had supported in the two years before). Ratio of Gammas, "
        "tempered, over the same ratio of the side's days with each other party (any act, either way), where these "
        "suffice; P(ratio > 1.5) per channel with enough evidence, the lesser of with and without that; overall 1 - "
        "product of (1 - P). Raised: P > 0.95."
    ),
    reference="Hoffman 2007; Giannopoulos et al. 2021; methods 3.12",
    limits=(
        "Words are words: without data on publishers nothing here can tell an information attack from a grievance, and "
        "verbal conflict is all it is called. Cyber operations have no code in most data sets. Who began is taken from "
        "the days reported. Read it with the reading of the other side. A raised rate is no verdict on who is right. "
        "Where the side has few dealings with others, news that grow are read as a rise."
    ),
    needs=("pair_act", "agent_day", "outsider_day"),
    constants=(
        "pressure.now_days", "pressure.gap_days", "pressure.reference_days", "pressure.occasion_days",
        "pressure.support_days", "pressure.prior_acts", "pressure.ratio", "pressure.level", "pressure.min_effective",
        "dispersion.block_months", "interval.level",
    ),
    compute=compute,
)  # fmt: skip
