"""Dated changes of a composition: when all shares changed together, and which alternatives gained or lost."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tertius.inference.compositions import CompositionPosterior
from tertius.inference.intervals import hpd_set

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class JointChange:
    """One common change of a composition.

    Attributes:
        index: First period of the new shares, posterior median.
        dates: [T] smallest set of periods holding the stated probability of the date, given the change.
        probability: Posterior probability that a change happened in this cluster of dates.
        before: [K, 3] low, median and high of each share before the change.
        after: [K, 3] the same after it.
        rise: [K] probability, given the change, that the odds grew by at least the stated factor to more than the least
            share.
        fall: [K] probability, given the change, that they shrank by at least that factor from more than it.
        followed: Periods after ``index`` that the series has, itself included.
    """

    index: int
    dates: Mask
    probability: float
    before: Array
    after: Array
    rise: Array
    fall: Array
    followed: int


@dataclass(frozen=True)
class Dating:
    """How to read dates.

    Attributes:
        floor: Periods of less probability are background.
        gap: Clusters of dates nearer than so many periods are one.
        factor: Least change of odds that matters.
        least: Share that an alternative must exceed, before a fall or after a rise, to be worth reporting.
        credibility: Probability of intervals and date sets.
        draws: Histories drawn.
        seed: Of the draws.
    """

    floor: float
    gap: int
    factor: float
    least: float
    credibility: float
    draws: int
    seed: int


def joint_changes(posterior: CompositionPosterior, how: Dating) -> list[JointChange]:
    """Common changes in order of time, also improbable ones."""
    starts = posterior.starts(draws=how.draws, seed=how.seed)
    rng = np.random.default_rng(how.seed)
    found = []
    for low, high in _clusters(posterior.at, starts, how):
        inside = starts[:, low:high]
        rows = np.flatnonzero(inside.any(axis=1))
        if rows.size:
            chosen = inside[rows].argmax(axis=1) + low
            found.append(_describe(posterior, starts, rows, chosen, how, rng))
    return found


def _clusters(at: Array, starts: Mask, how: Dating) -> list[tuple[int, int]]:
    """Half-open stretches of periods, each holding mostly one change."""
    active = np.flatnonzero(at >= how.floor)
    if active.size == 0:
        return []
    groups = np.split(active, np.flatnonzero(np.diff(active) > how.gap) + 1)
    return [piece for group in groups for piece in _parted(starts, int(group[0]), int(group[-1]) + 1)]


def _parted(starts: Mask, low: int, high: int) -> list[tuple[int, int]]:
    """Part a stretch midway between the typical dates of its changes when most histories have several there."""
    inside = starts[:, low:high]
    counts = inside.sum(axis=1)
    usual = int(np.bincount(counts[counts > 0]).argmax()) if counts.any() else 1
    if usual <= 1:
        return [(low, high)]
    rows = inside[counts == usual]
    dates = np.median(np.nonzero(rows)[1].reshape(len(rows), usual), axis=0)
    cuts = [low, *(low + np.ceil((dates[:-1] + dates[1:]) / 2.0)).astype(int).tolist(), high]
    return [(left, right) for left, right in pairwise(cuts) if left < right]


def _describe(
    posterior: CompositionPosterior,
    starts: Mask,
    rows: NDArray[np.int64],
    chosen: NDArray[np.int64],
    how: Dating,
    rng: np.random.Generator,
) -> JointChange:
    periods = len(posterior.at)
    begin, end = _neighbours(starts[rows], chosen)
    upto = np.concatenate([np.zeros((len(posterior.prior), 1)), np.cumsum(posterior.counts, axis=1)], axis=1)
    before = _shares(posterior.prior + (upto[:, chosen] - upto[:, begin]).T, rng)
    after = _shares(posterior.prior + (upto[:, end] - upto[:, chosen]).T, rng)
    step = _logit(after) - _logit(before)
    tail = (1.0 - how.credibility) / 2.0
    levels = [tail, 0.5, 1.0 - tail]
    mass = np.bincount(chosen, minlength=periods) / len(chosen)
    index = int(np.median(chosen))
    return JointChange(
        index=index,
        dates=hpd_set(mass, how.credibility),
        probability=len(rows) / len(starts),
        before=np.quantile(before, levels, axis=0).T,
        after=np.quantile(after, levels, axis=0).T,
        rise=np.asarray(((step >= np.log(how.factor)) & (after > how.least)).mean(axis=0)),
        fall=np.asarray(((step <= -np.log(how.factor)) & (before > how.least)).mean(axis=0)),
        followed=periods - index,
    )


def _neighbours(starts: Mask, chosen: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Start of the segment before each chosen change and end of the one after it."""
    periods = starts.shape[1]
    place = np.arange(periods)
    earlier = np.where(starts & (place < chosen[:, None]), place, 0).max(axis=1)
    later = np.where(starts & (place > chosen[:, None]), place, periods).min(axis=1)
    return earlier, later


def _shares(alpha: Array, rng: np.random.Generator) -> Array:
    draws = rng.gamma(alpha)
    return np.asarray(draws / draws.sum(axis=1, keepdims=True))


def _logit(share: Array) -> Array:
    tiny = np.finfo(float).tiny
    return np.asarray(np.log(np.maximum(share, tiny)) - np.log(np.maximum(1.0 - share, tiny)))
