"""Weights of the measure ``named-peacekeeper``, fitted to the civil wars of the years that the list of missions covers.

``python -m benchmarks.validation.keeper_weights --data FOLDER`` prints the log score of a record, on conflicts left
out, of the features and of what was tried beside them; ``--fit`` writes the table of weights that the package ships.
"""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.validation import mediators
from benchmarks.validation.mediator_weights import TABLE, table, write
from benchmarks.validation.mediators import Truths
from benchmarks.validation.named_keepers import LAST_LISTED, fitting, records
from benchmarks.validation.named_mediators import Record, log_loss, other_conflicts
from benchmarks.validation.truth import DATA
from benchmarks.validation.years import YEARS
from tertius.measures.named_peacekeeper import FIT

PLACE = TABLE.with_name("named_peacekeeper_weights.csv")


def tried(found: Sequence[Record]) -> list[str]:
    """Mean log score of a record, on conflicts left out, by the features used."""
    ways = {
        "no feature": [],
        "log share": [0],
        "log share and body": [0, 1],
        "body and United Nations, no presence": [1, 2],
        f"**{', '.join(FIT.features)} (shipped)**": [0, 1, 2],
    }
    lines = ["| features | log score of a record |", "| --- | --: |"]
    for name, columns in ways.items():

        def chosen(one: Record, columns: Sequence[int] = columns) -> np.ndarray:
            return one.features[:, columns] if columns else np.zeros((len(one.named), 1))

        parts = zip(found, other_conflicts(found, chosen), strict=True)
        score = -sum(float(log_loss(one.named, part).sum()) for one, part in parts)
        lines.append(f"| {name} | {score / len(found):.2f} |")
    return lines


def main(words: Sequence[str] | None = None) -> int:
    """Print what was tried; write the weights when asked to."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--fit", action="store_true", help="write the table of weights")
    asked = parser.parse_args(words)
    if not all((asked.data / part).is_dir() for part in ("truth", "tkg")):
        print(f"no data sets in {asked.data}: nothing fitted")
        return 0
    truths = Truths(asked.data)
    with tempfile.TemporaryDirectory() as folder:
        years = [year for year in YEARS if year.first.year <= LAST_LISTED]
        worlds = [mediators.world(year, truths, Path(folder)) for year in years]
        found = fitting(records(asked.data, worlds))
        for world in worlds:
            world.study.close()
    print(f"{len(found)} records, {sum(int(one.named.sum()) for one in found)} named")
    print("\n".join(tried(found)))
    if asked.fit:
        write(PLACE, table(found, FIT.features))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
