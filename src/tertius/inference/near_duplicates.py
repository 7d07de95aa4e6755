"""Titles that tell the same story in nearly the same words: MinHash finds the candidates, exact overlap decides.

Reference: Broder, A. (1997). On the resemblance and containment of documents. Compression and Complexity of Sequences.
"""

import zlib
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

_BANDS, _ROWS = 16, 4
_NEIGHBOURS = 8
_SEED = 20240229


def near_duplicates(titles: Sequence[frozenset[str]], days: Sequence[int], *, similarity: float, within: int
                    ) -> list[int]:  # fmt: skip
    """Cluster of each title: the place of its first member.

    Two titles are linked when the words they share are at least ``similarity`` of all their words (Jaccard) and their
    days are no more than ``within`` apart; clusters are what links join. Of titles that are alike to a band of hashes
    each is compared with the eight before it, so that a story printed a thousand times costs no million comparisons.
    A pair at 0.8 is a candidate with probability 0.9998.

    Args:
        titles: Sets of words, none empty.
        days: Day numbers.
        similarity: Least share of common words, in (0, 1].
        within: Days.

    Example:
        >>> words = [frozenset(text.split()) for text in ("a b c d e", "a b c d e f", "x y z")]
        >>> near_duplicates(words, [1, 2, 2], similarity=0.8, within=3)
        [0, 0, 2]
    """
    parent = list(range(len(titles)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for first, second in _candidates(titles, days):
        if abs(days[first] - days[second]) > within or root(first) == root(second):
            continue
        shared = len(titles[first] & titles[second])
        if shared >= similarity * (len(titles[first]) + len(titles[second]) - shared):
            low, high = sorted((root(first), root(second)))
            parent[high] = low
    return [root(one) for one in range(len(titles))]


def _candidates(titles: Sequence[frozenset[str]], days: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of titles that agree in all hashes of a band."""
    if not titles:
        return
    when = np.asarray(days)
    for band in _signatures(titles):
        key = band[0]
        order = np.lexsort((when, key))
        same = key[order]
        for step in range(1, _NEIGHBOURS + 1):
            for place in np.flatnonzero(same[step:] == same[:-step]):
                yield int(order[place]), int(order[place + step])


def _signatures(titles: Sequence[frozenset[str]]) -> Iterator[NDArray[np.uint64]]:
    """One mixed hash [1, N] a band."""
    rng = np.random.default_rng(_SEED)
    words = np.array([zlib.crc32(word.encode()) for title in titles for word in sorted(title)], dtype=np.uint64)
    starts = np.concatenate([[0], np.cumsum([len(title) for title in titles])[:-1]])
    for _ in range(_BANDS):
        mixed = np.zeros((1, len(titles)), dtype=np.uint64)
        for _ in range(_ROWS):
            factor = np.uint64(int(rng.integers(1, 1 << 62)) * 2 + 1)
            shift = np.uint64(int(rng.integers(0, 1 << 62)))
            least = np.minimum.reduceat((words * factor + shift) >> np.uint64(17), starts)
            mixed[0] = mixed[0] * np.uint64(1_000_003) + least
        yield mixed
