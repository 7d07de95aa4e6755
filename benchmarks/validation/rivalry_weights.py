"""Weights of the measure ``listed-rivalry``, fitted to the ICEWS dyad-years, and what was tried beside them.

``python -m benchmarks.validation.rivalry_weights --data FOLDER`` prints the log score of a pair, on pairs left out, of
the features and of fewer of them, and how the weights do on graphs of other years; ``--fit`` writes the table of
weights that the package ships. The dyad-year file needs the package ``pyreadr`` with pandas or polars.
"""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import logit

from benchmarks.validation.dyads import NEEDS_READER, Dyads, from_file, from_study
from benchmarks.validation.listed_rivals import WAYS, Cases, Columns, Make, Truth, cases, chances, fitting, shift
from benchmarks.validation.mediator_weights import TABLE, asked_of, rows, write
from benchmarks.validation.named_mediators import log_loss
from benchmarks.validation.relations import rivals_of_scale
from benchmarks.validation.results import table
from benchmarks.validation.scoring import logistic_weights
from benchmarks.validation.years import YEARS, load, region
from tertius.measures.listed_rivalry import FEATURES

Floats = NDArray[np.float64]
PLACE = TABLE.with_name("listed_rivalry_weights.csv")
SCALE_LAST = 2020
"""Last year of the peace scale: its last levels stand for later years."""
DRAWS = 300
_SEED = 1


def redrawn(found: Sequence[Cases], z: Floats) -> Floats:
    """Weights fitted to states redrawn with replacement [draws, F + 1]: a pair counts as often as both its states."""
    states = {state: i for i, state in enumerate(sorted({s for one in found for pair in one.pairs for s in pair}))}
    pairs = np.asarray([[states[s] for s in pair] for one in found for pair in one.pairs])
    true, draw = np.concatenate([one.true for one in found]), np.random.default_rng(_SEED)
    made = []
    for _ in range(DRAWS):
        times = np.bincount(draw.integers(len(states), size=len(states)), minlength=len(states))
        each = times[pairs].prod(axis=1)
        made.append(logistic_weights(np.repeat(z, each, axis=0), np.repeat(true, each), float(z.shape[1])))
    return np.asarray(made)


def fitted(found: Sequence[Cases], names: Sequence[str] = FEATURES) -> list[dict[str, str]]:
    """Rows of the table."""
    x, true = np.concatenate([one.features for one in found]), np.concatenate([one.true for one in found])
    centre, scale = x.mean(axis=0), x.std(axis=0)
    z = (x - centre) / scale
    weights, drawn = logistic_weights(z, true, float(x.shape[1])), redrawn(found, z)
    bare = np.zeros(len(weights))  # events tell every feature: without them a pair has the base rate
    bare[0] = logit(true.mean())
    return rows(names, (centre, scale, x.max(axis=0)), (weights, bare), drawn)


def tried(found: Sequence[Cases], ways: Mapping[str, Columns] = WAYS) -> str:
    """Log score of 1000 pairs, on pairs left out, by volume of the data."""
    names = list(dict.fromkeys(one.name for one in found))
    lines = []
    for way, columns in ways.items():
        losses = {name: np.concatenate([log_loss(one.true, chances(found, one, columns)) for one in found
                                        if one.name == name]) for name in names}  # fmt: skip
        lines.append((way, *(f"{1000.0 * -losses[name].mean():.1f}" for name in names)))
    return table(("features", *names), lines)


def main(words: Sequence[str] | None = None) -> int:
    """Print what was tried; write the weights when asked to."""
    asked = asked_of(str(__doc__), words)
    if asked is None:
        return 0
    every = from_file(asked.data)
    if not every:
        print(f"nothing fitted: {NEEDS_READER}")
        return 0
    found = fitting(every, lambda year: rivals_of_scale(asked.data, year))
    print("Log score of 1000 pairs, on pairs left out:\n", tried(found), sep="\n")
    if asked.fit:
        write(PLACE, fitted(found))
    print("\nGraphs:\n", shift([one.kept() for one in graphs(asked.data)], found), sep="\n")
    return 0


def listed(data: Path) -> Truth:
    """Rivals of the peace scale by year; its last levels stand for later years."""
    return lambda year: rivals_of_scale(data, min(year, SCALE_LAST))


def seen(data: Path) -> list[tuple[str, Dyads]]:
    """All pairs of states in each graph, and the name of the graph."""
    found = []
    for year in YEARS:
        with tempfile.TemporaryDirectory() as folder:
            study = load(year, data, Path(folder))
            study.prepare(region(Path(folder), year.name, [("FRA", "GBR")], ["USA"]))
            found.append((year.name.upper(), from_study(study, year.first.year)))
            study.close()
    return found


def graphs(data: Path, truth: Truth | None = None, make: Make = cases) -> list[Cases]:
    """Cases of each graph; rivals, unless another list and another making are given."""
    asked = truth or listed(data)
    return [make(name, dyads, asked(dyads.year)) for name, dyads in seen(data)]


if __name__ == "__main__":
    raise SystemExit(main())
