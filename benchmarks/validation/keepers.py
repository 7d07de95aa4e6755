"""Peacekeepers and guarantors: missions in the field and guarantor signatures against the guarantor measure."""

import csv
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.validation.actors import ARMED, actors_in, first_state
from benchmarks.validation.conflicts import Episode, Pair
from benchmarks.validation.rankings import POWERS, World, asked, column, shares
from benchmarks.validation.results import Task
from benchmarks.validation.scoring import Figure, auc, average_precision, hits_at, mean_by_cluster, reciprocal_rank
from benchmarks.validation.traits import traits
from tertius.codebooks.mentions import mentions
from tertius.measures import MEASURES
from tertius.model import Dyad

Floats = NDArray[np.float64]
Named = Mapping[Pair, frozenset[str]]
Said = Mapping[str, Mapping[tuple[str, Pair], Floats]]
"""Scores of ours by method, year and conflict."""
OURS = "guarantor (answers to attacks)"
_STATE_LED = "3"
_METRICS: dict[str, Callable[[NDArray[np.bool_], Floats], float]] = {
    "MRR": reciprocal_rank, "Hits@3": hits_at(3), "AUC": auc, "AP": average_precision,
}  # fmt: skip


def missions(data: Path, year: int, *, ended: bool = False) -> Named:
    """Bodies and lead states with peacekeepers in a state's conflict that year; or only before it."""
    found: dict[Pair, frozenset[str]] = {}
    with (data / "truth/civil_war_mediation/Third-Party-PKMs-version-3.1.csv").open(encoding="latin-1") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        last = 9999 if row["ONGOING"] == "1" else int(float(row["ENDYR"] or 0))
        place = row["STATE"].replace("Congo-Kinshasa", "DR Congo")
        state = first_state(place.split("/")[0])
        there = last < year if ended else int(float(row["STARTYR"] or 9999)) <= year <= last
        if state and there:
            named = set(mentions(row["PKMNAME (location)"]))
            named |= actors_in(row["LEADSTATE"]) if row["TPTYPE"] == _STATE_LED else set()
            pair = (state, state + ARMED)
            named = {actor for actor in named if "_PRE_" not in actor} - set(mentions(place)) - {state}
            found[pair] = found.get(pair, frozenset()) | named
    return {pair: named for pair, named in found.items() if named}


def guarantors(texts: Sequence[Episode], world: World) -> Named:
    """Third parties that sign as guarantors inside the days a year covers."""
    found: dict[Pair, frozenset[str]] = {}
    for text in texts:
        if world.year.first <= text.day < world.year.end and text.guarantors:
            found[text.pair] = found.get(text.pair, frozenset()) | (text.guarantors - set(text.pair))
    return {pair: named for pair, named in found.items() if named}


def task(title: str, setting: str, asked: Sequence[tuple[World, Named]], before: Named, said: Said) -> Task:
    """Rank third parties by each method against those named; ``said`` are further scores of ours by method."""
    if not any(measure.name == "guarantor" for measure in MEASURES):
        return Task(title, setting, (OURS,), {}, {}, skipped="there is no guarantor measure in this version")
    units = [
        (world, pair, named) for world, named in asked for pair in sorted(named) if Dyad.of(*pair) in world.arena.pairs
    ]
    scored = [(pair, *_scores(world, pair, named, before, said)) for world, pair, named in units]
    kept = [(pair, truth, scores) for pair, truth, scores in scored if truth.any()]
    if not kept:
        return Task(title, setting, (OURS,), {}, {}, skipped="nobody is named inside the days that the data cover")

    def figure(measure: Callable[[NDArray[np.bool_], Floats], float], method: str) -> Figure:
        return mean_by_cluster([measure(t, s[method]) for _, t, s in kept], ["-".join(p) for p, _, _ in kept])

    tested = sum(bool(np.ptp(scores[OURS])) for _, _, scores in kept)
    return Task(
        title,
        f"{setting} The measure orders candidates in {tested} of {len(kept)} conflicts; elsewhere nobody was tested.",
        (OURS, *said),
        {name: {m: figure(measure, m) for m in kept[0][2]} for name, measure in _METRICS.items()},
        {},
        reason="The measure asks who answers attacks, and in these graphs attacks in civil wars are coded between "
        "soldiers and citizens, seldom between the government and its opponents. Deeds are no way out: days of "
        "peacekeeping, force, aid and cooperation toward anybody of the state, put into a regression fitted on other "
        "conflicts, rank keepers with an area of .48 in 2014.",
        idea="read named-peacekeeper, a probability from presence; for deeds, sources that tell them.",
        also=tuple(said),
    )


def _scores(world: World, pair: Pair, named: Named, before: Named, said: Said
            ) -> tuple[NDArray[np.bool_], dict[str, Floats]]:  # fmt: skip
    candidates = tuple(c for c in world.arena.third_parties if c not in pair)
    readings = asked(world, pair, "guarantor")
    seen = traits(world.study, pair)
    others = Counter(actor for conflict, names in named.items() if conflict != pair for actor in names)
    by = {
        OURS: shares(readings),
        "volume only": seen["volume"],
        "codes 074, 0861 only": seen["peacekeeping"],
        "codes 045, 039, 038 only": seen["explicit"],
        "largest power": {power: float(len(POWERS) - i) for i, power in enumerate(POWERS)},
        "Goldstein mean": seen["goldstein"],
        "last value (missions ended before)": dict.fromkeys(before.get(pair, frozenset()), 1.0),
        "named in most other conflicts": {actor: float(count) for actor, count in others.items()},
    }
    truth = np.asarray([c in named[pair] for c in candidates])
    ours = {name: scores[world.year.name, pair] for name, scores in said.items()}
    return truth, {**ours, **{name: column(values, candidates) for name, values in by.items()}}
