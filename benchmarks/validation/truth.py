"""Hold what the measures say of real conflicts against what people coded of them.

``python -m benchmarks.validation.truth`` writes the results into ``docs/validation.md``; ``--quick`` takes one ICEWS
year and few tasks, ``--dry`` prints only, ``--data`` names the folder of the data sets. Files that are absent are
skipped with a line.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.validation import (
    behaviour,
    hosts,
    keepers,
    listed_pacts,
    listed_rivals,
    mediators,
    named_keepers,
    named_mediators,
    signatures,
)
from benchmarks.validation.dyads import NEEDS_READER, Dyads, from_file, from_study, ledgers, readable
from benchmarks.validation.mediators import Truths
from benchmarks.validation.rankings import World
from benchmarks.validation.relations import STRATEGIC, defence_pacts, rivals_of_scale
from benchmarks.validation.results import Task, details, summary
from benchmarks.validation.simulated import page
from benchmarks.validation.years import YEARS

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"
PLACE, DETAILS = "truth", "truth details"
_FILE_YEARS = range(2002, 2015, 3)
Step = tuple[str, Callable[[], list[Task]]]


def steps(data: Path, worlds: Sequence[World], truths: Truths, *, quick: bool) -> list[Step]:
    """Groups of tasks by name, in the order of the page."""
    study_years = [from_study(w.study, w.year.first.year) for w in worlds if w.year.first.year <= 2018]
    label = ", ".join(w.year.name.upper() for w in worlds if w.year.first.year <= 2018)
    recorded = named_mediators.records(worlds, truths)
    found: list[Step] = [
        ("who mediates", lambda: mediators.who(worlds, truths, named_mediators.by_case(recorded))),
        ("named a mediator", lambda: [named_mediators.task(recorded)]),
        ("whether mediated", lambda: mediators.whether(worlds, truths)),
        ("hosts", lambda: [hosts.task(worlds, truths)]),
        ("signatures", lambda: [signatures.task(data, truths.texts)]),
        ("peace scale", lambda: [behaviour.peace(data, study_years, label)]),
    ]
    if quick:
        return found
    return [
        *found,
        ("peacekeepers", lambda: _keepers(data, worlds, truths)),
        ("allies", lambda: [_pacts(data, study_years, label)]),
        ("rivals", lambda: [_listed(data, study_years, label), *_strategic(data, study_years, label)]),
        ("disputes", lambda: [behaviour.disputes(data, study_years, label)]),
        ("dyad-years", lambda: _dyad_years(data)),
    ]


def _keepers(data: Path, worlds: Sequence[World], truths: Truths) -> list[Task]:
    found = named_keepers.records(data, worlds)
    said = {named_keepers.LABEL: named_keepers.by_conflict(found)}
    return [
        *(_missions(data, world, said) for world in worlds),
        named_keepers.task(found),
        keepers.task(
            "Guarantors of PA-X texts",
            "Third parties that the PA-X adapter reads as guarantors of agreements inside the covered days.",
            [(world, keepers.guarantors(truths.texts, world)) for world in worlds],
            {},
            {},
        ),
    ]


def _missions(data: Path, world: World, said: keepers.Said) -> Task:
    year = world.year.first.year
    late = year > named_keepers.LAST_LISTED
    still = f" The list ends in {named_keepers.LAST_LISTED}: what ran then is taken as running still." if late else ""
    return keepers.task(
        f"Peacekeepers ({world.year.name.upper()}{', missions as of 2014' if late else ''})",
        "Third-party peacekeeping missions (version 3.1) active that year: bodies, and lead states of missions led "
        f"by a state, ranked for government against armed groups.{still}",
        [(world, keepers.missions(data, year))],
        keepers.missions(data, year, ended=True),
        said,
    )


def _listed(data: Path, years: Sequence[Dyads], label: str) -> Task:
    """Rivals of the peace scale with the shipped measure beside what behaviour tells; its weights need the file."""
    task, every = behaviour.rivals(data, years, label), from_file(data)
    if not every:
        return task
    inside = listed_rivals.fitting(every, lambda year: rivals_of_scale(data, year))
    asked = [listed_rivals.cases(f"{d.year} ({label})", d, rivals_of_scale(data, d.year)) for d in years]
    return listed_rivals.added(task, asked, inside)


def _pacts(data: Path, years: Sequence[Dyads], label: str) -> Task:
    """Pacts of ATOP with the shipped measure beside what behaviour tells; its weights need the file."""
    task, every = behaviour.allies(data, years, label), from_file(data)
    if not every:
        return task
    inside = listed_rivals.fitting(every, lambda year: defence_pacts(data, year), listed_pacts.cases)
    asked = [listed_pacts.cases(f"{d.year} ({label})", d, defence_pacts(data, d.year)) for d in years]
    for judged in (listed_pacts.PACT, listed_pacts.NEAR):
        task = listed_rivals.added(task, asked, inside, judged)
    return task


def _strategic(data: Path, years: Sequence[Dyads], label: str) -> list[Task]:
    if not readable(data / STRATEGIC):
        return [_unread(f"Rivals, Thompson ({label})")]
    return [behaviour.strategic(data, years, label)]


def _dyad_years(data: Path) -> list[Task]:
    every, label = from_file(data), "ICEWS dyad-year"
    if not every:
        return [_unread(f"{name} ({label})") for name in ("Allies", "Rivals", "Militarised disputes", "Patron signals")]
    years, slow = ([d for d in found if d.year in _FILE_YEARS] for found in (every, ledgers(every)))
    parts = (_pacts, _listed, behaviour.strategic)
    ways = ((years, label), (slow, f"{label}, discounted"))
    return [
        *(part(data, found, name) for part in parts for found, name in ways),
        behaviour.disputes(data, years, label),
        behaviour.peace(data, slow, ways[1][1]),
        behaviour.patrons(data, slow, ways[1][1]),
    ]


def _unread(title: str) -> Task:
    return Task(title, "", (), {}, {}, skipped=NEEDS_READER)


def run(data: Path, scratch: Path, *, quick: bool) -> list[Task]:
    """Measure everything the data allow; tell of each step."""
    truths = Truths(data)
    chosen = [year for year in YEARS if (data / "tkg" / year.name).is_dir()]
    worlds = [mediators.world(year, truths, scratch) for year in (chosen[:1] if quick else chosen)]
    tasks: list[Task] = []
    for name, step in steps(data, worlds, truths, quick=quick):
        start = time.perf_counter()
        tasks += step()
        print(f"{name}: {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
    for world in worlds:
        world.study.close()
    return tasks


def main(words: Sequence[str] | None = None) -> int:
    """Run, print the summary, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--quick", action="store_true", help="one ICEWS year, and the tasks that take seconds")
    parser.add_argument("--dry", action="store_true", help="print, leave the page alone")
    asked = parser.parse_args(words)
    if not all((asked.data / part).is_dir() for part in ("truth", "tkg")):
        print(f"no data sets in {asked.data}: nothing measured, the page stays as it is")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        tasks = run(asked.data, Path(folder), quick=asked.quick)
    made = {
        PLACE: [f"Run of {page.stamp()}.", "", summary(tasks)],
        DETAILS: ["\n\n".join(details(task) for task in tasks)],
    }
    print("\n".join(made[PLACE]))
    if asked.quick or asked.dry:
        return 0
    return 1 if page.write(made) else 0


if __name__ == "__main__":
    raise SystemExit(main())
