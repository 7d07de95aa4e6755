import numpy as np
import pytest

from tertius.inference.nulls import (
    circular_shifts,
    curveball,
    moved_sums,
    permutation_p_value,
    permuted_classes,
    shift_p_value,
)
from tertius.model.errors import DataError, UsageError

TABLES = np.random.default_rng(0).poisson(2.0, (3, 4, 5))


def test_shuffled_classes_keep_every_margin():
    drawn = permuted_classes(TABLES, draws=20, seed=1)
    assert np.array_equal(drawn.sum(axis=3), np.broadcast_to(TABLES.sum(axis=2), (20, 3, 4)))
    assert np.array_equal(drawn.sum(axis=2), np.broadcast_to(TABLES.sum(axis=1), (20, 3, 5)))
    assert drawn.min() >= 0


def test_shuffled_classes_follow_the_law_of_shuffled_events():
    table = np.array([[3, 1, 0], [0, 2, 2]])
    events = [(target, kind) for target in range(2) for kind in range(3) for _ in range(table[target, kind])]
    targets, kinds = (np.array(column) for column in zip(*events, strict=True))
    rng = np.random.default_rng(2)
    cell = [np.sum((targets == 0) & (rng.permutation(kinds) == 1)) for _ in range(4000)]
    drawn = permuted_classes(table[None], draws=4000, seed=3)[:, 0, 0, 1]
    assert np.bincount(drawn, minlength=5) / 4000 == pytest.approx(np.bincount(cell, minlength=5) / 4000, abs=0.04)


def test_weighted_counts_cannot_be_shuffled():
    with pytest.raises(DataError, match="whole"):
        permuted_classes(TABLES + 0.5, draws=1, seed=0)


def test_a_shift_keeps_the_series_and_moves_all_rows_alike():
    x = np.arange(12.0).reshape(2, 6)
    drawn = circular_shifts(x, furthest=2, draws=30, seed=4)
    for shifted in drawn:
        assert np.array_equal(shifted, np.roll(x, -int(shifted[0, 0]), axis=1))
    assert set(drawn[:, 0, 0].tolist()) == {1.0, 2.0, 4.0, 5.0}


def test_a_shift_must_fit_the_series():
    with pytest.raises(UsageError, match="fit"):
        circular_shifts(np.zeros(5), furthest=5, draws=1, seed=0)


def test_sums_of_all_moves_are_those_of_each_move():
    series, pattern = np.random.default_rng(9).poisson(0.4, (2, 41))
    assert moved_sums(series, pattern) == pytest.approx([series @ np.roll(pattern, move) for move in range(41)])


@pytest.mark.parametrize(("size", "furthest"), [(60, 20), (61, 500), (60, 500), (2, 5)])
def test_the_share_of_moves_is_that_of_the_slow_twin(naive, size, furthest):
    for seed in range(5):
        statistic = np.random.default_rng(seed).integers(0, 6, size) / 7.0
        found = shift_p_value(statistic, furthest=furthest)
        assert found == naive.shift_p_value(lambda move, x=statistic: x[move % len(x)], size, furthest)


def test_moves_reach_no_more_often_than_stated_what_chance_has_made_high():
    def chance(seed, after):
        rng = np.random.default_rng(seed)
        events = rng.random(2000) < 0.02
        follows = np.convolve(events, np.repeat([0.0, 1.0], [1, 21]))[:2000] > 0
        # a volume that changes from month to month clusters the counts whatever the events do
        volume = 0.08 * np.repeat(rng.lognormal(0.0, 0.4, 67), 30)[:2000]
        counts = rng.poisson(volume * np.where(follows, after, 1.0))
        return shift_p_value(np.log((moved_sums(counts, follows) + 1.0) / counts.sum()), furthest=548)

    null = np.asarray([chance(seed, 1.0) for seed in range(600)])
    for level in (0.02, 0.1, 0.5):
        assert (null <= level).mean() <= level + 2.0 * np.sqrt(level * (1.0 - level) / len(null))
    assert np.mean([chance(seed, 3.0) <= 0.02 for seed in range(30)]) >= 0.9


def test_swaps_keep_row_and_column_sums_and_do_move():
    matrix = np.random.default_rng(5).random((6, 9)) < 0.4
    drawn = curveball(matrix, trades=30, draws=25, seed=6)
    assert np.all(drawn.sum(axis=2) == matrix.sum(axis=1))
    assert np.all(drawn.sum(axis=1) == matrix.sum(axis=0))
    assert len({table.tobytes() for table in drawn}) > 20


@pytest.mark.slow
def test_swaps_reach_every_table_equally_often():
    drawn = curveball(np.eye(3, dtype=bool), trades=6, draws=3000, seed=7)
    _, count = np.unique(drawn.reshape(3000, -1), axis=0, return_counts=True)
    assert count.size == 6
    assert count / 3000 == pytest.approx(1 / 6, abs=0.03)


def test_one_row_cannot_trade():
    with pytest.raises(UsageError, match="two rows"):
        curveball(np.ones((1, 3)), trades=1, draws=1, seed=0)


def test_the_observed_value_counts_among_the_draws():
    null = np.array([[1.0, 5.0], [2.0, 6.0], [3.0, 7.0]])
    assert permutation_p_value([3.0, 9.0], null).tolist() == [0.5, 0.25]


def test_the_same_seed_draws_the_same():
    assert np.array_equal(permuted_classes(TABLES, draws=3, seed=8), permuted_classes(TABLES, draws=3, seed=8))
