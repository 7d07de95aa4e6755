"""The whole role ledger of an arena: 12 states, 45 pairs, 12 roles, 360 months, 400 posterior draws of every share.

Each pair and role is a table of twelve alternatives (ten third parties, others, nobody) with counts for every month;
the ledger discounts and tempers them, and 400 draws of each month's table give median, interval and the probability of
the largest share. Counts are drawn here; the time depends on them only in how many parameters lie below one. Printed:
medians of five runs, the largest memory of the process, and beside it, as a measure of the machine, as many gamma draws
by numpy's own sampler and nothing else. The ledger draws by passes over arrays (``tertius.inference.gamma_draws``) and
may take less than they do.
"""

import resource
import time

import numpy as np

from tertius.inference.ledger import dirichlet_ledger
from tertius.inference.share_draws import drawn_shares

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
    """Discount, temper, draw, and read off."""
    alpha = dirichlet_ledger(table, half_life=12.0, prior=np.full(ALTERNATIVES, 0.5), tempering=0.6)
    drawn_shares(alpha, draws=DRAWS, level=0.9, seed=1)


def bare(table: np.ndarray) -> None:
    """Gamma draws of numpy alone, on one thread, in blocks."""
    rng = np.random.default_rng(1)
    for rows in table:
        rng.standard_gamma((rows + 0.5).astype(np.float32)[:, None], (len(rows), DRAWS, ALTERNATIVES), np.float32)


def run() -> None:
    """Print one line each."""
    table = counts()
    draws = table.size * DRAWS / 1e6
    print(f"{PAIRS} pairs, {ROLES} roles, {MONTHS} months, {ALTERNATIVES} alternatives, {draws:.0f} million draws")
    for name, work in (("role ledger", ledger), ("bare numpy draws", bare)):
        wall, cpu = seconds(lambda work=work: work(table))
        print(f"{name:18}{wall:7.1f} s wall {cpu:7.1f} s processor")
    print(f"largest memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB (bar: 20 s, 2 GB)")


if __name__ == "__main__":
    run()
