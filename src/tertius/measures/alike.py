"""What several voices tell alike: a program that reads a report wrongly seldom reads the next one wrongly alike.

A voice is a country and kind of owner of publishers, or a publisher where these are unknown. Only machine-coded data
in which more than one voice is heard can tell such acts apart; elsewhere every act counts as it is told.
"""

from collections.abc import Collection
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from tertius.measures.credits import seen
from tertius.model import UNKNOWN, Inputs, Panel, Request

_ROOT = 2
"""Characters of a code that say what kind of act it is."""


def several(reports: Panel, request: Request) -> bool:
    """Whether a machine coded these reports and more than one voice is heard in those that may be seen."""
    if not reports.machine_coded or "voice" not in reports.columns:
        return False
    names, which = reports.where(seen(reports, request)).numbered("voice")
    return int((names[np.unique(which)] != UNKNOWN).sum()) > 1


def told_alike(inputs: Inputs, codes: Collection[str], least: float) -> Inputs:
    """The same panels with only what so many voices tell alike.

    Args:
        inputs: Panels ``outsider_day`` and ``pair_act``; others are handed on.
        codes: Codes of the two sides' acts that are read; others are dropped.
        least: Voices.
    """
    outside, between = inputs.panel("outsider_day"), inputs.panel("pair_act")
    voices = np.asarray(outside["voices"], dtype=np.float64)
    read = between.where(between.among("code", codes))
    sure = {"outsider_day": outside.where(voices >= least), "pair_act": read.where(voices_alike(read) >= least)}
    return replace(inputs, panels={**inputs.panels, **sure})


def voices_alike(reports: Panel) -> NDArray[np.int64]:
    """Different voices that tell an act of the same root, direction and day as each report, [N]; 0 where unknown.

    Panel ``pair_act`` says which side acts; of ``pair_event``, which does not, root and day are compared.
    """
    names, voice = reports.numbered("voice")
    roots = np.unique([str(code)[:_ROOT] for code in reports["code"]], return_inverse=True)[1]
    ways = [reports.numbered(side)[1] for side in ("source", "target") if side in reports.columns]
    days = reports["date"].astype("datetime64[D]").astype(np.int64)
    act = np.unique(np.stack([days, roots, *ways], axis=1), axis=0, return_inverse=True)[1].reshape(-1)
    known = names[voice] != UNKNOWN
    told = np.unique(np.stack([act[known], voice[known]], axis=1), axis=0)[:, 0]
    return np.bincount(told, minlength=int(act.max(initial=-1)) + 1)[act]
