"""Softmax regression: the twin that climbs step by step, planted weights, and what the arguments mean."""

from types import ModuleType

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from scipy.special import log_softmax

from tertius.inference.softmax import softmax_weights

RNG = np.random.default_rng(5)
DESIGN = np.column_stack([RNG.normal(size=(60, 2)), np.ones(60)])
LABEL = RNG.integers(0, 3, size=60)
TRUTH = np.eye(3)[LABEL]


def test_the_weights_are_those_of_the_twin(naive: ModuleType) -> None:
    found = softmax_weights(DESIGN, TRUTH, penalty=2.0, rounds=500)
    assert found == pytest.approx(np.array(naive.softmax(DESIGN.tolist(), LABEL.tolist(), 3, 2.0)), abs=1e-3)


def test_a_sparse_design_gives_the_same_weights() -> None:
    dense = softmax_weights(DESIGN, TRUTH, penalty=1.0, rounds=500)
    assert softmax_weights(csr_matrix(DESIGN), TRUTH, penalty=1.0, rounds=500) == pytest.approx(dense, abs=1e-6)


def test_a_row_of_weight_two_counts_as_two_rows() -> None:
    twice = np.concatenate([DESIGN, DESIGN[:10]]), np.concatenate([TRUTH, TRUTH[:10]])
    weight = np.where(np.arange(60) < 10, 2.0, 1.0)
    found = softmax_weights(DESIGN, TRUTH, penalty=1.0, rounds=500, weight=weight)
    assert found == pytest.approx(softmax_weights(*twice, penalty=1.0, rounds=500), abs=1e-3)


def test_the_constant_alone_gives_the_shares_whatever_the_penalty() -> None:
    found = softmax_weights(np.ones((60, 1)), TRUTH, penalty=1e6, rounds=500)
    assert np.exp(log_softmax(found, axis=1))[0] == pytest.approx(TRUTH.mean(axis=0), abs=1e-4)


def test_planted_weights_come_back_from_many_rows() -> None:
    rng = np.random.default_rng(11)
    planted = np.array([[1.0, -0.5, -0.5], [0.0, 1.0, -1.0], [0.3, 0.0, -0.3]])
    design = np.column_stack([rng.normal(size=(20_000, 2)), np.ones(20_000)])
    chance = np.exp(log_softmax(design @ planted, axis=1))
    label = (rng.random((20_000, 1)) > chance.cumsum(axis=1)).sum(axis=1)
    found = softmax_weights(design, np.eye(3)[label], penalty=0.01, rounds=500)
    assert found - found.mean(axis=1, keepdims=True) == pytest.approx(planted, abs=0.06)
