"""What the fit of the joint role has seen: ranges of the signs in each role, and how far left-out worlds lie outside.

Ranges are those of the middle 98 of 100 third parties of a role. Other ways of telling what is outside were held
against this one on worlds of the fit (one range for all roles, Mahalanobis distances from all or the nearest role).
None found more of the third parties whose role was left out, and ranges can be read sign by sign.
"""

import csv
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tertius.measures.fitted_range import beyond, distance

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
EDGE = 0.01
SHARES = (1.0, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001)
"""Shares of left-out third parties whose distance the table gives; the last is three of those of the fit."""
TABLE = Path(__file__).resolve().parents[3] / "src" / "tertius" / "codebooks" / "data" / "role_tails.csv"


def ranges(values: Floats, role: Ints) -> tuple[Floats, Floats]:
    """Lower and upper ends [R, F] of the ranges of the signs in each role."""
    groups = [values[role == r] for r in np.unique(role)]
    low, high = (np.asarray([np.quantile(group, edge, axis=0) for group in groups]) for edge in (EDGE, 1.0 - EDGE))
    return low, high


def left_out_distances(values: Floats, role: Ints, world: Ints, scale: Floats, folds: int = 5) -> Floats:
    """Distance [N] of each third party from the nearest role, by the ranges of other worlds."""
    far = np.zeros(len(values))
    for fold in range(folds):
        out = world % folds == fold
        far[out] = distance(beyond(values[out], *ranges(values[~out], role[~out]), scale))
    return far


def write(far: Floats) -> None:
    """Write the distances of left-out third parties by the share that lies as far out."""
    with TABLE.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(("share", "distance"))
        out.writerows((f"{share:g}", f"{np.quantile(far, 1.0 - share):.4f}") for share in SHARES)
