import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from scipy.integrate import quad
from scipy.stats import beta, gamma

from tertius.inference.intervals import (
    beta_difference_probability,
    beta_interval,
    gamma_interval,
    hpd_set,
    largest_probability,
)
from tertius.model.errors import UsageError

positive = st.floats(0.5, 300)


def test_a_beta_interval_leaves_equal_tails():
    low, middle, high = beta_interval([3.0, 30.0], [5.0, 1.0], 0.8)
    for bound, tail in ((low, 0.1), (middle, 0.5), (high, 0.9)):
        assert beta.cdf(bound, [3.0, 30.0], [5.0, 1.0]) == pytest.approx(tail)


def test_a_gamma_interval_leaves_equal_tails():
    low, middle, high = gamma_interval([0.7, 40.0], [2.0, 8.0], 0.9)
    for bound, tail in ((low, 0.05), (middle, 0.5), (high, 0.95)):
        assert gamma.cdf(bound, [0.7, 40.0], scale=[0.5, 0.125]) == pytest.approx(tail)


@pytest.mark.parametrize("level", [0.0, 1.0, 1.5])
def test_the_level_of_an_interval_lies_between_nought_and_one(level):
    with pytest.raises(UsageError, match="level"):
        beta_interval(1.0, 1.0, level)


@pytest.mark.slow
@given(positive, positive, positive, positive)
@settings(max_examples=12, deadline=None)
def test_the_probability_of_a_larger_share_is_its_integral(a1, b1, a2, b2):
    cuts = np.unique(np.concatenate([beta.ppf(np.linspace(0, 1, 15), *p) for p in ((a1, b1), (a2, b2))]))
    exact = sum(
        quad(lambda x: beta.pdf(x, a1, b1) * beta.cdf(x, a2, b2), *piece)[0] for piece in itertools.pairwise(cuts)
    )
    assert float(beta_difference_probability(a1, b1, a2, b2)) == pytest.approx(exact, abs=1e-6)


@given(positive, positive)
@settings(max_examples=20, deadline=None)
def test_equal_posteriors_are_as_likely_larger_as_smaller(a, b):
    assert float(beta_difference_probability(a, b, a, b)) == pytest.approx(0.5)


def test_differences_of_shares_broadcast():
    assert beta_difference_probability(np.ones((3, 1)), 2.0, np.arange(1.0, 5.0), 2.0).shape == (3, 4)


@given(npst.arrays(float, 7, elements=st.floats(0.001, 1.0)), st.floats(0.05, 0.999))
@settings(max_examples=40, deadline=None)
def test_no_smaller_set_holds_the_level(naive, weights, level):
    probabilities = weights / weights.sum()
    mask = hpd_set(probabilities, level)
    assert probabilities[mask].sum() >= level - 1e-9
    assert mask.sum() == naive.hpd_size(probabilities, level)


def test_the_smallest_set_may_be_in_pieces():
    assert hpd_set([0.4, 0.05, 0.1, 0.45], 0.8).tolist() == [True, False, False, True]
    assert hpd_set([[0.0, 0.0], [1.0, 0.0]], 0.9).tolist() == [[False, False], [True, False]]


def test_equal_outcomes_enter_the_set_in_order():
    assert np.flatnonzero(hpd_set(np.full(200, 0.005), 0.25)).tolist() == list(range(50))


def test_the_largest_of_two_shares_is_a_comparison_with_one_half():
    assert largest_probability([3.0, 5.0])[1] == pytest.approx(beta.sf(0.5, 5.0, 3.0), abs=1e-6)


@given(npst.arrays(float, 4, elements=st.floats(0.2, 200)))
@settings(max_examples=20, deadline=None)
def test_more_nodes_do_not_change_who_is_largest(alpha):
    coarse, fine = largest_probability(alpha), largest_probability(alpha, nodes=4001)
    assert coarse == pytest.approx(fine, abs=1e-6)
    assert coarse.sum() == pytest.approx(1.0)


def test_the_largest_share_agrees_with_draws():
    alpha = np.array([0.5, 2.0, 3.0, 7.0, 1.0])
    draws = np.random.default_rng(5).dirichlet(alpha, 200_000).argmax(axis=1)
    assert largest_probability(alpha) == pytest.approx(np.bincount(draws) / 200_000, abs=0.005)


def test_dirichlet_parameters_must_be_positive():
    with pytest.raises(UsageError, match="positive"):
        largest_probability([1.0, 0.0])


@pytest.mark.parametrize("odds", [0.5, 1.2, 3.0])
@pytest.mark.parametrize(("one", "two"), [((8.0, 12.0), (30.0, 50.0)), ((40.0, 9.0), (2.5, 1.5))])
def test_odds_that_exceed_others_so_many_times_are_those_of_draws(
    odds: float, one: tuple[float, float], two: tuple[float, float]
) -> None:
    rng = np.random.default_rng(2)
    x, y = rng.beta(*one, 400_000), rng.beta(*two, 400_000)
    found = float(beta_difference_probability(*one, *two, odds=odds))
    assert found == pytest.approx((x / (1 - x) > odds * y / (1 - y)).mean(), abs=4e-3)
    assert found + float(beta_difference_probability(*two, *one, odds=1 / odds)) == pytest.approx(1.0, abs=1e-8)
