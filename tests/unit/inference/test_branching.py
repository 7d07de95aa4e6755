"""What calls forth what: recovery of planted rates, honest intervals, and a null that finds nothing."""

from itertools import pairwise

import numpy as np
import pytest

from tertius.inference.branching import Days, branching, lagged, shifted_scores
from tertius.inference.nulls import shift_p_value
from tertius.model.errors import UsageError

WAIT, PRIOR, STEADY, TYPICAL = 5.0, 0.5, 20.0, 1.0


def days_of(counts, block=200):
    return Days(counts, np.arange(len(counts)) // block, np.ones(len(counts)), PRIOR, STEADY)


def planted(seed, rates, size=3000, base=0.08):
    """Counts that answer acts at given rates on a background that grows threefold; acts at random."""
    rng = np.random.default_rng(seed)
    drivers = lagged((rng.random((len(rates), size)) < 0.06).astype(float), WAIT)
    return rng.poisson(base * np.linspace(0.5, 1.5, size) + np.asarray(rates) @ drivers).astype(float), drivers


def test_an_act_weighs_from_the_next_day_on_and_one_in_all():
    weights = lagged([0.0, 1.0, *[0.0] * 400], WAIT)
    assert weights[0] == weights[1] == 0.0
    assert weights.sum() == pytest.approx(1.0)
    assert weights[2 + int(WAIT)] == pytest.approx(weights[2] / 2)
    assert all(one > other for one, other in pairwise(weights[2:20]))


def test_planted_rates_are_found_inside_their_intervals():
    inside, found = [], []
    for seed in range(40):
        counts, drivers = planted(seed, (0.6, 0.2))
        fit = branching(days_of(counts), drivers, TYPICAL)
        error = np.sqrt(np.diag(fit.covariance))
        inside.append(np.abs(fit.log_rate - np.log((0.6, 0.2))) < 1.645 * error)
        found.append(np.exp(fit.log_rate))
    assert np.median(found, axis=0) == pytest.approx((0.6, 0.2), rel=0.3)
    assert np.mean(inside, axis=0).min() >= 0.8


def test_what_is_expected_sums_to_what_was_counted_but_for_the_priors():
    counts, drivers = planted(1, (0.6, 0.2))
    fit = branching(days_of(counts), drivers, TYPICAL)
    assert fit.expected.min() > 0
    assert fit.expected.sum() == pytest.approx(counts.sum(), rel=0.05)
    assert fit.called == pytest.approx(np.exp(fit.log_rate) * drivers.sum(axis=1))


def test_the_mode_is_where_no_step_leads_higher():
    counts, drivers = planted(2, (0.6, 0.0))
    days = days_of(counts)
    fit = branching(days, drivers, TYPICAL)
    share = np.exp(fit.log_rate)[:, None] * drivers / fit.expected
    # the mode in logarithms balances counts ascribed to a driver against its exposure, the prior's included
    balance = PRIOR + share @ counts - np.exp(fit.log_rate) * (drivers.sum(axis=1) + PRIOR / TYPICAL)
    assert balance == pytest.approx(0.0, abs=1e-6)


def test_days_without_weight_say_nothing():
    counts, drivers = planted(3, (0.6, 0.2))
    days = days_of(counts)
    half = Days(days.counts, days.stretch, (np.arange(len(counts)) < 1600).astype(float), PRIOR, STEADY)
    other = Days(np.where(half.weight > 0, counts, 9.0), days.stretch, half.weight, PRIOR, STEADY)
    assert branching(half, drivers, TYPICAL).log_rate == pytest.approx(branching(other, drivers, TYPICAL).log_rate)


def test_a_share_is_that_of_what_was_called_forth():
    counts, drivers = planted(4, (0.6, 0.2, 0.2))
    fit = branching(days_of(counts), drivers, TYPICAL)
    logit, error = fit.share(0, np.arange(3))
    assert 1 / (1 + np.exp(-logit)) == pytest.approx(fit.called[0] / fit.called.sum())
    draws = np.exp(np.random.default_rng(0).multivariate_normal(np.log(fit.called), fit.covariance, 40_000))
    assert error == pytest.approx(np.std(np.log(draws[:, 0] / draws[:, 1:].sum(axis=1))), rel=0.15)


@pytest.mark.slow
def test_moves_in_time_find_what_is_planted_and_hardly_more_than_said_where_nothing_is():
    def chance(seed, rate):
        counts, drivers = planted(seed, (rate,))
        alone = Days(counts, np.arange(len(counts)) // 200, np.ones(len(counts)), PRIOR, STEADY)
        other = lagged(np.random.default_rng(seed + 900).random(len(counts)) < 0.06, WAIT)[None]
        fit = branching(alone, other, TYPICAL)
        return shift_p_value(shifted_scores(alone, fit.expected, drivers[0]), furthest=500)

    assert sum(chance(seed, 0.8) <= 0.02 for seed in range(20)) >= 17
    null = np.asarray([chance(seed, 0.0) for seed in range(200)])
    assert (null <= 0.02).mean() <= 0.045
    assert (null <= 0.1).mean() <= 0.14


@pytest.mark.slow
def test_a_growing_volume_of_both_is_no_answer():
    def chance(seed):
        rng, growth = np.random.default_rng(seed), np.linspace(0.2, 1.8, 3000)
        counts = rng.poisson(0.05 * growth).astype(float)
        driver = lagged((rng.random(3000) < 0.1 * growth).astype(float), 30.0)
        other = lagged((rng.random(3000) < 0.05).astype(float), 30.0)[None]
        fit = branching(days_of(counts), other, TYPICAL)
        return shift_p_value(shifted_scores(days_of(counts), fit.expected, driver), furthest=548)

    null = np.asarray([chance(seed) for seed in range(200)])
    assert (null <= 0.02).mean() <= 0.045
    assert 0.4 <= (null <= 0.5).mean() <= 0.6


def test_no_move_that_fits_the_days_says_nothing():
    counts, drivers = planted(5, (0.6,), size=2)
    assert shift_p_value(shifted_scores(days_of(counts + 1.0), np.ones(2), drivers[0]), furthest=500) == 1.0


@pytest.mark.parametrize(("counts", "driver"), [(np.zeros(50), np.ones(50)), (np.ones(50), np.zeros(50))])
def test_nothing_to_explain_is_refused(counts, driver):
    with pytest.raises(UsageError, match="nothing to explain"):
        branching(days_of(counts), driver[None], TYPICAL)
