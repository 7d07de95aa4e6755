"""How far counts follow volume: the twin, planted slopes, and what is no answer."""

from types import ModuleType

import numpy as np
import pytest
from scipy.stats import t as student

from tertius.inference.elasticity import elasticity
from tertius.model import UsageError

VOLUME = np.array([100.0, 120, 90, 200, 260, 240, 300, 180, 150, 400])


def counts(slope: float, noise: float, seed: int = 3) -> np.ndarray:
    rng = np.random.default_rng(seed)
    base = rng.uniform(2, 20, size=(12, 1))
    return base * VOLUME**slope * np.exp(rng.normal(0, noise, size=(12, len(VOLUME))))


def test_the_slope_is_that_of_the_twin(naive: ModuleType) -> None:
    table = counts(0.4, 0.2)
    found = elasticity(table, VOLUME, 0.9)
    slope, error = naive.elasticity(table.tolist(), VOLUME.tolist())
    assert found is not None
    assert found.value == pytest.approx(slope, abs=1e-12)
    reach = student.ppf(0.95, len(VOLUME) - 1) * error
    assert (found.low, found.high) == pytest.approx((slope - reach, slope + reach), abs=1e-12)
    assert (found.series, found.months) == (12, 10)


@pytest.mark.parametrize("slope", [0.0, 0.5, 1.0])
def test_a_planted_slope_lies_in_the_interval_about_as_often_as_it_says(slope: float) -> None:
    inside = 0
    for seed in range(200):
        found = elasticity(counts(slope, 0.3, seed), VOLUME, 0.9)
        assert found is not None
        inside += found.low <= slope <= found.high
    assert 0.8 <= inside / 200 <= 0.97


def test_too_few_months_no_series_or_a_steady_volume_give_no_slope() -> None:
    assert elasticity(counts(1, 0)[:, :5], VOLUME[:5], 0.9) is None
    assert elasticity(np.empty((0, 10)), VOLUME, 0.9) is None
    assert elasticity(counts(1, 0), np.full(10, 7.0), 0.9) is None


def test_an_empty_month_is_refused() -> None:
    table = counts(1, 0)
    table[0, 0] = 0
    with pytest.raises(UsageError, match="above zero"):
        elasticity(table, VOLUME, 0.9)
