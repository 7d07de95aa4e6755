"""The whole role ledger of an arena: 12 states, 45 pairs, 12 roles, 360 months.

Each pair and role is a table of twelve alternatives (ten third parties, others, nobody) with counts for every month.
The ledger discounts and tempers them; median, interval and the probability of the largest share of every month are
worked out by the functions that the measures call. These are exact, where draws would be within some hundredths: beside
them, as a measure of the machine, stand the bare gamma draws that 400 draws of every table would need. Counts are drawn
here; the time hardly depends on them. Printed: medians of five runs, and the largest memory of the process.
"""

import resource
import time
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count

import numpy as np

from tertius.inference.intervals import beta_interval, largest_probability
from tertius.inference.ledger import dirichlet_ledger

PAIRS, ROLES, MONTHS, ALTERNATIVES, DRAWS, RUNS = 45, 12, 360, 12, 400, 5


def counts() -> np.ndarray:
    """[pairs x roles, months, alternatives] of small overdispersed counts."""
    rng = np.random.default_rng(1)
    level = rng.gamma(0.5, 1.0, (PAIRS * ROLES, 1, ALTERNATIVES))
    return rng.poisson(level * rng.gamma(2.0, 0.5, (PAIRS * ROLES, MONTHS, 1))).astype(float)


def seconds(work: object) -> tuple[float, float]:
    """Medians of wall and processor seconds of a call."""
    walls, cpus = [], []
    for _ in range(RUNS):
        wall, cpu = time.perf_counter(), time.process_time()
        work()  # type: ignore[operator]
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return float(np.median(walls)), float(np.median(cpus))


def ledger(table: np.ndarray) -> None:
    """Discount and temper, then read off every table, a thread for each processor."""
    alpha = dirichlet_ledger(table, half_life=12.0, prior=np.full(ALTERNATIVES, 0.5), tempering=0.6)

    def read(one: np.ndarray) -> None:
        beta_interval(one, one.sum(axis=-1, keepdims=True) - one, 0.9)
        largest_probability(one)

    with ThreadPoolExecutor(cpu_count() or 1) as pool:
        list(pool.map(read, alpha))


def bare(table: np.ndarray) -> None:
    """Gamma draws alone, on one thread, in blocks."""
    rng = np.random.default_rng(1)
    for rows in table:
        rng.standard_gamma((rows + 0.5).astype(np.float32)[:, None], (len(rows), DRAWS, ALTERNATIVES), np.float32)


def run() -> None:
    """Print one line each."""
    table = counts()
    draws = table.size * DRAWS / 1e6
    print(f"{PAIRS} pairs, {ROLES} roles, {MONTHS} months, {ALTERNATIVES} alternatives ({draws:.0f} million draws)")
    for name, work in (("role ledger", ledger), ("bare gamma draws", bare)):
        wall, cpu = seconds(lambda work=work: work(table))
        print(f"{name:18}{wall:7.1f} s wall {cpu:7.1f} s processor")
    print(f"largest memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB (bar: 20 s, 2 GB)")


if __name__ == "__main__":
    run()
