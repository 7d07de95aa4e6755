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

from tertius.model.errors import UsageError

Array = NDArray[np.float64]
_CELLS = 1 << 22
"""Draws held at once by a thread."""


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
        UsageError: A parameter is not positive, or there is no draw.
    """
    tables = np.asarray(alpha, dtype=float)
    if draws < 1 or np.any(tables <= 0):
        raise UsageError("draws of shares need one draw and positive parameters")
    flat = tables.reshape(-1, tables.shape[-1])
    size = max(1, _CELLS // (draws * flat.shape[1]))
    blocks = [(flat[at : at + size], np.random.default_rng((seed, at // size))) for at in range(0, len(flat), size)]
    with ThreadPoolExecutor(threads or cpu_count() or 1) as pool:
        found = list(pool.map(lambda block: _read(block[0], block[1], draws, level), blocks))
    parts = [np.concatenate(part).reshape(tables.shape) for part in zip(*found, strict=True)]
    return DrawnShares(*parts)


def _read(alpha: Array, rng: np.random.Generator, draws: int, level: float) -> tuple[Array, Array, Array, Array]:
    # float32 is ample: an interval of some hundred draws is known to two digits
    shares = rng.standard_gamma(alpha.astype(np.float32)[:, None, :], (len(alpha), draws, alpha.shape[1]), np.float32)
    # for parameters near zero all gammas may underflow; such a table then says nothing, which the floor makes even
    np.maximum(shares, np.finfo(np.float32).tiny, out=shares)
    shares /= shares.sum(axis=2, keepdims=True)
    best = shares.argmax(axis=2)
    first = np.stack([np.count_nonzero(best == k, axis=1) for k in range(alpha.shape[1])], axis=1) / draws
    tail = (1.0 - level) / 2.0
    ranks = [round(q * (draws - 1)) for q in (tail, 0.5, 1.0 - tail)]
    # to sort draws that lie side by side costs a third of picking the ranks out of columns
    by_share = np.ascontiguousarray(shares.transpose(0, 2, 1))
    by_share.sort(axis=2)
    low, value, high = (by_share[:, :, rank].astype(np.float64) for rank in ranks)
    return value, low, high, first
