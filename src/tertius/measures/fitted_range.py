"""How far a third party lies outside everything that the weights of the joint role were fitted on.

A linear score is surest where nothing was ever seen. So each sign is held against its range in each role of the fit,
and the distance to the nearest role is judged by how far third parties of left-out worlds lie outside the others.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.role_weights import RANGES, SCALES, TAILS

Floats = NDArray[np.float64]
_NAMED = 3
"""Signs that a reason names."""


def beyond(values: Floats, low: Floats, high: Floats, scale: Floats) -> Floats:
    """How far each sign lies outside its range in the nearest role.

    Args:
        values: [K, F] signs of third parties.
        low: [R, F] lower ends of the ranges, by role.
        high: [R, F] upper ends.
        scale: [F] standard deviation of each sign.

    Returns:
        [K, F] in standard deviations, zero inside; the nearest role has the smallest Euclidean norm of them.
    """
    out = np.maximum(values[:, None] - high, 0.0) + np.maximum(low - values[:, None], 0.0)
    out /= scale
    nearest = (out**2).sum(axis=2).argmin(axis=1)
    return np.asarray(out[np.arange(len(values)), nearest])


def beyond_the_fit(values: Floats) -> Floats:
    """The same against the ranges of the table, [K, F]."""
    low, high = (np.asarray([[getattr(one, end) for one in row] for row in RANGES]) for end in ("low", "high"))
    return beyond(values, low, high, np.asarray([one.scale for one in SCALES]))


def distance(out: Floats) -> Floats:
    """Distance from the nearest role [...] of what lies outside it [..., F], in standard deviations of the signs."""
    return np.asarray(np.sqrt((out**2).sum(axis=-1)))


def tail(far: float) -> float:
    """Share of left-out third parties of the fit that lie at least so far out; beyond all of them the smallest share.

    Steps of the table: a distance between two gets the share of the nearer one, which makes a third party less strange.
    """
    return next(one.share for one in reversed(TAILS) if one.distance <= far)


def strange(out: Floats, names: Sequence[str]) -> str:
    """Names of the signs that lie farthest out, in words, the farthest first; at most three."""
    order = np.argsort(-out, kind="stable")[:_NAMED]
    return ", ".join(names[f].replace(".", " ").replace("_", " ") for f in order if out[f] > 0.0)
