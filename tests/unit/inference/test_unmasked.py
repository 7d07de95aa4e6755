"""A share under coincidence: the twin, the limits, and planted shares that come back."""

from types import ModuleType

import numpy as np
import pytest
from breadth import slow_after

from tertius.inference.intervals import beta_interval
from tertius.inference.unmasked import unmasked_share
from tertius.model import UsageError

PRIOR = (0.5, 0.5)


@pytest.mark.parametrize(
    ("seen", "n", "masking"), [(0.0, 12.0, (30.5, 2.5)), (7.0, 9.5, (3.0, 20.0)), (2.0, 40, (50.0, 50))]
)
def test_the_posterior_is_that_of_the_twin(
    naive: ModuleType, seen: float, n: float, masking: tuple[float, float]
) -> None:
    found = unmasked_share(seen, n, masking, PRIOR, 0.9)
    draws = naive.unmasked_share(seen, n, masking, PRIOR, 100_000)
    assert (found.low, found.value, found.high) == pytest.approx(np.quantile(draws, (0.05, 0.5, 0.95)), abs=0.01)
    a, b = found.beta
    assert a / (a + b) == pytest.approx(np.mean(draws), abs=0.005)


def test_without_masking_it_is_the_beta_posterior() -> None:
    found = unmasked_share(6.0, 10.0, (0.5, 1e7), PRIOR, 0.9)
    assert tuple(found[:3]) == pytest.approx([float(x) for x in beta_interval(6.5, 4.5, 0.9)], abs=2e-3)
    assert found.beta == pytest.approx((6.5, 4.5), rel=5e-3)


def test_where_all_is_masked_the_prior_comes_back() -> None:
    found = unmasked_share(0.0, 50.0, (1e7, 0.5), PRIOR, 0.9)
    assert tuple(found[:3]) == pytest.approx([float(x) for x in beta_interval(*PRIOR, 0.9)], abs=2e-3)


@pytest.mark.parametrize("share", slow_after(1, [0.5, 0.1, 0.9]))
@pytest.mark.parametrize("mask", slow_after(1, [0.6, 0.1]))
def test_a_planted_share_lies_in_the_interval_about_as_often_as_it_says(share: float, mask: float) -> None:
    rng, inside = np.random.default_rng(4), 0
    for _ in range(200):
        seen, windows = rng.binomial(60, share * (1 - mask)), rng.binomial(80, mask)
        found = unmasked_share(seen, 60, (0.5 + windows, 80.5 - windows), PRIOR, 0.9)
        inside += found.low <= share <= found.high
    assert 0.84 <= inside / 200 <= 0.98


def test_more_cases_seen_than_there_are_are_refused() -> None:
    with pytest.raises(UsageError, match="5 cases of 4"):
        unmasked_share(5, 4, (1, 1), PRIOR, 0.9)
