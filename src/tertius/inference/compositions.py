"""When the shares of a whole table changed together: exact multiple change points of a composition.

One series of counts over K alternatives; segments between changes draw all shares anew from a Dirichlet, and counts are
Dirichlet-multinomial, tempered for overdispersion. Changes are common to all alternatives, so a fall of one and the
rise of another add up to the evidence for one date; which alternatives moved is then read from the segments.

Source: Fearnhead 2006, Statistics and Computing 16 (recursions on segment evidences).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaln

from tertius.inference.lengths import SegmentLengths
from tertius.model.errors import DataError, UsageError

Array = NDArray[np.float64]


@dataclass(frozen=True)
class CompositionPosterior:
    """What the data say of the common changes of a composition.

    Attributes:
        log_bayes_factor: Evidence for at least one change (any number, as the prior weighs them) against none, natural
            log; an e-value under no change after exponentiation.
        at: [T] probability that a new segment starts at the period; never at period 0.
        counts: [K, T] tempered counts.
        prior: [K] Dirichlet parameters of a segment.
        log_backward: [T + 1] log evidence of the periods from each start on.
        log_segments: [T, T + 1] log evidence of each segment times the prior of its length.
    """

    log_bayes_factor: float
    at: Array
    counts: Array
    prior: Array
    log_backward: Array
    log_segments: Array

    def starts(self, *, draws: int, seed: int) -> NDArray[np.bool_]:
        """Draw whole histories: [draws, T], true where a new segment starts (period 0 not counted).

        Args:
            draws: Number of histories.
            seed: Seed; the same seed gives the same histories.
        """
        rng = np.random.default_rng(seed)
        periods = len(self.at)
        found = np.zeros((draws, periods), dtype=bool)
        here = np.zeros(draws, dtype=np.int64)
        while (active := np.flatnonzero(here < periods)).size:
            # from where each history stands now: a history moved in this pass must not be moved twice
            standing = here[active]
            for start in np.unique(standing):
                rows = active[standing == start]
                weight = self.log_segments[start] + self.log_backward
                mass = np.exp(weight - weight.max())
                here[rows] = rng.choice(periods + 1, size=rows.size, p=mass / mass.sum())
            moved = active[here[active] < periods]
            found[moved, here[moved]] = True
        return found


def composition_posterior(
    x: ArrayLike, *, prior: ArrayLike, tempering: float, lengths: SegmentLengths
) -> CompositionPosterior:
    """Infer the common changes of a composition.

    Args:
        x: [K, T] counts per alternative and period, may be weighted.
        prior: [K] Dirichlet parameters from which every segment draws its shares, positive.
        tempering: Power of the likelihood in (0, 1]: 1 / design effect.
        lengths: Prior of segment lengths.

    Raises:
        DataError: A count is negative or unknown.
        UsageError: Prior or tempering lie outside their range.
    """
    counts, alpha = np.asarray(x, dtype=float), np.asarray(prior, dtype=float)
    if np.any(~(counts >= 0)):
        raise DataError("counts of a composition must be known and not negative")
    if np.any(~(alpha > 0)) or not 0 < tempering <= 1 or alpha.shape != counts.shape[:1]:
        raise UsageError("a composition needs one positive prior per alternative and a tempering in (0, 1]")
    tempered = counts * tempering
    periods = counts.shape[1]
    evidence = _segment_evidence(tempered, alpha)
    whole = evidence[0, periods]
    log_segments = _with_lengths(evidence, lengths)
    backward = _backward(log_segments)
    forward = _forward(log_segments)
    at = np.exp(forward[:periods] + backward[:periods] - backward[0])
    at[0] = 0.0
    bayes = _log_bayes_factor(float(backward[0]), float(whole), float(lengths.log_survival(periods)[-1]))
    return CompositionPosterior(bayes, at, tempered, alpha, backward, log_segments)


def _segment_evidence(counts: Array, alpha: Array) -> Array:
    """[T, T + 1] Dirichlet-multinomial log evidence of the periods ``[s, e)``, constants dropped; -inf where e <= s.

    A period without a count changes none of them, so what lies between two such stretches is worked out once.
    """
    periods = counts.shape[1]
    upto = np.concatenate([np.zeros((len(alpha), 1)), np.cumsum(counts, axis=1)], axis=1)
    moved = np.concatenate([[True], np.any(upto[:, 1:] != upto[:, :-1], axis=0)])
    place = np.cumsum(moved) - 1
    reached = upto[:, moved]
    between = np.full((place[-1] + 1, place[-1] + 1), -np.inf)
    for first, row in enumerate(between):
        row[first:] = _evidence(reached[:, first:] - reached[:, [first]], alpha)
    return np.where(np.tri(periods, periods + 1, dtype=bool), -np.inf, between[place[:-1, None], place])


def _evidence(inside: Array, alpha: Array) -> Array:
    """[N] log evidence of N segments with the counts ``inside`` [K, N]."""
    parts = gammaln(alpha[:, None] + inside).sum(axis=0) - gammaln(alpha).sum()
    return np.asarray(parts + gammaln(alpha.sum()) - gammaln(alpha.sum() + inside.sum(axis=0)))


def _with_lengths(evidence: Array, lengths: SegmentLengths) -> Array:
    """Add the prior of a segment's length: exact inside the series, at least so long at its end."""
    periods = evidence.shape[0]
    size = np.arange(periods + 1)[None, :] - np.arange(periods)[:, None]
    exact, least = lengths.log_probability(periods), lengths.log_survival(periods)
    spell = np.where(size > 0, exact[np.maximum(size, 0)], -np.inf)
    spell[:, periods] = least[size[:, periods]]
    return evidence + spell


def _backward(log_segments: Array) -> Array:
    """[T + 1] log evidence of all periods from a start on, given that a segment starts there."""
    periods = log_segments.shape[0]
    found = np.full(periods + 1, -np.inf)
    found[periods] = 0.0
    for start in range(periods - 1, -1, -1):
        found[start] = np.logaddexp.reduce(log_segments[start] + found)
    return found


def _forward(log_segments: Array) -> Array:
    """[T + 1] log evidence of all periods before a start, jointly with a segment starting there."""
    periods = log_segments.shape[0]
    found = np.full(periods + 1, -np.inf)
    found[0] = 0.0
    for end in range(1, periods):
        found[end] = np.logaddexp.reduce(found[:end] + log_segments[:end, end])
    return found


def _log_bayes_factor(log_all: float, log_whole: float, log_survival: float) -> float:
    """Evidence of one change or more over evidence of none, given the prior probability of none."""
    none = log_whole + log_survival
    some = -np.expm1(min(none - log_all, 0.0))
    if some <= 0.0:
        return float(np.log(np.finfo(float).tiny))
    return float(log_all + np.log(some) - np.log(-np.expm1(log_survival)) - log_whole)
