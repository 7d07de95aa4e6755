"""Which role was planted, which one read: confusion, calibration and log score, with a rival beside it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from benchmarks.validation.simulated.roles import BINS, ROLES, WINDOWS, Row, arrays
from tertius.codebooks.constants import CONSTANTS
from tertius.measures import role as measure
from tertius.measures.fitted_range import beyond_the_fit, distance, tail

Floats = NDArray[np.float64]
DRAWS = 400
_NOTHING = -1
"""What is read where the role is undefined."""


def chances(rows: Sequence[Row]) -> Floats:
    """[N, R] probability of each role as shipped, in the order of :data:`ROLES`; the same for all where undefined."""
    order = [measure.ROLES.index(name) for name in ROLES]
    found = np.asarray(measure.probabilities(arrays(rows)[0], DRAWS, 0).mean(axis=0)[:, order])
    found[outside(rows)] = 1.0 / len(ROLES)
    return found


def outside(rows: Sequence[Row]) -> NDArray[np.bool_]:
    """Third parties whose role is undefined: their signs lie outside the fit."""
    limit = CONSTANTS["role.range_tail"].value
    return np.asarray([tail(far) <= limit for far in distance(beyond_the_fit(arrays(rows)[0]))])


def rival(rows: Sequence[Row]) -> Floats:
    """[N, R] probability from the kinds of acts alone: a Dirichlet-multinomial a role, fitted to the other worlds.

    It is what a hidden Markov model over roles comes to where roles do not switch. It learns from worlds of the same
    run, in its favour.
    """
    counts = np.asarray([row["acts"] for row in rows])
    _, truth, world = arrays(rows)
    log = np.zeros((len(rows), len(ROLES)))
    for half in (0, 1):
        out = world % 2 == half
        if out.all():  # no other world to learn from: every role is as likely
            continue
        for r in range(len(ROLES)):
            log[out, r] = _evidence(counts[out], counts[~out & (truth == r)])
    log -= log.max(axis=1, keepdims=True)
    return np.asarray(np.exp(log) / np.exp(log).sum(axis=1, keepdims=True))


def _evidence(counts: Floats, earlier: Floats) -> Floats:
    """Log evidence of counts [N, G] under a Dirichlet with the mean and the spread of the earlier shares."""
    share = (earlier + 0.5) / (earlier + 0.5).sum(axis=1, keepdims=True)
    mean, spread = share.mean(axis=0), share.var(axis=0)
    weight = float(np.median(mean * (1 - mean) / np.maximum(spread, 1e-9) - 1))
    alpha = np.maximum(weight, 1.0) * mean
    total, n = alpha.sum(), counts.sum(axis=1)
    parts = (gammaln(alpha + counts) - gammaln(alpha)).sum(axis=1)
    return np.asarray(parts + gammaln(total) - gammaln(total + n))


def calibration_error(chance: Floats, truth: NDArray[np.int64]) -> float:
    """Expected calibration error of the most probable role over equal bins of its probability."""
    top, hit = chance.max(axis=1), chance.argmax(axis=1) == truth
    place = np.minimum((top * BINS).astype(int), BINS - 1)
    gaps = [abs(hit[place == b].mean() - top[place == b].mean()) * (place == b).mean() for b in np.unique(place)]
    return float(sum(gaps))


def table(rows: Sequence[Row]) -> list[str]:
    """One line a planted role with how often it was read, and scores below."""
    level = CONSTANTS["role.level"].value
    lines = ["| years | planted | third parties | read as planted (bar .85) | else mostly "
             f"| named (from {level:g} on) | named right |", "|--:|---|--:|--:|---|--:|--:|"]  # fmt: skip
    scores = ["", "| years | method | log score | calibration error | right | named | right among named | undefined |",
              "|--:|---|--:|--:|--:|--:|--:|--:|"]  # fmt: skip
    for years in WINDOWS:
        here = [row for row in rows if row["years"] == years]
        truth, chance, strange = arrays(here)[1], chances(here), outside(here)
        said = np.where(strange, _NOTHING, chance.argmax(axis=1))
        for r, name in enumerate(ROLES):
            mine = truth == r
            wrong = np.bincount(said[mine & (said != r) & ~strange], minlength=len(ROLES))
            most = f"{ROLES[int(wrong.argmax())]} {wrong.max()}" if wrong.any() else ""
            named = mine & (chance.max(axis=1) >= level)
            right = f"{(said[named] == r).mean():.2f}" if named.any() else "-"
            lines.append(f"| {years} | {name} | {mine.sum()} | {(said[mine] == r).mean():.2f} | {most} "
                         f"| {named.sum()} | {right} |")  # fmt: skip
        nowhere = np.zeros(len(here), dtype=np.bool_)
        for method, found, silent in (("joint role", chance, strange), ("kinds of acts alone", rival(here), nowhere)):
            log = np.log(np.maximum(found[np.arange(len(truth)), truth], 1e-6)).mean()
            hit, named = (found.argmax(axis=1) == truth) & ~silent, found.max(axis=1) >= level
            error, sure = calibration_error(found, truth), f"{hit[named].mean():.2f}" if named.any() else "-"
            scores.append(f"| {years} | {method} | {log:.3f} | {error:.3f} | {hit.mean():.2f} | {named.mean():.2f} "
                          f"| {sure} | {silent.mean():.3f} |")  # fmt: skip
    return [*lines, *scores]
