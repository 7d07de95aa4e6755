"""Mediators that civil-war and crisis data name, against the third parties that the PA-X adapter reads.

CWM ends before any ICEWS year begins and ICB names no mediator, so neither can be held against the mediation share of
these data; what they give is base rates, and CWM a check of the names read from signatures for the years it shares with
PA-X.
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.validation.actors import actors_in, first_state
from benchmarks.validation.conflicts import Episode
from benchmarks.validation.rankings import POWERS
from benchmarks.validation.results import Task
from benchmarks.validation.scoring import Figure, mean_by_cluster

Cell = tuple[str, int]
Named = Mapping[Cell, frozenset[str]]
_PAX_FIRST, _CWM_LAST = 1990, 2011
OURS = "PA-X adapter"


def civil_wars(data: Path) -> tuple[dict[Cell, frozenset[str]], list[float]]:
    """Mediators by state and year of mediation; and mediated or not (1, 0) of every row."""
    with (data / "truth/civil_war_mediation/CWM.csv").open(encoding="utf-8", errors="replace", newline="") as file:
        rows = list(csv.DictReader(file))
    found: dict[Cell, frozenset[str]] = defaultdict(frozenset)
    for row in rows:
        state, first, last = first_state(row["country"]), _year(row["med.begins"]), _year(row["med.ends"])
        if row["Med_yes.no"] != "1.0" or state is None or (first or last) is None:
            continue
        start = first or last or 0
        for year in range(start, max(start, last or start) + 1):
            found[state, year] |= actors_in(row["name.of.third.party"]) - {state}
    return dict(found), [float(row["Med_yes.no"]) for row in rows if row["Med_yes.no"]]


def _year(text: str) -> int | None:
    """Year of a date such as 3/15/02, 3//1996 or 1994."""
    match = re.search(r"(\d{4}|\d{2})$", text.strip())
    if match is None:
        return None
    number = int(match[1])
    return number if number > 99 else number + (1900 if number > 30 else 2000)


def crises(data: Path) -> list[float]:
    """Mediated or not (1, 0) of every ICB crisis; the file codes a number of mediators of 1 where there is none."""
    with (data / "truth/icb/icb1v14.csv").open(encoding="utf-8-sig", newline="") as file:
        return [float(float(row["mednum"]) > 1) for row in csv.DictReader(file) if row["mednum"]]


def signed(texts: Sequence[Episode]) -> dict[Cell, frozenset[str]]:
    """Third parties of agreements by state and year; an agreement of two states counts for both."""
    found: dict[Cell, frozenset[str]] = defaultdict(frozenset)
    for text in texts:
        for side in text.pair:
            if "_" not in side:
                found[side, text.day.year] |= text.named
    return dict(found)


def task(data: Path, texts: Sequence[Episode]) -> Task:
    """How many of the mediators that CWM names the adapter names too, by state and year."""
    named, rows = civil_wars(data)
    ours = signed(texts)
    cells = sorted(c for c, who in named.items() if who and c in ours and _PAX_FIRST <= c[1] <= _CWM_LAST)
    methods: dict[str, Callable[[Cell], frozenset[str]]] = {
        OURS: lambda cell: ours[cell],
        "largest power (as many names)": lambda cell: frozenset(POWERS[: len(ours[cell])]),
        "UN alone": lambda _: frozenset({"UN"}),
        "named in other states (as many names)": lambda cell: _elsewhere(ours, cell),
        "last value (CWM the year before)": lambda cell: named.get((cell[0], cell[1] - 1), frozenset()),
    }
    where = [state for state, _ in cells]
    measures: dict[str, Callable[[frozenset[str], frozenset[str]], float]] = {
        "any of them named": lambda true, said: float(bool(true & said)),
        "recall": lambda true, said: len(true & said) / len(true),
        "precision": lambda true, said: len(true & said) / len(said) if said else float("nan"),
    }
    figures: dict[str, dict[str, Figure]] = {
        metric: {name: mean_by_cluster([measure(named[c], says(c)) for c in cells], where)
                 for name, says in methods.items()}
        for metric, measure in measures.items()
    }  # fmt: skip
    return Task(
        "Mediators that CWM names, read by the PA-X adapter",
        f"{len(cells)} state-years {_PAX_FIRST}-{_CWM_LAST} in which CWM names a mediating state or body and PA-X has "
        "an agreement. A mediator of talks that ended without that year's text is missed by construction.",
        (OURS,),
        figures,
        {},
        reason="Mediators sign only part of the texts they broker, and talks without a text leave no signature.",
        idea="read the place and the preamble of agreements, not the signatures alone.",
        notes=(_rates(rows, crises(data)),),
    )


def _elsewhere(ours: Named, cell: Cell) -> frozenset[str]:
    counts = Counter(actor for (state, _), named in ours.items() if state != cell[0] for actor in named)
    return frozenset(actor for actor, _ in counts.most_common(len(ours[cell])))


def _rates(wars: Sequence[float], icb: Sequence[float]) -> str:
    return (
        f"Base rates: mediated are {sum(wars) / len(wars):.0%} of {len(wars)} CWM rows and {sum(icb) / len(icb):.0%} "
        f"of {len(icb)} ICB crises. CWM ends before the first ICEWS year, so it cannot be held against the "
        "mediation share; ICB codes the kind of mediator, not its name, and has few crises inside these years, so only "
        "its base rate is used."
    )
