"""Learn from earlier forecasts: how to average ledgers, and how far off the average was."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, xlogy

from tertius.model import Constants

Floats = NDArray[np.float64]
_STEPS_PER_E = 20  # expected counts closer than 5 % are scored as one


@dataclass(frozen=True)
class Cases:
    """Earlier forecasts: expected counts ``means`` [N, F] of F ledgers, what came ``outcome`` [N], ``weight`` [N]."""

    means: Floats
    outcome: Floats
    weight: Floats


@dataclass(frozen=True)
class Dispersion:
    """Variance of a count around its forecast: ``m (1 + excess) + m**2 relative``."""

    excess: float
    relative: float

    def size(self, mean: Floats) -> Floats:
        """Size of the negative binomial with this variance."""
        return np.asarray(mean / (self.excess + self.relative * mean), dtype=float)


def average_weights(cases: Cases, constants: Constants) -> Floats:
    """[F] weights, not negative, under which the summed means made the outcomes most probable (Poisson).

    Expectation-maximisation of an additive rate: each event is shared out among the ledgers that expected it. A prior
    of a few events spread evenly keeps weights at 1 / F where there is little to learn from.

    Source:
        Shepp & Vardi 1982, IEEE Transactions on Medical Imaging 1.
    """
    ledgers = cases.means.shape[1]
    events = constants["forecasts.fit_prior_events"]
    weights = np.full(ledgers, 1.0 / ledgers)
    expected = cases.weight @ cases.means + events
    for _ in range(int(constants["forecasts.fit_rounds"])):
        mean = cases.means @ weights
        shared = weights * ((cases.weight * cases.outcome / mean) @ cases.means)
        weights = (shared + events / ledgers) / expected
    return np.asarray(weights, dtype=float)


def count_dispersion(cases: Cases, weights: Floats, constants: Constants) -> Dispersion:
    """The dispersion under which the outcomes of the averaged forecasts were most probable, on a ladder of values."""
    mean, outcome, weight = _grouped(cases.means @ weights, cases.outcome, cases.weight)
    low, high = constants["forecasts.dispersion_low"], constants["forecasts.dispersion_high"]
    ladder = np.geomspace(low, high, int(constants["forecasts.dispersion_points"]))
    best, found = -np.inf, Dispersion(ladder[0], ladder[0])
    for excess in ladder:
        size = mean / (excess + ladder[:, None] * mean)
        log = (
            gammaln(outcome + size)
            - gammaln(size)
            - size * np.log1p(mean / size)
            + xlogy(outcome, mean / (size + mean))
        )
        scores = log @ weight
        if scores.max() > best:
            best, found = scores.max(), Dispersion(float(excess), float(ladder[int(np.argmax(scores))]))
    return found


def _grouped(mean: Floats, outcome: Floats, weight: Floats) -> tuple[Floats, Floats, Floats]:
    """Cases with nearly the same forecast and the same outcome, put together."""
    step = np.round(np.log(mean) * _STEPS_PER_E)
    # outcomes are whole, so that one number stands for a pair; sorting pairs takes four times as long
    most = float(outcome.max(initial=0.0)) + 1.0
    keys, where = np.unique(step * most + outcome, return_inverse=True)
    steps, outcomes = np.divmod(keys, most)
    return np.exp(steps / _STEPS_PER_E), outcomes, np.bincount(where, weight, len(keys)).astype(float)
