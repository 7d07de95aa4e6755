"""The architecture of a region by plain loops: pooled cells."""

from collections.abc import Sequence

from tertius.model import Reading, Standing


def pooled(readings: Sequence[Reading]) -> tuple[str, tuple[float, float, float, float] | None]:
    """Standing of a cell, and its (low, value, high, n) where there is one."""
    for standing in (Standing.MEASURED, Standing.PRIOR_DOMINATED):
        used = [one.estimate for one in readings if one.standing is standing and one.estimate is not None]
        if not used:
            continue
        total = sum(one.n for one in used)
        low = value = high = 0.0
        for one in used:
            weight = one.n / total if total > 0 else 1 / len(used)
            low, value, high = low + weight * one.low, value + weight * one.value, high + weight * one.high
        return standing.value, (low, value, high, max(one.n for one in used))
    undefined = any(one.standing is Standing.UNDEFINED for one in readings)
    return ("undefined" if undefined else "not covered"), None
