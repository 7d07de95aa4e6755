"""Weights of the joint role: how each sign speaks for each role, fitted to simulated worlds.

The tables are written by ``python -m benchmarks.validation.simulated.roles --fit``; weights are posterior modes of a
multinomial logistic regression with a normal prior, their errors one over the square root of the curvature along each
weight there (Laplace). Beside them stands what the fit has seen: the range of each sign in each role, and how far third
parties of worlds left out of the fit lie outside the ranges of the others.
"""

from dataclasses import dataclass

from tertius.codebooks.tables import rows

INTERCEPT = "intercept"
"""Name of the first row of weights, which belongs to no sign."""


@dataclass(frozen=True)
class SignWeight:
    """Weight of a sign for a role, per standard deviation of the sign in the worlds of the fit, and its error."""

    mean: float
    error: float


@dataclass(frozen=True)
class Scale:
    """Mean and standard deviation of a sign in the worlds of the fit."""

    name: str
    centre: float
    scale: float


@dataclass(frozen=True)
class Range:
    """Where the middle 98 of 100 third parties of a role lie on a sign, in the worlds of the fit."""

    low: float
    high: float


@dataclass(frozen=True)
class Tail:
    """Share of the third parties of left-out worlds that lie at least this far outside the nearest role (sd)."""

    share: float
    distance: float


_ROWS = rows("role_weights")
ROLES: tuple[str, ...] = tuple(dict.fromkeys(row["role"] for row in _ROWS))
"""Roles in the order of the table; ``none`` is routine traffic."""
SCALES: tuple[Scale, ...] = tuple(
    Scale(row["sign"], float(row["centre"]), float(row["scale"]))
    for row in _ROWS
    if row["role"] == ROLES[0] and row["sign"] != INTERCEPT
)
"""Signs in order, without the intercept."""
WEIGHTS: tuple[tuple[SignWeight, ...], ...] = tuple(
    tuple(SignWeight(float(row["mean"]), float(row["error"])) for row in _ROWS if row["role"] == role) for role in ROLES
)
"""One row a role: the intercept first, then one weight a sign in the order of :data:`SCALES`."""
RANGES: tuple[tuple[Range, ...], ...] = tuple(
    tuple(Range(float(row["low"]), float(row["high"]))
          for row in _ROWS if row["role"] == role and row["sign"] != INTERCEPT)
    for role in ROLES
)  # fmt: skip
"""One row a role: a range a sign, in the order of :data:`SCALES`."""
TAILS: tuple[Tail, ...] = tuple(Tail(float(row["share"]), float(row["distance"])) for row in rows("role_tails"))
"""From the nearest to the farthest; the first share is one."""
