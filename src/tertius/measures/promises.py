"""Promise keeping: of what one side promised the other, how much it did."""

from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.promises import PROMISES, Promise
from tertius.inference.free_windows import free_windows
from tertius.inference.intervals import beta_difference_probability
from tertius.measures.episodes import Act, acts, day_number, episodes
from tertius.measures.rates import Memory
from tertius.measures.shares import beta_estimate, covered, uncovered
from tertius.model import Inputs, Measure, Reading, Request, Standing

NAME = "promises"
"""Name of the measure."""


@dataclass(frozen=True)
class Outcome:
    """How an episode of promising ended: ``kept``, ``broken`` or ``lapsed``, with the acts that say so.

    ``length``: days from its first promise to the end of the time of its last.
    """

    day: int
    promise: Promise
    fate: str
    events: tuple[str, ...]
    length: int


def compute(inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per side asked for, toward the other side; see :data:`MEASURE`."""
    panel = inputs.panel("pair_act")
    if not covered(panel, request):
        return uncovered(NAME, panel, request)
    return [_reading(inputs, request, actor) for actor in request.actors if actor in request.pair]


def outcomes(own: list[Act], other: list[Act], gap: int, at: int) -> list[Outcome]:
    """Outcome of every promise episode whose time is up or whose fate is known.

    Args:
        own: Acts of the promising side toward the other.
        other: Acts of the other side toward it.
        gap: Days between promises of one subject that make one episode.
        at: Last day that may be seen.
    """
    made = sorted((act for act in own if act.code in PROMISES), key=lambda act: PROMISES[act.code].subject)
    found = []
    for _, group in groupby(made, key=lambda act: PROMISES[act.code].subject):
        for episode in episodes(sorted(group, key=lambda act: act.day), gap):
            if (outcome := _outcome(episode, own, other, at)) is not None:
                found.append(outcome)
    return sorted(found, key=lambda one: one.day)


def _outcome(episode: list[Act], own: list[Act], other: list[Act], at: int) -> Outcome | None:
    first, last = episode[0], episode[-1]
    promise = max((PROMISES[act.code] for act in episode), key=lambda one: one.weight)
    ids = tuple(act.event_id for act in episode)
    coded = next((act for act in episode if act.fate in ("kept", "broken", "lapsed")), None)
    end = last.day + promise.horizon_days
    length = end - first.day
    if coded is not None:
        return Outcome(first.day, promise, str(coded.fate), ids, length)
    kept = [a for a in own if a.code in promise.kept and first.day < a.day <= min(end, at)]
    kept += [a for a in other if a.code in promise.kept_by_other and first.day < a.day <= min(end, at)]
    broken = [a for a in own if a.code in promise.broken and first.day < a.day <= min(end, at)]
    if broken:
        return Outcome(first.day, promise, "broken", (*ids, broken[0].event_id), length)
    if end > at:
        return None
    if kept:
        return Outcome(first.day, promise, "kept", (*ids, kept[0].event_id), length)
    return Outcome(first.day, promise, "lapsed", ids, length)


@dataclass(frozen=True)
class _Tally:
    """Weighted outcomes of promise episodes and the Beta posterior of keeping one."""

    weight: NDArray[np.float64]
    kept: float
    broken: float
    lapsed: float
    beta: tuple[float, float]

    @property
    def n(self) -> float:
        """Effective episodes."""
        return self.kept + self.broken + self.lapsed


def _tally(found: list[Outcome], memory: Memory, inputs: Inputs) -> _Tally:
    weight = _weights(found, memory)
    fate = np.asarray([one.fate for one in found])
    kept, broken, lapsed = (float(weight[fate == name].sum()) for name in ("kept", "broken", "lapsed"))
    a = inputs.constant("promises.prior_kept") + kept
    b = inputs.constant("promises.prior_broken") + broken + inputs.constant("promises.lapsed_weight") * lapsed
    return _Tally(weight, kept, broken, lapsed, (a, b))


def _weights(found: list[Outcome], memory: Memory) -> NDArray[np.float64]:
    """What each episode counts, by its promise and its age."""
    return np.asarray([one.promise.weight for one in found]) * memory.weights(one.day for one in found)


def _reading(inputs: Inputs, request: Request, actor: str) -> Reading:
    panel, pair = inputs.panel("pair_act"), request.pair
    other = pair.b if actor == pair.a else pair.a
    own, answers = acts(panel, request, actor, other), acts(panel, request, other, actor)
    gap, level = int(inputs.constant("promises.episode_gap_days")), inputs.constant("interval.level")
    found = outcomes(own, answers, gap, day_number(request.at))
    if not found:
        reason = f"no promise of {actor} to {other} whose time was up"
        return Reading(NAME, actor, pair, request.period, panel.dataset, Standing.UNDEFINED, reason=reason)
    memory = Memory.of(inputs, request, NAME)
    tally = _tally(found, memory, inputs)
    thin = tally.n < inputs.constant("promises.min_effective")
    contrast = _contrast(own, answers, found, memory, inputs)
    strongest = np.argsort(-tally.weight, kind="stable")
    return Reading(
        NAME, actor, pair, request.period, panel.dataset, Standing.PRIOR_DOMINATED if thin else Standing.MEASURED,
        estimate=beta_estimate(*tally.beta, tally.n, level),
        beta=tally.beta,
        reason=f"effective evidence {tally.n:.1f} promises" if thin else "",
        probability=None if contrast is None else float(beta_difference_probability(*contrast[0], *contrast[1])),
        evidence=tuple(dict.fromkeys(event for i in strongest for event in found[i].events)),
        parts={
            "counterpart": other, "kept": tally.kept, "broken": tally.broken, "lapsed": tally.lapsed,
            **{name: None if contrast is None else beta_estimate(*contrast[i], sum(contrast[i]), level)
               for i, name in enumerate(("deed_after_promise", "deed_without_promise"))},
        },
    )  # fmt: skip


def _contrast(own: list[Act], other: list[Act], found: list[Outcome], memory: Memory, inputs: Inputs
              ) -> tuple[tuple[float, float], tuple[float, float]] | None:  # fmt: skip
    """Beta parameters of a deed without a breach after a promise, and in as long a time without an open one.

    Subjects weigh in the second as they do in the first, lest a subject with many deeds and few promises stand against
    one with many promises and few deeds.
    """
    weight, kept = _weights(found, memory), np.asarray([one.fate == "kept" for one in found])
    worth = hits = tries = yes = 0.0
    for subject in sorted({one.promise.subject for one in found}):
        mine = np.asarray([one.promise.subject == subject for one in found])
        seen, looked = _quiet([one for one in found if one.promise.subject == subject], own, other, memory, inputs)
        if looked == 0:
            continue
        part = float(weight[mine].sum())
        worth, yes = worth + part, yes + float(weight[mine & kept].sum())
        hits, tries = hits + part * seen / looked, tries + part**2 / looked
    if worth == 0:
        return None
    size = worth**2 / tries
    a, b = inputs.constant("promises.prior_kept"), inputs.constant("promises.prior_broken")
    return (a + yes, b + worth - yes), (a + size * hits / worth, b + size * (1.0 - hits / worth))


def _quiet(found: list[Outcome], own: list[Act], other: list[Act], memory: Memory, inputs: Inputs
           ) -> tuple[float, float]:  # fmt: skip
    """Windows of one subject without an open promise, by their age: those that hold a deed and no breach, and all."""
    step, promise = int(inputs.constant("promises.control_step_days")), found[0].promise
    length = round(float(np.mean([one.length for one in found])))
    taken = [(one.day - length + 1, one.day + one.length) for one in found]
    starts = np.arange(own[0].day, memory.at - length, step)
    deeds = [act.day for act in own if act.code in promise.kept]
    deeds += [act.day for act in other if act.code in promise.kept_by_other]
    free, shown = free_windows(starts, taken, deeds, length)
    _, broken = free_windows(starts, taken, [act.day for act in own if act.code in promise.broken], length)
    # windows overlap: they count for as many as would fit side by side
    weight = min(1.0, step / length) * memory.weights(free)
    return float(weight @ (shown & ~broken)), float(weight.sum())


MEASURE = Measure(
    name=NAME,
    title="Promise keeping",
    question="Of what one side promised the other, how much did it do?",
    unit="share of promise episodes kept, 0 to 1; probability: that a deed is likelier after a promise than without",
    formula=(
        "Episode kept: a matching deed within the promise's horizon and no later breaking act; broken: a breaking act "
        "after the promise; lapsed: neither. Kept share ~ Beta(a0 + kept, b0 + broken + 0.5 lapsed), discounted. "
        "Compared, lapses in full, with deeds in as long a time without an open promise. Expert-coded fates are used "
        "where present."
    ),
    reference="Josang and Ismail 2002 (beta reputation); Crescenzi and Enterline 2001; promise table: methods 3.9a",
    limits=(
        "Behaviour, not attitude. Deeds are far rarer in the record than words, so the level says less than the "
        "contrast with days without a promise and than change over time."
    ),
    needs=("pair_act",),
    constants=(
        "promises.half_life_months", "promises.episode_gap_days", "promises.prior_kept", "promises.prior_broken",
        "promises.lapsed_weight", "promises.min_effective", "promises.control_step_days", "interval.level",
    ),
    compute=compute,
)  # fmt: skip
