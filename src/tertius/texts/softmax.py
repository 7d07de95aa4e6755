"""Softmax regression over named features: small enough to be read, and to be fitted on a laptop in seconds."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack

from tertius.inference.softmax import softmax_weights

Floats = npt.NDArray[np.float64]
_ROUNDS = 300


@dataclass(frozen=True)
class Softmax:
    """A fitted regression: labels, the number of each known feature, and weights by labels.

    Rows of ``weights`` are the known features, then the numbers of a vector where it was fitted with one, then a bias.
    """

    labels: tuple[str, ...]
    numbers: Mapping[str, int]
    weights: Floats

    def shares(self, features: Iterable[str], vector: Floats | None = None) -> dict[str, float]:
        """Probability of each label; unknown features say nothing."""
        known = sorted({self.numbers[one] for one in features if one in self.numbers})
        scores = self.weights[-1] + self.weights[known].sum(axis=0)
        if vector is not None:
            scores = scores + vector @ self.weights[len(self.numbers) : -1]
        odds = np.exp(scores - scores.max())
        return dict(zip(self.labels, (odds / odds.sum()).tolist(), strict=True))

    def label(self, features: Iterable[str], vector: Floats | None = None) -> str:
        """The most probable label."""
        shares = self.shares(features, vector)
        return max(shares, key=lambda label: shares[label])


def fit(examples: Sequence[Sequence[str]], labels: Sequence[str], *, penalty: float, at_least: int = 2,
        vectors: Floats | None = None) -> Softmax:  # fmt: skip
    """Fit a regression with a quadratic penalty on its weights.

    Args:
        examples: Features of each example.
        labels: Label of each example.
        penalty: Weight of the penalty (half the sum of squares); greater is smoother.
        at_least: Features in fewer examples are left out.
        vectors: [N, D] numbers of each example beside its features.

    Raises:
        ValueError: There are not as many labels as examples, or none.
    """
    if len(examples) != len(labels) or not labels:
        raise ValueError(f"{len(examples)} examples and {len(labels)} labels")
    counts = Counter(one for features in examples for one in set(features))
    numbers = {one: n for n, one in enumerate(sorted(one for one in counts if counts[one] >= at_least))}
    kinds = tuple(sorted(set(labels)))
    design = _design(examples, numbers, vectors)
    truth = np.zeros((len(labels), len(kinds)))
    truth[np.arange(len(labels)), [kinds.index(one) for one in labels]] = 1.0
    return Softmax(kinds, numbers, softmax_weights(design, truth, penalty=penalty, rounds=_ROUNDS))


def _design(examples: Sequence[Sequence[str]], numbers: Mapping[str, int], vectors: Floats | None) -> csr_matrix:
    """One row an example, one column a feature, then those of the vectors, and a last column of ones."""
    rows: list[int] = []
    columns: list[int] = []
    for row, features in enumerate(examples):
        known = {numbers[one] for one in features if one in numbers}
        rows += [row] * len(known)
        columns += known
    named = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(examples), len(numbers)))
    parts = [named, *(() if vectors is None else (csr_matrix(vectors),)), csr_matrix(np.ones((len(examples), 1)))]
    return csr_matrix(hstack(parts))
