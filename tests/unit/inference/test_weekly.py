"""The second stage of dating: the one change of a stretch, found to the week."""

import numpy as np
import pytest
from scipy.special import gammaln

from tertius.inference.weekly import single_change
from tertius.model import DataError, UsageError


def by_hand(x: np.ndarray, alpha: np.ndarray, tempering: float) -> np.ndarray:
    """Posterior of each split, one at a time."""

    def evidence(counts: np.ndarray) -> float:
        inside = tempering * counts.sum(axis=1)
        value = gammaln(alpha + inside).sum() - gammaln(alpha).sum()
        return float(value + gammaln(alpha.sum()) - gammaln(alpha.sum() + inside.sum()))

    weight = [0.0] + [np.exp(evidence(x[:, :t]) + evidence(x[:, t:])) for t in range(1, x.shape[1])]
    return np.asarray(weight) / np.sum(weight)


@pytest.mark.parametrize("seed", range(4))
def test_every_split_weighs_what_its_two_segments_weigh(seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, alpha = rng.poisson(2.0, (3, 12)).astype(float), np.array([0.5, 0.5, 4.0])
    found = single_change(x, prior=alpha, tempering=0.4, credibility=0.9)
    np.testing.assert_allclose(found.mass, by_hand(x, alpha, 0.4), atol=1e-12)
    assert found.mass[found.dates].sum() >= 0.9


def test_a_fall_is_dated_within_two_weeks_and_the_set_of_weeks_holds_the_truth() -> None:
    errors, held = [], []
    for seed in range(150):
        rng = np.random.default_rng(seed)
        when = int(rng.integers(15, 45))
        share = np.where(np.arange(60) < when, 0.15, 0.03)
        hits = rng.binomial(14, share)
        found = single_change(np.stack([hits, 14 - hits]), prior=[0.5, 5.5], tempering=1.0, credibility=0.9)
        errors.append(abs(found.index - when))
        held.append(found.dates[when])
    assert np.median(errors) <= 2
    assert 0.82 <= np.mean(held) <= 0.97


def test_turned_time_turns_the_date() -> None:
    x = np.array([[5, 4, 6, 5, 0, 1, 0.0], [0, 1, 0, 1, 5, 4, 6]])
    there = single_change(x, prior=[0.5, 0.5], tempering=1.0, credibility=0.9)
    back = single_change(x[:, ::-1], prior=[0.5, 0.5], tempering=1.0, credibility=0.9)
    np.testing.assert_allclose(there.mass[1:], back.mass[1:][::-1], atol=1e-12)


def test_what_cannot_be_dated_is_refused() -> None:
    with pytest.raises(DataError, match="not negative"):
        single_change([[1, np.nan], [1, 1]], prior=[1, 1], tempering=1.0, credibility=0.9)
    for prior, tempering, x in (([1, 0], 1.0, [[1, 1], [1, 1]]), ([1, 1], 0.0, [[1, 1], [1, 1]]),
                                ([1, 1], 1.0, [[1], [1]])):  # fmt: skip
        with pytest.raises(UsageError, match="two periods"):
            single_change(x, prior=prior, tempering=tempering, credibility=0.9)
