"""Weights of the measure ``listed-pact``, fitted to the ICEWS dyad-years, and what was tried beside them.

``python -m benchmarks.validation.pact_weights --data FOLDER`` prints the log score of a pair, on pairs left out, of the
features and of fewer of them, and how the weights do on graphs of other years; ``--fit`` also writes the tables that
the package ships, shares of contacts by state and weights, which go by the shares of the run before. The dyad-year file
needs the package ``pyreadr`` with pandas or polars.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from benchmarks.validation import listed_rivals
from benchmarks.validation.dyads import NEEDS_READER, Dyads, from_file
from benchmarks.validation.listed_pacts import NEAR, PACT, WAYS, by_distance, cases, with_distance
from benchmarks.validation.listed_rivals import Cases, fitting, shift
from benchmarks.validation.mediator_weights import TABLE, asked_of, write
from benchmarks.validation.relations import ATOP_LAST, defence_pacts
from benchmarks.validation.rivalry_weights import fitted, seen, tried
from tertius.measures.listed_pact import FEATURES

PLACE = TABLE.with_name("listed_pact_weights.csv")
BY_DISTANCE, WITH_DISTANCE = (TABLE.with_name(f"pact_{word}_distance_weights.csv") for word in ("by", "with"))
SIZES = TABLE.with_name("state_contacts.csv")
REFERENCE = ("ICEWS14", "ICEWS18")
"""Graphs that tell of the states which the dyad-years lack."""


def contacts(years: Sequence[Dyads]) -> Mapping[str, float]:
    """Share of each state in all contacts, the mean of some years."""
    found: dict[str, list[float]] = {}
    for dyads in years:
        days = dyads.counts.sum(axis=1)
        for state in {s for pair in dyads.pairs for s in pair}:
            mine = float(days[[state in pair for pair in dyads.pairs]].sum())
            found.setdefault(state, []).append(mine / (2.0 * float(days.sum())))
    return {state: float(np.mean(shares)) for state, shares in found.items()}


def sizes(file: Sequence[Dyads], others: Sequence[Dyads]) -> list[dict[str, str]]:
    """Rows of the table of shares: those of the file, and of states it lacks those of other data on the same scale."""
    known, more = contacts([d for d in file if d.year in listed_rivals.YEARS]), contacts(others)
    both = [state for state in known if state in more]
    scale, least = sum(known[s] for s in both) / sum(more[s] for s in both), min(known.values())
    every = {**{state: max(least, scale * share) for state, share in more.items()}, **known}
    total = sum(every.values())
    return [{"iso3": state, "share": f"{every[state] / total:.6f}"} for state in sorted(every)]


def beside_the_map(found: Sequence[Cases]) -> None:
    """Write the weights of distance alone, which is what they are without events, and of the features beside it."""
    ways = ((BY_DISTANCE, by_distance, ()), (WITH_DISTANCE, with_distance, FEATURES))
    bare: dict[str, str] = {}
    for place, way, features in ways:
        made = fitted([replace(one, features=way(one)) for one in found], (*features, "distance"))
        bare = bare or {row["term"]: row["mean"] for row in made}
        write(place, [{**row, "bare": bare.get(row["term"], "0.0000")} for row in made])


def main(words: Sequence[str] | None = None) -> int:
    """Print what was tried; write the tables when asked to."""
    asked = asked_of(str(__doc__), words)
    if asked is None:
        return 0
    every = from_file(asked.data)
    if not every:
        print(f"nothing fitted: {NEEDS_READER}")
        return 0
    graphs = seen(asked.data)
    found = fitting(every, lambda year: defence_pacts(asked.data, year), cases)
    print("Log score of 1000 pairs, on pairs left out:\n", tried(found, WAYS), sep="\n")
    if asked.fit:
        write(SIZES, sizes(every, [dyads for name, dyads in graphs if name in REFERENCE]))
        write(PLACE, fitted(found, FEATURES))
        beside_the_map(found)
    told = [cases(name, dyads, defence_pacts(asked.data, min(dyads.year, ATOP_LAST))) for name, dyads in graphs]
    for judged in (PACT, NEAR):
        print("\nGraphs:\n", shift([one.kept() for one in told], found, judged), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
