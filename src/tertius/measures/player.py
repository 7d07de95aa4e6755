"""Player or bystander: whose acts in the arena have consequences, and who only comments."""

from datetime import timedelta

import numpy as np
from numpy.typing import NDArray
from scipy.stats import beta

from tertius.measures.contacts import Contacts, contacts
from tertius.measures.shares import (
    Settings,
    Shares,
    constants_of,
    counted_months,
    covered,
    share_estimate,
    share_posterior,
    smallest_change,
    uncovered,
)
from tertius.model import Inputs, Measure, Panel, Reading, Request, Span, Standing

_NAME = "player"
_ACTS = ("039", "045", "057", "06", "07", "08", "13", "14", "15", "16", "17", "18", "19", "20", "043", "044")
_ASKS = ("02", "038", "10")
_TALK = ("01", "02", "11")


def consequential(panel: Panel) -> NDArray[np.bool_]:
    """Rows that count: material or binding acts of the outsider, taking part in a pair's act, asks addressed to it."""
    code = [str(value) for value in panel["code"]]
    acts = np.asarray([value.startswith(_ACTS) for value in code], dtype=np.bool_)
    asks = np.asarray([value.startswith(_ASKS) for value in code], dtype=np.bool_)
    direction = panel["direction"]
    own = np.isin(direction.astype(str), ("out", "joint"))
    return np.asarray((own & acts) | ((direction == "in") & asks) | (direction == "part"), dtype=np.bool_)


def compute(inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per actor asked for; see :data:`MEASURE`."""
    panel, settings = inputs.panel("outsider_day"), Settings.of(inputs, _NAME)
    months = counted_months(panel, request)
    if months is None or not covered(panel, request):
        return [uncovered(_NAME, panel, request, actor) for actor in request.actors]
    weighty, every = contacts(panel, request, consequential(panel)), contacts(panel, request)
    shares = share_posterior(weighty.monthly(months), settings, windowed=request.window is not None)
    span = request.window or Span(request.at, request.at + timedelta(days=1))
    thin = float(shares.n[-1]) < settings.min_effective
    readings = []
    for actor in request.actors:
        k = weighty.actors.index(actor)
        estimate = share_estimate(shares, k, settings)
        talk = _talk_ratio(every, k)
        readings.append(Reading(
            _NAME, actor, request.pair, span, panel.dataset,
            Standing.PRIOR_DOMINATED if thin else Standing.MEASURED,
            estimate=estimate,
            beta=shares.component(k),
            reason=f"effective evidence {shares.n[-1]:.1f} days, below {settings.min_effective:g}" if thin else "",
            state=None if thin else _state(shares, k, talk, inputs),
            probability=_exceeds(shares, k, 1.0 / len(weighty.actors)),
            detectable=smallest_change(shares, estimate.value, settings.half_life,
                                       inputs.constant("changes.bayes_factor")),
            evidence=weighty.events(actor, request, settings.half_life),
            parts={"talk_ratio": talk, "consequential_days": float((weighty.third == k).sum())},
        ))  # fmt: skip
    return readings


def _talk_ratio(every: Contacts, k: int) -> float | None:
    """Share of an outsider's own acts that are statements, appeals or disapproval; None without an act."""
    own = (every.row_third == k) & np.isin(every.direction.astype(str), ("out", "joint", "part"))
    if not own.any():
        return None
    return float(np.mean([str(code).startswith(_TALK) for code in every.code[own]]))


def _exceeds(shares: Shares, k: int, level: float) -> float:
    return float(beta.sf(level, *shares.component(k)))


def _state(shares: Shares, k: int, talk: float | None, inputs: Inputs) -> str:
    """Name the state: player, bystander, absent (no act at all) or marginal."""
    even, sure = 1.0 / shares.alpha.shape[1], inputs.constant("player.level")
    if _exceeds(shares, k, even) > sure:
        return "player"
    low = 1.0 - _exceeds(shares, k, inputs.constant("player.bystander_factor") * even) > sure
    if talk is None:
        return "absent"
    return "bystander" if low and talk > inputs.constant("player.talk_ratio") else "marginal"


MEASURE = Measure(
    name=_NAME,
    title="Player or bystander",
    question="Who acts with consequence toward the two sides, and who only comments?",
    unit="share of consequential days of outsiders, 0 to 1; state: player, marginal, bystander, absent",
    formula=(
        "Share of distinct (side, day) of consequential acts: 039, 045, 057, 06-08, 13-20, 043/044, taking part in an "
        "act of the pair, and asks received (02, 038, 10). Player: P(share > 1/K) > 0.95. Bystander: "
        "P(share < 0.25/K) > 0.95 and talk ratio (01, 02, 11) above 0.7."
    ),
    reference="Holsti 1970; Thies 2010; methods 3.7",
    limits=(
        "Routine traffic of neighbours is not yet subtracted (no gravity prior), so neighbours score high. An expert "
        "chronicle records some relations more closely than others."
    ),
    needs=("outsider_day",),
    constants=(*constants_of(_NAME), "player.level", "player.talk_ratio", "player.bystander_factor",
               "changes.bayes_factor"),
    compute=compute,
)  # fmt: skip
