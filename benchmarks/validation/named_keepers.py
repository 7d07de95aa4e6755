"""Is the probability of having peacekeepers in a civil war one? Judged on lists of missions, as that of mediators."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.validation.actors import ARMED
from benchmarks.validation.conflicts import Pair
from benchmarks.validation.keepers import missions
from benchmarks.validation.named_mediators import (
    BASE,
    LEAST,
    VOLUME,
    Record,
    applied,
    applied_row,
    applied_table,
    chances,
    judged,
    other_conflicts,
    reliability,
)
from benchmarks.validation.rankings import World, asked, column
from benchmarks.validation.results import Task
from benchmarks.validation.traits import traits
from tertius.measures.named_peacekeeper import FIT, NAME

Floats = NDArray[np.float64]
LABEL = f"{NAME} (weights refitted on other conflicts)"
ELSEWHERE = "missions elsewhere (share of other conflicts)"
LAST_LISTED = 2014
"""Last year of the list of missions: what ran at its end is taken as running still, so later years only check."""


def records(data: Path, worlds: Sequence[World]) -> list[Record]:
    """Every civil war and year that is asked about, those without a mission too."""
    found = []
    for world in worlds:
        kept = missions(data, world.year.first.year)
        pairs = [(dyad.a, dyad.b) for dyad in world.arena.pairs if dyad.b.endswith(ARMED)]
        found += [_record(world, pair, kept.get(pair, frozenset())) for pair in pairs]
    return found


def _record(world: World, pair: Pair, named: frozenset[str]) -> Record:
    candidates = [one for one in world.arena.third_parties if one not in pair]
    by_actor = {one.actor: one for one in asked(world, pair, NAME)}
    readings = [by_actor[one] for one in candidates]
    return Record(
        "missions", pair, world.year.name,
        np.asarray([one in named for one in candidates]),
        np.asarray([[one.parts[name] for name in FIT.features] for one in readings], dtype=np.float64),
        (readings[0].estimate.n if readings[0].estimate else 0.0) >= LEAST,
        {"volume": column(traits(world.study, pair)["volume"], candidates),
         "number": np.asarray([world.arena.third_parties.index(one) for one in candidates], dtype=np.float64)},
    )  # fmt: skip


def fitting(found: Sequence[Record]) -> list[Record]:
    """The measured records of the years that the list covers: those the shipped weights are fitted to."""
    return [one for one in found if one.measured and int(one.year[-2:]) + 2000 <= LAST_LISTED]


def by_conflict(found: Sequence[Record]) -> Mapping[tuple[str, Pair], Floats]:
    """Probability of every candidate by year and conflict, by weights fitted on other conflicts of the listed years."""
    inside = fitting(found)
    return {(one.year, one.pair): _other(inside, one) for one in found}


def _other(inside: Sequence[Record], out: Record) -> Floats:
    return chances([one for one in inside if one.cluster != out.cluster], [out], lambda one: one.features)[0]


def _elsewhere(kept: Sequence[Record]) -> list[Floats]:
    """Share of the other records that have a mission of each candidate, one more without any added."""
    made = []
    for out in kept:
        others = [one for one in kept if one.cluster != out.cluster]
        count = np.zeros(1 + int(max(one.more["number"].max() for one in kept)))
        for one in others:
            count[one.more["number"][one.named].astype(int)] += 1.0
        made.append(count[out.more["number"].astype(int)] / (len(others) + 1.0))
    return made


def task(found: Sequence[Record]) -> Task:
    """How well calibrated the probability is in the years that the list covers, and in later ones."""
    title, kept = "Peacekeepers, as a probability", fitting(found)
    if len({one.cluster for one in kept}) < 2:
        return Task(title, "", (LABEL,), {}, {}, skipped="fewer than two conflicts")
    said = {
        LABEL: other_conflicts(kept, lambda one: one.features),
        VOLUME: other_conflicts(kept, lambda one: np.log1p(one.more["volume"])[:, None]),
        ELSEWHERE: _elsewhere(kept),
        BASE: other_conflicts(kept, lambda one: np.zeros((len(one.named), 1))),
    }
    listed = [one for one in found if one.year == kept[0].year]
    setting = (
        f"Civil wars of {kept[0].year.upper()} that are asked about anywhere on this page: {len(kept)} in which the "
        f"events show enough contact to measure ({len(listed) - len(kept)} do not), "
        f"{sum(not one.named.any() for one in kept)} of them without a mission of a candidate"
    )
    return replace(
        judged(title, setting, kept, said, _later(found, kept)),
        reason="Half of the names are the United Nations, whom counting missions elsewhere knows without any event; in "
        "2014, with few days of contact, presence adds little to that.",
        idea="a list of missions beyond 2014, in which more names can be learnt from denser news.",
    )


def _later(found: Sequence[Record], kept: Sequence[Record]) -> list[str]:
    """Weights of the listed years on later ones, of all conflicts and each time without the one that is judged."""
    lines, tables = [], []
    for year in dict.fromkeys(one.year for one in found if one.year not in {k.year for k in kept}):
        out = [one for one in found if one.year == year and one.measured]
        fit, said = kept[0].year.upper(), [_other(kept, one) for one in out]
        lines.append(applied(fit, kept, year, out))
        lines.append(applied_row(f"{fit}, without the conflict judged", kept, year, out, said))
        tables.append(f"{year.upper()}, each conflict by the weights of the other conflicts of {fit}:\n\n"
                      + reliability(np.concatenate([one.named for one in out]), np.concatenate(said)))  # fmt: skip
    if not lines:
        return []
    told = (f"The list of missions ends in {LAST_LISTED}. For later years those that ran at its end are taken as "
            "running still: some had ended, and none that began since counts.")  # fmt: skip
    return [told, applied_table(lines), *tables]
