"""A text as it is written, for a linear model: its words and pairs of words, and its runs of three to five characters.

Each run counts with one plus the logarithm of its number, by its inverse document frequency in the training part, and
the whole vector has the length one (Salton, G. and Buckley, C. (1988). Term-weighting approaches in automatic text
retrieval. *Information Processing & Management* 24(5)).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

_SIZES = (3, 4, 5)


def word_runs(text: str) -> Iterator[str]:
    """Words in small letters, and each two in a row."""
    words = text.lower().split()
    yield from words
    yield from (f"{one}_{other}" for one, other in pairwise(words))


def character_runs(text: str) -> Iterator[str]:
    """Runs of three to five characters, blanks included."""
    plain = f" {' '.join(text.lower().split())} "
    for size in _SIZES:
        yield from (plain[at : at + size] for at in range(len(plain) - size + 1))


def weighted(runs: Sequence[Counter[str]], train: NDArray[np.int64], least: int) -> csr_matrix:
    """One row a document, one column a run of at least ``least`` documents of the training part."""
    having = Counter(run for i in train for run in runs[i])
    rarity = {run: log((1 + len(train)) / (1 + count)) + 1 for run, count in having.items() if count >= least}
    column = {run: number for number, run in enumerate(rarity)}
    at: list[int] = []
    to: list[int] = []
    values: list[float] = []
    for i, counts in enumerate(runs):
        weights = {run: (1 + log(count)) * rarity[run] for run, count in counts.items() if run in rarity}
        length = sum(weight**2 for weight in weights.values()) ** 0.5
        at += [i] * len(weights)
        to += [column[run] for run in weights]
        values += [weight / length for weight in weights.values()]
    return csr_matrix((values, (at, to)), shape=(len(runs), len(column)))
