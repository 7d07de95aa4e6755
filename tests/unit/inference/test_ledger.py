import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from tertius.inference.intervals import beta_interval
from tertius.inference.ledger import (
    choose_half_life,
    choose_share_half_life,
    dirichlet_ledger,
    dirichlet_log_score,
    discounted,
    gamma_ledger,
)
from tertius.model.errors import UsageError

SETTINGS = {"half_life": 6.0, "prior_mean": 0.4, "prior_weight": 2.0, "tempering": 0.7}
counts = npst.arrays(float, (2, 9), elements=st.floats(0, 50))


@given(counts, st.floats(0.2, 200))
@settings(max_examples=30, deadline=None)
def test_discounting_is_the_sum_over_the_past(naive, x, half_life):
    assert discounted(x, half_life)[1] == pytest.approx(naive.discounted(x[1], half_life))


def test_discounting_stays_exact_over_six_hundred_periods(naive):
    x = np.random.default_rng(1).poisson(3.0, 600).astype(float)
    assert discounted(x, 1.0)[-1] == pytest.approx(naive.discounted(x, 1.0)[-1], rel=1e-12)


def test_an_infinite_half_life_forgets_nothing():
    assert discounted([1.0, 2.0, 3.0], np.inf).tolist() == [1.0, 3.0, 6.0]


@pytest.mark.parametrize("half_life", [0.0, -1.0, np.nan])
def test_a_half_life_must_be_positive(half_life):
    with pytest.raises(UsageError, match="half-life"):
        discounted([1.0], half_life)


@given(counts, npst.arrays(float, (2, 9), elements=st.floats(0, 20)))
@settings(max_examples=30, deadline=None)
def test_the_gamma_ledger_equals_its_recursion(naive, y, exposure):
    ledger = gamma_ledger(y, exposure, **SETTINGS)
    expected = np.array(naive.gamma_ledger(y[0], exposure[0], **SETTINGS))
    assert ledger.shape[0] == pytest.approx(expected[:, 0])
    assert ledger.rate[0] == pytest.approx(expected[:, 1])


def test_prior_means_may_move_and_differ_by_series(naive):
    y, exposure = np.full((2, 5), 3.0), np.full((2, 5), 2.0)
    ledger = gamma_ledger(y, exposure, **(SETTINGS | {"prior_mean": [0.4, 5.0]}))
    for row, mean in enumerate((0.4, 5.0)):
        expected = np.array(naive.gamma_ledger(y[row], exposure[row], **(SETTINGS | {"prior_mean": mean})))
        assert ledger.shape[row] == pytest.approx(expected[:, 0])


@given(counts, st.integers(1, 8), st.integers(0, 10**6))
@settings(max_examples=30, deadline=None)
def test_the_future_does_not_alter_the_past(y, cut, seed):
    changed = y.copy()
    changed[:, cut:] = np.random.default_rng(seed).poisson(9.0, changed[:, cut:].shape)
    one, two = (gamma_ledger(v, np.ones_like(v), **SETTINGS) for v in (y, changed))
    assert np.array_equal(one.shape[:, :cut], two.shape[:, :cut])
    shares = [
        dirichlet_ledger(v[..., None] * [1.0, 0.5], half_life=3, prior=[1, 1], tempering=0.5) for v in (y, changed)
    ]
    assert np.array_equal(shares[0][:, :cut], shares[1][:, :cut])


@given(counts)
@settings(max_examples=20, deadline=None)
def test_the_order_of_series_does_not_matter(y):
    there, back = (gamma_ledger(v, np.ones_like(v), **SETTINGS) for v in (y, y[::-1]))
    assert np.array_equal(there.shape, back.shape[::-1])


def test_an_unknown_period_adds_no_evidence_but_time_passes():
    y = np.array([[5.0, np.nan, 0.0]])
    ledger = gamma_ledger(y, np.ones((1, 3)), **SETTINGS)
    empty = gamma_ledger(np.array([[5.0, 0.0, 0.0]]), np.array([[1.0, 0.0, 1.0]]), **SETTINGS)
    assert np.array_equal(ledger.shape, empty.shape)
    assert np.array_equal(ledger.rate, empty.rate)


def test_without_evidence_the_ledger_is_the_prior():
    ledger = gamma_ledger(np.zeros((1, 30)), np.zeros((1, 30)), **SETTINGS)
    assert (ledger.shape / ledger.rate)[0] == pytest.approx(0.4)
    assert ledger.rate[0] == pytest.approx(2.0)


def test_untempered_forecasts_are_the_textbook_negative_binomial(naive):
    rng = np.random.default_rng(2)
    y, exposure = rng.poisson(4.0, (1, 20)).astype(float), rng.gamma(3.0, 1.0, (1, 20))
    options = SETTINGS | {"tempering": 1.0}
    score = gamma_ledger(y, exposure, **options).predictive_log_score(y, exposure)[0]
    options.pop("tempering")
    assert score == pytest.approx(naive.gamma_forecast_score(y[0], exposure[0], **options))


def test_tempered_forecasts_have_the_stated_variance():
    ledger = gamma_ledger(np.array([[4.0, 0.0]]), np.array([[2.0, 3.0]]), **SETTINGS)
    y = np.arange(400.0)
    probability = np.exp([ledger.predictive_log_score([[4.0, v]], [[2.0, 3.0]])[0, 1] for v in y])
    mean = ledger.forecast_shape[0, 1] / ledger.forecast_rate[0, 1] * 3.0
    variance = mean / 0.7 + mean**2 / ledger.forecast_shape[0, 1]
    assert probability.sum() == pytest.approx(1.0)
    assert probability @ y == pytest.approx(mean)
    assert probability @ (y - mean) ** 2 == pytest.approx(variance)


def test_a_period_without_exposure_scores_nothing_and_an_unknown_one_is_unknown():
    y, exposure = np.array([[3.0, 0.0, np.nan, 1.0]]), np.array([[2.0, 0.0, 1.0, np.nan]])
    score = gamma_ledger(y, exposure, **SETTINGS).predictive_log_score(y, exposure)[0]
    assert score[0] < 0.0
    assert score[1] == 0.0
    assert np.isnan(score[2:]).all()


@pytest.mark.parametrize("tempering", [0.0, 1.2, np.nan])
def test_tempering_lies_between_nought_and_one(tempering):
    with pytest.raises(UsageError, match="tempering"):
        gamma_ledger([[1.0]], [[1.0]], **(SETTINGS | {"tempering": tempering}))


def test_a_prior_must_be_positive():
    with pytest.raises(UsageError, match="prior"):
        gamma_ledger([[1.0]], [[1.0]], **(SETTINGS | {"prior_mean": 0.0}))
    with pytest.raises(UsageError, match="positive"):
        dirichlet_ledger([[[1.0, 2.0]]], half_life=1, prior=[0.0, 1.0], tempering=1.0)


@given(npst.arrays(float, (2, 7, 3), elements=st.floats(0, 20)))
@settings(max_examples=20, deadline=None)
def test_the_dirichlet_ledger_equals_its_recursion(naive, x):
    alpha = dirichlet_ledger(x, half_life=4.0, prior=[0.5, 1.0, 2.0], tempering=0.6)
    expected = naive.dirichlet_ledger(x[1], half_life=4.0, prior=[0.5, 1.0, 2.0], tempering=0.6)
    assert alpha[1] == pytest.approx(np.array(expected))


def test_mediator_share():
    """The worked example of the methods: six candidates, prior 0.5 each, design effect 0.6."""
    days = np.array([12.4, 4.0, 3.1, 1.2, 0.7, 0.2])
    alpha = dirichlet_ledger(days[None, None, :], half_life=12.0, prior=np.full(6, 0.5), tempering=0.6)[0, 0]
    assert alpha[0] == pytest.approx(7.94)
    assert alpha.sum() - alpha[0] == pytest.approx(8.02)
    low, median, high = beta_interval(alpha[0], alpha[1:].sum(), 0.9)
    assert (round(float(low), 2), round(float(median), 2), round(float(high), 2)) == (0.30, 0.50, 0.70)
    much = dirichlet_ledger(10 * days[None, None, :], half_life=12.0, prior=np.full(6, 0.5), tempering=0.6)[0, 0]
    assert [float(b) for b in beta_interval(much[0], much[1:].sum(), 0.9)] == pytest.approx(
        [0.49, 0.57, 0.63], abs=0.01
    )


def test_untempered_share_forecasts_sum_to_one():
    alpha = dirichlet_ledger(np.array([[[3.0, 1.0], [0.0, 0.0]]]), half_life=2.0, prior=[1.0, 2.0], tempering=1.0)
    before = alpha[0, 1]
    total = 0.0
    for hits in range(5):
        x = np.array([[[3.0, 1.0], [hits, 4.0 - hits]]])
        seen = np.concatenate([alpha[:, :1], (before + x[0, 1])[None, None]], axis=1)
        ways = [1, 4, 6, 4, 1][hits]
        total += ways * np.exp(dirichlet_log_score(seen, x, tempering=1.0)[0, 1])
    assert total == pytest.approx(1.0)


def test_periods_without_events_score_nothing():
    alpha = dirichlet_ledger(np.zeros((1, 2, 3)), half_life=2.0, prior=[1.0, 1.0, 1.0], tempering=0.5)
    assert dirichlet_log_score(alpha, np.zeros((1, 2, 3)), tempering=0.5) == pytest.approx(0.0)


def test_a_constant_rate_is_best_forecast_by_long_memory_and_a_moving_one_by_short():
    rng = np.random.default_rng(3)
    still = rng.poisson(5.0, (20, 120)).astype(float)
    moving = rng.poisson(np.where(np.arange(120) // 10 % 2, 20.0, 2.0), (20, 120)).astype(float)
    options = {"grid": (1.0, 6.0, 60.0), "prior_mean": 5.0, "prior_weight": 0.5, "tempering": 1.0}
    chosen = [choose_half_life(y, np.ones_like(y), **options) for y in (still, moving)]
    assert [choice.half_life for choice in chosen] == [60.0, 1.0]
    assert chosen[0].scores[2] == max(chosen[0].scores)


def test_constant_shares_are_best_forecast_by_long_memory():
    rng = np.random.default_rng(4)
    x = rng.multinomial(20, [0.2, 0.3, 0.5], (10, 80)).astype(float)
    assert choose_share_half_life(x, grid=(1.0, 60.0), prior=[0.5] * 3, tempering=1.0).half_life == 60.0


def test_choosing_among_no_half_lives_is_refused():
    with pytest.raises(UsageError, match="no half-life"):
        choose_share_half_life(np.ones((1, 2, 2)), grid=(), prior=[1.0, 1.0], tempering=1.0)
