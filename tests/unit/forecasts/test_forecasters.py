import numpy as np
import pytest

from tertius.forecasts import CONSTANTS, FORECASTERS, Past, forecaster, past_of
from tertius.forecasts.averaging import Cases, average_weights, count_dispersion
from tertius.forecasts.ledger import half_lives, ledger_means
from tertius.model import UnknownName, UsageError


def predict(name, past, horizons, constants):
    return forecaster(name).predict(past, horizons, constants)


def test_ledger_means_equal_their_slow_twin(twin, constants, bursty):
    past = bursty.before(9)
    found, parts = ledger_means(past, constants), past.parts.tolist()
    for t in (0, 1, 5, 9):
        pooled = twin.pooled_level(parts, t, constants["forecasts.pooled_half_life"], constants["forecasts.least_mean"])
        assert found[:, t, -1] == pytest.approx(pooled)
        for f, half_life in enumerate(half_lives(constants)):
            expected = [twin.ledger_mean(one, t, half_life, pooled, constants["forecasts.prior_periods"])
                        for one in parts]  # fmt: skip
            np.testing.assert_allclose(found[:, t, f], expected)


def test_the_average_finds_the_ledger_that_was_right(constants):
    rng = np.random.default_rng(6)
    truth = rng.gamma(2.0, 1.0, 6_000)
    cases = Cases(np.stack([rng.permutation(truth), truth, np.ones(6_000)], axis=1), rng.poisson(truth).astype(float),
                  np.ones(6_000))  # fmt: skip
    weights = average_weights(cases, {**constants, "forecasts.fit_rounds": 400})
    np.testing.assert_allclose(weights, [0.0, 1.0, 0.0], atol=0.06)
    assert weights @ cases.means.mean(axis=0) == pytest.approx(cases.outcome.mean(), rel=0.01)


def test_with_nothing_to_learn_from_every_ledger_weighs_the_same(constants):
    empty = Cases(np.zeros((0, 4)), np.zeros(0), np.zeros(0))
    np.testing.assert_allclose(average_weights(empty, constants), 0.25)
    assert count_dispersion(empty, np.full(4, 0.25), constants).excess > 0


@pytest.mark.parametrize(("excess", "relative"), [(0.05, 0.5), (1.0, 0.05)])
def test_the_dispersion_of_earlier_forecasts_is_found(constants, excess, relative):
    rng = np.random.default_rng(7)
    mean = rng.gamma(2.0, 1.5, 20_000)
    size = mean / (excess + relative * mean)
    cases = Cases(mean[:, None], rng.poisson(rng.gamma(size, mean / size)).astype(float), np.ones(20_000))
    found = count_dispersion(cases, np.ones(1), constants)
    variance = found.excess * mean + found.relative * mean**2
    assert variance.mean() == pytest.approx((excess * mean + relative * mean**2).mean(), rel=0.15)


def test_a_level_that_fell_is_followed_and_a_steady_one_kept(constants):
    rng = np.random.default_rng(8)
    steady = rng.poisson(4.0, (20, 40))
    fallen = np.concatenate([rng.poisson(4.0, (20, 28)), rng.poisson(0.3, (20, 12))], axis=1)
    mean = predict("ledger", past_of(np.concatenate([steady, fallen]), season=12), (1, 6), constants).mean()
    assert mean[:20].mean() == pytest.approx(4.0, rel=0.15)
    assert mean[20:].mean() < 2.0, "nearer to what it fell to than to where it was"


def test_last_value_seasonal_mean_and_conflictology_say_what_they_are_named_after(constants):
    past = past_of([np.arange(24.0), np.zeros(24)], season=12)
    horizons = (1, 12, 13)
    floor = constants["forecasts.least_mean"]
    np.testing.assert_allclose(predict("last-value", past, horizons, constants).mean(), [[23.0] * 3, [floor] * 3],
                               rtol=1e-6)  # fmt: skip
    np.testing.assert_allclose(predict("seasonal", past, horizons, constants).mean()[0], [12.0, 23.0, 12.0], rtol=1e-6)
    np.testing.assert_allclose(predict("mean-12", past, horizons, constants).mean()[0], 17.5, rtol=1e-6)
    drawn = predict("conflictology", past, horizons, constants).pmf
    np.testing.assert_allclose(drawn[0, 0, 12:24], 1.0 / 12.0)
    np.testing.assert_allclose(drawn[1, :, 0], 1.0)


def test_without_a_year_behind_it_the_seasonal_forecast_is_the_last_value(constants):
    past = past_of([[3.0, 1.0, 5.0]], season=12)
    np.testing.assert_allclose(predict("seasonal", past, (1, 2), constants).mean(), 5.0, rtol=1e-6)


@pytest.mark.parametrize("counts", [[[1.0, -1.0]], [[1.0, np.nan]], np.zeros((0, 3)), np.zeros((2, 0))])
def test_a_past_of_unknown_or_negative_counts_is_refused(counts):
    with pytest.raises(UsageError):
        past_of(counts, season=12)


def test_parts_that_do_not_fill_their_periods_are_refused():
    with pytest.raises(UsageError, match="whole periods of 4"):
        past_of(np.ones((1, 10)), season=12, parts=4)


@pytest.mark.parametrize("origin", [0, -1, 6])
def test_an_origin_outside_the_data_is_refused(origin):
    with pytest.raises(UsageError, match="origin"):
        Past(np.ones((1, 5, 1)), 12).before(origin)


def test_an_unknown_forecaster_is_refused_with_the_nearest_name():
    with pytest.raises(UnknownName, match="ledger"):
        forecaster("leger")


def test_every_constant_of_a_forecast_is_named_once():
    assert len(set(CONSTANTS)) == len(CONSTANTS)
    assert {name for one in FORECASTERS for name in one.constants} <= set(CONSTANTS)
