"""Weights of the measure ``named-peacekeeper``, fitted to the civil wars of the years that the list of missions covers.

``python -m benchmarks.validation.keeper_weights --data FOLDER`` prints the log score of a record, on conflicts left
out, of the features and of what was tried beside them; ``--fit`` writes the table of weights that the package ships.
"""

from collections.abc import Callable, Sequence

import numpy as np

from benchmarks.validation.mediator_weights import SHIPPED, TABLE, asked_of, gathered, scored, table, write
from benchmarks.validation.named_keepers import LAST_LISTED, fitting, records
from benchmarks.validation.named_mediators import Record, other_conflicts
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
        f"**{', '.join(FIT.features)} {SHIPPED}**": [0, 1, 2],
    }

    def chosen(columns: Sequence[int]) -> Callable[[Record], np.ndarray]:
        return lambda one: one.features[:, columns] if columns else np.zeros((len(one.named), 1))

    return scored(found, {name: other_conflicts(found, chosen(columns)) for name, columns in ways.items()})


def main(words: Sequence[str] | None = None) -> int:
    """Print what was tried; write the weights when asked to."""
    asked = asked_of(str(__doc__), words)
    if asked is None:
        return 0
    years = [year for year in YEARS if year.first.year <= LAST_LISTED]
    found = fitting(gathered(asked.data, years, lambda worlds, _: records(asked.data, worlds)))
    print(f"{len(found)} records, {sum(int(one.named.sum()) for one in found)} named")
    print("\n".join(tried(found)))
    if asked.fit:
        write(PLACE, table(found, FIT.features))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
