"""Forward and backward passes of the change model over a chunk of series.

With segment lengths of two constant-hazard phases behind a sheltered stretch, the level and the phase form a hidden
semi-Markov chain. The sheltered stretch is passed in one step by the likelihood of its whole window, so a pass costs
O(T G) per series where the recursions over segments cost O(T**2 G). Both are exact.

Messages are kept in units of a running log reference per series. Arrays are [T, G, S], series last.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertius.inference.lengths import SegmentLengths
from tertius.inference.windows import Windows

Array = NDArray[np.float64]

# Far below any probability that matters, far above the range where the processor slows down.
_FLOOR = 1e-290


@dataclass(frozen=True)
class Forward:
    """What the past says.

    Attributes:
        log_change: [T, K, S] log joint probability of the data before ``t`` and of a change at ``t`` which is the k-th
            (the last k takes all further ones); period 0 starts the first segment.
        history: [T, 2, G, S] probability of either phase at each level; empty when not kept.
        log_scale: [T, S] log scale of ``history``.
        log_count: [K, S] log joint probability of all data and of k changes.
    """

    log_change: Array
    history: Array
    log_scale: Array
    log_count: Array


def forward(data: Windows, lengths: SegmentLengths, *, counts: int, keep: bool) -> Forward:
    """Pass from the first period to the last.

    Args:
        data: The chunk.
        lengths: Prior of segment lengths.
        counts: Number of changes told apart; 1 tells none apart.
        keep: Whether to keep the history, which needs ``counts`` of 1.
    """
    periods, levels, series = data.likelihood.shape
    hazard, delay = lengths.hazard, lengths.delay
    phases = np.zeros((2, counts, levels, series))
    log_change = np.full((periods + 1, counts, series), -np.inf)
    log_change[0, 0] = 0.0
    log_scale = np.full((periods, series), -np.inf)
    history = np.zeros((periods if keep else 0, 2, levels, series))
    scale, total = np.full(series, -np.inf), np.ones(series)
    for t in range(delay, periods):
        enter = log_change[t - delay] + data.log_entry[t - delay]
        reference = np.maximum(scale + np.log(total), enter.max(axis=0))
        _move(phases[1], phases[0], hazard, np.exp(scale - reference))
        phases[0] += data.entry[t - delay] * np.exp(enter - reference)[:, None]
        _weigh(phases, data.likelihood[t])
        scale = log_scale[t] = reference
        total = phases.sum(axis=(0, 1, 2))
        log_change[t + 1] = np.log(hazard * _next_count(phases[1].sum(axis=1))) + scale
        if keep:
            history[t] = phases[:, 0]
    log_count = _finish(data, log_change[:periods], phases, scale, delay)
    return Forward(log_change[:periods], history, log_scale, log_count)


@dataclass(frozen=True)
class Smoothed:
    """What all data say of each period.

    Attributes:
        change: [T, S] probability that a new segment starts at ``t``; period 0 is no change.
        level: [T, G, S] probability of each level.
    """

    change: Array
    level: Array


def smooth(data: Windows, lengths: SegmentLengths, past: Forward) -> Smoothed:
    """Pass from the last period to the first and join with the past.

    Args:
        data: The chunk; its ``entry`` is overwritten.
        lengths: Prior of segment lengths.
        past: Forward pass with one count and its history.
    """
    periods, levels, series = data.likelihood.shape
    hazard, delay = lengths.hazard, lengths.delay
    # log_begin + log future = log posterior of a segment beginning at t, up to the scale of its level.
    log_begin = past.log_change[:, 0] + data.log_entry - past.log_count[0]
    log_future = np.zeros((periods + 1, series))
    for t in range(max(periods - delay, 0), periods):
        log_future[t] = data.log_entry[t] + np.log(data.entry[t].sum(axis=0))
        data.entry[t] *= np.exp(log_begin[t])
    level = np.zeros_like(data.likelihood)
    phases = np.ones((2, levels, series))
    scale, total = np.zeros(series), np.ones(series)
    for t in range(periods - 1, delay - 1, -1):
        if t < periods - 1:
            reference = np.maximum(scale + np.log(total), log_future[t + 1])
            _move(phases[0], phases[1], hazard, np.exp(scale - reference))
            phases[1] += hazard * np.exp(log_future[t + 1] - reference)
            scale = reference
        level[t] = (past.history[t] * phases).sum(axis=0) * np.exp(past.log_scale[t] + scale - past.log_count[0])
        _weigh(phases, data.likelihood[t])
        total = phases.sum(axis=(0, 1))
        begun = data.entry[t - delay]
        begun *= phases[0]
        log_future[t - delay] = data.log_entry[t - delay] + scale + np.log(begun.sum(axis=0))
        begun *= np.exp(log_begin[t - delay] + scale)
    _add_sheltered(level, data.entry, delay)
    change = np.exp(past.log_change[:, 0] + log_future[:periods] - past.log_count[0])
    change[0] = 0.0
    return Smoothed(change, level)


def _move(receiver: Array, giver: Array, hazard: float, stay: Array) -> None:
    """One period of the phases, in place: each keeps ``1 - hazard`` and the receiver gains ``hazard`` of the giver."""
    receiver *= (1.0 - hazard) * stay
    receiver += giver * (hazard * stay)
    giver *= (1.0 - hazard) * stay


def _weigh(phases: Array, likelihood: Array) -> None:
    phases *= likelihood
    np.maximum(phases, _FLOOR, out=phases)


def _next_count(leaving: Array) -> Array:
    """A segment that ends hands its mass to the next count; the last count keeps its own."""
    moved = np.maximum(leaving, _FLOOR)
    if leaving.shape[0] > 1:
        moved[1:] = moved[:-1]
        moved[0] = _FLOOR
        moved[-1] += leaving[-1]
    return moved


def _finish(data: Windows, log_change: Array, phases: Array, scale: Array, delay: int) -> Array:
    """[K, S] log probability of everything: segments past their shelter and those still in it at the end."""
    periods = log_change.shape[0]
    with np.errstate(divide="ignore"):
        log_all = np.log(phases.sum(axis=(0, 2))) + scale
    for t in range(max(periods - delay, 0), periods):
        log_all = np.logaddexp(log_all, log_change[t] + data.log_entry[t] + np.log(data.entry[t].sum(axis=0)))
    return np.asarray(log_all)


def _add_sheltered(level: Array, begun: Array, delay: int) -> None:
    """Add to each period the probability of segments that began up to ``delay - 1`` periods before, in place."""
    if delay == 0:
        return
    running = np.zeros_like(level[0])
    for t, slot in enumerate(level):
        running += begun[t]
        if t >= delay:
            running -= begun[t - delay]
        slot += running
        np.maximum(slot, 0.0, out=slot)
