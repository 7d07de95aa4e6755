"""Even-handedness: whether a third party treats the two sides of a pair alike (methods 3.1)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

from tertius.codebooks.roles import FAVOURS, SLIGHTS
from tertius.measures.credits import seen
from tertius.model import Estimate, Inputs, Request

CONSTANTS = ("mediation.favour_prior", "mediation.favour_probability", "mediation.half_life_months", "interval.level")
_MONTH = 30.0
_POINTS = 64
"""Points of equal probability that stand for each posterior; the quantiles of their 4,096 pairs are good to .01."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class EvenHanded:
    """How alike an actor treats the sides, 1 where it favours both as often, and the side it surely leans to."""

    estimate: Estimate
    leaning: str | None


def even_handed(inputs: Inputs, request: Request) -> dict[str, EvenHanded]:
    """What there is to say of every actor that favoured or slighted a side; others are left out.

    Of the days on which an actor favoured or slighted a side, the share of favours is a Beta posterior for each side.
    Even-handedness is one less the distance of the two shares: volume does not enter, since a neighbour of one side
    deals with it more often and its newspapers write of it more.
    """
    found = {}
    weights = _days(inputs, request, request.actors)
    level, least = inputs.constant("interval.level"), inputs.constant("mediation.favour_probability")
    cuts = ((1.0 - level) / 2.0, 0.5, (1.0 + level) / 2.0)
    shares = _points(weights + inputs.constant("mediation.favour_prior"))
    for k, actor in enumerate(request.actors):
        n = float(weights[k].sum())
        if n == 0:
            continue
        apart = shares[k, 0][:, None] - shares[k, 1][None, :]
        low, value, high = (float(cut) for cut in np.quantile(1.0 - np.abs(apart), cuts))
        first = float((apart > 0).mean())
        side = request.pair.a if first >= least else request.pair.b if 1.0 - first >= least else None
        found[actor] = EvenHanded(Estimate(value, low, high, n, level), side)
    return found


def _days(inputs: Inputs, request: Request, actors: Sequence[str]) -> Floats:
    """Discounted days per actor, side, and favour or slight, [K, 2, 2]; an act told twice on a day is one day."""
    panel = inputs.panel("outsider_day")
    told = panel.among("code", FAVOURS) | panel.among("code", SLIGHTS)
    rows = panel.where(seen(panel, request) & panel.among("direction", ("out",)) & told & panel.among("third", actors))
    names, number = rows.numbered("third")
    place = {actor: k for k, actor in enumerate(actors)}
    third = np.asarray([place.get(str(name), -1) for name in names], dtype=np.int64)[number]
    side, slight = (
        (~rows.among("side", (request.pair.a,))).astype(np.int64),
        rows.among("code", SLIGHTS).astype(np.int64),
    )
    day = rows["date"].astype("datetime64[D]").astype(np.int64)
    unique = np.unique(np.stack([day, third, side, slight], axis=1), axis=0)
    keep = np.ones(len(unique))
    if request.window is None:
        age = np.datetime64(request.at).astype("datetime64[D]").astype(np.int64) - unique[:, 0]
        keep = np.exp2(-age / (inputs.constant("mediation.half_life_months") * _MONTH))
    table = np.zeros((len(actors), 2, 2))
    np.add.at(table, tuple(unique[:, 1:].T), keep)
    return table


def _points(counts: Floats) -> Floats:
    """[K, 2, points] shares of favours, at the middles of intervals of equal probability."""
    middles = (np.arange(_POINTS) + 0.5) / _POINTS
    return np.asarray(betaincinv(counts[..., 0, None], counts[..., 1, None], middles))
