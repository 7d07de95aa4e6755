"""Pressure where the volume of news moves: a side is told of more often, by all or by one of its partners."""

from collections.abc import Callable

import numpy as np

from benchmarks.validation.coverage.drawing import ONE, THIRDS, TWO, Case, Seen, bursts, growth, panels, poisson, read
from tertius.model import Standing

_NOW, _GAP, _BEFORE = 90, 90, 720
Draw = Callable[[np.random.Generator, float, float], list[Seen]]


def told(times: float, *, others: float | None = None, shape: float | None = None, one: float = 1.0,
         fixed: float | None = None, unlike: float | None = None) -> Draw:  # fmt: skip
    """Hostile words of a side, more or less often of late; truth: how much more, beside the growth of its news.

    ``size``: days expected in the two years of comparison; as many with each of six others, or ``fixed``; ``times``:
    how much the news of the side grow over all days; ``others``: how much those of its dealings with others alone do;
    ``shape``: months that differ alike by a Gamma of this shape; ``one``: how much more it lately deals with one of
    the others; ``unlike``: deviation of the log of the growth from one partner to the next.
    """

    def draw(rng: np.random.Generator, size: float, truth: float) -> list[Seen]:
        length, late = _BEFORE + _GAP + _NOW, np.arange(_BEFORE + _GAP + _NOW) >= _BEFORE + _GAP
        mood = 1.0 if shape is None else bursts(rng, length, shape)
        level, rate = growth(length, times) * mood, (size if fixed is None else fixed) / _BEFORE
        beside = level if others is None else growth(length, others) * mood
        rows = [(ONE, TWO, poisson(rng, size / _BEFORE, length, np.where(late, truth, 1.0) * level), "112")]
        outside = []
        for number, third in enumerate(THIRDS):
            own = 1.0 if unlike is None else np.where(late, np.exp(rng.normal(0.0, unlike)), 1.0)
            moved = beside * own * np.where(late & (number == 0), one, 1.0)
            outside.append((third, ONE, poisson(rng, rate, length, moved), "040", "joint"))
        given = panels(length, pair_act=rows, outsider_day=outside)
        found = read("pressure", given, (ONE,), (length - _NOW, length))[ONE]
        days = [1.0 - np.exp(-size / _BEFORE * part) for part in (truth, 1.0)]
        thin = found.standing is not Standing.MEASURED
        return [
            Seen("value", thin, float(np.log2(days[0] / days[1])), found.estimate),
            Seen("any channel raised", thin, fired=found.state not in (None, "none")),
        ]

    return draw


_SIZES, _OF, _TRUTHS = (8.0, 30.0, 120.0), "days in two years", (1.0, 2.0, 4.0)
CASES = (
    Case("pressure", "news steady, six others", _OF, _SIZES, _TRUTHS, told(1.0)),
    Case("pressure", "news grow threefold, six others", _OF, _SIZES, _TRUTHS, told(3.0)),
    Case("pressure", "news fall to a third, six others", _OF, _SIZES, _TRUTHS, told(1.0 / 3.0)),
    Case("pressure", "months of all in bursts, null", _OF, _SIZES, (1.0,), told(1.0, shape=2.0)),
    Case("pressure", "ten days with each other, threefold", _OF, _SIZES, _TRUTHS, told(3.0, fixed=10.0)),
    Case("pressure", "lately four times as much with one", _OF, _SIZES, (1.0, 4.0), told(1.0, one=4.0)),
    Case("pressure", "others grow unlike, null", _OF, _SIZES, (1.0,), told(1.0, unlike=0.5)),
    Case("pressure", "others fall to a third, null", _OF, _SIZES, (1.0,), told(1.0, others=1.0 / 3.0)),
)  # fmt: skip
"""Everything drawn for pressure and the volume of news."""
