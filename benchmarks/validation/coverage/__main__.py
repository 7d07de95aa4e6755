"""Coverage of every interval and rate of every flag on drawn acts: ``python -m benchmarks.validation.coverage``.

Each case is drawn ``DRAWS`` times at three volumes, its truths in turn, and read by the shipped measure; the table goes
into ``docs/validation.md``. ``--dry`` prints only, ``--only NAME`` takes one measure, ``--draws`` another number.
"""

import argparse
from collections.abc import Sequence

from benchmarks.validation.coverage import answering, comparing, following, growing, sharing, spreading, tested
from benchmarks.validation.coverage.counting import figures, lines
from benchmarks.validation.coverage.drawing import Case
from benchmarks.validation.simulated import page

CASES: tuple[Case, ...] = (
    *answering.CASES, *tested.CASES, *sharing.CASES, *following.CASES, *comparing.CASES, *spreading.CASES,
    *growing.CASES, *comparing.LATER, *following.LATER,
)  # fmt: skip
"""Every case, in the order of the table."""
DRAWS = 150
SEED = 20261
"""The generator of case number i at size number j is seeded with (SEED, i, j)."""


def main(argv: Sequence[str] | None = None) -> None:
    """Run, print, and write the page unless told otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dry", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--draws", type=int, default=DRAWS)
    asked = parser.parse_args(argv)
    found = []
    for number, case in enumerate(CASES):
        if asked.only in ("", case.measure):
            own = figures(case, asked.draws, (SEED, number))
            print(*lines(own)[2:], sep="\n", flush=True)
            found += own
    table = lines(found)
    if not asked.dry and not asked.only:
        head = f"Run of {page.stamp()}. {asked.draws} draws a cell, numpy seeds ({SEED}, case, size)."
        page.write({"coverage": [head, "", *table]})


if __name__ == "__main__":
    main()
