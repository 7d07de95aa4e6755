"""One alternative against all others, or all shares anew: exactness, e-values, which account is believed."""

import itertools

import numpy as np
import pytest
from scipy.special import gammaln

from tertius.inference.accounts import Accounts
from tertius.inference.changes import change_posterior
from tertius.inference.compositions import composition_posterior
from tertius.inference.grids import share_grid
from tertius.inference.lengths import SegmentLengths
from tertius.inference.likelihoods import share_likelihood

LENGTHS = SegmentLengths(8.0, 2)
PRIOR = 0.5


def accounts(x: np.ndarray, *, rho: float = 1e-6, lengths: SegmentLengths = LENGTHS, points: int = 400) -> Accounts:
    size = len(x)
    series = share_likelihood(
        x, np.broadcast_to(x.sum(axis=0), x.shape), rho=rho, grid=share_grid(points, a=PRIOR, b=PRIOR * (size - 1))
    )
    own = change_posterior(series, lengths, credibility=0.9, max_number=1)
    joint = composition_posterior(x, prior=np.full(size, PRIOR), tempering=1.0, lengths=lengths)
    return Accounts(own, joint, own.log_bayes_factor)


def one_moves(x: np.ndarray, k: int) -> float:
    """Log Bayes factor over every segmentation: at a change the share of k is redrawn, the others keep proportions.

    Evidence of the full composition, by the law of the sequence: the rest are drawn once for the whole series.
    """
    size, periods = x.shape
    total, others = x.sum(axis=0), np.delete(x, k, axis=0)
    exact, least = LENGTHS.log_probability(periods), LENGTHS.log_survival(periods)

    def share(s: int, e: int) -> float:
        a, b = PRIOR, PRIOR * (size - 1)
        hits, misses = x[k, s:e].sum(), (total - x[k])[s:e].sum()
        value = gammaln(a + hits) + gammaln(b + misses) - gammaln(a + b + hits + misses)
        return float(value + gammaln(a + b) - gammaln(a) - gammaln(b))

    inside, alpha = others.sum(axis=1), np.full(size - 1, PRIOR)
    rest = gammaln(alpha + inside).sum() - gammaln(alpha).sum() + gammaln(alpha.sum())
    rest -= gammaln(alpha.sum() + inside.sum())
    logs = []
    for number in range(periods):
        for cut in itertools.combinations(range(1, periods), number):
            edges = (0, *cut, periods)
            value = rest + sum(share(s, e) for s, e in itertools.pairwise(edges))
            value += sum(exact[e - s] for s, e in itertools.pairwise(edges[:-1])) + least[edges[-1] - edges[-2]]
            logs.append(float(value))
    # the evidence of no change is that of the Dirichlet-multinomial of the whole series
    whole, alpha = x.sum(axis=1), np.full(size, PRIOR)
    none = gammaln(alpha + whole).sum() - gammaln(alpha).sum() + gammaln(alpha.sum())
    none -= gammaln(alpha.sum() + whole.sum())
    assert logs[0] - float(least[periods]) == pytest.approx(float(none), abs=1e-9)
    return float(np.logaddexp.reduce(logs[1:]) - np.log(-np.expm1(float(least[periods]))) - none)


@pytest.mark.parametrize("seed", range(3))
def test_one_against_all_others_equals_the_composition_whose_rest_keeps_its_proportions(seed: int) -> None:
    rng = np.random.default_rng(seed)
    x = rng.multinomial(5, [0.5, 0.3, 0.2], size=9).T.astype(float)
    x[0, 5:] = np.minimum(x[0, 5:], 1.0)
    found = accounts(x).own.log_bayes_factor
    assert found == pytest.approx([one_moves(x, k) for k in range(3)], abs=0.02)


def table(before: list[float], after: list[float], seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    shares = [before if t < 30 else after for t in range(60)]
    return np.array([rng.multinomial(20, share) for share in shares]).T.astype(float)


LONG = SegmentLengths(60.0, 6)
EVEN = [0.85 / 7] * 7


def test_the_fall_of_one_alone_is_its_own_and_an_exchange_is_the_tables() -> None:
    alone = accounts(table([0.15, *EVEN], [0.02, *[0.98 / 7] * 7], 1), lengths=LONG, points=60)
    found, whole = alone.found(np.ones(8, dtype=bool), alpha=0.05)
    assert found.tolist() == [True] + [False] * 7
    assert not whole
    assert alone.joint_weight < 0.01
    early = [0.25, 0.02, 0.25, 0.02, 0.24, 0.02, 0.18, 0.02]
    shuffled = accounts(table(early, early[::-1], 2), lengths=LONG, points=60)
    assert shuffled.found(np.ones(8, dtype=bool), alpha=0.05)[1]
    assert shuffled.joint_weight > 0.99


def test_who_is_not_asked_about_is_not_found_and_does_not_count() -> None:
    fall = accounts(table([0.15, *EVEN], [0.02, *[0.98 / 7] * 7], 1), lengths=LONG, points=60)
    asked = np.arange(8) > 0
    found, _ = fall.found(asked, alpha=0.05)
    assert not found.any()


@pytest.mark.slow
def test_the_share_of_false_findings_stays_below_its_rate() -> None:
    false = 0
    for seed in range(40):
        rng = np.random.default_rng(seed)
        x = rng.multinomial(20, [0.3, *[0.1] * 7], size=60).T.astype(float)
        found, whole = accounts(x, lengths=LONG, points=40).found(np.ones(8, dtype=bool), alpha=0.05)
        false += bool(found.any()) or whole
    assert false <= 2
