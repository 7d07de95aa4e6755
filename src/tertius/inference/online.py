"""Watching a share or a rate as it comes in: probability that it has just changed, from the past only.

The same counts and levels as in the offline model, with a constant hazard of change. The law of the run length is
exact and not cut off: the chance of having run longer than ``r`` needs only the state ``r + 1`` periods ago.

Source: Adams & MacKay 2007, Bayesian online changepoint detection, arXiv 0710.3742.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius.inference.grids import level_quantiles
from tertius.inference.likelihoods import Likelihood
from tertius.model.errors import UsageError

Array = NDArray[np.float64]

_FLOOR = 1e-290


@dataclass(frozen=True)
class OnlinePosterior:
    """State of knowledge after each period, from that period and those before it.

    Attributes:
        recent: [S, T] probability of a change within the last periods asked for; the start is no change.
        level: [S, T] median of the share or rate.
        low: [S, T] lower bound of its interval.
        high: [S, T] upper bound of its interval.
    """

    recent: Array
    level: Array
    low: Array
    high: Array


def online_posterior(likelihood: Likelihood, *, hazard: float, recent: int, credibility: float, chunk: int = 128
                     ) -> OnlinePosterior:  # fmt: skip
    """Follow every series.

    Args:
        likelihood: Counts and the grid of levels.
        hazard: Probability of a change per period, in (0, 1).
        recent: Longest run length called recent; 0 means a change in this very period.
        credibility: Probability inside the interval of the level, in (0, 1).
        chunk: Series worked on together; changes speed and memory, not results.

    Raises:
        UsageError: A setting lies outside its range.
    """
    _check(hazard, recent)
    if not 0 < credibility < 1:
        raise UsageError(f"credibility lies in (0, 1), got {credibility}")
    tail = (1.0 - credibility) / 2.0
    rows = []
    for start in range(0, likelihood.extent[0], chunk):
        part = likelihood.of(slice(start, start + chunk))
        state = _follow(part, hazard)
        changed = 1.0 - _outlasting(state, recent, hazard)
        rows.append([changed, *level_quantiles(np.exp(state.log_level), part.grid.edges.T, (0.5, tail, 1.0 - tail))])
    return OnlinePosterior(*(np.concatenate(column, axis=1).T for column in zip(*rows, strict=True)))


def run_lengths(likelihood: Likelihood, *, hazard: float, cap: int) -> Array:
    """[S, T, cap + 1] probability of each number of periods since the last change, or since the start.

    The last entry holds ``cap`` and more, and the runs that reach back to the start.

    Args:
        likelihood: Counts and the grid of levels; a few series, all are worked on together.
        hazard: Probability of a change per period, in (0, 1).
        cap: Run length from which all share one entry, at least 1.

    Raises:
        UsageError: A setting lies outside its range.
    """
    _check(hazard, cap - 1)
    state = _follow(likelihood, hazard)
    longer = np.stack([np.ones_like(state.log_evidence), *(_outlasting(state, r, hazard) for r in range(cap))])
    parts = np.concatenate([longer[:-1] - longer[1:], longer[-1:]])
    return np.asarray(np.maximum(parts, 0.0).transpose(2, 1, 0))


def alarms(recent: ArrayLike, *, threshold: float, pause: int) -> NDArray[np.bool_]:
    """Periods in which an alarm is raised: probability above the threshold, at most once in ``pause`` periods.

    Args:
        recent: [S, T] probabilities of a recent change.
        threshold: Alarm above it.
        pause: Periods after an alarm, itself included, in which no further one is raised.
    """
    above = np.asarray(recent, dtype=float) > threshold
    raised = np.zeros(above.shape, dtype=bool)
    silent = np.zeros(above.shape[0], dtype=int)
    for t in range(above.shape[1]):
        raised[:, t] = above[:, t] & (silent <= 0)
        silent = np.where(raised[:, t], pause - 1, silent - 1)
    return raised


def calibrated_threshold(recent: ArrayLike, *, grid: Sequence[float], pause: int, most_per_period: float) -> float:
    """Lowest threshold whose alarms on series without change stay rare enough.

    Args:
        recent: [S, T] probabilities of a recent change on simulated series without any.
        grid: Thresholds to try.
        pause: As in ``alarms``.
        most_per_period: Largest mean number of alarms per series and period; 0.1 per decade of months is 0.1 / 120.

    Raises:
        UsageError: Even the highest threshold raises too many.
    """
    for threshold in sorted(grid):
        if alarms(recent, threshold=threshold, pause=pause).mean() <= most_per_period:
            return float(threshold)
    raise UsageError(
        f"no threshold up to {max(grid, default=0.0)} keeps alarms below {most_per_period} per period",
        hint="try thresholds nearer to 1 or a lower hazard",
    )


@dataclass(frozen=True)
class _State:
    """Filtered state of a chunk: [T, G, S] log probability of levels, log evidence, running sums of the kernel."""

    log_level: Array
    log_evidence: Array
    before: Array
    log_prior: Array


def _follow(likelihood: Likelihood, hazard: float) -> _State:
    log_kernel = likelihood.log_kernel()
    periods, levels, series = log_kernel.shape
    log_prior = np.ascontiguousarray(np.broadcast_to(likelihood.grid.log_prior.T, (levels, series)))
    prior = np.exp(log_prior)
    before = np.zeros((periods + 1, levels, series))
    log_evidence = np.zeros((periods, series))
    state, evidence = prior.copy(), np.zeros(series)
    for t in range(periods):
        np.add(before[t], log_kernel[t], out=before[t + 1])
        if t > 0:
            state *= 1.0 - hazard
            state += hazard * prior
        state *= np.exp(log_kernel[t])
        np.maximum(state, _FLOOR, out=state)
        total = state.sum(axis=0)
        state /= total
        evidence = log_evidence[t] = evidence + np.log(total)
        np.log(state, out=log_kernel[t])
    return _State(log_kernel, log_evidence, before, log_prior)


def _outlasting(state: _State, run: int, hazard: float) -> Array:
    """[T, S] probability of no change in the last ``run + 1`` periods."""
    periods = state.log_evidence.shape[0]
    out = np.ones_like(state.log_evidence)
    for t in range(periods):
        origin = t - run - 1
        start = state.log_level[origin] + state.log_evidence[origin] if origin >= 0 else state.log_prior
        quiet = (run + 1 if origin >= 0 else t) * np.log1p(-hazard)
        weight = start + state.before[t + 1] - state.before[max(origin + 1, 0)] - state.log_evidence[t] + quiet
        out[t] = np.exp(weight).sum(axis=0)
    return np.asarray(np.minimum(out, 1.0))


def _check(hazard: float, recent: int) -> None:
    if not 0 < hazard < 1 or recent < 0:
        raise UsageError(f"the hazard lies in (0, 1) and run lengths are not negative, got {hazard} and {recent}")
