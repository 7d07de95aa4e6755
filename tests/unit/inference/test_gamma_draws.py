"""Gamma draws follow their distribution at every shape, and are independent of each other."""

import numpy as np
import pytest
from scipy.special import gammainc

from tertius.inference.gamma_draws import gamma_draws

SHAPES = np.array([0.2, 0.5, 0.999, 1.0, 1.3, 2.5, 9.0, 60.0, 4000.0])


@pytest.fixture(scope="module")
def drawn() -> np.ndarray:
    return gamma_draws(SHAPES, 100_001, np.random.default_rng(160_000))


def test_each_follows_its_distribution(drawn: np.ndarray) -> None:
    n = drawn.shape[1]
    below = np.sort(gammainc(SHAPES[:, None], drawn.astype(float)), axis=1)
    distance = np.abs(below - (np.arange(n) + 0.5) / n).max(axis=1)
    # Kolmogorov and Smirnov: of a thousand samples one lies farther away than 1.95
    assert (distance * np.sqrt(n) < 1.95).all()


def test_mean_and_variance_are_the_shape(drawn: np.ndarray) -> None:
    exact, n = drawn.astype(float), drawn.shape[1]
    assert (np.abs(exact.mean(axis=1) - SHAPES) < 3.5 * np.sqrt(SHAPES / n)).all()
    error = np.sqrt((2.0 * SHAPES**2 + 6.0 * SHAPES) / n)
    assert (np.abs(exact.var(axis=1) - SHAPES) < 3.5 * error).all()


def test_no_draw_tells_of_another(drawn: np.ndarray) -> None:
    ranks = gammainc(SHAPES[:, None], drawn.astype(float)) - 0.5
    n = drawn.shape[1]
    bound = 4.0 / np.sqrt(n) / 12.0
    for lag in (1, n // 2):  # the normals come in pairs, half of all of them apart
        assert (np.abs((ranks[:, lag:] * ranks[:, :-lag]).sum(axis=1)) / n < bound).all()
    across = ranks @ ranks.T / n
    assert (np.abs(across - np.diag(np.diag(across))) < bound).all()
    # nor of how far it lies from the middle, which the two of a pair might share
    spread = ranks**2 - 1 / 12
    flat = spread.reshape(-1)
    half = -(-flat.size // 2)
    assert abs((flat[half:] * flat[: flat.size - half]).mean()) < 4.0 / np.sqrt(flat.size / 2) / 180.0


def test_a_generator_in_the_same_state_gives_the_same_draws() -> None:
    one, two = (gamma_draws([[0.3, 4.0]], 7, np.random.default_rng(160_001)) for _ in range(2))
    assert one.shape == (1, 2, 7)
    assert np.array_equal(one, two)


def test_of_the_smallest_shapes_all_draws_are_zero() -> None:
    assert not gamma_draws([1e-300, 1e-12], 1000, np.random.default_rng(160_002)).any()
