"""Slow twin of resilience, from its manifest: dicts and loops, no code of the package."""

from datetime import timedelta

import numpy as np
from loading import load

BONDS = load("reference/naive_bonds.py")
FORCE = ("15", "16", "17", "18", "19", "20")
HELP = ("05", "06", "07", "042", "043")


def resilience(panels, ask):
    a, b = ask["pair"]
    return {one: borne(panels, ask, one, two) for one, two in ((a, b), (b, a))}


def borne(panels, ask, actor, other):
    c = ask["c"]
    before = timedelta(days=c["resilience.before_days"])
    blows = {row["date"] for row in panels["pair_act"] if (row["source"], row["target"]) == (other, actor)
             and row["code"].startswith(FORCE) and row["date"] <= ask["at"]}  # fmt: skip
    if ask["window"]:
        shock, end = ask["window"]
        if shock - before < ask["covered"][0]:
            return BONDS.nothing()
    else:
        shock = last_shock(sorted(blows), ask)
        if shock is None:
            return BONDS.nothing()
        end = shock + timedelta(days=c["resilience.after_days"])
    helped, met = dealt(panels, ask, actor, HELP), dealt(panels, ask, actor, ("",))
    now, then = change(helped, shock, before, end - shock)
    if now + then == 0:
        return BONDS.nothing()
    months = [sum(shock - timedelta(days=30 * (k + 1)) <= day < shock - timedelta(days=30 * k) for _, day in helped)
              for k in reversed(range(before.days // 30))]  # fmt: skip
    eta, after = BONDS.tempered([months], c), (end - shock).days
    quantile, above = BONDS.ratio(eta * now, eta * then, (eta * after, eta * before.days), c["resilience.prior_acts"])
    tail, n = (1.0 - c["interval.level"]) / 2.0, eta * (now + then)
    low, value, high = (min(1.0, 2.0 ** quantile(q)) for q in (tail, 0.5, 1.0 - tail))
    grown = BONDS.told_of(panels, ask, actor, (shock, end), (shock - before, shock), "resilience", HELP)
    fell, beside = 1.0 - above(1.0), None
    if grown is not None:  # the lesser of the plain chance and of that beside the growth of the rest
        middle, over = BONDS.held((quantile, above), grown)
        fell, beside = min(fell, 1.0 - over(1.0)), 2.0 ** middle(0.5)
    all_now, all_then = change(met, shock, before, end - shock)
    return {"low": low, "value": value, "high": high, "n": n, "beta": None, "probability": fell,
            "beside_volume": beside,
            "standing": "measured" if n >= c["resilience.min_effective"] else "prior-dominated",
            "ratio": 2.0 ** quantile(0.5), "shock": str(shock), "days_before": then, "days_after": now,
            "place_among_placebos": among_placebos(helped, shock, before, end - shock, ask),
            "all_contact_ratio": all_now / after / (all_then / before.days) if all_then else None,
            "months_to_half": half_regained(helped, shock, then / before.days * 30, after // 30,
                                           c)}  # fmt: skip


def last_shock(blows, ask):
    c, (since, until), found = ask["c"], ask["covered"], []
    before, after = (timedelta(days=c[f"resilience.{name}_days"]) for name in ("before", "after"))
    for day in blows:
        if day - before < since or (found and day - found[-1] < after):
            continue
        usual = sum(day - before <= one < day for one in blows) / before.days * 30
        here = sum(day <= one < day + timedelta(days=30) for one in blows)
        if here >= c["resilience.spike_days"] and here - usual > c["resilience.spike_deviations"] * usual**0.5:
            found.append(day)
    whole = [day for day in found if day + after <= min(ask["at"] + timedelta(days=1), until)]
    return whole[-1] if whole else None


def dealt(panels, ask, actor, stems):
    return {(row["third"], row["date"]) for row in panels["outsider_day"] if row["side"] == actor
            and row["direction"] in ("in", "out", "joint") and row["code"].startswith(stems)
            and row["date"] <= ask["at"]}  # fmt: skip


def change(days, shock, before, after):
    return (sum(shock <= day < shock + after for _, day in days), sum(shock - before <= day < shock for _, day in days))


def among_placebos(helped, shock, before, after, ask):
    c, (since, until) = ask["c"], ask["covered"]
    free, day = [], since + before
    while day + after <= min(until, ask["at"] + timedelta(days=1)):
        if abs((day - shock).days) >= after.days:
            free.append(day)
        day += timedelta(days=1)
    size, prior = int(c["resilience.placebos"]), c["resilience.prior_acts"]
    if len(free) < size or len(free) / after.days < c["resilience.min_stretches"]:
        return None
    drawn = np.random.default_rng([0, 0]).choice(np.asarray(free, dtype="datetime64[D]"), size, replace=False)
    mine, lower = change(helped, shock, before, after), 0.0
    for one in drawn:
        now, then = change(helped, one.item(), before, after)
        gap = (now + prior) / (then + prior) - (mine[0] + prior) / (mine[1] + prior)
        lower += 1.0 if gap < 0 else 0.5 if gap == 0 else 0.0
    return lower / size


def half_regained(helped, shock, usual, months, c):
    wide = int(c["resilience.smooth_months"])
    counts = [sum(30 * k <= (day - shock).days < 30 * (k + 1) for _, day in helped) for k in range(months)]
    rates = [sum(counts[k : k + wide]) / wide for k in range(months - wide + 1)]
    if not rates or min(rates) >= usual:
        return None
    low = rates.index(min(rates))
    back = [k for k in range(low, len(rates)) if rates[k] >= usual - (usual - rates[low]) / 2]
    return back[0] + float(wide) if back else None
