"""Is the probability of a listed pact one? Features of the measure for all pairs of states, weights of other pairs.

Weights come from the ICEWS dyad-years at four volumes, as those of rivals do (``listed_rivals``).
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from benchmarks.validation.dyads import Dyads, far
from benchmarks.validation.listed_rivals import DAYS, PLAIN, Cases, Columns, Judged, shipped
from benchmarks.validation.relations import StatePair
from benchmarks.validation.scoring import folds
from tertius.codebooks.constants import constant
from tertius.codebooks.state_contacts import CONTACTS
from tertius.measures.listed_pact import FEATURES, NAME, Circles, Prior

Floats = NDArray[np.float64]
LEAST = constant("pact.min_effective")
_FOLDS = 5
FAR = "log distance of the capitals alone"
_NEAR_KM = constant("pact.near_km")


def by_distance(one: Cases) -> Floats:
    """Log distance of the capitals."""
    return far(one.pairs, _NEAR_KM)[:, None]


def with_distance(one: Cases) -> Floats:
    """All features of the measure, and log distance."""
    return np.column_stack([one.features, by_distance(one)])


WAYS: Mapping[str, Columns] = {
    **PLAIN,
    "how alike their circles are, alone": lambda one: one.features[:, :1],
    "days together over what size gives, alone": lambda one: one.features[:, 1:2],
    "log odds of conflict alone": lambda one: one.features[:, 2:],
    "days together and conflict": lambda one: one.features[:, 1:],
    f"**{', '.join(FEATURES)} (shipped)**": shipped,
    FAR: by_distance,
    "the shipped and log distance": with_distance,
}
"""Features that were tried."""
PACT = Judged(NAME, "allies", WAYS, DAYS, "of a fit of days", "*a fit of days* one of their log alone")


NEAR = Judged(f"{NAME} with distance", "allies", WAYS, FAR, "of distance alone", "*distance alone* a fit of its log",
              way=with_distance, rest=FAR)  # fmt: skip
"""The part of the reading that goes by the map as well, and where it measures nothing by the map alone."""


def cases(name: str, dyads: Dyads, truth: frozenset[StatePair]) -> Cases:
    """What the measure would see of each pair in data that hold these counts; states without a share are left out."""
    names = sorted({s for pair in dyads.pairs for s in pair} & set(CONTACTS))
    place = {state: i for i, state in enumerate(names)}
    kept = np.asarray([pair[0] in place and pair[1] in place for pair in dyads.pairs])
    pairs = tuple(pair for pair, keep in zip(dyads.pairs, kept, strict=True) if keep)
    sides, counts = np.asarray([[place[one] for one in pair] for pair in pairs]).T, dyads.counts[kept]
    days = counts.sum(axis=1)
    least = np.sum([np.bincount(one, days, len(names)) for one in sides], axis=0)[sides].min(axis=0)
    found = _circles(np.asarray([CONTACTS[one] for one in names]), sides, counts).mean(Prior.of(constant))
    true = np.asarray([pair in truth for pair in pairs])
    fold = folds(["-".join(pair) for pair in pairs], _FOLDS)
    return Cases(name, pairs, found, days, (days > 0) & (least >= LEAST), true, fold)


def _circles(size: Floats, sides: NDArray[np.int64], counts: Floats) -> Circles:
    """Days of pairs [N] of states with sizes [K]; those that are not in the data have no share."""
    together, conflict = counts[:, :2].sum(axis=1), counts[:, 2:].sum(axis=1)
    table = np.zeros((len(size), len(size)))
    table[sides[0], sides[1]] = table[sides[1], sides[0]] = together
    size = size / size.sum()
    rest = 1.0 - size[sides]
    own, share = table[sides], size / rest[..., None]
    row = np.arange(len(counts))
    for side in sides:
        own[:, row, side] = share[:, row, side] = 0.0
    return Circles(together, conflict, own, share, size[sides[::-1]] / rest)
