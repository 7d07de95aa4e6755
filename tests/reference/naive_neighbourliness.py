"""Slow twin of neighbourliness, from its manifest: dicts and loops, no code of the package."""

from datetime import timedelta

from loading import load

MEASURES = load("reference/naive_measures.py")
HOSTILE = ("13", "14", "15", "16", "17", "18", "19", "20")


def neighbourliness(panels, ask):
    a, b = ask["pair"]
    every = {way: conduct(panels, ask, *way) for way in directed(ask)}
    return {one: judged(every, (one, two), ask) for one, two in ((a, b), (b, a))}


def directed(ask):
    a, b = ask["pair"]
    ways = [(a, b), (b, a)]
    for third in ask["candidates"]:
        for side in (a, b):
            ways += [(third, side), (side, third)]
    return ways


def did(panels, ask, one, two):
    """(day, code) of the acts of one toward another up to the day asked for."""
    if {one, two} == set(ask["pair"]):
        return [(row["date"], row["code"]) for row in panels["pair_act"]
                if (row["source"], row["target"]) == (one, two) and row["date"] <= ask["at"]]  # fmt: skip
    third, side, way = (two, one, "in") if one in ask["pair"] else (one, two, "out")
    return [(row["date"], row["code"]) for row in panels["outsider_day"]
            if (row["third"], row["side"]) == (third, side) and row["direction"] in (way, "joint")
            and row["date"] <= ask["at"]]  # fmt: skip


def conduct(panels, ask, one, two):
    c = ask["c"]
    calm = timedelta(days=c["neighbourliness.occasion_days"])
    begin, end = MEASURES.span(ask)
    begin = max(begin, ask["covered"][0] + calm)
    struck = [day for day, code in did(panels, ask, two, one) if code.startswith(HOSTILE)]
    good, bad, sharp = set(), set(), set()
    for day, code in did(panels, ask, one, two):
        if begin <= day < end:
            good.add(day)
            if code.startswith(HOSTILE):
                sharp.add(day)
                if not any(day - calm <= blow <= day for blow in struck):
                    bad.add(day)
    months = MEASURES.months_between(MEASURES.span(ask)[0], end - timedelta(days=1))
    ledgers = []
    for held in (bad, sharp):
        counts = {name: [float(sum((day.year, day.month) == month for day in days)) for month in months]
                  for name, days in (("good", good - held), ("bad", held))}  # fmt: skip
        alpha, n = MEASURES.shares(counts, "neighbourliness", ask)
        ledgers.append(((alpha["good"], alpha["bad"]), max(n, 0.0)))
    return {"alpha": ledgers[0][0], "n": ledgers[0][1], "calm": ledgers[1][0], "days": len(good), "bad": len(bad)}


def judged(every, way, ask):
    c, own, back = ask["c"], every[way], every[way[::-1]]
    if not own["days"]:
        return {"standing": "undefined"}
    least = c["neighbourliness.min_effective_days"]
    low, value, high = MEASURES.beta(*own["alpha"], c["interval.level"])
    both = min(own["n"], back["n"]) >= least
    found = {"value": value, "low": low, "high": high, "n": own["n"], "beta": own["alpha"],
             "standing": "measured" if own["n"] >= least else "prior-dominated",
             "probability": MEASURES.higher(*back["alpha"], *own["alpha"]) if both else None,
             "without_hostile_act": MEASURES.beta(*own["calm"], c["interval.level"])[1],
             "contact_days": own["days"], "unprovoked_days": own["bad"]}  # fmt: skip
    mean = {key: one["alpha"][0] / sum(one["alpha"]) for key, one in every.items()}
    known = [mean[key] for key, one in every.items() if key != way and one["n"] >= least]
    found["compared_with"] = len(known)
    if own["n"] >= least and len(known) >= c["neighbourliness.min_dyads"]:
        lower = [1.0 if one < mean[way] else 0.5 if one == mean[way] else 0.0 for one in known]
        found["place"] = sum(lower) / len(lower)
    return found
