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


def beyond_expected(ties: Sequence[Sequence[float]]) -> list[list[float]]:
    """Signed ties less the product of the two actors' own sums of their kind over the sum of all."""
    size = len(ties)
    found = [[float(tie) for tie in row] for row in ties]
    for sign in (1, -1):
        own = [sum(max(sign * tie, 0.0) for tie in row) for row in ties]
        if sum(own) > 0:
            for i in range(size):
                for j in range(size):
                    found[i][j] -= sign * own[i] * own[j] / sum(own)
    return found


def variation(one: Sequence[int], other: Sequence[int]) -> float:
    """Variation of information of two partitions: H(one | other) + H(other | one)."""
    size, found = len(one), 0.0
    for i in set(one):
        for j in set(other):
            both = sum(1 for a, b in zip(one, other, strict=True) if (a, b) == (i, j)) / size
            if both > 0:
                found -= both * (log(both / (one.count(i) / size)) + log(both / (other.count(j) / size)))
    return found


def common_break(
    at: Sequence[Sequence[float]], prior: Sequence[float], around: int, taking_part: float, span: int
) -> tuple[int, float, list[float]]:
    """First period and mass of the likeliest span of a common break, and its posterior by period."""
    periods = len(prior)
    odds = []
    for t in range(periods):
        near = [u for u in range(t - around // 2, t - around // 2 + around) if 0 <= u < periods]
        product = 1.0
        for table in at:
            still = (1 - sum(table[u] for u in near)) / (1 - sum(prior[u] for u in near))
            moved = table[t] / prior[t] if prior[t] > 0 else 0.0
            product *= taking_part * moved + (1 - taking_part) * still
        odds.append(product / periods)
    chance = [one / (1 + sum(odds)) for one in odds]
    masses = [sum(chance[t : t + span]) for t in range(periods - span + 1)]
    return masses.index(max(masses)), max(masses), chance


def pearson(counts: Sequence[Sequence[float]]) -> tuple[float, int]:
    """Pearson's statistic of a table of counts against equal shares in all columns, and its degrees of freedom."""
    rows = [row for row in counts if sum(row) > 0]
    columns = [t for t in range(len(counts[0])) if sum(row[t] for row in rows) > 0]
    total, found = sum(map(sum, rows)), 0.0
    for row in rows:
        for t in columns:
            expected = sum(row) * sum(other[t] for other in rows) / total
            found += (row[t] - expected) ** 2 / expected
    return found, (len(rows) - 1) * (len(columns) - 1)
