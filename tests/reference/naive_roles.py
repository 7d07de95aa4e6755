"""Slow twins of guarantor, arbiter, convening, reference and spoiling, from their manifests: dicts, loops, no package.

``panels`` maps names to lists of dicts; ``ask`` is that of ``naive_measures``, with the code book of asks under
``asks``. Posterior draws are made the way the manifest says, by numpy, from the same seed.
"""

import math
from datetime import timedelta

import numpy as np
from loading import load

MEASURES, INFERENCE = load("reference/naive_measures.py"), load("reference/naive_inference.py")
HOSTILE = ("19", "138", "152", "154")


def begins(code, *stems):
    return code.startswith(stems)


def known(rows, ask):
    return MEASURES.visible(rows, ask)


def last_day(ask):
    return ask["window"][1] - timedelta(days=1) if ask["window"] else ask["at"]


def fade(day, ask, half_life):
    return 1.0 if ask["window"] else 2.0 ** (-(ask["at"] - day).days / (half_life * 30.0))


def outside(rows, third, side, way):
    """Acts of a third party toward a side (``out``) or of the side toward it (``in``); joint acts are both."""
    return [row for row in rows if (row["third"], row["side"]) == (third, side) and row["direction"] in (way, "joint")]


def days_after(row, day):
    return (row["date"] - day).days


def quantiles(draws, level):
    tail = (1.0 - level) / 2.0
    return tuple(float(q) for q in np.quantile(draws, [tail, 0.5, 1.0 - tail]))


def tells_apart(rows, ask):
    """Whether a machine coded the reports and more than one voice is heard."""
    return bool(ask.get("machine_coded")) and len({row.get("voice") for row in known(rows, ask)} - {None}) > 1


def alike(panels, ask, wanted):
    """What two voices tell alike: an act of outsiders; of the two sides one of a root, a direction and a day."""
    least, sure = ask["c"]["role.voices"], []
    read = [row for row in panels["pair_act"] if wanted(row["code"])]
    for row in read:
        twins = [one for one in read if one["date"] == row["date"] and one["code"][:2] == row["code"][:2]
                 and (one["source"], one["target"]) == (row["source"], row["target"])]  # fmt: skip
        if len({one["voice"] for one in twins} - {None}) >= least:
            sure.append(row)
    return {
        **panels,
        "pair_act": sure,
        "outsider_day": [row for row in panels["outsider_day"] if row["voices"] is not None and row["voices"] >= least],
    }


# --- guarantor --------------------------------------------------------------------------------------------------------


def is_deed_for(code):
    return code in ("072", "074", "062")


def is_deed_against(code):
    return begins(code, "15", "19") or code in ("160", "161", "163")


def is_word(code):
    return begins(code, "112", "13") or code in ("111", "0256", "1056")


def turns_away(code):
    return begins(code, "121", "122") or code in ("120", "1622", "1661")


def trigger_days(panels, ask, third, ward, foe):
    """First days of trigger episodes."""
    struck = [row["date"] for row in known(panels["pair_act"], ask)
              if (row["source"], row["target"]) == (foe, ward) and begins(row["code"], *HOSTILE)]  # fmt: skip
    called = [row["date"] for row in outside(known(panels["outsider_day"], ask), third, ward, "in")
              if row["code"] in ("0234", "1034", "0232", "1032")]  # fmt: skip
    starts, previous = [], None
    for day in sorted(struck + called):
        close = previous is not None and (day - previous).days <= ask["c"]["guarantor.episode_gap_days"]
        if not close or (day - starts[-1]).days > ask["c"]["guarantor.deed_days"]:
            starts.append(day)
        previous = day
    return starts


def response(seen, ask, third, ward, foe, day):
    """(outcome, whether the deed was its own) within the horizons of a day, from the rows known by then."""
    c, rows = ask["c"], seen["outsider_day"]
    to_ward, to_foe = outside(rows, third, ward, "out"), outside(rows, third, foe, "out")
    in_time = lambda row, most: 0 <= days_after(row, day) <= most  # noqa: E731
    long, short = c["guarantor.deed_days"], c["guarantor.word_days"]
    if any(in_time(row, long) and is_deed_for(row["code"]) for row in to_ward) or any(
        in_time(row, long) and is_deed_against(row["code"]) for row in to_foe
    ):
        return "deed", True
    for row in seen["pair_part"]:
        broker = row["third"] == third and row["part"] in ("mediator", "convener", "guarantor", "signatory")
        if broker and begins(row["code"], "087") and in_time(row, long):
            return "deed", False
    if any(in_time(row, short) and is_word(row["code"]) for row in to_foe):
        return "word", False
    if any(in_time(row, long) and turns_away(row["code"]) for row in to_ward) or any(
        in_time(row, long) and row["code"][:2] in ("05", "06") for row in to_foe
    ):
        return "reverse", False
    return "silence", False


def pledged(panels, ask, third):
    """A commitment on record by the day asked for, however old."""
    for row in panels["outsider_day"]:
        if row["third"] == third and row["date"] <= ask["at"]:
            if row["direction"] in ("out", "joint") and row["code"] in ("0334", "0332", "0312", "074"):
                return True
            if row["direction"] in ("in", "joint") and row["code"] == "0861":
                return True
    return any(row["third"] == third and row["part"] == "guarantor" and row["date"] <= ask["at"]
               for row in panels["pair_part"])  # fmt: skip


def guarantor(panels, ask):
    """Readings by third party."""
    return {third: one_guarantor(panels, ask, third) for third in ask["candidates"]}


def one_guarantor(panels, ask, third):
    told = both_sides(panels, ask, third)
    if sum(side["n"] for side in told) == 0:
        return {"standing": "undefined"}
    if not tells_apart(panels["pair_act"], ask):
        return judged(ask["c"], told, told, pledged(panels, ask, third), apart=False)
    sure = alike(panels, ask, lambda code: begins(code, *HOSTILE))
    soon = {**ask, "c": {**ask["c"], "guarantor.deed_days": ask["c"]["guarantor.word_days"]}}
    return judged(ask["c"], told, both_sides(sure, soon, third), pledged(sure, ask, third), apart=True)


def both_sides(panels, ask, third):
    """Answers and quiet windows of either side."""
    c, sides = ask["c"], []
    size, life = timedelta(days=c["guarantor.deed_days"]), c["guarantor.half_life_months"]
    seen = {name: known(panels[name], ask) for name in ("outsider_day", "pair_part")}
    for ward, foe in (ask["pair"], ask["pair"][::-1]):
        side = {"deed": 0.0, "word": 0.0, "reverse": 0.0, "silence": 0.0, "own": 0.0, "n": 0.0}
        starts = trigger_days(panels, ask, third, ward, foe)
        for day in starts:
            if day + size <= last_day(ask):
                outcome, itself = response(seen, ask, third, ward, foe, day)
                side[outcome] += fade(day, ask, life)
                side["own"] += fade(day, ask, life) * itself
                side["n"] += fade(day, ask, life)
        day, quiet = MEASURES.span(ask)[0], {}
        while day + size <= last_day(ask):
            if not any(abs((day - start).days) <= c["guarantor.deed_days"] for start in starts):
                quiet[day] = response(seen, ask, third, ward, foe, day)[1]
            day += size + timedelta(days=1)
        hits, tries = matched(quiet, [start for start in starts if start + size <= last_day(ask)], ask)
        sides.append({**side, "hits": hits, "tries": tries})
    return sides


def matched(quiet, starts, ask):
    """(hits, tries) of quiet windows, each trigger's weight parted among those near it."""
    c, weight = ask["c"], dict.fromkeys(quiet, 0.0)
    for start in starts:
        near = [day for day in quiet if abs((day - start).days) <= c["guarantor.match_days"]]
        for day in near:
            weight[day] += fade(start, ask, c["guarantor.half_life_months"]) / len(near)
    total = sum(weight.values())
    if not total:
        return 0.0, 0.0
    tries = total**2 / sum(value**2 for value in weight.values())
    return tries * sum(weight[day] * quiet[day] for day in quiet) / total, tries


def drawn(c, sides):
    """Draws of the answer and of the lift of some sides together."""
    n, worth, weight = sum(side["n"] for side in sides), c["guarantor.word_worth"], c["guarantor.prior_weight"]
    each = c["guarantor.prior_mean"] / (1.0 + worth)
    prior = [weight * each, weight * each, weight * (0.5 - each), weight * (0.5 - each)]
    rng, draws = np.random.default_rng(0), int(c["roles.draws"])
    shape = [p + sum(side[name] for side in sides)
             for p, name in zip(prior, ("deed", "word", "reverse", "silence"), strict=True)]  # fmt: skip
    gamma = rng.standard_gamma(shape, (draws, 4))
    own = sum(side["own"] for side in sides)
    lift = rng.beta(prior[0] + own, weight - prior[0] + n - own, draws)
    for some, hits, tries in sorted((side["n"], side["hits"], side["tries"]) for side in sides):
        lift = lift - some / n * rng.beta(prior[0] + hits, weight - prior[0] + tries - hits, draws)
    return (gamma[:, 0] + worth * gamma[:, 1]) / gamma.sum(axis=1), lift


def judged(c, told, sure, committed, *, apart):
    n, m = (sum(side["n"] for side in sides) for sides in (told, sure))
    low, value, high = quantiles(drawn(c, told)[0], c["interval.level"])
    lift, acts = drawn(c, sure)[1] if m else None, None
    if m and not apart:
        acts = float(np.mean(lift > c["guarantor.lift"]))
    elif m:
        acts = max(float(np.mean(drawn(c, [side])[1] > c["guarantor.sure_lift"])) for side in sure if side["n"])
    state = None
    if acts is not None and min(n, m) >= c["guarantor.min_effective"]:
        state = "none" if not committed else "nominal" if 1.0 - acts > c["guarantor.level"] else None
        state = "guarantor" if acts > c["guarantor.level"] else state
    count = {name: sum(side[name] for side in told) for name in ("deed", "word", "reverse", "own")}
    return {
        "value": value, "low": low, "high": high, "n": n, "beta": None, "probability": acts, "state": state,
        "standing": "prior-dominated" if n < c["guarantor.min_effective"] else "measured", "deeds": count["deed"],
        "words": count["word"], "reverses": count["reverse"], "ceasefires": count["deed"] - count["own"],
        "commitment": "yes" if committed else "no",
        **({"lift": quantiles(lift, c["interval.level"])[1]} if m else {}),
    }  # fmt: skip


# --- arbiter ----------------------------------------------------------------------------------------------------------


def is_directive(code):
    return begins(code, "104", "105") or code in ("102", "106", "107", "139")


def complies(directive, code, ask):
    if directive == "139":
        return begins(code, "08") or code in ("055", "056", "015")
    return code in ask["asks"][directive].comply


def told(panels, ask, third, side, other):
    """[(first day, complied with, code)] of every directive whose time was up."""
    c, rows, found = ask["c"], known(panels["outsider_day"], ask), []
    orders = [row for row in outside(rows, third, side, "out") if is_directive(row["code"])]
    answers = outside(rows, third, side, "in") + [
        row for row in known(panels["pair_act"], ask) if (row["source"], row["target"]) == (side, other)
    ]
    for code in {row["code"] for row in orders}:
        for run in MEASURES.grouped([row for row in orders if row["code"] == code], c["arbiter.follow_up_days"]):
            first, end = run[0]["date"], run[-1]["date"]
            slow = complies(code, "0874", ask)
            time = c["arbiter.withdrawal_days"] if slow else c["arbiter.horizon_days"]
            if end + timedelta(days=time) > last_day(ask):
                continue
            met = False
            for row in answers:
                most = c["arbiter.withdrawal_days"] if row["code"] == "0874" else c["arbiter.horizon_days"]
                met |= complies(code, row["code"], ask) and first < row["date"] and days_after(row, end) <= most
            found.append((first, met, code))
    return found


def obeyed(found, ask):
    c = ask["c"]
    yes = sum(fade(day, ask, c["arbiter.half_life_months"]) for day, met, _ in found if met)
    no = sum(fade(day, ask, c["arbiter.half_life_months"]) for day, met, _ in found if not met)
    return c["arbiter.prior"] + yes, c["arbiter.prior"] + no


def arbiter(panels, ask):
    """Readings by third party."""
    a, b = ask["pair"]
    apart = tells_apart(panels["pair_act"], ask)
    if apart:
        panels = alike(
            panels,
            ask,
            lambda code: (
                begins(code, "12")
                or any(complies(order, code, ask) for order in ("139", *ask["asks"]) if is_directive(order))
            ),
        )
    thirds = {row["third"] for row in known(panels["outsider_day"], ask)} | set(ask["candidates"])
    every = {third: {a: told(panels, ask, third, a, b), b: told(panels, ask, third, b, a)} for third in thirds}
    return {third: one_arbiter(panels, ask, third, every, apart) for third in ask["candidates"]}


def due(row, c):
    return c["arbiter.withdrawal_days" if row["code"] == "0874" else "arbiter.horizon_days"]


def anyway(panels, ask, third, side, found):
    """Share of the days near each directive after which an act that complies follows in time, their weighted mean."""
    c, other = ask["c"], next(one for one in ask["pair"] if one != side)
    first, replies = (
        MEASURES.span(ask)[0],
        outside(known(panels["outsider_day"], ask), third, side, "in")
        + [row for row in known(panels["pair_act"], ask) if (row["source"], row["target"]) == (side, other)],
    )
    shares, weights = [], []
    for day, _, code in found:
        slow = c["arbiter.withdrawal_days" if complies(code, "0874", ask) else "arbiter.horizon_days"]
        near, met, reach = 0, 0, int(c["arbiter.match_days"])
        for lag in range(-reach, reach + 1):
            one = day + timedelta(days=lag)
            if one < first or one + timedelta(days=slow) > last_day(ask):
                continue
            near += 1
            met += any(complies(code, row["code"], ask) and 0 < days_after(row, one) <= due(row, c) for row in replies)
        shares.append(met / max(near, 1))
        weights.append(fade(day, ask, c["arbiter.half_life_months"]))
    return sum(w * s for w, s in zip(weights, shares, strict=True)) / sum(weights)


def one_arbiter(panels, ask, third, every, apart):
    c, own = ask["c"], every[third]
    if not all(own.values()):
        return {"standing": "undefined"}
    sides = []
    for side in ask["pair"]:
        rest = [one for other, found in every.items() if other != third for one in found[side]]
        usual = anyway(panels, ask, third, side, own[side]) if apart else 0.0
        sides.append((obeyed(own[side], ask), obeyed(rest, ask), usual))
    rng, draws = np.random.default_rng(0), int(c["roles.draws"])
    drawn = [(rng.beta(*mine, draws), rng.beta(*theirs, draws)) for mine, theirs, _ in sorted(sides)]
    both = np.minimum(drawn[0][0], drawn[1][0])
    lift = both - np.minimum(drawn[0][1], drawn[1][1])
    n = sum(fade(day, ask, c["arbiter.half_life_months"]) for found in own.values() for day, _, _ in found)
    above, thin = float(np.mean(lift > 0)), n < c["arbiter.min_effective"]
    sure = above > c["arbiter.level"]
    if apart:
        more = above > c["arbiter.others_level"]
        one, two = (mine > usual for (mine, _), (_, _, usual) in zip(drawn, sorted(sides), strict=True))
        above = float(np.mean(one & two))
        sure = more and above > c["arbiter.sure_level"]
    ends = [MEASURES.beta(*mine, c["interval.level"]) for mine, _, _ in sides]
    low, high = (min(one[i] for one in ends) for i in (0, 2))
    value = min(max(quantiles(both, c["interval.level"])[1], low), high)
    ordered, eased = (spent(panels, ask, third, kind) for kind in (is_directive, is_facilitation))
    prior = c["arbiter.prior"]
    return {
        "value": value, "low": low, "high": high, "n": n, "beta": None, "probability": above,
        "standing": "prior-dominated" if thin else "measured", "lift": quantiles(lift, c["interval.level"])[1],
        "state": None if thin else "arbiter" if sure else "none",
        "directive_share": MEASURES.beta(prior + ordered, prior + eased, c["interval.level"])[1],
    }  # fmt: skip


def is_facilitation(code):
    return code in ("026", "027", "039", "045")


def spent(panels, ask, third, kind):
    """Discounted (side, day) with an act of a kind."""
    days = {(row["side"], row["date"]) for row in known(panels["outsider_day"], ask)
            if row["third"] == third and row["direction"] in ("out", "joint") and kind(row["code"])}  # fmt: skip
    return sum(fade(day, ask, ask["c"]["arbiter.half_life_months"]) for _, day in days)


# --- convening and reference ------------------------------------------------------------------------------------------


def convening(panels, ask, *, effective=True):
    """Readings by host: the two sides and the candidates; ``effective``: credit counts as the meetings it is worth."""
    c, hosts = ask["c"], (*ask["pair"], *ask["candidates"])
    worth = {"head": c["convening.head_weight"], "minister": c["convening.minister_weight"]}
    credit, days = {}, {}
    for row in known(panels["venue_day"], ask):
        host = row["host"] if row["host"] in hosts else "other"
        key = (host, row["date"])
        credit[key] = max(credit.get(key, 0.0), worth.get(row["level"], c["convening.other_weight"]))
        days.setdefault(host, set()).add(row["date"])
    if effective and credit:
        meetings = sum(credit.values()) ** 2 / sum(one**2 for one in credit.values())
        credit = {key: one * meetings / sum(credit.values()) for key, one in credit.items()}
    alpha, n = MEASURES.shares(MEASURES.monthly(credit, (*hosts, "other"), ask), "convening", ask)
    found = MEASURES.share_readings(alpha, n, "convening", {**ask, "candidates": hosts})
    return {host: {**found[host], "meetings": float(len(days.get(host, ())))} for host in hosts}


def is_appeal(code):
    return begins(code, "02", "105") or code in ("038", "1034", "106", "107", "108")


def reference(panels, ask):
    """Readings by third party."""
    asked = [row for row in panels["outsider_day"] if row["direction"] == "in" and is_appeal(row["code"])]
    met = MEASURES.contacts(asked, ask)
    alpha, n = MEASURES.shares(MEASURES.monthly(met, (*ask["candidates"], "other"), ask), "reference", ask)
    found = MEASURES.share_readings(alpha, n, "reference", ask)
    first = MEASURES.largest({third: alpha[third] for third in ask["candidates"]})
    days = {third: sum(amount for (actor, _), amount in met.items() if actor == third) for third in ask["candidates"]}
    return {third: {**found[third], "probability": first[third], "days_asked": float(days[third])}
            for third in ask["candidates"]}  # fmt: skip


# --- spoiling ---------------------------------------------------------------------------------------------------------


def is_milestone(code):
    return begins(code, "087") or code in ("057", "046", "036", "037", "0841", "043", "044")


def is_plain_milestone(code):
    return is_milestone(code) and not begins(code, "04")


def is_hostile(code):
    return begins(code, "112", "13", "15", "16", "17", "18", "19") or code in ("113", "125", "127", "129")


def spoiling(panels, ask):
    """Readings by third party."""
    apart, least = tells_apart(panels["pair_event"], ask), ask["c"]["role.voices"]
    steps = [row for row in known(panels["pair_event"], ask)
             if (is_plain_milestone if apart else is_milestone)(row["code"])]  # fmt: skip
    acts = known(panels["outsider_day"], ask)
    if apart:
        acts = [row for row in acts if row["voices"] is not None and row["voices"] >= least]
    return {third: one_spoiler(panels, (steps, acts, apart), ask, third) for third in ask["candidates"]}


def one_spoiler(panels, told, ask, third):
    c, first = ask["c"], MEASURES.span(ask)[0]
    (steps, acts, apart), size = told, (last_day(ask) - first).days + 1
    missed = missed_milestones(panels, steps, apart, ask, third)
    follows = [1.0 - math.prod(missed.get(day - lag, 1.0) for lag in range(1, int(c["spoiling.after_days"]) + 1))
               for day in range(size)]  # fmt: skip
    clear = [missed.get(day, 1.0) for day in range(size)]
    if not any(follows) or not any(one * (1.0 - z) for one, z in zip(clear, follows, strict=True)):
        return {"standing": "undefined"}
    met = {(side, (row["date"] - first).days) for side in ask["pair"]
           for row in outside(acts, third, side, "out") if is_hostile(row["code"])}  # fmt: skip
    count = [sum((side, day) in met for side in ask["pair"]) for day in range(size)]
    half, block = c["spoiling.half_life_months"], int(c["spoiling.block_days"])
    weight = [clear[day] * fade(first + timedelta(days=day), ask, half) for day in range(size)]
    stretches = [range(start, min(start + block, size)) for start in range(0, size, block)]
    days = [[(count[day], follows[day], weight[day]) for day in stretch] for stretch in stretches]
    low, value, high, rise = INFERENCE.ratio_of_rates(days, c["spoiling.prior_acts"], c["interval.level"])
    usual = [usually(stretch) for stretch in days]
    pull = [weight * (count - mean) for mean, stretch in zip(usual, days, strict=True) for count, _, weight in stretch]
    most, pulls, later = sum(abs(one) for one in pull), np.asarray(pull), np.asarray(follows)

    def score(shift):
        return float(pulls @ np.roll(later, shift)) / most if most else 0.0

    null = INFERENCE.shift_p_value(score, size, int(c["spoiling.shift_days"]))
    y = [sum(w * one * z for w, one, z in zip(weight, count, zs, strict=True))
         for zs in (follows, [1.0 - z for z in follows])]  # fmt: skip
    thin = sum(y) < c["spoiling.min_effective"]
    turn = above_before(count, weight, missed, stretches, c)
    sure = rise > c["spoiling.level"] and null <= c["spoiling.null_level"] and turn > c["spoiling.before_level"]
    low, value, high = (bound / math.log(2.0) for bound in (low, value, high))
    return {
        "value": value, "low": low, "high": high, "n": sum(y), "beta": None, "probability": rise, "null_p": null,
        "standing": "prior-dominated" if thin else "measured", "milestones": sum(1.0 - one for one in clear),
        "state": None if thin else "spoiler" if sure else "none", "acts_after": y[0], "acts_other": y[1],
        "expected_other": sum(w * (1.0 - z) * mean for mean, stretch in zip(usual, days, strict=True)
                              for _, z, w in stretch),
        "above_before": turn,
    }  # fmt: skip


def above_before(count, weight, missed, stretches, c):
    """Probability that days which only follow milestones see more than days which only precede them."""
    reach, days = range(1, int(c["spoiling.after_days"]) + 1), []
    for stretch in stretches:
        days.append([])
        for day in stretch:
            after, before = (1.0 - math.prod(missed.get(day + way * lag, 1.0) for lag in reach) for way in (-1, 1))
            only_after, only_before = after * (1.0 - before), before * (1.0 - after)
            if only_after + only_before > 0.0:
                days[-1].append((count[day], only_after / (only_after + only_before),
                                 weight[day] * (only_after + only_before)))  # fmt: skip
    return INFERENCE.ratio_of_rates([one for one in days if one], c["spoiling.prior_acts"], c["interval.level"])[3]


def missed_milestones(panels, steps, apart, ask, third):
    """By day: the probability that no milestone took place, of those told that do not name the third party."""
    c, first = ask["c"], MEASURES.span(ask)[0]
    named = {row["event_id"] for row in panels["pair_part"] if row["third"] == third}
    missed, voices = {}, {}
    for row in steps:
        voices.setdefault((row["date"], row["code"][:2]), set()).add(row.get("voice"))
    for day, root in {(row["date"], row["code"][:2]) for row in steps if row["event_id"] not in named}:
        sure = not apart or len(voices[day, root] - {None}) >= c["role.voices"]
        chance = 1.0 if sure else c["spoiling.single_voice"]
        if day >= first:
            missed[(day - first).days] = missed.get((day - first).days, 1.0) * (1.0 - chance)
    return missed


def usually(stretch):
    """Weighted mean count of a stretch of (count, exposure, weight)."""
    whole = sum(weight for _, _, weight in stretch)
    return sum(weight * count for count, _, weight in stretch) / whole if whole else 0.0
