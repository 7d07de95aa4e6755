"""Chance that a state holds in a coming period: Beta ledgers at several half-lives, averaged by how they forecast.

Only periods in which the state can be seen count, and forgetting goes by those: ten months without talks say nothing of
who would mediate.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tertius.inference.ledger import discounted
from tertius.model import Constants

Floats = NDArray[np.float64]


def state_chances(
    states: Floats, horizons: Sequence[int], *, half_lives: Sequence[float], constants: Constants
) -> Floats:
    """[K, H] chance that each state holds in the period ``h`` ahead, if that period can be seen.

    The prior of every ledger is the share of all states that held so far (1 / K before any was seen).

    Args:
        states: [K, T] 1 where a state held, 0 where it did not; nan in periods that cannot be seen (for all K alike).
        horizons: Periods ahead; 1 is the one after the last.
        half_lives: In periods that were seen.
        constants: ``forecasts.state_prior_periods``, ``forecasts.fit_prior_events`` and ``forecasts.fit_rounds``.
    """
    seen = ~np.isnan(states[0])
    chances = _ledgers(states[:, seen], half_lives, constants["forecasts.state_prior_periods"])
    before = np.concatenate([[0], np.cumsum(seen)])  # seen periods before period 0, 1, ... T
    found = []
    for horizon in horizons:
        targets = np.flatnonzero(seen)
        targets = targets[targets >= horizon - 1]
        then = chances[:, before[targets - horizon + 1]]
        weights = _weights(then.reshape(-1, chances.shape[-1]), states[:, targets].ravel(), constants)
        found.append(chances[:, -1] @ weights)
    return np.stack(found, axis=1)


def _ledgers(states: Floats, half_lives: Sequence[float], weight: float) -> Floats:
    """[K, N + 1, F] chance of each ledger before each of N seen periods and after the last; the pooled one is last."""
    held = np.concatenate([np.zeros((len(states), 1)), np.cumsum(states, axis=1)], axis=1)
    pooled = (held.sum(axis=0) + 1.0) / (len(states) * (np.arange(held.shape[1]) + 1.0))
    found = np.empty((*held.shape, len(half_lives) + 1))
    for f, half_life in enumerate(half_lives):
        found[:, 0, f] = pooled[0]
        evidence = discounted(states, half_life) + weight * pooled[1:]
        found[:, 1:, f] = evidence / (discounted(np.ones(states.shape[1]), half_life) + weight)
    found[:, :, -1] = pooled
    return found


def _weights(chances: Floats, happened: Floats, constants: Constants) -> Floats:
    """[F] weights of a linear pool that made what happened most probable; even where nothing was seen.

    Expectation-maximisation, with a few cases spread evenly before any are seen.
    """
    ledgers, prior = chances.shape[1], constants["forecasts.fit_prior_events"]
    given = np.where(happened[:, None] > 0, chances, 1.0 - chances)
    weights = np.full(ledgers, 1.0 / ledgers)
    for _ in range(int(constants["forecasts.fit_rounds"])):
        told = weights * given
        weights = (told / told.sum(axis=1, keepdims=True)).sum(axis=0) + prior / ledgers
        weights = weights / weights.sum()
    return np.asarray(weights, dtype=float)
