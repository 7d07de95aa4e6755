"""Who mediates, and whether anybody does: ICEWS years against negotiations 1989-2023 and PA-X signatures."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.validation.conflicts import Episode, Pair, active_pairs, agreements, negotiations
from benchmarks.validation.keepers import missions
from benchmarks.validation.rankings import (
    FITTED,
    NAMED,
    OURS,
    SCORES,
    SHIPPED,
    WITH_PAST,
    Ranked,
    World,
    asked,
    candidates_of,
    fitted,
    named_by_pair,
    rank,
)
from benchmarks.validation.results import Bar, Task
from benchmarks.validation.scoring import (
    auc,
    average_precision,
    folds,
    held_out,
    hits_at,
    mean_by_cluster,
    over_clusters,
    reciprocal_rank,
    skill_of,
)
from benchmarks.validation.traits import totals, traits
from benchmarks.validation.years import Year, load, region

Floats = NDArray[np.float64]
_METRICS: dict[str, Callable[[NDArray[np.bool_], Floats], float]] = {
    "MRR": reciprocal_rank,
    "Hits@1": hits_at(1),
    "Hits@3": hits_at(3),
    "AUC": auc,
    "AP": average_precision,
}
_WHO = {"MRR": Bar(0.45, 0.60, 0.70), "Hits@1": Bar(0.30, 0.45, 0.58), "Hits@3": Bar(0.60, 0.75, 0.85)}
_WHETHER = {"AUC": Bar(0.5, 0.8, 0.88), "AP": Bar(0.3, 0.6, 0.75)}
_SKILL = {"Brier skill": Bar(0.0, 0.15, 0.30)}
INTENSITY, INTENSITY_FITTED = "mediation intensity", "intensity and volume (fitted on other conflicts)"
_LEAST_NAMED = 2
SOURCES = ("negotiations", "PA-X")
"""The two truth sets."""
Case = tuple[str, Pair, str]
"""Truth set, conflict and year."""


class Truths:
    """Both truth sets, read once."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.talks, self.between_groups = negotiations(data)
        self.texts = agreements(data)
        self.candidates = candidates_of(self.talks, _LEAST_NAMED)
        self.looked_at = {episode.pair for episode in self.talks}

    def pairs(self, year: Year) -> set[Pair]:
        """Every conflict that is asked about in a year."""
        kept = missions(self.data, year.first.year)
        return {*self.spoken(year), *self.active(year), *kept}

    def spoken(self, year: Year) -> set[Pair]:
        """Conflicts with talks or a text that year, whether a third party is named or not."""
        return {e.pair for e in (*self.talks, *self.texts) if year.first <= e.day < year.end}

    def active(self, year: Year) -> set[Pair]:
        """Conflicts active that year which the coders of the negotiations looked at in some year."""
        return (active_pairs(self.data, year.first.year) & self.looked_at) | {
            e.pair for e in self.talks if year.first <= e.day < year.end
        }


def world(year: Year, truths: Truths, scratch: Path) -> World:
    """A loaded year with the panels of its conflicts."""
    study = load(year, truths.data, scratch)
    chosen = region(scratch, f"{year.name}-conflicts", truths.pairs(year), truths.candidates)
    return World(study, study.prepare(chosen), year, totals(study))


def who(worlds: Sequence[World], truths: Truths, named: Mapping[Case, Floats]) -> list[Task]:
    """Which third party mediates, against each of the two truth sets; ``named`` are probabilities of being named."""
    talks, texts = _ranked(worlds, truths.talks), _ranked(worlds, truths.texts)
    for source, ranked in zip(SOURCES, (talks, texts), strict=True):
        for one in ranked:
            one.scores[NAMED] = named[source, one.pair, one.year.name]
    kept = [one for one in (*talks, *texts) if one.named.any()]
    if len({one.cluster for one in kept}) > 1:
        for one, found in zip(kept, fitted(kept), strict=True):
            one.scores.update(found)
    coded, read = "third parties that coders of negotiations name", "states and bodies that the PA-X adapter reads"
    return [
        _who("Who mediates (negotiations)", coded, talks, truths),
        _who("Who mediates (PA-X)", f"{read} among the signatures", texts, truths),
    ]


def _ranked(worlds: Sequence[World], episodes: Sequence[Episode]) -> list[Ranked]:
    return [
        rank(world, pair, named, episodes)
        for world in worlds
        for pair, named in sorted(named_by_pair(episodes, world.year).items())
    ]


def _who(title: str, source: str, ranked: Sequence[Ranked], truths: Truths) -> Task:
    kept = [one for one in ranked if one.named.any()]
    where = [one.cluster for one in kept]
    fits = [name for name in (FITTED, WITH_PAST) if kept and name in kept[0].scores]
    shipped = (*SHIPPED, NAMED)
    methods = (OURS, *shipped, *fits, *SCORES[1 + len(SHIPPED) :])
    if not kept:
        return Task(title, "", methods, {}, {}, skipped="nobody is named inside the days that the data cover")
    return Task(
        title,
        f"For each conflict and ICEWS year, about {len(truths.candidates)} candidates (everybody named at least "
        f"{_LEAST_NAMED} times in any conflict of the negotiations, and the powers) are ranked; true are the {source}. "
        "Ties are broken at random; figures are means over conflict-years, intervals from redrawing conflicts. What is "
        "fitted is fitted on the other conflicts of both truth sets.",
        (OURS, *shipped, *fits),
        {
            name: {
                method: mean_by_cluster([measure(one.named, one.scores[method]) for one in kept], where)
                for method in methods
            }
            for name, measure in _METRICS.items()
        },
        _WHO,
        reason="The graphs keep no place, story or publisher, and armed groups seldom meet officials in them, so that "
        "the share is undefined or rests on few days of evidence E1 to E3; contacts with the government are not used.",
        idea="read visibility where the share is undefined, and named-mediator for a probability. Talks, calls, aid, "
        "coercion and presence with both sides, put into a regression beside volume and lift, told these conflicts no "
        "better on others: sources with places, stories and texts are needed, not other weights.",
        notes=(_coverage(ranked, kept), _defined(kept)),
        also=(*shipped, *fits),
    )


def _coverage(ranked: Sequence[Ranked], kept: Sequence[Ranked]) -> str:
    missed, found = sum(one.missed for one in ranked), sum(int(one.named.sum()) for one in kept)
    return (
        f"Conflict-years with a named third party: {len(ranked)}, of them with one among the candidates: {len(kept)}; "
        f"{found} names are candidates, {missed} are not."
    )


def _defined(kept: Sequence[Ranked]) -> str:
    """Share of conflict-years in which the role is defined, and the figures there."""
    chosen = [one for one in kept if not one.undefined]
    where = [one.cluster for one in chosen]
    shown = [
        f"{name} {mean_by_cluster([measure(one.named, one.scores[method]) for one in chosen], where)} ({method})"
        for name, measure in (("MRR", reciprocal_rank), ("Hits@3", hits_at(3)))
        for method in (OURS, "volume only")
    ]
    return f"The role is defined in {len(chosen)} of {len(kept)} conflict-years; there: {'; '.join(shown)}."


def whether(worlds: Sequence[World], truths: Truths) -> list[Task]:
    """Whether a conflict is mediated in a year: as a ranking of conflict-years, and as a probability."""
    units = [(world, pair) for world in worlds for pair in sorted(truths.active(world.year))]
    truth = np.asarray([_mediated(truths.talks, world.year, pair) for world, pair in units])
    where = ["-".join(pair) for _, pair in units]
    scores = {name: np.asarray(column) for name, column in _table_scores(units, truths.talks).items()}
    logs = np.log(np.column_stack([scores[INTENSITY] + 0.01, scores["volume only"] + 1.0]))
    fold = folds(where, 10)
    scores[INTENSITY_FITTED] = held_out(logs, truth, fold)
    base = held_out(np.zeros((len(truth), 1)), truth, fold)
    losses = {name: (chance - truth) ** 2 for name, chance in ((INTENSITY_FITTED, scores[INTENSITY_FITTED]),
              ("last value (mediated before)", np.clip(scores["last value (mediated before)"], 0, 1)))}  # fmt: skip
    methods = (INTENSITY, INTENSITY_FITTED, *(name for name in scores if name not in (INTENSITY, INTENSITY_FITTED)))
    setting = (
        "Conflicts that UCDP lists as active or the coders as negotiating in an ICEWS year, if the coders looked at "
        f"the conflict in any year; true: a mediated negotiation in that year ({int(truth.sum())} of {len(truth)}). "
        "The file is a part of the published set, so a conflict-year without a row may be a row left out."
    )
    reason = (
        "The intensity is undefined in most civil wars of these graphs; some negatives are rows left out. Of tone, "
        "talks, contact, the share of bodies in it and the chance that named-mediator gives to anybody the first two "
        "order a little (.67, .63), the rest not (.41 to .50); one to three of them, fitted on other conflicts, have "
        "no Brier skill: 21 conflicts do not teach it."
    )
    idea = "the full negotiation or M-IND labels; more conflicts before more features."
    ranks = {
        metric: {name: over_clusters(measure, truth, scores[name], where, draws=1000) for name in methods}
        for metric, measure in (("AUC", auc), ("AP", average_precision))
    }
    flat = (base - truth) ** 2
    skill = {name: over_clusters(skill_of, flat, loss, where, draws=1000) for name, loss in losses.items()}
    return [
        Task("Mediated yes or no, conflict-year", setting, methods[:2], ranks, _WHETHER, reason, idea),
        Task("Mediated, as a probability", "The same conflict-years; skill over the base rate of the other conflicts.",
             (INTENSITY_FITTED,), {"Brier skill": skill}, _SKILL, reason, idea),
    ]  # fmt: skip


def _table_scores(units: Sequence[tuple[World, Pair]], talks: Sequence[Episode]) -> dict[str, list[float]]:
    names = (INTENSITY, "volume only", "codes 045, 039, 038 only", "Goldstein mean", "last value (mediated before)")
    found: dict[str, list[float]] = {name: [] for name in names}
    for world, pair in units:
        readings = asked(world, pair, "mediation")
        part = next((r.parts["intensity_per_30d"] for r in readings if "intensity_per_30d" in r.parts), None)
        seen = traits(world.study, pair)
        goldstein = list(seen["goldstein"].values())
        earlier = [e.day.year for e in talks if e.pair == pair and e.named and e.day < world.year.first]
        row = (getattr(part, "value", 0.0), sum(seen["volume"].values()), sum(seen["explicit"].values()),
               float(np.mean(goldstein)) if goldstein else 0.0, float(max(earlier, default=0)))  # fmt: skip
        for name, value in zip(found, row, strict=True):
            found[name].append(float(value))
    return found


def _mediated(talks: Sequence[Episode], year: Year, pair: Pair) -> bool:
    return any(e.mediated and e.pair == pair and year.first <= e.day < year.end for e in talks)
