"""Slow twins of lead and gaudens, from their manifests: dense tables, EM and plain Newton steps in logarithms.

``panels`` and ``ask`` are those of ``naive_roles``.
"""

import math

import numpy as np
from loading import load
from scipy.stats import norm

ROLES = load("reference/naive_roles.py")
begins = ROLES.begins


def past(counts, wait):
    """What each day remembers of the days before it."""
    kept, held, found = 2.0 ** (-1.0 / wait), 0.0, []
    for count in counts:
        found.append(held)
        held = kept * held + (1.0 - kept) * count
    return np.asarray(found)


class Days:
    """The days asked about."""

    def __init__(self, ask, measure):
        self.c, self.first = ask["c"], ROLES.MEASURES.span(ask)[0]
        last, life = ROLES.last_day(ask), ask["c"][f"{measure}.half_life_months"]
        self.size = (last - self.first).days + 1
        ages = [(last - self.first).days - day for day in range(self.size)]
        self.weight = np.asarray([1.0 if ask["window"] else 2.0 ** (-age / (life * 30.0)) for age in ages])

    def count(self, met):
        """(unit, date) pairs, each once, as a number a day."""
        found = np.zeros(self.size)
        for _, day in set(met):
            if day >= self.first:
                found[(day - self.first).days] += 1.0
        return found

    def fit(self, counts, drivers):
        """Mode of the log rates, their covariance, and what is expected each day."""
        level = math.exp(self.mode(counts, drivers, self.size, self.c["answers.prior_acts"], math.inf)[0][0])
        return self.mode(counts, drivers, self.c["answers.block_days"], self.c["answers.steady_acts"], level)[1:]

    def mode(self, counts, drivers, block, steady, level):
        """The mode of all logarithms, that of the rates, their covariance, and what is expected each day."""
        prior = self.c["answers.prior_acts"]
        bases = [np.asarray([float(day // int(block) == k) for day in range(self.size)])
                 for k in range((self.size - 1) // int(block) + 1)]  # fmt: skip
        design, k = np.stack([*bases, *drivers]), len(bases)
        worth = np.asarray([steady] * k + [prior] * len(drivers))
        exposure = design @ self.weight + worth / ([level] * k + [self.c["answers.typical"]] * len(drivers))
        seen = design[:, counts > 0]
        told = (self.weight * counts)[counts > 0]

        def slopes(theta):
            """Of minus the log posterior: first and second derivatives by the logarithms."""
            rate = np.exp(theta)
            share = seen * rate[:, None] / (rate @ seen)
            slope = rate * exposure - share @ told - worth
            return slope, (share * told) @ share.T + np.diag(rate * exposure - share @ told)

        # steps of an EM come near the mode, Newton's steps do the rest
        theta = np.log(np.asarray([counts @ self.weight / self.weight.sum()] * k + [0.1] * len(drivers)))
        for _ in range(60):
            theta = np.log(np.exp(theta) - slopes(theta)[0] / exposure)
        for _ in range(20):
            slope, curve = slopes(theta)
            theta = theta - np.linalg.solve(curve, slope)
        spread, rate = np.linalg.inv(slopes(theta)[1]), np.exp(theta)
        return theta, theta[k:], spread[k:, k:], rate @ design

    def chance(self, counts, drivers, mine):
        """Share of the moves of one driver with as high a score."""
        expected = self.fit(counts, [one for n, one in enumerate(drivers) if n != mine])[2]
        pull = self.weight * (counts / expected - 1.0)
        block = int(self.c["answers.block_days"])
        for start in range(0, self.size, block):
            part = slice(start, start + block)
            pull[part] -= self.weight[part] * pull[part].sum() / self.weight[part].sum()
        score = lambda shift: float(pull @ np.roll(drivers[mine], shift))  # noqa: E731
        return ROLES.INFERENCE.shift_p_value(score, self.size, int(self.c["answers.shift_days"]))

    def reach(self):
        """Half-width of an interval in standard errors."""
        return float(norm.ppf((1.0 + self.c["interval.level"]) / 2.0))


def both_ways(panels, ask, codes=None):
    """(way, day) of acts between the two sides."""
    return [((row["source"], row["target"]), row["date"]) for row in ROLES.known(panels["pair_act"], ask)
            if codes is None or codes(row["code"])]  # fmt: skip


def lead(panels, ask):
    """Readings by third party."""
    days, wait = Days(ask, "lead"), ask["c"]["lead.lag_days"]
    counts = days.count(both_ways(panels, ask))
    rows = ROLES.known(panels["outsider_day"], ask)
    done = {}
    for third in {row["third"] for row in rows}:
        met = [(side, row["date"]) for side in ask["pair"] for row in ROLES.outside(rows, third, side, "out")]
        name = third if third in ask["candidates"] else "other"
        done[name] = done.get(name, 0.0) + days.count(met)
    drivers = {name: past(done[name], wait) for name in sorted(done) if past(done[name], wait).any()}
    names = list(drivers)
    if not counts.any() or len(names) < 2:
        return {third: {"standing": "undefined"} for third in ask["candidates"]}
    own = past(counts, wait)
    told = [*drivers.values(), *([own] if own.any() else [])]
    theta, spread, _ = days.fit(counts, told)
    called = np.exp(theta) * np.asarray([days.weight @ one for one in told])
    return {third: _lead(days, (counts, told, names), (theta, spread, called), third) if third in names
            else {"standing": "undefined"} for third in ask["candidates"]}  # fmt: skip


def _lead(days, given, fit, third):
    (counts, told, names), (_, spread, called), c = given, fit, days.c
    k, size = names.index(third), len(names)
    rest = called[:size].sum() - called[k]
    slope = np.asarray([1.0 if m == k else -called[m] / rest if m < size else 0.0 for m in range(len(called))])
    logit, error = math.log(called[k] / rest), math.sqrt(slope @ spread @ slope)
    low, value, high = (1.0 / (1.0 + math.exp(-(logit + side * days.reach() * error))) for side in (-1, 0, 1))
    n, chance = float(called[:size].sum()), days.chance(counts, told, k)
    more = float(norm.cdf((logit - math.log(1.0 / (size - 1.0))) / error))
    thin = n < c["lead.min_effective"]
    leads = more > c["lead.level"] and chance <= c["answers.null_level"]
    return {"value": value, "low": low, "high": high, "n": n, "beta": None, "probability": more, "null_p": chance,
            "standing": "prior-dominated" if thin else "measured",
            "state": None if thin else "leads" if leads else "none"}  # fmt: skip


def is_gain(code):
    return begins(code, "05", "06", "07", "08") or code in ("042", "0212", "0232")


def gaudens(panels, ask):
    """Readings by third party."""
    days, rows = Days(ask, "gaudens"), ROLES.known(panels["outsider_day"], ask)
    fights, peace = (days.count([(None, day) for _, day in both_ways(panels, ask, codes)])
                     for codes in (lambda code: begins(code, "15", "16", "17", "18", "19", "20"),
                                   lambda code: begins(code, "04", "05", "08")))  # fmt: skip

    def of(third, way, codes):
        return days.count([(side, row["date"]) for side in ask["pair"]
                           for row in ROLES.outside(rows, third, side, way) if codes(row["code"])])  # fmt: skip

    kinds = (("in", is_gain), ("out", lambda code: code in ("026", "039", "043", "045")))
    every = {row["third"] for row in rows}
    gains, joins = (sum((of(third, *kind) for third in sorted(every)), start=np.zeros(days.size)) for kind in kinds)
    found = {}
    for third in ask["candidates"]:
        mine, joined = (of(third, *kind) for kind in kinds)
        found[third] = _gaudens(days, (mine, fights, gains - mine), (peace, joined, joins - joined))
    return found


def _gaudens(days, gained, joined):
    c = days.c
    gain = _follows(days, gained, c["gaudens.gain_days"])
    join = _follows(days, joined, c["gaudens.join_days"])
    if gain is None:
        return {"standing": "undefined"}
    theta, error, chance = gain
    n = float(gained[0] @ days.weight)
    thin = n < c["gaudens.min_effective"]
    said = [name for name, one in (("gaudens", gain), ("iungens", join)) if one and one[2] <= c["answers.null_level"]]
    low, value, high = (math.exp(theta + side * days.reach() * error) for side in (-1, 0, 1))
    return {"value": value, "low": low, "high": high, "n": n, "beta": None, "gain_null_p": chance,
            "joining": math.exp(join[0]) if join else None, "standing": "prior-dominated" if thin else "measured",
            "state": None if thin else " and ".join(said) or "none"}  # fmt: skip


def _follows(days, series, wait):
    counts, driver, other = series
    told = [past(one, wait) for one in (driver, counts, other)]
    if not (told[0].any() and counts.any()):
        return None
    told = [one for one in told if one.any()]
    theta, spread, _ = days.fit(counts, told)
    return theta[0], math.sqrt(spread[0, 0]), days.chance(counts, told, 0)
