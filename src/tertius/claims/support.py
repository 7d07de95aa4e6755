"""How strongly one trial supports a hypothesis: a posterior probability, or None where it cannot be computed."""

import math

import numpy as np
from scipy.special import betainc, betaincc

from tertius.inference.intervals import beta_difference_probability
from tertius.model import Claim, Reading, Says, Trial

_EMPTY = "none"
"""State by which a measure says that nothing at all is on record."""


def support(claim: Claim, trial: Trial) -> float | None:
    """Posterior probability that the claim is true under a trial.

    A role *holds* when the share exceeds the even share among the alternatives and is *lost* when it does not; a trend
    *rises* when the recent share exceeds the earlier one; *more than* compares two recent shares. Where the measure is
    no share, a role holds with the probability of the reading's headline state. It is *nominal* when it does not hold,
    unless the measure names the state ``none``: then there is nothing on record that could be empty.
    """
    if claim.says in (Says.HOLDS, Says.GAINED):
        return _holding(trial)
    if claim.says in (Says.LOST, Says.NOMINAL):
        if claim.says is Says.NOMINAL and trial.now.state == _EMPTY:
            return 0.0
        held = _holding(trial)
        return None if held is None else 1.0 - held
    against = trial.other if claim.says is Says.MORE_THAN else trial.before
    if trial.now.beta is None or against is None or against.beta is None:
        return None
    higher = float(beta_difference_probability(*trial.now.beta, *against.beta))
    return 1.0 - higher if claim.says is Says.FALLS else higher


def _holding(trial: Trial) -> float | None:
    """Probability that the role is held."""
    if trial.even is None:
        return trial.now.probability
    return None if trial.now.beta is None else float(betaincc(*trial.now.beta, trial.even))


def best_loss(trial: Trial) -> float | None:
    """Support that a loss would have if the actor had not acted once: the most that this volume can show."""
    if trial.now.beta is None or trial.silent is None or trial.even is None:
        return None
    total = sum(trial.now.beta)
    return float(betainc(trial.silent, total - trial.silent, trial.even))


def odds_factor(now: Reading, before: Reading, *, draws: int, seed: int) -> float | None:
    """Posterior median of the factor by which the odds changed; None without Beta posteriors."""
    if now.beta is None or before.beta is None:
        return None
    rng = np.random.default_rng(seed)
    after, earlier = rng.beta(*now.beta, size=draws), rng.beta(*before.beta, size=draws)
    tiny = np.finfo(np.float64).tiny
    logit = np.log(np.maximum(after, tiny)) - np.log1p(-np.minimum(after, 1 - 1e-12))
    logit -= np.log(np.maximum(earlier, tiny)) - np.log1p(-np.minimum(earlier, 1 - 1e-12))
    return math.exp(float(np.median(logit)))
