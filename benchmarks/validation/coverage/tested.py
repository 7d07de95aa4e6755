"""Guarantor and arbiter: what third parties do after attacks, and what the sides do after directives."""

from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.validation.coverage.drawing import ONE, TWO, Case, Seen, apart, bursts, growth, panels, poisson, read
from tertius.model import Estimate, Standing

_GAP, _ANSWER = 80, 31
Draw = Callable[[np.random.Generator, float, Any], list[Seen]]


def guarded(habit: float, *, burst: bool = False, times: float = 1.0, clusters: bool = False) -> Draw:
    """Attacks that a third party answers with a deed; truth: how often. Else words, three in ten.

    ``habit``: part of the windows of a deed that hold one anyway; ``burst`` and ``times`` move that habit in time;
    ``clusters``: attacks come three in a row.
    """

    def draw(rng: np.random.Generator, size: float, truth: float) -> list[Seen]:
        count, length = int(size), int(size) * _GAP * 3
        days = apart(rng, count, _GAP, length - 60)
        attacks = np.concatenate([days, days + 3, days + 6]) if clusters else days
        level = growth(length, times) * (bursts(rng, length) if burst else 1.0)
        usual = poisson(rng, -np.log1p(-habit) / _ANSWER, length, level)
        answered, told = rng.random(count) < truth, rng.random(count) < 0.3
        deeds = (days + rng.integers(0, _ANSWER, count))[answered]
        words = (days + rng.integers(0, 15, count))[told]
        given = panels(length, pair_act=[(TWO, ONE, attacks, "190")], outsider_day=[
            ("NZL", ONE, np.concatenate([deeds, usual]), "072", "out"), ("NZL", TWO, words, "111", "out"),
        ])  # fmt: skip
        one = read("guarantor", given, ("NZL",), (0, length))["NZL"]
        thin, lift = one.standing is not Standing.MEASURED, one.parts.get("lift")
        done = 1.0 - (1.0 - truth) * (1.0 - habit)
        return [
            Seen("answer", thin, done + 0.5 * 0.3 * (1.0 - done), one.estimate),
            Seen("lift", thin, done - habit, lift if isinstance(lift, Estimate) else None),
            Seen("called guarantor", thin, fired=one.state == "guarantor"),
        ]

    return draw


def directed(*, habit: float = 0.0, others: tuple[float, float] | None = None, few: bool = False) -> Draw:
    """Demands to meet of one third party; truth: how often either side complies.

    ``habit``: part of the windows that hold a meeting anyway; ``others``: how often the sides comply with a second
    third party, as with the first where not given; ``few``: a fifth as many demands of the second.
    """

    def draw(rng: np.random.Generator, size: float, truth: tuple[float, float]) -> list[Seen]:
        length, rows = int(size) * _GAP * 2, []
        usual = poisson(rng, -np.log1p(-habit) / 30.0, length) if habit else np.zeros(0, dtype=np.int64)
        second = int(size / (5 if few else 1))
        for third, obeyed, count in (("NZL", truth, int(size)), ("TON", others or truth, second)):
            for side, share in zip((ONE, TWO), obeyed, strict=True):
                days = apart(rng, count, _GAP, length - 60)
                met = (days + rng.integers(1, 31, count))[rng.random(count) < share]
                rows += [(third, side, days, "106", "out"), (third, side, met, "040", "in")]
        given = panels(length, outsider_day=rows, pair_act=[(ONE, TWO, usual, "040"), (TWO, ONE, usual, "040")])
        one = read("arbiter", given, ("NZL",), (0, length))["NZL"]
        thin = one.standing is not Standing.MEASURED
        both = min(1.0 - (1.0 - share) * (1.0 - habit) for share in truth)
        return [
            Seen("two-sided compliance", thin, both, one.estimate),
            Seen("called arbiter", thin, fired=one.state == "arbiter"),
        ]

    return draw


_NONE, _SOME = (0.0,), (0.2, 0.6)
_SIZES = (8.0, 30.0, 120.0)
CASES = (
    Case("guarantor", "own", "triggers", _SIZES, _SOME, guarded(0.1)),
    Case("guarantor", "own, null, deeds rare", "triggers", _SIZES, _NONE, guarded(0.1)),
    Case("guarantor", "own, null, deeds common", "triggers", _SIZES, _NONE, guarded(0.4)),
    Case("guarantor", "deeds in bursts, null", "triggers", _SIZES, _NONE, guarded(0.2, burst=True)),
    Case("guarantor", "deeds grow threefold, null", "triggers", _SIZES, _NONE, guarded(0.2, times=3.0)),
    Case("guarantor", "attacks in threes, null", "triggers", _SIZES, _NONE, guarded(0.2, clusters=True)),
    Case("arbiter", "own, sides differ", "directives a side", _SIZES, ((0.3, 0.7), (0.5, 0.9)), directed()),
    Case("arbiter", "own, sides alike, null", "directives a side", _SIZES, ((0.2, 0.2), (0.6, 0.6)), directed()),
    Case("arbiter", "few demands of others, null", "directives a side", (10, 30, 120), ((0.2, 0.2), (0.6, 0.6)),
         directed(few=True)),
    Case("arbiter", "meetings held anyway, null", "directives a side", _SIZES, ((0.0, 0.0), (0.2, 0.2)),
         directed(habit=0.3)),
)  # fmt: skip
"""Everything drawn for these measures."""
