"""Deeds soon after one side was struck: a guarantor guarantees somebody, so each side has a reading of its own.

The measure *guarantor* asks of each trigger whether it was answered, and pools the sides. Few deeds make the news, so
most triggers look unanswered; what is left to see is that the deeds that do show lie close after attacks on one side.
A wrong code makes deeds of anything, but hardly twice the same: what two voices tell alike was done.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.roles import DEEDS_AGAINST, DEEDS_FOR, DEEDS_PROMISED, FORCE
from tertius.measures.credits import seen
from tertius.measures.guarantees import Horizons, attacks_on, trigger_episodes
from tertius.model import Inputs, Panel, Request

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
NAMES = ("protection.sure_ever", "protection.soon", "protection.lift", "protection.ever", "protection.sure_soon",
         "protection.sure_aid", "protection.soon_other")  # fmt: skip
"""Signs of the side protected more, shares of acts: deeds that two voices tell alike, on all days; deeds soon after
attacks on it, the same against other days, and on all days; those two voices tell, soon after attacks, and those for
the side alone, on all days. Last the deeds soon after attacks on the other side."""
NEEDS = ("outsider_day", "pair_act")
CONSTANTS = ("guarantor.deed_days", "guarantor.word_days", "guarantor.episode_gap_days", "role.voices",
             "role.sure_floor")  # fmt: skip
_HALF, _ONE = 0.5, 1.0
"""Smoothing: half an act of each kind, one of them deeds; one deed on either side of a lift."""
_LONG_AGO = np.iinfo(np.int32).min


def protection_signs(inputs: Inputs, request: Request, weigh: Callable[[Ints], Floats], kinds: int
                     ) -> Sequence[Floats]:  # fmt: skip
    """:data:`NAMES` as logarithms for every candidate of the pair, one [K] each.

    Deeds: military aid and cooperation for the side and promises of them; readiness and cuts against the other side,
    but no force: a machine that takes one name for another makes attackers of third parties just when the sides fight.
    Acts: whatever the third party does toward either side. Both are counted once a day and side. *Soon* is within
    ``guarantor.word_days`` of the first day of an episode of attacks on the side.

    Args:
        inputs: Panels :data:`NEEDS`, constants :data:`CONSTANTS`.
        request: What is asked; its actors are the candidates.
        weigh: Weight of each day number.
        kinds: Kinds of acts told apart elsewhere; shares are smoothed alike.
    """
    panel = inputs.panel("outsider_day")
    done = np.isin(panel["direction"].astype(str), ("out", "joint")) & np.isin(panel["third"], request.actors)
    rows, pair = panel.where(seen(panel, request) & done), request.pair
    sides = [_side(inputs, request, rows, who, weigh, kinds) for who in ((pair.a, pair.b), (pair.b, pair.a))]
    second, equal = np.zeros(len(request.actors), dtype=np.bool_), np.ones(len(request.actors), dtype=np.bool_)
    # where the first sign is the same the next ones decide, so that the names of the sides do not matter
    for mine, theirs in zip(*sides, strict=True):
        second |= equal & (theirs > mine)
        equal &= theirs == mine
    led = [np.where(second, theirs, mine) for mine, theirs in zip(*sides, strict=True)]
    soon = NAMES.index("protection.soon")
    return [*led, np.where(second, sides[0][soon], sides[1][soon])]


def _side(inputs: Inputs, request: Request, rows: Panel, who: tuple[str, str], weigh: Callable[[Ints], Floats],
          kinds: int) -> Sequence[Floats]:  # fmt: skip
    """All signs but the last for ``who[0]``, one [K] each."""
    ward, foe = who
    horizons = Horizons.of(inputs)
    episodes = trigger_episodes(attacks_on(inputs.panel("pair_act"), request, ward, foe), horizons)
    starts = np.asarray([_LONG_AGO, *(one[0].day for one in episodes)], dtype=np.int64)
    to_foe = rows.among("side", (foe,))
    aid = rows.among("code", (*DEEDS_FOR, *DEEDS_PROMISED)) & ~to_foe
    deed = aid | (rows.among("code", DEEDS_AGAINST - FORCE) & to_foe & rows.among("direction", ("out",)))

    def count(kept: Bools) -> tuple[Floats, Floats, Floats]:
        return _counts(request, rows.where(kept), to_foe[kept], starts, horizons.word, weigh)

    sure = _told_alike(rows, inputs.constant("role.voices"))
    (near, far, told), (near_sure, _, told_sure), (*_, told_aid) = count(deed), count(deed & sure), count(aid & sure)
    (soon, later, ever), many = count(np.ones(len(rows), dtype=np.bool_)), _HALF * kinds
    floor, expected = inputs.constant("role.sure_floor"), soon * far / np.maximum(later, _ONE)
    return (
        np.log(told_sure / (ever + many) + floor),
        np.log((near + _HALF) / (soon + many)),
        np.log((near + _ONE) / (expected + _ONE)),
        np.log((told + _HALF) / (ever + many)),
        np.log(near_sure / (soon + many) + floor),
        np.log(told_aid / (ever + many) + floor),
    )


def _told_alike(rows: Panel, least: float) -> Bools:
    """Which acts so many voices tell; where nobody knows how many do, those of careful coders."""
    if "voices" not in rows.columns:
        return np.full(len(rows), not rows.machine_coded)
    voices = np.asarray(rows["voices"], dtype=np.float64)
    return np.asarray(np.where(np.isnan(voices), not rows.machine_coded, voices >= least), dtype=np.bool_)


def _counts(request: Request, rows: Panel, to_foe: Bools, starts: Ints, reach: int, weigh: Callable[[Ints], Floats]
            ) -> tuple[Floats, Floats, Floats]:  # fmt: skip
    """Weighted days and sides with such an act, near attacks, far from them and all, one [K] each."""
    place = {actor: k for k, actor in enumerate(request.actors)}
    third = np.asarray([place[str(name)] for name in rows["third"]], dtype=np.int64)
    day = rows["date"].astype("datetime64[D]").astype(np.int64)
    # one number a day, third party and side
    keys = np.unique((day * len(place) + third) * 2 + to_foe)
    day, third = keys // 2 // len(place), keys // 2 % len(place)
    near = day - starts[np.searchsorted(starts, day, side="right") - 1] <= reach
    weight = weigh(day)
    # all are added up in one order, so that what is the same for both sides is so to the last digit
    every = np.ones(len(near), dtype=np.bool_)
    close, apart, whole = (np.bincount(third, weight * part, len(place)).astype(np.float64)
                           for part in (near, ~near, every))  # fmt: skip
    return close, apart, whole
