"""Draws of many tables of shares at once, kept only as what is read off them: intervals, and who is first.

Readings do not use it: what they show of one table has a closed form (:mod:`tertius.inference.intervals`), exact and
cheaper. It is for whoever wants thousands of tables at once from Python; in this repository only
``benchmarks/role_ledger.py`` calls it.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from os import cpu_count

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius.inference.gamma_draws import gamma_draws
from tertius.model.errors import UsageError

Array = NDArray[np.float64]
_CELLS = 1 << 18
"""Draws held at once by a thread: few enough to stay in the cache, many enough to hide the cost of a call."""


@dataclass(frozen=True)
class DrawnShares:
    """What draws of shares say, all [..., K]: median, interval, and probability of the largest share."""

    value: Array
    low: Array
    high: Array
    first: Array


def drawn_shares(alpha: ArrayLike, *, draws: int, level: float, seed: int, threads: int | None = None) -> DrawnShares:
    """Posterior draws of Dirichlet tables, in blocks of tables so that memory does not grow with their number.

    Every block has a generator of its own, made from the seed and its number, so that the number of threads changes
    nothing.

    Args:
        alpha: [..., K] Dirichlet parameters, as of :func:`tertius.inference.ledger.dirichlet_ledger`.
        draws: Draws of each table.
        level: Probability inside ``low``..``high``.
        seed: Seed.
        threads: Threads; as many as there are processors by default.

    Raises:
        UsageError: A parameter is unknown or not positive, or there is no draw.
    """
    tables = np.asarray(alpha, dtype=float)
    if draws < 1 or np.any(~(tables > 0)):
        raise UsageError("draws of shares need one draw and positive parameters")
    flat = tables.reshape(-1, tables.shape[-1])
    size = max(1, _CELLS // (draws * flat.shape[1]))

    def block(at: int) -> tuple[Array, Array, Array, Array]:
        return _read(gamma_draws(flat[at : at + size], draws, np.random.default_rng((seed, at // size))), level)

    with ThreadPoolExecutor(threads or cpu_count() or 1) as pool:
        found = list(pool.map(block, range(0, len(flat), size)))
    parts = [np.concatenate(part).reshape(tables.shape) for part in zip(*found, strict=True)]
    return DrawnShares(*parts)


def _read(shares: NDArray[np.float32], level: float) -> tuple[Array, Array, Array, Array]:
    """Of Gamma draws [tables, K, draws], which it makes shares of and sorts in place."""
    # single precision is ample: an interval of some hundred draws is known to two digits
    # for parameters near zero all gammas may underflow; such a table then says nothing, which the floor makes even
    np.maximum(shares, np.finfo(np.float32).tiny, out=shares)
    largest = shares == shares.max(axis=1, keepdims=True)
    hits = np.count_nonzero(largest, axis=2)
    first = hits / hits.sum(axis=1, keepdims=True)
    shares /= shares.sum(axis=1, keepdims=True)
    # to sort draws that lie side by side costs less than to pick the ranks out
    shares.sort(axis=2)
    last, tail = shares.shape[2] - 1, (1.0 - level) / 2.0
    ranks = [round(q * last) for q in (tail, 0.5, 1.0 - tail)]
    low, value, high = (shares[:, :, rank].astype(np.float64) for rank in ranks)
    return value, low, high, first
