"""Responsiveness: what one side does about the other's appeals, demands and complaints."""

from collections.abc import Sequence
from itertools import groupby

import numpy as np

from tertius.codebooks.responses import RESPONSES
from tertius.inference.free_windows import free_windows
from tertius.inference.unmasked import unmasked_share
from tertius.measures.episodes import Act, acts, day_number, episodes
from tertius.measures.rates import Memory
from tertius.measures.shares import beta_estimate, covered, uncovered
from tertius.model import Estimate, Inputs, Measure, Reading, Request, Standing

NAME = "responses"
"""Name of the measure."""
OUTCOMES = ("comply", "engage", "refuse", "retaliate", "ignore")
"""What may follow an ask, strongest answer first."""
_COMPLAINTS = ("112", "114")
_ACCOUNTS = ("015", "055", "0842")


def compute(inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per side asked for: what it does about the other's asks; see :data:`MEASURE`."""
    panel = inputs.panel("pair_act")
    if not covered(panel, request):
        return uncovered(NAME, panel, request)
    return [_reading(inputs, request, actor) for actor in request.actors if actor in request.pair]


def answered(asks: list[Act], own: list[Act], gap: int, at: int) -> list[tuple[int, str, tuple[str, ...]]]:
    """Day, outcome and events of every ask episode whose time was up.

    Args:
        asks: Acts of the other side toward the addressee.
        own: Acts of the addressee toward the other side.
        gap: Days between asks of one kind that make one episode.
        at: Last day that may be seen.
    """
    made = sorted((act for act in asks if act.code in RESPONSES), key=lambda act: RESPONSES[act.code].kind)
    found = []
    for _, group in groupby(made, key=lambda act: RESPONSES[act.code].kind):
        for episode in episodes(sorted(group, key=lambda act: act.day), gap):
            ask, end = RESPONSES[episode[0].code], episode[-1].day + RESPONSES[episode[0].code].horizon_days
            replies = [(act, ask.outcome(act.code)) for act in own if episode[0].day < act.day <= min(end, at)]
            if end <= at or any(outcome == "comply" for _, outcome in replies):
                outcome, event = _strongest(replies)
                found.append((episode[0].day, outcome, (*(act.event_id for act in episode), *event)))
    return sorted(found)


def _strongest(replies: Sequence[tuple[Act, str | None]]) -> tuple[str, tuple[str, ...]]:
    for outcome in OUTCOMES[:-1]:
        for act, name in replies:
            if name == outcome:
                return outcome, (act.event_id,)
    return "ignore", ()


def _reading(inputs: Inputs, request: Request, actor: str) -> Reading:
    panel, pair = inputs.panel("pair_act"), request.pair
    other = pair.b if actor == pair.a else pair.a
    own, asks = acts(panel, request, actor, other), acts(panel, request, other, actor)
    at, level = day_number(request.at), inputs.constant("interval.level")
    found = answered(asks, own, int(inputs.constant("responses.episode_gap_days")), at)
    if not found:
        return Reading(
            NAME, actor, pair, request.period, panel.dataset, Standing.UNDEFINED,
            reason=f"no appeal, demand or complaint of {other} to {actor} whose time was up",
        )  # fmt: skip
    memory = Memory.of(inputs, request, NAME)
    weight = memory.weights(one[0] for one in found)
    outcome = np.asarray([one[1] for one in found])
    n, prior = float(weight.sum()), inputs.constant("responses.prior")
    counts = {name: float(weight[outcome == name].sum()) for name in OUTCOMES}
    hits, tries = _ordinary(asks, own, memory, inputs)
    chance = (prior + hits, prior + tries - hits)
    share = unmasked_share(counts["ignore"], n, chance, (prior, prior), level)
    # an ask that ordinary contact would have answered anyhow tells nothing, nor does one when nobody knows if it would
    telling = n * chance[1] / sum(chance) if tries else 0.0
    thin = telling < inputs.constant("responses.min_effective")
    return Reading(
        NAME, actor, pair, request.period, panel.dataset, Standing.PRIOR_DOMINATED if thin else Standing.MEASURED,
        estimate=Estimate(share.value, share.low, share.high, telling, level),
        beta=share.beta,
        reason=_lacking(telling, n, tries) if thin else "",
        evidence=tuple(dict.fromkeys(e for i in np.argsort(-weight, kind="stable") for e in found[i][2])),
        parts={
            "counterpart": other,
            "asks": n,
            "even_share": inputs.constant("responses.even_share"),
            "answered_without_ask": beta_estimate(*chance, tries, level) if tries else None,
            "comply_or_engage": _share(("comply", "engage"), counts, prior, level),
            "refuse_or_retaliate": _share(("refuse", "retaliate"), counts, prior, level),
            "days_to_accountability": _latency(asks, own),
        },
    )  # fmt: skip


def _lacking(telling: float, n: float, tries: float) -> str:
    if not tries:
        return f"{n:.1f} asks, but no month without one to tell what contact as usual would have answered"
    return f"effective evidence {telling:.1f} of {n:.1f} asks: the rest would be answered by contact as usual"


def _ordinary(asks: list[Act], own: list[Act], memory: Memory, inputs: Inputs) -> tuple[float, float]:
    """Windows as long as an answer may take in which nothing was asked: how many show what would be an answer, of all.

    Both are weighted by age as asks are.
    """
    made = [act for act in asks if act.code in RESPONSES]
    kinds = {act.code for act in made}
    horizon = int(inputs.constant("responses.horizon_days"))
    step = int(inputs.constant("responses.control_step_days"))
    starts = np.arange(min(act.day for act in (*made, *own)), memory.at - horizon + 1, step)
    # a window is free when no answer to any ask could fall into it
    taken = [(act.day - horizon, act.day + horizon - 1) for act in made]
    replies = [act.day for act in own if any(RESPONSES[code].outcome(act.code) for code in kinds)]
    free, shown = free_windows(starts, taken, replies, horizon)
    worth = min(1.0, step / horizon) * memory.weights(free)
    return float(worth @ shown), float(worth.sum())


def _share(names: tuple[str, ...], counts: dict[str, float], prior: float, level: float) -> Estimate:
    """Share of some outcomes: a component of the Dirichlet posterior over the five."""
    hits = sum(counts[name] + prior for name in names)
    total = sum(counts.values()) + prior * len(OUTCOMES)
    return beta_estimate(hits, total - hits, sum(counts.values()), level)


def _latency(asks: list[Act], own: list[Act]) -> float | None:
    """Days from the first accusation or note to the next admission, apology or return; None while none came."""
    complaints = [act.day for act in asks if act.code.startswith(_COMPLAINTS)]
    accounts = [act.day for act in own if act.code.startswith(_ACCOUNTS)]
    waits = [min(day - start for day in accounts if day >= start) for start in complaints
             if any(day >= start for day in accounts)]  # fmt: skip
    return float(max(waits)) if waits else None


MEASURE = Measure(
    name=NAME,
    title="Responsiveness",
    question="What does one side do about the other's appeals, demands and complaints?",
    unit="share of asks ignored, 0 to 1",
    formula=(
        "Each episode of asks (020-025, 10x, 111, 112, 114) is answered within 30 days by the strongest of comply, "
        "engage, refuse, retaliate, or by none; old asks count less. An ignored ask seems answered with the "
        "probability m of such an act in windows without ask: asks without answer ~ Binomial(asks, ignored x (1 - m))."
    ),
    reference="methods 3.9b; Rogan and Gladen 1978 (a share under imperfect detection)",
    limits=(
        "Only public asks and public answers. Refusing is not ignoring. Answers are matched by code and time; what "
        "acts on other matters show by coincidence is undone, as far as contact is as dense after asks as else."
    ),
    needs=("pair_act",),
    constants=("responses.horizon_days", "responses.control_step_days", "responses.half_life_months",
               "responses.prior", "responses.min_effective", "responses.episode_gap_days", "responses.even_share",
               "interval.level"),
    compute=compute,
)  # fmt: skip
