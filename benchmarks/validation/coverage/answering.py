"""Promises, responses and neighbourliness: what one side does about words and blows of the two."""

from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.validation.coverage.drawing import (
    ONE,
    TWO,
    Case,
    Days,
    Seen,
    apart,
    bursts,
    growth,
    moods,
    panels,
    poisson,
    read,
)
from tertius.model import Reading, Standing

_GAP = 75
"""Days between the first days of two episodes: what comes of the one is over."""
_SURE = 0.95
Draw = Callable[[np.random.Generator, float, Any], list[Seen]]


def _thin(one: Reading) -> bool:
    return one.standing is not Standing.MEASURED


def promised(correlation: float, discounted: bool) -> Draw:
    """Promises to meet, of which a part is kept, a part broken, and the rest comes to nothing.

    Truth: (kept, broken); what is measured is kept / (kept + broken + half of the rest).
    """

    def draw(rng: np.random.Generator, size: float, truth: tuple[float, float]) -> list[Seen]:
        kept, broken = truth
        length = int(size * _GAP * (1.4 if discounted else 2.0)) + 60
        days = apart(rng, int(size), _GAP, length - 60)
        good = moods(rng, kept, days, correlation)
        bad = ~good & (rng.random(len(days)) < broken / (1.0 - kept))
        wait = rng.integers(1, 31, len(days))
        rows = [(ONE, TWO, days, "036"), (ONE, TWO, (days + wait)[good], "040"), (ONE, TWO, (days + wait)[bad], "125")]
        one = _of("promises", rows, length, discounted)
        share = kept / (kept + broken + 0.5 * (1.0 - kept - broken))
        return [Seen("share kept", _thin(one), share, one.estimate)]

    return draw


def unpromising(times: float, burst: bool, repeats: int) -> Draw:
    """Deeds that know nothing of promises: how often are they said to be likelier after one.

    Truth: the share of windows of a promise's horizon that hold a deed.
    """

    def draw(rng: np.random.Generator, size: float, truth: float) -> list[Seen]:
        length = int(size * _GAP * (2.0 if times != 1.0 else 4.0)) + 60
        days = apart(rng, int(size), _GAP, length - 60)
        level = growth(length, times) * (bursts(rng, length) if burst else 1.0)
        again = [days + 12 * n for n in range(1, repeats)]
        rows = [(ONE, TWO, one, "036") for one in (days, *again)]
        deeds = poisson(rng, -np.log1p(-truth) / 30.0, length, level)
        one = _of("promises", [*rows, (ONE, TWO, deeds, "040")], length, discounted=times != 1.0)
        fired = one.probability is not None and one.probability > _SURE
        return [Seen("deed likelier after a promise, P > .95", _thin(one), fired=fired)]

    return draw


def _of(name: str, rows: list[tuple[Any, ...]], length: int, discounted: bool) -> Reading:
    last = None if not discounted else length - 1
    return read(name, panels(length, pair_act=rows), (ONE,), None if discounted else (0, length), last)[ONE]


def ignored(masked: float, level: Callable[[np.random.Generator, Days, int], Any] | None = None) -> Draw:
    """Complaints of which a part is ignored, among contact on other matters that would pass for an answer.

    Truth: the share ignored. ``masked``: part of the windows of an answer that hold an act on another matter;
    ``level`` moves contact in time, given the days of the asks.
    """

    def draw(rng: np.random.Generator, size: float, truth: float) -> list[Seen]:
        length = int(size) * _GAP * 2 + 60
        days = apart(rng, int(size), _GAP, length - 60)
        shown = rng.random(len(days)) >= truth
        replies = (days + rng.integers(1, 31, len(days)))[shown]
        moved = None if level is None else level(rng, days, length)
        usual = poisson(rng, -np.log1p(-masked) / 30.0, length, moved)
        rows = [(TWO, ONE, days, "112"), (ONE, TWO, replies, "120"), (ONE, TWO, usual, "040")]
        one = _of("responses", rows, length, discounted=False)
        return [Seen("share ignored", _thin(one), truth, one.estimate)]

    return draw


def denser(_rng: np.random.Generator, days: Days, length: int) -> Any:
    """Half as much contact again in the month after an ask as else."""
    level = np.ones(length)
    for lag in range(1, 31):
        level[np.minimum(days + lag, length - 1)] = 1.5
    return level


def harmed(correlation: float) -> Draw:
    """Days of dealing of which a part is hostile without occasion; truth: the share without."""

    def draw(rng: np.random.Generator, size: float, truth: float) -> list[Seen]:
        length = 6 * 365
        found = []
        for source, target in ((ONE, TWO), (TWO, ONE)):
            days = poisson(rng, size / length, length)
            calm = moods(rng, truth, days, correlation)
            # words against deeds: harm of the one is the occasion of the other, so only one of them does any
            code = np.where(calm | (source == TWO), "040", "163")
            found.append((source, target, days, code))
        one = read("neighbourliness", panels(length, pair_act=found), (ONE,), (0, length))[ONE]
        return [Seen("share without harm", _thin(one), truth, one.estimate)]

    return draw


_SHARES = ((0.3, 0.1), (0.1, 0.1), (0.6, 0.3))
_EPISODES = "episodes"
CASES = (
    Case("promises", "own", _EPISODES, (8, 30, 120), _SHARES, promised(0.0, discounted=False)),
    Case("promises", "own, read at a day", _EPISODES, (12, 24, 48), _SHARES, promised(0.0, discounted=True)),
    Case("promises", "months alike", _EPISODES, (8, 30, 120), _SHARES, promised(0.2, discounted=False)),
    Case("promises", "own, null", _EPISODES, (8, 30, 120), (0.1, 0.3), unpromising(1.0, burst=False, repeats=1)),
    Case("promises", "deeds in bursts, null", _EPISODES, (8, 30, 120), (0.1, 0.3),
         unpromising(1.0, burst=True, repeats=1)),
    Case("promises", "deeds grow threefold, at a day, null", _EPISODES, (12, 24, 48), (0.1, 0.3),
         unpromising(3.0, burst=False, repeats=1)),
    Case("promises", "promises repeated thrice, null", _EPISODES, (8, 30, 120), (0.1, 0.3),
         unpromising(1.0, burst=False, repeats=3)),
    Case("responses", "own, contact rare", "asks", (8, 30, 120), (0.2, 0.5, 0.8), ignored(0.1)),
    Case("responses", "own, contact common", "asks", (12, 40, 120), (0.2, 0.5, 0.8), ignored(0.4)),
    Case("responses", "contact in bursts", "asks", (12, 40, 120), (0.2, 0.5, 0.8),
         ignored(0.3, lambda rng, _, length: bursts(rng, length))),
    Case("responses", "contact denser after asks", "asks", (12, 40, 120), (0.2, 0.5, 0.8), ignored(0.3, denser)),
    Case("neighbourliness", "own", "days", (12, 60, 250), (0.6, 0.9), harmed(0.0)),
    Case("neighbourliness", "months alike", "days", (12, 60, 250), (0.6, 0.9), harmed(0.1)),
)  # fmt: skip
"""Everything drawn for these measures."""
