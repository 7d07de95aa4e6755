"""Likelihoods of a chunk of series, laid out for the passes of the change model."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertius.inference.lengths import SegmentLengths

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Windows:
    """Likelihoods per period and per sheltered stretch. Arrays are [T, G, S], series last.

    Attributes:
        likelihood: [T, G, S] of each period, best level 1.
        entry: [T, G, S] prior of the level times likelihood of the stretch that starts at ``t``, best level 1.
        log_entry: [T, S] log scale of ``entry``.
        log_whole: [G, S] log likelihood of all periods at one level.
    """

    likelihood: Array
    entry: Array
    log_entry: Array
    log_whole: Array


def windows(log_kernel: Array, log_prior: Array, lengths: SegmentLengths) -> Windows:
    """Prepare a chunk.

    Args:
        log_kernel: [T, G, S] log likelihoods, at most 0; overwritten.
        log_prior: [G, 1 or S].
        lengths: Prior of segment lengths.
    """
    periods, levels, series = log_kernel.shape
    # before[t] is the log likelihood of the periods before t; adding row by row is far faster than a strided cumsum.
    before = np.zeros((periods + 1, levels, series))
    for t in range(periods):
        np.add(before[t], log_kernel[t], out=before[t + 1])
    entry = np.empty_like(log_kernel)
    log_entry = np.empty((periods, series))
    for t, slot in enumerate(entry):
        # The last stretches are cut short by the end of the series.
        np.subtract(before[min(t + lengths.delay, periods)], before[t], out=slot)
        slot += log_prior
        slot.max(axis=0, out=log_entry[t])
        slot -= log_entry[t]
        np.exp(slot, out=slot)
    log_whole = before[-1].copy()
    for slot in log_kernel:
        np.exp(slot, out=slot)
    return Windows(log_kernel, entry, log_entry, log_whole)
