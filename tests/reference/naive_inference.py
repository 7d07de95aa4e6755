"""Slow twins of the inference room, written from the definitions. One series at a time, no cleverness."""

import itertools
import math

import numpy as np
from scipy.optimize import brentq
from scipy.special import gammaln, logsumexp
from scipy.stats import nbinom


def discounted(x, half_life):
    return [sum(2.0 ** (-(t - s) / half_life) * x[s] for s in range(t + 1)) for t in range(len(x))]


def gamma_ledger(y, exposure, *, half_life, prior_mean, prior_weight, tempering):
    keep = 2.0 ** (-1.0 / half_life)
    a, b, out = prior_weight * prior_mean, prior_weight, []
    for count, volume in zip(y, exposure, strict=True):
        a = keep * a + (1 - keep) * prior_weight * prior_mean + tempering * count
        b = keep * b + (1 - keep) * prior_weight + tempering * volume
        out.append((a, b))
    return out


def gamma_forecast_score(y, exposure, *, half_life, prior_mean, prior_weight):
    """Untempered one-step log scores, from the textbook negative binomial."""
    keep = 2.0 ** (-1.0 / half_life)
    a, b, out = prior_weight * prior_mean, prior_weight, []
    for count, volume in zip(y, exposure, strict=True):
        a = keep * a + (1 - keep) * prior_weight * prior_mean
        b = keep * b + (1 - keep) * prior_weight
        out.append(nbinom.logpmf(count, a, b / (b + volume)))
        a, b = a + count, b + volume
    return out


def dirichlet_ledger(x, *, half_life, prior, tempering):
    keep = 2.0 ** (-1.0 / half_life)
    alpha, out = list(prior), []
    for counts in x:
        alpha = [keep * old + (1 - keep) * p + tempering * c for old, p, c in zip(alpha, prior, counts, strict=True)]
        out.append(alpha)
    return out


def hpd_size(probabilities, level):
    """Size of the smallest set holding the level, by trying all sets."""
    for size in range(1, len(probabilities) + 1):
        if max(sum(c) for c in itertools.combinations(probabilities, size)) >= level - 1e-12:
            return size
    return len(probabilities)


def log_beta_binomial(x, n, share, rho):
    """Beta-binomial log mass without the binomial coefficient."""
    s = (1.0 - rho) / rho
    a, b = share * s, (1.0 - share) * s
    return gammaln(x + a) + gammaln(n - x + b) - gammaln(n + s) - gammaln(a) - gammaln(b) + gammaln(s)


def log_negative_binomial(y, exposure, rate, phi):
    """Negative binomial log mass with variance phi times the mean."""
    mean = rate * exposure
    return nbinom.logpmf(y, mean / (phi - 1.0), 1.0 / phi)


class Changes:
    """Fearnhead's recursions over all segments; log_kernel[t][g] is the log likelihood of period t at level g."""

    def __init__(self, log_kernel, log_prior, *, mean, minimum):
        self.kernel, self.prior = np.asarray(log_kernel), np.asarray(log_prior)
        self.periods = len(log_kernel)
        p = 2.0 / (mean - minimum + 2.0)
        mass = [0.0] * minimum
        for j in range(self.periods + 1):
            mass.append((j + 1) * p**2 * (1 - p) ** j)
        self.mass = mass
        self.survival = [1.0 - math.fsum(mass[:k]) for k in range(self.periods + 1)]
        self.segment = {
            (s, e): logsumexp(self.prior + self.kernel[s:e].sum(axis=0))
            for s in range(self.periods)
            for e in range(s + 1, self.periods + 1)
        }
        with np.errstate(divide="ignore"):
            self.log_mass, self.log_survival = np.log(self.mass), np.log(self.survival)
        self.ahead = self._ahead()
        self.behind = self._behind()

    def _ahead(self):
        """ahead[s]: log evidence of the data from s on, given that a segment starts at s."""
        out = [0.0] * (self.periods + 1)
        for s in range(self.periods - 1, -1, -1):
            parts = [self.segment[s, self.periods] + self.log_survival[self.periods - s]]
            parts += [self.segment[s, e] + self.log_mass[e - s] + out[e] for e in range(s + 1, self.periods)]
            out[s] = logsumexp(parts)
        return out

    def _behind(self):
        """behind[e]: log evidence of the data before e and of a segment starting at e."""
        out = [0.0]
        for e in range(1, self.periods):
            out.append(logsumexp([out[s] + self.segment[s, e] + self.log_mass[e - s] for s in range(e)]))
        return out

    def log_evidence(self):
        return self.ahead[0]

    def log_bayes_factor(self):
        none = self.segment[0, self.periods]
        stay = self.survival[self.periods]
        some = math.exp(self.ahead[0] - none) - stay
        return math.log(some / (1.0 - stay))

    def at(self):
        return [0.0] + [math.exp(self.behind[t] + self.ahead[t] - self.ahead[0]) for t in range(1, self.periods)]

    def number(self, most):
        """Probability of 0..most-1 changes, and of most or more."""
        behind = [0.0] + [-math.inf] * (self.periods - 1)
        out = []
        for _ in range(most):
            whole = [
                behind[s] + self.segment[s, self.periods] + self.log_survival[self.periods - s]
                for s in range(self.periods)
            ]
            out.append(math.exp(logsumexp(whole) - self.ahead[0]))
            behind = [-math.inf] + [
                logsumexp([behind[s] + self.segment[s, e] + self.log_mass[e - s] for s in range(e)])
                for e in range(1, self.periods)
            ]
        return [*out, 1.0 - math.fsum(out)]

    def level(self):
        """Probability of each level in each period, by going through all segments."""
        out = np.zeros(self.kernel.shape)
        for s in range(self.periods):
            for e in range(s + 1, self.periods + 1):
                last = e == self.periods
                ending = self.log_survival[e - s] if last else self.log_mass[e - s] + self.ahead[e]
                weight = self.prior + self.kernel[s:e].sum(axis=0) + self.behind[s] + ending - self.ahead[0]
                out[s:e] += np.exp(weight)
        return out


def elasticity(counts, volume):
    """Slope of log counts on log volume within series, and its error clustered by month, term by term."""
    series, months = len(counts), len(volume)
    x = [math.log(v) for v in volume]
    x = [one - sum(x) / months for one in x]
    rows = []
    for row in counts:
        y = [math.log(one) for one in row]
        rows.append([one - sum(y) / months for one in y])
    total = series * sum(one**2 for one in x)
    slope = sum(x[t] * row[t] for row in rows for t in range(months)) / total
    meat = sum(sum(x[t] * (row[t] - slope * x[t]) for row in rows) ** 2 for t in range(months))
    return slope, math.sqrt(meat * months / (months - 1)) / total


def near_duplicates(titles, days, similarity, within):
    """Clusters by comparing all pairs of titles until nothing changes."""
    label = list(range(len(titles)))
    changed = True
    while changed:
        changed = False
        for i, j in itertools.combinations(range(len(titles)), 2):
            alike = len(titles[i] & titles[j]) / len(titles[i] | titles[j]) >= similarity
            if alike and abs(days[i] - days[j]) <= within and label[i] != label[j]:
                label[i] = label[j] = min(label[i], label[j])
                changed = True
    return label


def softmax(design, label, kinds, penalty):
    """Weights of a softmax regression by plain steps downhill; the last feature is not penalised."""
    features = len(design[0])
    w = [[0.0] * kinds for _ in range(features)]
    for _ in range(3000):
        slope = [[penalty * w[f][k] * (f < features - 1) for k in range(kinds)] for f in range(features)]
        for row, truth in zip(design, label, strict=True):
            odds = [math.exp(sum(x * w[f][k] for f, x in enumerate(row))) for k in range(kinds)]
            for f, x in enumerate(row):
                for k in range(kinds):
                    slope[f][k] += x * (odds[k] / sum(odds) - (k == truth))
        w = [[w[f][k] - 0.03 * slope[f][k] for k in range(kinds)] for f in range(features)]
    return w


def unmasked_share(seen, n, masking, prior, draws):
    """Draws of a share that is seen with probability share * (1 - masking), by weighing draws of the prior."""
    rng = np.random.default_rng(3)
    share, mask = rng.beta(*prior, draws * 20), rng.beta(*masking, draws * 20)
    shown = share * (1 - mask)
    weight = np.exp(seen * np.log(shown) + (n - seen) * np.log1p(-shown))
    return rng.choice(share, size=draws, p=weight / weight.sum())


def shift_p_value(statistic, size, furthest):
    """Share of moves by up to ``furthest`` of ``size`` periods either way with a ``statistic`` as large as unmoved."""
    moves = [side * step for step in range(1, min(furthest, (size - 1) // 2) + 1) for side in (1, -1)]
    reached = sum(statistic(move) >= statistic(0) - 1e-8 for move in moves)
    return (1 + reached) / (len(moves) + 1) if moves else 1.0


def ratio_of_rates(days, prior, level):
    """Quantiles (low, median, high) of the log ratio of rates of exposed days, and the probability that it is above 0.

    ``days`` holds, by stretch, lists of (count, exposure, weight). Integrals by Gauss's rule over short pieces.
    """
    nodes, parts = np.polynomial.legendre.leggauss(8)

    def logs(x):
        found = prior * x - 2.0 * prior * np.logaddexp(0.0, x)
        for stretch in days:
            held = sum(weight * count for count, _, weight in stretch)
            if not held:
                continue
            mean = sum(weight * z for _, z, weight in stretch) / sum(weight for _, _, weight in stretch)
            found = found - held * np.log(1.0 - mean + np.exp(x) * mean)
            for count, z, weight in stretch:
                if weight * count:
                    found = found + weight * count * np.log(1.0 - z + np.exp(x) * z)
        return found

    def mass(start, end):
        """Of each piece, all at once."""
        half = np.reshape((end - start) / 2.0, (-1, 1))
        return (half * parts * np.exp(logs(np.reshape(start, (-1, 1)) + half * (1.0 + nodes)) - top)).sum(axis=1)

    edges = np.arange(-240, 241) / 4.0
    top = logs(edges).max()
    below = np.concatenate([[0.0], np.cumsum(mass(edges[:-1], edges[1:]))])

    def quantile(p):
        piece = int(np.argmax(below > p * below[-1])) - 1
        start = edges[piece]
        return brentq(lambda x: below[piece] + mass(start, x)[0] - p * below[-1], start, edges[piece + 1])

    tail = (1.0 - level) / 2.0
    return *(quantile(p) for p in (tail, 0.5, 1.0 - tail)), 1.0 - below[240] / below[-1]
