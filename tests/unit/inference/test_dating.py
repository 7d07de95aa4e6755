from dataclasses import replace

import numpy as np
import pytest

from tertius.inference.changes import Paths, change_posterior, dated_changes
from tertius.inference.dating import Criteria, DatedChange
from tertius.inference.grids import share_grid
from tertius.inference.lengths import SegmentLengths
from tertius.inference.likelihoods import share_likelihood
from tertius.model.errors import UsageError

OPTIONS = {"floor": 0.005, "least_effect": np.log(2.0), "follow": 6}


def steps(levels, dates, *, volume=60, seed=0):
    rng = np.random.default_rng(seed)
    n = rng.poisson(volume, (1, 120))
    share = np.zeros(120)
    for level, start in zip(levels, [0, *dates], strict=True):
        share[start:] = level
    return rng.binomial(n, rng.beta(19 * share, 19 * (1 - share))[None]).astype(float), n.astype(float)


def dated(search, x, n, **options) -> list[DatedChange]:
    posterior = search(x, n)
    return dated_changes(
        posterior, 0, paths=posterior.paths(0, draws=800, seed=1), criteria=Criteria(**(OPTIONS | options))
    )


def certain(changes):
    return [change for change in changes if change.probability > 0.8 and change.effect_probability > 0.8]


def test_a_loss_is_dated_measured_and_signed(search):
    (change,) = certain(dated(search, *steps([0.3, 0.05], [70])))
    assert abs(change.index - 70) <= 2
    assert change.direction == -1
    assert change.dates[70]
    assert change.before.low < 0.3 < change.before.high
    assert change.after.low < 0.05 < change.after.high
    assert change.effect_probability > 0.95
    assert change.persistence > 0.95
    assert change.followed == 120 - change.index


def test_a_gain_is_the_mirror_of_a_loss(search):
    (change,) = certain(dated(search, *steps([0.05, 0.3], [50])))
    assert change.direction == 1
    assert change.before.mean < change.after.mean


def test_two_changes_are_told_apart(search):
    first, second = certain(dated(search, *steps([0.05, 0.4, 0.05], [40, 52], volume=200)))
    assert (abs(first.index - 40) <= 1, abs(second.index - 52) <= 1) == (True, True)
    assert (first.direction, second.direction) == (1, -1)


def test_changes_with_touching_dates_are_parted():
    """Every history falls near period 20 and rises near 28; the dates in between belong to both in the margins."""
    rng = np.random.default_rng(2)
    starts, level = np.zeros((500, 60), dtype=bool), np.zeros((500, 60))
    for row, (fall, rise) in enumerate(zip(rng.integers(17, 24, 500), rng.integers(25, 32, 500), strict=True)):
        starts[row, [fall, rise]] = True
        level[row] = np.repeat([0.3, 0.05, 0.3], [fall, rise - fall, 60 - rise])
    likelihood = share_likelihood(np.zeros((1, 60)), np.zeros((1, 60)), rho=0.1, grid=share_grid(5, a=1.0, b=1.0))
    known = change_posterior(likelihood, SegmentLengths(20.0, 6), credibility=0.9, max_number=1)
    posterior = replace(known, at=starts.mean(axis=0)[None])
    first, second = dated_changes(posterior, 0, paths=Paths(starts, level), criteria=Criteria(**OPTIONS))
    assert (first.index, first.direction, first.probability) == (20, -1, 1.0)
    assert (second.index, second.direction, second.probability) == (28, 1, 1.0)


def test_a_level_that_returns_is_not_persistent(search):
    x, n = steps([0.05, 0.4, 0.05], [40, 48], volume=200)
    brief, lasting = (certain(dated(search, x, n, follow=follow))[0].persistence for follow in (12, 6))
    # After a full return the level lies on either side of the one before equally often.
    assert brief < 0.8
    assert lasting > 0.95


def test_a_constant_series_has_no_certain_change(search):
    assert certain(dated(search, *steps([0.2], []))) == []


def test_below_the_floor_nothing_is_dated(search):
    assert dated(search, *steps([0.2], []), floor=0.999) == []


@pytest.mark.parametrize("options", [{"floor": 0.0}, {"floor": 1.0}, {"follow": 0}])
def test_impossible_settings_are_refused(search, options):
    with pytest.raises(UsageError, match="floor"):
        dated(search, *steps([0.2], []), **options)


def test_the_same_seed_dates_the_same(search):
    x, n = steps([0.3, 0.1], [70])
    one, two = (dated(search, x, n) for _ in range(2))
    assert [change.index for change in one] == [change.index for change in two]
    assert [change.before for change in one] == [change.before for change in two]


def test_a_fall_from_less_than_the_least_level_does_not_matter(search):
    x, n = steps([0.3, 0.05], [70])
    (there,) = certain(dated(search, x, n, least=0.2))
    assert there.direction == -1
    assert certain(dated(search, x, n, least=0.5)) == []
