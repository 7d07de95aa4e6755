import numpy as np
import pytest

from tertius.inference.dispersion import design_effect, rate_dispersion, share_correlation, table_correlation
from tertius.model.errors import UsageError

BOUNDS = {"block": 12, "low": 0.002, "high": 0.3}


def shares(rho, share, *, volume=40, series=60, seed=0):
    rng = np.random.default_rng(seed)
    n = rng.poisson(volume, (series, 120))
    strength = (1 - rho) / rho
    share = np.broadcast_to(share, n.shape)
    return rng.binomial(n, rng.beta(share * strength, (1 - share) * strength)).astype(float), n.astype(float)


@pytest.mark.parametrize("rho", [0.01, 0.05, 0.1])
def test_the_correlation_is_recovered(rho):
    estimate = share_correlation(*shares(rho, 0.15), **BOUNDS)
    assert np.median(estimate) == pytest.approx(rho, rel=0.25)


def test_a_change_of_level_is_not_taken_for_noise():
    moved = share_correlation(*shares(0.03, np.where(np.arange(120) < 63, 0.5, 0.1)), **BOUNDS)
    assert np.median(moved) == pytest.approx(0.03, rel=0.3)


def test_independent_events_are_at_the_floor():
    rng = np.random.default_rng(1)
    n = np.full((40, 120), 60.0)
    estimate = share_correlation(rng.binomial(60, 0.2, n.shape).astype(float), n, **BOUNDS)
    assert np.median(estimate) <= 0.004


def test_the_estimate_stays_within_its_bounds():
    n = np.full((2, 24), 50.0)
    wild = np.where(np.arange(24) % 2, 0.0, 50.0) * np.ones((2, 1))
    assert share_correlation(wild, n, **BOUNDS).tolist() == [0.3, 0.3]
    assert share_correlation(np.zeros((2, 24)), n, **BOUNDS).tolist() == [0.002, 0.002]


def test_unknown_and_empty_periods_tell_nothing():
    x, n = shares(0.05, 0.2, series=3)
    x[:, 30], n[:, 31], x[:, 31] = np.nan, 0.0, 0.0
    hidden = x.copy(), n.copy()
    hidden[1][:, 30], hidden[0][:, 30] = 0.0, 0.0
    assert np.array_equal(share_correlation(x, n, **BOUNDS), share_correlation(*hidden, **BOUNDS))


@pytest.mark.parametrize("phi", [1.0, 1.5, 3.0])
def test_the_dispersion_of_rates_is_recovered(phi):
    rng = np.random.default_rng(2)
    exposure = rng.gamma(3.0, 1.0, (60, 120))
    mean = 4.0 * exposure
    y = rng.poisson(mean) if phi == 1.0 else rng.negative_binomial(mean / (phi - 1), 1 / phi)
    assert np.median(rate_dispersion(y, exposure, block=12)) == pytest.approx(phi, rel=0.1)


def test_a_series_without_counts_is_poisson():
    assert rate_dispersion(np.zeros((1, 24)), np.ones((1, 24)), block=12).tolist() == [1.0]


def test_a_block_must_fit_the_series():
    for block in (2, 25):
        with pytest.raises(UsageError, match="block"):
            rate_dispersion(np.zeros((1, 24)), np.ones((1, 24)), block=block)


def test_the_design_effect_is_never_below_one():
    assert design_effect([0.5, 1.0, 21.0], 0.05).tolist() == [1.0, 1.0, 2.0]


def test_the_order_of_series_does_not_matter():
    x, n = shares(0.05, 0.2, series=5)
    assert np.array_equal(share_correlation(x, n, **BOUNDS)[::-1], share_correlation(x[::-1], n[::-1], **BOUNDS))


def drawn(rho, months, *, seed):
    rng = np.random.default_rng(seed)
    share = np.array([0.3, 0.25, *[0.05] * 9])
    months_own = rng.dirichlet(share * (1 - rho) / rho, months)
    return rng.multinomial(rng.poisson(40, months), months_own).T.astype(float)


@pytest.mark.parametrize("months", [12, 24])
@pytest.mark.parametrize("rho", [0.02, 0.05, 0.1])
def test_the_correlation_of_a_short_table_is_told_without_bias(rho, months):
    told = [table_correlation(drawn(rho, months, seed=seed), **BOUNDS) for seed in range(200)]
    assert np.mean(told) == pytest.approx(rho, rel=0.06)


def test_a_table_tells_it_closer_than_its_single_rows():
    tables = [drawn(0.05, 24, seed=seed) for seed in range(100)]
    rows = [share_correlation(one, np.broadcast_to(one.sum(axis=0), one.shape), **BOUNDS) for one in tables]
    single = [np.average(told, weights=one.sum(axis=1)) for told, one in zip(rows, tables, strict=True)]
    assert np.std([table_correlation(one, **BOUNDS) for one in tables]) < 0.8 * np.std(single)


@pytest.mark.parametrize(
    "table", [np.zeros((3, 12)), np.eye(12), 0.5 * np.eye(12), np.eye(3, 12)], ids=["empty", "single", "thin", "few"]
)
def test_a_table_that_tells_nothing_is_at_the_floor(table):
    assert table_correlation(table, **BOUNDS) == BOUNDS["low"]


def test_blocks_and_alternatives_that_are_empty_change_nothing():
    table = drawn(0.05, 24, seed=1)
    wider = np.pad(table, ((0, 2), (12, 0)))
    assert table_correlation(wider, **BOUNDS) == pytest.approx(table_correlation(table, **BOUNDS), rel=1e-12)
