"""Allies, rivals, peace and disputes told from behaviour alone."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.validation import relations
from benchmarks.validation.dyads import NEAR_KM, Dyads, far, features, friendliness, good_and_bad, lifts
from benchmarks.validation.rankings import POWERS
from benchmarks.validation.relations import StatePair
from benchmarks.validation.results import Bar, Task
from benchmarks.validation.scoring import (
    Figure,
    auc,
    average_precision,
    folds,
    held_out,
    over_clusters,
    spearman,
)

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Truth = Callable[[int], frozenset[StatePair]]
FITTED = "probability from behaviour (fitted on other pairs)"
WITH_DISTANCE = "probability from behaviour and distance (fitted on other pairs)"
DISTANCE = "distance of the capitals alone"
LAST = "last value (the year before)"
_FOLDS = 5
_DRAWS = 100
_ALLY = {"AUC": Bar(0.5, 0.85, 0.92), "AP": Bar(0.05, 0.45, 0.65)}
_RIVAL = {"AUC": Bar(0.5, 0.92, 0.96), "AP": Bar(0.02, 0.35, 0.55)}


def _stacked(years: Sequence[Dyads], column: Callable[[Dyads], Floats]) -> Floats:
    return np.concatenate([column(dyads) for dyads in years])


def _extra(name: str, dyads: Dyads) -> Floats:
    return dyads.extra[name]


def _powers(dyads: Dyads) -> Floats:
    strong = set(POWERS[:3]) | {"FRA", "GBR"}
    return np.asarray([float(a in strong) + float(b in strong) for a, b in dyads.pairs])


def _nearness(dyads: Dyads) -> Floats:
    return -far(dyads.pairs, NEAR_KM)


def _before(dyads: Dyads, truth: Truth) -> Floats:
    known = truth(dyads.year - 1)
    return np.asarray([float(pair in known) for pair in dyads.pairs])


def _scores(years: Sequence[Dyads], truth: Truth, friends: bool) -> dict[str, Floats]:
    """Scores of ours that need no fitting, and the baselines; of rivals the sign of each is turned."""
    side, sign = (0, 1.0) if friends else (1, -1.0)
    word = "cooperation" if friends else "conflict"
    found = {
        f"lift of {word} over the margins": _stacked(years, lambda d: lifts(d, good_and_bad(d))[:, side]),
        "cooperative less conflictual share": sign * _stacked(years, friendliness),
        "volume only": _stacked(years, lambda d: d.counts.sum(axis=1)),
        "largest power": _stacked(years, _powers),
        DISTANCE: _stacked(years, _nearness),
        LAST: _stacked(years, lambda d: _before(d, truth)),
    }
    for name, way in (("codes 045, 039, 038 only", 1.0), ("Goldstein mean", sign)):
        if all(name in dyads.extra for dyads in years):
            found[name] = way * _stacked(years, partial(_extra, name))
    if not friends:
        found["material conflict only"] = _stacked(years, lambda d: d.counts[:, 3])
    return found


def told(title: str, source: str, years: Sequence[Dyads], truth: Truth, bars: Mapping[str, Bar], *, friends: bool
         ) -> Task:  # fmt: skip
    """Whether behaviour tells pairs in a relation from others, over all pairs of states of some years."""
    true = np.concatenate([np.asarray([pair in truth(d.year) for pair in d.pairs]) for d in years])
    names = [name for dyads in years for name in dyads.names]
    scores = _scores(years, truth, friends)
    ours = (FITTED, WITH_DISTANCE, *list(scores)[:2])
    behaviour, fold = _stacked(years, features), folds(names, _FOLDS)
    both = np.column_stack([behaviour, _stacked(years, _nearness)])
    scores = {FITTED: held_out(behaviour, true, fold), WITH_DISTANCE: held_out(both, true, fold), **scores}
    figures: dict[str, dict[str, Figure]] = {
        metric: {name: over_clusters(measure, true, score, names, draws=_DRAWS) for name, score in scores.items()}
        for metric, measure in (("AUC", auc), ("AP", average_precision))
    }
    met = np.concatenate([d.counts.sum(axis=1) > 0 for d in years])
    return Task(
        title,
        f"{source}; all {len(true)} pairs of states ({', '.join(str(d.year) for d in years)}), {int(true.sum())} of "
        f"them in the relation ({true.mean():.1%}); {met.mean():.0%} of all pairs and {met[true].mean():.0%} of those "
        f"in the relation have an act in the data. {_bound(true, met)} Folds and intervals go by pair.",
        ours,
        figures,
        bars,
        reason=_reason(friends),
        idea=_idea(friends),
        notes=("*Last value* is the truth of the year before: it uses no event and cannot be beaten where a "
               "relation hardly ever changes, so the summary leaves it out.",),
        apart=(LAST,),
        also=(WITH_DISTANCE,),
    )  # fmt: skip


def _bound(true: Bools, met: Bools) -> str:
    """What an order that errs about no pair with an act would reach, where all others are alike."""
    best = np.where(met, np.where(true, 2.0, 0.0), 1.0)
    return (
        "An order without error among the pairs with an act, the others tied, has an area of "
        f"{auc(true, best):.2f} and an AP of {average_precision(true, best):.2f}."
    )


def _reason(friends: bool) -> str:
    if friends:
        return (
            "Most pacts are regional texts between states that machine-coded news hardly ever shows together: in a "
            "single year an order without error among the pairs with an act would miss both bars."
        )
    return (
        "Rivals are so few that a handful of busy pairs costs much precision, and news volume finds the same pairs. In "
        "the dyad-years counts of the year and discounted ones together, and all products of their features, tell "
        "strategic rivals no better (AP .23 and .21)."
    )


def _idea(friends: bool) -> str:
    if friends:
        return "as discounted dyad-years have it, pool the years of a pair; take small states from treaty registers."
    return "what neither such counts nor distances hold: territory and the past of a pair."


def allies(data: Path, years: Sequence[Dyads], label: str) -> Task:
    """Defence pacts of ATOP."""
    chosen = [dyads for dyads in years if dyads.year <= relations.ATOP_LAST]
    return told(f"Allies ({label})", "ATOP 5.1 defence pacts", chosen, _once(data, relations.defence_pacts), _ALLY,
                friends=True)  # fmt: skip


def rivals(data: Path, years: Sequence[Dyads], label: str) -> Task:
    """Rivalries of the peace scale: severe or lesser."""
    return told(f"Rivals, peace scale ({label})", "Peace scale at 0 or .25", years,
                _once(data, relations.rivals_of_scale), _RIVAL, friends=False)  # fmt: skip


def strategic(data: Path, years: Sequence[Dyads], label: str) -> Task:
    """Strategic rivalries of Thompson and others."""
    return told(f"Rivals, Thompson ({label})", "Strategic rivalries (Thompson, Sakuwa and Suhas)", years,
                _once(data, relations.strategic_rivals), _RIVAL, friends=False)  # fmt: skip


def disputes(data: Path, years: Sequence[Dyads], label: str) -> Task:
    """Militarised disputes of the same year."""
    chosen = [dyads for dyads in years if dyads.year <= relations.MID_LAST]
    by_year = relations.disputes(data, range(chosen[0].year - 1, chosen[-1].year + 1))
    return told(f"Militarised disputes ({label})", "MID 5.0, opposite sides of a dispute in the same year", chosen,
                by_year.__getitem__, {}, friends=False)  # fmt: skip


def peace(data: Path, years: Sequence[Dyads], label: str) -> Task:
    """Rank correlation with the peace scale, over pairs that were seen to act."""
    levels = [relations.peace_levels(data, dyads.year) for dyads in years]
    return _ranked(
        f"Peace scale ({label})",
        "Spearman correlation with the level of the peace scale at midsummer; most pairs sit at one level (negative "
        "peace), which bounds it.",
        years,
        levels,
        reason="The share of cooperation differs little between negative and warm peace in the news.",
        idea="score the lift of cooperation and the share of conflict together.",
    )


def patrons(data: Path, years: Sequence[Dyads], label: str) -> Task:
    """Rank correlation with signals of support of five powers."""
    chosen = [dyads for dyads in years if dyads.year <= relations.SIGNALS_LAST]
    levels = [relations.patron_signals(data, dyads.year) for dyads in chosen]
    return _ranked(
        f"Patron signals ({label})",
        "Spearman correlation with the kinds of signal of support (pact, visit, exercise, words, arms, troops) that "
        "the five powers gave to a state in the year.",
        chosen,
        levels,
        reason="Signals are counted by kind, whoever the power is; larger states are in the news and get more of them.",
        idea="rank within each power, and add visits and military aid by event class.",
    )


def _ranked(title: str, setting: str, years: Sequence[Dyads], levels: Sequence[Mapping[StatePair, float]], *,
            reason: str, idea: str) -> Task:  # fmt: skip
    seen = [dyads.seen() for dyads in years]
    known = [np.asarray([pair in level for pair in d.pairs]) for d, level in zip(seen, levels, strict=True)]
    true = np.concatenate([[level[p] for p in d.pairs if p in level] for d, level in zip(seen, levels, strict=True)])
    names = [n for d, k in zip(seen, known, strict=True) for n, keep in zip(d.names, k, strict=True) if keep]
    columns: dict[str, Callable[[Dyads], Floats]] = {
        "cooperative less conflictual share": friendliness,
        "lift of cooperation over the margins": lambda d: lifts(d, good_and_bad(d))[:, 0],
        "volume only": lambda d: d.counts.sum(axis=1),
        "largest power": _powers,
        DISTANCE: _nearness,
    }
    if all("Goldstein mean" in dyads.extra for dyads in seen):
        columns["Goldstein mean"] = lambda d: d.extra["Goldstein mean"]
    figures = {
        name: over_clusters(spearman, true, np.concatenate([column(d)[k] for d, k in zip(seen, known, strict=True)]),
                            names, draws=_DRAWS)
        for name, column in columns.items()
    }  # fmt: skip
    return Task(title, f"{setting} Pairs of states with an act in the data: {len(true)}.", tuple(list(columns)[:2]),
                {"Spearman": figures}, {}, reason, idea)  # fmt: skip


def _once(data: Path, read: Callable[[Path, int], frozenset[StatePair]]) -> Truth:
    kept: dict[int, frozenset[StatePair]] = {}

    def truth(year: int) -> frozenset[StatePair]:
        if year not in kept:
            kept[year] = read(data, year)
        return kept[year]

    return truth
