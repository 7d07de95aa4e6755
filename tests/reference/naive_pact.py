"""Slow twin of listed pact, from its manifest: days counted one by one, weights and sizes from the tables."""

import csv
import math
from importlib.resources import files

import numpy as np
from loading import load

BONDS, NAMING, RIVALRY = (load(f"reference/naive_{name}.py") for name in ("bonds", "naming", "rivalry"))
SOFT, HARD = (RIVALRY.VERBAL, RIVALRY.MATERIAL), (RIVALRY.WORDS, RIVALRY.FORCE)


def sizes():
    with files("tertius.codebooks").joinpath("data", "state_contacts.csv").open(encoding="utf-8") as lines:
        return {row["iso3"]: float(row["share"]) for row in csv.DictReader(lines)}


def kilometres(pair):
    """Great-circle distance by the angle between two directions from the middle of the earth."""
    with files("tertius.codebooks").joinpath("data", "capitals.csv").open(encoding="utf-8") as lines:
        rows = {row["iso3"]: (float(row["latitude"]), float(row["longitude"])) for row in csv.DictReader(lines)}
    if any(side not in rows for side in pair):
        return None
    ways = []
    for north, east in (map(math.radians, rows[side]) for side in pair):
        ways.append((math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)))
    return 6371.0 * math.acos(min(1.0, sum(x * y for x, y in zip(*ways, strict=True))))


def by_map(acts, km, near, name):
    """Mean probability of a table whose last term is the log of the distance, the others being acts."""
    if km is None:
        return None
    terms, total = NAMING.table(name), 0.0
    for act, (level, *slopes) in zip(acts, NAMING.weights(terms, len(acts)), strict=True):
        total += 1.0 / (1.0 + math.exp(-level - RIVALRY.scored(terms, slopes, (*act, math.log(near + km)))))
    return total / len(acts)


def with_thirds(panels, ask, side, kinds, known):
    rows = [row for row in BONDS.inside(panels["outsider_day"], ask)
            if row["side"] == side and row["third"] in known
            and row["direction"] in ("in", "out", "joint")]  # fmt: skip
    return {third: RIVALRY.worth([row for row in rows if row["third"] == third], ask, kinds)
            for third in sorted({row["third"] for row in rows})}  # fmt: skip


def listed_pact(panels, ask):
    c, pair, size = ask["c"], ask["pair"], sizes()
    between = BONDS.inside(panels["pair_act"], ask)
    good, bad = RIVALRY.worth(between, ask, SOFT), RIVALRY.worth(between, ask, HARD)
    if good + bad == 0 or not ask["machine_coded"] or any(side not in size for side in pair):
        return {side: {"standing": "undefined"} for side in pair}
    thirds = [state for state in size if state not in pair]
    beyond, expected = [], []
    for side, other in (pair, pair[::-1]):
        circle = with_thirds(panels, ask, side, SOFT, size)
        total = good + sum(circle.values())
        beyond.append([math.sqrt(circle.get(third, 0.0)) - math.sqrt(total * size[third] / (1.0 - size[side]))
                       for third in thirds])  # fmt: skip
        expected.append(total * size[other] / (1.0 - size[side]))
    squares = [sum(x * x for x in one) for one in beyond]
    below = math.sqrt((squares[0] + c["pact.noise"]) * (squares[1] + c["pact.noise"]))
    alike = sum(x * y for x, y in zip(*beyond, strict=True)) / below
    draws, rng, prior = int(c["roles.draws"]), np.random.default_rng([0, 1]), c["pact.prior_days"]
    likes = rng.normal(alike, 0.5 * math.sqrt(sum(squares)) / below, draws)
    days = rng.standard_gamma(good + prior, draws)
    hits = c["pact.prior_kinds"] * c["pact.prior_conflict"] + bad
    misses = c["pact.prior_kinds"] * (1.0 - c["pact.prior_conflict"]) + good
    odds, by_size = rng.beta(hits, misses, draws), sum(math.log(x + prior) for x in expected) / 2.0
    acts = [(min(1.0, max(-1.0, like)), math.log(day) - by_size, math.log(part / (1.0 - part)))
            for like, day, part in zip(likes, days, odds, strict=True)]  # fmt: skip
    terms, chance, km = NAMING.table("listed_pact"), [], kilometres(pair)
    for act, (level, *slopes) in zip(acts, NAMING.weights(terms, draws), strict=True):
        chance.append(1.0 / (1.0 + math.exp(-level - RIVALRY.scored(terms, slopes, act))))
    mean = (alike, math.log(good + prior) - by_size, math.log(hits / misses))
    least = good + bad + min(sum(with_thirds(panels, ask, side, (*SOFT, *HARD), RIVALRY.states()).values())
                             for side in pair)  # fmt: skip
    sure = all(x <= float(term["high"]) for x, term in zip(mean, terms[1:], strict=True))
    sure = sure and least >= c["pact.min_effective"]
    found = {**BONDS.quantiles(np.asarray(chance), c["interval.level"]), "n": good + bad, "beta": None,
             "probability": sum(chance) / draws, "standing": "measured" if sure else "prior-dominated",
             "kilometres": km, "by_distance": by_map([()] * draws, km, c["pact.near_km"], "pact_by_distance"),
             "with_distance": by_map(acts, km, c["pact.near_km"], "pact_with_distance"),
             "conflict": BONDS.MEASURES.beta(hits, misses, c["interval.level"])[1],
             "base_rate": NAMING.base_rate(terms, {})}  # fmt: skip
    return dict.fromkeys(pair, found)
