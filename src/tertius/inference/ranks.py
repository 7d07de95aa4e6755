"""Places among others, when every value is uncertain."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def place_draws(values: ArrayLike, errors: ArrayLike, size: int, seed: int) -> Array:
    """Draws [M, N] of the place of each value: the share of the others that lie lower.

    Each draw moves every value by its own normal error and ranks what comes out, so that the interval of a place holds
    how uncertain the others are too. Noise spreads all values alike, which draws the places of uncertain ones toward
    the middle: a place at an end is earned by evidence, not by chance.

    Args:
        values: Estimates [N], N at least 2.
        errors: Their standard errors [N], positive.
        size: M, the number of draws.
        seed: Seed of the draws.

    Source:
        Goldstein & Spiegelhalter 1996, Journal of the Royal Statistical Society A 159; Laird & Louis 1989, Journal of
        Educational Statistics 14.
    """
    centre, width = np.asarray(values, dtype=np.float64), np.asarray(errors, dtype=np.float64)
    drawn = centre + width * np.random.default_rng([seed, 0]).standard_normal((size, len(centre)))
    lower = np.argsort(np.argsort(drawn, axis=1, kind="stable"), axis=1, kind="stable")
    return np.asarray(lower / (len(centre) - 1.0))
