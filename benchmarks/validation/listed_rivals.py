"""Is the probability of a listed rivalry one? Features of the measure, weights refitted on other pairs of states.

Weights come from the ICEWS dyad-years alone, each year at four volumes: with older years at a discount, as it is, and
with a tenth and a fiftieth of its acts, so that they hold for thin data too. Graphs of 2014, 2018 and 2021 are other
data: days for events, another coder's choice of acts, and a tenth to a fiftieth of the volume.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from benchmarks.validation.dyads import NEAR_KM, Dyads, far, ledgers
from benchmarks.validation.named_mediators import log_loss
from benchmarks.validation.relations import StatePair
from benchmarks.validation.results import Task, table
from benchmarks.validation.scoring import (
    auc,
    average_precision,
    calibration_error,
    folds,
    logistic_chance,
    logistic_weights,
    over_clusters,
    skill_of,
)
from tertius.codebooks.constants import constant
from tertius.measures.listed_rivalry import FEATURES, NAME, Contact, Prior

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Truth = Callable[[int], frozenset[StatePair]]
Columns = Callable[["Cases"], Floats]
YEARS = range(2002, 2015, 3)
"""Years of the fit: rivalries hardly change from one year to the next."""
THINNED = (0.1, 0.02)
LEAST = constant("rivalry.min_effective")
_FOLDS, _SEED, _DRAWS = 5, 1, 100
_BINS = (0.0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True)
class Cases:
    """Pairs of a year [N]: sides, features of the measure [N, F], days of contact, and whether it measures them.

    ``fold`` is that of the pair, the same in every year and data set; ``true`` whether it is listed.
    """

    name: str
    pairs: tuple[StatePair, ...]
    features: Floats
    volume: Floats
    measured: Bools
    true: Bools
    fold: NDArray[np.int64]

    def kept(self) -> "Cases":
        """Only what the measure measures."""
        k = self.measured
        pairs = tuple(pair for pair, keep in zip(self.pairs, k, strict=True) if keep)
        return replace(self, pairs=pairs, features=self.features[k], volume=self.volume[k], measured=k[k],
                       true=self.true[k], fold=self.fold[k])  # fmt: skip


def cases(name: str, dyads: Dyads, truth: frozenset[StatePair]) -> Cases:
    """What the measure would see of each pair in data that hold these counts."""
    days, conflict = dyads.counts.sum(axis=1), dyads.counts[:, 2:].sum(axis=1)
    place = {state: i for i, state in enumerate(sorted({s for pair in dyads.pairs for s in pair}))}
    sides = np.asarray([[place[one] for one in pair] for pair in dyads.pairs])
    total = sum(np.bincount(sides[:, k], days, len(place)) for k in (0, 1))[sides]
    least, most = total.min(axis=1), total.max(axis=1)
    found = Contact(days, conflict, least, most).mean(Prior.of(constant))
    true = np.asarray([pair in truth for pair in dyads.pairs])
    return Cases(name, dyads.pairs, found, days, (days > 0) & (least >= LEAST), true, folds(dyads.names, _FOLDS))


Make = Callable[[str, Dyads, frozenset[StatePair]], Cases]
"""How cases are made of the counts of a year and the list."""


def fitting(every: Sequence[Dyads], truth: Truth, make: Make = cases) -> list[Cases]:
    """The measured pairs of the dyad-years at each volume: those the shipped weights are fitted to."""
    draw, found = np.random.default_rng(_SEED), []
    ways: dict[str, Sequence[Dyads]] = {"discounted": ledgers(every), "year": every}
    ways |= {f"{part:g} of a year": [replace(d, counts=draw.binomial(d.counts.astype(np.int64), part).astype(float))
                                     for d in every] for part in THINNED}  # fmt: skip
    for way, years in ways.items():
        found += [make(way, d, truth(d.year)).kept() for d in years if d.year in YEARS]
    return found


def chances(inside: Sequence[Cases], out: Cases, columns: Columns) -> Floats:
    """Probability of every pair by weights fitted to the other folds of pairs; a pair keeps its fold everywhere."""
    x, true = np.concatenate([columns(one) for one in inside]), np.concatenate([one.true for one in inside])
    of = {pair: fold for one in inside for pair, fold in zip(one.pairs, one.fold.tolist(), strict=True)}
    fold, asked = np.concatenate([one.fold for one in inside]), np.asarray([of.get(pair, 0) for pair in out.pairs])
    made = np.full(len(out.pairs), np.nan)
    for number in range(_FOLDS):
        keep, left = fold != number, asked == number
        centre, scale = x[keep].mean(axis=0), x[keep].std(axis=0) + 1e-9
        weights = logistic_weights((x[keep] - centre) / scale, true[keep], float(x.shape[1]))
        made[left] = logistic_chance((columns(out)[left] - centre) / scale, weights)
    return made


NOTHING, DAYS = "no feature", "log days of the two"
PLAIN: Mapping[str, Columns] = {
    NOTHING: lambda one: np.zeros((len(one.pairs), 1)),
    DAYS: lambda one: np.log1p(one.volume)[:, None],
}
"""What any probability has to beat."""


def shipped(one: Cases) -> Floats:
    """All features of the measure."""
    return one.features


@dataclass(frozen=True)
class Judged:
    """A measure of being listed: its name, what the listed are called, features tried, and which of them less is.

    ``way`` are its features. A pair that it does not measure comes last, so that silence earns nothing, unless ``rest``
    names the features that speak of it instead.
    """

    name: str
    listed: str
    ways: Mapping[str, Columns]
    less: str
    short: str
    told: str
    way: Columns = shipped
    rest: str = ""

    @property
    def label(self) -> str:
        """The method's name in a table of methods."""
        return f"{self.name} (weights refitted on other pairs)"


SHARES, SHIPPED = "log share of contacts alone, larger and smaller", f"**{', '.join(FEATURES)} (shipped)**"
WAYS: Mapping[str, Columns] = {
    **PLAIN,
    SHARES: lambda one: one.features[:, :2],
    "log odds of conflict alone": lambda one: one.features[:, 2:],
    SHIPPED: shipped,
    "log distance of the capitals alone": lambda one: far(one.pairs, NEAR_KM)[:, None],
    "the shipped and log distance": lambda one: np.column_stack([one.features, far(one.pairs, NEAR_KM)]),
}
"""Features that were tried."""
RIVALRY = Judged(NAME, "rivals", WAYS, SHARES, "of shares alone", "*shares alone* a fit without conflict")


def added(task: Task, found: Sequence[Cases], inside: Sequence[Cases], judged: Judged = RIVALRY) -> Task:
    """A task about all pairs of states of some years with a measure as one more method."""
    other = [chances(inside, one, judged.ways[judged.rest]) if judged.rest else 0.0 for one in found]
    said = [np.where(one.measured, chances(inside, one, judged.way), rest)
            for one, rest in zip(found, other, strict=True)]  # fmt: skip
    true, chance = np.concatenate([one.true for one in found]), np.concatenate(said)
    names = ["-".join(pair) for one in found for pair in one.pairs]
    figures = {
        metric: {**task.figures[metric], judged.label: over_clusters(measure, true, chance, names, draws=_DRAWS)}
        for metric, measure in (("AUC", auc), ("AP", average_precision))
    }
    kept = [one.kept() for one in found]
    note = (f"*{judged.name}* measures {sum(len(one.pairs) for one in kept)} of these pairs, "
            f"{sum(int(one.true.sum()) for one in kept)} of them {judged.listed}; "
            + (f"of all others {judged.rest} speaks." if judged.rest else "all others count as its last."))  # fmt: skip
    return replace(task, ours=(*task.ours, judged.label), also=(*task.also, judged.label), figures=figures,
                   notes=(*task.notes, note, shift(kept, inside, judged)))  # fmt: skip


def shift(found: Sequence[Cases], inside: Sequence[Cases], judged: Judged = RIVALRY) -> str:
    """How good the probability is over the measured pairs of each data set, and what became of it."""
    head = ("data", "pairs", judged.listed, "mean said", "share listed", "AUC", "of days alone", "AP", "of days alone",
            "log skill", judged.short, "Brier skill", "calibration error")  # fmt: skip
    rows, said = [], []
    for one in found:
        ways = (judged.way, judged.ways[judged.less], PLAIN[NOTHING])
        ours, less, base = (chances(inside, one, way) for way in ways)
        losses = [log_loss(one.true, chance) for chance in (base, ours, less)]
        numbers = (ours.mean(), one.true.mean())
        ranks = (measure(one.true, score) for measure in (auc, average_precision) for score in (ours, one.volume))
        skills = (*(skill_of(losses[0], loss) for loss in losses[1:]),
                  skill_of((base - one.true) ** 2, (ours - one.true) ** 2))  # fmt: skip
        rows.append((one.name, str(len(one.true)), str(int(one.true.sum())), *(f"{x:.3f}" for x in numbers),
                     *(f"{x:.2f}" for x in (*ranks, *skills)), f"{calibration_error(one.true, ours):.3f}"))  # fmt: skip
        said.append(ours)
    told = ("Over the pairs that it measures, by weights of other pairs in the dyad-years; skill is over the base rate "
            f"there, {judged.told}:\n\n{table(head, rows)}")  # fmt: skip
    return f"{told}\n\n{reliability(np.concatenate([one.true for one in found]), np.concatenate(said))}"


def reliability(true: Bools, chance: Floats) -> str:
    """What became of probabilities of about the same size."""
    rows = [
        (f"{low:g} to {high:g}", str(int(k.sum())), f"{chance[k].mean():.3f}", f"{true[k].mean():.3f}")
        for low, high in pairwise(_BINS)
        if (k := (chance >= low) & (chance < high)).any()
    ]
    return table(("probability said", "pairs", "mean said", "share listed"), rows)
