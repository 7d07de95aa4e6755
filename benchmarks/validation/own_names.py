"""What a graph that lacks states and bodies by their own name does to the figures told of it, and to weights.

``python -m benchmarks.validation.own_names --data FOLDER`` prints, of the graph of 2014, the figures of mediators and
peacekeepers over all candidates and over those that it names, beside the same lists in the later graphs, which name
everybody; those of ties between states over all pairs and over pairs of two named ones; and how weights of
``named-mediator`` and ``named-peacekeeper`` that leave the unnamed, or the whole graph, out do in the later graphs.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.validation import named_keepers, named_mediators
from benchmarks.validation.dyads import Dyads, features, friendliness, from_study
from benchmarks.validation.mediator_weights import asked_of, gathered
from benchmarks.validation.mediators import Truths
from benchmarks.validation.named_mediators import Record, chances, log_loss
from benchmarks.validation.rankings import World
from benchmarks.validation.relations import defence_pacts, peace_levels, rivals_of_scale
from benchmarks.validation.results import table
from benchmarks.validation.scoring import (
    auc,
    average_precision,
    calibration_error,
    folds,
    held_out,
    mean_by_cluster,
    reciprocal_rank,
    spearman,
)
from benchmarks.validation.years import YEARS
from tertius.codebooks.tables import items, rows

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
LACKING = YEARS[0]
"""The graph that lacks many names."""
_FOLDS, _DRAWS = 5, 4000


@dataclass(frozen=True)
class Found:
    """What is read of the graphs: records of mediators and peacekeepers, candidates and ties between states by year."""

    records: list[Record]
    thirds: Mapping[str, tuple[str, ...]]
    dyads: Mapping[str, Dyads]

    def candidates(self, one: Record) -> list[str]:
        """Candidates of a record, in its order."""
        return [third for third in self.thirds[one.year] if third not in one.pair]


def own_names(data: Path, year: str) -> frozenset[str]:
    """States and bodies that are an entity of a graph under a name of their own, not of an agent or organ alone."""
    lines = (data / "tkg" / year / "entity2id.txt").read_text(encoding="utf-8").splitlines()
    entities = {line.rsplit("\t", 1)[0].replace("_", " ").strip() for line in lines if line}
    known = [row for row in rows("names_places") if row["kind"] == "state"] + list(rows("names_bodies"))
    return frozenset(row["actor"] for row in known if entities & set(items(row["names"])))


def read_graphs(data: Path) -> Found:
    """Everything that is asked of each graph."""
    thirds: dict[str, tuple[str, ...]] = {}
    dyads: dict[str, Dyads] = {}

    def read(worlds: Sequence[World], truths: Truths) -> list[Record]:
        for world in worlds:
            thirds[world.year.name] = world.arena.third_parties
            dyads[world.year.name] = from_study(world.study, world.year.first.year)
        return [*named_mediators.records(worlds, truths), *named_keepers.records(data, worlds)]

    found = [one for one in gathered(data, YEARS, read) if one.measured]
    return Found(found, thirds, dyads)


def cut(one: Record, kept: Bools) -> Record:
    """A record with some of its candidates only."""
    more = {name: column[kept] for name, column in one.more.items()}
    return replace(one, named=one.named[kept], features=one.features[kept], more=more)


def ranked(found: Found, own: frozenset[str]) -> str:
    """Figures of each graph over all candidates, and over those that the lacking graph names."""
    lines = []
    for source in dict.fromkeys(one.source for one in found.records):
        every = [one for one in found.records if one.source == source]
        inside = _inside(found, source)
        for year, label in ((year.name, year.name.upper()) for year in YEARS):
            asked = [one for one in every if one.year == year]
            said = [_left_out(inside, one) for one in asked]
            masks = [np.asarray([third in own for third in found.candidates(one)]) for one in asked]
            for name, kept in (
                ("all", [np.ones(len(one.named), dtype=bool) for one in asked]),
                ("named in 2014", masks),
            ):
                parts = [(cut(one, k), chance[k]) for one, chance, k in zip(asked, said, kept, strict=True)]
                lines.append((source, label, name, *_figures(parts)))
    head = ("truth", "graph", "candidates", "conflicts", "names", "MRR", "MRR, volume", "AP", "AP, volume", "mean said",
            "share named")  # fmt: skip
    return table(head, lines)


def _figures(parts: Sequence[tuple[Record, Floats]]) -> tuple[str, ...]:
    kept = [(one, chance) for one, chance in parts if one.named.any()]
    where = [one.cluster for one, _ in kept]
    ranks = [str(mean_by_cluster([measure(one.named, score(one, chance)) for one, chance in kept], where))
             for measure in (reciprocal_rank, average_precision) for score in (_said, _volume)]  # fmt: skip
    truth, chance = (np.concatenate([part[i] for part in ((one.named, said) for one, said in parts)]) for i in (0, 1))
    return (str(len(kept)), str(int(truth.sum())), *ranks, f"{chance.mean():.3f}", f"{truth.mean():.3f}")


def _said(_: Record, chance: Floats) -> Floats:
    return chance


def _volume(one: Record, _: Floats) -> Floats:
    return one.more["volume"]


def _inside(found: Found, source: str) -> list[Record]:
    """Records that the weights of a measure are fitted to."""
    keepers = [one for one in found.records if one.source == "missions"]
    if source == "missions":
        return named_keepers.fitting(keepers)
    return [one for one in found.records if one.source != "missions"]


def _left_out(inside: Sequence[Record], one: Record) -> Floats:
    others = [each for each in inside if each.cluster != one.cluster]
    return chances(others, [one], lambda each: each.features)[0]


def refitted(found: Found, own: frozenset[str]) -> str:
    """How weights fitted with less of the lacking graph do in the later ones, on conflicts left out."""
    lines = []
    for label, sources in (("named-mediator", named_mediators.SOURCES), ("named-peacekeeper", ("missions",))):
        every = _inside(found, sources[0])
        old, later = ([one for one in every if (one.year == LACKING.name) is lacks] for lacks in (True, False))
        judged = [one for one in found.records if one.source in sources and one.year != LACKING.name]
        mine = [cut(one, np.asarray([third in own for third in found.candidates(one)])) for one in old]
        sides = [one for one in old if all(side.split("_")[0] in own for side in one.pair)]
        ways = {"as shipped": every, "without 2014": later, "2014: named candidates": [*mine, *later],
                "2014: conflicts of named states": [*sides, *later]}  # fmt: skip
        lines += _compared(label, {name: fit for name, fit in ways.items() if fit}, judged)
    head = ("measure", "fitted to", "log score of a record", "more than shipped", "MRR", "more than shipped",
            "mean said", "share named", "calibration error")  # fmt: skip
    return table(head, lines)


def _compared(label: str, ways: Mapping[str, Sequence[Record]], judged: Sequence[Record]) -> list[tuple[str, ...]]:
    lines, first = [], None
    where, truth = [one.cluster for one in judged], np.concatenate([one.named for one in judged])
    for name, inside in ways.items():
        said = [_left_out(inside, one) for one in judged]
        logs = [-float(log_loss(one.named, part).sum()) for one, part in zip(judged, said, strict=True)]
        ranks = [reciprocal_rank(one.named, part) if one.named.any() else float("nan")
                 for one, part in zip(judged, said, strict=True)]  # fmt: skip
        first = first or (logs, ranks)
        more = [str(mean_by_cluster([x - y for x, y in zip(mine, base, strict=True)], where, draws=_DRAWS))
                for mine, base in zip((logs, ranks), first, strict=True)]  # fmt: skip
        chance = np.concatenate(said)
        numbers = (float(chance.mean()), float(truth.mean()), calibration_error(truth, chance))
        lines.append((label, name, f"{np.mean(logs):.2f}", more[0], f"{np.nanmean(ranks):.2f}", more[1],
                      *(f"{number:.3f}" for number in numbers)))  # fmt: skip
    return lines


def ties(found: Found, own: frozenset[str], data: Path) -> str:
    """Allies, rivals and the peace scale over all pairs of states, and over pairs of two that the graph names."""
    lines = []
    for year in YEARS[:2]:
        dyads = found.dyads[year.name]
        both = np.asarray([a in own and b in own for a, b in dyads.pairs])
        levels, met = peace_levels(data, dyads.year), dyads.counts.sum(axis=1) > 0
        level = np.asarray([levels.get(pair, np.nan) for pair in dyads.pairs])
        for name, kept in (("all", np.ones(len(both), dtype=bool)), ("named in 2014", both), ("others", ~both)):
            known = kept & met & np.isfinite(level)
            cells = [
                c for truth in (defence_pacts, rivals_of_scale) for c in _told(dyads, truth(data, dyads.year), kept)
            ]
            lines.append((year.name.upper(), name, str(int(kept.sum())), f"{met[kept].mean():.2f}", *cells,
                          f"{spearman(level[known], friendliness(dyads)[known]):.2f}"))  # fmt: skip
    head = ("graph", "pairs of states", "pairs", "with an act", "allies", "AUC", "AP", "rivals", "AUC", "AP",
            "peace, rank correlation")  # fmt: skip
    return table(head, lines)


def _told(dyads: Dyads, truth: frozenset[tuple[str, str]], kept: Bools) -> tuple[str, ...]:
    true = np.asarray([pair in truth for pair in dyads.pairs])
    chance = held_out(features(dyads), true, folds(dyads.names, _FOLDS))
    measures: tuple[Callable[[Bools, Floats], float], ...] = (auc, average_precision)
    return (str(int(true[kept].sum())), *(f"{measure(true[kept], chance[kept]):.2f}" for measure in measures))


def main(words: Sequence[str] | None = None) -> int:
    """Print the three tables."""
    asked = asked_of(str(__doc__), words)
    if asked is None:
        return 0
    own, found = own_names(asked.data, LACKING.name), read_graphs(asked.data)
    every = found.thirds[LACKING.name]
    print(f"{LACKING.name}: {sum(third in own for third in every)} of {len(every)} candidates by their own name; not "
          f"{', '.join(third for third in every if third not in own)}")  # fmt: skip
    print(ranked(found, own), refitted(found, own), ties(found, own, asked.data), sep="\n\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
