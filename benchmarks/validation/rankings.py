"""Third parties of a conflict in a year, ranked by the mediation share and by each baseline."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from benchmarks.validation.conflicts import Episode, Pair
from benchmarks.validation.scoring import folds, held_out
from benchmarks.validation.traits import Values, lifts, traits
from benchmarks.validation.years import Year
from tertius import Arena, Reading, Study
from tertius.measures import measure
from tertius.measures.named_mediator import NAME
from tertius.model import Dyad, Estimate
from tertius.study.asking import at_hand, request
from tertius.study.asking import readings as readings_of

Floats = NDArray[np.float64]
POWERS = ("USA", "CHN", "RUS", "UN", "FRA", "GBR", "EU", "DEU", "JPN", "IND")
"""Great powers and the two largest bodies, in the order of the baseline that looks at nothing else."""
OURS = "mediation share"
FITTED = "mediator probability (behaviour, fitted on other conflicts)"
WITH_PAST = "mediator probability (behaviour and past, fitted on other conflicts)"
NAMED = f"{NAME} (weights refitted on other conflicts)"
SHIPPED = ("visibility", "probability_mediator of the joint role")
"""Measures of the package that say something where the mediation share is undefined."""
SCORES = (OURS, *SHIPPED, "volume only", "codes 045, 039, 038 only", "largest power", "Goldstein mean",
          "last value (who was named last)", "named in other conflicts")  # fmt: skip
_FOLDS = 10
_PAST_FEATURES = 2
"""Trailing columns of the features that come from earlier truth."""


@dataclass(frozen=True)
class Ranked:
    """One conflict and year: candidates [K], which are named [K], scores by method [K], traits [K, D] for fitting.

    ``undefined`` is true where the measure says that there is no table, so that its order is chance; ``missed`` counts
    named third parties that are no candidate.
    """

    pair: Pair
    year: Year
    candidates: tuple[str, ...]
    named: NDArray[np.bool_]
    scores: dict[str, Floats]
    features: Floats
    undefined: bool
    missed: int

    @property
    def cluster(self) -> str:
        """The conflict: figures are split and redrawn by it."""
        return "-".join(self.pair)


@dataclass(frozen=True)
class World:
    """A year ready to be asked: study, its arena of conflicts, and how often each actor met any other."""

    study: Study
    arena: Arena
    year: Year
    every: Values


def named_by_pair(episodes: Iterable[Episode], year: Year) -> dict[Pair, frozenset[str]]:
    """Third parties named in a conflict inside the days a year covers."""
    found: dict[Pair, frozenset[str]] = {}
    for episode in episodes:
        if year.first <= episode.day < year.end and episode.named:
            found[episode.pair] = found.get(episode.pair, frozenset()) | episode.named
    return found


def rank(world: World, pair: Pair, named: frozenset[str], history: Sequence[Episode]) -> Ranked:
    """Scores of every candidate of a conflict in a year."""
    candidates = tuple(c for c in world.arena.third_parties if c not in pair)
    readings, present, joint = (asked(world, pair, role) for role in ("mediation", "visibility", "role"))
    seen, (last, elsewhere) = traits(world.study, pair), before(history, pair, world.year.first)
    power = {actor: float(len(POWERS) - i) for i, actor in enumerate(POWERS)}
    values = (
        shares(readings),
        shares(present),
        parts(joint, "probability_mediator"),
        seen["volume"],
        seen["explicit"],
        power,
        seen["goldstein"],
        last,
        elsewhere,
    )
    scores = {name: column(by, candidates) for name, by in zip(SCORES, values, strict=True)}
    features = np.column_stack([
        np.log(scores[OURS] + 0.003),
        *(np.log1p(column(seen[name], candidates)) for name in ("volume", "explicit", "talks", "calls")),
        column(lifts(seen["volume"], world.every), candidates),
        np.log1p(column(elsewhere, candidates)),
        column(last, candidates) > 0,
    ])  # fmt: skip
    truth = np.asarray([c in named for c in candidates])
    undefined = all(reading.estimate is None for reading in readings)
    return Ranked(pair, world.year, candidates, truth, scores, features, undefined, len(named - set(candidates)))


def asked(world: World, pair: Pair, role: str) -> list[Reading]:
    """Readings of a conflict, also of one that the year does not follow: a study refuses it, a rank is asked of all."""
    study, part = world.study, measure(role)
    study.prepare(world.arena)
    question = request(part, world.arena, Dyad.of(*pair), world.year.span.last, world.year.span)
    return readings_of(part, at_hand(study._engine, study.datasets()[0], question.pair), question)


def column(values: Values, candidates: Sequence[str]) -> Floats:
    """Value of each candidate, zero where it did nothing."""
    return np.asarray([values.get(c, 0.0) for c in candidates])


def shares(readings: Iterable[Reading]) -> dict[str, float]:
    """Median share of each actor; where the role is undefined every candidate has the same, so the order is chance."""
    return {reading.actor: reading.estimate.value for reading in readings if reading.estimate}


def parts(readings: Iterable[Reading], name: str) -> dict[str, float]:
    """Median of one part of each actor's reading; an actor without it has none."""
    found = ((reading.actor, reading.parts.get(name)) for reading in readings)
    return {actor: part.value for actor, part in found if isinstance(part, Estimate)}


def before(episodes: Iterable[Episode], pair: Pair, day: date) -> tuple[dict[str, float], dict[str, float]]:
    """When each third party was last named in this conflict before a day; and how often in all others."""
    last: dict[str, float] = {}
    elsewhere: Counter[str] = Counter()
    for episode in episodes:
        if episode.day >= day:
            continue
        if episode.pair == pair:
            for actor in episode.named:
                last[actor] = max(last.get(actor, 0.0), episode.day.year + episode.day.month / 12)
        else:
            elsewhere.update(episode.named)
    return last, {actor: float(count) for actor, count in elsewhere.items()}


def candidates_of(episodes: Iterable[Episode], least: int) -> frozenset[str]:
    """Who is named at least so often in any conflict; one list for all, so that it gives nothing away."""
    counts = Counter(actor for episode in episodes for actor in episode.named)
    return frozenset(actor for actor, count in counts.items() if count >= least and "_" not in actor) | set(POWERS)


def fitted(ranked: Sequence[Ranked]) -> list[dict[str, Floats]]:
    """Mediator probabilities of every candidate: logistic regressions fitted on the other conflicts only."""
    sizes = [len(one.candidates) for one in ranked]
    fold = folds(list(np.repeat([one.cluster for one in ranked], sizes)), _FOLDS)
    truth = np.concatenate([one.named for one in ranked])
    features = np.concatenate([one.features for one in ranked])
    made: list[dict[str, Floats]] = [{} for _ in ranked]
    for name, width in ((FITTED, features.shape[1] - _PAST_FEATURES), (WITH_PAST, features.shape[1])):
        parts = np.split(held_out(features[:, :width], truth, fold), np.cumsum(sizes)[:-1])
        for found, part in zip(made, parts, strict=True):
            found[name] = np.asarray(part)
    return made
