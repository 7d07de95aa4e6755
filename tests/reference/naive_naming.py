"""Slow twins of the probabilities of being named, from their manifests: days counted by hand, weights from tables."""

import csv
import math
from importlib.resources import files

import numpy as np
from loading import load

MEASURES, ROLES = load("reference/naive_measures.py"), load("reference/naive_roles.py")


def table(name):
    with files("tertius.codebooks").joinpath("data", f"{name}_weights.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def weights(rows, count):
    """Draws of all weights together."""
    spread = [[float(one["error"]) * float(other["error"]) * float(one[f"with_{other['term']}"]) for other in rows]
              for one in rows]  # fmt: skip
    root = np.linalg.cholesky(np.asarray(spread))
    return [[float(row["mean"]) + sum(root[i][j] * z[j] for j in range(len(rows))) for i, row in enumerate(rows)]
            for z in np.random.default_rng(0).standard_normal((count, len(rows)))]  # fmt: skip


def base_rate(rows, marks):
    """Rate of those with these marks (by term, 0 for who has none), from the weights of the fit without events."""
    level, *terms = rows
    logit = float(level["bare"]) + sum(float(term["bare"]) * (marks.get(term["term"], 0.0) - float(term["centre"]))
                                       / float(term["scale"]) for term in terms)  # fmt: skip
    return 1.0 / (1.0 + math.exp(-logit))


def named_mediator(panels, ask):
    """Readings by third party; the two sides of its worlds are states."""
    return named(panels, ask, table("named_mediator"), {third: 1.0 for third in ask["candidates"]}, True)


def named_peacekeeper(panels, ask):
    """Readings by third party; two states lie outside the fit."""
    return named(panels, ask, table("named_peacekeeper"), {"UN": 1.0}, False)


def named(panels, ask, terms, marks, inside):
    """Readings by third party from the terms of a table, the last of which takes the marks (0 for who has none)."""
    if not ask["machine_coded"]:
        return {third: {"standing": "undefined"} for third in ask["candidates"]}
    c, rows = ask["c"], panels["outsider_day"]
    everybody = sorted({*ask["candidates"], *(row["third"] for row in rows)})
    met = MEASURES.contacts(rows, {**ask, "candidates": everybody})
    alpha, n = MEASURES.shares(MEASURES.monthly(met, (*everybody, "other"), ask), "visibility", ask)
    drawn, found = weights(terms, int(c["roles.draws"])), {}
    for third in ask["candidates"]:
        mine = max(0.0, alpha[third] - c["visibility.prior_days"])
        no = c["named.prior_days"] - c["visibility.prior_days"] + n - mine
        shares = np.random.default_rng([0, 1]).beta(mine + c["visibility.prior_days"], no, int(c["roles.draws"]))
        chance = []
        for share, (level, *slopes) in zip(shares, drawn, strict=True):
            given = math.log(share + c["named.floor"]), float(third in ask["bodies"]), marks.get(third, 0.0)
            logit = level + sum(slope * (x - float(term["centre"])) / float(term["scale"])
                                for slope, x, term in zip(slopes, given, terms[1:], strict=True))  # fmt: skip
            chance.append(1.0 / (1.0 + math.exp(-logit)))
        mean = (mine + c["visibility.prior_days"]) / (n + c["named.prior_days"])
        fits = inside and math.log(mean + c["named.floor"]) <= float(terms[1]["high"])
        low, value, high = ROLES.quantiles(np.asarray(chance), c["interval.level"])
        found[third] = {
            "value": value, "low": low, "high": high, "n": max(0.0, n), "beta": None,
            "probability": sum(chance) / len(chance),
            "base_rate": base_rate(terms, {"body": float(third in ask["bodies"]),
                                           terms[-1]["term"]: marks.get(third, 0.0)}),
            "standing": "measured" if fits and n >= c["visibility.min_effective_days"] else "prior-dominated",
        }  # fmt: skip
    return found
