"""Draws of shares agree with the closed forms, and do not depend on the number of threads."""

import numpy as np
import pytest

from tertius.inference import share_draws
from tertius.inference.gamma_draws import gamma_draws
from tertius.inference.intervals import beta_interval, largest_probability
from tertius.inference.share_draws import drawn_shares
from tertius.model import UsageError

ALPHA = np.random.default_rng(3).gamma(1.0, 4.0, (5, 4, 3)) + 0.5


def test_intervals_are_those_of_the_beta_distribution() -> None:
    found = drawn_shares(ALPHA, draws=20_000, level=0.9, seed=1)
    low, value, high = beta_interval(ALPHA, ALPHA.sum(axis=-1, keepdims=True) - ALPHA, 0.9)
    assert np.allclose(found.value, value, atol=0.01)
    assert np.allclose(found.low, low, atol=0.01)
    assert np.allclose(found.high, high, atol=0.01)


def test_the_first_is_who_is_first_in_one_table() -> None:
    found = drawn_shares(ALPHA, draws=20_000, level=0.9, seed=1)
    assert np.allclose(found.first[2, 1], largest_probability(ALPHA[2, 1]), atol=0.02)
    assert np.allclose(found.first.sum(axis=-1), 1.0)


def test_threads_and_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(share_draws, "_CELLS", 500)
    one, two = (drawn_shares(ALPHA, draws=50, level=0.9, seed=4, threads=n) for n in (1, 2))
    assert np.array_equal(one.value, two.value)
    assert np.array_equal(one.first, two.first)


def test_what_is_read_off_is_that_of_the_draws_one_table_at_a_time() -> None:
    found = drawn_shares(ALPHA, draws=401, level=0.9, seed=4)
    every = gamma_draws(ALPHA, 401, np.random.default_rng((4, 0)))
    for at in np.ndindex(ALPHA.shape[:2]):
        drawn = every[at].T
        shares = np.sort(drawn / drawn.sum(axis=1, keepdims=True), axis=0)
        read = [found.low[at], found.value[at], found.high[at]]
        np.testing.assert_allclose(shares[[20, 200, 380]], read, rtol=1e-6)
        assert np.array_equal(found.first[at], (drawn.argmax(axis=1)[:, None] == np.arange(3)).mean(axis=0))


def test_who_is_first_in_draws_that_are_all_zero_is_not_the_one_named_first() -> None:
    assert drawn_shares(np.full((1, 4), 1e-12), draws=100, level=0.9, seed=1).first.tolist() == [[0.25] * 4]


def test_tiny_parameters_give_numbers() -> None:
    assert np.isfinite(drawn_shares(np.full((1, 4), 1e-6), draws=100, level=0.9, seed=1).value).all()


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(UsageError, match="positive"):
        drawn_shares(np.zeros((1, 2)), draws=10, level=0.9, seed=1)
    with pytest.raises(UsageError, match="positive"):
        drawn_shares(np.full((1, 2), np.nan), draws=10, level=0.9, seed=1)
