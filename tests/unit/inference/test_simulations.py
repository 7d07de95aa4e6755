"""What the methods promise of the change model, on small simulations with a fixed seed."""

import numpy as np
import pytest

from tertius.inference.changes import change_posterior, dated_changes
from tertius.inference.dating import Criteria
from tertius.inference.detectable import found_share_levels
from tertius.inference.grids import share_grid
from tertius.inference.lengths import SegmentLengths
from tertius.inference.likelihoods import share_likelihood

STRONG = 3.0


@pytest.fixture(scope="module")
def fallen(decade, search):
    when = np.random.default_rng(8).integers(36, 84, 60)
    x, n = decade(series=60, volume=60, before=0.15, after=0.03, when=when, seed=9)
    return when, search(x, n)


@pytest.mark.parametrize("volume", [20, 60])
def test_growing_media_raise_few_false_alarms(decade, search, volume):
    never = np.full(100, 120)
    posterior = search(*decade(series=100, volume=volume, before=0.15, after=0.15, when=never, seed=volume))
    assert (posterior.log_bayes_factor > STRONG).mean() <= 0.05


def test_the_bayes_factor_is_an_e_value_when_the_dispersion_is_known(decade):
    never = np.full(300, 120)
    x, n = decade(series=300, volume=60, before=0.15, after=0.15, when=never, seed=11)
    likelihood = share_likelihood(x, n, rho=0.05, grid=share_grid(60, a=1.0, b=9.0))
    posterior = change_posterior(likelihood, SegmentLengths(48.0, 6), credibility=0.9, max_number=1)
    assert np.exp(posterior.log_bayes_factor).mean() <= 1.0


def test_large_bayes_factors_stay_as_rare_as_e_values_when_the_dispersion_is_estimated(decade, search):
    never = np.full(300, 120)
    bayes = np.exp(
        search(*decade(series=300, volume=60, before=0.15, after=0.15, when=never, seed=11)).log_bayes_factor
    )
    for size in (10, 20, 100):
        assert (bayes >= size).mean() <= 1 / size


def test_a_lost_role_is_found(fallen):
    _, posterior = fallen
    assert (posterior.log_bayes_factor > STRONG).mean() >= 0.9


@pytest.mark.slow
def test_a_lost_role_is_dated_to_two_months_with_honest_intervals(fallen):
    when, posterior = fallen
    errors, covered = [], []
    for row in np.flatnonzero(posterior.log_bayes_factor > STRONG)[:40]:
        paths = posterior.paths(row, draws=400, seed=row)
        changes = dated_changes(posterior, row, paths=paths, criteria=Criteria(0.005, np.log(2), 6))
        change = max(changes, key=lambda found: found.probability * found.effect_probability)
        errors.append(abs(change.index - when[row]))
        covered.append(change.dates[when[row]])
        assert change.direction == -1
    assert np.median(errors) <= 2
    assert np.mean(covered) >= 0.8


def test_a_detectable_step_is_found_about_nine_times_in_ten(search):
    found = found_share_levels(0.15, 60.0, before=60, after=60, rho=0.05, bayes_factor=np.exp(STRONG))
    rng = np.random.default_rng(12)
    n = rng.poisson(60, (200, 120))
    for level in (float(found.fall), float(found.rise)):
        share = np.where(np.arange(120) < 60, 0.15, level)
        x = rng.binomial(n, rng.beta(19 * share, 19 * (1 - share), n.shape)).astype(float)
        assert 0.8 <= (search(x, n.astype(float)).log_bayes_factor > STRONG).mean() <= 0.97
