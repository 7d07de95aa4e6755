"""Episodes: acts of one kind that follow each other closely are one promise, or one ask."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from tertius.measures.credits import seen
from tertius.model import Panel, Request

_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Act:
    """One act of a side toward the other: day number, CAMEO code, event id, and the coded fate of a promise."""

    day: int
    code: str
    event_id: str
    fate: str | None = None
    fate_day: int | None = None


def acts(panel: Panel, request: Request, source: str, target: str) -> list[Act]:
    """Acts of ``source`` toward ``target`` in panel ``pair_act`` that may be seen, in order of day."""
    rows = panel.where(seen(panel, request) & (panel["source"] == source) & (panel["target"] == target))
    days = rows["date"].astype("datetime64[D]").astype(np.int64).tolist()
    limit = day_number(request.at)
    columns = (rows["code"], rows["event_id"], rows["fate"], rows["fate_date"].astype("datetime64[D]"))
    found = [_act(day, str(code), str(event), fate, fate_date, limit)
             for day, code, event, fate, fate_date in zip(days, *columns, strict=True)]  # fmt: skip
    return sorted(found, key=lambda act: (act.day, act.code, act.event_id))


def _act(day: int, code: str, event_id: str, fate: object, fate_date: np.datetime64, limit: int) -> Act:
    fate_day = None if np.isnat(fate_date) else int(fate_date.astype(np.int64))
    # an outcome that came after the day asked for is not known yet; one of unknown date neither
    known = fate is not None and fate_day is not None and fate_day <= limit
    return Act(day, code, event_id, str(fate) if known else None, fate_day if known else None)


def episodes(found: list[Act], gap: int) -> list[list[Act]]:
    """Group acts whose distance is at most ``gap`` days."""
    groups: list[list[Act]] = []
    for act in found:
        if groups and act.day - groups[-1][-1].day <= gap:
            groups[-1].append(act)
        else:
            groups.append([act])
    return groups


def day_number(day: date) -> int:
    """Days since 1970-01-01, as numpy counts them."""
    return day.toordinal() - _EPOCH


def discount(days: NDArray[np.float64], at: int, half_life_months: float) -> NDArray[np.float64]:
    """Weight of evidence by its age."""
    return np.exp2(-(at - days) / (half_life_months * 30.0))
