"""Run simulated worlds through the real path and hold the measures to the simulator gates.

``python -m benchmarks.validation.simulator`` runs 40 worlds and rewrites the section *Simulator* of
``docs/validation.md``; ``--worlds 200`` is the full run and ``--dry`` prints only. ``--keep FILE`` saves the results of
each world as they come; the same command again goes on where it was stopped, and ``--from FILE`` makes the tables of
what is there. Seeds are fixed: two runs of one commit agree to the digit; ``--first-seed`` takes worlds that nobody has
looked at.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import Any

from benchmarks.validation.simulated import changes, drift, limits, page, role_table, roles, shares, verdicts, watch
from benchmarks.validation.simulated.kept import Kept, Rows
from benchmarks.validation.simulated.worlds import steady, told
from tertius.simulate import Media

FIRST_SEED = 1000
SPARSE = 12.0
BOTH = "changes and shares"
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
    # by seed: a run that is stopped has done all of the experiments on some of the worlds
    return sorted((job for job in every if not only or job[0] in (*only, BOTH)), key=lambda job: int(job[2][0]))


def steady_world(seed: int) -> Rows:
    """What ``changes`` and ``shares`` make of one world in which nothing changes."""
    with told(steady(seed), Media()) as case:
        return {"changes": [changes.observed(case, "null", None)], "shares": shares.compare(case, "default")}


def name_of(job: Job) -> str:
    """What a job is called in a file of results."""
    return " ".join(str(word) for word in (job[0], *job[2]))


def done(job: Job) -> tuple[Rows, float]:
    """Results of a job by experiment, and the seconds of computing it took."""
    began = time.process_time()
    result = job[1](*job[2])
    rows = result if job[0] == BOTH else {job[0]: result if isinstance(result, list) else [result]}
    return rows, time.process_time() - began


def run(todo: Sequence[Job], workers: int, kept: Kept) -> None:
    """Do the jobs that are not in the file of results yet, and tell how far it is."""
    left, began = [job for job in todo if name_of(job) not in kept.rows], time.monotonic()
    if len(left) < len(todo):
        print(f"{len(todo) - len(left)} of {len(todo)} worlds are done already", file=sys.stderr)
    with ProcessPoolExecutor(workers) as pool:
        waiting = {pool.submit(done, job): name_of(job) for job in left}
        for number, future in enumerate(as_completed(waiting), 1):
            kept.add(waiting[future], *future.result())
            spent = (time.monotonic() - began) / 60
            more = spent / number * (len(left) - number)
            print(f"\r{number} of {len(left)} worlds, {spent:.1f} minutes, about {more:.0f} more ", end="",
                  file=sys.stderr, flush=True)  # fmt: skip
    print(file=sys.stderr)


def tables(found: Rows) -> dict[str, list[str]]:
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
    parser.add_argument("--keep", type=Path, help="file for the results; an earlier one goes on")
    parser.add_argument(
        "--from",
        dest="saved",
        type=Path,
        help="such a file, instead of running worlds; say the same --worlds and --first-seed",
    )
    given = parser.parse_args()
    if set(range(given.first_seed, given.first_seed + given.worlds)) & set(roles.FIT_SEEDS):
        parser.error("the weights of roles were fitted to some of these worlds")
    todo = jobs(given.worlds, given.only, given.first_seed)
    if given.saved is not None:
        kept = Kept.read(given.saved)
    else:
        try:
            kept = Kept.opened(given.keep, page.commit("src", "benchmarks"))
        except ValueError as error:
            parser.error(str(error))
        run(todo, given.workers, kept)
    order = [name_of(job) for job in todo]
    made = tables(kept.found(order))
    missing = sum(name not in kept.rows for name in order)
    of_them = f" ({missing} of {len(order)} runs missing)" if missing else ""
    made["stamp"] = [f"Run of {page.today()}, {kept.commit}. {given.worlds} worlds{of_them}, first seed "
                     f"{given.first_seed}, {kept.seconds / 60:.0f} minutes of one core."]  # fmt: skip
    for name, lines in made.items():
        print(f"\n{name}", *lines, sep="\n")
    if not given.dry:
        page.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
