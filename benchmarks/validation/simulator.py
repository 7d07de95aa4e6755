"""Run simulated worlds through the real path and hold the measures to the simulator gates.

``python -m benchmarks.validation.simulator`` runs 40 worlds and rewrites the section *Simulator* of
``docs/validation.md``; ``--worlds 200`` is the full run, ``--dry`` prints only, ``--keep FILE`` saves results as they
come and ``--from FILE`` makes the tables of saved ones. Seeds are fixed: two runs of one commit agree to the digit;
``--first-seed`` takes worlds that nobody has looked at.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.validation.simulated import changes, drift, limits, page, role_table, roles, shares, verdicts, watch
from benchmarks.validation.simulated.worlds import steady, told
from tertius.simulate import Media

FIRST_SEED = 1000
SPARSE = 12.0
SAVED = 10
BOTH = "changes and shares"
Results = dict[str, list[Any]]
Job = tuple[str, Callable[..., Any], tuple[Any, ...]]


def jobs(worlds: int, only: Sequence[str], first: int = FIRST_SEED) -> list[Job]:
    """Every world of every experiment; the dearer ones run on half or a quarter of the worlds."""
    seeds = range(first, first + worlds)
    half, quarter = seeds[: max(1, worlds // 2)], seeds[: max(1, worlds // 4)]
    # a world in which nothing changes tells of false alarms and of shares, and is told and loaded once for both
    twice = half if not only or {"changes", "shares"} <= set(only) else half[:0]
    alone = [seed for seed in seeds if seed not in twice]
    every: list[Job] = [
        *(("changes", changes.experiment, (seed, "fall")) for seed in seeds),
        *(("changes", changes.experiment, (seed, "null")) for seed in alone),
        *(("changes", changes.experiment, (seed, "switch")) for seed in half),
        *((BOTH, steady_world, (seed,)) for seed in twice),
        *(("shares", shares.experiment, (seed, "default")) for seed in half if seed not in twice),
        *(("shares", shares.experiment, (seed, "clean")) for seed in half),
        *(("sparse", shares.experiment, (seed, "default", SPARSE)) for seed in half),
        *(("roles", roles.experiment, (seed,)) for seed in quarter),
        *(("verdicts", verdicts.experiment, (seed,)) for seed in quarter),
    ]
    return [job for job in every if not only or job[0] in (*only, BOTH)]


def steady_world(seed: int) -> Results:
    """What ``changes`` and ``shares`` make of one world in which nothing changes."""
    with told(steady(seed), Media()) as case:
        return {"changes": [changes.observed(case, "null", None)], "shares": shares.compare(case, "default")}


def run(todo: Sequence[Job], workers: int, keep: Path | None) -> Results:
    """Results by experiment, in the order of the jobs; saved after every ten worlds when asked to."""
    found: Results = {}
    with ProcessPoolExecutor(workers) as pool:
        waiting = [(name, pool.submit(work, *given)) for name, work, given in todo]
        for done, (name, future) in enumerate(waiting, 1):
            result = future.result()
            parts = result if name == BOTH else {name: result if isinstance(result, list) else [result]}
            for part, rows in parts.items():
                found.setdefault(part, []).extend(rows)
            if keep is not None and (done % SAVED == 0 or done == len(waiting)):
                keep.write_text(json.dumps(found), encoding="utf-8")
            print(f"\r{done} of {len(waiting)} worlds", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return found


def tables(found: Results) -> dict[str, list[str]]:
    """Tables by their place on the page."""
    made: dict[str, list[str]] = {}
    for name in ("shares", "sparse"):
        if name in found:
            made[name] = shares.table(found[name])
    if "shares" in found:
        made["drift"] = drift.table()
    if "changes" in found:
        made["changes"] = changes.table(found["changes"])
        made["rivals"] = changes.rival_table(found["changes"])
        made["limits"] = limits.table()
        made["watch"] = watch.table(found["changes"])
    if "roles" in found:
        made["roles"] = role_table.table(found["roles"])
    if "verdicts" in found:
        made["verdicts"] = verdicts.table(found["verdicts"])
    return made


def main() -> int:
    """Run, print, and write the page unless told not to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=40)
    parser.add_argument("--first-seed", type=int, default=FIRST_SEED, help="other worlds than those of the page")
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--only", nargs="*", default=(), choices=("changes", "shares", "sparse", "roles", "verdicts"))
    parser.add_argument("--dry", action="store_true", help="print and leave the page alone")
    parser.add_argument("--keep", type=Path, help="file for the results as JSON")
    parser.add_argument("--from", dest="saved", type=Path, help="such a file, instead of running worlds")
    given = parser.parse_args()
    if set(range(given.first_seed, given.first_seed + given.worlds)) & set(roles.FIT_SEEDS):
        parser.error("the weights of roles were fitted to some of these worlds")
    began = time.monotonic()
    if given.saved is not None:
        found: Results = json.loads(given.saved.read_text(encoding="utf-8"))
    else:
        found = run(jobs(given.worlds, given.only, given.first_seed), given.workers, given.keep)
    made = tables(found)
    if given.saved is None:
        minutes = (time.monotonic() - began) / 60
        spent = (
            f"{given.worlds} worlds, first seed {given.first_seed}, {minutes:.0f} minutes on {given.workers} processes"
        )
        found["stamp"] = [f"Run of {page.stamp()}. {spent}."]
        if given.keep is not None:
            given.keep.write_text(json.dumps(found), encoding="utf-8")
    made["stamp"] = found["stamp"]
    for name, lines in made.items():
        print(f"\n{name}", *lines, sep="\n")
    if not given.dry:
        page.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
