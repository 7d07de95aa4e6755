"""Draws of dated acts, panels made of them, and what a shipped measure reads in them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.constants import constant
from tertius.measures import measure
from tertius.model import Actor, ActorKind, Arena, Dyad, Estimate, Inputs, Panel, Reading, Request, Span

Days = NDArray[np.int64]
PAIR = Dyad("FJI", "WSM")
ONE, TWO = PAIR.a, PAIR.b
THIRDS = ("KIR", "NZL", "PLW", "TON", "TUV", "VUT")
ARENA = Arena(
    "islands", "Invented islands", "", (ONE, TWO), (PAIR,), THIRDS,
    tuple(Actor(one, ActorKind.STATE, one) for one in (ONE, TWO, *THIRDS)), (), (), (),
)  # fmt: skip
START = date(2000, 1, 1)
FIELDS = {
    "pair_act": ("source", "target", "date", "code", "fate", "fate_date"),
    "outsider_day": ("third", "side", "date", "code", "direction"),
    "pair_event": ("date", "code"),
    "pair_part": ("third", "part", "date", "code"),
    "venue_day": ("host", "place", "date", "level", "of_pair"),
    "agent_day": ("agent", "side", "date", "code", "direction"),
}
"""Columns of each panel, the event's id left out."""


@dataclass(frozen=True)
class Seen:
    """What one draw says of one figure.

    ``truth`` and the ``estimate`` of it, None where there is none; ``fired``: whether the measure called the state,
    None where that is not asked; ``thin``: whether the reading is dominated by its prior.
    """

    what: str
    thin: bool
    truth: float | None = None
    estimate: Estimate | None = None
    fired: bool | None = None


@dataclass(frozen=True)
class Case:
    """One measure under one law: ``draw`` takes a generator, a size and a truth, and gives what was seen.

    ``sizes`` are three volumes (thin, middle, dense) in the unit ``of``; ``truths`` are planted in turn.
    """

    measure: str
    law: str
    of: str
    sizes: tuple[float, float, float]
    truths: Sequence[Any]
    draw: Callable[[np.random.Generator, float, Any], list[Seen]]


def panels(days: int, **parts: Sequence[tuple[Any, ...]]) -> dict[str, Panel]:
    """All panels over so many days from :data:`START` on; rows as tuples of :data:`FIELDS`, dates as arrays."""
    coverage = (Span(START, START + timedelta(days=days)),)
    return {name: _panel(name, fields, parts.get(name, ()), coverage) for name, fields in FIELDS.items()}


def _panel(name: str, fields: Sequence[str], parts: Sequence[tuple[Any, ...]], coverage: tuple[Span, ...]) -> Panel:
    sizes = [len(one[fields.index("date")]) for one in parts]
    columns: dict[str, Any] = {}
    for place, field in enumerate(fields):
        # columns at the end may be left out of a tuple: nothing is known of them
        given = [np.broadcast_to(np.asarray(one[place] if place < len(one) else None), size)
                 for one, size in zip(parts, sizes, strict=True)]  # fmt: skip
        columns[field] = _typed(field, np.concatenate(given) if given else np.zeros(0))
    columns["event_id"] = np.asarray([f"{name}:{n}" for n in range(sum(sizes))], dtype=object)
    return Panel(name, "drawn", columns, coverage)


def _typed(field: str, values: NDArray[Any]) -> NDArray[Any]:
    if field == "date":
        return np.asarray(np.datetime64(START) + values.astype(np.int64), dtype="datetime64[D]")
    if field == "fate_date":
        return np.full(len(values), np.datetime64("NaT", "D"))
    return values.astype(np.bool_) if field == "of_pair" else values.astype(object)


def read(name: str, given: dict[str, Panel], actors: Sequence[str], window: tuple[int, int] | None,
         last: int | None = None) -> dict[str, Reading]:  # fmt: skip
    """Readings by actor over days ``window`` (the second excluded), or at day ``last`` with old evidence discounted."""
    part, span = measure(name), None
    if window is not None:
        span = Span(*(START + timedelta(days=day) for day in window))
    at = span.last if span is not None else START + timedelta(days=int(last or 0))
    constants = {one: constant(one) for one in part.constants}
    request = Request(ARENA, PAIR, at, tuple(actors), span)
    return {one.actor: one for one in part.compute(Inputs(given, constants), request)}


def apart(rng: np.random.Generator, count: int, least: int, days: int) -> Days:
    """So many days, at least so far apart, else anywhere: what comes of one is over before the next."""
    room = days - least * count
    if room < count:
        raise ValueError(f"{count} days {least} apart do not fit into {days}")
    return np.sort(rng.integers(0, room, count)) + least * np.arange(count)


def poisson(rng: np.random.Generator, rate: float, days: int, level: NDArray[np.float64] | None = None) -> Days:
    """Days of acts that come independently at a daily rate, once a day; ``level`` [days] moves the rate in time."""
    often = np.full(days, rate) if level is None else rate * level
    return np.flatnonzero(rng.random(days) < 1.0 - np.exp(-often))


def bursts(rng: np.random.Generator, days: int, shape: float = 2.0) -> NDArray[np.float64]:
    """A level of every 30 days drawn apart from the others, of mean one and variance ``1 / shape``."""
    return np.repeat(rng.gamma(shape, 1.0 / shape, days // 30 + 1), 30)[:days]


def seasons(rng: np.random.Generator, days: int, shape: float, months: int) -> NDArray[np.float64]:
    """A level that differs from one stretch of so many months to the next."""
    return np.repeat(bursts(rng, -(-days // months), shape), months)[:days]


def growth(days: int, times: float = 3.0) -> NDArray[np.float64]:
    """A level of mean one that grows so many times from the first day to the last."""
    level = np.geomspace(1.0, times, days)
    return level / level.mean()


def moods(rng: np.random.Generator, share: float, days: NDArray[np.int64], correlation: float) -> NDArray[np.bool_]:
    """Yes or no of every day with probability ``share``, alike in a month as the correlation says; 0: independent."""
    if correlation == 0.0:
        return rng.random(len(days)) < share
    size = 1.0 / correlation - 1.0
    level = rng.beta(share * size, (1.0 - share) * size, int(days.max(initial=0)) // 30 + 1)
    return rng.random(len(days)) < level[days // 30]
