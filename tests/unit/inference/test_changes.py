import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import gammaln

from tertius.inference.changes import change_posterior
from tertius.inference.grids import LevelGrid, rate_grid, share_grid
from tertius.inference.lengths import SegmentLengths
from tertius.inference.likelihoods import rate_likelihood, share_likelihood
from tertius.inference.log_gamma import log_gamma
from tertius.model.errors import DataError, UsageError

OPTIONS = {"credibility": 0.9, "max_number": 3}
SHARES = share_grid(24, a=1.0, b=9.0)


def counts(periods, seed, *, series=3):
    rng = np.random.default_rng(seed)
    n = rng.gamma(2.0, 10.0, (series, periods))
    share = np.where(np.arange(periods) < periods // 2, 0.25, 0.05)
    return n * rng.beta(20 * share, 20 * (1 - share), n.shape), n


def twin(naive, x, n, rho, grid, lengths):
    kernel = [
        [0.0 if np.isnan(a) else naive.log_beta_binomial(a, b, share, rho) for share in grid.values[0]]
        for a, b in zip(x, n, strict=True)
    ]
    return naive.Changes(kernel, grid.log_prior[0], mean=lengths.mean, minimum=lengths.minimum)


@pytest.mark.parametrize(
    ("periods", "lengths"),
    [
        (40, SegmentLengths(15.0, 6)),
        (30, SegmentLengths(8.0, 2)),
        (30, SegmentLengths(20.0, 3)),
        (9, SegmentLengths(12.0, 6)),
    ],
)
def test_the_linear_pass_equals_the_quadratic_recursion(naive, periods, lengths):
    x, n = counts(periods, seed=periods)
    x[1, 4] = np.nan
    rho = np.array([0.03, 0.05, 0.2])
    posterior = change_posterior(share_likelihood(x, n, rho=rho, grid=SHARES), lengths, chunk=2, **OPTIONS)
    for row in range(3):
        slow = twin(naive, x[row], n[row], rho[row], SHARES, lengths)
        level = slow.level()
        assert posterior.log_bayes_factor[row] == pytest.approx(slow.log_bayes_factor(), abs=1e-8)
        assert posterior.at[row] == pytest.approx(np.array(slow.at()), abs=1e-8)
        assert posterior.number[row] == pytest.approx(np.array(slow.number(3)), abs=1e-8)
        assert level.sum(axis=1) == pytest.approx(1.0)
        assert posterior.level[row] == pytest.approx(level @ SHARES.values[0], abs=1e-8)
        reached = np.cumsum(level, axis=1)
        for bound, tail in ((posterior.low, 0.05), (posterior.high, 0.95)):
            exact = [np.interp(tail, [0.0, *r], SHARES.edges[0]) for r in reached]
            assert bound[row] == pytest.approx(np.array(exact), abs=1e-8)


def test_rates_follow_the_same_recursion(naive):
    rng = np.random.default_rng(7)
    exposure = rng.gamma(3.0, 2.0, (2, 30))
    y = rng.poisson(exposure * np.where(np.arange(30) < 14, 2.0, 0.4)).astype(float)
    grid = rate_grid(24, mean=[1.0, 2.0], shape=1.0, span=20.0)
    lengths = SegmentLengths(12.0, 4)
    posterior = change_posterior(rate_likelihood(y, exposure, phi=[1.5, 3.0], grid=grid), lengths, **OPTIONS)
    for row, phi in enumerate((1.5, 3.0)):
        kernel = [
            [naive.log_negative_binomial(a, b, rate, phi) for rate in grid.values[row]]
            for a, b in zip(y[row], exposure[row], strict=True)
        ]
        slow = naive.Changes(kernel, grid.log_prior[row], mean=12.0, minimum=4)
        assert posterior.log_bayes_factor[row] == pytest.approx(slow.log_bayes_factor(), abs=1e-8)
        assert posterior.at[row] == pytest.approx(np.array(slow.at()), abs=1e-8)


def test_drawn_histories_agree_with_the_posterior():
    x, n = counts(40, seed=1, series=2)
    posterior = change_posterior(share_likelihood(x, n, rho=0.05, grid=SHARES), SegmentLengths(15.0, 4), **OPTIONS)
    paths = posterior.paths(1, draws=4000, seed=3)
    assert paths.starts.mean(axis=0) == pytest.approx(posterior.at[1], abs=0.03)
    assert paths.level.mean(axis=0) == pytest.approx(posterior.level[1], abs=0.01)
    number = np.bincount(paths.starts.sum(axis=1), minlength=4)
    assert number[:3] / 4000 == pytest.approx(posterior.number[1, :3], abs=0.03)
    assert np.array_equal(paths.level, posterior.paths(1, draws=4000, seed=3).level)


def test_histories_respect_the_shortest_segment():
    x, n = counts(40, seed=1, series=1)
    posterior = change_posterior(share_likelihood(x, n, rho=0.2, grid=SHARES), SegmentLengths(9.0, 7), **OPTIONS)
    for row in posterior.paths(0, draws=300, seed=0).starts:
        dates = np.flatnonzero(row)
        assert dates.size == 0 or dates[0] >= 7
        assert np.all(np.diff(dates) >= 7)


@given(st.integers(0, 10**6))
@settings(max_examples=10, deadline=None)
def test_the_order_of_series_and_the_chunks_do_not_matter(seed):
    x, n = counts(24, seed, series=5)
    lengths = SegmentLengths(12.0, 4)
    whole = change_posterior(share_likelihood(x, n, rho=0.05, grid=SHARES), lengths, chunk=5, **OPTIONS)
    order = np.random.default_rng(seed).permutation(5)
    parts = change_posterior(
        share_likelihood(x[order], n[order], rho=0.05, grid=SHARES), lengths, chunk=2, workers=2, **OPTIONS
    )
    assert parts.log_bayes_factor == pytest.approx(whole.log_bayes_factor[order], abs=1e-10)
    assert parts.at == pytest.approx(whole.at[order], abs=1e-10)
    assert parts.level == pytest.approx(whole.level[order], abs=1e-10)


def test_a_series_too_short_for_a_change_speaks_for_none():
    x, n = counts(5, seed=0)
    posterior = change_posterior(share_likelihood(x, n, rho=0.05, grid=SHARES), SegmentLengths(12.0, 6), **OPTIONS)
    assert posterior.log_bayes_factor.tolist() == [0.0] * 3
    assert posterior.number[:, 0] == pytest.approx(1.0)
    assert posterior.at == pytest.approx(0.0)


def test_a_series_without_events_leaves_the_prior():
    grid = share_grid(40, a=1.0, b=9.0)
    nothing = np.zeros((1, 40))
    posterior = change_posterior(
        share_likelihood(nothing, nothing, rho=0.05, grid=grid), SegmentLengths(20.0, 6), **OPTIONS
    )
    assert posterior.log_bayes_factor == pytest.approx(0.0, abs=1e-9)
    assert posterior.level == pytest.approx(0.1, abs=0.002)


def test_an_overwhelming_change_stays_finite():
    x = np.where(np.arange(60) < 30, 5000.0, 0.0)[None]
    posterior = change_posterior(
        share_likelihood(x, np.full((1, 60), 5000.0), rho=0.002, grid=SHARES), SegmentLengths(20.0, 6), **OPTIONS
    )
    assert 1000 < posterior.log_bayes_factor[0] < np.inf
    assert posterior.at[0].argmax() == 30
    assert posterior.number[0].sum() == pytest.approx(1.0)


def test_the_logarithm_of_the_gamma_function_is_exact():
    z = 10.0 ** np.linspace(-6, 7, 4001)
    assert np.max(np.abs(log_gamma(z) - gammaln(z)) / np.maximum(1.0, np.abs(gammaln(z)))) < 1e-12


def test_segment_lengths_are_a_distribution_with_the_stated_mean():
    lengths = SegmentLengths(48.0, 6)
    probability, survival = np.exp(lengths.log_probability(2000)), np.exp(lengths.log_survival(2000))
    assert probability.sum() == pytest.approx(1.0)
    assert probability @ np.arange(2001) == pytest.approx(48.0)
    assert probability[:6].sum() == 0.0
    assert survival == pytest.approx(1.0 - np.concatenate([[0.0], np.cumsum(probability)[:-1]]))


@pytest.mark.parametrize(("mean", "minimum"), [(10.0, 1), (6.0, 6), (np.nan, 6)])
def test_impossible_segment_lengths_are_refused(mean, minimum):
    with pytest.raises(UsageError, match="segment"):
        SegmentLengths(mean, minimum)


def test_grids_carry_the_mean_of_their_prior():
    shares, rates = share_grid(200, a=1.0, b=9.0), rate_grid(200, mean=[0.5, 30.0], shape=2.0, span=100.0)
    assert np.exp(shares.log_prior[0]) @ shares.values[0] == pytest.approx(0.1, rel=0.01)
    assert (np.exp(rates.log_prior) * rates.values).sum(axis=1) == pytest.approx([0.5, 30.0], rel=0.01)
    assert np.all(np.diff(shares.values[0]) > 0)
    assert shares.edges[0, [0, -1]].tolist() == [0.0, 1.0]


def test_impossible_grids_are_refused():
    for build in (
        lambda: share_grid(1, a=1.0, b=1.0),
        lambda: rate_grid(10, mean=0.0, shape=1.0, span=10.0),
        lambda: LevelGrid(np.ones((1, 3)), np.ones((1, 3)), np.ones((1, 3))),
    ):
        with pytest.raises(UsageError, match="grid"):
            build()


def test_impossible_counts_are_refused():
    with pytest.raises(DataError, match="above one"):
        share_likelihood([[3.0]], [[2.0]], rho=0.1, grid=SHARES)
    with pytest.raises(DataError, match="negative"):
        share_likelihood([[-1.0]], [[2.0]], rho=0.1, grid=SHARES)
    with pytest.raises(UsageError, match="strictly"):
        share_likelihood([[1.0]], [[2.0]], rho=0.0, grid=SHARES)
    with pytest.raises(UsageError, match="at least 1"):
        rate_likelihood([[1.0]], [[2.0]], phi=0.5, grid=SHARES)
    with pytest.raises(UsageError, match="fit"):
        share_likelihood([[1.0, 1.0]], [[2.0]], rho=0.1, grid=SHARES)
    with pytest.raises(UsageError, match="does not fit"):
        rate_likelihood([[1.0]], [[2.0]], phi=1.0, grid=rate_grid(5, mean=[1.0, 2.0], shape=1.0, span=3.0))


def test_impossible_settings_are_refused():
    likelihood = share_likelihood([[1.0]], [[2.0]], rho=0.1, grid=SHARES)
    for options in ({"credibility": 1.0, "max_number": 3}, {"credibility": 0.9, "max_number": 0}):
        with pytest.raises(UsageError, match="credibility"):
            change_posterior(likelihood, SegmentLengths(12.0, 6), **options)
