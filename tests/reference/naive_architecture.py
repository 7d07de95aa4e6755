"""The architecture of a region by plain loops: pooled cells."""

from collections.abc import Sequence
from math import log

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


def every_partition(size: int) -> list[list[int]]:
    """All partitions of so many actors, as camp numbers in order of first actor."""
    found = [[0]]
    for _ in range(size - 1):
        found = [[*one, camp] for one in found for camp in range(max(one) + 2)]
    return found


def inside(ties: Sequence[Sequence[float]], labels: Sequence[int]) -> float:
    """Sum of the ties of actors in one camp."""
    size = len(labels)
    return sum(ties[i][j] for i in range(size) for j in range(i) if labels[i] == labels[j])


def variation(one: Sequence[int], other: Sequence[int]) -> float:
    """Variation of information of two partitions: H(one | other) + H(other | one)."""
    size, found = len(one), 0.0
    for i in set(one):
        for j in set(other):
            both = sum(1 for a, b in zip(one, other, strict=True) if (a, b) == (i, j)) / size
            if both > 0:
                found -= both * (log(both / (one.count(i) / size)) + log(both / (other.count(j) / size)))
    return found
