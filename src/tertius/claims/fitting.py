"""Fit the weights of the classifier of sentences from labels; the package ships those of ``claim_weights.csv``."""

from collections.abc import Mapping, Sequence

import numpy as np

from tertius.claims.typing import CONSTANT, LABELS, Floats
from tertius.inference.softmax import softmax_weights

_ROUNDS = 500


def fit(sentences: Sequence[Mapping[str, float]], labels: Sequence[str], penalty: float) -> dict[str, Floats]:
    """Weights [labels] of every cue, from labelled sentences: multinomial logistic regression with a ridge penalty.

    Args:
        sentences: Cues of each sentence, see :func:`tertius.claims.cues.cues`.
        labels: One of :data:`LABELS` each.
        penalty: Half the weight of the sum of squared weights; the constant is not penalised.
    """
    names = (*sentences[0], CONSTANT)
    table = np.array([[*one.values(), 1.0] for one in sentences])
    truth = np.eye(len(LABELS))[[LABELS.index(label) for label in labels]]
    weights = softmax_weights(table, truth, penalty=penalty, rounds=_ROUNDS)
    return dict(zip(names, weights, strict=True))
