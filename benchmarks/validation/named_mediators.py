"""Is the probability of being named a mediator one? Features of the measure, weights refitted on other conflicts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from benchmarks.validation.conflicts import Episode, Pair
from benchmarks.validation.mediators import SOURCES, Case, Truths
from benchmarks.validation.rankings import NAMED, World, asked, column, named_by_pair, shares
from benchmarks.validation.results import Task
from benchmarks.validation.scoring import (
    Figure,
    auc,
    average_precision,
    calibration_error,
    logistic_chance,
    logistic_weights,
    over_clusters,
    skill_of,
)
from benchmarks.validation.traits import lifts, log_distances, traits
from tertius import Reading
from tertius.codebooks.constants import constant
from tertius.measures.named_mediator import FIT, NAME

Floats = NDArray[np.float64]
VOLUME, BASE = "volume only (fitted on other conflicts)", "base rate of other conflicts"
_SHARE = "visibility, read as a probability"
LEAST = constant("visibility.min_effective_days")
"""Effective days of outsiders below which a reading is thin, and no part of the fit."""
_BINS = (0.0, 0.02, 0.05, 0.1, 0.2, 0.4, 1.0)


@dataclass(frozen=True)
class Record:
    """One conflict and year in one truth set: who is named [K], features [K, F], further columns by name [K].

    Nobody may be named: the two talked, or signed a text, and the truth set knows of no third party.
    """

    source: str
    pair: Pair
    year: str
    named: NDArray[np.bool_]
    features: Floats
    measured: bool
    more: dict[str, Floats] = field(default_factory=dict)

    @property
    def cluster(self) -> str:
        """The conflict: weights are fitted without it, figures redrawn by it."""
        return "-".join(self.pair)


def records(worlds: Sequence[World], truths: Truths) -> list[Record]:
    """Every conflict and year that a truth set knows, those without any third party too."""
    found = []
    for world in worlds:
        seen = {pair: _features(world, pair) for pair in sorted(truths.spoken(world.year))}
        for source, episodes in zip(SOURCES, (truths.talks, truths.texts), strict=True):
            spoken = {e.pair for e in episodes if world.year.first <= e.day < world.year.end}
            found += [_record(world, source, pair, episodes, *seen[pair]) for pair in sorted(spoken)]
    return found


def _record(world: World, source: str, pair: Pair, episodes: Sequence[Episode], readings: Sequence[Reading],
            more: dict[str, Floats]) -> Record:  # fmt: skip
    named = named_by_pair(episodes, world.year).get(pair, frozenset())
    return Record(
        source, pair, world.year.name,
        np.asarray([one.actor in named for one in readings]),
        np.asarray([[one.parts[name] for name in FIT.features] for one in readings], dtype=np.float64),
        (readings[0].estimate.n if readings[0].estimate else 0.0) >= LEAST,
        more,
    )  # fmt: skip


def _features(world: World, pair: Pair) -> tuple[list[Reading], dict[str, Floats]]:
    """Readings of the measure, and columns that were tried beside its features, by candidate."""
    candidates = [one for one in world.arena.third_parties if one not in pair]
    by_actor = {one.actor: one for one in asked(world, pair, NAME)}
    volume = traits(world.study, pair)["volume"]
    present, table = asked(world, pair, "visibility"), asked(world, pair, "mediation")
    deeds = {one.actor: part.value for one in present if (part := one.parts["deed_share"]) is not None}  # type: ignore[union-attr]
    seen, mediation = column(volume, candidates), column(shares(table), candidates)
    known = any(one.estimate for one in table)
    return [by_actor[one] for one in candidates], {
        "volume": seen,
        "share": column(shares(present), candidates),
        "lift over what its size explains": column(lifts(volume, world.every), candidates),
        "rank among outsiders": np.log(1.0 + (seen[None, :] > seen[:, None]).sum(axis=1)),
        "share against the most visible": np.log((seen + 0.5) / (seen.max() + 0.5)),
        "mediation share": np.log(mediation + 0.01) if known else np.full(len(candidates), np.log(0.02)),
        "mediation unknown": np.full(len(candidates), float(not known)),
        "deed share": column(deeds, candidates),
        "log km to the nearer side": log_distances(pair, candidates),
    }


def other_conflicts(found: Sequence[Record], columns: Callable[[Record], Floats]) -> list[Floats]:
    """Probability of every candidate of every record, by weights fitted on the measured records of other conflicts."""
    return [chances([one for one in found if one.cluster != out.cluster], [out], columns)[0] for out in found]


def chances(inside: Sequence[Record], out: Sequence[Record], columns: Callable[[Record], Floats]) -> list[Floats]:
    """Probability of every candidate of some records, by weights fitted on other ones."""
    kept = [one for one in inside if one.measured]
    features, named = np.concatenate([columns(one) for one in kept]), np.concatenate([one.named for one in kept])
    centre, scale = features.mean(axis=0), features.std(axis=0) + 1e-9
    weights = logistic_weights((features - centre) / scale, named, float(features.shape[1]))
    return [logistic_chance((columns(one) - centre) / scale, weights) for one in out]


def by_case(found: Sequence[Record]) -> dict[Case, Floats]:
    """Probability of every candidate of every record, by weights fitted on other conflicts."""
    chance = other_conflicts(found, lambda one: one.features)
    return {(one.source, one.pair, one.year): part for one, part in zip(found, chance, strict=True)}


def task(found: Sequence[Record]) -> Task:
    """How well calibrated the probability of being named a mediator is, with intervals from redrawing conflicts."""
    title, kept = "Named a mediator, as a probability", [one for one in found if one.measured]
    if len({one.cluster for one in kept}) < 2:
        return Task(title, "", (NAMED,), {}, {}, skipped="fewer than two conflicts")
    said = {
        NAMED: other_conflicts(kept, lambda one: one.features),
        VOLUME: other_conflicts(kept, lambda one: np.log1p(one.more["volume"])[:, None]),
        _SHARE: [one.more["share"] for one in kept],
        BASE: other_conflicts(kept, lambda one: np.zeros((len(one.named), 1))),
    }
    setting = (
        f"Conflict-years with talks or a text on record, each truth set apart: {len(kept)} in which the events show "
        f"enough contact to measure ({len(found) - len(kept)} do not), {sum(not one.named.any() for one in kept)} of "
        "them with no third party named"
    )
    return judged(title, setting, kept, said, _shift(kept))


def judged(title: str, setting: str, kept: Sequence[Record], said: dict[str, list[Floats]], notes: Sequence[str]
           ) -> Task:  # fmt: skip
    """A task of probabilities by method, ours first; the base rate among them is what skill is over."""
    truth, ours = np.concatenate([one.named for one in kept]), next(iter(said))
    chance = {name: np.concatenate(parts) for name, parts in said.items()}
    where = list(np.repeat([one.cluster for one in kept], [len(one.named) for one in kept]))
    return Task(
        title,
        f"{setting}; {len(truth)} candidates, {int(truth.sum())} named ({truth.mean():.1%}). "
        "Weights are refitted on the other conflicts. Areas are over all candidates at once, so a method must also "
        "tell conflicts apart; skill is over the base rate of the other conflicts.",
        (ours,),
        _figures(truth, chance, where),
        {},
        notes=(_calibration(truth, chance, where), reliability(truth, chance[ours]), *notes),
    )


def _figures(truth: NDArray[np.bool_], chance: dict[str, Floats], where: Sequence[str]) -> dict[str, dict[str, Figure]]:
    methods = [name for name in chance if name != BASE]
    losses = {name: ((one - truth) ** 2, log_loss(truth, one)) for name, one in chance.items()}
    ranked = {name: {method: over_clusters(measure, truth, chance[method], where) for method in methods}
              for name, measure in (("AUC", auc), ("AP", average_precision))}  # fmt: skip
    skill = {name: {method: over_clusters(skill_of, losses[BASE][i], losses[method][i], where) for method in methods}
             for i, name in enumerate(("Brier skill", "log skill"))}  # fmt: skip
    return {**ranked, **skill}


def _calibration(truth: NDArray[np.bool_], chance: dict[str, Floats], where: Sequence[str]) -> str:
    errors = {name: over_clusters(calibration_error, truth, one, where) for name, one in chance.items()}
    told = (f"{name} {one.value:.3f} ({one.low:.3f}–{one.high:.3f})" for name, one in errors.items())
    return ("Calibration error (mean gap between probability and share named, in ten groups of equal size; redrawn "
            f"conflicts widen it by chance alone): {'; '.join(told)}.")  # fmt: skip


def log_loss(truth: NDArray[np.bool_], chance: Floats) -> Floats:
    """Minus the log of the probability given to what came true."""
    return -np.log(np.maximum(np.where(truth, chance, 1.0 - chance), 1e-6))


def reliability(truth: NDArray[np.bool_], chance: Floats) -> str:
    """What became of probabilities of about the same size, as a table."""
    lines = ["| probability said | candidates | mean said | share named |", "| --- | --: | --: | --: |"]
    for low, high in pairwise(_BINS):
        inside = (chance >= low) & (chance < high)
        if inside.any():
            lines.append(f"| {low:g} to {high:g} | {inside.sum()} | {chance[inside].mean():.3f} "
                         f"| {truth[inside].mean():.3f} |")  # fmt: skip
    return "\n".join(lines)


def _shift(kept: Sequence[Record]) -> list[str]:
    """Weights of one year applied to another, and the same without the conflicts that both hold."""
    years, lines = list(dict.fromkeys(one.year for one in kept)), []
    for fit in years:
        for then in (year for year in years if year != fit):
            out = [one for one in kept if one.year == then]
            shared = {one.cluster for one in out}
            every = [one for one in kept if one.year == fit]
            lines.append(applied(f"{fit.upper()}", every, then, out))
            other = [one for one in every if one.cluster not in shared]
            if any(one.named.any() for one in other):
                lines.append(applied(f"{fit.upper()}, other conflicts only", other, then, out))
    return [applied_table(lines)] if lines else []


def applied_table(lines: Sequence[str]) -> str:
    """Lines of :func:`applied` under their head."""
    head = ("| fitted on | records | judged on | records | mean said | share named | AUC | Brier skill over the fitted "
            "base rate | calibration error |")  # fmt: skip
    return "\n".join([head, "| --- | --: | --- | --: | --: | --: | --: | --: | --: |", *lines])


def applied(title: str, inside: Sequence[Record], year: str, out: Sequence[Record]) -> str:
    """How weights fitted on some records do on others of one year."""
    return applied_row(title, inside, year, out, chances(inside, out, lambda one: one.features))


def applied_row(title: str, inside: Sequence[Record], year: str, out: Sequence[Record], said: Sequence[Floats]) -> str:
    """The same of probabilities that are there; skill is over the rate of the records that were fitted."""
    truth, chance = np.concatenate([one.named for one in out]), np.concatenate(said)
    base = np.full(len(truth), np.mean(np.concatenate([one.named for one in inside])))
    skill = skill_of((base - truth) ** 2, (chance - truth) ** 2)
    return (f"| {title} | {len(inside)} | {year.upper()} | {len(out)} | {chance.mean():.3f} | {truth.mean():.3f} "
            f"| {auc(truth, chance):.2f} | {skill:.2f} | {calibration_error(truth, chance):.3f} |")  # fmt: skip
