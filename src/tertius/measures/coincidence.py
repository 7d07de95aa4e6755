"""Talks of a third party with both sides that lie close together by chance, and what is left without them.

Who often talks with both sides is found with both within a few days of each other also when it carries nothing between
them. How often, its own talks tell: moved by whole weeks against each other they meet by chance alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.slots import TALK_CODES, TRIAD_WEIGHTS
from tertius.measures.credits import OTHER, seen
from tertius.measures.weeks import WEEK
from tertius.model import UNKNOWN, Names, Panel, Request, Span

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_TALKS = tuple(sorted(TALK_CODES))
_NO_ACTS = ("N", "E4")


@dataclass(frozen=True)
class Kept:
    """Part of a third party's talks near the other side's that is no coincidence, 0 to 1, and its standard error."""

    part: float
    error: float


def kept_parts(contacts: Panel, request: Request, days: Span, *, tolerance: int, weeks: int) -> dict[str, Kept]:
    """Part of each third party's talks near the other side's that is no coincidence, 0 to 1.

    With ``h`` the part of its days of talks with one side that have talks with the other within the tolerance, and
    ``q`` the same after moving one of the two by 1 to ``weeks`` weeks back and forth (whole weeks, so that working days
    stay such), ``h = r + (1 - r) q`` where a part ``r`` truly belongs together: ``r / h = (h - q) / (h (1 - q))``. Its
    error is that of ``h`` and ``q``, to first order.

    Args:
        contacts: Panel ``outsider_day`` of the pair.
        request: What is asked; its day and window bound the talks.
        days: Days that are counted; what a move brings outside them is not looked at.
        tolerance: Days by which talks with the two sides may lie apart.
        weeks: Largest move.

    Returns:
        Parts of those who talked with both sides near each other.
    """
    talk = contacts.among("code", _TALKS) & ~contacts.among("direction", ("part",))
    rows = contacts.where(seen(contacts, request) & talk)
    names, third = rows.numbered("third")
    day = (rows["date"].astype("datetime64[D]") - np.datetime64(days.start)).astype(np.int64)
    # each third party has a stretch of its own, too far from the next for any move to reach it
    stretch = days.days + 2 * (WEEK * weeks + tolerance + 1)
    place = third * stretch + day
    one, other = (np.unique(place[rows.among("side", (name,))]) for name in (request.pair.a, request.pair.b))
    moves = [WEEK * week for week in range(-weeks, weeks + 1) if week]
    (near, looked), (beside, moved) = (_counts((one, other), shifts, len(names), (stretch, days.days, tolerance))
                                       for shifts in ([0], moves))  # fmt: skip
    counted = np.stack([near, looked, beside, moved], axis=1).tolist()
    return {str(names[k]): _kept(tuple(counted[k][:2]), tuple(counted[k][2:])) for k in np.flatnonzero(near > 0)}


def _kept(told: tuple[float, float], moved: tuple[float, float]) -> Kept:
    """The part from (near, looked at) as told and after moving."""
    h, q = told[0] / told[1], moved[0] / moved[1] if moved[1] else 0.0
    if q >= 1:  # whichever day is looked at, the other side is near: nothing can be told apart
        return Kept(1.0, 1.0)
    slopes = q / (h * h * (1.0 - q)), (1.0 - h) / (h * (1.0 - q) ** 2)
    variance = sum(slope * slope * _variance(*counted) for slope, counted in zip(slopes, (told, moved), strict=True))
    return Kept(max((h - q) / (h * (1.0 - q)), 0.0), min(float(np.sqrt(variance)), 1.0))


def _variance(near: float, looked: float) -> float:
    """Variance of a part of days, every two of which are one pair of talks looked at from either side (even prior)."""
    yes, no = near / 2 + 1.0, (looked - near) / 2 + 1.0
    return yes * no / ((yes + no) ** 2 * (yes + no + 1.0))


def _counts(sides: tuple[Ints, Ints], shifts: list[int], size: int, shape: tuple[int, int, int]
            ) -> tuple[Floats, Floats]:  # fmt: skip
    """Days of each third party with one side near moved days with the other, and days looked at, over shifts [size]."""
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
    return near, looked


def whose_credit(evidence: Panel) -> tuple[Names, Ints]:
    """Whose each row of evidence is, as names and numbers [N]: what a format earned is its own."""
    names, whose = evidence.numbered("third")
    if "via" not in evidence.columns:
        return names, whose
    formats, via = evidence.numbered("via")
    return np.concatenate([names, formats]), np.where(formats[via] == UNKNOWN, whose, len(names) + via)


def _near(evidence: Panel) -> NDArray[np.bool_]:
    """Which rows are talks near each other [N]."""
    return evidence.among("level", ("E3",)) & np.isclose(_whole(evidence), TRIAD_WEIGHTS["both sides within tolerance"])


def _whole(evidence: Panel) -> Floats:
    """Weight of each row before it was split among the members of a format [N]."""
    return np.asarray(evidence["weight"], dtype=np.float64) / np.asarray(evidence["share"], dtype=np.float64)


def _each(names: Names, whose: Ints, values: Mapping[str, float], otherwise: float) -> Floats:
    return np.asarray([values.get(str(name), otherwise) for name in names], dtype=np.float64)[whose]


def kept_weights(evidence: Panel, parts: Mapping[str, Kept]) -> Floats:
    """What each row of evidence keeps of its credit [N]: talks near each other that part, everything else all."""
    kept, near, (names, whose) = np.ones(len(evidence)), _near(evidence), whose_credit(evidence)
    kept[near] = _each(names, whose[near], {name: one.part for name, one in parts.items()}, 1.0)
    return kept


def alone_parts(evidence: Panel, request: Request, days: Span, parts: Mapping[str, Kept]) -> dict[str, Kept]:
    """The parts on days without stronger evidence, the only ones on which talks near each other count.

    Days with stronger evidence (E1, talks in one story) hold much of what truly belongs together. Of ``J`` days with
    talks with both sides a part ``1 - r`` is coincidence, and as coincidences do not ask what else happened, a part
    ``1 - s`` of those falls on days without stronger evidence, ``s`` being the part of all days that have some. So of
    the ``J'`` days that are left without, ``1 - (1 - r) J (1 - s) / J'`` is no coincidence.
    """
    rows = evidence.where(seen(evidence, request))
    names, whose = whose_credit(rows)
    day = rows["date"].astype("datetime64[D]").astype(np.int64) * max(len(names), 1) + whose
    story = rows.among("level", ("E3",)) & np.isclose(_whole(rows), TRIAD_WEIGHTS["one story"])
    strong, both = np.unique(day[rows.among("level", ("E1",)) | story]), np.unique(day[_near(rows) | story])
    firm, joint, left = (np.bincount(found % max(len(names), 1), minlength=len(names))
                         for found in (strong, both, np.setdiff1d(both, strong)))  # fmt: skip
    more = joint * (1.0 - firm / days.days) / np.maximum(left, 1)
    return {name: Kept(max(1.0 - (1.0 - one.part) * factor, 0.0), min(one.error * factor, 1.0))
            for name, factor, some in zip(map(str, names), more.tolist(), left > 0, strict=True)
            if some and (one := parts.get(name)) is not None}  # fmt: skip


def credit_variance(evidence: Panel, request: Request, parts: Mapping[str, Kept], actors: Sequence[str]) -> Floats:
    """Variance of each actor's credited days that the errors of the kept parts make [K].

    A day counts what talks near each other add to its other evidence at most; all days of one third party err together.
    """
    rows = evidence.where(seen(evidence, request) & ~evidence.among("level", _NO_ACTS))
    near, (whom, whose) = _near(rows), whose_credit(rows)
    weight = np.asarray(rows["weight"], dtype=np.float64)
    names, third = rows.numbered("third")
    day = rows["date"].astype("datetime64[D]").astype(np.int64)
    days, where = np.unique(day * max(len(names), 1) + third, return_inverse=True)
    sure, most, error = np.zeros(len(days)), np.zeros(len(days)), np.zeros(len(days))
    np.maximum.at(sure, where[~near], weight[~near])
    np.maximum.at(most, where[near], weight[near])
    np.maximum.at(error, where[near], _each(whom, whose[near], {name: one.error for name, one in parts.items()}, 0.0))
    off = np.bincount(days % max(len(names), 1), np.maximum(most - sure, 0.0) * error, len(names))
    place = {actor: number for number, actor in enumerate(actors)}
    found = np.zeros(len(actors))
    np.add.at(found, [place.get(str(name), place[OTHER]) for name in names], off**2)
    return found
