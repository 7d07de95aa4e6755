"""Chance that is looked up, not drawn in turn: each number belongs to what it decides, whatever else is decided.

The media make their draws from here. So two tellings of one world that differ in one part of the media differ in that
part only: what a bloc makes of an act does not hang on how many reports came before it.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import poisson as poisson_law

from tertius.simulate.acts import Floats
from tertius.simulate.codes import Ints

Words = NDArray[np.uint64]
ROUNDS = 10
_MULTIPLIERS = (np.uint64(0xD2511F53), np.uint64(0xCD9E8D57))
_STEPS = (0x9E3779B9, 0xBB67AE85)
_LOW, _HALF, _SPAN = np.uint64(0xFFFFFFFF), np.uint64(32), 2.0**32
_PURPOSE_BITS = 8
_SUMMED = 50.0
"""Means up to which a Poisson law is inverted by adding up its terms."""


class Purpose(IntEnum):
    """What a number decides; numbers of different purposes are independent."""

    VOLUME = 0
    NEWS = 1
    COVERAGE = 2
    CODING = 3
    NAMING = 4
    COPIES = 5
    WAVE = 6
    PUBLISHER = 7


def philox(counter: tuple[ArrayLike, ArrayLike, ArrayLike, ArrayLike], key: tuple[int, int]) -> Words:
    """Philox4x32 with ten rounds: four random words of 32 bits for each counter of four words.

    Reference: Salmon, Moraes, Dror and Shaw 2011, Parallel random numbers: as easy as 1, 2, 3.

    >>> [f"{int(word):08x}" for word in philox((0, 0, 0, 0), (0, 0))]
    ['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8']
    """
    a, b, c, d = np.broadcast_arrays(*(np.asarray(word, dtype=np.uint64) for word in counter))
    for step in range(ROUNDS):
        first, second = (np.uint64((k + step * by) & int(_LOW)) for k, by in zip(key, _STEPS, strict=True))
        left, right = _MULTIPLIERS[0] * a, _MULTIPLIERS[1] * c
        a, b, c, d = (right >> _HALF) ^ b ^ first, right & _LOW, (left >> _HALF) ^ d ^ second, left & _LOW
    return np.asarray([a, b, c, d])


@dataclass(frozen=True)
class Chance:
    """The numbers of one world."""

    key: tuple[int, int]

    @classmethod
    def of(cls, seed: int) -> "Chance":
        """Those of a seed."""
        first, second = np.random.SeedSequence(seed).generate_state(2)
        return cls((int(first), int(second)))

    def numbers(self, purpose: Purpose, act: ArrayLike, bloc: ArrayLike = 0, copy: ArrayLike = 0, turn: int = 0
                ) -> Floats:  # fmt: skip
        """Four independent uniform numbers above 0 and below 1 for each place [4, ...].

        Args:
            purpose: What they decide.
            act: Number of the act, or whatever else comes first in naming the place.
            bloc: Number of the bloc's name.
            copy: Which telling of the act by that bloc.
            turn: Which of several draws at that place.
        """
        found = philox((act, bloc, copy, int(purpose) + (turn << _PURPOSE_BITS)), self.key)
        return np.asarray((found.astype(np.float64) + 0.5) / _SPAN)


def name_number(name: str) -> int:
    """A number that stands for a name wherever it stands in a list."""
    return crc32(name.encode())


def whole_number(point: Floats, size: int) -> Ints:
    """Whole numbers from 0 to below a size."""
    return np.asarray(point * size, dtype=np.int64)


def poisson(point: Floats, mean: NDArray[np.floating[Any]]) -> Ints:
    """Smallest counts whose Poisson probability reaches the points: the larger the mean, the larger the count.

    >>> poisson(np.asarray([0.1, 0.5, 0.5, 0.5]), np.asarray([1.0, 1.0, 10.0, 100.0])).tolist()
    [0, 1, 10, 100]
    """
    count = np.zeros(len(point), dtype=np.int64)
    large = np.flatnonzero(mean > _SUMMED)
    count[large] = np.asarray(poisson_law.ppf(point[large], mean[large]), dtype=np.int64)
    left = np.flatnonzero(mean <= _SUMMED)
    term = np.exp(-mean[left])
    total, k = term.copy(), 0
    while len(left := left[more := point[left] > total]):
        k += 1
        term = term[more] * mean[left] / k
        total = total[more] + term
        count[left] = k
    return count


def geometric(point: Floats, mean: float) -> Ints:
    """Counts from 1 of a geometric law with that mean; all 1 for a mean of 1.

    >>> geometric(np.asarray([0.4, 0.6, 0.9]), 2.0).tolist()
    [1, 2, 4]
    """
    if mean <= 1.0:
        return np.ones(len(point), dtype=np.int64)
    return np.asarray(np.ceil(np.log1p(-point) / np.log1p(-1.0 / mean)), dtype=np.int64)
