"""Pairs of states and what they did to each other in a year: from ICEWS graphs, and from the ICEWS dyad-year file."""

import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.validation.actors import members
from tertius import Study
from tertius.codebooks.capitals import EARTH_RADIUS, distance
from tertius.codebooks.classes import EventClass

Floats = NDArray[np.float64]
QUADS = ("VC", "MC", "VX", "MX")
PRIOR_DAYS = 2.0
"""Weight of the margins in the shrunken rates: the posterior counts expected days as this many observed ones."""
HALF_LIFE = 5.0
"""Years after which an act counts half toward a relation that changes slowly; our choice, not tuned."""
NEAR_KM = 500.0
"""Added to distances before their log is taken: a hundred km more or less tell little; our choice, not tuned."""
_EXPLICIT = "code IN ('045', '039', '038')"
_COUNTS = f"""
    SELECT LEAST(d.source, d.target) AS a, GREATEST(d.source, d.target) AS b,
           {", ".join(f"COUNT(DISTINCT d.date) FILTER (WHERE d.quad = '{quad}')" for quad in QUADS)},
           COUNT(DISTINCT d.date) FILTER (WHERE d.{_EXPLICIT}), AVG(e.goldstein_x10)
    FROM dyad_day d JOIN event e ON e.event_id = d.event_id
    WHERE d.official GROUP BY ALL
"""
_CLASSES = """
    SELECT LEAST(source, target), GREATEST(source, target), event_class, COUNT(DISTINCT date)
    FROM dyad_day WHERE official GROUP BY ALL
"""
NEEDS_READER = "the file is .rda and the Python package pyreadr, with pandas or polars, is not installed here"


@dataclass(frozen=True)
class Dyads:
    """Pairs [N] of state ids with days (or events) of each quad class [N, 4] in a year.

    ``extra`` holds further columns [N] by name; ``classes`` days of each event class [N, C], or [N, 0].
    """

    year: int
    pairs: tuple[tuple[str, str], ...]
    counts: Floats
    extra: Mapping[str, Floats]
    classes: Floats

    @property
    def names(self) -> list[str]:
        """Cluster of each row: the pair."""
        return ["-".join(pair) for pair in self.pairs]

    def seen(self) -> "Dyads":
        """Pairs with at least one day; of the others behaviour says nothing."""
        kept = self.counts.sum(axis=1) > 0
        pairs = tuple(pair for pair, keep in zip(self.pairs, kept, strict=True) if keep)
        extra = {name: column[kept] for name, column in self.extra.items()}
        return Dyads(self.year, pairs, self.counts[kept], extra, self.classes[kept])


def from_study(study: Study, year: int) -> Dyads:
    """All pairs of members of the state system, with days of official acts in either direction."""
    rows = {(str(a), str(b)): [float(str(x or 0)) for x in days] for a, b, *days in study.sql(_COUNTS)[1]}
    laid = _laid(year, members(year), {pair: row[: len(QUADS)] for pair, row in rows.items()})
    blank = [0.0] * (len(QUADS) + 2)
    extra = np.asarray([rows.get(pair, blank)[len(QUADS) :] for pair in laid.pairs])
    names = {"codes 045, 039, 038 only": extra[:, 0], "Goldstein mean": extra[:, 1]}
    return Dyads(year, laid.pairs, laid.counts, names, _by_class(study, laid.pairs))


def _by_class(study: Study, pairs: tuple[tuple[str, str], ...]) -> Floats:
    place = {pair: i for i, pair in enumerate(pairs)}
    rows = [(place.get((str(a), str(b))), str(kind), float(str(n))) for a, b, kind, n in study.sql(_CLASSES)[1]]
    kinds = {kind.value: i for i, kind in enumerate(EventClass)}
    table = np.zeros((len(pairs), len(kinds)))
    for i, kind, days in rows:
        if i is not None:
            table[i, kinds[kind]] = days
    return table


def from_file(data: Path) -> list[Dyads]:
    """The dyad-year file, both directions added, 2002-2014; empty where it cannot be read."""
    file = data / "truth/icews_dyad_year/icews.rda"
    if not readable(file):
        return []
    frame = read_rda(file)
    years: dict[int, dict[tuple[str, str], list[float]]] = {}
    columns = [frame[name] for name in ("i_iso3c", "j_iso3c", "year", "verbCoop", "matlCoop", "verbConf", "matlConf")]
    for i, j, year, *counts in zip(*columns, strict=True):
        row = years.setdefault(int(year), {}).setdefault((min(i, j), max(i, j)), [0.0] * len(QUADS))
        for k, count in enumerate(counts):
            row[k] += float(count)
    states = tuple(sorted({state for pair in next(iter(years.values())) for state in pair}))
    return [_laid(year, states, years[year]) for year in sorted(years)]


def ledgers(years: Sequence[Dyads]) -> list[Dyads]:
    """The same years with older ones added at a discount: what a slow relation is judged by."""
    keep, made = 2.0 ** (-1.0 / HALF_LIFE), list(years[:1])
    for dyads in years[1:]:
        made.append(replace(dyads, counts=dyads.counts + keep * made[-1].counts))
    return made


def readable(file: Path) -> bool:
    """Whether an R file is there and can be read."""
    frames = any(importlib.util.find_spec(name) for name in ("pandas", "polars"))  # pyreadr wants one of them
    return file.exists() and frames and importlib.util.find_spec("pyreadr") is not None


def read_rda(file: Path) -> Mapping[str, list[object]]:
    """Columns of the only table of an R file."""
    reader = importlib.import_module("pyreadr")
    frame = next(iter(reader.read_r(str(file)).values()))
    return {str(name): frame[name].tolist() for name in frame.columns}


def _laid(year: int, states: tuple[str, ...], found: Mapping[tuple[str, str], list[float]]) -> Dyads:
    pairs = tuple(combinations(sorted(states), 2))
    counts = np.asarray([found.get(pair, [0.0] * len(QUADS)) for pair in pairs])
    return Dyads(year, pairs, counts, {}, np.zeros((len(pairs), 0)))


def expected(dyads: Dyads, counts: Floats) -> Floats:
    """Counts if every pair met in proportion to the margins of its two states [N, columns of ``counts``]."""
    index = {state: i for i, state in enumerate(sorted({s for pair in dyads.pairs for s in pair}))}
    a, b = (np.asarray([index[pair[k]] for pair in dyads.pairs]) for k in (0, 1))
    margins = np.zeros((len(index), counts.shape[1]))
    np.add.at(margins, a, counts)
    np.add.at(margins, b, counts)
    made: Floats = margins[a] * margins[b] / np.maximum(margins.sum(axis=0), 1.0)
    return made


def lifts(dyads: Dyads, counts: Floats) -> Floats:
    """Log ratio of the posterior mean rate to the rate that the margins give (Gamma-Poisson ledger)."""
    made: Floats = np.log((counts + PRIOR_DAYS) / (expected(dyads, counts) + PRIOR_DAYS))
    return made


def good_and_bad(dyads: Dyads) -> Floats:
    """Cooperative and conflictual acts [N, 2]."""
    return np.column_stack([dyads.counts[:, :2].sum(axis=1), dyads.counts[:, 2:].sum(axis=1)])


def friendliness(dyads: Dyads) -> Floats:
    """Posterior mean of cooperative less conflictual acts as a share of both; the prior is the mean of all pairs."""
    good, bad = good_and_bad(dyads).T
    mean = (good.sum() - bad.sum()) / max(1.0, good.sum() + bad.sum())
    made: Floats = (good - bad + PRIOR_DAYS * mean) / (good + bad + PRIOR_DAYS)
    return made


def far(pairs: Sequence[tuple[str, str]], near: float) -> Floats:
    """Log of the km between the capitals of pairs [N], with ``near`` km added; the farthest where one is unknown."""
    half_round = np.pi * EARTH_RADIUS
    found = [distance(*pair) for pair in pairs]
    made: Floats = np.log(near + np.asarray([half_round if km is None else km for km in found]))
    return made


def features(dyads: Dyads) -> Floats:
    """What a probability is fitted on: log days and lifts by quad class and event class, and friendliness."""
    counts = np.column_stack([dyads.counts, dyads.classes])
    return np.column_stack([np.log1p(counts), lifts(dyads, counts), friendliness(dyads)])
