"""One break common to several tables: how probable, when, and whether series moved in time would show as much.

Each table has an exact posterior of its own changes (:mod:`tertius.inference.compositions`). Held against the prior of
the same months, it says how much better the table is told by a change in just this month, or by none around it. A
common break is one in which every table takes part with a stated probability; the tables' ratios multiply.

Source: methods 3.14 and 4.2 (common date, component moves or not); Fearnhead 2006, Statistics and Computing 16.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import logsumexp

from tertius.inference.nulls import permutation_p_value
from tertius.model.errors import UsageError

Array = NDArray[np.float64]
_TINY = float(np.finfo(np.float64).tiny)
_SLACK = float(np.sqrt(np.finfo(np.float64).eps))  # equal sums may differ by the order of their terms


@dataclass(frozen=True)
class JointBreak:
    """The span of months that most probably holds a common break.

    Attributes:
        start: First period of the span; the new state begins in it.
        mass: Posterior probability that there is one common break and that it lies in the span.
        at: [T] posterior probability of a common break by period.
        part: [P] probability, given the break in the span, that each table takes part.
        later: Probability of a common break after it, from the periods in which tables can change again.
        p_value: Share of independent moves of the tables in time that show as much evidence for a common break.
    """

    start: int
    mass: float
    at: Array
    part: Array
    later: float
    p_value: float


@dataclass(frozen=True)
class Looking:
    """How to look for a common break.

    Attributes:
        around: Periods in which a table changes at most once.
        taking_part: Probability that a table takes part in a common break.
        span: Periods that count as one date.
        draws: Independent moves in time of every table.
        seed: Of the moves.
    """

    around: int
    taking_part: float
    span: int
    draws: int
    seed: int


def joint_break(at: ArrayLike, prior: ArrayLike, how: Looking) -> JointBreak:
    """Infer the common break of several tables, at most one, beforehand as likely as none and in any period alike.

    Args:
        at: [P, T] posterior probability that each table changes at the start of each period.
        prior: [T] the same before any data.
        how: Settings.

    Raises:
        UsageError: Fewer than two tables, or shapes do not fit.
    """
    changes, before = np.asarray(at, dtype=float), np.asarray(prior, dtype=float)
    if changes.ndim != 2 or len(changes) < 2 or before.shape != changes.shape[1:] or how.span > len(before):
        raise UsageError(f"a common break needs two tables of the same periods: {changes.shape}, {before.shape}")
    with np.errstate(divide="ignore", invalid="ignore"):
        moved = np.where(before > 0, changes / np.where(before > 0, before, 1.0), 0.0)
        still = (1.0 - _near(changes, how.around)) / (1.0 - _near(before[None], how.around))
    still = np.maximum(still, _TINY)
    ratio = np.log(how.taking_part * moved + (1.0 - how.taking_part) * still)
    every, span = ratio.sum(axis=0), how.span
    chance = _posterior(every)
    mass = _spans(chance[None], span)[0]
    start = int(mass.argmax())
    inside = slice(start, start + span)
    given = chance[inside] / max(chance[inside].sum(), _TINY)
    part = (how.taking_part * moved / np.exp(ratio))[:, inside] @ given
    # nearer than a table can change twice, another break is this one, dated otherwise
    after = every[start + span + how.around :]
    later = float(_posterior(after, len(every)).sum()) if len(after) else 0.0
    rng, tables = np.random.default_rng(how.seed), len(changes)
    null = _moved(ratio, span, rng.integers(0, len(before), (how.draws, tables)))
    shown = _moved(ratio, span, np.zeros((1, tables), dtype=np.int64))[0]
    p_value = float(permutation_p_value(shown - _SLACK, null))
    return JointBreak(start, float(mass[start]), chance, np.asarray(part), later, p_value)


def _near(change: Array, around: int) -> Array:
    """[P, T] probability of a change in the ``around`` periods around each."""
    left = around // 2
    padded = np.pad(change, ((0, 0), (left, around - 1 - left)))
    return np.asarray(np.clip(_spans(padded, around), 0.0, 1.0))


def _spans(rows: Array, span: int) -> Array:
    """[R, T - span + 1] sums over every run of periods."""
    return np.asarray(np.lib.stride_tricks.sliding_window_view(rows, span, axis=1).sum(axis=2))


def _posterior(every: Array, periods: int | None = None) -> Array:
    """[T] probability of the one common break by period; ``periods`` share its prior probability of one half."""
    odds = every - np.log(periods or len(every))
    return np.asarray(np.exp(odds - logsumexp(np.append(odds, 0.0))))


def _moved(ratio: Array, span: int, moves: NDArray[np.int64]) -> Array:
    """[draws] log evidence of the best span once every table is moved around its ends by itself; not below none.

    Near its ends a table tells little either way. Ends that stand together would look like evidence beside middles that
    speak against a change; so what does not speak for a common break counts as nothing.
    """
    periods = ratio.shape[1]
    place = (np.arange(periods) - moves[:, :, None]) % periods
    sums = np.take_along_axis(np.broadcast_to(ratio, place.shape), place, axis=2).sum(axis=1)
    top = sums.max(axis=1, keepdims=True)
    best = np.log(_spans(np.exp(sums - top), span).max(axis=1)) + top[:, 0]
    return np.asarray(np.maximum(best - np.log(span), 0.0))
