import numpy as np
import pytest
from scipy.stats import nbinom, poisson

from tertius.forecasts.predictive import Predictive, empirical, negative_binomial
from tertius.model import UsageError


def test_probabilities_must_sum_to_one_and_not_be_negative():
    for pmf in ([0.5, 0.4], [1.1, -0.1]):
        with pytest.raises(UsageError, match="sum to 1"):
            Predictive(np.array(pmf))


def test_the_negative_binomial_has_its_mean_and_size_and_keeps_the_rest_at_the_top():
    pmf = negative_binomial(np.array([2.0]), np.array([1.5]), 6)[0]
    np.testing.assert_allclose(pmf[:6], nbinom.pmf(np.arange(6), 1.5, 1.5 / 3.5))
    assert pmf[6] == pytest.approx(nbinom.sf(5, 1.5, 1.5 / 3.5))


def test_an_infinite_size_is_the_poisson():
    np.testing.assert_allclose(negative_binomial(np.array([2.0]), np.array([np.inf]), 9)[0, :9],
                               poisson.pmf(np.arange(9), 2.0), rtol=1e-6)  # fmt: skip


def test_quantiles_and_intervals_equal_their_slow_twins(twin):
    pmf = np.random.default_rng(5).dirichlet(np.full(12, 0.4), size=30)
    forecast, at = Predictive(pmf), (0.05, 0.5, 0.95)
    assert forecast.quantiles(at).tolist() == [[twin.quantile(row, level) for level in at] for row in pmf.tolist()]
    low, high = forecast.interval(0.9)
    assert (high - low).tolist() == [twin.smallest_interval_width(row, 0.9) for row in pmf.tolist()]
    assert all(pmf[i, low[i] : high[i] + 1].sum() >= 0.9 - 1e-9 for i in range(len(pmf)))


def test_levels_outside_nought_and_one_are_refused():
    with pytest.raises(UsageError, match="levels"):
        Predictive(np.array([1.0, 0.0])).quantiles((0.5, 1.0))


def test_outcomes_are_shared_out_by_weight_and_large_ones_join_the_top():
    found = empirical(np.array([[0.0, 2.0, 9.0]]), np.array([1.0, 1.0, 2.0]), 3)
    np.testing.assert_allclose(found, [[0.25, 0.0, 0.25, 0.5]])
