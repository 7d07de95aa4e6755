"""Pressure, proxy, resilience, partnership: rates of acts held against other rates."""

from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.validation.coverage.drawing import (
    ONE,
    THIRDS,
    TWO,
    Case,
    Days,
    Seen,
    bursts,
    growth,
    panels,
    poisson,
    read,
    seasons,
)
from tertius.model import Estimate, Standing

_NOW, _GAP, _BEFORE = 90, 90, 720
Draw = Callable[[np.random.Generator, float, Any], list[Seen]]


def pressed(channels: int, shape: float | None = None, times: float = 1.0) -> Draw:
    """Hostile words, and with a second channel provocations, more or less often of late; truth: how much more.

    ``size``: days expected in the two years of comparison; ``shape``: months that differ by a Gamma of this shape;
    ``times``: how much news grows over all days.
    """

    def draw(rng: np.random.Generator, size: float, truth: float) -> list[Seen]:
        length, rows, rates = _BEFORE + _GAP + _NOW, [], size / _BEFORE
        step = np.where(np.arange(length) >= _BEFORE + _GAP, truth, 1.0) * growth(length, times)
        for code in ("112", "150")[:channels]:
            moved = step * (1.0 if shape is None else bursts(rng, length, shape))
            rows.append((ONE, TWO, poisson(rng, rates, length, moved), code))
        one = read("pressure", panels(length, pair_act=rows), (ONE,), (length - _NOW, length))[ONE]
        days = (1.0 - np.exp(-rates * part) for part in (truth, 1.0))
        share = next(days) / next(days)
        thin = one.standing is not Standing.MEASURED
        return [
            Seen("value (the channel most probably raised)", thin, float(np.log2(share)), one.estimate),
            *(Seen("ratio of one channel", thin, float(np.log2(share)), fold) for fold in (one.parts.get("verbal"),)
              if isinstance(fold, Estimate)),
            Seen("any channel raised", thin, fired=one.state not in (None, "none")),
        ]  # fmt: skip

    return draw


def excited(agents: int, shape: float | None = None, *, joint: bool = False, tension: float = 24.0, months: int = 1,
            wave: int = 1) -> Draw:  # fmt: skip
    """Attacks of supported agents, more or less often in the month after tension; truth: how much more.

    ``shape``: months of attacks differ; ``joint``: tension follows the same months; ``tension``: days with it expected;
    ``months``: so many on end are alike; ``wave``: so many attacks come in one week.
    """

    def draw(rng: np.random.Generator, size: float, truth: float) -> list[Seen]:
        length = 6 * 365
        mood = np.ones(length) if shape is None else seasons(rng, length, shape, months)
        tense = poisson(rng, tension / length, length, mood if joint else None)
        after = np.zeros(length, dtype=np.bool_)
        for lag in range(1, 31):
            after[np.minimum(tense + lag, length - 1)] = True
        rows: list[tuple[Any, ...]] = []
        for number in range(agents):
            own = mood if joint or shape is None else seasons(rng, length, shape, months)
            name = f"{THIRDS[number]} REB"
            rows.append((name, ONE, poisson(rng, 20.0 / length, length), "072", "in"))
            hit = poisson(rng, size / length / wave, length, np.where(after, truth, 1.0) * own)
            rows.append((name, TWO, _waves(rng, hit, wave, length), "190", "out"))
        given = panels(length, agent_day=rows, pair_act=[(ONE, TWO, tense, "112")])
        one = read("proxy", given, (ONE,), (0, length))[ONE]
        thin = one.standing is not Standing.MEASURED
        return [
            Seen("value", thin, float(np.log2(truth)), one.estimate),
            Seen("called proxy", thin, fired=one.state == "proxy"),
        ]

    return draw


def _waves(rng: np.random.Generator, first: Days, wave: int, days: int) -> Days:
    """Days of so many acts in the week from each first one on; a wave of one is the first itself."""
    if wave == 1:
        return first
    every = np.unique(first[:, None] + rng.integers(0, 7, (len(first), wave)))
    return every[every < days]


def kept(shape: float | None = None, slope: float = 1.0, other: float | None = None) -> Draw:
    """Days of cooperation with others in the year before and after a shock; truth: the part that remains.

    ``size``: days expected in the year before; ``slope``: how much news grows over the two years; ``other``: as many
    days of talks with others, after the shock so many times as many; None for none.
    """

    def draw(rng: np.random.Generator, size: float, truth: float) -> list[Seen]:
        length = 720
        news = growth(length, slope) * (1.0 if shape is None else bursts(rng, length, shape))
        late = np.arange(length) >= 360
        parts = [(part, code) for part, code in ((truth, "061"), (other, "040")) if part is not None]
        rows = [(third, ONE, poisson(rng, size / 360 / 3, length, news * np.where(late, part, 1.0)), code, "joint")
                for part, code in parts for third in THIRDS[:3]]  # fmt: skip
        one = read("resilience", panels(length, outsider_day=rows), (ONE,), (360, length))[ONE]
        thin, ratio = one.standing is not Standing.MEASURED, one.parts.get("ratio")
        return [
            Seen("ratio", thin, truth, ratio if isinstance(ratio, Estimate) else None),
            Seen("P(fell) > .95", thin, fired=(one.probability or 0.0) > 0.95),
            *(Seen("ratio beside other dealings", thin, truth / (other or 1.0), fold)
              for fold in (one.parts.get("beside_volume"),) if isinstance(fold, Estimate)),
        ]  # fmt: skip

    return draw


def traded(shape: float | None = None) -> Draw:
    """Aid of either side to the other; truth: the part that the first gives. Measured: 1 - |2 share - 1|."""

    def draw(rng: np.random.Generator, size: float, truth: float) -> list[Seen]:
        length, rows = 6 * 365, []
        for source, target, part in ((ONE, TWO, truth), (TWO, ONE, 1.0 - truth)):
            level = None if shape is None else bursts(rng, length, shape)
            rows.append((source, target, poisson(rng, size / length * part, length, level), "070"))
        one = read("partnership", panels(length, pair_act=rows), (ONE,), (0, length))[ONE]
        thin, share = one.standing is not Standing.MEASURED, one.parts.get("material_given")
        return [
            Seen("balance", thin, 1.0 - abs(2.0 * truth - 1.0), one.estimate),
            Seen("part given", thin, truth, share if isinstance(share, Estimate) else None),
        ]

    return draw


_BURST = 2.0
CASES = (
    Case("pressure", "own, one channel", "days in two years", (8, 30, 120), (1.0, 2.0, 4.0), pressed(1)),
    Case("pressure", "own, two channels, null", "days in two years", (8, 30, 120), (1.0,), pressed(2)),
    Case("pressure", "months in bursts, null", "days in two years", (8, 30, 120), (1.0,), pressed(1, _BURST)),
    Case("pressure", "news grow threefold, null", "days in two years", (8, 30, 120), (1.0,), pressed(1, times=3.0)),
    Case("proxy", "own", "attacks", (10, 40, 160), (1.0, 3.0), excited(1)),
    Case("proxy", "own, null", "attacks", (10, 40, 160), (1.0,), excited(1)),
    Case("proxy", "own, three agents, null", "attacks", (10, 40, 160), (1.0,), excited(3)),
    Case("proxy", "attacks in bursts, null", "attacks", (10, 40, 160), (1.0,), excited(1, _BURST)),
    Case("proxy", "tension in the same bursts, null", "attacks", (10, 40, 160), (1.0,), excited(1, _BURST, joint=True)),
    Case("resilience", "own", "days a year", (10, 40, 160), (0.4, 0.8), kept()),
    Case("resilience", "own, null", "days a year", (10, 40, 160), (1.0,), kept()),
    Case("resilience", "months in bursts, null", "days a year", (10, 40, 160), (1.0,), kept(_BURST)),
    Case("partnership", "own", "days of help", (25, 60, 250), (0.1, 0.3, 0.5), traded()),
    Case("partnership", "months in bursts", "days of help", (25, 60, 250), (0.1, 0.3, 0.5), traded(_BURST)),
)
"""Everything drawn for these measures."""
_SIZES = (10.0, 40.0, 160.0)
LATER = (
    Case("proxy", "tension on 80 days", "attacks", _SIZES, (1.0, 3.0), excited(1, tension=80.0)),
    Case("proxy", "tension on 200 days", "attacks", _SIZES, (1.0, 3.0), excited(1, tension=200.0)),
    Case("proxy", "80 days of tension in the same bursts, null", "attacks", _SIZES, (1.0,),
         excited(1, _BURST, joint=True, tension=80.0)),
    Case("proxy", "tension in the same half-years, null", "attacks", _SIZES, (1.0,),
         excited(1, 1.0, joint=True, months=6)),
    Case("proxy", "four attacks a week on end, null", "attacks", _SIZES, (1.0,), excited(1, wave=4)),
    Case("resilience", "news grow threefold", "days a year", _SIZES, (0.4, 1.0), kept(slope=3.0)),
    Case("resilience", "news fall to a third", "days a year", _SIZES, (0.4, 1.0), kept(slope=1.0 / 3.0)),
    Case("resilience", "as many talks", "days a year", _SIZES, (0.4, 0.8, 1.0), kept(other=1.0)),
    Case("resilience", "as many talks, all grow threefold", "days a year", _SIZES, (0.4, 1.0),
         kept(slope=3.0, other=1.0)),
    Case("resilience", "as many talks, all fall to a third", "days a year", _SIZES, (0.4, 1.0),
         kept(slope=1.0 / 3.0, other=1.0)),
    Case("resilience", "talks threefold after the shock", "days a year", _SIZES, (0.4, 1.0), kept(other=3.0)),
    Case("resilience", "talks fall to .4 after the shock", "days a year", _SIZES, (0.4, 1.0), kept(other=0.4)),
)  # fmt: skip
"""Proxy where tension, or attacks, lie close together, and resilience where the volume of news moves."""
