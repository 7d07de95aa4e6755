"""Slow twins of sovereignty and balance, from their manifests: dicts, loops, no code of the package.

``panels`` maps names to lists of dicts; ``ask`` is that of ``naive_measures``.
"""

import math
from datetime import timedelta
from itertools import pairwise

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


# --- balance ----------------------------------------------------------------------------------------------------------


def approaches(code):
    return code in ("042", "043") or BONDS.begins(code, ("05", "06", "07"))


def strains(code):
    return code in ("110", "111", "113") or BONDS.begins(code, ("112", "13", "14", "15", "16", "17", "18", "19", "20"))


def nats(shares):
    return -sum(p * math.log(p) for p in shares if p > 0)


def balance(panels, ask):
    """The powers are the candidates: in the worlds of the tests the region has no third state of its own."""
    return {state: turns(panels, ask, state) for state in ask["pair"]}


def turns(panels, ask, state):
    c, half = ask["c"], ask["c"]["balance.half_life_months"]
    known = {name: acts for name, acts in partners(panels, ask, state).items() if name in ask["candidates"]}
    kept = {kind: {name: {row["date"] for row in (*received, *given) if kind(row["code"])}
                   for name, (received, given) in known.items()} for kind in (approaches, strains)}  # fmt: skip
    eta, size = 1.0 / design(kept[approaches], ask), len(known)
    every = [BONDS.fade(day, ask, half) for own in kept[approaches].values() for day in own]
    if not every or eta * sum(every) ** 2 / sum(w * w for w in every) < 2:
        return BONDS.nothing()
    worth = {name: tuple(eta * BONDS.total(kept[kind][name], ask, half) for kind in (approaches, strains))
             for name in known}  # fmt: skip
    ordered = sorted(worth.values())
    net, bare = (nets(ordered, prior, int(c["roles.draws"])) for prior in (c["balance.prior_days"], 0.0))
    if sum(sum(row) == 0 for row in bare) > len(bare) / 2:
        return BONDS.nothing()
    drawn, plain = ([nats([x / sum(row) for x in row]) if sum(row) else 0.0 for row in rows] for rows in (net, bare))
    mean = [sum(column) for column in zip(*bare, strict=True)]
    middle = nats([x / sum(mean) for x in mean])
    centre = middle + max(0.0, middle - sum(plain) / len(plain)) - sum(drawn) / len(drawn)
    value = [math.exp(max(0.0, min(math.log(size), one + centre))) / size for one in drawn]
    n = sum(max(0.0, one - other) for one, other in ordered)
    thin = n < c["balance.min_effective_days"]
    steady = path([MEASURES.monthly({(name, day): 1.0 for name, own in kept[kind].items() for day in own}, list(known),
                                    ask) for kind in (approaches, strains)], c)  # fmt: skip
    return {**BONDS.quantiles(value, c["interval.level"]), "n": n, "beta": None,
            "standing": "prior-dominated" if thin else "measured",
            **({} if steady is None else {"consistency": steady}), **gives_in(known, ask)}  # fmt: skip


def nets(worth, prior, draws):
    """Draws of the positive part of cooperation less hostility."""
    rng, shape = np.random.default_rng([0, 0]), (draws, len(worth))
    towards = rng.standard_gamma([prior / len(worth) + one for one, _ in worth], shape).tolist()
    away = rng.standard_gamma([other for _, other in worth], shape).tolist()
    return [
        [max(0.0, x - y) for x, y in zip(one, other, strict=True)] for one, other in zip(towards, away, strict=True)
    ]


def path(tables, c):
    """One less the mean monthly change of the shares, over months with enough cooperation."""
    keep, names = 2.0 ** (-1.0 / c["balance.half_life_months"]), list(tables[0])
    now, shares = [dict.fromkeys(names, 0.0) for _ in tables], []
    for t in range(len(tables[0][names[0]])):
        for state, table in zip(now, tables, strict=True):
            for name in names:
                state[name] = keep * state[name] + table[name][t]
        if sum(now[0].values()) >= c["balance.min_effective_days"]:
            net = [c["balance.prior_days"] / len(names) + max(0.0, now[0][name] - now[1][name]) for name in names]
            shares.append([one / sum(net) for one in net])
    steps = [sum(abs(x - y) for x, y in zip(one, two, strict=True)) / 2.0
             for one, two in pairwise(shares)]  # fmt: skip
    return 1.0 - sum(steps) / len(steps) if steps else None


def gives_in(known, ask):
    """Share of coercion yielded to, and its weight."""
    c, last = ask["c"], BONDS.period(ask)[1]
    made = []
    for received, given in known.values():
        pressing = [row for row in received if BONDS.begins(row["code"], ("13", "14", "15", "16"))]
        for run in MEASURES.grouped(pressing, c["balance.episode_gap_days"]):
            end = run[-1]["date"] + timedelta(days=c["balance.answer_days"])
            bowed = any(run[0]["date"] <= row["date"] <= end and BONDS.begins(row["code"], YIELDING) for row in given)
            if end <= last:
                made.append((BONDS.fade(run[0]["date"], ask, c["balance.half_life_months"]), bowed))
    n, yes, prior = sum(w for w, _ in made), sum(w for w, bowed in made if bowed), c["balance.prior_answers"]
    share = MEASURES.beta(prior + yes, prior + n - yes, c["interval.level"])[1] if made else None
    return {"coercions": n, **({"reactivity": share} if made else {})}
