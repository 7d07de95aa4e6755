"""Slow twins of the measures, from the definitions in their manifests: dicts and loops, no code of the package.

A twin has the name of its measure and takes ``panels`` (lists of dicts by name) and ``ask``: ``pair`` (a, b),
``candidates``, ``at``, ``window`` (first day, first day after) or None, ``covered`` (first day, first day after), the
table of constants under ``c``, and the code books ``promises`` and ``asks`` by code.
"""

import math
from collections import Counter
from datetime import date, timedelta
from statistics import median

from scipy.special import betainc, betaincc, betaincinv, gammainc, gammaincinv, gammaln

MONTH = 30.0


def months_between(first, last):
    """(year, month) of every calendar month from one day to another."""
    found, year, month = [], first.year, first.month
    while (year, month) <= (last.year, last.month):
        found.append((year, month))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found


def visible(rows, ask):
    """Rows not after the day asked for, and inside the window when there is one."""
    first, end = ask["window"] or (date.min, date.max)
    return [row for row in rows if first <= row["date"] and row.get("known", row["date"]) < end
            and row.get("known", row["date"]) <= ask["at"]]  # fmt: skip


def span(ask):
    """First day and first day after of what is counted."""
    return ask["window"] or (ask["covered"][0], ask["at"] + timedelta(days=1))


def beta(a, b, level):
    tail = (1.0 - level) / 2.0
    return tuple(float(betaincinv(a, b, q)) for q in (tail, 0.5, 1.0 - tail))


def higher(a1, b1, a2, b2, steps=4000):
    """Probability that Beta(a1, b1) exceeds Beta(a2, b2): the mean over quantiles of the first."""
    points = (betaincinv(a1, b1, (i + 0.5) / steps) for i in range(steps))
    return sum(float(betainc(a2, b2, x)) for x in points) / steps


# --- shares -----------------------------------------------------------------------------------------------------------


def correlation(counts, c):
    """Intra-month correlation of each actor's count among all counts, averaged by volume (Ridout et al. 1999).

    ``counts`` maps actors to lists over months. Blocks of a year, the oldest odd months left out.
    """
    size, actors = int(c["dispersion.block_months"]), list(counts)
    length = len(counts[actors[0]])
    total = [sum(counts[actor][t] for actor in actors) for t in range(length)]
    if length < size or sum(total) == 0:
        return c["dispersion.unknown"]
    found = {}
    for actor in actors:
        told = []
        for start in range(length % size, length, size):
            block = [(counts[actor][t], total[t]) for t in range(start, start + size) if total[t] > 0]
            told += moments(block)
        found[actor] = min(c["dispersion.high"], max(c["dispersion.low"], middle(told, c["dispersion.low"])))
    volume = {actor: sum(counts[actor]) for actor in actors}
    return sum(found[actor] * volume[actor] for actor in actors) / sum(volume.values())


def pooled_correlation(counts, c):
    """The same of a window: sums of the mean squares of all actors and years before they are divided (Weir & Hill)."""
    size, actors = int(c["dispersion.block_months"]), list(counts)
    length = len(counts[actors[0]])
    total = [sum(counts[actor][t] for actor in actors) for t in range(length)]
    if length < size or sum(total) == 0:
        return c["dispersion.unknown"]
    excess = information = 0.0
    for start in range(length % size, length, size):
        for actor in actors:
            block = [(counts[actor][t], total[t]) for t in range(start, start + size) if total[t] > 0]
            k, volume = len(block), sum(n for _, n in block)
            if k >= 2 and volume > k:
                between, within, typical = mean_squares(block)
                excess += between - within
                information += between + (typical - 1.0) * within
    found = excess / information if information > 0 else c["dispersion.low"]
    return min(c["dispersion.high"], max(c["dispersion.low"], found))


def moments(block):
    """[(correlation, information)] of one block, or nothing where it cannot tell."""
    k, volume = len(block), sum(n for _, n in block)
    if k < 2 or volume == k:
        return []
    between, within, typical = mean_squares(block)
    # a mean square of few deviations is skewed: put its median where its mean should be
    between /= 2.0 * float(gammaincinv((k - 1) / 2.0, 0.5)) / (k - 1)
    information = between + (typical - 1.0) * within
    return [((between - within) / information, information)] if information > 0 else []


def mean_squares(block):
    """Mean squares between and within the months of a block, and its typical volume of a month."""
    k, volume = len(block), sum(n for _, n in block)
    share = sum(x for x, _ in block) / volume
    between = sum((x - n * share) ** 2 / n for x, n in block) / (k - 1)
    within = sum(x * (n - x) / n for x, n in block) / (volume - k)
    typical = (volume - sum(n * n for _, n in block) / volume) / (k - 1)
    return between, within, typical


def middle(told, otherwise):
    """Weighted median of (value, weight)."""
    half, reached = 0.5 * sum(weight for _, weight in told), 0.0
    for value, weight in sorted(told):
        reached += weight
        if reached >= half:
            return value
    return otherwise


def shares(counts, name, ask):
    """(alpha by actor, effective n) of the tempered, discounted Dirichlet."""
    c, actors = ask["c"], list(counts)
    length = len(counts[actors[0]])
    total = [sum(counts[actor][t] for actor in actors) for t in range(length)]
    busy = [n for n in total if n > 0]
    mean = sum(busy) / len(busy) if busy else 0.0
    eta = 1.0 / max(1.0, 1.0 + (mean - 1.0) * (pooled_correlation if ask["window"] else correlation)(counts, c))
    keep = 1.0 if ask["window"] else 2.0 ** (-1.0 / c[f"{name}.half_life_months"])
    alpha = {}
    for actor in actors:
        alpha[actor] = c[f"{name}.prior_days"]
        for t in range(length):
            alpha[actor] = keep * alpha[actor] + (1.0 - keep) * c[f"{name}.prior_days"] + eta * counts[actor][t]
    return alpha, sum(alpha.values()) - len(actors) * c[f"{name}.prior_days"]


def share_readings(alpha, n, name, ask, spread=None):
    """Value, interval, n, standing of every candidate; ``spread`` is a further variance of each share."""
    c, total, found = ask["c"], sum(alpha.values()), {}
    for actor in ask["candidates"]:
        mean = alpha[actor] / total
        own = mean * (1.0 - mean) / (total + 1.0)
        counts = (total + 1.0) * own / (own + (spread or {}).get(actor, 0.0)) - 1.0
        counts = max(counts, min(total, len(alpha) * c[f"{name}.prior_days"]))
        sides = mean * counts, (1.0 - mean) * counts
        low, value, high = beta(*sides, c["interval.level"])
        standing = "measured" if n >= c[f"{name}.min_effective_days"] else "prior-dominated"
        found[actor] = {"value": value, "low": low, "high": high, "n": max(n, 0.0), "standing": standing,
                        "beta": sides}  # fmt: skip
    return found


def monthly(days, actors, ask):
    """Sums per actor and month of {(actor, day): amount}."""
    months = months_between(span(ask)[0], span(ask)[1] - timedelta(days=1))
    found = {actor: [0.0] * len(months) for actor in actors}
    for (actor, day), amount in days.items():
        if (day.year, day.month) in months:
            found[actor][months.index((day.year, day.month))] += amount
    return found


CODES_OF_TABLE = {"045", "038", "039", "026", "027", "036", "040", "041", "042", "043", "044", "046"}


def with_repeats(days, rows, actors, ask):
    """The same, times what a day of the actor's acts stands for when an act is blind to itself for some days."""
    first, end = span(ask)
    months, dead = months_between(first, end - timedelta(days=1)), int(ask["c"]["counting.follow_up_days"])
    every = [first + timedelta(days=i) for i in range((end - first).days)]
    lengths = [sum(1 for day in every if (day.year, day.month) == month) for month in months]
    found, counted = monthly(days, actors, ask), Counter()
    for row in visible(rows, ask):
        if row["code"] in CODES_OF_TABLE:
            t = months.index((row["date"].year, row["date"].month))
            counted[row["third"], row["side"], row["code"], row["direction"], t] += 1
    for actor in actors:
        for t, length in enumerate(lengths):
            mine = [m for (third, *_, when), m in counted.items() if when == t
                    and (third if third in ask["candidates"] else "other") == actor]  # fmt: skip
            if mine:
                worth = sum(m * length / max(length - dead * (m - 1), length / (dead + 1)) for m in mine)
                found[actor][t] *= worth / sum(mine)
    return found


# --- mediation --------------------------------------------------------------------------------------------------------


def credits(evidence, meetings, ask, weight="weight"):
    """{(actor, day): credit}, third parties the arena does not list pooled as ``other``, and ``nobody``."""
    act, said, whole, follow = {}, {}, {}, {}
    for row in visible(evidence, ask):
        actor = row["third"] if row["third"] in ask["candidates"] else "other"
        kinds = {"N": (), "E4": ((follow, row[weight]),)}.get(
            row["level"],
            ((act, row[weight] * row.get("told", 1.0)), (said, row[weight]), (whole, row.get("full", row[weight]))),
        )
        for kind, value in kinds:
            kind[actor, row["date"]] = max(kind.get((actor, row["date"]), 0.0), value)
    for key in follow:
        if whole.get(key):
            follow[key] *= min(act[key] / whole[key], 1.0)
    found = {key: act.get(key, 0.0) + follow.get(key, 0.0) for key in {*act, *follow}}
    reach = int(ask["c"]["mediation.tolerance_days"])
    talks = [row for row in visible(meetings, ask) if row["talk"]]
    for day in {row["date"] for row in talks}:
        sure = max(row.get("told", 1.0) for row in talks if row["date"] == day)
        near = [day + timedelta(days=shift) for shift in range(-reach, reach + 1)]
        earned = max(sum(credit for (_, when), credit in said.items() if when == one) for one in near)
        if earned < 1.0:
            found["nobody", day] = (1.0 - earned) * sure
    return found


TALKS = ("036", "040", "041", "042", "043", "044", "046")


def no_coincidence(contacts, actor, ask):
    """(Part of the days of talks of an actor with one side near the other's that chance does not explain, error)."""
    reach, weeks = int(ask["c"]["mediation.tolerance_days"]), int(ask["c"]["mediation.chance_weeks"])
    days = {side: {row["date"] for row in visible(contacts, ask) if row["third"] == actor and row["side"] == side
                   and row["code"] in TALKS and row["direction"] != "part"} for side in ask["pair"]}  # fmt: skip
    first, end = span(ask)

    def near(moves):
        looked = [any(day + timedelta(days=move + by) in days[theirs] for by in range(-reach, reach + 1))
                  for mine, theirs in (ask["pair"], ask["pair"][::-1]) for day in days[mine] for move in moves
                  if first <= day + timedelta(days=move) < end]  # fmt: skip
        return sum(looked), len(looked)

    def variance(yes, looked):  # of a part of half as many days, even prior
        a, b = yes / 2 + 1, (looked - yes) / 2 + 1
        return a * b / (a + b) ** 2 / (a + b + 1)

    told, moved = near([0]), near([7 * week for week in range(-weeks, weeks + 1) if week != 0])
    if told[0] == 0:
        return 1.0, 0.0
    h, q = told[0] / told[1], moved[0] / moved[1] if moved[1] else 0.0
    if q == 1:
        return 1.0, 1.0
    by_h, by_q = q / (h**2 * (1 - q)), (h - 1) / (h * (1 - q) ** 2)
    error = math.sqrt(by_h**2 * variance(*told) + by_q**2 * variance(*moved))
    return max(0.0, (h - q) / (h * (1.0 - q))), min(1.0, error)


def near_row(row):
    return row["level"] == "E3" and math.isclose(row["weight"] / row["share"], 0.6)


def owner(row):
    return row.get("via") or row["third"]


def unaided(evidence, contacts, who, ask):
    """The part (and error) on days without stronger evidence, on which alone it counts."""
    part, error = no_coincidence(contacts, who, ask)
    mine = [row for row in visible(evidence, ask) if owner(row) == who]
    story = {row["date"] for row in mine if row["level"] == "E3" and abs(row["weight"] / row["share"] - 0.8) < 1e-9}
    strong = story | {row["date"] for row in mine if row["level"] == "E1"}
    both = story | {row["date"] for row in mine if near_row(row)}
    if not both - strong:
        return 1.0, 0.0
    first, end = span(ask)
    factor = len(both) * (1 - len(strong) / (end - first).days) / len(both - strong)
    return max(1 - (1 - part) * factor, 0.0), min(error * factor, 1.0)


def without_chance(evidence, contacts, ask):
    """Evidence in which talks near each other keep the part that is no coincidence of their party or format."""
    kept, rows = {}, []
    for row in evidence:
        full = row["weight"]
        if near_row(row):
            who = owner(row)
            kept[who] = kept[who] if who in kept else unaided(evidence, contacts, who, ask)[0]
            row = {**row, "weight": row["weight"] * kept[who]}
        rows.append({**row, "full": full})
    return rows


def block_of(day, ask):
    """Number of the block of months a day lies in, and how many there are."""
    first, end = span(ask)
    block = int(ask["c"]["mediation.voices_months"])
    count = max(1, round(len(months_between(first, end - timedelta(days=1))) / block))
    return min(max((day.year - first.year) * 12 + day.month - first.month, 0) // block, count - 1), count


def by_act(row):
    """Whether an act's code or place makes the evidence."""
    near = row["level"] == "E3" and any(abs(row["full"] / row["share"] - w) < 1e-9 for w in (0.8, 0.6))
    return row["level"] in ("E1", "E2", "E3") and not near


def voices_of(rows, key):
    """{key of a row: voices}."""
    found = {}
    for row in rows:
        found.setdefault(key(row), set()).add(row["voice"])
    return found


def alone(heard):
    return len(heard) == 1 and None not in heard


def told(evidence, meetings, contacts, ask):
    """Evidence and acts of the two with what one voice alone tells as far as it is true (``told``), and the part known.

    The same two-part Poisson model, by EM, one number at a time.
    """

    def at(day):
        return block_of(day, ask)[0]

    def key(row):
        return row["level"], owner(row), row["date"]

    looked = [row for row in visible(evidence, ask) if by_act(row)]
    voices = voices_of(looked, key)
    cells, met = (
        told_days(voices, ask),
        Counter((who, at(day)) for who, day in {(row["third"], row["date"]) for row in visible(contacts, ask)}),
    )
    names, count = {owner(row) for row in looked}, block_of(ask["at"], ask)[1]
    parts = two_parts(cells, met, names, count, len(names | {who for who, _ in met}))
    for row in (*evidence, *meetings):
        row["told"] = 1.0
    for row in looked:
        if alone(voices[key(row)]):
            row["told"] = parts[row["level"], owner(row), at(row["date"])]
    talks = [row for row in visible(meetings, ask) if row["talk"]]
    days = voices_of(talks, lambda row: row["date"])
    for row in talks:
        if alone(days[row["date"]]):
            row["told"] = average(cells, parts, at(row["date"]))
    known = [row for row in looked if None not in voices[key(row)] and cells[row["level"], at(row["date"])][1]]
    return evidence, meetings, len(known) / len(looked) if looked else 0.0


def told_days(voices, ask):
    """{(level, block): (days told by one voice, days told by several)} by whose they are."""
    cells = {}
    for (level, who, day), heard in voices.items():
        if None not in heard:
            cell = cells.setdefault((level, block_of(day, ask)[0]), ({}, {}))[len(heard) > 1]
            cell[who] = cell.get(who, 0) + 1
    return cells


def average(cells, parts, block):
    """Part of all that one voice tells in a block that is true."""
    every = [(n, parts[level, who, block]) for (level, where), (one, _) in cells.items() if where == block
             for who, n in one.items()]  # fmt: skip
    return sum(n * part for n, part in every) / sum(n for n, _ in every) if every else 1.0


def two_parts(cells, met, names, count, size, rounds=60):
    """{(level, who, block): part of what one voice tells that is true}."""
    found, days_of = {}, {b: sum(n for (_, where), n in met.items() if where == b) for b in range(count)}
    for level in {level for level, _ in cells}:
        one = {(who, b): cells.get((level, b), ({}, {}))[0].get(who, 0) for who in names for b in range(count)}
        two = {(who, b): cells.get((level, b), ({}, {}))[1].get(who, 0) for who in names for b in range(count)}
        held = {key: 0.5 * n for key, n in one.items()}
        coded = {key: 0.25 * sum(one[who, key[1]] for who in names) * met.get(key, 0)
                 / max(days_of[key[1]], 1) for key in one}  # fmt: skip
        anyone = {b: 0.25 * sum(one[who, b] for who in names) / size for b in range(count)}
        true = {b: 0.5 * sum(one[who, b] for who in names) for b in range(count)}
        for _ in range(rounds):
            share = {who: sum(two[who, b] + held[who, b] for b in range(count)) + 1e-9 for who in names}
            total = sum(share.values())
            good = {(who, b): share[who] / total * true[b] for who, b in one}
            every = {key: good[key] + coded[key] + anyone[key[1]] + 1e-9 for key in one}
            part = {key: good[key] / every[key] for key in one}
            wrong = {key: one[key] * coded[key] / every[key] for key in one}
            named = {key: one[key] * anyone[key[1]] / every[key] for key in one}
            held = {key: one[key] * part[key] for key in one}
            for b in range(count):
                true[b] = sum(held[who, b] for who in names)
                anyone[b] = sum(named[who, b] for who in names) / size
                days, code = days_of[b], sum(wrong[who, b] for who in names)
                for who in names:
                    coded[who, b] = code * met.get((who, b), 0) / max(days, 1e-9)
        for who, b in one:
            found[level, who, b] = part[who, b] if any(two[name, b] for name in names) else 1.0
    return found


def doubt(evidence, contacts, counts, ask):
    """Variance of all credits that the errors of the kept parts make, over that of as many wholly dependent ones."""
    sure, most, error, off, errors = {}, {}, {}, {}, {}
    for row in visible(evidence, ask):
        key = row["third"], row["date"]
        if near_row(row):
            most[key] = max(most.get(key, 0.0), row["weight"])
            who = row.get("via") or row["third"]
            errors[who] = errors[who] if who in errors else unaided(evidence, contacts, who, ask)[1]
            error[key] = max(error.get(key, 0.0), errors[who])
        elif row["level"] not in ("N", "E4"):
            sure[key] = max(sure.get(key, 0.0), row["weight"])
    for key, weight in most.items():
        off[key[0]] = off.get(key[0], 0.0) + max(0.0, weight - sure.get(key, 0.0)) * error[key]
    total = sum(map(sum, counts.values()))
    alike = sum(sum(one) * (total - sum(one)) for one in counts.values())
    return sum(one**2 for one in off.values()) / alike if alike else 0.0


def mistaken(given, rows, counts, alpha, ask, voiced):
    """Variance of each share if a part of the days of mere contact had earned credit by mistake."""
    half = math.inf if ask["window"] else ask["c"]["mediation.half_life_months"]
    last = span(ask)[1] - timedelta(days=1)
    wrong = dict.fromkeys(counts, 0.0)
    for actor, day in contacts(rows, ask):
        if not given.get((actor, day)):
            age = len(months_between(day, last)) - 1
            c = ask["c"]
            rate = voiced * c["mediation.mistaken_voiced"] + (1.0 - voiced) * c["mediation.mistaken_credit"]
            wrong[actor] += rate * 2.0 ** (-age / half)
    total = sum(n * 2.0 ** (-age / half) for series in counts.values() for age, n in enumerate(reversed(series)))
    everything, mass = sum(wrong.values()), sum(alpha.values())
    return {actor: ((wrong[actor] - alpha[actor] / mass * everything) / total) ** 2 for actor in counts}


def mediation(panels, ask):
    """Readings by candidate."""
    evidence = panels["triad_evidence"]
    meetings, voiced = panels["pair_event"], 0.0
    if ask.get("machine_coded"):
        evidence = without_chance(evidence, panels["outsider_day"], ask)
        if all("voice" in row for row in (*evidence, *meetings)) and evidence and meetings:
            evidence, meetings, voiced = told(evidence, meetings, panels["outsider_day"], {**ask, "window": None})
    given = credits(evidence, meetings, ask)
    undefined = no_table({day for (actor, day), credit in given.items() if actor != "nobody" and credit > 0}, ask)
    if undefined:
        return {actor: {"standing": "undefined"} for actor in ask["candidates"]}
    actors = (*ask["candidates"], "other", "nobody")
    counts = monthly(given, actors, ask)
    if ask.get("machine_coded"):
        counts = with_repeats(given, panels["outsider_day"], actors, ask)
    alpha, n = shares(counts, "mediation", ask)
    if ask.get("machine_coded"):
        lasting = ask["c"]["mediation.lasting_correlation"]
        lasting += doubt(panels["triad_evidence"], panels["outsider_day"], counts, ask)
        prior, worth = ask["c"]["mediation.prior_days"], 1.0 / (1.0 + n * lasting)
        alpha, n = {actor: prior + worth * (value - prior) for actor, value in alpha.items()}, n * worth
    spread = mistaken(given, panels["outsider_day"], counts, alpha, ask, voiced) if ask.get("machine_coded") else None
    found = share_readings(alpha, n, "mediation", ask, spread)
    first = largest({actor: alpha[actor] for actor in ask["candidates"]})
    for actor in ask["candidates"]:
        found[actor]["probability"] = first[actor]
        found[actor]["acceptance"] = acceptance(evidence, actor, ask)
        found[actor]["even_handedness"], found[actor]["leans_to"] = evenness(panels["outsider_day"], actor, ask)
    return found


def no_table(days, ask):
    """True when third parties probably meet the pair less often than the floor."""
    c, (first, end) = ask["c"], span(ask)
    length, life = float((end - first).days), c["mediation.half_life_months"] * MONTH
    seen, exposure = float(len(days)), length
    if ask["window"] is None:
        seen = sum(2.0 ** (-(ask["at"] - day).days / life) for day in days)
        exposure = sum(2.0 ** (-(i + 0.5) / 24 / life) for i in range(int(length) * 24)) / 24
    shape = c["mediation.rate_prior_days"] + seen
    rate = (c["mediation.rate_prior_exposure_days"] + exposure) / MONTH
    return float(gammainc(shape, rate * c["mediation.table_rate_per_30d"])) > c["mediation.no_table_probability"]


def acceptance(evidence, actor, ask):
    """Median share of the actor's days that were accepted, None when it offered nothing."""
    mine = [row for row in visible(evidence, ask) if row["third"] == actor]
    held = len({row["date"] for row in mine if row["level"] in ("E1", "E3")})
    refused = len({row["date"] for row in mine if row["level"] == "N"})
    prior = ask["c"]["mediation.acceptance_prior"]
    return beta(prior + held, prior + refused, 0.9)[1] if held + refused else None


def evenness(rows, actor, ask):
    """Median of one less the distance of the shares of favours toward the sides, and the side surely leant to."""
    life, days = ask["c"]["mediation.half_life_months"] * MONTH, {}
    for row in visible(rows, ask):
        root = row["code"][:2]
        kind = "favour" if root in ("05", "06", "07") else "slight" if "11" <= root <= "17" else None
        if row["third"] == actor and row["direction"] == "out" and kind:
            age = 0.0 if ask["window"] else (ask["at"] - row["date"]).days / life
            days[row["side"], kind, row["date"]] = 2.0**-age
    if not days:
        return None, None
    prior, points = ask["c"]["mediation.favour_prior"], []
    for side in ask["pair"]:
        yes, no = (prior + sum(w for (one, kind, _), w in days.items() if (one, kind) == (side, what))
                   for what in ("favour", "slight"))  # fmt: skip
        points.append([float(betaincinv(yes, no, (i + 0.5) / 64)) for i in range(64)])
    pairs = [(one, two) for one in points[0] for two in points[1]]
    first = sum(one > two for one, two in pairs) / len(pairs)
    least = ask["c"]["mediation.favour_probability"]
    leaning = ask["pair"][0] if first >= least else ask["pair"][1] if 1.0 - first >= least else None
    return median(1.0 - abs(one - two) for one, two in pairs), leaning


def largest(alpha, steps=6000):
    """Probability of each component of a Dirichlet to be the largest: one integral over independent Gammas."""
    top, mass = max(alpha.values()), dict.fromkeys(alpha, 0.0)
    low, high = math.log(float(gammaincinv(top, 1e-14))), math.log(float(gammaincinv(top, 1 - 1e-12)) + 1.0)
    low = max(low, -500.0)
    for i in range(steps):
        z = low + (high - low) * (i + 0.5) / steps
        below = {actor: max(float(gammainc(a, math.exp(z))), 1e-300) for actor, a in alpha.items()}
        for actor, a in alpha.items():
            others = math.prod(value for one, value in below.items() if one != actor)
            mass[actor] += math.exp(a * z - math.exp(z) - float(gammaln(a))) * others
    return {actor: value / sum(mass.values()) for actor, value in mass.items()}


# --- visibility and player --------------------------------------------------------------------------------------------


def contacts(rows, ask):
    """{(actor, day): sides met}, actors the arena does not list pooled."""
    met = {(row["third"] if row["third"] in ask["candidates"] else "other", row["side"], row["date"])
           for row in visible(rows, ask)}  # fmt: skip
    found = {}
    for actor, _, day in met:
        found[actor, day] = found.get((actor, day), 0.0) + 1.0
    return found


def own_acts(rows, actor, ask):
    return [row for row in visible(rows, ask) if row["third"] == actor and row["direction"] in ("out", "joint", "part")]


def visibility(panels, ask):
    """Readings by candidate."""
    rows = panels["outsider_day"]
    alpha, n = shares(monthly(contacts(rows, ask), (*ask["candidates"], "other"), ask), "visibility", ask)
    found = share_readings(alpha, n, "visibility", ask)
    for actor in ask["candidates"]:
        acts = own_acts(rows, actor, ask)
        deeds = sum(row["code"][:2] in ("06", "07", "16") or row["code"].startswith("057") for row in acts)
        prior = ask["c"]["visibility.deed_prior"]
        found[actor]["deed_share"] = beta(prior + deeds, prior + len(acts) - deeds, 0.9)[1] if acts else None
    return found


def weighty(row):
    """An act with consequence: material or binding and the outsider's own, an ask to it, a part in the pair's act."""
    code, way = row["code"], row["direction"]
    roots = ("06", "07", "08", "13", "14", "15", "16", "17", "18", "19", "20")
    binding = code[:2] in roots or code[:3] in ("039", "045", "057", "043", "044")
    asked = code[:2] in ("02", "10") or code[:3] == "038"
    return way == "part" or (way in ("out", "joint") and binding) or (way == "in" and asked)


def player(panels, ask):
    """Readings by candidate."""
    c, rows = ask["c"], panels["outsider_day"]
    strong = [row for row in rows if weighty(row)]
    alpha, n = shares(monthly(contacts(strong, ask), (*ask["candidates"], "other"), ask), "player", ask)
    found, total, even = share_readings(alpha, n, "player", ask), sum(alpha.values()), 1.0 / len(alpha)
    for actor in ask["candidates"]:
        a, b = alpha[actor], total - alpha[actor]
        acts = own_acts(rows, actor, ask)
        talk = sum(row["code"][:2] in ("01", "02", "11") for row in acts) / len(acts) if acts else None
        above, low = float(betaincc(a, b, even)), float(betainc(a, b, c["player.bystander_factor"] * even))
        state = "marginal"
        if above > c["player.level"]:
            state = "player"
        elif talk is None:
            state = "absent"
        elif low > c["player.level"] and talk > c["player.talk_ratio"]:
            state = "bystander"
        thin = found[actor]["standing"] == "prior-dominated"
        found[actor] |= {"probability": above, "talk_ratio": talk, "state": None if thin else state}
    return found


# --- promises and responses -------------------------------------------------------------------------------------------


def grouped(acts, gap):
    """Runs of acts (day, code, row) no further apart than the gap."""
    runs = []
    for act in sorted(acts, key=lambda act: (act["date"], act["code"])):
        if runs and (act["date"] - runs[-1][-1]["date"]).days <= gap:
            runs[-1].append(act)
        else:
            runs.append([act])
    return runs


def toward(rows, source, target, ask):
    return [row for row in visible(rows, ask) if (row["source"], row["target"]) == (source, target)]


def promise_fates(rows, side, other, ask, book):
    """(first day, promise, fate, days it had) of every episode that is settled; ``book`` maps codes to promises."""
    own, answers = toward(rows, side, other, ask), toward(rows, other, side, ask)
    found = []
    for subject in {promise.subject for promise in book.values()}:
        made = [act for act in own if act["code"] in book and book[act["code"]].subject == subject]
        for run in grouped(made, ask["c"]["promises.episode_gap_days"]):
            promise = max((book[act["code"]] for act in run), key=lambda one: one.weight)
            fate = coded(run, ask) or settled(run, promise, own, answers, ask)
            if fate:
                given = (run[-1]["date"] - run[0]["date"]).days + promise.horizon_days
                found.append((run[0]["date"], promise, fate, given))
    return found


def coded(run, ask):
    """The fate an expert coded, as far as it was known on the day asked for."""
    known = [act["fate"] for act in run if act["fate"] in ("kept", "broken", "lapsed")
             and act["fate_date"] is not None and act["fate_date"] <= ask["at"]]  # fmt: skip
    return known[0] if known else None


def settled(run, promise, own, answers, ask):
    first, end = run[0]["date"], run[-1]["date"] + timedelta(days=promise.horizon_days)
    inside = lambda act: first < act["date"] <= min(end, ask["at"])  # noqa: E731
    if any(inside(act) and act["code"] in promise.broken for act in own):
        return "broken"
    if end > ask["at"]:
        return None
    done = any(inside(act) and act["code"] in promise.kept for act in own)
    done = done or any(inside(act) and act["code"] in promise.kept_by_other for act in answers)
    return "kept" if done else "lapsed"


def promises(panels, ask):
    """Readings by side."""
    rows, book, c, found = panels["pair_act"], ask["promises"], ask["c"], {}
    for side, other in (ask["pair"], ask["pair"][::-1]):
        fates = promise_fates(rows, side, other, ask, book)
        if not fates:
            found[side] = {"standing": "undefined"}
            continue
        total = {"kept": 0.0, "broken": 0.0, "lapsed": 0.0}
        for day, promise, fate, _ in fates:
            total[fate] += promise.weight * fading(day, ask, "promises")
        a = c["promises.prior_kept"] + total["kept"]
        b = c["promises.prior_broken"] + total["broken"] + c["promises.lapsed_weight"] * total["lapsed"]
        low, value, high = beta(a, b, c["interval.level"])
        n = sum(total.values())
        base = with_and_without(rows, fates, side, other, ask)
        found[side] = {
            "value": value, "low": low, "high": high, "n": n, "beta": (a, b),
            "standing": "measured" if n >= c["promises.min_effective"] else "prior-dominated",
            "probability": None if base is None else higher(*base),
        }  # fmt: skip
    return found


def fading(day, ask, name):
    if ask["window"]:
        return 1.0
    return 2.0 ** (-(ask["at"] - day).days / (ask["c"][f"{name}.half_life_months"] * MONTH))


def with_and_without(rows, fates, side, other, ask):
    """Beta of a deed and no breach after promises, and in windows, a step apart, that touch none of the subject."""
    c, own, answers = ask["c"], toward(rows, side, other, ask), toward(rows, other, side, ask)
    step, start = int(c["promises.control_step_days"]), min(act["date"] for act in own)
    parts = []
    for subject in {promise.subject for _, promise, _, _ in fates}:
        mine = [one for one in fates if one[1].subject == subject]
        promise = min(mine, key=lambda one: one[0])[1]
        length = round(sum(given for *_, given in mine) / len(mine))
        reach = timedelta(days=length)
        hits = tries = 0.0
        day = start
        while day < ask["at"] - reach:
            if not any(first - reach < day <= first + timedelta(days=given) for first, _, _, given in mine):
                inside = [act for act in own if day < act["date"] <= day + reach]
                done = any(act["code"] in promise.kept for act in inside)
                done = done or any(day < act["date"] <= day + reach and act["code"] in promise.kept_by_other
                                   for act in answers)  # fmt: skip
                worth = min(1.0, step / length) * fading(day, ask, "promises")
                tries += worth
                hits += worth * (done and not any(act["code"] in promise.broken for act in inside))
            day += timedelta(days=step)
        if tries:
            weights = [(one.weight * fading(first, ask, "promises"), fate) for first, one, fate, _ in mine]
            parts.append((sum(w for w, _ in weights), sum(w for w, fate in weights if fate == "kept"), hits, tries))
    if not parts:
        return None
    whole = sum(w for w, *_ in parts)
    usual = sum(w * hits / tries for w, _, hits, tries in parts) / whole
    size = whole**2 / sum(w**2 / tries for w, _, _, tries in parts)
    a, b, kept = c["promises.prior_kept"], c["promises.prior_broken"], sum(yes for _, yes, _, _ in parts)
    return a + kept, b + whole - kept, a + size * usual, b + size * (1.0 - usual)


ANSWERS = ("comply", "engage", "refuse", "retaliate", "ignore")


def responses(panels, ask):
    """Readings by side: the share of the other's asks it ignored."""
    rows, book, c, found = panels["pair_act"], ask["asks"], ask["c"], {}
    for side, other in (ask["pair"], ask["pair"][::-1]):
        own, asks = toward(rows, side, other, ask), toward(rows, other, side, ask)
        counts = dict.fromkeys(ANSWERS, 0.0)
        for kind in {one.kind for one in book.values()}:
            made = [act for act in asks if act["code"] in book and book[act["code"]].kind == kind]
            for run in grouped(made, c["responses.episode_gap_days"]):
                answer = answered(run, own, ask, book[run[0]["code"]])
                if answer:
                    counts[answer] += fading(run[0]["date"], ask, "responses")
        n, prior = sum(counts.values()), c["responses.prior"]
        if n == 0:
            found[side] = {"standing": "undefined"}
            continue
        hits, tries = without_ask(own, asks, ask, book)
        chance = (prior + hits, prior + tries - hits)
        telling = n * chance[1] / sum(chance) if tries else 0.0
        low, value, high, a, b = undone(counts["ignore"], n, chance, prior, c["interval.level"])
        found[side] = {
            "value": value, "low": low, "high": high, "n": telling, "beta": (a, b), "asks": n,
            "standing": "measured" if telling >= c["responses.min_effective"] else "prior-dominated",
        }  # fmt: skip
    return found


def without_ask(own, asks, ask, book):
    """Windows in which nothing was asked: those with an act that would pass for an answer, and all, both weighted."""
    c = ask["c"]
    reach, step = timedelta(days=c["responses.horizon_days"]), timedelta(days=c["responses.control_step_days"])
    made = [act for act in asks if act["code"] in book]
    day, hits, tries = min(act["date"] for act in made + own), 0.0, 0.0
    while day + reach <= ask["at"]:
        if not any(day - reach < act["date"] <= day + reach for act in made):
            tries += fading(day, ask, "responses")
            if any(day < act["date"] <= day + reach and any(book[one["code"]].outcome(act["code"]) for one in made)
                   for act in own):  # fmt: skip
                hits += fading(day, ask, "responses")
        day += step
    return hits, tries


def undone(seen, n, chance, prior, level):
    """Low, median, high and Beta parameters of the share ignored, point by point over shares and chances."""
    points, chances = 1000, 33
    shares, weights = [], []
    masks = [float(betaincinv(*chance, (i + 0.5) / chances)) for i in range(chances)]
    for j in range(points):
        share = math.sin((j + 0.5) / points * math.pi / 2) ** 2
        log = (prior - 0.5) * (math.log(share) + math.log1p(-share))
        shares.append(share)
        weights.append(sum(math.exp(log + seen * math.log(share * (1 - m)) + (n - seen) * math.log1p(-share * (1 - m)))
                           for m in masks))  # fmt: skip
    total = sum(weights)
    mean = sum(w * s for w, s in zip(weights, shares, strict=True)) / total
    spread = sum(w * (s - mean) ** 2 for w, s in zip(weights, shares, strict=True)) / total
    size = mean * (1 - mean) / spread - 1
    below, middles = 0.0, []
    for w in weights:
        middles.append((below + w / 2) / total)
        below += w
    bounds = []
    for p in ((1 - level) / 2, 0.5, (1 + level) / 2):
        k = next(i for i, one in enumerate(middles) if one >= p)
        part = (p - middles[k - 1]) / (middles[k] - middles[k - 1])
        bounds.append(shares[k - 1] + part * (shares[k] - shares[k - 1]))
    return (*bounds, mean * size, (1 - mean) * size)


def answered(run, own, ask, book):
    """The strongest answer to an episode of asks, None while its time is not up."""
    first, end = run[0]["date"], run[-1]["date"] + timedelta(days=ask["c"]["responses.horizon_days"])
    replies = {book.outcome(act["code"]) for act in own if first < act["date"] <= min(end, ask["at"])}
    if end > ask["at"] and "comply" not in replies:
        return None
    return next((answer for answer in ANSWERS if answer in replies), "ignore")
