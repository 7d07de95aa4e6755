"""Slow twin of sovereignty, from its manifest: dicts, loops, no code of the package.

``panels`` maps names to lists of dicts; ``ask`` is that of ``naive_measures``.
"""

from datetime import timedelta

import numpy as np
from loading import load
from scipy.special import betainc

MEASURES, BONDS = load("reference/naive_measures.py"), load("reference/naive_bonds.py")
MATERIAL, CONDITIONS, REFUSALS, YIELDING = ("06", "07"), ("10", "13"), ("12",), ("08",)


def partners(panels, ask, state):
    """{partner: (acts toward the state, acts of the state toward it)}, the other side and all candidates among them."""
    a, b = ask["pair"]
    other = b if state == a else a
    found = {one: ([], []) for one in (other, *ask["candidates"])}
    for row in BONDS.inside(panels["pair_act"], ask):
        found[other][0 if row["source"] == other else 1].append(row)
    for row in BONDS.inside(panels["outsider_day"], ask):
        if row["side"] == state and row["direction"] in ("out", "in", "joint"):
            received, given = found.setdefault(row["third"], ([], []))
            if row["direction"] != "in":
                received.append(row)
            if row["direction"] != "out":
                given.append(row)
    return found


def material(rows):
    return {row["date"] for row in rows if BONDS.begins(row["code"], MATERIAL)}


def design(days, ask):
    """Days needed for the information of one that comes by itself."""
    counts = MEASURES.monthly({(name, day): 1.0 for name, own in days.items() for day in own}, list(days), ask)
    total = [sum(column) for column in zip(*counts.values(), strict=True)]
    busy = [n for n in total if n > 0]
    mean = sum(busy) / len(busy) if busy else 1.0
    return max(1.0, 1.0 + (mean - 1.0) * MEASURES.correlation(counts, ask["c"]))


def sovereignty(panels, ask):
    return {state: depends(panels, ask, state) for state in ask["pair"]}


def depends(panels, ask, state):
    c, known = ask["c"], partners(panels, ask, state)
    half, size = c["sovereignty.half_life_months"], len(known)
    days = {name: material(received + given) for name, (received, given) in known.items()}
    eta = 1.0 / design(days, ask)
    weights = {name: [BONDS.fade(day, ask, half) for day in own] for name, own in days.items()}
    every = [weight for own in weights.values() for weight in own]
    if not every or eta * sum(every) ** 2 / sum(w * w for w in every) < 2:
        return BONDS.nothing()
    # two independent days: pairs of days of one partner among all pairs, bursts being fewer days than they seem
    independent = eta * sum(every) ** 2 / sum(w * w for w in every)
    same = sum((sum(own) / sum(every)) ** 2 for own in weights.values())
    unbiased = (same - 1.0 / independent) / (1.0 - 1.0 / independent)
    alpha = sorted(c["sovereignty.prior_days"] / size + eta * sum(own) for own in weights.values())
    total = sum(alpha)
    expected = sum(one * (one + 1.0) for one in alpha) / total / (total + 1.0)
    draws = np.random.default_rng([0, 0]).dirichlet(alpha, int(c["roles.draws"]))
    spread = [min(1.0, max(0.0, (1.0 - (sum(p * p for p in row) - expected + unbiased)) / (1.0 - 1.0 / size)))
              for row in draws.tolist()]  # fmt: skip
    n = eta * sum(every)
    sure = 1.0 - float(betainc(alpha[-1], total - alpha[-1], c["sovereignty.dependence"]))
    level, thin = c["sovereignty.level"], n < c["sovereignty.min_effective_days"]
    word = "dependent" if sure > level else "spread" if 1.0 - sure > level else "unclear"
    return {**BONDS.quantiles(spread, c["interval.level"]), "n": n, "beta": None, "probability_dependent": sure,
            "standing": "prior-dominated" if thin else "measured", "state": None if thin else word,
            "concentration": unbiased, **answers(known, ask)}  # fmt: skip


def answers(known, ask):
    """Weight of the demands whose time was up, and the share of them refused for good."""
    c, last = ask["c"], BONDS.period(ask)[1]
    made = []
    for received, given in known.values():
        asked = [row for row in received if BONDS.begins(row["code"], CONDITIONS)]
        for run in MEASURES.grouped(asked, c["sovereignty.episode_gap_days"]):
            end = run[-1]["date"] + timedelta(days=c["sovereignty.answer_days"])
            after = [row["code"] for row in given if run[0]["date"] <= row["date"] <= end]
            if end <= last:
                stood = any(BONDS.begins(code, REFUSALS) for code in after) and not any(
                    BONDS.begins(code, YIELDING) for code in after
                )
                made.append((BONDS.fade(run[0]["date"], ask, c["sovereignty.half_life_months"]), stood))
    n, yes, prior = sum(w for w, _ in made), sum(w for w, stood in made if stood), c["sovereignty.prior_demands"]
    share = MEASURES.beta(prior + yes, prior + n - yes, c["interval.level"])[1] if made else None
    return {"demands": n, **({"autonomy": share} if made else {})}
