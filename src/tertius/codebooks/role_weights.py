"""Weights of the joint role: how each sign speaks for each role, fitted to simulated worlds.

The table is written by ``python -m benchmarks.validation.simulated.roles --fit``; its weights are posterior modes of a
multinomial logistic regression with a normal prior, its errors one over the square root of the curvature along each
weight there (Laplace).
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
