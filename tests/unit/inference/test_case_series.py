"""Ratios of rates: recovery of planted ones, honest intervals, exposure that is only probable, and a null."""

from dataclasses import replace

import numpy as np
import pytest
from breadth import slow_after

from tertius.inference.case_series import CaseSeries
from tertius.inference.nulls import shift_p_value

SIZE, BLOCK, PRIOR = 2000, 180, 0.5
STRETCH = np.arange(SIZE) // BLOCK


def follows(chance, length=21):
    """Probability that something took place in so many days before each."""
    missed = np.concatenate([np.zeros(length), np.log1p(-np.minimum(chance, 1.0 - 1e-12))])
    return 1.0 - np.exp(np.convolve(missed, np.ones(length), "full")[length - 1 : length - 1 + SIZE])


def planted(seed, ratio, told=1.0):
    """Counts of days after events, some of which are only probable, on a volume that changes from month to month."""
    rng = np.random.default_rng(seed)
    chance = np.where(rng.random(SIZE) < 0.02, np.where(rng.random(SIZE) < told, 1.0, 0.3), 0.0)
    after = follows((rng.random(SIZE) < chance).astype(float))
    volume = 0.08 * np.repeat(np.linspace(0.5, 1.5, SIZE // 20), 20)
    counts = rng.poisson(volume * np.where(after > 0.5, ratio, 1.0)).astype(float)
    return CaseSeries(counts, follows(chance), np.ones(SIZE), STRETCH)


@pytest.mark.parametrize("told", slow_after(1, [0.4, 1.0]))
@pytest.mark.parametrize("ratio", slow_after(1, [3.0, 0.3, 1.0]))
def test_planted_ratios_are_found_inside_their_intervals(ratio, told):
    found = np.asarray([planted(seed, ratio, told).posterior(PRIOR).interval(0.9) for seed in range(100)])
    inside = (found[:, 0] <= np.log(ratio)) & (np.log(ratio) <= found[:, 2])
    assert np.median(found[:, 1]) == pytest.approx(np.log(ratio), abs=0.15)
    # one of six looks falls so low by chance once in thirty
    assert inside.mean() >= 0.9 - 2.5 * np.sqrt(0.9 * 0.1 / len(found))


def test_interval_and_probability_are_those_of_the_slow_twin(naive):
    rng = np.random.default_rng(5)
    for exposed in (rng.random(60), np.arange(60) % 2 / 1.0, np.r_[np.zeros(30), np.ones(30)]):
        series = CaseSeries(rng.poisson(0.4, 60).astype(float), exposed, rng.random(60), np.arange(60) // 25)
        days = [list(zip(*(column[series.stretch == one] for column in (series.counts, exposed, series.weight)),
                         strict=True)) for one in range(3)]  # fmt: skip
        ratio, twin = series.posterior(PRIOR), naive.ratio_of_rates(days, PRIOR, 0.9)
        assert (*ratio.interval(0.9), ratio.above_one()) == pytest.approx(twin, abs=1e-8)


def test_without_counts_the_prior_is_left_and_with_many_the_ratio_of_the_rates():
    nothing = CaseSeries(np.zeros(SIZE), np.arange(SIZE) % 2 / 1.0, np.ones(SIZE), STRETCH).posterior(PRIOR)
    assert nothing.above_one() == pytest.approx(0.5)
    assert nothing.interval(0.9)[1] == pytest.approx(0.0, abs=1e-9)
    counts = 1e6 * np.where(np.arange(SIZE) % 2, 3.0, 1.0)
    many = CaseSeries(counts, np.arange(SIZE) % 2 / 1.0, np.ones(SIZE), STRETCH).posterior(PRIOR)
    assert many.interval(0.9) == pytest.approx([np.log(3.0)] * 3, abs=1e-3)
    assert many.above_one() == 1.0


def test_what_differs_between_stretches_alone_says_nothing():
    exposed = (STRETCH % 2).astype(float)
    ratio = CaseSeries(1.0 + 9.0 * exposed, exposed, np.ones(SIZE), STRETCH).posterior(PRIOR)
    assert ratio.above_one() == pytest.approx(0.5)


def test_counts_tell_most_where_half_of_the_stretch_is_exposed():
    exposed, stretch = np.r_[np.zeros(4), np.ones(4), np.zeros(2), np.ones(2)], np.repeat([0, 1, 2], 4)
    one, weight = CaseSeries(np.ones(12), exposed, np.ones(12), stretch), np.full(12, 0.5)
    assert (one.telling, replace(one, weight=weight).telling) == (4.0, 2.0)
    assert replace(one, exposed=np.r_[np.zeros(11), 1.0]).telling == pytest.approx(4 * 4 * 0.25 * 0.75)


def test_scores_of_moves_are_those_of_each_move():
    series = planted(3, 2.0)
    pull = series.counts - series.usual
    moved = [pull @ np.roll(series.exposed, move) / np.abs(pull).sum() for move in range(50)]
    assert series.shifted_scores()[:50] == pytest.approx(moved)


def test_a_score_stands_out_where_the_ratio_does_and_else_no_more_often_than_stated():
    def chance(seed, ratio):
        return shift_p_value(planted(seed, ratio, 0.5).shifted_scores(), furthest=548)

    null = np.asarray([chance(seed, 1.0) for seed in range(600)])
    for level in (0.05, 0.2, 0.5):
        assert (null <= level).mean() <= level + 2.0 * np.sqrt(level * (1.0 - level) / len(null))
    assert np.mean([chance(seed, 3.0) <= 0.05 for seed in range(30)]) >= 0.9
