"""Load a year of events as a graph and ask for roles: wall time and peak memory, on made data of fixed size."""

import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROWS = 326_354
DAYS = 365
COUNTRIES = (
    "Armenia",
    "Azerbaijan",
    "Russia",
    "United States",
    "France",
    "Turkey",
    "Iran",
    "Georgia",
    "Germany",
    "China",
)
OFFICES = ("Foreign Affairs", "Head of Government", "Military", "Citizen", "Media Personnel", "Business")
RELATIONS = ("Make statement", "Consult", "Host a visit", "Make a visit", "Mediate", "Criticize or denounce")


def make_graph(folder: Path) -> None:
    """Write ``entity2id.txt``, ``relation2id.txt`` and ``train.txt`` with one fixed seed."""
    draw = random.Random(20210101)
    entities = [*COUNTRIES, *(f"{office} ({country})" for country in COUNTRIES for office in OFFICES)]
    for file, names in (("entity2id.txt", entities), ("relation2id.txt", list(RELATIONS))):
        (folder / file).write_text("".join(f"{name}\t{i}\n" for i, name in enumerate(names)), encoding="utf-8")
    with (folder / "train.txt").open("w", encoding="utf-8") as out:
        for _ in range(ROWS):
            subject, target = draw.sample(range(len(entities)), 2)
            out.write(f"{subject}\t{draw.randrange(len(RELATIONS))}\t{target}\t{draw.randrange(DAYS)}\n")


def timed(*words: str) -> float:
    """Run ``tertius`` with these words; return the seconds it took."""
    start = time.perf_counter()
    subprocess.run([Path(sys.executable).with_name("tertius"), *words], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def run() -> None:
    """Print one line a step and the peak memory of the largest process."""
    with tempfile.TemporaryDirectory() as name:
        folder, study = Path(name) / "graph", str(Path(name) / "study.duckdb")
        folder.mkdir()
        make_graph(folder)
        load = timed("load", study, "icews-graph", str(folder), "--first-day", "2021-01-01", "--unit", "day")
        roles = timed("roles", study, "--arena", "south-caucasus", "--pair", "ARM-AZE", "--at", "2021-12-31")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{ROWS} rows: load {load:.1f} s, panels and roles {roles:.1f} s, peak {peak:.0f} MB")


if __name__ == "__main__":
    run()
