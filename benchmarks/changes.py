"""Exact change posteriors of many monthly series, with PELT of ``ruptures`` on the same series in the same run.

``python benchmarks/changes.py`` takes 10,000 series of 360 months. Ours gives the probability of a change in every
month, the number of changes, the Bayes factor and the level with its interval; PELT gives one segmentation. The
compiled PELT runs on all series, the one in Python on a few, and the seconds of all are worked out.
"""

import argparse
import importlib
import importlib.util
import os
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tertius.inference.changes import change_posterior
from tertius.inference.dispersion import share_correlation
from tertius.inference.grids import share_grid
from tertius.inference.lengths import SegmentLengths
from tertius.inference.likelihoods import share_likelihood

Floats = NDArray[np.float64]
SHORTEST, RHO, SLOW = 6, 0.05, 20
BAR = 60.0


def made(series: int, months: int) -> tuple[Floats, Floats]:
    """Counts of a share and of all: every second series falls from .15 to .03; sixty events a month, in bursts."""
    rng = np.random.default_rng(20260101)
    when = np.where(np.arange(series) % 2, rng.integers(months // 5, months - months // 5, series), months)
    share = np.where(np.arange(months) < when[:, None], 0.15, 0.03)
    strength = (1.0 - RHO) / RHO
    n = rng.poisson(60.0, (series, months))
    return rng.binomial(n, rng.beta(share * strength, (1.0 - share) * strength)).astype(float), n.astype(float)


def spent(work: Callable[[], Any]) -> tuple[float, float]:
    """Wall and processor seconds of a piece of work."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - processor


def exact(x: Floats, n: Floats, workers: int) -> None:
    """What the finder computes for every series of a table."""
    rho = share_correlation(x, n, block=12, low=0.002, high=0.3)
    likelihood = share_likelihood(x, n, rho=rho, grid=share_grid(60, a=0.5, b=5.5))
    change_posterior(likelihood, SegmentLengths(120, SHORTEST), credibility=0.9, max_number=1, workers=workers)


def pelt(share: Floats, make: Callable[[], Any]) -> None:
    """One segmentation a series, at six times variance times log T."""
    for row in share:
        noise = np.median(np.abs(np.diff(row))) / 0.954
        make().fit(row.reshape(-1, 1)).predict(pen=6.0 * noise**2 * np.log(len(row)))


def main() -> None:
    """Print one line a method."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--series", type=int, default=10_000)
    parser.add_argument("--months", type=int, default=360)
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1))
    given = parser.parse_args()
    x, n = made(given.series, given.months)
    wall, processor = spent(lambda: exact(x, n, given.workers))
    print(f"{given.series} series of {given.months} months, {given.workers} threads; bar {BAR:.0f} s for 10,000 of 360")
    print(f"tertius, exact posterior      {wall:8.1f} s wall  {processor:8.1f} s processor")
    if importlib.util.find_spec("ruptures") is None:
        print("ruptures is not installed")
        return
    ruptures, share = importlib.import_module("ruptures"), x / np.maximum(n, 1.0)
    compiled = spent(lambda: pelt(share, lambda: ruptures.KernelCPD(kernel="linear", min_size=SHORTEST)))
    print(f"ruptures, PELT, compiled      {compiled[0]:8.1f} s wall  {compiled[1]:8.1f} s processor")
    few = share[:: max(1, given.series // SLOW)][:SLOW]
    plain = spent(lambda: pelt(few, lambda: ruptures.Pelt(model="l2", min_size=SHORTEST, jump=1)))
    times = given.series / len(few)
    print(f"ruptures, PELT, Python        {plain[0] * times:8.1f} s wall  {plain[1] * times:8.1f} s processor "
          f"(from {len(few)} series)")  # fmt: skip
    print(f"ratio of processor seconds, ours to compiled PELT {processor / max(compiled[1], 1e-9):.1f}, "
          f"to PELT in Python {processor / max(plain[1] * times, 1e-9):.3f}")  # fmt: skip


if __name__ == "__main__":
    main()
