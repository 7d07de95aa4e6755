"""Convening, point of reference, player: shares of a table of days."""

from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.validation.coverage.drawing import ONE, THIRDS, TWO, Case, Seen, growth, panels, poisson, read
from tertius.model import Standing

_LENGTH = 6 * 365
_HOSTS = (ONE, TWO, *THIRDS)
Draw = Callable[[np.random.Generator, float, Any], list[Seen]]
Shares = np.ndarray


def _shares(rng: np.random.Generator, first: float, size: int, days: Any, correlation: float) -> Any:
    """Whose turn each day is: the first has its share, the rest is split evenly; alike in a month as told."""
    mean = np.asarray([first, *[(1.0 - first) / (size - 1)] * (size - 1)])
    if correlation == 0.0:
        return rng.choice(size, len(days), p=mean)
    level = rng.dirichlet(mean * (1.0 / correlation - 1.0), _LENGTH // 30 + 1)[days // 30]
    return (rng.random(len(days))[:, None] > np.cumsum(level, axis=1)).sum(axis=1).clip(max=size - 1)


def hosted(correlation: float, ranks: tuple[float, float, float], *, discounted: bool = False) -> Draw:
    """Meetings of ranks drawn apart from the host; truth: the share of the first third party."""

    def draw(rng: np.random.Generator, size: float, truth: float) -> list[Seen]:
        days = poisson(rng, size / _LENGTH, _LENGTH)
        who = _shares(rng, truth, len(_HOSTS), days, correlation)
        level = rng.choice(["head", "minister", None], len(days), p=ranks)
        host = np.asarray([*THIRDS, ONE, TWO], dtype=object)[who]
        given = panels(_LENGTH, venue_day=[(host, None, days, level, True)])
        one = read("convening", given, THIRDS[:1], None if discounted else (0, _LENGTH), _LENGTH - 1)[THIRDS[0]]
        return [Seen("share", one.standing is not Standing.MEASURED, truth, one.estimate)]

    return draw


def asked(correlation: float, *, discounted: bool = False, times: float = 1.0) -> Draw:
    """Days on which one side turns to a third party; truth: the share of the first."""

    def draw(rng: np.random.Generator, size: float, truth: float) -> list[Seen]:
        days = poisson(rng, size / _LENGTH, _LENGTH, growth(_LENGTH, times))
        who = np.asarray(THIRDS, dtype=object)[_shares(rng, truth, len(THIRDS), days, correlation)]
        given = panels(_LENGTH, outsider_day=[(who, ONE, days, "020", "in")])
        one = read("reference", given, THIRDS[:1], None if discounted else (0, _LENGTH), _LENGTH - 1)[THIRDS[0]]
        return [Seen("share", one.standing is not Standing.MEASURED, truth, one.estimate)]

    return draw


def even(correlation: float) -> Draw:
    """Third parties that act alike, in deeds and in words: how often one is called a player, or a bystander."""

    def draw(rng: np.random.Generator, size: float, truth: float) -> list[Seen]:
        days = poisson(rng, size / _LENGTH, _LENGTH)
        places = len(THIRDS) + 1
        names = np.asarray([*THIRDS, "ELSE"], dtype=object)
        deed = names[_shares(rng, truth, places, days, correlation)]
        word = names[_shares(rng, truth, places, days, 0.0)]
        given = panels(_LENGTH, outsider_day=[(deed, ONE, days, "060", "out"), (word, ONE, days, "010", "out")])
        one = read("player", given, THIRDS[:1], (0, _LENGTH))[THIRDS[0]]
        thin = one.standing is not Standing.MEASURED
        return [
            Seen("share", thin, truth, one.estimate),
            Seen("called player", thin, fired=one.state == "player"),
            Seen("called bystander", thin, fired=one.state == "bystander"),
        ]

    return draw


_RANKS, _ALIKE = (0.2, 0.3, 0.5), (0.0, 0.0, 1.0)
_TRUTHS = (0.15, 0.4)
CASES = (
    Case("convening", "own, all of one rank", "meetings", (30, 100, 400), _TRUTHS, hosted(0.0, _ALIKE)),
    Case("convening", "own, ranks mixed", "meetings", (15, 60, 250), _TRUTHS, hosted(0.0, _RANKS)),
    Case("convening", "months alike", "meetings", (15, 60, 250), _TRUTHS, hosted(0.1, _RANKS)),
    Case("convening", "own, read at a day", "meetings", (60, 150, 400), _TRUTHS, hosted(0.0, _RANKS, discounted=True)),
    Case("reference", "own", "days", (12, 60, 250), _TRUTHS, asked(0.0)),
    Case("reference", "months alike", "days", (12, 60, 250), _TRUTHS, asked(0.1)),
    Case("reference", "own, read at a day", "days", (40, 100, 250), _TRUTHS, asked(0.0, discounted=True)),
    Case("player", "own, null", "days", (12, 60, 250), (1.0 / 7.0,), even(0.0)),
    Case("player", "months alike, null", "days", (12, 60, 250), (1.0 / 7.0,), even(0.1)),
)
"""Everything drawn for these measures."""
