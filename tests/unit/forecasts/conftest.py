from types import ModuleType

import numpy as np
import pytest
from loading import load

from tertius.codebooks.constants import CONSTANTS
from tertius.forecasts import Past, past_of


@pytest.fixture(scope="session")
def twin() -> ModuleType:
    return load("reference/naive_forecasts.py")


@pytest.fixture(scope="session")
def constants() -> dict[str, float]:
    return {name: one.value for name, one in CONSTANTS.items()}


@pytest.fixture(scope="session")
def bursty() -> Past:
    """Sixty series of unlike levels that wander and burst, fifty periods of four parts."""
    rng = np.random.default_rng(11)
    level = np.exp(rng.normal(-1.0, 1.0, (60, 1)) + np.cumsum(rng.normal(0.0, 0.1, (60, 50)), axis=1))
    parts = rng.poisson(rng.gamma(2.0, level / 2.0)[..., None] / 4.0, (60, 50, 4))
    return past_of(parts.reshape(60, -1), season=12, parts=4)
