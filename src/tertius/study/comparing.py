"""Ask a measure of a state alone of every state that a data set follows, and rank them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.constants import constant
from tertius.codebooks.states import STATES
from tertius.measures import ranked
from tertius.measures.outsiders import IN, OUT
from tertius.model import (
    ActorKind,
    Arena,
    Dyad,
    Engine,
    Inputs,
    Measure,
    Panel,
    Rank,
    Reading,
    Request,
    Span,
    UsageError,
    Value,
)
from tertius.model.columns import Array
from tertius.study.preparing import covered

_STATES = frozenset(name for name in STATES if name.isalpha())
"""Ids of de facto authorities, which one list of states counts, have more parts than the three letters of ISO."""


def rank(engine: Engine, arena: Arena, dataset: str, part: Measure, at: date, window: Span | None = None) -> list[Rank]:
    """Every state that a data set follows, by a measure, each with its place among comparable ones.

    Acts are the official ones of panel ``dyad_day``, for each state alike, so that a value may differ a little from the
    reading through a pair, which leaves out what reports tell again.

    Raises:
        UsageError: The measure is not of a state alone.
    """
    if part.name not in ranked.CODES:
        raise UsageError(f"{part.name} is no measure of a state alone", hint=f"these are: {', '.join(ranked.CODES)}")
    readings = list(_readings(engine, arena, dataset, part, at, window))
    constants = {name: constant(name) for name in ranked.CONSTANTS}
    return ranked.ranks(readings, constants, seed=0)


def _readings(engine: Engine, arena: Arena, dataset: str, part: Measure, at: date, window: Span | None
              ) -> Iterator[Reading]:  # fmt: skip
    acts, coverage = _acts(engine, dataset, part, at, window), covered(engine, dataset)
    constants = {name: constant(name) for name in part.constants}
    barred = {actor.actor_id for actor in arena.actors if actor.kind is ActorKind.NON_STATE}
    for state in sorted({*acts["source"], *acts["target"]} & _STATES):
        given, taken = acts["source"] == state, acts["target"] == state
        # a state is asked through a pair, and the reading is the same through any
        other = min({*acts["target"][given], *acts["source"][taken]} - barred, default=None)
        if other is None:
            continue
        panels = {
            name: Panel(name, dataset, columns, coverage)
            for name, columns in (("pair_act", _between(acts, state, other)),
                                  ("outsider_day", _outside(acts, state, other, given, taken)))
        }  # fmt: skip
        asked = Request(arena, Dyad.of(state, other), at, (state,), window)
        yield from (replace(one, pair=None) for one in part.compute(Inputs(panels, constants), asked))


def _acts(engine: Engine, dataset: str, part: Measure, at: date, window: Span | None) -> dict[str, Array]:
    codes = sorted(ranked.CODES[part.name])
    values: dict[str, Value] = {f"code{i}": code for i, code in enumerate(codes)}
    values |= {"dataset": dataset, "first": window.start if window else date.min, "after": at + timedelta(days=1)}
    return engine.frame(
        f"""
        SELECT source, target, date, code, event_id FROM dyad_day
        WHERE dataset = $dataset AND official AND date >= $first AND date < $after
          AND code IN ({", ".join(f"$code{i}" for i in range(len(codes)))})
        ORDER BY ALL
        """,
        values,
    )


def _between(acts: dict[str, Array], state: str, other: str) -> dict[str, Array]:
    """Columns of ``pair_act``; no fate of a promise is known of these acts."""
    source, target = acts["source"], acts["target"]
    rows = ((source == state) & (target == other)) | ((source == other) & (target == state))
    found = {name: acts[name][rows] for name in ("source", "target", "date", "code", "event_id")}
    none = np.full(int(rows.sum()), None, dtype=object)
    return found | {"fate": none, "fate_date": np.full(len(none), "NaT", dtype="datetime64[D]")}


def _outside(acts: dict[str, Array], state: str, other: str, given: NDArray[np.bool_], taken: NDArray[np.bool_]
             ) -> dict[str, Array]:  # fmt: skip
    """Columns of ``outsider_day`` of the state toward everybody but the other side."""
    ways = [(taken & (acts["source"] != other), "source", OUT), (given & (acts["target"] != other), "target", IN)]
    found = {name: np.concatenate([acts[name][rows] for rows, _, _ in ways]) for name in ("date", "code", "event_id")}
    sizes = [int(rows.sum()) for rows, _, _ in ways]
    return found | {
        "third": np.concatenate([acts[name][rows] for rows, name, _ in ways]),
        "side": np.full(sum(sizes), state, dtype=object),
        "direction": np.repeat(np.asarray([way for _, _, way in ways], dtype=object), sizes),
    }
