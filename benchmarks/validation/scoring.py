"""How well a score finds what is true: areas, ranks, correlations, each with a bootstrap interval by cluster."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata, spearmanr

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
TIE_DRAWS = 200
"""Random orders over which ranks of tied candidates are averaged."""


@dataclass(frozen=True)
class Figure:
    """A number with its 90 % bootstrap interval, and how many units and clusters it rests on."""

    value: float
    low: float
    high: float
    n: int
    clusters: int

    def __str__(self) -> str:
        return f"{self.value:.2f} ({self.low:.2f}–{self.high:.2f})"


def auc(truth: Bools, score: Floats) -> float:
    """Probability that a true unit outscores a false one, ties counted half; NaN when one kind is missing."""
    yes = int(truth.sum())
    no = len(truth) - yes
    if yes == 0 or no == 0:
        return float("nan")
    return float((rankdata(score)[truth].sum() - yes * (yes + 1) / 2) / (yes * no))


def average_precision(truth: Bools, score: Floats) -> float:
    """Mean precision at each true unit; tied units are taken at once, so that order in the file earns nothing."""
    if not truth.any():
        return float("nan")
    order = np.argsort(-score, kind="stable")
    ends = np.append(np.flatnonzero(np.diff(score[order])), len(score) - 1)
    hits = np.cumsum(truth[order])[ends].astype(np.float64)
    steps = np.diff(np.concatenate([[0.0], hits])) / truth.sum()
    return float((steps * hits / (ends + 1)).sum())


def first_rank(truth: Bools, score: Floats, seed: int = 0) -> Floats:
    """Rank of the best true unit in each of some random orders of tied units [TIE_DRAWS]."""
    draw = np.random.default_rng(seed)
    ranks = np.empty(TIE_DRAWS)
    for i in range(TIE_DRAWS):
        order = np.lexsort((draw.random(len(score)), -score))
        ranks[i] = 1 + int(np.flatnonzero(truth[order])[0])
    return ranks


def reciprocal_rank(truth: Bools, score: Floats) -> float:
    """Mean of 1 / rank of the best true unit."""
    return float((1.0 / first_rank(truth, score)).mean())


def hits_at(k: int) -> Callable[[Bools, Floats], float]:
    """Chance that a true unit is among the first ``k``."""
    return lambda truth, score: float((first_rank(truth, score) <= k).mean())


def spearman(level: Floats, score: Floats) -> float:
    """Rank correlation; NaN where one side does not vary."""
    if len(level) < 3 or np.ptp(level) == 0 or np.ptp(score) == 0:
        return float("nan")
    return float(spearmanr(level, score).statistic)


def mean_by_cluster(values: Sequence[float], clusters: Sequence[str], *, draws: int = 1000, seed: int = 1) -> Figure:
    """Mean over units with an interval from redrawing whole clusters; units without a value are left out."""
    kept = [(value, cluster) for value, cluster in zip(values, clusters, strict=True) if np.isfinite(value)]
    if not kept:
        return Figure(float("nan"), float("nan"), float("nan"), 0, 0)
    names = sorted({cluster for _, cluster in kept})
    sums = np.asarray([sum(v for v, c in kept if c == name) for name in names])
    sizes = np.asarray([sum(1.0 for _, c in kept if c == name) for name in names])
    pick = np.random.default_rng(seed).integers(len(names), size=(draws, len(names)))
    means = sums[pick].sum(axis=1) / sizes[pick].sum(axis=1)
    low, high = np.quantile(means, (0.05, 0.95))
    return Figure(float(sums.sum() / sizes.sum()), float(low), float(high), len(kept), len(names))


def over_clusters(measure: Callable[[NDArray[Any], Floats], float], truth: NDArray[Any], score: Floats,
                  clusters: Sequence[str], *, draws: int = 200, seed: int = 1) -> Figure:  # fmt: skip
    """A number over all units at once, with an interval from redrawing whole clusters."""
    index, where = np.unique(np.asarray(clusters, dtype=str), return_inverse=True)
    order = np.argsort(where, kind="stable")
    bounds = np.searchsorted(where[order], np.arange(len(index) + 1))
    draw, found = np.random.default_rng(seed), []
    for _ in range(draws):
        chosen = draw.integers(len(index), size=len(index))
        starts, sizes = bounds[chosen], bounds[chosen + 1] - bounds[chosen]
        offset = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        rows = order[np.repeat(starts, sizes) + offset]
        found.append(measure(truth[rows], score[rows]))
    drawn = np.asarray(found, dtype=np.float64)
    drawn = drawn[np.isfinite(drawn)]
    low, high = np.quantile(drawn, (0.05, 0.95)) if len(drawn) else (float("nan"), float("nan"))
    return Figure(measure(truth, score), float(low), float(high), len(truth), len(index))


def calibration_error(truth: Bools, chance: Floats, groups: int = 10) -> float:
    """Mean gap between probability and frequency in groups of equal size, in order of the probability."""
    order = np.argsort(chance, kind="stable")
    parts = [part for part in np.array_split(order, groups) if len(part)]
    return float(sum(abs(chance[part].mean() - truth[part].mean()) * len(part) for part in parts) / len(order))


def folds(clusters: Sequence[str], number: int, seed: int = 1) -> NDArray[np.int64]:
    """Fold of every unit; all units of a cluster share one."""
    index, where = np.unique(np.asarray(clusters, dtype=str), return_inverse=True)
    fold: NDArray[np.int64] = np.random.default_rng(seed).permutation(len(index))[where] % number
    return fold


def held_out(features: Floats, truth: Bools, fold: NDArray[np.int64]) -> Floats:
    """Probability of each unit from a ridge logistic regression fitted on the other folds.

    The penalty is the number of features: the prior variance of the log odds is one however many there are.
    """
    ridge = float(features.shape[1])
    chance = np.full(len(truth), np.nan)
    for number in np.unique(fold):
        inside, out = fold != number, fold == number
        mean, spread = features[inside].mean(axis=0), features[inside].std(axis=0) + 1e-9
        weights = logistic_weights((features[inside] - mean) / spread, truth[inside], ridge)
        chance[out] = logistic_chance((features[out] - mean) / spread, weights)
    return chance


def logistic_chance(z: Floats, weights: Floats) -> Floats:
    """Probability from features [N, D] and weights [D + 1], the intercept first."""
    eta = np.clip(weights[0] + z @ weights[1:], -30, 30)
    p: Floats = 1.0 / (1.0 + np.exp(-eta))
    return p


def logistic_weights(z: Floats, truth: Bools, ridge: float) -> Floats:
    """Weights of a ridge logistic regression, the intercept first and free of the penalty."""
    design = np.column_stack([np.ones(len(z)), z])
    penalty = np.full(design.shape[1], ridge)
    penalty[0] = 1e-6
    weights = np.zeros(design.shape[1])
    for _ in range(25):
        p = logistic_chance(z, weights)
        slope = design.T @ (truth - p) - penalty * weights
        curve = (design * (p * (1 - p))[:, None]).T @ design + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def skill_of(base: Floats, loss: Floats) -> float:
    """1 minus the ratio of the mean loss to that of the base rate."""
    return float(1.0 - loss.mean() / base.mean())
