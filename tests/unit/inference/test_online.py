import numpy as np
import pytest
from scipy.special import logsumexp

from tertius.inference.grids import share_grid
from tertius.inference.likelihoods import share_likelihood
from tertius.inference.online import alarms, calibrated_threshold, online_posterior, run_lengths
from tertius.model.errors import UsageError

GRID = share_grid(20, a=1.0, b=9.0)


def watched(x, n):
    return online_posterior(share_likelihood(x, n, rho=0.05, grid=GRID), hazard=1 / 60, recent=6, credibility=0.9)


def decade(before, after, when, *, series=4, volume=60, seed=0):
    rng = np.random.default_rng(seed)
    n = rng.poisson(volume, (series, 120))
    share = np.where(np.arange(120) < when, before, after)
    return rng.binomial(n, rng.beta(19 * share, 19 * (1 - share), n.shape)).astype(float), n.astype(float)


def naive_run_lengths(naive, x, n, rho, hazard):
    """Adams and MacKay's recursion, one run length at a time."""
    joint = {}
    out = []
    for t in range(len(x)):
        kernel = np.array([naive.log_beta_binomial(x[t], n[t], share, rho) for share in GRID.values[0]])
        grown = {run + 1: state + np.log1p(-hazard) for run, state in joint.items()}
        mass = logsumexp([logsumexp(state) for state in joint.values()]) + np.log(hazard) if joint else 0.0
        joint = {run: state + kernel for run, state in ({0: mass + GRID.log_prior[0]} | grown).items()}
        total = logsumexp([logsumexp(state) for state in joint.values()])
        out.append({run: float(np.exp(logsumexp(state) - total)) for run, state in joint.items()})
    return out


def test_run_lengths_equal_the_recursion(naive):
    x, n = (v[:, 40:58] for v in decade(0.3, 0.05, 50))
    exact = naive_run_lengths(naive, x[1], n[1], 0.05, 0.1)
    likelihood = share_likelihood(x, n, rho=0.05, grid=GRID)
    table = run_lengths(likelihood, hazard=0.1, cap=6)
    recent = online_posterior(likelihood, hazard=0.1, recent=3, credibility=0.9, chunk=3).recent
    for t, runs in enumerate(exact):
        started = {run: p for run, p in runs.items() if run < t}
        for run in range(6):
            assert table[1, t, run] == pytest.approx(started.get(run, 0.0), abs=1e-8)
        assert recent[1, t] == pytest.approx(sum(p for run, p in started.items() if run <= 3), abs=1e-8)
    assert table.sum(axis=2) == pytest.approx(1.0)


def test_the_watch_does_not_see_the_future():
    x, n = decade(0.3, 0.05, 60)
    changed = x.copy()
    changed[:, 70:] = 0.0
    one, two = watched(x, n), watched(changed, n)
    assert np.array_equal(one.recent[:, :70], two.recent[:, :70])
    assert np.array_equal(one.level[:, :70], two.level[:, :70])


def test_a_large_fall_raises_an_alarm_soon_and_a_constant_share_none():
    x, n = decade(0.3, 0.05, 60)
    recent = online_posterior(
        share_likelihood(x, n, rho=0.05, grid=GRID), hazard=1 / 60, recent=6, credibility=0.9
    ).recent
    raised = alarms(recent, threshold=0.9, pause=12)
    assert np.all(raised[:, 60:65].any(axis=1))
    assert raised[:, :60].sum() == 0


def test_an_alarm_is_followed_by_a_pause():
    recent = np.ones((1, 10))
    assert np.flatnonzero(alarms(recent, threshold=0.5, pause=4)[0]).tolist() == [0, 4, 8]
    assert alarms(recent, threshold=1.0, pause=4).sum() == 0


def test_the_threshold_is_the_lowest_that_stays_quiet():
    recent = np.zeros((10, 100))
    recent[:3, 5], recent[:1, 50] = 0.6, 0.8
    options = {"grid": (0.9, 0.5, 0.7), "pause": 6}
    assert calibrated_threshold(recent, most_per_period=0.004, **options) == 0.5
    assert calibrated_threshold(recent, most_per_period=0.001, **options) == 0.7
    assert calibrated_threshold(recent, most_per_period=0.0, **options) == 0.9
    with pytest.raises(UsageError, match="threshold"):
        calibrated_threshold(np.ones((1, 5)), most_per_period=0.1, **options)


def test_impossible_settings_are_refused():
    likelihood = share_likelihood([[1.0]], [[2.0]], rho=0.1, grid=GRID)
    with pytest.raises(UsageError, match="hazard"):
        online_posterior(likelihood, hazard=0.0, recent=3, credibility=0.9)
    with pytest.raises(UsageError, match="run lengths"):
        run_lengths(likelihood, hazard=0.1, cap=0)
    with pytest.raises(UsageError, match="credibility"):
        online_posterior(likelihood, hazard=0.1, recent=3, credibility=1.0)


def test_the_level_of_today_lies_in_its_interval_and_follows_a_fall():
    x, n = decade(0.3, 0.05, 60)
    seen = watched(x, n)
    assert np.all((seen.low <= seen.level) & (seen.level <= seen.high))
    assert np.all(seen.low[:, 55] > 0.05)
    assert np.all(seen.high[:, 75] < 0.3)
