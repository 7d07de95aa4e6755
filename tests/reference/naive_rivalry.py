"""Slow twin of listed rivalry, from its manifest: days counted one by one, weights from the table."""

import csv
import math
from importlib.resources import files

import numpy as np
from loading import load

BONDS, NAMING = load("reference/naive_bonds.py"), load("reference/naive_naming.py")
VERBAL, MATERIAL = ("02", "03", "04", "05", "018", "019"), ("06", "07", "08")
WORDS, FORCE = ("09", "10", "11", "12", "13"), ("14", "15", "16", "17", "18", "19", "20")


def states():
    with files("tertius.codebooks").joinpath("data", "states.csv").open(encoding="utf-8") as lines:
        return {row["iso3"] for row in csv.DictReader(lines)}


def worth(rows, ask, kinds):
    """Each day counts once for each kind of act on it."""
    half = ask["c"]["rivalry.half_life_months"]
    return sum(BONDS.total([row["date"] for row in rows if BONDS.begins(row["code"], kind)], ask, half)
               for kind in kinds)  # fmt: skip


def listed_rivalry(panels, ask):
    c, pair, known = ask["c"], ask["pair"], states()
    both, hard = (VERBAL, MATERIAL, WORDS, FORCE), (WORDS, FORCE)
    between = BONDS.inside(panels["pair_act"], ask)
    days, conflict = worth(between, ask, both), worth(between, ask, hard)
    if days == 0 or not ask["machine_coded"]:
        return {side: {"standing": "undefined"} for side in pair}
    outside = [row for row in BONDS.inside(panels["outsider_day"], ask)
               if row["third"] in known and row["direction"] in ("in", "out", "joint")]  # fmt: skip
    thirds = sorted({row["third"] for row in outside})
    totals = sorted(days + sum(worth([row for row in outside if row["third"] == third and row["side"] == side],
                                     ask, both)
                               for third in thirds) for side in pair)  # fmt: skip
    draws, rng = int(c["roles.draws"]), np.random.default_rng([0, 1])
    even = c["rivalry.prior_days"] * c["rivalry.even_share"]
    mine = rng.standard_gamma(even + days, draws)
    shares = [mine / (mine + rng.standard_gamma(c["rivalry.prior_days"] - even + max(0.0, total - days), draws))
              for total in totals]  # fmt: skip
    hits = c["rivalry.prior_kinds"] * c["rivalry.prior_conflict"] + conflict
    misses = c["rivalry.prior_kinds"] * (1.0 - c["rivalry.prior_conflict"]) + max(0.0, days - conflict)
    odds = rng.beta(hits, misses, draws)
    terms, chance = NAMING.table("listed_rivalry"), []
    for one, two, part, (level, *slopes) in zip(*shares, odds, NAMING.weights(terms, draws), strict=True):
        logit = level + scored(terms, slopes, (math.log(max(one, two)), math.log(min(one, two)),
                                               math.log(part / (1.0 - part))))  # fmt: skip
        chance.append(1.0 / (1.0 + math.exp(-logit)))
    means = (*((days + even) / (total + c["rivalry.prior_days"]) for total in totals), hits / misses)
    inside = all(math.log(x) <= float(term["high"]) for x, term in zip(means, terms[1:], strict=True))
    sure = inside and totals[0] >= c["rivalry.min_effective"]
    found = {**BONDS.quantiles(np.asarray(chance), c["interval.level"]), "n": days, "beta": None,
             "probability": sum(chance) / draws, "standing": "measured" if sure else "prior-dominated",
             "conflict": BONDS.MEASURES.beta(hits, misses, c["interval.level"])[1],
             "base_rate": NAMING.base_rate(terms, {})}  # fmt: skip
    return dict.fromkeys(pair, found)


def scored(terms, slopes, given):
    return sum(slope * (x - float(term["centre"])) / float(term["scale"])
               for slope, x, term in zip(slopes, given, terms[1:], strict=True))  # fmt: skip
