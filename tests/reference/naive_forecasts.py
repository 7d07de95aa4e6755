"""Slow twins of the forecasts room, written from the definitions, in plain loops."""

import math


def crps_pmf(pmf, y):
    """Sum of squared distances of the two step functions, count by count, far beyond both."""
    total, below = 0.0, 0.0
    for k in range(max(len(pmf), int(y)) + 2):
        below += pmf[k] if k < len(pmf) else 0.0
        total += (below - (1.0 if y <= k else 0.0)) ** 2
    return total


def crps_samples(draws, y):
    off = sum(abs(x - y) for x in draws) / len(draws)
    spread = sum(abs(x - z) for x in draws for z in draws) / len(draws) ** 2
    return off - spread / 2


def negative_binomial(mean, size, k):
    p = size / (size + mean)
    log = math.lgamma(k + size) - math.lgamma(size) - math.lgamma(k + 1) + size * math.log(p) + k * math.log1p(-p)
    return math.exp(log)


def quantile(pmf, level):
    below = 0.0
    for k, p in enumerate(pmf):
        below += p
        if below >= level - 1e-12:
            return k
    return len(pmf) - 1


def smallest_interval_width(pmf, level):
    widths = [high - low for low in range(len(pmf)) for high in range(low, len(pmf))
              if sum(pmf[low : high + 1]) >= level - 1e-12]  # fmt: skip
    return min(widths)


def ledger_mean(parts, t, half_life, pooled, weight):
    """Mean of one series' ledger before period t; ``parts`` are its counts part by part, oldest first."""
    per_period = len(parts[0])
    seen = [count for period in parts[:t] for count in period]
    shape, rate = weight * pooled, weight
    for age, count in enumerate(reversed(seen)):
        kept = 2.0 ** (-age / (half_life * per_period))
        shape, rate = shape + kept * count, rate + kept / per_period
    return shape / rate


def pooled_level(every, t, half_life, floor):
    """Discounted mean count per period of all series before period t, with one part of prior."""
    per_period = len(every[0][0])
    seen = [[count for period in parts[:t] for count in period] for parts in every]
    shape, rate = floor / per_period, 1.0
    for age in range(len(seen[0])):
        kept = 2.0 ** (-age / (half_life * per_period))
        shape += kept * sum(one[-1 - age] for one in seen) / len(seen)
        rate += kept
    return per_period * shape / rate


def aged_shares(table, horizon, half_life, prior, tempering):
    """Dirichlet parameters of a table [K][T] some months after its end."""
    months = len(table[0])
    return [prior + sum(tempering * credit * 2.0 ** (-(months - 1 - t + horizon) / half_life)
                        for t, credit in enumerate(row)) for row in table]  # fmt: skip
