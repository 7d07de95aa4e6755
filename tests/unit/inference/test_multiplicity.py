import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertius.inference.multiplicity import LocalRates, e_bh, local_rates
from tertius.model.errors import UsageError

values = st.lists(st.integers(-10, 20).map(float), min_size=1, max_size=12)


def naive_e_bh(log_bayes_factor, alpha):
    """Try every number of rejections."""
    m, best = len(log_bayes_factor), 0
    for k in range(1, m + 1):
        if sorted(log_bayes_factor, reverse=True)[k - 1] >= np.log(m / (alpha * k)):
            best = k
    threshold = np.log(m / (alpha * best)) if best else np.inf
    return [value >= threshold for value in log_bayes_factor]


@given(values)
@settings(max_examples=60, deadline=None)
def test_e_bh_takes_the_largest_number_that_passes(log_bayes_factor):
    assert e_bh(log_bayes_factor, alpha=0.05).tolist() == naive_e_bh(log_bayes_factor, 0.05)


@given(values)
@settings(max_examples=30, deadline=None)
def test_the_order_of_series_does_not_matter(log_bayes_factor):
    assert e_bh(log_bayes_factor[::-1], alpha=0.1).tolist() == e_bh(log_bayes_factor, alpha=0.1).tolist()[::-1]
    there, back = (local_rates(v, start=0.1) for v in (log_bayes_factor, log_bayes_factor[::-1]))
    assert there.lfdr == pytest.approx(back.lfdr[::-1])
    assert there.indicated(alpha=0.2).sum() == back.indicated(alpha=0.2).sum()


def test_a_single_series_needs_one_over_alpha():
    assert e_bh([np.log(19.0)], alpha=0.05).tolist() == [False]
    assert e_bh([np.log(21.0)], alpha=0.05).tolist() == [True]


def gaussian_bayes_factors(changed, size, seed):
    """Means of variance 9 against mean zero: calibrated Bayes factors in closed form."""
    rng = np.random.default_rng(seed)
    truth = rng.random(size) < changed
    z = rng.normal(size=size) * np.where(truth, np.sqrt(10.0), 1.0)
    return truth, -0.5 * np.log(10.0) + 0.45 * z**2


def test_the_share_of_changed_series_is_recovered():
    _, log_bayes_factor = gaussian_bayes_factors(0.2, 20_000, seed=1)
    assert local_rates(log_bayes_factor, start=0.5).changed == pytest.approx(0.2, abs=0.02)


def test_local_rates_are_calibrated():
    truth, log_bayes_factor = gaussian_bayes_factors(0.2, 20_000, seed=2)
    rates = local_rates(log_bayes_factor, start=0.5)
    taken = rates.indicated(alpha=0.1)
    assert (~truth[taken]).mean() == pytest.approx(0.1, abs=0.02)
    assert rates.lfdr[taken].mean() <= 0.1


def test_e_bh_keeps_its_promise_with_room():
    truth, log_bayes_factor = gaussian_bayes_factors(0.2, 20_000, seed=3)
    taken = e_bh(log_bayes_factor, alpha=0.05)
    assert taken.sum() > 100
    assert (~truth[taken]).mean() <= 0.05


def test_ties_are_taken_together_or_not_at_all():
    assert LocalRates(np.array([0.01, 0.15, 0.15]), 0.5).indicated(alpha=0.1).tolist() == [True, False, False]
    assert LocalRates(np.array([0.5]), 0.5).indicated(alpha=0.1).tolist() == [False]


def test_impossible_rates_are_refused():
    for call in (lambda: e_bh([1.0], alpha=0.0), lambda: local_rates([1.0], start=1.0)):
        with pytest.raises(UsageError, match="rate"):
            call()
    with pytest.raises(UsageError, match="no Bayes factors"):
        local_rates([], start=0.1)
