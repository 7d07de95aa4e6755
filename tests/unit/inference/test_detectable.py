import numpy as np
import pytest

from tertius.inference.detectable import detectable_rate, detectable_share, found_rate_levels, found_share_levels
from tertius.model.errors import UsageError

WATCH = {"before": 60, "after": 60, "bayes_factor": 20.0}


def test_more_events_show_smaller_steps():
    steps = detectable_share(0.15, [5.0, 20.0, 60.0, 200.0], rho=0.05, **WATCH)
    assert np.all(np.diff(steps) < 0)


def test_bursts_hide_steps():
    steps = detectable_share(0.15, 60.0, rho=[0.002, 0.05, 0.3], **WATCH)
    assert np.all(np.diff(steps) > 0)


def test_a_short_watch_and_a_strict_threshold_hide_steps():
    assert detectable_share(0.3, 30.0, rho=0.05, **(WATCH | {"after": 12})) > detectable_share(
        0.3, 30.0, rho=0.05, **WATCH
    )
    assert detectable_share(0.3, 30.0, rho=0.05, **(WATCH | {"bayes_factor": 1e6})) > detectable_share(
        0.3, 30.0, rho=0.05, **WATCH
    )


def test_the_levels_lie_on_either_side():
    found = found_share_levels([0.1, 0.5], 60.0, rho=0.05, **WATCH)
    assert np.all(found.fall < [0.1, 0.5])
    assert np.all(found.rise > [0.1, 0.5])
    nearer = [min(up, down) for down, up in zip([0.1, 0.5] - found.fall, found.rise - [0.1, 0.5], strict=True)]
    assert detectable_share([0.1, 0.5], 60.0, rho=0.05, **WATCH).tolist() == nearer


def test_a_small_share_cannot_be_seen_to_fall_at_a_small_volume():
    found = found_share_levels(0.03, 3.0, rho=0.05, before=12, after=12, bayes_factor=20.0)
    assert np.isnan(found.fall)


def test_no_events_show_nothing():
    assert detectable_share(0.2, 0.0, rho=0.05, **WATCH) == np.inf
    assert detectable_rate(2.0, 0.0, phi=1.5, **WATCH) == np.inf


def test_rates_behave_likewise():
    steps = detectable_rate(2.0, [1.0, 10.0, 100.0], phi=1.5, **WATCH)
    assert np.all(np.diff(steps) < 0)
    found = found_rate_levels(2.0, 10.0, phi=1.5, **WATCH)
    assert found.fall < 2.0 < found.rise
    assert detectable_rate(2.0, 10.0, phi=3.0, **WATCH) > detectable_rate(2.0, 10.0, phi=1.5, **WATCH)


def test_impossible_levels_are_refused():
    with pytest.raises(UsageError, match="share"):
        detectable_share(1.0, 10.0, rho=0.05, **WATCH)
    with pytest.raises(UsageError, match="rate"):
        detectable_rate(0.0, 10.0, phi=1.0, **WATCH)
    with pytest.raises(UsageError, match="Bayes factor"):
        detectable_rate(1.0, 10.0, phi=1.0, **(WATCH | {"bayes_factor": 0.0}))
