"""What calls forth what: daily counts as a background plus answers to earlier acts (a discrete-time Hawkes process)."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius.inference.nulls import moved_sums
from tertius.model.errors import UsageError

Array = NDArray[np.float64]
_MOST_STEPS = 100
_DONE = 1e-18  # Newton decrement: what another step could still add to the log posterior


def lagged(acts: ArrayLike, half_life: float) -> Array:
    """Weight of past acts on each day [..., D]: from the day after an act on, halving in a half-life, one in all.

    Args:
        acts: [..., D] acts a day.
        half_life: Days, positive.
    """
    from scipy.linalg import solve_banded  # dear to load, and few commands need it

    done = np.asarray(acts, dtype=np.float64)
    kept = 2.0 ** (-1.0 / half_life)
    added = np.zeros_like(done)
    added[..., 1:] = (1.0 - kept) * done[..., :-1]
    # each day holds what was added and a part of the day before: a system of two diagonals
    diagonals = np.stack([np.ones(done.shape[-1]), np.full(done.shape[-1], -kept)])
    held = solve_banded((1, 0), diagonals, np.moveaxis(added, -1, 0))
    return np.asarray(np.moveaxis(held, 0, -1), dtype=np.float64)


@dataclass(frozen=True)
class Days:
    """Daily counts to be explained.

    ``counts`` [D]; ``stretch`` [D] numbers the stretches of time with a background of their own; ``weight`` [D] is how
    much a day counts. ``prior`` is the number of counts that the prior of a rate is worth, its shape; ``steady`` the
    number that all other stretches together are worth to the background of one.
    """

    counts: Array
    stretch: NDArray[np.int64]
    weight: Array
    prior: float
    steady: float


@dataclass(frozen=True)
class Branching:
    """Posterior of what a unit of each driver calls forth.

    ``log_rate`` [P] is the mode of the logarithm of the expected counts, ``covariance`` [P, P] that of the logarithms,
    ``called`` [P] the counts called forth in all, ``expected`` [D] the counts expected each day.
    """

    log_rate: Array
    covariance: Array
    called: Array
    expected: Array

    def share(self, mine: int, among: NDArray[np.int64]) -> tuple[float, float]:
        """Logit of one driver's part of what some drivers called forth together, and its standard error."""
        others = among[among != mine]
        rest = self.called[others].sum()
        slope = np.zeros(len(self.called))
        slope[mine], slope[others] = 1.0, -self.called[others] / rest
        return float(np.log(self.called[mine] / rest)), float(np.sqrt(slope @ self.covariance @ slope))


def branching(days: Days, drivers: Array, typical: float) -> Branching:
    """Fit counts ~ Poisson(background of the stretch + sum of rate x driver), no rate below zero.

    Rates and backgrounds have Gamma priors; that of the backgrounds has the mean of one background for all days, fitted
    first. Backgrounds that differ leave a driver what stands out within a stretch: a growing volume of news calls
    nothing forth. Found is the mode in logarithms, where it is never on the edge, by Newton's method; the covariance is
    that of the normal distribution at the mode.

    Args:
        days: The counts.
        drivers: [P, D] not negative, such as those of :func:`lagged`; of any scale.
        typical: Prior mean of the counts that a unit of a driver calls forth.

    Raises:
        UsageError: No day counts, there is no count, or a driver is never present.

    Source:
        methods 2.4 (M1); Hawkes 1971, Biometrika 58; Kirchner 2016, Stochastic Processes and their Applications 126
        (in discrete time).
    """
    known = np.asarray(drivers, dtype=np.float64)
    whole = replace(days, stretch=np.zeros(len(days.counts), dtype=np.int64))
    level = float(_Fit(whole, known, (typical, np.inf)).mode()[0][0])
    return _Fit(days, known, (typical, level)).found()


class _Fit:
    """Newton's method on the rates; those of the stretches are eliminated, since each day has only one."""

    def __init__(self, days: Days, drivers: Array, means: tuple[float, float]) -> None:
        """``means`` are prior means of rates and of backgrounds; infinite: one that says nothing of them."""
        seen = np.flatnonzero((days.counts > 0) & (days.weight > 0))
        met = np.asarray(drivers @ days.weight, dtype=np.float64)
        if not len(seen) or not (met > 0).all():
            raise UsageError("nothing to explain, or a driver that is never there",
                             hint="leave out drivers without acts, and ask only where there are counts")  # fmt: skip
        self.days, self.drivers = days, drivers
        self.counts = (days.counts * days.weight)[seen]
        self.stretch, self.present = days.stretch[seen], drivers[:, seen]
        self.met = met + days.prior / means[0]
        self.steady = days.steady if np.isfinite(means[1]) else days.prior
        self.looked = _sums(days.stretch, days.weight) + self.steady / means[1]

    def found(self) -> Branching:
        base, rate = self.mode()
        _, bend = self._slopes(base, rate)
        spread = np.linalg.inv(_eliminated(bend)) / np.outer(rate, rate)
        expected = base[self.days.stretch] + rate @ self.drivers
        return Branching(np.log(rate), spread, rate * (self.drivers @ self.days.weight), expected)

    def mode(self) -> tuple[Array, Array]:
        """Backgrounds and rates."""
        found = np.full(len(self.looked), self.counts.sum() / self.looked.sum()), self.days.prior / self.met
        for _ in range(_MOST_STEPS):
            step, decrement = _solved(*self._slopes(*found))
            found = self._moved(found, step)
            if decrement < _DONE:
                break
        return found

    def _value(self, base: Array, rate: Array) -> float:
        if base.min() <= 0 or rate.min() <= 0:
            return -np.inf
        fit = self.counts @ np.log(base[self.stretch] + rate @ self.present) - base @ self.looked - rate @ self.met
        return float(fit + self.steady * np.log(base).sum() + self.days.prior * np.log(rate).sum())

    def _slopes(self, base: Array, rate: Array) -> tuple[tuple[Array, Array], tuple[Array, Array, Array]]:
        """Gradient by background and driver, and minus the second derivatives: of backgrounds, crossed, of drivers."""
        prior, steady, size = self.days.prior, self.steady, len(base)
        expected = base[self.stretch] + rate @ self.present
        pull, bend = self.counts / expected, self.counts / expected**2
        gradient = (_sums(self.stretch, pull, size) - self.looked + steady / base,
                    self.present @ pull - self.met + prior / rate)  # fmt: skip
        crossed = np.stack([_sums(self.stretch, bend * one, size) for one in self.present], axis=1)
        mine = (self.present * bend) @ self.present.T + np.diag(prior / rate**2)
        return gradient, (_sums(self.stretch, bend, size) + steady / base**2, crossed, mine)

    def _moved(self, where: tuple[Array, Array], step: tuple[Array, Array]) -> tuple[Array, Array]:
        """The step, halved until it leads no lower."""
        start, part = self._value(*where), 1.0
        while part > np.finfo(np.float64).eps:
            base, rate = (old + part * new for old, new in zip(where, step, strict=True))
            if self._value(base, rate) >= start:
                return base, rate
            part /= 2.0
        return where


def _eliminated(bend: tuple[Array, Array, Array]) -> Array:
    own, crossed, mine = bend
    return mine - (crossed / own[:, None]).T @ crossed


def _solved(gradient: tuple[Array, Array], bend: tuple[Array, Array, Array]) -> tuple[tuple[Array, Array], float]:
    """Newton's step, and its decrement."""
    own, crossed, _ = bend
    left = gradient[1] - crossed.T @ (gradient[0] / own)
    rate = np.asarray(np.linalg.solve(_eliminated(bend), left), dtype=np.float64)
    base = (gradient[0] - crossed @ rate) / own
    return (base, rate), float(gradient[0] @ base + gradient[1] @ rate)


def _sums(group: NDArray[np.int64], values: Array, size: int = 0) -> Array:
    """Sum of the values of each group; of an empty group zero."""
    return np.bincount(group, values, size).astype(np.float64)


def shifted_scores(days: Days, expected: Array, driver: Array) -> Array:
    """How closely the counts go with a driver moved by 0, 1, ... days around the ends, [D].

    Args:
        days: The counts.
        expected: [D] counts expected without the driver, positive.
        driver: [D].

    Returns:
        Score of the driver's rate at zero, as a part of the most it could be, in [-1, 1].

    Source:
        Rao 1948, Mathematical Proceedings of the Cambridge Philosophical Society 44 (score); for
        :func:`~tertius.inference.nulls.shift_p_value`.
    """
    pull = days.weight * (days.counts / expected - 1.0)
    # the prior draws backgrounds toward the mean of all days: what is left of that in a stretch is no answer
    looked = np.maximum(_sums(days.stretch, days.weight), np.finfo(np.float64).tiny)
    pull = pull - days.weight * (_sums(days.stretch, pull) / looked)[days.stretch]
    most = float(np.abs(pull).sum() * driver.max(initial=0.0))
    return moved_sums(pull, driver) / max(most, np.finfo(np.float64).tiny)
