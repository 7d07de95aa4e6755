"""What the data say of the changes of many series."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tertius.inference.lengths import SegmentLengths
from tertius.inference.likelihoods import Likelihood
from tertius.inference.paths import Paths, sample_paths
from tertius.inference.smoothing import forward
from tertius.inference.windows import windows

Array = NDArray[np.float64]


@dataclass(frozen=True)
class ChangePosterior:
    """What the data say of the changes of each series.

    Attributes:
        log_bayes_factor: [S] natural log of the evidence for at least one change (any number, as the prior weighs
            them) against none. Exponentiated it is an e-value if the dispersion is known; with an estimated one, large
            values are about as rare as e-values promise, but their mean under no change is not bounded.
        number: [S, K + 1] probability of 0, 1, ... changes; the last entry is "K or more".
        at: [S, T] probability that a new segment starts at the period; never at period 0.
        level: [S, T] posterior mean of the share or rate.
        low: [S, T] lower bound of its interval.
        high: [S, T] upper bound of its interval.
        credibility: Probability inside ``low``..``high``.
        likelihood: The data, for drawing paths.
        lengths: Prior of segment lengths.
    """

    log_bayes_factor: Array
    number: Array
    at: Array
    level: Array
    low: Array
    high: Array
    credibility: float
    likelihood: Likelihood = field(repr=False)
    lengths: SegmentLengths

    def paths(self, series: int, *, draws: int, seed: int) -> Paths:
        """Draw whole histories of one series.

        Args:
            series: Row of the series.
            draws: Number of histories.
            seed: Seed; the same seed gives the same histories.
        """
        one = self.likelihood.of(slice(series, series + 1))
        log_kernel = one.log_kernel()
        data = windows(log_kernel.copy(), one.grid.log_prior.T, self.lengths)
        past = forward(data, self.lengths, counts=1, keep=False)
        return sample_paths(
            log_kernel[:, :, 0],
            one.grid,
            log_change=past.log_change[:, 0, 0],
            lengths=self.lengths,
            rng=np.random.default_rng(seed),
            draws=draws,
        )
