"""Claims that somebody has a label which coders gave: how many true ones the margin of a verdict contradicts.

``python -m benchmarks.validation.label_claims --data FOLDER`` claims of every candidate that it is named (of every pair
that it is listed), by probabilities and base rates fitted on other conflicts (pairs), and prints how many of the true
and of the false claims are contradicted by the probability alone, by a probability whose odds fall short of those of
the base rate by the margin of a share, and by the rule that ships. Rivals and pacts need the package
``pyreadr`` with pandas or polars.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.validation import listed_pacts, listed_rivals, named_keepers, named_mediators
from benchmarks.validation.dyads import from_file
from benchmarks.validation.mediator_weights import asked_of, gathered
from benchmarks.validation.mediators import Truths
from benchmarks.validation.named_mediators import Record, chances
from benchmarks.validation.rankings import World
from benchmarks.validation.relations import ATOP_LAST, StatePair, defence_pacts
from benchmarks.validation.results import table
from benchmarks.validation.rivalry_weights import graphs, listed
from benchmarks.validation.years import YEARS
from tertius.claims.support import holding
from tertius.codebooks.constants import constant
from tertius.model import Reading, Span, Standing

Floats = NDArray[np.float64]
Said = tuple[str, Floats, Floats, NDArray[np.bool_]]
"""What is asked, the probability of each case [N], its base rate [N], and whether it is true [N]."""
_MARGIN, _LEAST = constant("claims.margin_odds"), 1.0 - constant("claims.contradicted")
_DAY = Span(date(2020, 1, 1), date(2020, 1, 2))


def against(chance: float, base: float) -> float:
    """What the shipped rule has for the opposite of a claim."""
    reading = Reading("label", "XXX", None, _DAY, "none", Standing.UNDEFINED, reason="a probability alone",
                      probability=chance, parts={"base_rate": base})  # fmt: skip
    both = holding(reading, None, _MARGIN)
    return 0.0 if both is None else both[1]


def lines(said: Sequence[Said]) -> str:
    """How many true and false claims each rule contradicts."""
    found = []
    for name, chance, base, true in said:
        alone = 1.0 - chance >= _LEAST
        lower = alone & (chance / (1.0 - chance) * _MARGIN < base / (1.0 - base))
        shipped = np.asarray([against(p, b) >= _LEAST for p, b in zip(chance.tolist(), base.tolist(), strict=True)])
        found.append((name, *(f"{int(rule[k].sum())} of {int(k.sum())} ({rule[k].mean():.2f})"
                              for k in (true, ~true) for rule in (alone, lower, shipped))))  # fmt: skip
    rules = ("by the probability alone", "and odds below the base rate's", "by the rule")
    return table(("label", *(f"{kind} claims contradicted {rule}" for kind in ("true", "false") for rule in rules)),
                 found)  # fmt: skip


def named(label: str, inside: Sequence[Record], out: Iterable[Record]) -> Said:
    """Every candidate of some records, by weights of other conflicts among those of the fit."""
    parts = []
    for one in out:
        others = [each for each in inside if each.cluster != one.cluster]
        whole, bare = (chances(others, [one], columns)[0] for columns in (_every, _marks))
        parts.append((whole, bare, one.named))
    return (label, *(np.concatenate(column) for column in zip(*parts, strict=True)))  # type: ignore[return-value]


def _every(one: Record) -> Floats:
    return one.features


def _marks(one: Record) -> Floats:
    return one.features[:, 1:]


def _both(data: Path) -> list[Said]:
    def read(worlds: Sequence[World], truths: Truths) -> list[Record]:
        return [*named_mediators.records(worlds, truths), *named_keepers.records(data, worlds)]

    every = [one for one in gathered(data, YEARS, read) if one.measured]
    kept = [one for one in every if one.source == "missions"]
    talks, inside = [one for one in every if one.source != "missions"], named_keepers.fitting(kept)
    later = [one for one in kept if one.year not in {each.year for each in inside}]
    return [named("named mediator, 2014, 2018, 2021", talks, talks),
            named("named peacekeeper, 2014", inside, inside),
            named("named peacekeeper, 2018, 2021", inside, later)]  # fmt: skip


def _listed(data: Path) -> list[Said]:
    def pacts(year: int) -> frozenset[StatePair]:
        return defence_pacts(data, min(year, ATOP_LAST))

    every, found = from_file(data), []
    for label, truth, make in (("rivals", listed(data), listed_rivals.cases), ("pact", pacts, listed_pacts.cases)):
        inside = listed_rivals.fitting(every, truth, make) if every else []
        base = np.concatenate([one.true for one in inside]).mean() if inside else 0.0
        for one in (case.kept() for case in graphs(data, truth, make)) if inside else ():
            chance = listed_rivals.chances(inside, one, listed_rivals.shipped)
            found.append((f"listed {label}, {one.name}", chance, np.full(len(chance), base), one.true))
    return found


def main(words: Sequence[str] | None = None) -> int:
    """Print the table."""
    asked = asked_of(str(__doc__), words)
    if asked is not None:
        print(lines([*_both(asked.data), *_listed(asked.data)]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
