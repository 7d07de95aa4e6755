"""How much of what calls on a third party it answers, and how much more it does then than on quiet days."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tertius.measures.episodes import day_number, discount
from tertius.measures.guarantees import OUTCOMES, Answer
from tertius.model import Inputs, Request

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Tally:
    """Discounted answers by outcome, deeds among them of its own, and quiet windows with and without a deed."""

    counts: dict[str, float]
    own: float
    hits: float
    tries: float

    @property
    def n(self) -> float:
        """Triggers whose time was up."""
        return sum(self.counts.values())

    def __hash__(self) -> int:
        return hash((frozenset(self.counts.items()), self.own, self.hits, self.tries))


@dataclass(frozen=True)
class Posterior:
    """Draws of the answer (deeds, words at their worth) and of the lift of deeds over quiet windows.

    ``lift`` counts deeds of the third party's own: a ceasefire needs a fight, so quiet windows cannot hold one, and the
    comparison would find that every broker is a guarantor. ``lift_with_ceasefires`` counts them all the same.
    """

    answer: Floats
    lift: Floats
    lift_with_ceasefires: Floats
    quiet: Floats


def tally(given: Sequence[Answer], quiet: Sequence[tuple[int, bool]], inputs: Inputs, request: Request) -> Tally:
    """Count answers and quiet windows of one side."""
    counts, weight = dict.fromkeys(OUTCOMES, 0.0), aged([one.day for one in given], inputs, request)
    for one, worth in zip(given, weight, strict=True):
        counts[one.outcome] += float(worth)
    own = float(weight @ np.asarray([one.own for one in given], dtype=np.float64))
    reach = inputs.constant("guarantor.match_days")
    return Tally(counts, own, *matched([one.day for one in given], weight, quiet, reach))


def matched(days: Sequence[int], weights: Floats, quiet: Sequence[tuple[int, bool]], reach: float
            ) -> tuple[float, float]:  # fmt: skip
    """Quiet windows with a deed, and all of them, as an effective number matched to the triggers in time.

    Each trigger hands its weight in equal parts to the quiet windows within reach, so that the two are compared under
    the same attention of the press; the effective number of windows is that of their unequal weights.
    """
    when = np.asarray([day for day, _ in quiet], dtype=np.float64)
    near = np.abs(np.asarray(days, dtype=np.float64)[:, None] - when[None, :]) <= reach
    share = near / np.maximum(near.sum(axis=1, keepdims=True), 1)
    weight = weights @ share
    if weight.sum() == 0:
        return 0.0, 0.0
    tries = float(weight.sum() ** 2 / (weight**2).sum())
    hit = np.asarray([hit for _, hit in quiet], dtype=np.float64)
    return tries * float(weight @ hit / weight.sum()), tries


def aged(days: Sequence[int], inputs: Inputs, request: Request) -> Floats:
    """Weight of each day by its age; inside a window all weigh the same."""
    if request.window is not None:
        return np.ones(len(days))
    half_life = inputs.constant("guarantor.half_life_months")
    return discount(np.asarray(days, dtype=np.float64), day_number(request.at), half_life)


def prior(mean: float, weight: float, word_worth: float) -> dict[str, float]:
    """Prior counts of the outcomes: deeds and words alike, the rest halved, so that the answer has the mean given.

    >>> {outcome: round(count, 2) for outcome, count in prior(0.3, 2.0, 0.5).items()}
    {'deed': 0.4, 'word': 0.4, 'reverse': 0.6, 'silence': 0.6}
    """
    each = mean / (1.0 + word_worth)
    rest = (1.0 - 2.0 * each) / 2.0
    return dict(zip(OUTCOMES, (weight * each, weight * each, weight * rest, weight * rest), strict=True))


def posterior(sides: Sequence[Tally], inputs: Inputs, seed: int) -> Posterior:
    """Pool the sides; quiet windows weigh by where the triggers were, lest aid to one side look like an answer."""
    worth = inputs.constant("guarantor.word_worth")
    start = prior(inputs.constant("guarantor.prior_mean"), inputs.constant("guarantor.prior_weight"), worth)
    return _draws(tuple(sides), tuple(start.values()), worth, int(inputs.constant("roles.draws")), seed)


# the parts of a reading ask for the same counts several times, and all who never did a thing have the same ones
@lru_cache
def _draws(sides: tuple[Tally, ...], prior: tuple[float, ...], worth: float, draws: int, seed: int) -> Posterior:
    rng, start, whole = np.random.default_rng(seed), dict(zip(OUTCOMES, prior, strict=True)), pooled(sides)
    gammas = rng.standard_gamma([start[name] + whole.counts[name] for name in OUTCOMES], (draws, len(OUTCOMES)))
    share = gammas / gammas.sum(axis=1, keepdims=True)
    rest = sum(start.values()) - start["deed"]
    own = rng.beta(start["deed"] + whole.own, rest + whole.n - whole.own, draws)
    quiet = np.zeros(draws)
    # in an order of their own, so that the names of the sides do not matter
    for side in sorted(sides, key=lambda one: (one.n, one.hits, one.tries)):
        quiet += side.n / whole.n * rng.beta(start["deed"] + side.hits, rest + side.tries - side.hits, draws)
    return Posterior(share[:, 0] + worth * share[:, 1], own - quiet, share[:, 0] - quiet, quiet)


def pooled(sides: Sequence[Tally]) -> Tally:
    """Both sides together."""
    counts = {name: sum(side.counts[name] for side in sides) for name in OUTCOMES}
    own, hits, tries = (sum(getattr(side, name) for side in sides) for name in ("own", "hits", "tries"))
    return Tally(counts, own, hits, tries)
