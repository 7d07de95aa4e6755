"""Talks of a third party with both sides that lie close together by chance, and what is left without them.

Who often talks with both sides is found with both within a few days of each other also when it carries nothing between
them. How often, its own talks tell: moved by whole weeks against each other they meet by chance alone.
"""

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.slots import TALK_CODES, TRIAD_WEIGHTS
from tertius.measures.credits import seen
from tertius.measures.weeks import WEEK
from tertius.model import Panel, Request, Span

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_TALKS = tuple(sorted(TALK_CODES))


def kept_parts(contacts: Panel, request: Request, days: Span, *, tolerance: int, weeks: int) -> dict[str, float]:
    """Part of each third party's talks near the other side's that is no coincidence, 0 to 1.

    With ``h`` the part of its days of talks with one side that have talks with the other within the tolerance, and
    ``q`` the same after moving one of the two by 1 to ``weeks`` weeks back and forth (whole weeks, so that working days
    stay such), ``h = r + (1 - r) q`` where a part ``r`` truly belongs together: ``r / h = (h - q) / (h (1 - q))``.

    Args:
        contacts: Panel ``outsider_day`` of the pair.
        request: What is asked; its day and window bound the talks.
        days: Days that are counted; what a move brings outside them is not looked at.
        tolerance: Days by which talks with the two sides may lie apart.
        weeks: Largest move.

    Returns:
        Parts of those who talked with both sides near each other.
    """
    talk = np.isin(contacts["code"].astype(str), _TALKS) & (contacts["direction"] != "part")
    rows = contacts.where(seen(contacts, request) & talk)
    names, third = np.unique(rows["third"].astype(str), return_inverse=True)
    day = (rows["date"].astype("datetime64[D]") - np.datetime64(days.start)).astype(np.int64)
    # each third party has a stretch of its own, too far from the next for any move to reach it
    stretch = days.days + 2 * (WEEK * weeks + tolerance + 1)
    place, side = third * stretch + day, rows["side"]
    one, other = (np.unique(place[side == name]) for name in (request.pair.a, request.pair.b))
    moves = [WEEK * week for week in range(-weeks, weeks + 1) if week]
    together, apart = (_near_part((one, other), shifts, len(names), (stretch, days.days, tolerance))
                       for shifts in ([0], moves))  # fmt: skip
    told = (together > 0) & (apart < 1)
    part = np.ones(len(names))
    part[told] = (together[told] - apart[told]) / (together[told] * (1.0 - apart[told]))
    return {str(names[k]): float(min(max(part[k], 0.0), 1.0)) for k in np.flatnonzero(together > 0)}


def _near_part(sides: tuple[Ints, Ints], shifts: list[int], size: int, shape: tuple[int, int, int]) -> Floats:
    """Part of each third party's days with one side that lie near days with the other, moved by each shift [size]."""
    stretch, length, tolerance = shape
    near, looked = np.zeros(size), np.zeros(size)
    for mine, theirs in (sides, sides[::-1]):
        owner, day = mine // stretch, mine % stretch
        for shift in shifts:
            inside = (day + shift >= 0) & (day + shift < length)
            moved = (mine + shift)[inside]
            first, last = (np.searchsorted(theirs, moved + edge) for edge in (-tolerance, tolerance + 1))
            near += np.bincount(owner[inside], last > first, size)
            looked += np.bincount(owner[inside], minlength=size)
    return np.divide(near, looked, out=np.zeros(size), where=looked > 0)


def kept_weights(evidence: Panel, parts: dict[str, float]) -> Floats:
    """What each row of evidence keeps of its credit [N]: talks near each other that part, everything else all."""
    kept = np.ones(len(evidence))
    weight = np.asarray(evidence["weight"], dtype=np.float64) / np.asarray(evidence["share"], dtype=np.float64)
    near = (evidence["level"] == "E3") & np.isclose(weight, TRIAD_WEIGHTS["both sides within tolerance"])
    # a format's talks are its own, not those of the members who share its credit
    via = evidence["via"][near] if "via" in evidence.columns else np.full(int(near.sum()), None)
    who = np.where([one is None for one in via], evidence["third"][near], via)
    names, place = np.unique(who.astype(str), return_inverse=True)
    kept[near] = np.asarray([parts.get(str(name), 1.0) for name in names], dtype=np.float64)[place]
    return kept
