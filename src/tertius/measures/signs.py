"""Signs of the role of a third party toward a pair: what it does with the two sides, and what its roles read.

Signs are shares of the party's own acts, its acts against the mean of all third parties, one-sidedness, and readings
of measures. None counts acts as they come, so that more media of the same kind move no sign by themselves; but the
probabilities among the readings get surer with more evidence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertius.measures import arbiter, convening, guarantor, mediation, protection, reference, spoiling
from tertius.measures.credits import seen
from tertius.model import Estimate, Inputs, Measure, Reading, Request

Floats = NDArray[np.float64]
_MONTH = 30.0

GROUPS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "statements": (("out",), ("01",)),
    "appeals": (("out",), ("020", "021", "022", "023", "024", "025")),
    "good_offices": (("out", "in", "joint", "part"), ("026", "027", "028", "038", "039", "045")),
    "offers": (("out", "joint"), ("030", "031", "032", "033", "034", "035", "036", "037")),
    "talks": (("out", "in", "joint", "part"), ("040", "041", "042", "044", "046")),
    "hosting": (("out",), ("043",)),
    "support": (("out", "joint"), ("05",)),
    "cooperation": (("out", "joint"), ("06",)),
    "aid": (("out",), ("07",)),
    "pledges": (("out",), ("0332", "0334")),
    "military": (("out", "joint"), ("062", "064", "072", "074")),
    "directives": (("out",), ("10",)),
    "disapproval": (("out",), ("11", "12")),
    "coercion": (("out",), ("13", "14", "15", "16", "17")),
    "force": (("out",), ("18", "19", "20")),
    "asked": (("in",), ("020", "021", "022", "023", "024", "025", "10")),
    "returned": (("in",), ("03", "05", "06", "08")),
}
"""Groups of acts: directions, and the beginnings of CAMEO codes."""

FUNCTIONALS: tuple[Measure, ...] = (
    mediation.MEASURE,
    guarantor.MEASURE,
    arbiter.MEASURE,
    convening.MEASURE,
    spoiling.MEASURE,
    reference.MEASURE,
)
"""Measures whose value is a sign."""
_AS_FITTED = {convening.NAME: convening.by_credit}
"""Measures whose value is read as it was when the weights were fitted, where what is shown has moved since."""

NAMES: tuple[str, ...] = (
    "volume",
    *(f"{group}.share" for group in GROUPS),
    *(f"{group}.one_sided" for group in GROUPS),
    *(f"{part.name}.{kind}" for part in FUNCTIONALS for kind in ("value", "unknown")),
    "guarantor.probability",
    "guarantor.lift",
    "arbiter.probability",
    *protection.NAMES,
)
"""Names of the signs, in order."""
NEEDS = tuple(dict.fromkeys([*protection.NEEDS, *(name for part in FUNCTIONALS for name in part.needs)]))
CONSTANTS = tuple(dict.fromkeys([*(name for part in FUNCTIONALS for name in part.constants), *protection.CONSTANTS]))


@dataclass(frozen=True)
class Signs:
    """Signs of every third party ``values`` [K, F], and the days of its acts by group ``acts`` [K, G]."""

    actors: tuple[str, ...]
    values: Floats
    acts: Floats


def signs(inputs: Inputs, request: Request, *, half_life: float) -> Signs:
    """Signs of all candidates of the pair.

    Args:
        inputs: Panels of :data:`NEEDS` and constants of :data:`CONSTANTS`.
        request: What is asked; signs are relative to all candidates, whoever is asked for.
        half_life: Months after which an act counts half; not used inside a window.
    """
    actors = request.arena.candidates(request.pair)
    asked = Request(request.arena, request.pair, request.at, actors, request.window, request.seed)
    found = [_AS_FITTED.get(part.name, part.compute)(inputs, asked) for part in FUNCTIONALS]
    counts = _counts(inputs, asked, half_life)
    readings = dict(zip((part.name for part in FUNCTIONALS), found, strict=True))
    deeds, orders = readings[guarantor.MEASURE.name], readings[arbiter.MEASURE.name]
    columns = [*_acts(counts), *(column for group in found for column in _values(group)),
               _chances(deeds), _lifts(deeds), _chances(orders),
               *protection.protection_signs(inputs, asked, lambda day: _weights(day, asked, half_life), len(GROUPS)),
               ]  # fmt: skip
    return Signs(actors, np.stack(columns, axis=1), counts.sum(axis=2))


def _counts(inputs: Inputs, request: Request, half_life: float) -> Floats:
    """Discounted days of acts by third party, group and side [K, G, 2]."""
    panel = inputs.panel("outsider_day")
    rows = panel.where(seen(panel, request))
    place = {actor: k for k, actor in enumerate(request.actors)}
    third = np.asarray([place.get(str(name), -1) for name in rows["third"]], dtype=np.int64)
    side = np.asarray(rows["side"] == request.pair.b, dtype=np.int64)
    codes, code = np.unique(rows["code"].astype(str), return_inverse=True)
    direction = rows["direction"].astype(str)
    day = rows["date"].astype("datetime64[D]").astype(np.int64)
    counts = np.zeros((len(place), len(GROUPS), 2))
    for number, (ways, begins) in enumerate(GROUPS.values()):
        kept = np.asarray([str(one).startswith(begins) for one in codes], dtype=np.bool_)
        mine = (third >= 0) & np.isin(direction, ways) & kept[code]
        keys = np.unique(np.stack([third[mine], side[mine], day[mine]], axis=1), axis=0)
        np.add.at(counts[:, number], (keys[:, 0], keys[:, 1]), _weights(keys[:, 2], request, half_life))
    return counts


def _weights(day: NDArray[np.int64], request: Request, half_life: float) -> Floats:
    if request.window is not None:
        return np.ones(len(day))
    age = (np.datetime64(request.at, "D").astype(np.int64) - day) / _MONTH
    return np.exp2(-age / half_life)


def _acts(counts: Floats) -> Sequence[Floats]:
    """Volume against the mean, log share of each group, and one-sidedness of each group, one [K] each."""
    groups = counts.sum(axis=2)
    total = groups.sum(axis=1)
    volume = np.log((total + 1.0) / (total.mean() + 1.0))
    share = np.log((groups + 0.5) / (total[:, None] + 0.5 * groups.shape[1]))
    lean = np.abs(counts[:, :, 0] - counts[:, :, 1]) / (groups + 2.0)
    return [volume, *share.T, *lean.T]


def _values(readings: Sequence[Reading]) -> Sequence[Floats]:
    """Value and a mark for unknown of one measure, one [K] each; an unknown one reads zero and is marked."""
    known = np.asarray([one.estimate is not None for one in readings], dtype=np.bool_)
    value = np.asarray([0.0 if one.estimate is None else one.estimate.value for one in readings])
    return [value, (~known).astype(np.float64)]


def _chances(readings: Sequence[Reading]) -> Floats:
    """Probability of the headline state [K], zero where unknown."""
    return np.asarray([one.probability or 0.0 for one in readings])


def _lifts(readings: Sequence[Reading]) -> Floats:
    """Lift of deeds after attacks [K], zero where untested."""
    lifts = (one.parts.get("lift") for one in readings)
    return np.asarray([one.value if isinstance(one, Estimate) else 0.0 for one in lifts])
