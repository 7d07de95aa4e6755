"""Player or bystander: whose acts in the arena have consequences, and who only comments."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincc

from tertius.measures.contacts import Contacts, contacts
from tertius.measures.shares import (
    Parts,
    Settings,
    Shares,
    View,
    constants_of,
    covered_months,
    share_posterior,
    uncovered,
)
from tertius.model import Inputs, Measure, Panel, Reading, Request

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
    months = covered_months(panel, request)
    if months is None:
        return uncovered(_NAME, panel, request)
    weighty, every = contacts(panel, request, consequential(panel)), contacts(panel, request)
    shares = share_posterior(weighty.monthly(months), settings, windowed=request.window is not None)
    view = View(_NAME, request, panel, shares, settings)
    readings = []
    for actor in request.actors:
        k = weighty.actors.index(actor)
        talk = _talk_ratio(every, k)
        parts: Parts = {"talk_ratio": talk, "consequential_days": float((weighty.third == k).sum())}
        events = weighty.events(actor, request, settings.half_life)
        state = None if view.thin else _state(shares, k, talk, inputs)
        above = _exceeds(shares, k, 1.0 / len(weighty.actors))
        readings.append(view.reading(actor, k, events, parts, state=state, probability=above))
    return readings


def _talk_ratio(every: Contacts, k: int) -> float | None:
    """Share of an outsider's own acts that are statements, appeals or disapproval; None without an act."""
    own = (every.row_third == k) & np.isin(every.direction.astype(str), ("out", "joint", "part"))
    if not own.any():
        return None
    return float(np.mean([str(code).startswith(_TALK) for code in every.code[own]]))


def _exceeds(shares: Shares, k: int, level: float) -> float:
    return float(betaincc(*shares.component(k), level))


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
    constants=(*constants_of(_NAME), "player.level", "player.talk_ratio", "player.bystander_factor"),
    compute=compute,
)  # fmt: skip
