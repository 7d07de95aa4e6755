"""Sovereignty, balance, alliance: figures made of several shares and rates."""

from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.validation.coverage.drawing import ONE, THIRDS, TWO, Case, Seen, panels, poisson, read
from tertius.model import Standing

_LENGTH = 6 * 365
Draw = Callable[[np.random.Generator, float, Any], list[Seen]]


def _days(rng: np.random.Generator, size: float, shares: Any, correlation: float) -> list[Any]:
    """Days with each partner; a partner's months differ as the correlation of shares within a month says."""
    found = []
    for share in shares:
        level = None
        if correlation:
            month = _LENGTH // 30 + 1
            shape = share * (1.0 / correlation - 1.0)
            level = np.repeat(rng.gamma(shape, 1.0 / shape, month), 30)[:_LENGTH]
        found.append(poisson(rng, size * share / _LENGTH, _LENGTH, level))
    return found


def spread(correlation: float) -> Draw:
    """Days of aid from six partners; truth: their shares."""

    def draw(rng: np.random.Generator, size: float, truth: tuple[float, ...]) -> list[Seen]:
        days = _days(rng, size, truth, correlation)
        rows = [(third, ONE, own, "071", "out") for third, own in zip(THIRDS, days, strict=True)]
        one = read("sovereignty", panels(_LENGTH, outsider_day=rows), (ONE,), (0, _LENGTH))[ONE]
        shares, partners = np.asarray(truth), len(THIRDS) + 1
        value = (1.0 - float((shares**2).sum())) * partners / (partners - 1)
        thin = one.standing is not Standing.MEASURED
        return [
            Seen("value", thin, value, one.estimate),
            *([Seen("called dependent", thin, fired=one.state == "dependent")] if max(truth) <= 0.5 else []),
        ]

    return draw


def balanced(correlation: float) -> Draw:
    """Days of cooperation with six powers; truth: their shares."""

    def draw(rng: np.random.Generator, size: float, truth: tuple[float, ...]) -> list[Seen]:
        days = _days(rng, size, truth, correlation)
        rows = [(third, ONE, own, "061", "joint") for third, own in zip(THIRDS, days, strict=True)]
        one = read("balance", panels(_LENGTH, outsider_day=rows), (ONE,), (0, _LENGTH))[ONE]
        shares = np.asarray(truth)
        value = float(np.exp(-(shares * np.log(shares)).sum())) / len(shares)
        return [Seen("value", one.standing is not Standing.MEASURED, value, one.estimate)]

    return draw


def allied(correlation: float) -> Draw:
    """Days of contact, praise and blame, hostility and security cooperation of the two, and that of either with others.

    Truth: (security cooperation as a multiple of that of the upper quartile of the others, praise among words, part of
    contact that is hostile).
    """

    def draw(rng: np.random.Generator, size: float, truth: tuple[float, float, float]) -> list[Seen]:
        times, praise, hostile = truth
        # a dozen dyads, every one with a rate of its own; the upper quartile is known
        rates = np.geomspace(0.02, 0.25, 2 * len(THIRDS)) * size
        top = float(np.quantile(rates, 0.75))
        level = (
            (lambda: None)
            if not correlation
            else (lambda: np.repeat(rng.gamma(1.0 / correlation, correlation, _LENGTH // 30 + 1), 30)[:_LENGTH])
        )
        outside = [
            (third, side, poisson(rng, rate / _LENGTH, _LENGTH, level()), "062", "joint")
            for rate, (third, side) in zip(rates, [(one, two) for one in THIRDS for two in (ONE, TWO)], strict=True)
        ]
        between = []
        contact = 0.0
        for source, target in ((ONE, TWO), (TWO, ONE)):
            kinds = (("062", times * top / 2), ("051", size * 0.3 * praise), ("111", size * 0.3 * (1 - praise)),
                     ("040", size * 0.4))  # fmt: skip
            friendly = [(source, target, poisson(rng, rate / _LENGTH, _LENGTH, level()), code) for code, rate in kinds]
            quiet = 1.0 - float(np.prod([np.exp(-rate / _LENGTH) for _, rate in kinds]))
            # hostile days as a part of all days with contact
            rate = hostile * quiet / (1.0 - hostile * (1.0 - quiet) - hostile * quiet)
            foe = np.flatnonzero(rng.random(_LENGTH) < rate)
            between += [*friendly, (source, target, foe, "172")]
            contact = 1.0 - (1.0 - quiet) * (1.0 - rate)
        given = panels(_LENGTH, pair_act=between, outsider_day=outside)
        one = read("alliance", given, (ONE,), (0, _LENGTH))[ONE]
        calm = 1.0 - rate / contact
        parts = np.asarray([times / (1.0 + times), praise, calm])
        value = float(np.exp(np.log(parts).mean()))
        thin = one.standing is not Standing.MEASURED
        return [
            Seen("value", thin, value, one.estimate),
            *([Seen("called in deed", thin, fired=one.state == "in deed")] if value <= 0.5 else []),
        ]

    return draw


_EVEN, _UNEVEN, _ONE = (1 / 6,) * 6, (0.4, 0.25, 0.15, 0.1, 0.05, 0.05), (0.7, 0.1, 0.08, 0.06, 0.04, 0.02)
_HALVES = (0.49, 0.2, 0.12, 0.09, 0.06, 0.04)
_ALLY = ((1.0, 0.8, 0.1), (0.3, 0.3, 0.3))
CASES = (
    Case("sovereignty", "own", "days", (25, 60, 250), (_EVEN, _UNEVEN, _ONE), spread(0.0)),
    Case("sovereignty", "own, null of dependence", "days", (25, 60, 250), (_HALVES,), spread(0.0)),
    Case("sovereignty", "months alike", "days", (25, 60, 250), (_UNEVEN, _ONE), spread(0.1)),
    Case("balance", "own", "days", (25, 60, 250), (_EVEN, _UNEVEN, _ONE), balanced(0.0)),
    Case("balance", "months alike", "days", (25, 60, 250), (_UNEVEN, _ONE), balanced(0.1)),
    Case("alliance", "own", "days a side", (20, 60, 250), _ALLY, allied(0.0)),
    Case("alliance", "months in bursts", "days a side", (20, 60, 250), _ALLY, allied(0.5)),
)
"""Everything drawn for these measures."""
