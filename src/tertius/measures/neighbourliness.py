"""Neighbourliness: on how many of the days it deals with the other does one side do it no harm without occasion."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.ties import ADVERSE
from tertius.inference.intervals import beta_difference_probability
from tertius.measures.credits import months_of
from tertius.measures.episodes import Act, acts, day_number
from tertius.measures.outsiders import IN, OUT, evidence, outsiders
from tertius.measures.pressure import unprovoked
from tertius.measures.shares import (
    Parts,
    Settings,
    Shares,
    beta_estimate,
    constants_of,
    covered_months,
    share_estimate,
    share_posterior,
    smallest_changes,
    uncovered,
)
from tertius.model import ActorKind, Inputs, Measure, Panel, Reading, Request, Span, Standing, month_index

NAME = "neighbourliness"
"""Name of the measure."""
_Key = tuple[str, str]
_Ways = Mapping[_Key, list[Act]]


@dataclass(frozen=True)
class Conduct:
    """What one actor did toward another in the period.

    ``days`` are those with any act, ``hostile`` those with a hostile one; ``harm`` are the hostile acts that nothing
    hostile of the other preceded. ``shares`` is the posterior of the days without such harm, then of those with it;
    ``calm`` that of the days without any hostile act, then of the hostile ones.
    """

    days: set[int]
    hostile: set[int]
    harm: list[Act]
    shares: Shares
    calm: Shares

    @property
    def n(self) -> float:
        """Effective days."""
        return max(0.0, float(self.shares.n[-1]))

    @property
    def beta(self) -> tuple[float, float]:
        """Days without harm and days with it, of the posterior."""
        return self.shares.component(0)

    @property
    def mean(self) -> float:
        """Posterior mean of the share of days without harm."""
        good, bad = self.beta
        return good / (good + bad)


@dataclass(frozen=True)
class _Scene:
    """What every conduct is read by: constants, months counted, and the days whose occasions are known."""

    settings: Settings
    months: Span
    occasion: int
    judged: tuple[tuple[int, int], ...]
    windowed: bool

    @classmethod
    def of(cls, inputs: Inputs, request: Request, panel: Panel, months: Span) -> "_Scene":
        """The days of the period before each of which the data set looked at the whole time of an occasion."""
        occasion = int(inputs.constant("neighbourliness.occasion_days"))
        first, end = day_number(months.start), day_number(months.end)
        judged = tuple((max(first, day_number(span.start) + occasion), min(end, day_number(span.end)))
                       for span in panel.coverage)  # fmt: skip
        return cls(Settings.of(inputs, NAME), months, occasion, judged, request.window is not None)

    def conduct(self, own: list[Act], other: list[Act]) -> Conduct:
        """Conduct from the acts of one toward another, and of the other toward it, up to the day asked for."""
        harm = self._judged(unprovoked(own, other, self.occasion, codes=ADVERSE, occasions=ADVERSE))
        known = self._judged(own)
        days, hostile = {act.day for act in known}, {act.day for act in known if act.code in ADVERSE}
        return Conduct(
            days, hostile, harm, self._without({act.day for act in harm}, days), self._without(hostile, days)
        )

    def _without(self, bad: set[int], days: set[int]) -> Shares:
        table = np.stack([self._monthly(days - bad), self._monthly(bad)])
        return share_posterior(table, self.settings, windowed=self.windowed)

    def _judged(self, found: list[Act]) -> list[Act]:
        return [act for act in found if any(first <= act.day < end for first, end in self.judged)]

    def _monthly(self, days: set[int]) -> NDArray[np.float64]:
        first = month_index(self.months.start)
        size = month_index(self.months.last) - first + 1
        when = months_of(np.asarray(sorted(days), dtype="datetime64[D]")) - first
        return np.bincount(when, minlength=size).astype(np.float64)


def compute(inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per side asked for, about what it does toward the other; see :data:`MEASURE`."""
    panel = inputs.panel("pair_act")
    months = covered_months(panel, request)
    if months is None:
        return uncovered(NAME, panel, request)
    scene, ways = _Scene.of(inputs, request, panel, months), _ways(inputs, request)
    every = {(one, two): scene.conduct(ways[one, two], ways[two, one]) for one, two in ways}
    return [_reading(inputs, request, scene, actor, every) for actor in request.actors if actor in request.pair]


def _ways(inputs: Inputs, request: Request) -> _Ways:
    """Acts of each side toward the other, and of either side and every third state toward each other."""
    ever, (a, b) = replace(request, window=None), (request.pair.a, request.pair.b)
    panel, outside = inputs.panel("pair_act"), outsiders(inputs.panel("outsider_day"), ever)
    found: dict[_Key, list[Act]] = {(one, two): acts(panel, ever, one, two) for one, two in ((a, b), (b, a))}
    states = {actor.actor_id for actor in request.arena.actors if actor.kind is ActorKind.STATE}
    for third in request.arena.candidates(request.pair):
        for side in (a, b) if third in states else ():
            found[third, side] = outside.acts.get((third, side, OUT), [])
            found[side, third] = outside.acts.get((third, side, IN), [])
    return found


def place(own: float, others: list[float], least: float) -> float | None:
    """Part of some posterior means that lie below one's own, equal ones counting half; None where they are too few."""
    if len(others) < least:
        return None
    return sum((own > other) + 0.5 * (own == other) for other in others) / len(others)


def _reading(inputs: Inputs, request: Request, scene: _Scene, actor: str, every: Mapping[_Key, Conduct]) -> Reading:
    pair, panel, settings = request.pair, inputs.panel("pair_act"), scene.settings
    other = pair.b if actor == pair.a else pair.a
    own, back, least = every[actor, other], every[other, actor], settings.min_effective
    if not own.days:
        return Reading(
            NAME, actor, pair, request.period, panel.dataset, Standing.UNDEFINED,
            reason=f"no official act of {actor} toward {other} in the period of which the {scene.occasion} days before "
            "were looked at",
        )  # fmt: skip
    detectable = float(smallest_changes(own.shares, settings)[0])
    return Reading(
        NAME, actor, pair, request.period, panel.dataset,
        Standing.PRIOR_DOMINATED if own.n < least else Standing.MEASURED,
        estimate=share_estimate(own.shares, 0, settings),
        reason=f"effective evidence {own.n:.1f} days, below {least:g}" if own.n < least else "",
        detectable=detectable if np.isfinite(detectable) else None,
        beta=own.beta,
        probability=None if min(own.n, back.n) < least
        else float(beta_difference_probability(*back.beta, *own.beta)),
        evidence=evidence((float(act.day), (act.event_id,)) for act in own.harm),
        parts=_parts(inputs, scene, (actor, other), every),
    )  # fmt: skip


def _parts(inputs: Inputs, scene: _Scene, way: _Key, every: Mapping[_Key, Conduct]) -> Parts:
    own, back, settings = every[way], every[way[::-1]], scene.settings
    known = [one.mean for key, one in every.items() if key != way and one.n >= settings.min_effective]
    enough = own.n >= settings.min_effective
    return {
        "counterpart": way[1],
        "contact_days": float(len(own.days)),
        "hostile_days": float(len(own.hostile)),
        "unprovoked_days": float(len({act.day for act in own.harm})),
        "without_hostile_act": share_estimate(own.calm, 0, settings),
        "of_the_other": beta_estimate(*back.beta, back.n, settings.level) if back.days else None,
        "place": place(own.mean, known, inputs.constant("neighbourliness.min_dyads")) if enough else None,
        "compared_with": float(len(known)),
        "borders": "not in the data",
    }


MEASURE = Measure(
    name=NAME,
    title="Neighbourliness",
    question="How often does one side deal with the other without doing it harm that nothing called forth?",
    unit="share of days with an act toward the other that hold no unprovoked hostile act, 0 to 1; probability: that "
    "the other side's share is the larger one",
    formula=(
        "Days with an official act of i toward j; harmed if one of the acts is hostile (13x-20x) and no hostile act of "
        "j toward i lies on that day or in the 14 days before. Share of days without harm ~ Beta: the tempered, "
        "discounted ledger of shares, or all days of a window alike. Days whose 14 days before are not all covered are "
        "left out. Place: part of the posterior means of the arena's other directed pairs (the other side toward i, "
        "either side and every third state toward each other) that lie lower."
    ),
    reference="methods 3.9c",
    limits=(
        "A share of what is reported, not of what was done. Who began is taken from the days reported: in a war nearly "
        "every blow follows one of the other side, so that the share says who struck after a calm and not who is at "
        "war; read without_hostile_act beside it. No region file says who borders whom: the place is among all pairs "
        "of the arena. Read it with the reading of the other side. A norm it is not."
    ),
    needs=("pair_act", "outsider_day"),
    constants=(*constants_of(NAME), "neighbourliness.occasion_days", "neighbourliness.min_dyads"),
    compute=compute,
)
