"""The smallest change that would be reported: found, and sure to be large enough."""

import numpy as np
import pytest

from tertius.inference.changes import change_posterior
from tertius.inference.dating import Criteria, dated_changes
from tertius.inference.detectable import detectable_share
from tertius.inference.grids import share_grid
from tertius.inference.lengths import SegmentLengths
from tertius.inference.likelihoods import share_likelihood
from tertius.inference.reportable import Bar, Watch, reportable_step

BAR = Bar(bayes_factor=240.0, factor=2.0, probability=0.9, least=1.0 / 12)


def test_what_is_reported_must_be_found_and_more() -> None:
    volume = np.array([10.0, 45.0, 200.0])
    reported = reportable_step(0.3, Watch(volume, 60, 60, 0.035), BAR)
    found = detectable_share(0.3, volume, before=60, after=60, rho=0.035, bayes_factor=240.0)
    assert np.all(reported >= found)
    assert np.all(np.diff(reported) < 0)


def test_a_step_that_need_not_be_large_is_only_to_be_found() -> None:
    any_size = Bar(bayes_factor=240.0, factor=1.0, probability=0.5)
    found = detectable_share(0.3, 45.0, before=60, after=60, rho=0.035, bayes_factor=240.0)
    assert reportable_step(0.3, Watch(45.0, 60, 60, 0.035), any_size) == found


def test_who_holds_less_than_the_least_share_can_only_rise_and_to_more_than_it() -> None:
    step = reportable_step(0.05, Watch(200.0, 60, 60, 0.01), Bar(240.0, 2.0, 0.9, least=0.4))
    assert step >= 0.35
    assert reportable_step(0.3, Watch(0.0, 60, 60, 0.05), BAR) == np.inf


@pytest.mark.slow
def test_a_fall_of_this_size_is_reported_about_nine_times_in_ten() -> None:
    step = float(reportable_step(0.15, Watch(45.0, 60, 60, 0.035), BAR))
    rng = np.random.default_rng(3)
    n, share = rng.poisson(45, (60, 120)), np.where(np.arange(120) < 60, 0.15, 0.15 - step)
    strength = (1 - 0.035) / 0.035
    x = rng.binomial(n, rng.beta(share * strength, (1 - share) * strength, n.shape)).astype(float)
    likelihood = share_likelihood(x, n.astype(float), rho=0.035, grid=share_grid(60, a=0.5, b=5.5))
    posterior = change_posterior(likelihood, SegmentLengths(120, 6), credibility=0.9, max_number=1)
    criteria = Criteria(floor=0.005, least_effect=np.log(BAR.factor), follow=6, least=BAR.least)
    reported = 0
    for row in np.flatnonzero(posterior.log_bayes_factor > np.log(BAR.bayes_factor)):
        changes = dated_changes(posterior, row, paths=posterior.paths(row, draws=300, seed=1), criteria=criteria)
        reported += any(one.probability >= 0.5 and one.effect_probability >= BAR.probability for one in changes)
    assert 0.8 <= reported / 60 <= 1.0
