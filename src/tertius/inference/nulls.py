"""What chance alone would show: permutations that keep the volumes."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius.model.errors import DataError, UsageError

Array = NDArray[np.float64]
Counts = NDArray[np.int64]
_SLACK = float(np.sqrt(np.finfo(np.float64).eps))  # equal statistics may differ by the last digits of a transform


def permuted_classes(counts: ArrayLike, *, draws: int, seed: int) -> Counts:
    """Shuffle the classes of events among the targets of the same source and month.

    Keeps each target's volume and each class's volume within the group. The shuffled table is multivariate
    hypergeometric given its margins, so no event is ever touched.

    Args:
        counts: [B, J, K] whole events per group (source and month), target and class.
        draws: Number of shuffles.
        seed: Seed.

    Returns:
        [draws, B, J, K].

    Raises:
        DataError: Counts are negative or not whole.
    """
    tables = np.asarray(counts)
    if np.any(tables < 0) or np.any(tables != np.floor(tables)):
        raise DataError("only whole, non-negative counts can be permuted", hint="use counts before weighting")
    tables = tables.astype(np.int64)
    rng = np.random.default_rng(seed)
    shuffled = np.zeros((draws, *tables.shape), dtype=np.int64)
    left = np.broadcast_to(tables.sum(axis=1), (draws, tables.shape[0], tables.shape[2])).copy()
    for target in range(tables.shape[1]):
        room = np.broadcast_to(tables[:, target].sum(axis=-1), left.shape[:2]).copy()
        others = left.sum(axis=-1)
        for kind in range(tables.shape[2]):
            others -= left[..., kind]
            taken = rng.hypergeometric(left[..., kind], others, room)
            shuffled[:, :, target, kind] = taken
            left[..., kind] -= taken
            room -= taken
    return shuffled


def circular_shifts(x: ArrayLike, *, furthest: int, draws: int, seed: int) -> Array:
    """Shift series in time around their ends, which keeps their autocorrelation and breaks their timing.

    Args:
        x: [..., T]; all rows shift together.
        furthest: Largest shift in periods either way; 0 is never drawn.
        draws: Number of shifts.
        seed: Seed.

    Returns:
        [draws, ..., T].

    Raises:
        UsageError: The shift does not fit the series.
    """
    values = np.asarray(x, dtype=float)
    if not 1 <= furthest < values.shape[-1]:
        raise UsageError(f"shifts of up to {furthest} do not fit {values.shape[-1]} periods")
    rng = np.random.default_rng(seed)
    size = rng.integers(1, furthest + 1, draws) * rng.choice([-1, 1], draws)
    return np.stack([np.roll(values, int(shift), axis=-1) for shift in size])


def curveball(matrix: ArrayLike, *, trades: int, draws: int, seed: int) -> NDArray[np.bool_]:
    """Random two-way tables of yes and no with the row and column sums of the one given.

    Args:
        matrix: [R, C] truth values, such as third parties by pair-days.
        trades: Trades between two draws; five times the rows mixes well.
        draws: Number of tables; the first comes after ``trades`` trades.
        seed: Seed.

    Returns:
        [draws, R, C].

    Raises:
        UsageError: Fewer than two rows.

    Source:
        Strona et al. 2014, Nature Communications 5:4114.
    """
    table = np.asarray(matrix, dtype=bool).copy()
    if table.ndim != 2 or table.shape[0] < 2:
        raise UsageError(f"trades need a table of at least two rows, got shape {table.shape}")
    rng = np.random.default_rng(seed)
    tables = np.empty((draws, *table.shape), dtype=bool)
    for draw in range(draws):
        for _ in range(trades):
            one, two = rng.choice(table.shape[0], size=2, replace=False)
            differ = np.flatnonzero(table[one] != table[two])
            mixed = rng.permutation(differ)
            own = int(table[one, differ].sum())
            table[one, mixed[:own]], table[two, mixed[:own]] = True, False
            table[one, mixed[own:]], table[two, mixed[own:]] = False, True
        tables[draw] = table
    return tables


def permutation_p_value(observed: ArrayLike, null: ArrayLike) -> Array:
    """Share of draws at least as large, the observed one counted among them: ``(1 + #>=) / (draws + 1)``.

    Args:
        observed: [...] statistics.
        null: [draws, ...] statistics under the null.
    """
    drawn = np.asarray(null, dtype=float)
    reached = (drawn >= np.asarray(observed, dtype=float)).sum(axis=0)
    return np.asarray((1.0 + reached) / (drawn.shape[0] + 1.0))


def moved_sums(series: ArrayLike, pattern: ArrayLike) -> Array:
    """Sum over time of a series times a pattern moved by 0, 1, ... periods around the ends, [T].

    One correlation gives the sums of all moves, each but for the last digits of a transform.

    Args:
        series: [T].
        pattern: [T], such as marks of the periods that follow an event.
    """
    one, other = np.asarray(series, dtype=np.float64), np.asarray(pattern, dtype=np.float64)
    return np.asarray(np.fft.irfft(np.fft.rfft(one) * np.conj(np.fft.rfft(other)), len(one)))


def shift_p_value(statistic: ArrayLike, *, furthest: int) -> float:
    """Share of the moves of a pattern in time, around the ends, under which a statistic is as large.

    Small moves count like others, though they hardly change the statistic: left out, the rest would too seldom reach
    what chance has made high, since where the pattern stands now would be the only place of its neighbourhood that
    counts.

    Args:
        statistic: [T] of the order of one, with the pattern moved by 0, 1, ... periods; the first is the one observed.
        furthest: Largest move in periods either way.

    Returns:
        In (0, 1]; one where no move fits the periods.

    Source:
        methods 2.2 (permutation c).
    """
    found = np.asarray(statistic, dtype=np.float64)
    steps = np.arange(1, min(furthest, (len(found) - 1) // 2) + 1)
    if not len(steps):
        return 1.0
    return float(permutation_p_value(found[0] - _SLACK, found[np.concatenate([steps, len(found) - steps])]))
