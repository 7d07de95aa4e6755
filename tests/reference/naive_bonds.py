"""Slow twins of alliance, partnership, pressure and proxy, from their manifests: dicts, loops, no code of the package.

``panels`` maps names to lists of dicts; ``ask`` is that of ``naive_measures``. Posterior draws are made the way the
manifest says, by numpy, from the same seed; shares and ratios that have a closed form are computed in it.
"""

import math
from datetime import timedelta

import numpy as np
from loading import load
from scipy.special import betainc, betaincinv, gammainc, gammaincinv

MEASURES, INFERENCE = load("reference/naive_measures.py"), load("reference/naive_inference.py")
SECURITY = ("0312", "0314", "062", "064", "0332", "072", "074")
WORDS_FOR, WORDS_AGAINST = ("051", "052", "053", "019"), ("110", "111", "112", "113")
FORCE = ("15", "16", "17", "18", "19", "20")


def begins(code, stems):
    return code.startswith(tuple(stems))


def fade(day, ask, months):
    return 1.0 if ask["window"] else 2.0 ** (-(ask["at"] - day).days / (months * 30.0))


def period(ask):
    first, after = MEASURES.span(ask)
    return first, after - timedelta(days=1)


def inside(rows, ask):
    first, last = period(ask)
    return [row for row in MEASURES.visible(rows, ask) if first <= row["date"] <= last]


def total(days, ask, months):
    return sum(fade(day, ask, months) for day in set(days))


def looked_at(ask, months):
    """Weight of the covered days of the period."""
    first, last = period(ask)
    since, until = ask["covered"]
    found, day = 0.0, max(first, since)
    while day <= last and day < until:
        found += fade(day, ask, months)
        day += timedelta(days=1)
    return found


def per_month(days, first, last):
    """Days in each whole stretch of 30 days counted back from the last."""
    size = ((last - first).days + 1) // 30
    counts = [0] * size
    for day in set(days):
        back = (last - day).days // 30
        if 0 <= back < size:
            counts[size - 1 - back] += 1
    return counts


def dispersion(counts, block):
    """Variance of monthly counts in units of their mean, within blocks of a year, at least 1."""
    told = []
    for start in range(len(counts) % block, len(counts), block):
        part = counts[start : start + block]
        mean = sum(part) / block
        if mean > 0:
            spread = sum((one - mean) ** 2 for one in part) / mean / (block - 1)
            told.append((spread * (block - 1) / (2.0 * gammaincinv((block - 1) / 2.0, 0.5)), sum(part)))
    return max(1.0, MEASURES.middle(told, 1.0)) if told else 1.0


def tempered(series, c):
    block = int(c["dispersion.block_months"])
    every = [sum(counts) for counts in series]
    if len(series[0]) < block or sum(every) == 0:
        return 1.0
    return sum(every) / sum(dispersion(counts, block) * size for counts, size in zip(series, every, strict=True))


def quantiles(draws, level):
    tail = (1.0 - level) / 2.0
    low, value, high = (float(q) for q in np.quantile(draws, [tail, 0.5, 1.0 - tail]))
    return {"low": low, "value": value, "high": high}


def nothing():
    return {"standing": "undefined"}


def toward(panels, ask, source, target, rows=None):
    chosen = inside(panels["pair_act"], ask) if rows is None else rows
    return [row for row in chosen if (row["source"], row["target"]) == (source, target)]


def outside(panels, ask, third, side, ways):
    return [row for row in inside(panels["outsider_day"], ask)
            if (row["third"], row["side"]) == (third, side) and row["direction"] in (*ways, "joint")]  # fmt: skip


# --- alliance ---------------------------------------------------------------------------------------------------------


def alliance(panels, ask):
    c, (a, b) = ask["c"], ask["pair"]
    both = [toward(panels, ask, a, b), toward(panels, ask, b, a)]
    if not any(both):
        return {a: nothing(), b: nothing()}
    half, prior, size = c["alliance.half_life_months"], c["alliance.prior_acts"], int(c["roles.draws"])

    def days(stems):
        return sum(total([row["date"] for row in own if begins(row["code"], stems)], ask, half) for own in both)

    n, hostile = days([""]), days(FORCE)
    rng = np.random.default_rng([0, 0])
    shown = [rng.beta(prior + days(WORDS_FOR), prior + days(WORDS_AGAINST), size),
             rng.beta(prior + n - hostile, prior + hostile, size)]  # fmt: skip
    close, every = security(panels, ask, both)
    shown += [part for part in (close, adversaries(panels, ask)) if part is not None]
    product = np.ones(size)
    for part in shown:
        product = product * np.maximum(part, np.finfo(float).tiny) ** (1.0 / len(shown))
    sure = float((product > c["alliance.formula"]).mean())
    thin = min(n, days(WORDS_FOR) + days(WORDS_AGAINST), every) < c["alliance.min_effective"]
    level = c["alliance.level"]
    state = "in deed" if sure > level else "not in deed" if 1.0 - sure > level else "unclear"
    found = {**quantiles(product, c["interval.level"]), "n": n, "probability": sure, "beta": None,
             "standing": "prior-dominated" if thin else "measured", "state": None if thin else state}  # fmt: skip
    return {a: found, b: found}


def security(panels, ask, both):
    c, half = ask["c"], ask["c"]["alliance.half_life_months"]
    own = {row["date"] for rows in both for row in rows if row["code"] in SECURITY}
    peers = [{row["date"] for row in outside(panels, ask, third, side, ("out", "in")) if row["code"] in SECURITY}
             for side in ask["pair"] for third in ask["candidates"]]  # fmt: skip
    if not peers:
        return None, 0.0
    eta = tempered([per_month(days, *period(ask)) for days in (own, *peers)], c)
    worth = [total(days, ask, half) for days in (own, *peers)]
    prior, looked = c["alliance.prior_acts"], looked_at(ask, half)
    mean = (sum(worth) + prior) / (len(worth) * looked)
    rate = prior / mean + eta * looked
    rng, size = np.random.default_rng([0, 1]), int(c["roles.draws"])
    mine = rng.standard_gamma(prior + eta * worth[0], size) / rate
    others = rng.standard_gamma([prior + eta * one for one in sorted(worth[1:])], (size, len(peers))) / rate
    top = np.asarray([np.quantile(row, c["alliance.percentile"]) for row in others])
    return mine / (mine + top), sum(worth)


def adversaries(panels, ask):
    c, half, thirds = ask["c"], ask["c"]["alliance.half_life_months"], ask["candidates"]
    hostile = ("13", "14", *FORCE)
    vectors = [[total([row["date"] for row in outside(panels, ask, third, side, ("in",))
                       if begins(row["code"], hostile)], ask, half) for third in thirds]
               for side in ask["pair"]]  # fmt: skip
    if any(sum(one) < c["alliance.min_effective"] for one in vectors):
        return None
    rng, prior = np.random.default_rng([0, 2]), c["alliance.prior_adversary"] / len(thirds)
    size = int(c["roles.draws"])
    one, two = (rng.standard_gamma([prior + x for x in vector], (size, len(thirds))) for vector in sorted(vectors))
    return np.asarray([x @ y / math.sqrt((x @ x) * (y @ y)) for x, y in zip(one, two, strict=True)])


# --- partnership ------------------------------------------------------------------------------------------------------


def partnership(panels, ask):
    c, (a, b) = ask["c"], ask["pair"]
    counts = {one: gifts(panels, ask, one, two) for one, two in ((a, b), (b, a))}
    n = sum(sum(one[0]) for one in counts.values())
    if n == 0:
        return {a: nothing(), b: nothing()}
    first, second = sorted(counts.values())
    p, size, rng = c["partnership.prior"], int(c["roles.draws"]), np.random.default_rng([0, 0])
    give = rng.beta(p + first[1], p + second[1], size)
    rng.beta(p + first[2], p + second[2], size)
    share = [rng.dirichlet([p + x for x in one[0]], size) for one in (first, second)]
    material, masking = first[1] + second[1], [p, p]
    for one in (first, second):  # days that follow a demand, or do not, in stretches of the horizon
        part = one[1] / material / c["partnership.condition_days"] if material else 0.0
        masking[0] += part * one[6]
        masking[1] += part * (one[7] - one[6])
    free = MEASURES.undone(material - first[4] - second[4], material, masking, p, c["interval.level"])
    bargain = 1.0 - rng.beta(free[3], free[4], size)
    bow = rng.dirichlet([p + first[3], p + second[3], p + max(0.0, n - first[3] - second[3])], size)
    hang = [rng.beta(p + second[1], p + first[5], size), rng.beta(p + first[1], p + second[5], size)]
    balance, reciprocal, types = [], 0, []
    for i in range(size):
        even = 1.0 - abs(2.0 * give[i] - 1.0)
        balance.append(even)
        receiver = 1 if give[i] > 0.5 else 0
        patron = (even < c["partnership.lopsided"] and bow[i][receiver] > bow[i][1 - receiver]
                  and hang[receiver][i] > c["partnership.dependence"])  # fmt: skip
        alike = 1.0 - (entropy_gap(share[0][i], share[1][i]))
        if patron:
            types.append("patronage")
        elif bargain[i] > c["partnership.conditional"]:
            types.append("transactional")
        elif even > c["partnership.balanced"] and alike > c["partnership.alike"]:
            types.append("reciprocal")
            reciprocal += 1
        else:
            types.append("other")
    thin = n < c["partnership.min_effective"]
    named = [name for name in set(types) if types.count(name) / size > c["partnership.level"]]
    given = quantiles(give, c["interval.level"])
    ends = [1.0 - abs(2.0 * given[name] - 1.0) for name in ("low", "high")]
    top, value = 1.0 if given["low"] <= 0.5 <= given["high"] else max(ends), quantiles(balance, 0.9)["value"]
    found = {"low": min(ends), "value": value, "high": top, "n": n, "beta": None, "probability": reciprocal / size,
             "standing": "prior-dominated" if thin else "measured",
             "state": "thin" if thin else (named or ["unclear"])[0]}  # fmt: skip
    return {a: found, b: found}


def gifts(panels, ask, source, target):
    """Worth of the days of currencies, material, asks, deference, bargained help, help from elsewhere, and all days."""
    half, reach = ask["c"]["partnership.half_life_months"], ask["c"]["partnership.condition_days"]
    own = toward(panels, ask, source, target)

    def worth(stems):
        return total([row["date"] for row in own if begins(row["code"], stems)], ask, half)

    ever = toward(panels, ask, source, target, [row for row in panels["pair_act"] if row["date"] <= ask["at"]])
    demands = [row["date"] for row in ever if begins(row["code"], ("10", "13"))]

    def follows(date):
        return any(0 < (date - day).days <= reach for day in demands)

    bargained = [row["date"] for row in own if begins(row["code"], ("06", "07")) and follows(row["date"])]
    first, last = period(ask)
    looked = [first + timedelta(days=i) for i in range((min(last, ask["at"]) - first).days + 1)]
    elsewhere = {(row["third"], row["date"]) for row in inside(panels["outsider_day"], ask)
                 if row["side"] == source and row["direction"] in ("out", "joint")
                 and begins(row["code"], ("06", "07"))}  # fmt: skip
    return (
        tuple(worth([stem]) for stem in ("02", "10", "05", "06", "07", "08")), worth(("06", "07")),
        worth(("02", "10")), worth(("08", "051", "052", "053")), total(bargained, ask, half),
        sum(fade(day, ask, half) for _, day in elsewhere), total([day for day in looked if follows(day)], ask, half),
        total(looked, ask, half),
    )  # fmt: skip


def entropy_gap(one, two):
    """Jensen-Shannon divergence in bits: the entropy of the mixture less the mean entropy."""

    def entropy(shares):
        return -sum(x * math.log2(x) for x in shares if x > 0)

    return entropy([(x + y) / 2.0 for x, y in zip(one, two, strict=True)]) - (entropy(one) + entropy(two)) / 2.0


# --- pressure ---------------------------------------------------------------------------------------------------------


def exactly(code, codes, trees=()):
    return code in codes or begins(code, trees)


def is_verbal(code):
    return exactly(code, ("110", "111", "113", "012", "016", "130"), ("112",))


def is_provocation(code):
    plain = ("150", "151", "152", "153", "154", "139", "161", "163", "173", "174", "175", "181", "191", "196")
    return exactly(code, plain, ("138", "166", "171"))


def ratio(now, before, days, prior):
    """(quantile function of log2 of the ratio, chance that the ratio exceeds a factor) of two Gamma rates."""
    mean = (now + before + prior) / sum(days)
    rates = [prior / mean + one for one in days]
    shapes = (prior + now, prior + before)

    def quantile(q):
        x = float(betaincinv(*shapes, q))
        return math.log2(x / (1.0 - x) * rates[1] / rates[0])

    return quantile, lambda factor: 1.0 - float(betainc(*shapes, factor * rates[0] / (rates[1] + factor * rates[0])))


def pressure(panels, ask):
    a, b = ask["pair"]
    return {one: pressed(panels, ask, one, two) for one, two in ((a, b), (b, a))}


def pressed(panels, ask, actor, other):
    c, end = ask["c"], ask["at"] + timedelta(days=1)
    start, after = ask["window"] or (end - timedelta(days=c["pressure.now_days"]), end)
    stop = start - timedelta(days=c["pressure.gap_days"])
    begin = stop - timedelta(days=c["pressure.reference_days"])
    if begin < ask["covered"][0]:
        return nothing()
    known = [row for row in panels["pair_act"] if row["date"] <= ask["at"]]
    own, back = toward(panels, ask, actor, other, known), toward(panels, ask, other, actor, known)
    hit = [row["date"] for row in back if begins(row["code"], FORCE)]
    calm = c["pressure.occasion_days"]
    channels = {
        "verbal": [row["date"] for row in own if is_verbal(row["code"])],
        "provocation": [row["date"] for row in own if is_provocation(row["code"])
                        and not any(0 <= (row["date"] - day).days <= calm for day in hit)],
        "proxy": struck(panels, ask, actor, other),
    }  # fmt: skip
    found, volume = {}, told_of(panels, ask, actor, (start, after), (begin, stop))
    for name, days in channels.items():
        now = {day for day in days if start <= day < after}
        before = {day for day in days if begin <= day < stop}
        eta = tempered([per_month(before, begin, stop - timedelta(days=1))], c)
        shape = ratio(eta * len(now), eta * len(before), (eta * (after - start).days, eta * (stop - begin).days),
                      c["pressure.prior_acts"])  # fmt: skip
        n, factor = eta * (len(now) + len(before)), c["pressure.ratio"]
        chance = shape[1](factor)
        if volume is not None:  # the lesser of the plain ratio and of that held against the growth of the rest
            shape = held(shape, volume)
            chance = min(chance, shape[1](factor))
        found[name] = (n, shape[0], chance)
    return judged(found, c)


def told_of(panels, ask, actor, now, before, measure="pressure", but=()):
    """Quantile function of log2 of the growth of a side's days with others; None where they are too few."""
    c, days = ask["c"], [(now[1] - now[0]).days, (before[1] - before[0]).days]
    met = {(row["third"], row["date"]) for row in panels["outsider_day"] if row["side"] == actor
           and row["date"] <= ask["at"] and not begins(row["code"], but)}  # fmt: skip
    late = [third for third, day in met if now[0] <= day < now[1]]
    early = [(third, day) for third, day in met if before[0] <= day < before[1]]
    thirds = [third for third, _ in early]
    counts = [0] * (days[1] // 30)
    for _, day in early:
        back = (before[1] - timedelta(days=1) - day).days // 30
        if back < len(counts):
            counts[len(counts) - 1 - back] += 1
    eta, total = tempered([counts], c), len(late) + len(early)
    if late and early:
        part = len(late) / total
        sizes = {third: (late.count(third), thirds.count(third)) for third in {*late, *thirds}}
        spread = 1.0 - sum((sum(one) / total) ** 2 for one in sizes.values())
        off = sum((one[0] - part * sum(one)) ** 2 for one in sizes.values())
        if len(sizes) > 1:
            eta = min(eta, total * part * (1.0 - part) * spread / off) if off > 0 else eta
    if eta * total * days[0] / sum(days) < c[f"{measure}.min_effective"]:
        return None
    return ratio(eta * len(late), eta * len(early), (eta * days[0], eta * days[1]), c[f"{measure}.prior_acts"])[0]


def held(shape, volume):
    """The same two functions of the ratio over the growth, at the middles of a hundred parts of the growth's law."""
    grown = [volume((part + 0.5) / 100) for part in range(100)]

    def above(factor):
        return sum(shape[1](factor * 2.0**one) for one in grown) / 100

    def quantile(q):
        low, high = -60.0, 60.0
        for _ in range(60):
            middle = (low + high) / 2.0
            low, high = (low, middle) if 1.0 - above(2.0**middle) > q else (middle, high)
        return (low + high) / 2.0

    return quantile, above


def judged(found, c):
    if not any(n for n, _, _ in found.values()):
        return nothing()
    chance = {name: one[2] for name, one in found.items()}
    usable = [name for name in found if found[name][0] >= c["pressure.min_effective"]]
    best = usable or list(found)
    main = max(best, key=lambda name: chance[name] if usable else found[name][0])
    n, quantile, _ = found[main]
    tail = (1.0 - c["interval.level"]) / 2.0
    raised = [name for name in usable if chance[name] > c["pressure.level"]]
    word = {"verbal": "verbal conflict"}
    state = "hybrid" if len(raised) > 1 else word.get(raised[0], raised[0]) if raised else "none"
    return {
        "low": quantile(tail), "value": quantile(0.5), "high": quantile(1.0 - tail), "n": n, "beta": None,
        "probability": 1.0 - math.prod(1.0 - chance[name] for name in usable) if usable else None,
        "standing": "measured" if usable else "prior-dominated", "state": state if usable else None,
    }  # fmt: skip


def helps(code):
    return exactly(
        code, ("0312", "0331", "0332", "0333", "062", "064", "070", "071", "072", "074", "051", "052", "053")
    )


def attacks(code):
    return begins(code, ("171", "18", "19", "20"))


def with_agent(panels, ask, side, ways, kind):
    return [row for row in panels["agent_day"] if row["side"] == side and row["direction"] in (*ways, "joint")
            and row["date"] <= ask["at"] and kind(row["code"])]  # fmt: skip


def struck(panels, ask, sponsor, target):
    """Days of attacks by agents that the sponsor supported in the two years before."""
    helped = with_agent(panels, ask, sponsor, ("in",), helps)
    return [row["date"] for row in with_agent(panels, ask, target, ("out",), attacks)
            if any(one["agent"] == row["agent"]
                   and 0 <= (row["date"] - one["date"]).days <= ask["c"]["pressure.support_days"]
                   for one in helped)]  # fmt: skip


# --- proxy ------------------------------------------------------------------------------------------------------------


def proxy(panels, ask):
    a, b = ask["pair"]
    return {one: sponsored(panels, ask, one, two) for one, two in ((a, b), (b, a))}


def sponsored(panels, ask, actor, other):
    c, half = ask["c"], ask["c"]["proxy.half_life_months"]
    helped = inside(with_agent(panels, ask, actor, ("in",), helps), ask)
    hit = inside(with_agent(panels, ask, other, ("out",), attacks), ask)
    tense = {row["date"] for row in MEASURES.visible(panels["pair_act"], ask)
             if begins(row["code"], ("11", "12", "13", "14", "15", "16"))}  # fmt: skip
    found = []
    for agent in {row["agent"] for row in helped} & {row["agent"] for row in hit}:
        support = [row["date"] for row in helped if row["agent"] == agent]
        attack = [row["date"] for row in hit if row["agent"] == agent]
        worth = total(support, ask, half), total(attack, ask, half)
        looked, prior, base = looked_at(ask, half), c["proxy.prior_acts"], c["proxy.prior_exposure_days"]
        limit = float(gammaincinv(prior, c["proxy.percentile"])) / base
        often = [1.0 - float(gammainc(prior + one, limit * (base + looked))) for one in worth]
        bounds, above, tell = excited(attack, tense, ask)
        if tell > 0:
            found.append((often[0] * often[1] * above, min(worth[0], tell), agent, bounds, tell))
    if not found:
        return nothing()
    chance, n, _, (low, value, high), tell = min(found, key=lambda one: (-one[0], -one[1], one[2]))
    thin = n < c["proxy.min_effective"]
    state = "proxy" if 1.0 - chance < (1.0 - c["proxy.level"]) / len(found) else "none"
    return {
        "low": low, "value": value, "high": high, "n": n, "beta": None, "attacks_that_tell": tell,
        "probability": chance, "standing": "prior-dominated" if thin else "measured", "state": None if thin else state,
    }  # fmt: skip


def excited(attack, tense, ask):
    c, half, (first, last) = ask["c"], ask["c"]["proxy.half_life_months"], period(ask)
    eta = tempered([per_month(attack, first, last)], c)
    stretches, block, day = [], int(c["proxy.block_days"]), first
    while day <= last:
        if (day - first).days % block == 0:
            stretches.append([])
        after = any(day - timedelta(days=lag) in tense for lag in range(1, int(c["proxy.excited_days"]) + 1))
        stretches[-1].append((float(day in attack), float(after), eta * fade(day, ask, half)))
        day += timedelta(days=1)
    tell = 0.0
    for stretch in stretches:
        part = sum(w * z for _, z, w in stretch) / sum(w for _, _, w in stretch)
        tell += 4.0 * part * (1.0 - part) * sum(w * count for count, _, w in stretch)
    *bounds, above = INFERENCE.ratio_of_rates(stretches, c["proxy.prior_acts"], c["interval.level"])
    return [one / math.log(2.0) for one in bounds], above, tell
