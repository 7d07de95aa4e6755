"""The slow twins and the simulated series, as fixtures: test folders are not packages, so they are loaded by path."""

from collections.abc import Callable
from types import ModuleType

import numpy as np
import pytest
from loading import load

from tertius.inference.changes import ChangePosterior, change_posterior
from tertius.inference.dispersion import share_correlation
from tertius.inference.grids import share_grid
from tertius.inference.lengths import SegmentLengths
from tertius.inference.likelihoods import share_likelihood

Simulated = tuple[np.ndarray, np.ndarray]


@pytest.fixture(scope="session")
def naive() -> ModuleType:
    return load("reference/naive_inference.py")


@pytest.fixture(scope="session")
def decade() -> Callable[..., Simulated]:
    """Monthly decades under growing media volume: counts of a share that moves from ``before`` to ``after``."""

    def simulate(
        *, series: int, volume: float, before: float, after: float, when: np.ndarray, seed: int, rho: float = 0.05
    ) -> Simulated:
        rng = np.random.default_rng(seed)
        growth = np.linspace(0.5, 1.5, 120)
        uneven = rng.gamma(1 / 0.6**2, 0.6**2, (series, 120))
        n = rng.poisson(volume * growth * uneven)
        share = np.where(np.arange(120) >= when[:, None], after, before)
        strength = (1 - rho) / rho
        x = rng.binomial(n, rng.beta(share * strength, (1 - share) * strength))
        return x.astype(float), n.astype(float)

    return simulate


@pytest.fixture(scope="session")
def search() -> Callable[..., ChangePosterior]:
    """The change model with the settings the methods name."""

    def infer(x: np.ndarray, n: np.ndarray) -> ChangePosterior:
        rho = share_correlation(x, n, block=12, low=0.002, high=0.3)
        likelihood = share_likelihood(x, n, rho=rho, grid=share_grid(60, a=1.0, b=9.0))
        return change_posterior(likelihood, SegmentLengths(48.0, 6), credibility=0.9, max_number=3)

    return infer
