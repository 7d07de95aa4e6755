"""What the panels cost at scale: ``python -m benchmarks.engines [FOLDER] [--sizes 5,10,20,50] [--times 3]``.

FOLDER keeps the invented events between runs (about 14 bytes a row); without one a temporary folder is used. Every task
runs in a process of its own, medians of several runs; the floor is a bare decode of the same columns in the same run.
CPU seconds are those to compare on a machine that others use as well.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from benchmarks.engines.synthetic import YEARS, generate

ROOT = Path(__file__).resolve().parents[2]
PANDAS_AT = 20
TIMES_FLOOR, STRAIGHT = 5, 0.99
# (task, its floor, bar in seconds of wall, bar in MB); whatever has a bar may cost five times its floor
TASKS = (
    ("decode_day", "", None, None),
    ("count_days", "decode_day", 40, 1000),
    ("ask_pairs", "decode_day", None, None),
    ("decode_month", "", None, None),
    ("count_months", "decode_month", 30, 2500),
    ("decode_arena", "", None, None),
    ("triads", "decode_arena", 10, None),
)
MEANING = {
    "decode_day": "floor: the columns of the dyad-days, read",
    "count_days": "de-duplication to dyad-days, year by year",
    "ask_pairs": "view of dyad-days, asked for those between ten states",
    "decode_month": "floor: the columns of the months, read",
    "count_months": "monthly panel of dyads and classes, year by year",
    "decode_arena": "floor: the columns triads are made from, read",
    "triads": "triads of 200 rival pairs, from events",
    "pandas": "pandas: the dyad-days, all rows at once",
}
Cost = Mapping[str, float]


def timed(task: str, folder: Path, times: int) -> Cost:
    """Medians of wall and CPU seconds, peak memory and rows of a task."""
    found = []
    for _ in range(times):
        done = subprocess.run([sys.executable, "-m", "benchmarks.engines.tasks", task, str(folder)],
                              cwd=ROOT, capture_output=True, text=True, check=False)  # fmt: skip
        if done.returncode != 0:
            raise SystemExit(f"{task} failed: {done.stderr[-500:]}")
        found.append(json.loads(done.stdout.splitlines()[-1]))
    return {key: statistics.median(one[key] for one in found) for key in found[0]}


def events(folder: Path, millions: int) -> Path:
    """The folder of that many million events, made unless it is whole already."""
    chosen = folder / f"{millions}m"
    if len(list(chosen.glob("*.parquet"))) != len(YEARS):
        generate(chosen, millions * 1_000_000)
    return chosen


def measure(folder: Path, millions: int, times: int) -> dict[str, Cost]:
    """Costs of every task on that many million events, printed as they come."""
    data, found = events(folder, millions), {}
    tasks = [task for task, *_ in TASKS] + (["pandas"] if millions == PANDAS_AT and _has_pandas() else [])
    for task in tasks:
        found[task] = timed(task, data, times)
        print(line(millions, task, found))
    return found


def line(millions: int, task: str, found: Mapping[str, Cost]) -> str:
    """One line of the table: cost, the floor's multiple, and which bars are met."""
    cost = found[task]
    floor, seconds, memory = next(((f, s, m) for name, f, s, m in TASKS if name == task), ("decode_day", None, None))
    text = (f"{millions:3d} M  {MEANING[task]:52} {cost['rows'] / 1e6:6.1f} M rows  wall {cost['wall']:6.1f} s"
            f"  cpu {cost['cpu']:6.1f} s  peak {cost['mb']:5.0f} MB")  # fmt: skip
    if floor:
        text += f"  {cost['cpu'] / found[floor]['cpu']:4.1f} x floor (CPU)"
    if millions == 50 and seconds:
        bars = [(f"{seconds} s", cost["wall"] < seconds),
                (f"{TIMES_FLOOR} x", cost["cpu"] <= TIMES_FLOOR * found[floor]["cpu"])]  # fmt: skip
        bars += [(f"{memory} MB", cost["mb"] < memory)] if memory else []
        text += "  bars: " + ", ".join(f"{bar} {'met' if met else 'NOT met'}" for bar, met in bars)
    return text


def fit(costs: Mapping[int, Mapping[str, Cost]]) -> list[str]:
    """A line through CPU seconds over millions of rows, for each task, with its share of variance explained."""
    sizes = np.asarray(sorted(costs), dtype=float)
    told = []
    for task, *_ in TASKS:
        cpu = np.asarray([costs[int(size)][task]["cpu"] for size in sizes])
        slope, start = np.polyfit(sizes, cpu, 1)
        left = cpu - (start + slope * sizes)
        explained = 1 - float(left @ left) / float(((cpu - cpu.mean()) ** 2).sum())
        told.append(f"{MEANING[task]:52} {start:5.1f} s + {slope:5.2f} s a million rows, R2 {explained:.4f}"
                    f"  bar linear (R2 {STRAIGHT}): {'met' if explained >= STRAIGHT else 'NOT met'}")  # fmt: skip
    return told


def _has_pandas() -> bool:
    tried = subprocess.run([sys.executable, "-c", "import pandas, pyarrow"], capture_output=True, check=False)
    return tried.returncode == 0


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", nargs="?", type=Path)
    asked.add_argument("--sizes", default="5,10,20,50")
    asked.add_argument("--times", type=int, default=3)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.folder or Path(scratch)
        sizes = [int(size) for size in given.sizes.split(",")]
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; medians of {given.times}")
        costs = {size: measure(folder, size, given.times) for size in sizes}
        print(f"load {os.getloadavg()[0]:.1f} at the end")
        if len(sizes) > 2:
            print("\n".join(fit(costs)))


if __name__ == "__main__":
    main()
