import numpy as np
import pytest

from tertius.forecasts.predictive import Predictive, negative_binomial
from tertius.forecasts.scoring import (
    brier,
    covered,
    crps,
    crps_negative_binomial,
    crps_quantiles,
    crps_samples,
    interval_score,
    levels,
    log_score,
    log_score_of_chance,
    pit,
    pit_coverage,
    pit_histogram,
    skill,
)
from tertius.model import UsageError

MEANS, SIZES, OUTCOMES = np.array([0.1, 1.0, 4.0, 12.0]), np.array([0.5, 1.3, 0.2, 9.0]), np.array([0, 3, 1, 14])


def of(*pmf: float) -> Predictive:
    return Predictive(np.array([pmf]))


def test_crps_of_a_distribution_equals_its_slow_twin_also_beyond_its_top(twin):
    pmf = np.random.default_rng(1).dirichlet(np.ones(6), size=9)
    outcome = np.array([0, 1, 2, 3, 4, 5, 6, 9, 30])
    expected = [twin.crps_pmf(row, y) for row, y in zip(pmf.tolist(), outcome.tolist(), strict=True)]
    np.testing.assert_allclose(crps(Predictive(pmf), outcome), expected)


def test_crps_of_a_sure_and_right_forecast_is_nought_and_of_a_wrong_one_its_distance():
    assert crps(of(0.0, 0.0, 1.0), [2])[0] == 0.0
    assert crps(of(0.0, 0.0, 1.0), [0])[0] == 2.0


def test_the_closed_form_of_the_negative_binomial_equals_the_sum_over_counts(twin):
    expected = [twin.crps_pmf([twin.negative_binomial(m, r, k) for k in range(900)], y)
                for m, r, y in zip(MEANS, SIZES, OUTCOMES, strict=True)]  # fmt: skip
    np.testing.assert_allclose(crps_negative_binomial(MEANS, SIZES, OUTCOMES), expected, rtol=1e-8)
    forecast = Predictive(negative_binomial(MEANS, SIZES, 900))
    np.testing.assert_allclose(crps(forecast, OUTCOMES), expected, rtol=1e-6)


def test_crps_of_draws_equals_its_slow_twin(twin):
    draws = np.random.default_rng(2).poisson(3.0, (4, 25)).astype(float)
    expected = [twin.crps_samples(row, y) for row, y in zip(draws.tolist(), OUTCOMES.tolist(), strict=True)]
    np.testing.assert_allclose(crps_samples(draws, OUTCOMES), expected)


def test_crps_of_many_quantiles_approaches_that_of_the_distribution():
    forecast = Predictive(negative_binomial(MEANS, SIZES, 400))
    many = levels(1999)
    for row, (quantiles, y) in enumerate(zip(forecast.quantiles(many), OUTCOMES, strict=True)):
        found = crps_quantiles(dict(zip(many, quantiles.astype(float), strict=True)), float(y))
        assert found == pytest.approx(float(crps(forecast, OUTCOMES)[row]), rel=0.02)


def test_a_forecast_without_quantiles_is_refused():
    with pytest.raises(UsageError, match="without quantiles"):
        crps_quantiles({}, 1.0)


def test_the_log_score_stops_at_its_floor():
    found = log_score(Predictive(np.array([[0.5, 0.5, 0.0], [1.0, 0.0, 0.0]])), [1, 2], floor=1e-6)
    np.testing.assert_allclose(found, np.log([0.5, 1e-6]))
    np.testing.assert_allclose(log_score_of_chance([0.2, 0.2, 0.0], [1, 0, 1], floor=0.01), np.log([0.2, 0.8, 0.01]))


def test_the_brier_score_is_best_for_the_true_probability():
    happened = np.array([1] * 3 + [0] * 7)
    scores = [brier(p, happened).mean() for p in (0.1, 0.3, 0.5)]
    assert min(scores) == scores[1] == pytest.approx(0.21)


def test_the_interval_score_adds_what_is_missed():
    np.testing.assert_allclose(interval_score([1, 1, 1], [3, 3, 3], [2, 0, 5], level=0.9), [2.0, 22.0, 42.0])


def test_an_interval_covers_its_ends():
    assert covered([1, 1, 1], [3, 3, 3], [1, 3, 4]).tolist() == [True, True, False]


def test_the_pit_of_an_honest_forecast_of_counts_is_flat_and_its_coverage_exact():
    rng = np.random.default_rng(3)
    mean, size = np.full(20_000, 0.4), np.full(20_000, 0.7)
    outcome = rng.poisson(rng.gamma(size, mean / size))
    ends = pit(Predictive(negative_binomial(mean, size, 40)), outcome)
    assert pit_coverage(ends, 0.9).mean() == pytest.approx(0.9, abs=0.01)
    np.testing.assert_allclose(pit_histogram(ends, 10), 0.1, atol=0.01)


def test_a_forecast_that_is_too_sure_covers_too_little():
    rng = np.random.default_rng(4)
    outcome = rng.poisson(rng.gamma(1.0, 5.0, 5_000))
    ends = pit(Predictive(negative_binomial(np.full(5_000, 5.0), np.full(5_000, np.inf), 60)), outcome)
    assert pit_coverage(ends, 0.9).mean() < 0.7


def test_skill_is_the_part_saved():
    assert skill(0.9, 1.0) == pytest.approx(0.1)
    assert skill(2.0, 1.0) == -1.0
    with pytest.raises(UsageError, match="not defined"):
        skill(0.0, 0.0)
