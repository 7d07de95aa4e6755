"""Small panels by hand."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from tertius.codebooks.constants import constant
from tertius.model import Actor, ActorKind, Arena, Dyad, Inputs, Measure, Panel, Request, Span

PAIR = Dyad("FJI", "WSM")
YEARS = (Span(date(2000, 1, 1), date(2020, 1, 1)),)


def text(values: Sequence[object]) -> np.ndarray:
    return np.asarray(values, dtype=object)


def day(values: Sequence[date]) -> np.ndarray:
    return np.asarray([np.datetime64(one) for one in values], dtype="datetime64[D]")


@pytest.fixture(scope="session")
def region() -> Callable[..., Arena]:
    def make(*thirds: str) -> Arena:
        actors = tuple(Actor(one, ActorKind.STATE, one) for one in ("FJI", "WSM", *thirds))
        return Arena("synthetic-islands", "Invented islands", "", (), (PAIR,), thirds, actors, (), (), ())

    return make


@pytest.fixture(scope="session")
def table() -> Callable[..., dict[str, Panel]]:
    """Panels of mediation from (third, day, level, weight, share) and days of talks."""

    def make(evidence: Sequence[tuple[Any, ...]], talks: Sequence[date], coverage: tuple[Span, ...] = YEARS
             ) -> dict[str, Panel]:  # fmt: skip
        ids = [f"syn:{number:04d}" for number in range(len(evidence))]
        days = day([row[1] for row in evidence])
        rows = {
            "third": text([row[0] for row in evidence]), "date": days, "known": days, "event_id": text(ids),
            "level": text([row[2] for row in evidence]), "weight": np.asarray([float(row[3]) for row in evidence]),
            "share": np.asarray([float(row[4]) if len(row) > 4 else 1.0 for row in evidence]),
        }  # fmt: skip
        met = {"date": day(talks), "event_id": text([f"talk:{one}" for one in talks]),
               "talk": np.ones(len(talks), dtype=bool)}  # fmt: skip
        return {"triad_evidence": Panel("triad_evidence", "syn", rows, coverage),
                "pair_event": Panel("pair_event", "syn", met, coverage), **outside([], coverage)}  # fmt: skip

    return make


def outside(acts: Sequence[tuple[str, str, date, str]], coverage: tuple[Span, ...] = YEARS) -> dict[str, Panel]:
    """Panel of the acts of outsiders toward a side, from (third, side, day, code)."""
    columns = {
        "third": text([row[0] for row in acts]), "side": text([row[1] for row in acts]),
        "date": day([row[2] for row in acts]), "code": text([row[3] for row in acts]),
        "direction": text(["out"] * len(acts)), "event_id": text([f"out:{n:04d}" for n in range(len(acts))]),
    }  # fmt: skip
    return {"outsider_day": Panel("outsider_day", "syn", columns, coverage)}


@pytest.fixture(scope="session")
def outsiders() -> Callable[..., dict[str, Panel]]:
    """Panel of outsiders' acts."""
    return outside


@pytest.fixture(scope="session")
def read() -> Callable[..., dict[str, Any]]:
    """Readings of a measure by actor."""

    def make(
        part: Measure, panels: dict[str, Panel], arena: Arena, at: date, window: Span | None = None, **values: float
    ) -> dict[str, Any]:
        constants = {name: constant(name) for name in part.constants} | values
        actors = (PAIR.a, PAIR.b) if "pair_act" in part.needs else arena.candidates(PAIR)
        found = part.compute(Inputs(panels, constants), Request(arena, PAIR, at, actors, window))
        return {one.actor: one for one in found}

    return make


@pytest.fixture(scope="session")
def run() -> Callable[[date, int, int], list[date]]:
    """So many days, so far apart, from a first day on."""
    return lambda first, count, step: [first + timedelta(days=step * number) for number in range(count)]


@pytest.fixture(scope="session")
def acts() -> Callable[..., dict[str, Panel]]:
    """Panel of the two sides' acts from (source, day, code[, fate, fate day])."""

    def make(*rows: tuple[Any, ...]) -> dict[str, Panel]:
        other = {PAIR.a: PAIR.b, PAIR.b: PAIR.a}
        full = [(*row, None, None)[:5] for row in rows]
        columns = {
            "source": text([row[0] for row in full]), "target": text([other[row[0]] for row in full]),
            "date": day([row[1] for row in full]), "code": text([row[2] for row in full]),
            "event_id": text([f"syn:{number:04d}" for number in range(len(full))]),
            "fate": text([row[3] for row in full]),
            "fate_date": np.asarray([np.datetime64("NaT", "D") if row[4] is None else np.datetime64(row[4])
                                     for row in full], dtype="datetime64[D]"),
        }  # fmt: skip
        return {"pair_act": Panel("pair_act", "syn", columns, YEARS)}

    return make
