"""Weights of the measure ``named-mediator``, fitted to all real conflicts at hand, and what was tried beside them.

``python -m benchmarks.validation.mediator_weights --data FOLDER`` prints the log score of other features and of a form
within conflicts, each on conflicts left out; ``--fit`` writes the table of weights that the package ships. The data
sets are those of ``benchmarks.validation.truth``.
"""

import argparse
import csv
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp

from benchmarks.validation import mediators
from benchmarks.validation.mediators import Truths
from benchmarks.validation.named_mediators import Record, log_loss, other_conflicts, records
from benchmarks.validation.rankings import World
from benchmarks.validation.scoring import logistic_chance, logistic_weights, mean_by_cluster, reciprocal_rank
from benchmarks.validation.truth import DATA
from benchmarks.validation.years import YEARS, Year
from tertius.measures.named_mediator import FIT

Floats = NDArray[np.float64]
Read = Callable[[Sequence[World], Truths], list[Record]]
"""How records are read of loaded years."""
TABLE = Path(__file__).resolve().parents[2] / "src" / "tertius" / "codebooks" / "data" / "named_mediator_weights.csv"
INTERCEPT = "intercept"
RIDGE = float(len(FIT.features))
"""Penalty: the prior variance of the log odds is one in all; 0.1 to 16 give the same log score within .01."""
DRAWS = 2000
SHIPPED = "(shipped)"
"""Ending of the name of the features that the package takes."""
_SEED = 1


def table(found: Sequence[Record], terms: Sequence[str]) -> list[dict[str, str]]:
    """Rows of a table: scale and largest value of each term, its weight, error and correlations."""
    features, named = np.concatenate([one.features for one in found]), np.concatenate([one.named for one in found])
    centre, scale = features.mean(axis=0), features.std(axis=0)
    z = (features - centre) / scale
    weights, drawn = logistic_weights(z, named, float(len(terms))), redrawn(found, centre, scale)
    # the first feature is presence, which events tell; the others are marks of who is asked about
    bare = np.insert(logistic_weights(z[:, 1:], named, float(len(terms) - 1)), 1, 0.0)
    return rows(terms, (centre, scale, features.max(axis=0)), (weights, bare), drawn)


def rows(terms: Sequence[str], seen: tuple[Floats, Floats, Floats], fits: tuple[Floats, Floats], drawn: Floats
         ) -> list[dict[str, str]]:  # fmt: skip
    """Rows of a table.

    Args:
        terms: Names of the features.
        seen: Mean, deviation and largest value of each [F].
        fits: Weights [F + 1], and those without what events tell.
        drawn: Draws of the weights.
    """
    centre, scale, largest = seen
    error, together = drawn.std(axis=0), np.corrcoef(drawn.T)
    highest = np.ceil(largest * 1e4) / 1e4  # no case of the fit lies above it for being rounded
    columns = [np.r_[first, rest] for first, rest in ((0.0, centre), (1.0, scale), (1.0, highest))]
    names = (INTERCEPT, *terms)
    return [
        {"term": name, **{key: f"{column[i]:.4f}" for key, column in
                          zip(("centre", "scale", "high", "mean", "error", "bare"), (*columns, fits[0], error, fits[1]),
                              strict=True)},
         **{f"with_{other}": f"{together[i, j]:.3f}" for j, other in enumerate(names)}}
        for i, name in enumerate(names)
    ]  # fmt: skip


def redrawn(found: Sequence[Record], centre: Floats, scale: Floats) -> Floats:
    """Weights fitted to conflicts redrawn with replacement [draws, F + 1]."""
    names, draw = sorted({one.cluster for one in found}), np.random.default_rng(_SEED)
    by_name = {name: ([(one.features - centre) / scale for one in found if one.cluster == name],
                      [one.named for one in found if one.cluster == name]) for name in names}  # fmt: skip
    weights = []
    for _ in range(DRAWS):
        chosen = draw.choice(names, len(names))
        features, named = (np.concatenate([part for name in chosen for part in by_name[name][i]]) for i in (0, 1))
        weights.append(logistic_weights(features, named, float(len(centre))))
    return np.asarray(weights)


def within(found: Sequence[Record]) -> list[Floats]:
    """Probability by a form within conflicts: slopes that explain who of a conflict is named, then one intercept."""
    made = []
    for out in found:
        inside = [one for one in found if one.cluster != out.cluster]
        features, named = (
            np.concatenate([one.features for one in inside]),
            np.concatenate([one.named for one in inside]),
        )
        centre, scale = features.mean(axis=0), features.std(axis=0)
        slopes = minimize(_conditional, np.zeros(len(centre)), args=(inside, centre, scale)).x
        score = ((features - centre) / scale @ slopes)[:, None]
        level = 0.0
        for _ in range(50):
            chance = logistic_chance(score, np.asarray([level, 1.0]))
            level += float((named - chance).sum() / (chance * (1.0 - chance)).sum())
        made.append(logistic_chance((out.features - centre) / scale, np.r_[level, slopes]))
    return made


def _conditional(slopes: Floats, inside: Sequence[Record], centre: Floats, scale: Floats) -> float:
    """Minus the log likelihood of who is named, given that somebody is."""
    loss = 0.5 * RIDGE * float(slopes @ slopes)
    for one in inside:
        score = (one.features - centre) / scale @ slopes
        loss -= float(score[one.named].sum() - one.named.sum() * logsumexp(score))
    return loss


def tried(found: Sequence[Record]) -> list[str]:
    """Mean log score of a record, on conflicts left out, of features and forms."""

    def beside(*names: str) -> Callable[[Record], Floats]:
        return lambda one: np.column_stack([one.features, *(one.more[name] for name in names)])

    ways: dict[str, list[Floats]] = {
        "no feature": other_conflicts(found, lambda one: np.zeros((len(one.named), 1))),
        "log share alone": other_conflicts(found, lambda one: one.features[:, :1]),
        "log share and body": other_conflicts(found, lambda one: one.features[:, :2]),
        f"**{', '.join(FIT.features)} {SHIPPED}**": other_conflicts(found, lambda one: one.features),
        "the same, slopes within conflicts": within(found),
        "the same and rank among outsiders": other_conflicts(found, beside("rank among outsiders")),
        "the same and share against the most visible": other_conflicts(found, beside("share against the most visible")),
        "the same and mediation share": other_conflicts(found, beside("mediation share", "mediation unknown")),
        "the same and deed share": other_conflicts(found, beside("deed share")),
        "the same and lift over what its size explains": other_conflicts(
            found, beside("lift over what its size explains")),
        "the same and log km to the nearer side": other_conflicts(found, beside("log km to the nearer side")),
        "log km to the nearer side, body, between_states": other_conflicts(
            found, lambda one: np.column_stack([one.features[:, 1:], one.more["log km to the nearer side"]])),
    }  # fmt: skip
    return scored(found, ways)


def scored(found: Sequence[Record], ways: Mapping[str, Sequence[Floats]]) -> list[str]:
    """A table of ways to a probability: log score and rank in a record, and how much more than of the shipped way."""
    where, scores = [one.cluster for one in found], {}
    for name, chance in ways.items():
        each = [(one.named, part) for one, part in zip(found, chance, strict=True)]
        scores[name] = ([-float(log_loss(named, part).sum()) for named, part in each],
                        [reciprocal_rank(named, part) if named.any() else np.nan for named, part in each])  # fmt: skip
    ours = next(both for name, both in scores.items() if SHIPPED in name)
    lines = ["| features | log score of a record | more than shipped | MRR | more than shipped |",
             "| --- | --: | --: | --: | --: |"]  # fmt: skip
    for name, both in scores.items():
        cells = [(f"{np.nanmean(mine):.2f}", mean_by_cluster(np.subtract(mine, base).tolist(), where))
                 for mine, base in zip(both, ours, strict=True)]  # fmt: skip
        lines.append(f"| {name} | {' | '.join(f'{mean} | {more}' for mean, more in cells)} |")
    return lines


def gathered(
    data: Path, years: Sequence[Year], read: Callable[[Sequence[World], Truths], list[Record]]
) -> list[Record]:
    """What is read of the graphs of some years."""
    truths = Truths(data)
    with tempfile.TemporaryDirectory() as folder:
        worlds = [mediators.world(year, truths, Path(folder)) for year in years]
        found = read(worlds, truths)
        for world in worlds:
            world.study.close()
    return found


def asked_of(doc: str, words: Sequence[str] | None) -> argparse.Namespace | None:
    """What the command line asks for: ``data`` and ``fit``; None, and a line, where the data sets are absent."""
    parser = argparse.ArgumentParser(description=doc.split("\n", 1)[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--fit", action="store_true", help="write the table of weights")
    asked = parser.parse_args(words)
    if all((asked.data / part).is_dir() for part in ("truth", "tkg")):
        return asked
    print(f"no data sets in {asked.data}: nothing fitted")
    return None


def main(words: Sequence[str] | None = None) -> int:
    """Print what was tried; write the weights when asked to."""
    asked = asked_of(str(__doc__), words)
    if asked is None:
        return 0
    found = [one for one in gathered(asked.data, YEARS, records) if one.measured]
    print("\n".join(tried(found)))
    if asked.fit:
        write(TABLE, table(found, FIT.features))
    return 0


def write(place: Path, rows: Sequence[dict[str, str]]) -> None:
    """Write a table of weights."""
    with place.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    raise SystemExit(main())
