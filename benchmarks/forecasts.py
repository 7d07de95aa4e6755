"""Weekly quad counts of ICEWS14 and ICEWS18 one week ahead, and mediators of the chronicle 1, 3 and 6 months ahead.

Series are directed pairs of names and quad classes with at least four events in the first half of the file; every week
of the second half is forecast from the weeks before it. Nothing is learned beyond that: each origin sees its past only.
``statements`` counts CAMEO root 01 as verbal cooperation, as the published anchor does; ``house`` leaves it out.
"""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import sys
import time
from pathlib import Path

import numpy as np

from tertius import Study
from tertius.codebooks.constants import CONSTANTS
from tertius.codebooks.quads import Quad, quad_of
from tertius.codebooks.relations import relation_code
from tertius.forecasts import FORECASTERS, ROLE_FORECASTERS, Past, Rolled, past_of, roll, roll_roles
from tertius.forecasts.scoring import brier, log_score_of_chance

DATA = Path(__file__).resolve().parents[1] / ".." / "shared" / "data" / "tkg"
SETS = {"icews14": 26, "icews18": 21}  # weeks of the first half
QUADS = (Quad.VC, Quad.MC, Quad.VX, Quad.MX)
WEEK, HOURS, LEAST_EVENTS = 7, 24, 4
FIRST_ORIGIN, MONTHS = 120, (1, 3, 6)
FILES = ("train.txt", "valid.txt", "test.txt")


def quads(folder: Path, *, statements: bool) -> dict[int, int]:
    """Quad class of each relation id; relations of none are left out."""
    found = {}
    for line in (folder / "relation2id.txt").read_text(encoding="utf-8").splitlines():
        name, number = line.split("\t")[:2]
        code = relation_code(name)
        quad = quad_of(code) if code else Quad.NEUTRAL
        if quad is Quad.NEUTRAL and statements and code:
            quad = Quad.VC
        if quad is not Quad.NEUTRAL:
            found[int(number)] = QUADS.index(quad)
    return found


def weekly(folder: Path, half: int, *, statements: bool) -> Past:
    """Counts per day of every series with enough events in the first half."""
    rows = np.concatenate([np.loadtxt(folder / file, dtype=np.int64, usecols=(0, 1, 2, 3)) for file in FILES])
    of = quads(folder, statements=statements)
    quad = np.array([of.get(int(relation), -1) for relation in rows[:, 1]])
    day = rows[:, 3] // HOURS
    weeks = (int(day.max()) + 1) // WEEK
    kept = (quad >= 0) & (day < weeks * WEEK)
    key = (rows[kept, 0] * (rows.max() + 1) + rows[kept, 2]) * len(QUADS) + quad[kept]
    unit, where = np.unique(key, return_inverse=True)
    counts = np.zeros((len(unit), weeks * WEEK))
    np.add.at(counts, (where, day[kept]), 1.0)
    enough = counts[:, : half * WEEK].sum(axis=1) >= LEAST_EVENTS
    return past_of(counts[enough], season=52, parts=WEEK)


def lines(found: list[Rolled]) -> list[str]:
    """One line a forecaster, with its saving over the best naive one and the standard error over weeks."""
    best = min(found[1:], key=lambda one: one.crps)
    shown = [f"{'forecaster':<14}{'CRPS':>8}{'log':>8}{'PIT 90':>8}{'int 90':>8}{'saves':>9}{'s.e.':>8}"]
    for one in found:
        saved = (np.array(best.by_origin) - np.array(one.by_origin)) / best.crps
        error = saved.std(ddof=1) / np.sqrt(len(saved))
        shown.append(f"{one.forecaster:<14}{one.crps:8.4f}{one.log:8.3f}{one.coverage:8.3f}{one.interval:8.3f}"
                     f"{saved.mean():+9.1%}{error:8.1%}")  # fmt: skip
    return [*shown, f"best naive: {best.forecaster}"]


def roles(constants: dict[str, float]) -> None:
    """Print Brier and log scores of the chance to hold more than the even share of a month's credits, all pairs."""
    with Study() as study:
        study.load("chronicle")
        tables = study.role_tables("south-caucasus")
    print(f"mediation, chronicle: {len(tables)} pairs, origins from month {FIRST_ORIGIN} on")
    for name in ROLE_FORECASTERS:
        rolled = [roll_roles(name, one, range(FIRST_ORIGIN, one.shape[1]), MONTHS, constants) for one in tables]
        given, happened = (np.concatenate(parts) for parts in zip(*rolled, strict=True))
        for number, horizon in enumerate(MONTHS):
            seen = ~np.isnan(happened[:, number])
            p, y = given[seen, number], happened[seen, number]
            log = log_score_of_chance(p, y, floor=1e-6).mean()
            print(f"{name:<15}{horizon} months: Brier {brier(p, y).mean():.4f}, log {log:.4f}, {len(p)} chances")


def run() -> None:
    """Print a table per data set and rule."""
    constants = {name: one.value for name, one in CONSTANTS.items()}
    roles(constants)
    for name, half in SETS.items():
        folder = DATA / name
        if not folder.is_dir():
            print(f"{name}: not here, skipped", file=sys.stderr)
            continue
        for statements in (True, False):
            start = time.perf_counter()
            past = weekly(folder, half, statements=statements)
            found = [roll(one, past, range(half, past.periods), (1,), constants)[0] for one in FORECASTERS]
            print(f"{name}, {'statements' if statements else 'house'}: {len(past.parts)} series, weeks {half + 1} to "
                  f"{past.periods}, {found[0].forecasts} forecasts, {time.perf_counter() - start:.0f} s")  # fmt: skip
            print("\n".join(lines(found)), end="\n\n", flush=True)


if __name__ == "__main__":
    run()
