"""Scores of the validation do what their names say, ties included."""

import numpy as np
import pytest

from benchmarks.validation import scoring

TRUTH = np.asarray([True, False, True, False, False])


def _naive_auc(truth: np.ndarray, score: np.ndarray) -> float:
    pairs = [(a, b) for a in score[truth] for b in score[~truth]]
    return sum(1.0 if a > b else 0.5 if a == b else 0.0 for a, b in pairs) / len(pairs)


def test_the_area_is_the_share_of_pairs_in_the_right_order() -> None:
    draw = np.random.default_rng(5)
    for _ in range(20):
        truth, score = draw.random(30) < 0.3, draw.integers(0, 6, 30).astype(float)
        if truth.any() and not truth.all():
            assert scoring.auc(truth, score) == pytest.approx(_naive_auc(truth, score))


def test_scores_that_say_nothing_have_an_area_of_a_half_and_the_base_rate_as_precision() -> None:
    flat = np.zeros(5)
    assert scoring.auc(TRUTH, flat) == 0.5
    assert scoring.average_precision(TRUTH, flat) == pytest.approx(0.4)


def test_average_precision_is_the_mean_of_the_precisions_at_true_units() -> None:
    score = np.asarray([5.0, 4.0, 3.0, 2.0, 1.0])
    assert scoring.average_precision(TRUTH, score) == pytest.approx((1 / 1 + 2 / 3) / 2)


def test_ties_are_worth_their_chance() -> None:
    truth, flat = np.asarray([True, *[False] * 9]), np.zeros(10)
    assert scoring.hits_at(1)(truth, flat) == pytest.approx(0.1, abs=0.06)
    assert scoring.hits_at(10)(truth, flat) == 1.0
    assert scoring.reciprocal_rank(truth, flat) == pytest.approx(sum(1 / k for k in range(1, 11)) / 10, abs=0.06)


def test_the_interval_of_a_mean_redraws_clusters_not_units() -> None:
    # twenty copies of two clusters are two observations, whatever the number of units
    values, clusters = [0.0] * 20 + [1.0] * 20, ["a"] * 20 + ["b"] * 20
    figure = scoring.mean_by_cluster(values, clusters)
    assert (figure.value, figure.low, figure.high, figure.n, figure.clusters) == (0.5, 0.0, 1.0, 40, 2)


def test_units_without_a_value_are_left_out() -> None:
    figure = scoring.mean_by_cluster([1.0, float("nan")], ["a", "b"])
    assert (figure.value, figure.n, figure.clusters) == (1.0, 1, 1)


def test_a_number_over_all_units_has_an_interval_by_cluster() -> None:
    draw = np.random.default_rng(2)
    truth = draw.random(200) < 0.5
    figure = scoring.over_clusters(scoring.auc, truth, truth + draw.normal(size=200), [str(i // 2) for i in range(200)])
    assert figure.low < figure.value < figure.high
    assert (figure.n, figure.clusters) == (200, 100)


def test_a_cluster_lies_in_one_fold() -> None:
    names = [f"c{i // 3}" for i in range(60)]
    fold = scoring.folds(names, 5)
    assert all(len({f for f, n in zip(fold, names, strict=True) if n == name}) == 1 for name in names)
    assert set(fold) == set(range(5))


def test_a_unit_never_helps_to_fit_its_own_probability() -> None:
    draw = np.random.default_rng(3)
    features, truth = draw.normal(size=(40, 1)), draw.random(40) < 0.5
    fold = np.arange(40) % 4
    before = scoring.held_out(features, truth, fold)
    turned = truth.copy()
    turned[fold == 0] = ~turned[fold == 0]
    after = scoring.held_out(features, turned, fold)
    assert np.array_equal(before[fold == 0], after[fold == 0])
    assert not np.allclose(before[fold != 0], after[fold != 0])


def test_the_fit_finds_a_sign() -> None:
    draw = np.random.default_rng(4)
    features = draw.normal(size=(400, 2))
    truth = features[:, 0] + 0.3 * draw.normal(size=400) > 0
    assert scoring.auc(truth, scoring.held_out(features, truth, np.arange(400) % 5)) > 0.95
