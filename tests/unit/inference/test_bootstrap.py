import numpy as np
import pytest

from tertius.inference.bootstrap import day_weights, draw_interval, resampled_sums, story_weights
from tertius.model.errors import UsageError

MONTHS = np.array([2, 1, 1, 2, 2, 3])


def test_stories_are_redrawn_within_their_month():
    weights = story_weights(MONTHS, draws=50, seed=1)
    for month in (1, 2, 3):
        assert np.all(weights[:, month == MONTHS].sum(axis=1) == (month == MONTHS).sum())
    assert weights.std(axis=0)[:5].min() > 0


def test_every_story_is_drawn_equally_often():
    weights = story_weights(np.zeros(8), draws=5000, seed=2)
    assert weights.mean(axis=0) == pytest.approx(1.0, abs=0.06)
    assert weights.var() == pytest.approx(1 - 1 / 8, abs=0.05)


def test_days_come_in_stretches_and_keep_their_number():
    weights = day_weights(60, block=7.0, draws=400, seed=3)
    assert np.all(weights.sum(axis=1) == 60)
    assert weights.mean(axis=0) == pytest.approx(1.0, abs=0.2)
    near = np.corrcoef(weights[:, 10], weights[:, 11])[0, 1]
    far = np.corrcoef(weights[:, 10], weights[:, 40])[0, 1]
    assert near > 0.6 > abs(far)


def test_blocks_of_a_day_are_the_plain_bootstrap():
    assert day_weights(50, block=1.0, draws=2000, seed=4).var() == pytest.approx(1 - 1 / 50, abs=0.05)


@pytest.mark.parametrize("block", [0.5, 11.0])
def test_a_block_must_fit_the_calendar(block):
    with pytest.raises(UsageError, match="block"):
        day_weights(10, block=block, draws=1, seed=0)


def test_resampled_sums_equal_the_sums_of_repeated_stories():
    rng = np.random.default_rng(5)
    values, unit, cell = rng.random(12), rng.integers(0, 6, 12), rng.integers(0, 4, 12)
    weights = story_weights(MONTHS, draws=3, seed=6)
    sums = resampled_sums(weights, values, [unit, cell], size=4)
    slow = np.zeros((3, 4))
    for draw in range(3):
        for value, story, place in zip(values, unit, cell, strict=True):
            slow[draw, place] += value * weights[draw, story]
    assert sums == pytest.approx(slow)


def test_the_interval_of_draws_leaves_equal_tails():
    low, middle, high = draw_interval(np.arange(101.0)[:, None] * [1.0, 2.0], 0.9)
    assert np.stack([low, middle, high])[:, 1] == pytest.approx([10.0, 100.0, 190.0])
    assert np.stack([low, middle, high])[:, 0] == pytest.approx([5.0, 50.0, 95.0])
    with pytest.raises(UsageError, match="level"):
        draw_interval([1.0], 0.0)


def test_the_same_seed_draws_the_same():
    assert np.array_equal(story_weights(MONTHS, draws=4, seed=7), story_weights(MONTHS, draws=4, seed=7))
