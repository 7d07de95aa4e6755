"""Spoiling, setting the pace, who gains: what comes after what."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.validation.coverage.drawing import ONE, THIRDS, TWO, Case, Seen, bursts, panels, poisson, read, seasons
from tertius.model import Estimate, Standing

_LENGTH = 6 * 365
_WAYS = ((ONE, TWO), (TWO, ONE))
Draw = Callable[[np.random.Generator, float, Any], list[Seen]]


def spoiled(milestones: float, shape: float | None = None, *, joint: bool = False, months: int = 1) -> Draw:
    """Hostile acts of an outsider, more or less often in the three weeks after milestones; truth: how much more.

    ``shape``: months of hostility differ; ``joint``: milestones follow the same months; ``months``: so many on end are
    alike.
    """

    def draw(rng: np.random.Generator, size: float, truth: float) -> list[Seen]:
        mood = np.ones(_LENGTH) if shape is None else seasons(rng, _LENGTH, shape, months)
        steps = poisson(rng, milestones / _LENGTH, _LENGTH, mood if joint else None)
        after = np.zeros(_LENGTH, dtype=np.bool_)
        for lag in range(1, 22):
            after[np.minimum(steps + lag, _LENGTH - 1)] = True
        acts = poisson(rng, size / _LENGTH, _LENGTH, np.where(after, truth, 1.0) * mood)
        given = panels(_LENGTH, outsider_day=[("NZL", ONE, acts, "112", "out")], pair_event=[(steps, "057")])
        one = read("spoiling", given, ("NZL",), (0, _LENGTH))["NZL"]
        thin = one.standing is not Standing.MEASURED
        return [
            Seen("value", thin, float(np.log2(truth)), one.estimate),
            Seen("called spoiler", thin, fired=one.state == "spoiler"),
        ]

    return draw


def _answers(rng: np.random.Generator, acts: NDArray[np.int64], rate: float, wait: float) -> NDArray[np.int64]:
    """Days of answers: each act calls forth a Poisson number of them, from the next day on with a half-life."""
    number = rng.poisson(rate, len(acts))
    lag = rng.geometric(1.0 - 2.0 ** (-1.0 / wait), int(number.sum()))
    days = np.repeat(acts, number) + lag
    return np.sort(days[days < _LENGTH])


def _of_either(rng: np.random.Generator, days: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Each act done by one of the two sides by chance; of a side several acts of a day are one."""
    first = rng.random(len(days)) < 0.5
    return [np.unique(days[first]), np.unique(days[~first])]


def led(shape: float | None = None) -> Draw:
    """Acts of the sides that answer two third parties, one a truth times as much as the other, beside a background.

    Truth: (answers to an act of the first, of the second). A null has none for either. ``shape``: months of everybody's
    acts differ alike.
    """

    def draw(rng: np.random.Generator, size: float, truth: tuple[float, float]) -> list[Seen]:
        mood = None if shape is None else bursts(rng, _LENGTH, shape)
        rows, own = [], [poisson(rng, size / _LENGTH, _LENGTH, mood)]
        for third, rate in zip(THIRDS[:2], truth, strict=True):
            acts = poisson(rng, size / _LENGTH, _LENGTH, mood)
            rows.append((third, ONE, acts, "020", "out"))
            own.append(_answers(rng, acts, rate, 7.0))
        given = panels(_LENGTH, outsider_day=rows, pair_act=[
            (*way, days, "040") for way, days in zip(_WAYS, _of_either(rng, np.concatenate(own)), strict=True)
        ])  # fmt: skip
        one = read("lead", given, THIRDS[:2], (0, _LENGTH))[THIRDS[0]]
        thin, rate = one.standing is not Standing.MEASURED, one.parts.get("called_forth")
        seen = [Seen("says who leads", thin, fired=one.state == "leads")]
        if sum(truth):
            seen.append(Seen("share", thin, truth[0] / sum(truth), one.estimate))
            seen.append(Seen("called forth by an act", thin, truth[0], rate if isinstance(rate, Estimate) else None))
        return seen

    return draw


def gained(shape: float | None = None) -> Draw:
    """Gains of a third party that answer days of conflict, beside a background; truth: how many answer one."""

    def draw(rng: np.random.Generator, size: float, truth: float) -> list[Seen]:
        mood = None if shape is None else bursts(rng, _LENGTH, shape)
        fights = poisson(rng, size / _LENGTH, _LENGTH, mood)
        gains = np.concatenate([poisson(rng, size / _LENGTH, _LENGTH, mood), _answers(rng, fights, truth, 30.0)])
        given = panels(_LENGTH, pair_act=[(ONE, TWO, fights, "190")], outsider_day=[
            ("NZL", side, days, "061", "in") for side, days in zip((ONE, TWO), _of_either(rng, gains), strict=True)
        ])  # fmt: skip
        one = read("gaudens", given, ("NZL",), (0, _LENGTH))["NZL"]
        thin = one.standing is not Standing.MEASURED
        seen = [Seen("called gaudens", thin, fired="gaudens" in (one.state or "").split())]
        return [*seen, Seen("gains called forth", thin, truth, one.estimate)] if truth else seen

    return draw


_ACTS = "acts"
CASES = (
    Case("spoiling", "own", _ACTS, (10, 30, 120), (1.0, 3.0), spoiled(20.0)),
    Case("spoiling", "own, null", _ACTS, (10, 30, 120), (1.0,), spoiled(20.0)),
    Case("spoiling", "hostility in bursts, null", _ACTS, (10, 30, 120), (1.0,), spoiled(20.0, 2.0)),
    Case("spoiling", "milestones in the same bursts, null", _ACTS, (10, 30, 120), (1.0,),
         spoiled(20.0, 2.0, joint=True)),
    Case("lead", "own", _ACTS, (30, 60, 120), ((0.6, 0.6), (0.8, 0.2)), led()),
    Case("lead", "own, null", _ACTS, (30, 60, 120), ((0.0, 0.0),), led()),
    Case("lead", "everybody in the same bursts, null", _ACTS, (30, 60, 120), ((0.0, 0.0),), led(2.0)),
    Case("gaudens", "own", _ACTS, (20, 50, 120), (0.4, 0.9), gained()),
    Case("gaudens", "own, null", _ACTS, (20, 60, 150), (0.0,), gained()),
    Case("gaudens", "both in the same bursts, null", _ACTS, (20, 60, 150), (0.0,), gained(2.0)),
)  # fmt: skip
"""Everything drawn for these measures."""
LATER = (
    Case("spoiling", "80 milestones", _ACTS, (10, 30, 120), (1.0, 3.0), spoiled(80.0)),
    Case("spoiling", "80 milestones in the same bursts, null", _ACTS, (10, 30, 120), (1.0,),
         spoiled(80.0, 2.0, joint=True)),
    Case("spoiling", "milestones in the same quarters, null", _ACTS, (10, 30, 120), (1.0,),
         spoiled(20.0, 2.0, joint=True, months=3)),
)  # fmt: skip
"""Spoiling where milestones lie close together, and where the bursts that they share with hostility are longer."""
