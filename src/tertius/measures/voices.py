"""What evidence keeps that one voice alone tells: wrong codes, names and places are each report's own."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.slots import TRIAD_WEIGHTS
from tertius.inference.voices import single_truth
from tertius.measures.coincidence import whose_credit
from tertius.measures.credits import Told, months_of, seen
from tertius.model import UNKNOWN, Names, Panel, Request, Span, month_index

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
_LEVELS = ("E1", "E2", "E3")


@dataclass(frozen=True)
class _Blocks:
    """Blocks of so many months from a first one on; what lies outside belongs to the nearest."""

    first: int
    months: int
    count: int

    @classmethod
    def of(cls, months: Span, block: int) -> "_Blocks":
        first = month_index(months.start)
        return cls(first, block, max(1, round((month_index(months.last) - first + 1) / block)))

    def at(self, panel: Panel) -> Ints:
        """Block of each row [N]."""
        month = months_of(panel["date"].astype("datetime64[D]"))
        return np.clip((month - self.first) // self.months, 0, self.count - 1)


@dataclass(frozen=True)
class _Days:
    """Days of acts whose tellers are all known: ``row`` one row of each, ``alone`` those told by one voice."""

    row: Ints
    alone: Bools
    rows: Ints
    day: Ints

    @classmethod
    def of(cls, panel: Panel, key: Ints, acts: Bools) -> "_Days":
        """The days (numbers ``key`` [N]) of the rows ``acts``."""
        names, voice = panel.numbered("voice")
        mute = names[voice] == UNKNOWN
        rows = np.flatnonzero(acts & ~np.isin(key, np.unique(key[acts & mute])))
        _, lead, day = np.unique(key[rows], return_index=True, return_inverse=True)
        told = np.unique(day * len(names) + voice[rows]) // max(len(names), 1)
        return cls(rows[lead], np.bincount(told, minlength=len(lead)) == 1, rows, day)

    @property
    def single(self) -> Ints:
        """Rows of days told by one voice."""
        return self.rows[self.alone[self.day]]


def as_told(evidence: Panel, meetings: Panel, contacts: Panel, request: Request, months: Span, *, block: int) -> Told:
    """What is kept of what one voice alone tells: as much of it as is true (:func:`single_truth`).

    Looked at are acts whose code or place makes the evidence; a day's rows of a third party and level are one. Rows of
    a day and level of which any teller is unknown keep all, as do talks near each other, which need two acts. Talks of
    the two sides that one voice tells are as true as what it tells of third parties in the same months.

    Args:
        evidence: Panel ``triad_evidence`` of the pair.
        meetings: Panel ``pair_event`` of the pair.
        contacts: Panel ``outsider_day`` of the pair: days of contact are what wrong codes are made of.
        request: What is asked; its day and window bound the evidence that rates are told from.
        months: Months to count.
        block: Months within which voices see and err alike.
    """
    kept, met = np.ones(len(evidence)), np.ones(len(meetings))
    if "voice" not in evidence.columns or "voice" not in meetings.columns:
        return Told(kept, met, 0.0)
    blocks, level = _Blocks.of(months, block), _levels(evidence)
    looked = seen(evidence, request) & (level >= 0)
    every, whose = whose_credit(evidence)
    some = np.unique(whose[looked])
    names, whose = every[some], np.searchsorted(some, whose) * looked
    key = (_day(evidence) * len(names) + whose) * len(_LEVELS) + level
    days = _Days.of(evidence, key, looked)
    at, shape = blocks.at(evidence), (len(_LEVELS), len(names), blocks.count)
    single, several = np.zeros(shape), np.zeros(shape)
    for found, chosen in ((single, days.row[days.alone]), (several, days.row[~days.alone])):
        np.add.at(found, (level[chosen], whose[chosen], at[chosen]), 1.0)
    part = single_truth(single, several, *_exposure(contacts, request, names, blocks))
    kept[days.single] = part[level[days.single], whose[days.single], at[days.single]]
    talks = _Days.of(meetings, _day(meetings), seen(meetings, request) & meetings["talk"].astype(np.bool_)).single
    together = single.sum(axis=(0, 1))
    mean = np.divide((single * part).sum(axis=(0, 1)), together, out=np.ones(blocks.count), where=together > 0)
    met[talks] = mean[blocks.at(meetings)[talks]]
    # where no two voices ever agree, nothing of the kind was told apart
    known = several.sum(axis=1) > 0
    told_apart = float(known[level[days.rows], at[days.rows]].sum())
    return Told(kept, met, told_apart / max(int(looked.sum()), 1))


def _day(panel: Panel) -> Ints:
    return panel["date"].astype("datetime64[D]").astype(np.int64)


def _levels(evidence: Panel) -> Ints:
    """Number of the level of each row whose code or place makes it evidence, -1 for all others [N]."""
    weight = np.asarray(evidence["weight"], dtype=np.float64) / np.asarray(evidence["share"], dtype=np.float64)
    beside = [np.isclose(weight, TRIAD_WEIGHTS[name]) for name in ("one story", "both sides within tolerance")]
    found = np.full(len(evidence), -1)
    for number, level in enumerate(_LEVELS):
        found[evidence.among("level", (level,))] = number
    found[evidence.among("level", ("E3",)) & (beside[0] | beside[1])] = -1
    return found


def _exposure(contacts: Panel, request: Request, names: Names, blocks: _Blocks) -> tuple[Floats, Floats, int]:
    """Days of contact of each name with a side [K, B], of everybody [B], and the number of all names."""
    rows = contacts.where(seen(contacts, request))
    theirs, third = rows.numbered("third")
    place = {str(name): number for number, name in enumerate(names)}
    who = np.asarray([place.get(str(name), -1) for name in theirs], dtype=np.int64)[third]
    _, lead = np.unique(_day(rows) * max(len(theirs), 1) + third, return_index=True)
    found, at = np.zeros((len(names), blocks.count)), blocks.at(rows)[lead]
    inside = who[lead] >= 0
    np.add.at(found, (who[lead][inside], at[inside]), 1.0)
    strangers = len(np.unique(third[who < 0]))
    return found, np.bincount(at, minlength=blocks.count).astype(np.float64), len(names) + strangers
