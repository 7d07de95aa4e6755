"""Joint changes of a composition: exactness, sampling, dates and what moved."""

import itertools

import numpy as np
import pytest
from scipy.special import gammaln

from tertius.inference.compositions import composition_posterior
from tertius.inference.joint_dating import Dating, joint_changes
from tertius.inference.lengths import SegmentLengths
from tertius.model import DataError, UsageError

LENGTHS = SegmentLengths(8.0, 2)
HOW = Dating(floor=0.005, gap=3, factor=2.0, least=0.1, credibility=0.9, draws=4000, seed=1)


def evidence(counts: np.ndarray, alpha: np.ndarray) -> float:
    inside = counts.sum(axis=1)
    value = gammaln(alpha + inside).sum() - gammaln(alpha).sum()
    return float(value + gammaln(alpha.sum()) - gammaln(alpha.sum() + inside.sum()))


def by_enumeration(x: np.ndarray, alpha: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
    """Log Bayes factor, marginal of each start and distribution of the number of changes, over every segmentation."""
    periods = x.shape[1]
    exact, least = LENGTHS.log_probability(periods), LENGTHS.log_survival(periods)
    log_none, logs, starts = 0.0, [], []
    for size in range(periods):
        for cut in itertools.combinations(range(1, periods), size):
            edges = (0, *cut, periods)
            value = sum(evidence(x[:, s:e], alpha) for s, e in itertools.pairwise(edges))
            value += sum(exact[e - s] for s, e in itertools.pairwise(edges[:-1])) + least[edges[-1] - edges[-2]]
            if size == 0:
                log_none = value
            logs.append(value)
            starts.append([float(t in cut) for t in range(periods)])
    weight = np.exp(np.asarray(logs) - max(logs))
    weight /= weight.sum()
    at = weight @ np.asarray(starts)
    number = np.bincount(np.asarray(starts).sum(axis=1).astype(int), weights=weight, minlength=periods)
    prior_none = float(least[periods])
    some = np.logaddexp.reduce([v for v in logs if v != log_none]) - np.log(-np.expm1(prior_none))
    return float(some - (log_none - prior_none)), at, number


@pytest.mark.parametrize(("seed", "silent"), [(0, []), (1, []), (2, []), (3, [0, 3, 4, 8]), (4, list(range(1, 8)))])
def test_the_recursions_equal_the_sum_over_every_segmentation(seed: int, silent: list[int]) -> None:
    rng = np.random.default_rng(seed)
    x = rng.multinomial(4, [0.6, 0.3, 0.1], size=9).T.astype(float)
    x[:, silent] = 0.0
    alpha = np.array([0.5, 0.5, 0.5])
    posterior = composition_posterior(x, prior=alpha, tempering=1.0, lengths=LENGTHS)
    bayes, at, _ = by_enumeration(x, alpha)
    assert posterior.log_bayes_factor == pytest.approx(bayes, abs=1e-9)
    np.testing.assert_allclose(posterior.at, at, atol=1e-10)


def test_drawn_histories_have_the_exact_marginals_and_numbers_of_changes() -> None:
    x = np.array([[5, 4, 6, 0, 1, 0, 5, 6, 4.0], [0, 1, 0, 5, 4, 6, 0, 0, 1.0]])
    alpha = np.array([0.5, 0.5])
    posterior = composition_posterior(x, prior=alpha, tempering=1.0, lengths=LENGTHS)
    _, at, number = by_enumeration(x, alpha)
    starts = posterior.starts(draws=20_000, seed=4)
    np.testing.assert_allclose(starts.mean(axis=0), at, atol=0.015)
    found = np.bincount(starts.sum(axis=1), minlength=len(number)) / len(starts)
    np.testing.assert_allclose(found, number, atol=0.015)


def table(periods: int, turn: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    early, late = [0.6, 0.1, 0.3], [0.1, 0.6, 0.3]
    return np.array([rng.multinomial(6, early if t < turn else late) for t in range(periods)]).T.astype(float)


def test_a_planted_exchange_is_dated_and_attributed_to_those_who_moved() -> None:
    posterior = composition_posterior(
        table(40, 25, 2), prior=np.full(3, 0.5), tempering=1.0, lengths=SegmentLengths(60.0, 4)
    )
    (change,) = [one for one in joint_changes(posterior, HOW) if one.probability > 0.5]
    assert abs(change.index - 25) <= 1
    assert change.dates[25]
    assert change.fall[0] > 0.95
    assert change.rise[1] > 0.95
    assert max(change.rise[2], change.fall[2]) < 0.5
    assert change.before[0, 1] == pytest.approx(0.6, abs=0.12)
    assert change.after[0, 1] == pytest.approx(0.1, abs=0.08)
    assert change.followed == 40 - change.index


def test_constant_compositions_seldom_show_a_change() -> None:
    rng = np.random.default_rng(5)
    alarms = 0
    for _ in range(60):
        x = rng.multinomial(3, [0.5, 0.3, 0.2], size=60).T.astype(float)
        posterior = composition_posterior(x, prior=np.full(3, 0.5), tempering=1.0, lengths=SegmentLengths(60.0, 6))
        alarms += posterior.log_bayes_factor > np.log(20)
    assert alarms <= 2


def test_tempering_weakens_the_evidence() -> None:
    full = composition_posterior(table(40, 25, 2), prior=np.full(3, 0.5), tempering=1.0, lengths=LENGTHS)
    half = composition_posterior(table(40, 25, 2), prior=np.full(3, 0.5), tempering=0.5, lengths=LENGTHS)
    assert half.log_bayes_factor < full.log_bayes_factor


def test_impossible_input_is_refused() -> None:
    with pytest.raises(DataError, match="not negative"):
        composition_posterior([[-1.0, 1.0]], prior=[0.5], tempering=1.0, lengths=LENGTHS)
    with pytest.raises(UsageError, match="positive prior"):
        composition_posterior([[1.0, 1.0]], prior=[0.0], tempering=1.0, lengths=LENGTHS)
