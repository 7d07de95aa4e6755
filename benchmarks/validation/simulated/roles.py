"""Roles planted in simulated worlds, all at once, read back as one probability over roles.

``python -m benchmarks.validation.simulated.roles --fit`` simulates the worlds of the fit, chooses the strength of the
prior by leaving worlds out, and writes the table of weights of the package. The worlds that judge it (``experiment``)
have other seeds. Beside it stands what a hidden Markov model over roles comes to where roles do not switch: a
Dirichlet-multinomial over the kinds of acts, whose parameters are those of the worlds of the fit.
"""

import argparse
import csv
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_softmax

from benchmarks.validation.simulated import role_range
from benchmarks.validation.simulated.worlds import PAIR, told
from tertius.codebooks.constants import CONSTANTS
from tertius.inference.softmax import softmax_weights
from tertius.measures import signs as sign_room
from tertius.model import Inputs, Request, Span
from tertius.simulate import Media, Planted, Role, World, example_world
from tertius.study.preparing import panel

STRENGTH = {
    "mediator": 0.3, "guarantor": 0.8, "arbiter": 0.8, "ally": 0.8, "patron": 0.8, "spoiler": 3.0, "player": 0.8,
    "bystander": 0.8,
}  # fmt: skip
"""Roles planted in each world, one third party each, with their strength; the other third parties have none."""
ROLES = ("none", *STRENGTH)
FOR_A_SIDE = ("guarantor", "ally", "patron")
FIT_SEEDS = range(6100, 6230)
PRIORS = (0.3, 1.0, 3.0)
ERRORS = (0.1, 0.2, 0.3, 0.5, 1.0)
DRAWS = 200
WINDOWS = (2, 6)
BINS = 15
TABLE = Path(__file__).resolve().parents[3] / "src" / "tertius" / "codebooks" / "data" / "role_weights.csv"
Floats = NDArray[np.float64]
Row = dict[str, Any]


def cast(seed: int, years: int = max(WINDOWS)) -> tuple[World, dict[str, str]]:
    """A world of fourteen states whose third parties hold one role each, or none; and who holds which."""
    rng = np.random.default_rng(seed)
    world = example_world(seed=seed, years=years, actors=14)
    order = [world.thirds[k] for k in rng.permutation(len(world.thirds))]
    label, roles = dict.fromkeys(world.thirds, "none"), []
    for role, third in zip(STRENGTH, order, strict=False):
        side = PAIR.a if rng.random() < 0.5 else PAIR.b
        toward = side if role in FOR_A_SIDE else None
        roles.append(Planted(Role(role), third, PAIR, world.span.start, world.span.end, STRENGTH[role], side=toward))
        label[third] = role
    return example_world(seed=seed, years=years, actors=14, roles=tuple(roles)), label


def experiment(seed: int) -> list[Row]:
    """One row a third party and window: its planted role and its signs."""
    world, label = cast(seed)
    with told(world, Media()) as case:
        case.study.prepare(case.arena)
        engine = case.study._engine  # the signs are no measure of their own, so no verb of a study gives them
        given = Inputs({name: panel(engine, name, "icews", PAIR) for name in sign_room.NEEDS},
                       {name: CONSTANTS[name].value for name in sign_room.CONSTANTS})  # fmt: skip
        end, rows = case.span.end, []
        for years in WINDOWS:
            window = Span(date(end.year - years, 1, 1), end)
            asked = Request(case.arena, PAIR, window.last, case.arena.candidates(PAIR), window)
            found = sign_room.signs(given, asked, half_life=12.0)
            rows += [{"seed": seed, "years": years, "role": label[actor], "signs": values.tolist(),
                      "acts": acts.tolist()}
                     for actor, values, acts in zip(found.actors, found.values, found.acts, strict=True)]  # fmt: skip
    return rows


def arrays(rows: Sequence[Row]) -> tuple[Floats, NDArray[np.int64], NDArray[np.int64]]:
    """Signs [N, F], number of the role [N] and seed of the world [N]."""
    return (
        np.asarray([row["signs"] for row in rows]),
        np.asarray([ROLES.index(row["role"]) for row in rows]),
        np.asarray([row["seed"] for row in rows]),
    )


def fitted(values: Floats, role: NDArray[np.int64], prior: float) -> tuple[Floats, Floats]:
    """Weights [F + 1, R] of a multinomial logistic regression with a normal prior, and their errors.

    Roles weigh the same, however many third parties hold none: what is asked is which role fits, not how common it is.
    """
    rows = np.concatenate([values, np.ones((len(values), 1))], axis=1)
    count = np.bincount(role, minlength=len(ROLES))
    weight = (count.sum() / len(ROLES) / count)[role]
    w = softmax_weights(rows, np.eye(len(ROLES))[role], penalty=prior, rounds=1000, weight=weight)
    chance = np.exp(log_softmax(rows @ w, axis=1))
    curvature = np.einsum("nf,nr->fr", rows**2, weight[:, None] * chance * (1 - chance)) + prior
    # the table of the package begins with the constant
    return np.roll(w, 1, axis=0), np.roll(1.0 / np.sqrt(curvature), 1, axis=0)


def held_out_log_scores(values: Floats, role: NDArray[np.int64], world: NDArray[np.int64], prior: float,
                        folds: int = 5) -> dict[float, float]:  # fmt: skip
    """Mean log probability of the planted role in worlds left out of the fit, by the part of the errors used."""
    scores: dict[float, list[Floats]] = {part: [] for part in ERRORS}
    for fold in range(folds):
        out = world % folds == fold
        w, error = fitted(values[~out], role[~out], prior)
        rows = np.concatenate([np.ones((int(out.sum()), 1)), values[out]], axis=1)
        noise = np.random.default_rng(fold).standard_normal((DRAWS, *w.shape))
        for part, found in scores.items():
            chance = np.mean([np.exp(log_softmax(rows @ (w + part * error * one), axis=1)) for one in noise], axis=0)
            found.append(np.log(chance[np.arange(len(rows)), role[out]]))
    return {part: float(np.concatenate(found).mean()) for part, found in scores.items()}


def write(rows: Sequence[Row]) -> dict[tuple[float, float], float]:
    """Fit and write both tables; return the held-out log score of each prior and part of the errors tried.

    Errors are taken along each weight alone. Weights of signs that go together err together, so drawing each for itself
    makes the role less sure than it is; the part of the errors that is kept is what forecast left-out worlds best.
    """
    values, role, world = arrays(rows)
    centre, scale = values.mean(axis=0), values.std(axis=0)
    # a sign that never moved in the fit has a weight of the prior: where it does move, the role is less sure
    scale = np.where(scale > 1e-4, scale, 1.0)
    scaled = (values - centre) / scale
    scores = {(prior, part): score for prior in PRIORS
              for part, score in held_out_log_scores(scaled, role, world, prior).items()}  # fmt: skip
    prior, part = max(scores, key=lambda one: scores[one])
    w, error = fitted(scaled, role, prior)
    low, high = role_range.ranges(values, role)
    role_range.write(role_range.left_out_distances(values, role, world, scale))
    names = ("intercept", *sign_room.NAMES)
    with TABLE.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(("role", "sign", "centre", "scale", "mean", "error", "low", "high"))
        for r, name in enumerate(ROLES):
            for f, sign in enumerate(names):
                of = (centre[f - 1], scale[f - 1], low[r, f - 1], high[r, f - 1]) if f else ()
                where = [f"{one:.4f}" for one in of] or [""] * 4
                out.writerow((name, sign, *where[:2], f"{w[f, r]:.4f}", f"{part * error[f, r]:.4f}", *where[2:]))
    return scores


def main() -> None:
    """Fit on the worlds of the fit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true", required=True)
    parser.add_argument("--keep", type=Path, help="file for the rows as JSON; read when it exists")
    given = parser.parse_args()
    if given.keep is not None and given.keep.exists():
        rows = json.loads(given.keep.read_text(encoding="utf-8"))
    else:
        rows = [row for seed in FIT_SEEDS for row in experiment(seed)]
        if given.keep is not None:
            given.keep.write_text(json.dumps(rows), encoding="utf-8")
    for (prior, part), score in write(rows).items():
        print(f"prior {prior:g}, part of the errors {part:g}: held-out log score {score:.4f}")


if __name__ == "__main__":
    main()
