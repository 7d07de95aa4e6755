"""Slow twin of the joint role, from its manifest: signs counted by hand, weights read from the table of the package."""

import csv
import math
from importlib.resources import files

import numpy as np
from loading import load

MEASURES, ROLES = load("reference/naive_measures.py"), load("reference/naive_roles.py")
ASKED = ("020", "021", "022", "023", "024", "025")
GROUPS = [
    ("statements", ("out",), ("01",)),
    ("appeals", ("out",), ASKED),
    ("good_offices", ("out", "in", "joint", "part"), ("026", "027", "028", "038", "039", "045")),
    ("offers", ("out", "joint"), ("030", "031", "032", "033", "034", "035", "036", "037")),
    ("talks", ("out", "in", "joint", "part"), ("040", "041", "042", "044", "046")),
    ("hosting", ("out",), ("043",)),
    ("support", ("out", "joint"), ("05",)),
    ("cooperation", ("out", "joint"), ("06",)),
    ("aid", ("out",), ("07",)),
    ("pledges", ("out",), ("0332", "0334")),
    ("military", ("out", "joint"), ("062", "064", "072", "074")),
    ("directives", ("out",), ("10",)),
    ("disapproval", ("out",), ("11", "12")),
    ("coercion", ("out",), ("13", "14", "15", "16", "17")),
    ("force", ("out",), ("18", "19", "20")),
    ("asked", ("in",), (*ASKED, "10")),
    ("returned", ("in",), ("03", "05", "06", "08")),
]
READ = ("mediation", "guarantor", "arbiter", "convening", "spoiling", "reference")


def table(name="role_weights"):
    with files("tertius.codebooks").joinpath("data", f"{name}.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def days(panels, ask, third, side, ways, stems):
    """Discounted days on which something of a group happened between a third party and a side."""
    found = {row["date"] for row in MEASURES.visible(panels["outsider_day"], ask)
             if (row["third"], row["side"]) == (third, side) and row["direction"] in ways
             and row["code"].startswith(stems)}  # fmt: skip
    return sum(ROLES.fade(day, ask, ask["c"]["role.half_life_months"]) for day in found)


def side_protected(panels, ask, third, ward, foe):
    """(sure ever, soon, lift, ever, sure soon, sure aid) of the deeds for one side, as logarithms."""
    struck = {**panels, "outsider_day": []}  # attacks alone: calls for help are left out
    starts = ROLES.trigger_days(struck, ask, third, ward, foe)
    near = lambda day: any(0 <= (day - start).days <= ask["c"]["guarantor.word_days"] for start in starts)  # noqa: E731
    acts, deeds, sure, aid = set(), set(), set(), set()
    for row in MEASURES.visible(panels["outsider_day"], ask):
        if row["third"] == third and row["direction"] in ("out", "joint"):
            acts.add((row["date"], row["side"]))
            helps = row["side"] == ward and row["code"] in ("062", "072", "074", "0332", "0334")
            hurts = row["side"] == foe and row["direction"] == "out" and ROLES.is_deed_against(row["code"])
            hurts = hurts and not row["code"].startswith("19")
            unknown = row.get("voices") is None or math.isnan(row["voices"])
            twice = not ask.get("machine_coded") if unknown else row["voices"] >= ask["c"]["role.voices"]
            if helps or hurts:
                deeds.add((row["date"], row["side"]))
            if (helps or hurts) and twice:
                sure.add((row["date"], row["side"]))
            if helps and twice:
                aid.add((row["date"], row["side"]))
    fade = lambda day: ROLES.fade(day, ask, ask["c"]["role.half_life_months"])  # noqa: E731
    n, m = (sum(fade(day) for day, _ in deeds if near(day) is soon) for soon in (True, False))
    now, then = (sum(fade(day) for day, _ in acts if near(day) is soon) for soon in (True, False))
    lift = (n + 1.0) / (now * m / max(then, 1.0) + 1.0)
    share = lambda part, whole: math.log((part + 0.5) / (whole + 8.5))  # noqa: E731
    seldom = lambda part, whole: math.log(part / (whole + 8.5) + ask["c"]["role.sure_floor"])  # noqa: E731
    whole, all_deeds, told, given = (math.fsum(fade(day) for day, _ in rows) for rows in (acts, deeds, sure, aid))
    told_soon = sum(fade(day) for day, _ in sure if near(day))
    return (seldom(told, whole), share(n, now), math.log(lift), share(all_deeds, whole), seldom(told_soon, now),
            seldom(given, whole))  # fmt: skip


def signs(panels, ask):
    """{third: {sign: value}}, and {third: days}."""
    a, b = ask["pair"]
    count = {third: {name: [days(panels, ask, third, side, ways, stems) for side in (a, b)]
                     for name, ways, stems in GROUPS} for third in ask["candidates"]}  # fmt: skip
    total = {third: sum(sum(both) for both in groups.values()) for third, groups in count.items()}
    mean = sum(total.values()) / len(total)
    read = {name: (MEASURES.mediation if name == "mediation" else getattr(ROLES, name))(panels, ask) for name in READ}
    read["convening"] = ROLES.convening(panels, ask, effective=False)
    found = {}
    for third, groups in count.items():
        mine = found[third] = {"volume": math.log((total[third] + 1.0) / (mean + 1.0))}
        for name, (one, other) in groups.items():
            mine[f"{name}.share"] = math.log((one + other + 0.5) / (total[third] + 0.5 * len(GROUPS)))
            mine[f"{name}.one_sided"] = abs(one - other) / (one + other + 2.0)
        for name, readings in read.items():
            value = readings[third].get("value")
            mine[f"{name}.value"], mine[f"{name}.unknown"] = value or 0.0, float(value is None)
        mine["guarantor.probability"] = read["guarantor"][third].get("probability") or 0.0
        mine["guarantor.lift"] = read["guarantor"][third].get("lift") or 0.0
        better, worse = sorted((side_protected(panels, ask, third, *who) for who in ((a, b), (b, a))), reverse=True)
        names = ("sure_ever", "soon", "lift", "ever", "sure_soon", "sure_aid")
        mine |= dict(zip((f"protection.{name}" for name in names), better, strict=True))
        mine["protection.soon_other"] = worse[1]
        mine["arbiter.probability"] = read["arbiter"][third].get("probability") or 0.0
    return found, total


def far_out(mine):
    """Distance of one third party from the nearest role, in standard deviations, and the share that lies as far out."""
    scale = {row["sign"]: float(row["scale"]) for row in table() if row["sign"] != "intercept"}
    squares = {}
    for row in table():
        if row["sign"] != "intercept":
            value, low, high = mine[row["sign"]], float(row["low"]), float(row["high"])
            gap = low - value if value < low else value - high if value > high else 0.0
            squares.setdefault(row["role"], []).append((gap / scale[row["sign"]]) ** 2)
    far = math.sqrt(min(math.fsum(of) for of in squares.values()))
    return far, min(float(row["share"]) for row in table("role_tails") if float(row["distance"]) <= far)


def chances(mine, draws):
    """[draws, R] probability of each role of one third party, and the names of the roles."""
    rows = table()
    names = list(dict.fromkeys(row["role"] for row in rows))
    mean = np.asarray([[float(row["mean"]) for row in rows if row["role"] == name] for name in names])
    error = np.asarray([[float(row["error"]) for row in rows if row["role"] == name] for name in names])
    weights = mean + error * np.random.default_rng(0).standard_normal((draws, *mean.shape))
    scale = [row for row in rows if row["role"] == names[0] and row["sign"] != "intercept"]
    row = [1.0, *((mine[one["sign"]] - float(one["centre"])) / float(one["scale"]) for one in scale)]
    logit = weights @ np.asarray(row)
    chance = np.exp(logit - logit.max(axis=1, keepdims=True))
    return chance / chance.sum(axis=1, keepdims=True), names


def read(mine, total, c):
    """Reading of one third party from its signs and its days."""
    far, tail = far_out(mine)
    parts = {"range_distance": far, "range_tail": tail}
    if tail <= c["role.range_tail"]:
        return {"standing": "undefined", "value": None, **parts}
    chance, names = chances(mine, int(c["roles.draws"]))
    first = int(np.argmax(chance.mean(axis=0)))
    low, value, high = ROLES.quantiles(chance[:, first], c["interval.level"])
    thin, sure = total < c["role.min_effective_days"], chance.mean(axis=0)[first] >= c["role.level"]
    return {
        "value": value, "low": low, "high": high, "n": total, "beta": None,
        "probability": float(chance.mean(axis=0)[first]), "state": names[first] if sure and not thin else None,
        "standing": "prior-dominated" if thin else "measured", **parts,
    }  # fmt: skip


def role(panels, ask):
    """Readings by third party."""
    given, total = signs(panels, ask)
    return {third: read(mine, total[third], ask["c"]) for third, mine in given.items()}
