"""The planted truth as tables, so that any measure can be scored against what was put in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from tertius.model import Array, Direction, Dyad, Panel
from tertius.simulate.acts import Answers, Kind, Outcome, Stage, code_texts
from tertius.simulate.codes import Ints
from tertius.simulate.shares import Table, months_of
from tertius.simulate.table import TableDays
from tertius.simulate.world import Planted, Role

NO_PAIR = ""


@dataclass(frozen=True)
class Truth:
    """What was planted and what really happened, before any newspaper saw it.

    ``roles``: role, actor, a, b, side, agent, since, until, strength. ``dates``: role, actor, a, b, date, direction
    (gain or loss), before, after (strengths) of every change inside the span. ``shares``: table (mediation or venue),
    a, b, third, month, planted (share put in, mean of the month), drawn (share after the draws of the month), days
    (table days that took place; -1 for venues). ``answers``: kind, asker, answerer, date, code, outcome, answered (NaT:
    never). ``conflicts``: a, b, since, until of each spell of conflict.
    """

    roles: Panel
    dates: Panel
    shares: Panel
    answers: Panel
    conflicts: Panel


def _panel(stage: Stage, name: str, columns: dict[str, Array]) -> Panel:
    return Panel(name, "simulated", columns, (stage.world.span,))


def _texts(values: Iterable[str]) -> NDArray[np.object_]:
    return np.asarray(list(values), dtype=object)


def _dates(values: Iterable[date]) -> NDArray[np.datetime64]:
    return np.asarray(list(values), dtype="datetime64[D]")


def when(stage: Stage, day: Ints) -> NDArray[np.datetime64]:
    """Dates of days counted from the start of the span; negative days are no date."""
    dates = np.datetime64(stage.world.span.start, "D") + day
    return np.where(day < 0, np.datetime64("NaT", "D"), dates).astype("datetime64[D]")


def roles_table(stage: Stage) -> Panel:
    """Table ``roles``: one row per planted role."""
    roles = stage.world.roles
    return _panel(stage, "roles", {
        **_who(roles),
        "side": _texts(role.toward for role in roles),
        "agent": _texts(role.agent or "" for role in roles),
        "since": _dates(role.since for role in roles),
        "until": _dates(role.until for role in roles),
        "strength": np.asarray([role.level for role in roles], dtype=np.float64),
    })  # fmt: skip


def _who(roles: Iterable[Planted]) -> dict[str, Array]:
    kept = list(roles)
    return {
        "role": _texts(role.role.value for role in kept),
        "actor": _texts(role.actor for role in kept),
        "a": _texts(role.pair.a for role in kept),
        "b": _texts(role.pair.b for role in kept),
    }


Change = tuple[Planted, date, float, float]


def changes(roles: Iterable[Planted]) -> list[Change]:
    """Dates at which a role starts, ends or changes its strength, with the strength before and after (0: not held)."""
    edges: dict[tuple[Role, str, Dyad, str], dict[date, list[float]]] = {}
    first: dict[tuple[Role, str, Dyad, str], Planted] = {}
    for planted in roles:
        key = (planted.role, planted.actor, planted.pair, planted.toward)
        first.setdefault(key, planted)
        days = edges.setdefault(key, {})
        days.setdefault(planted.since, [0.0, 0.0])[1] = planted.level
        days.setdefault(planted.until, [0.0, 0.0])[0] = planted.level
    return [
        (first[key], day, before, after)
        for key, days in edges.items()
        for day, (before, after) in sorted(days.items())
        if before != after
    ]


def _direction(change: Change) -> str:
    *_, before, after = change
    return (Direction.GAIN if after > before else Direction.LOSS).value


def dates_table(stage: Stage) -> Panel:
    """Table ``dates``: changes strictly inside the span."""
    span = stage.world.span
    inside = [change for change in changes(stage.world.roles) if span.start < change[1] < span.end]
    return _panel(stage, "dates", {
        **_who(change[0] for change in inside),
        "date": _dates(change[1] for change in inside),
        "direction": _texts(_direction(change) for change in inside),
        "before": np.asarray([change[2] for change in inside], dtype=np.float64),
        "after": np.asarray([change[3] for change in inside], dtype=np.float64),
    })  # fmt: skip


def shares_table(stage: Stage, sat: Iterable[TableDays], venues: Table) -> Panel:
    """Table ``shares``: one row per table, third party and month."""
    parts = [_share_rows(stage, "mediation", days.table, days.pair, days) for days in sat]
    parts.append(_share_rows(stage, "venue", venues, None, None))
    return _panel(stage, "shares", {name: np.concatenate([part[name] for part in parts]) for name in parts[0]})


def _share_rows(stage: Stage, name: str, table: Table, pair: Dyad | None, days: TableDays | None) -> dict[str, Array]:
    month = months_of(stage)
    size, width = int(month[-1]) + 1, len(table.thirds)
    length = np.bincount(month, minlength=size)[:, None]
    mean = [
        np.stack([np.bincount(month, share[:, k], size) for k in range(width)], axis=1) / length
        for share in (table.planted, table.drawn)
    ]
    count = np.full((size, width), -1)
    if days is not None:
        column = np.searchsorted(np.sort(table.thirds), days.third)
        column = np.argsort(table.thirds)[column]
        count = np.zeros((size, width), dtype=np.int64)
        np.add.at(count, (month[days.day], column), 1)
    first = np.datetime64(stage.world.span.start, "M") + np.arange(size)
    rows = size * width
    return {
        "table": np.full(rows, name, dtype=object),
        "a": np.full(rows, pair.a if pair else NO_PAIR, dtype=object),
        "b": np.full(rows, pair.b if pair else NO_PAIR, dtype=object),
        "third": np.tile(_texts(stage.world.actors)[table.thirds], size),
        "month": np.repeat(first.astype("datetime64[D]"), width),
        "planted": mean[0].ravel(),
        "drawn": mean[1].ravel(),
        "days": count.ravel(),
    }


def answers_table(stage: Stage, answers: Answers) -> Panel:
    """Table ``answers``: one row per trigger, directive, promise or ask."""
    actors = _texts(stage.world.actors)
    coded = np.where(answers.code >= 0, code_texts(answers.code), "")
    return _panel(stage, "answers", {
        "kind": _texts(Kind(kind).name.lower() for kind in answers.kind),
        "asker": actors[answers.asker],
        "answerer": actors[answers.answerer],
        "date": when(stage, answers.day),
        "code": coded.astype(object),
        "outcome": _texts(Outcome(outcome).name.lower() for outcome in answers.outcome),
        "answered": when(stage, answers.answered),
    })  # fmt: skip


def conflicts_table(stage: Stage, state: NDArray[np.bool_], dyads: tuple[tuple[int, int], ...]) -> Panel:
    """Table ``conflicts``: spells in which a dyad was in the state of conflict."""
    actors = _texts(stage.world.actors)
    edge = np.diff(np.pad(state.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    row, since = np.nonzero(edge == 1)
    _, until = np.nonzero(edge == -1)
    dyad = np.asarray(dyads).reshape(-1, 2)[row]
    return _panel(stage, "conflicts", {
        "a": actors[dyad[:, 0]], "b": actors[dyad[:, 1]], "since": when(stage, since), "until": when(stage, until),
    })  # fmt: skip
