"""How strongly one trial supports a hypothesis: a posterior probability, or None where it cannot be computed."""

import math

from scipy.special import betainc, betaincc, ndtr

from tertius.inference.intervals import at_odds, beta_difference_probability, normal_error
from tertius.model import Claim, Estimate, Reading, Says, Trial

_EMPTY = "none"
"""State by which a measure says that nothing at all is on record."""
_LEAST = 1e-300
"""Probabilities below this are not told apart."""


def support(claim: Claim, trial: Trial) -> float | None:
    """Posterior probability that the claim is true under a trial.

    A role *holds* when the share exceeds the even share among the alternatives and is *lost*, or lacking, when it does
    not; a trend *rises* when the recent share exceeds the earlier one; *more than* compares two recent readings. Where
    the measure is no share, a role holds with the probability of the reading's headline state, and a comparison takes
    the two estimates for independent and normal. It is *nominal* when it does not hold, unless the measure names the
    state ``none``: then there is nothing on record that could be empty.
    """
    both = beyond(claim, trial)
    return None if both is None else both[0]


def log_odds(claim: Claim, trial: Trial) -> float | None:
    """Log-odds of the claim under a trial, exact where the probability itself rounds to 0 or 1."""
    both = beyond(claim, trial)
    return None if both is None else math.log(max(both[0], _LEAST)) - math.log(max(both[1], _LEAST))


def beyond(claim: Claim, trial: Trial, margin: float = 1.0) -> tuple[float, float] | None:
    """Probability that the claim holds by more than a margin, and that its opposite does; the rest is the border.

    The odds of a share must exceed those of the even share, of the other's share, or of the earlier one, ``margin``
    times, or fall short of them as much. Where the measure gives no share there is no such border and both sum to one.
    Where it is the probability of a label with a known base rate, a margin asks that the verdict does not hang on that
    rate: either side has the lesser of its probabilities from the base rate and from even odds.

    Source: Kruschke 2018 (region of practical equivalence); Royall 2000 (of true hypotheses at most one in *k* is
    disfavoured *k* times by what is seen).
    """
    if claim.says is Says.NOMINAL and trial.now.state == _EMPTY:
        return 0.0, 1.0
    if claim.says in (Says.HOLDS, Says.GAINED):
        return holding(trial.now, trial.even, margin)
    if claim.says in (Says.LOST, Says.LACKS, Says.NOMINAL):
        held = holding(trial.now, trial.even, margin)
        return None if held is None else held[::-1]
    against = trial.other if claim.says is Says.MORE_THAN else trial.before
    if against is None:
        return None
    higher = _exceeds(trial.now, against, claim.says, margin)
    return higher[::-1] if higher is not None and claim.says is Says.FALLS else higher


def holding(reading: Reading, even: float | None, margin: float = 1.0) -> tuple[float, float] | None:
    """Probability that the role is held, and that it is not, either by more than a margin of the odds."""
    if even is None:
        held = reading.probability
        if held is None:
            return None
        other = held if margin == 1.0 else _from_even_odds(reading, held)
        return min(held, other), min(1.0 - held, 1.0 - other)
    if reading.beta is None:
        return None
    above, below = (float(at_odds(even, factor)) for factor in (margin, 1.0 / margin))
    return float(betaincc(*reading.beta, above)), float(betainc(*reading.beta, below))


def base_rate(reading: Reading) -> float | None:
    """How often a label falls to anybody of the kind, before what was done is looked at; None: no such label."""
    rate = reading.parts.get("base_rate")
    return rate if isinstance(rate, float) else None


def _from_even_odds(reading: Reading, held: float) -> float:
    """The probability of a label if it fell to half of all: what was done alone speaks."""
    base = base_rate(reading)
    if base is None:
        return held
    yes, no = held * (1.0 - base), (1.0 - held) * base
    return yes / (yes + no)


def _exceeds(one: Reading, other: Reading, says: Says, margin: float) -> tuple[float, float] | None:
    if one.beta is not None and other.beta is not None:
        higher = float(beta_difference_probability(*one.beta, *other.beta, odds=margin))
        return higher, float(beta_difference_probability(*other.beta, *one.beta, odds=margin))
    if says is not Says.MORE_THAN or one.estimate is None or other.estimate is None:
        return None
    error = math.hypot(_error(one.estimate), _error(other.estimate))
    if error == 0.0:
        return None
    gap = (one.estimate.value - other.estimate.value) / error
    return float(ndtr(gap)), float(ndtr(-gap))


def _error(estimate: Estimate) -> float:
    return normal_error(estimate.low, estimate.high, estimate.level)


def best_loss(trial: Trial, margin: float) -> float | None:
    """How surely a loss would go beyond the margin if the actor had not acted once: the most this volume can show."""
    if trial.now.beta is None or trial.silent is None or trial.even is None:
        return None
    total = sum(trial.now.beta)
    return float(betainc(trial.silent, total - trial.silent, float(at_odds(trial.even, 1.0 / margin))))


def otherwise(claim: Claim, trial: Trial) -> float | None:
    """Probability that things were once otherwise, as *lost* and *gained* take for granted.

    The larger of that of the window before the present and that of the whole covered time before it; of a label the
    larger too of that from its base rate and that from even odds.
    """
    found = [_at_most(one, trial.even) for one in (trial.before, trial.past) if one is not None]
    known = [one for one in found if one is not None]
    if trial.past is None or len(known) < len(found) or not known:
        return None
    return max(held if claim.says is Says.LOST else missing for held, missing in known)


def _at_most(reading: Reading, even: float | None) -> tuple[float, float] | None:
    """Probability that the role is held, and that it is not, each from the odds that favour it."""
    both = holding(reading, even)
    if both is None or even is not None:
        return both
    other = _from_even_odds(reading, both[0])
    return max(both[0], other), max(both[1], 1.0 - other)


def odds_changed(trial: Trial, factor: float, *, rises: bool) -> float | None:
    """Probability that the odds of the share rose (fell) ``factor`` times or more; None without Beta posteriors."""
    if trial.now.beta is None or trial.before is None or trial.before.beta is None:
        return None
    higher, lower = (trial.now.beta, trial.before.beta) if rises else (trial.before.beta, trial.now.beta)
    return float(beta_difference_probability(*higher, *lower, odds=factor))


def odds_error(trial: Trial) -> float | None:
    """Standard error of the log factor of the odds, were the earlier share still that of the present window."""
    if trial.now.beta is None or trial.before is None or trial.before.beta is None:
        return None
    a, b = trial.before.beta
    share, n = a / (a + b), (sum(trial.now.beta), a + b)
    return math.sqrt(sum(1.0 / (size * share * (1.0 - share)) for size in n))
