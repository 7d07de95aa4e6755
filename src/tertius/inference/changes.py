"""How often, when and how far a share or a rate changed: exact Bayesian inference of multiple change points.

Segments between changes have one level each, drawn anew from the prior; within a segment the counts are beta-binomial
(shares) or negative binomial (rates). The posterior is computed exactly, for many series at once.

Source: Fearnhead 2006, Statistics and Computing 16.
"""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from tertius.inference.dating import DatedChange, dated_changes
from tertius.inference.grids import level_quantiles
from tertius.inference.lengths import SegmentLengths
from tertius.inference.likelihoods import Likelihood
from tertius.inference.paths import Paths
from tertius.inference.posterior import ChangePosterior
from tertius.inference.smoothing import forward, smooth
from tertius.inference.windows import Windows, windows
from tertius.model.errors import UsageError

__all__ = ["ChangePosterior", "DatedChange", "Paths", "change_evidence", "change_posterior", "dated_changes"]

Array = NDArray[np.float64]


def change_posterior(
    likelihood: Likelihood,
    lengths: SegmentLengths,
    *,
    credibility: float,
    max_number: int,
    chunk: int = 128,
    workers: int = 1,
) -> ChangePosterior:
    """Infer the changes of every series.

    Args:
        likelihood: Counts and the grid of levels.
        lengths: Prior of segment lengths.
        credibility: Probability inside the interval of the level, in (0, 1).
        max_number: Numbers of changes told apart; that many and more share the last entry. At least 1.
        chunk: Series worked on together; changes speed and memory (about 3 MB per series at 360 periods and 60
            levels), not results.
        workers: Threads.

    Raises:
        UsageError: A setting lies outside its range.
    """
    if not 0 < credibility < 1 or max_number < 1:
        raise UsageError(f"credibility lies in (0, 1) and max_number is at least 1: {credibility}, {max_number}")
    series, _ = likelihood.extent
    parts = [slice(start, min(start + chunk, series)) for start in range(0, series, chunk)]

    def work(part: slice) -> tuple[Array, ...]:
        return _chunk(likelihood.of(part), lengths, credibility=credibility, max_number=max_number)

    if workers == 1:
        results = [work(part) for part in parts]
    else:
        with ThreadPoolExecutor(workers) as pool:
            results = list(pool.map(work, parts))
    bayes, number, at, level, low, high = (np.concatenate(column) for column in zip(*results, strict=True))
    return ChangePosterior(bayes, number, at, level, low, high, credibility, likelihood, lengths)


def change_evidence(likelihood: Likelihood, lengths: SegmentLengths) -> Array:
    """[S] the ``log_bayes_factor`` of :func:`change_posterior` alone, for a fraction of its work.

    Args:
        likelihood: Counts and the grid of levels; all series are worked on together.
        lengths: Prior of segment lengths.
    """
    log_prior = likelihood.grid.log_prior.T
    data = windows(likelihood.log_kernel(), log_prior, lengths)
    log_all = forward(data, lengths, counts=1, keep=False).log_count[0]
    return _against_none(data, log_all, log_prior, lengths)


def _chunk(
    likelihood: Likelihood, lengths: SegmentLengths, *, credibility: float, max_number: int
) -> tuple[Array, ...]:
    """Bayes factor, number, place of changes, level and its bounds for one chunk, series first."""
    grid = likelihood.grid
    log_prior = grid.log_prior.T
    data = windows(likelihood.log_kernel(), log_prior, lengths)
    counted = forward(data, lengths, counts=max_number + 1, keep=False).log_count
    past = forward(data, lengths, counts=1, keep=True)
    number = np.exp(counted - np.logaddexp.reduce(counted, axis=0))
    bayes = _against_none(data, past.log_count[0], log_prior, lengths)
    smoothed = smooth(data, lengths, past)
    mean = (smoothed.level * grid.values.T).sum(axis=1)
    tail = (1.0 - credibility) / 2.0
    low, high = level_quantiles(smoothed.level, grid.edges.T, (tail, 1.0 - tail))
    return bayes, number.T, smoothed.change.T, mean.T, low.T, high.T


def _against_none(data: Windows, log_all: Array, log_prior: Array, lengths: SegmentLengths) -> Array:
    log_none = np.logaddexp.reduce(data.log_whole + log_prior, axis=0)
    return _log_bayes_factor(log_all, log_none, float(lengths.log_survival(data.likelihood.shape[0])[-1]))


def _log_bayes_factor(log_all: Array, log_none: Array, log_survival: float) -> Array:
    """[S] evidence of one change or more over evidence of none, taken out of the evidence of their mixture."""
    if log_survival == 0.0:
        # The series is too short for any change: the data cannot speak for one.
        return np.zeros_like(log_all)
    some = -np.expm1(np.minimum(log_none + log_survival - log_all, 0.0))
    log_some = log_all + np.log(np.maximum(some, np.finfo(float).tiny)) - np.log(-np.expm1(log_survival))
    return np.asarray(log_some - log_none)
